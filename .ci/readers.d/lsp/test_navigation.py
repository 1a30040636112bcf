"""Hover, definition, references, highlights, hints; completion and hover in settings and rule files."""

import pytest

from editor import editor, path_of, uri_of
from texts import CLUB, DRAFT, OFFICE, ROWING

LOCAL = """---
date: 2025-09-24
---

Zoë 😀 asked Mayor Zelda Quimby, 52, about the plan. Quimby said no.

Later 😀 Quimby left.
"""


def project(folder):
    """A project with its facts."""
    (folder / "facts").mkdir()
    (folder / "facts" / "club.toml").write_text(CLUB)
    (folder / "factlint.toml").write_text('rules = ["facts/"]\n')


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
async def test_hover(tmp_path, encoding):
    """What is known of a person, of the facts or of the draft, and of the day."""
    async with editor(tmp_path, encoding=encoding) as one:
        uri = one.open("a.md", OFFICE)
        said = await one.ask("textDocument/hover", one.at(uri, "Biden"))
        assert "Joe Biden" in said["contents"]["value"] and "1942-11-20" in said["contents"]["value"]
        assert "Biden" in one.documents[uri].words(said["range"])
        day = await one.ask("textDocument/hover", one.at(uri, "2025-09-24"))
        assert "**2025-09-24**" in day["contents"]["value"]
        assert one.documents[uri].words(day["range"]) == "2025-09-24"
        assert await one.ask("textDocument/hover", one.at(uri, "wrote")) is None
        other = one.open("b.md", LOCAL)
        said = await one.ask("textDocument/hover", one.at(other, "Quimby", 1))
        assert "Not in the facts" in said["contents"]["value"] and "3 times" in said["contents"]["value"]
        assert one.documents[other].words(said["range"]) == "Quimby"


async def test_definition_in_a_file_of_facts(tmp_path):
    """A person of the project's facts: the line of the file."""
    project(tmp_path)
    async with editor(tmp_path) as one:
        uri = one.open("a.md", ROWING)
        await one.codes(uri, "office-holder")
        [place] = await one.ask("textDocument/definition", one.at(uri, "Jane Holt"))
        assert place["uri"] == uri_of(tmp_path / "facts" / "club.toml")
        assert CLUB.splitlines()[place["range"]["start"]["line"]] == "[[tenure]]"


async def test_definition_in_a_document_of_the_server(tmp_path):
    """A person of the facts that are built in: a document that the server answers for, or a file."""
    async with editor(tmp_path, contents=True) as one:
        uri = one.open("a.md", OFFICE)
        [place] = await one.ask("textDocument/definition", one.at(uri, "Biden"))
        assert place["uri"].startswith("factlint-facts:/")
        content = await one.ask("workspace/textDocumentContent", {"uri": place["uri"]})
        assert content["text"].startswith("Joe Biden")
    async with editor(tmp_path) as one:
        uri = one.open("a.md", OFFICE)
        [place] = await one.ask("textDocument/definition", one.at(uri, "Biden"))
        assert path_of(place["uri"]).read_text() == content["text"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
async def test_somebody_of_the_draft_alone(tmp_path, encoding):
    """The definition is the full name; references and highlights are every mention."""
    async with editor(tmp_path, encoding=encoding) as one:
        uri = one.open("a.md", LOCAL)
        text = one.documents[uri]
        [place] = await one.ask("textDocument/definition", one.at(uri, "Quimby", 2))
        assert place["uri"] == uri and "Zelda Quimby" in text.words(place["range"])
        asked = one.at(uri, "Quimby", 1) | {"context": {"includeDeclaration": True}}
        found = await one.ask("textDocument/references", asked)
        assert {one["uri"] for one in found} == {uri} and len(found) == 3
        assert all(text.words(place["range"]).endswith("Quimby") for place in found)
        marked = await one.ask("textDocument/documentHighlight", one.at(uri, "Quimby", 1))
        assert [place["range"] for place in marked] == [place["range"] for place in found]
        for method in ["definition", "references", "documentHighlight"]:
            nothing = one.at(uri, "the plan") | {"context": {"includeDeclaration": True}}
            assert not await one.ask(f"textDocument/{method}", nothing), method


async def test_the_day_at_the_start(tmp_path):
    """An inlay hint with the option on, none without it."""
    for option in (True, False):
        async with editor(tmp_path, options={"inlayDay": option}) as one:
            uri = one.open("a.md", DRAFT)
            whole = one.documents[uri].range(0, len(DRAFT))
            hints = await one.ask("textDocument/inlayHint", {"textDocument": {"uri": uri}, "range": whole})
            assert len(hints) == int(option)
            if option:
                assert "2025-09-24" in hints[0]["label"] and hints[0]["position"]["line"] == 0
                below = one.documents[uri].where("# Minutes")
                params = {"textDocument": {"uri": uri}, "range": below}
                assert await one.ask("textDocument/inlayHint", params) == []


async def labels(one, uri, words, inside):
    """The labels that are offered behind some letters of words."""
    items = await one.ask("textDocument/completion", one.at(uri, words, inside=inside))
    return {item["label"] for item in items}


async def test_settings_are_completed_and_explained(tmp_path):
    """Keys, rules and values of `factlint.toml`."""
    text = '# Zoë 😀\nsel\nhints = \nignore = ["", "weekday"]\n\n[severity]\nage = "hint"\n'
    async with editor(tmp_path) as one:
        uri = one.open("factlint.toml", text, "toml")
        assert {"select", "extend-select"} <= await labels(one, uri, "sel", 3)
        assert await labels(one, uri, "hints = ", 8) == {"true", "false"}
        assert {"weekday", "office-holder"} <= await labels(one, uri, 'ignore = [""', 11)
        said = await one.ask("textDocument/hover", one.at(uri, "ignore"))
        assert said["contents"]["value"].startswith("**ignore**")
        said = await one.ask("textDocument/hover", one.at(uri, "weekday"))
        assert "day of the week" in said["contents"]["value"]
        assert await one.ask("textDocument/hover", one.at(uri, "# Zoë")) is None


async def test_rules_are_completed_and_explained(tmp_path):
    """Keys of a rule file."""
    text = '[check]\nid = "club"\nsum\n\n[[check.flag]]\ndra\n\n[[check.pattern]]\ntex\n'
    async with editor(tmp_path) as one:
        uri = one.open("club.toml", text, "toml")
        assert "summary" in await labels(one, uri, "sum", 3)
        assert "draft" in await labels(one, uri, "dra", 3)
        assert "text" in await labels(one, uri, "tex", 3)
        said = await one.ask("textDocument/hover", one.at(uri, "id ="))
        assert said["contents"]["value"].startswith("**id**")


async def test_toml_of_other_programs_is_left_alone(tmp_path):
    """No diagnostics, no help."""
    async with editor(tmp_path) as one:
        uri = one.open("Cargo.toml", '[package]\nid = "club"\n', "toml")
        for method in ["completion", "hover"]:
            assert not await one.ask(f"textDocument/{method}", one.at(uri, "id ="))
        assert not one.client.published.get(uri, (1, []))[1]
