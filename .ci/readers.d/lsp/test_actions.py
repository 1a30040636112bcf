"""Code actions: each is applied to the text, and the diagnostic goes."""

import tomllib

import pytest

from editor import editor, path_of, uri_of
from texts import DRAFT, OFFICE, SLIP

PAGE = f"""<!DOCTYPE html>
<html><head><meta name="date" content="2025-09-24"></head>
<body>
<p>Zoë 😀 met the board on {SLIP}, in Leeds.</p>
</body></html>
"""
LINE = f"Zoë 😀 met the board on {SLIP}, in Leeds.\n"
DRAFTS = {
    "a.md": DRAFT,
    "b.md": DRAFT.replace("\n", "\r\n"),
    "a.html": PAGE,
    "a.txt": LINE,
    "a.rst": "One\n===\n\n" + LINE,
    "a.adoc": "= One\n\n" + LINE,
    "a.tex": "\\section{One}\n\n" + LINE,
}
ASKED = {"options": {"asOf": "2025-09-24"}}


def finding(one, uri, words=SLIP):
    """The place of words in a draft."""
    return one.documents[uri].where(words)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
async def test_a_fix(tmp_path, encoding):
    """The fix of a finding comes with its edit, and belongs to its diagnostic."""
    async with editor(tmp_path, encoding=encoding) as one:
        uri = one.open("a.md", OFFICE)
        [shown] = await one.codes(uri, "office-holder")
        action = await one.action(uri, shown["range"], "former", ["quickfix"])
        assert action["kind"] == "quickfix"
        assert [diagnostic["data"] for diagnostic in action["diagnostics"]] == [shown["data"]]
        # It changes the meaning, so no editor should choose it without asking.
        assert not action["isPreferred"]
        one.apply(action["edit"])
        assert "The administration of former President Joe Biden" in one.documents[uri].text
        await one.codes(uri)


@pytest.mark.parametrize("resolves", [True, False])
@pytest.mark.parametrize("scope", ["here", "in this file"])
@pytest.mark.parametrize("name", DRAFTS)
async def test_a_finding_is_ignored(tmp_path, name, scope, resolves):
    """A comment in the syntax of the format silences it, in the block or in the file."""
    async with editor(tmp_path, resolves=resolves, creates=resolves, **ASKED) as one:
        text = DRAFTS[name]
        uri = one.open(name, text)
        [shown] = await one.codes(uri, "weekday")
        action = await one.action(uri, shown["range"], f"Ignore `weekday` {scope}")
        one.apply(action["edit"])
        await one.codes(uri)
        changed = one.documents[uri].text
        assert "factlint-ignore" in changed and len(changed) > len(text)
        assert changed.count("\r") == changed.count("\r\n") and ("\r" in changed) == ("\r" in text)
        if "\r" in text:
            assert changed.count("\r") == changed.count("\n")
        if scope == "in this file":
            one.change(uri, changed + "\n" + LINE.replace("Zoë", "Later, Ann"))
            await one.codes(uri)


async def test_the_edit_is_left_out_until_it_is_asked_for(tmp_path):
    """With resolve support, actions that take work come without their edits."""
    for resolves in (True, False):
        async with editor(tmp_path, resolves=resolves) as one:
            uri = one.open("a.md", DRAFT)
            await one.codes(uri, "weekday")
            found = [action for action in await one.actions(uri, finding(one, uri)) if "Ignore" in action["title"]]
            assert len(found) == 3 and [("edit" in action) for action in found] == [not resolves] * 3


async def test_a_reason_is_given(tmp_path):
    """The reason of the options, or a word that asks for one where one is required."""
    async with editor(tmp_path, options={"ignoreReason": "as printed"}) as one:
        uri = one.open("a.md", DRAFT)
        await one.codes(uri, "weekday")
        one.apply((await one.action(uri, finding(one, uri), "here"))["edit"])
        assert "factlint-ignore weekday: as printed" in one.documents[uri].text
    (tmp_path / "factlint.toml").write_text("require-reasons = true\n")
    async with editor(tmp_path) as one:
        uri = one.open("a.md", DRAFT)
        await one.codes(uri, "weekday")
        one.apply((await one.action(uri, finding(one, uri), "in this file"))["edit"])
        assert "factlint-ignore-file weekday: " in one.documents[uri].text
        await one.codes(uri)


async def test_a_project_without_settings(tmp_path):
    """The settings are created, and hold from then on."""
    async with editor(tmp_path) as one:
        uri = one.open("a.md", DRAFT)
        await one.codes(uri, "weekday")
        action = await one.action(uri, finding(one, uri), "in this project")
        assert action["edit"]["documentChanges"][0]["kind"] == "create"
        one.apply(action["edit"])
        settings = tmp_path / "factlint.toml"
        assert tomllib.loads(settings.read_text()) == {"ignore": ["weekday"]}
        one.touched(settings, kind=1)
        await one.codes(uri)


async def test_a_project_with_settings(tmp_path):
    """A rule is added to the settings, and all else is kept."""
    settings = tmp_path / "factlint.toml"
    settings.write_text('# Zoë 😀\nignore = ["age"] # both\n\n[severity]\noffice-holder = "hint"')
    async with editor(tmp_path) as one:
        uri = one.open("a.md", DRAFT)
        await one.codes(uri, "weekday")
        one.apply((await one.action(uri, finding(one, uri), "in this project"))["edit"])
        kept = settings.read_text()
        assert tomllib.loads(kept) == {"ignore": ["age", "weekday"], "severity": {"office-holder": "hint"}}
        assert kept.startswith("# Zoë 😀\n") and "# both\n" in kept
        await one.codes(uri)


async def test_settings_that_are_open_and_not_saved(tmp_path):
    """What is typed in the settings and not saved yet is kept."""
    settings = tmp_path / "factlint.toml"
    settings.write_text('ignore = ["age"]\n')
    async with editor(tmp_path) as one:
        uri = one.open("a.md", DRAFT)
        await one.codes(uri, "weekday")
        typed = one.open("factlint.toml", settings.read_text(), "toml")
        one.replace(typed, 'ignore = ["age"]\n', '# ours\n\nextend-select = ["relative-time"]\nignore = ["age"]\n')
        one.apply((await one.action(uri, finding(one, uri), "in this project"))["edit"])
        text = one.documents[typed].text
        assert text.startswith("# ours\n")
        assert tomllib.loads(text) == {"extend-select": ["relative-time"], "ignore": ["age", "weekday"]}
        one.save(typed)
        await one.codes(uri)


async def test_a_client_that_creates_no_files(tmp_path):
    """Without settings it is not offered to create them."""
    async with editor(tmp_path, resolves=False, creates=False) as one:
        uri = one.open("a.md", DRAFT)
        await one.codes(uri, "weekday")
        titles = [action["title"] for action in await one.actions(uri, finding(one, uri))]
        assert len([title for title in titles if "Ignore" in title]) == 2, titles


async def test_all_fixes(tmp_path):
    """Every fix that keeps the meaning, as one edit."""
    text = DRAFT.replace("Monday", "Tuesday") + "\n<!-- factlint-ignore weekday -->\nNothing is wrong here.\n"
    async with editor(tmp_path) as one:
        uri = one.open("a.md", text)
        await one.codes(uri, "unused-suppression")
        whole = one.documents[uri].range(0, len(text))
        action = await one.action(uri, whole, "all fixes", ["source.fixAll"])
        assert action["kind"] == "source.fixAll.factlint"
        one.apply(action["edit"])
        assert "factlint-ignore" not in one.documents[uri].text and "Nothing is wrong" in one.documents[uri].text
        await one.codes(uri)
        assert await one.actions(uri, whole, ["source.fixAll"]) == []


async def test_only_some_kinds(tmp_path):
    """The kinds that the client wants, at the place that it names."""
    async with editor(tmp_path) as one:
        uri = one.open("a.md", OFFICE)
        [shown] = await one.codes(uri, "office-holder")
        everything = await one.actions(uri, shown["range"])
        assert {action["kind"] for action in everything} >= {"quickfix"}
        assert await one.actions(uri, shown["range"], ["refactor.extract"]) == []
        assert await one.actions(uri, finding(one, uri, "wrote"), ["quickfix"]) == []
        assert await one.actions(uri, finding(one, uri, "Donald"), ["quickfix"]), "the other place"


async def test_a_day_for_a_draft(tmp_path):
    """Front matter is added, or a line to it."""
    for text in ("# Minutes\n\nZoë wrote.\n", "---\ntitle: Minutes\n---\n\nZoë wrote.\n"):
        async with editor(tmp_path) as one:
            uri = one.open("a.md", text)
            await one.codes(uri)
            top = one.documents[uri].range(0, 1)
            action = await one.action(uri, top, "Date this draft", ["refactor"])
            one.apply(action["edit"])
            changed = one.documents[uri].text
            assert changed.startswith("---\n") and changed.count("---\n") == 2 and "\ndate: 2" in changed
            assert changed.endswith("Zoë wrote.\n")
            await one.codes(uri)
            assert await one.actions(uri, top, ["refactor"]) == [], "it has a day now"


async def test_an_edit_belongs_to_its_version(tmp_path):
    """An action is that of the text as it is now, though the text was just changed."""
    async with editor(tmp_path) as one:
        uri = one.open("a.md", OFFICE)
        one.replace(uri, "Zoë 😀", "Zoë 😀 and Ann 😀")
        action = await one.action(uri, finding(one, uri, "Joe Biden"), "former")
        assert action["edit"]["documentChanges"][0]["textDocument"] == {"uri": uri, "version": one.versions[uri]}
        one.apply(action["edit"])
        assert "administration of former President Joe Biden" in one.documents[uri].text
        await one.codes(uri)
        assert uri_of(path_of(uri)) == uri
