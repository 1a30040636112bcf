"""Diagnostics: pushed and pulled, of documents and of the workspace, at their places in every encoding."""

import pytest

from editor import editor, fresh, places, uri_of
from texts import DRAFT, OFFICE, SLIP

ENCODINGS = ["utf-8", "utf-16", "utf-32"]
PAGE = f"""<!DOCTYPE html>
<html><head><meta name="date" content="2025-09-24"></head>
<body><p>Zoë 😀 met the board on {SLIP}, in Leeds.</p></body></html>
"""
CODED = PAGE.replace("Zoë 😀", "Zo&euml; &#128512; 😀")
LINE = f"Zoë 😀 met the board on {SLIP}, in Leeds.\n"
FORMATS = {
    "a.md": DRAFT,
    "b.md": DRAFT.replace("\n", "\r\n"),
    "c.md": "\ufeff" + DRAFT,
    "a.html": PAGE,
    "b.html": CODED,
    "a.txt": LINE,
    "b.txt": "One.\rTwo.\r\rZoë.\r" + LINE,
    "a.tex": "\\section{One}\n\n" + LINE,
    "a.rst": "One\n===\n\n" + LINE,
    "a.adoc": "= One\n\n" + LINE,
}


@pytest.mark.parametrize("encoding", ENCODINGS)
async def test_places_in_every_format(tmp_path, encoding):
    """The words of a finding behind letters of several bytes are marked, and nothing else."""
    async with editor(tmp_path, encoding=encoding, options={"asOf": "2025-09-24"}) as one:
        for name, text in FORMATS.items():
            uri = one.open(name, text)
            [found] = await one.codes(uri, "weekday")
            assert one.documents[uri].words(found["range"]) == SLIP, name
            assert places([found]) == fresh(tmp_path / name, text, encoding, "--as-of", "2025-09-24"), name


async def test_the_encoding_is_that_of_the_client(tmp_path):
    """UTF-8 if the client has it, UTF-16 if it says nothing."""
    async with editor(tmp_path, encoding="utf-8", encodings=["utf-16", "utf-8"]):
        pass
    async with editor(tmp_path, encoding="utf-16", encodings=["utf-7"]):
        pass


async def test_pushed_diagnostics_follow_edits(tmp_path):
    """A finding appears with its places and goes with the words."""
    async with editor(tmp_path) as one:
        uri = one.open("a.md", OFFICE)
        text = one.documents[uri]
        [found] = await one.codes(uri, "office-holder")
        assert text.words(found["range"]) == "The administration of President Joe Biden"
        assert (found["severity"], found["source"]) == (1, "factlint")
        assert found["codeDescription"]["href"].startswith("https://")
        others = {text.words(other["location"]["range"]): other for other in found["relatedInformation"]}
        assert set(others) == {"President Donald Trump", "2025-09-24"}
        assert all(other["location"]["uri"] == uri and other["message"] for other in others.values())
        one.replace(uri, "President Joe Biden", "former President Joe Biden")
        await one.codes(uri)
        one.replace(uri, "former ", "")
        await one.codes(uri, "office-holder")
        # Several changes in one message, each in the text that the one before leaves.
        start = {"line": 0, "character": 0}
        both = text.where("President Joe Biden")
        one.change(uri, (both, "the city"), ({"start": start, "end": start}, "\n\n"), (text.where("😀"), "😀😀"))
        await one.codes(uri)
        one.change(uri, OFFICE)
        await one.codes(uri, "office-holder")
        one.close(uri)
        del one.versions[uri]
        await one.codes(uri)


async def test_pulled_diagnostics(tmp_path):
    """A client that asks gets nothing pushed, and learns if nothing changed."""
    async with editor(tmp_path, pulls=True) as one:
        uri = one.open("a.md", DRAFT)
        first = await one.pull(uri)
        assert first["kind"] == "full" and [found["code"] for found in first["items"]] == ["weekday"]
        again = await one.pull(uri, first["resultId"])
        assert again["kind"] == "unchanged" and again["resultId"] == first["resultId"]
        one.replace(uri, "Leeds", "York")
        assert (await one.pull(uri, first["resultId"]))["kind"] == "unchanged"
        one.replace(uri, "Zoë", "Zoë and Ann")
        moved = await one.pull(uri, first["resultId"])
        assert moved["kind"] == "full" and moved["resultId"] != first["resultId"]
        one.replace(uri, "Monday", "Tuesday")
        gone = await one.pull(uri, moved["resultId"])
        assert (gone["kind"], gone["items"]) == ("full", [])
        assert uri not in one.client.published


async def workspace(one, known=()):
    """The reports of the workspace by address."""
    params = {"identifier": "factlint", "previousResultIds": [{"uri": uri, "value": value} for uri, value in known]}
    items = (await one.ask("workspace/diagnostic", params))["items"]
    reports = {item["uri"]: item for item in items}
    assert len(reports) == len(items)
    return reports


async def test_the_workspace(tmp_path):
    """Every draft of the folder is reported, an open one as it is in the editor."""
    (tmp_path / "deep").mkdir()
    drafts = {"a b.md": DRAFT, "deep/ë.html": PAGE, "c.txt": "Nothing here.\n", "d.py": SLIP}
    for name, text in drafts.items():
        (tmp_path / name).write_text(text)
    async with editor(tmp_path, pulls=True) as one:
        first = await workspace(one)
        codes = {uri: [found["code"] for found in report["items"]] for uri, report in first.items()}
        spaced, deep, clean = (uri_of(tmp_path / name) for name in ["a b.md", "deep/ë.html", "c.txt"])
        assert codes == {spaced: ["weekday"], deep: ["weekday"], clean: []}
        known = [(uri, report["resultId"]) for uri, report in first.items()]
        assert {report["kind"] for report in (await workspace(one, known)).values()} == {"unchanged"}
        uri = one.open("a b.md", DRAFT.replace("Monday", "Tuesday"))
        changed = await workspace(one, known)
        assert (changed[uri]["kind"], changed[uri]["items"], changed[uri]["version"]) == ("full", [], 1)
        assert changed[deep]["kind"] == "unchanged" and changed[deep].get("version") is None
        # Both ways of asking have the same ids.
        document = await one.pull(uri, changed[uri]["resultId"])
        assert document["kind"] == "unchanged"


async def test_progress_of_the_workspace(tmp_path):
    """Progress begins and ends under the token of the request."""
    (tmp_path / "a.md").write_text(DRAFT)
    async with editor(tmp_path, pulls=True) as one:
        one.client.progress_reports["checking"] = []
        await one.ask("workspace/diagnostic", {"previousResultIds": [], "workDoneToken": "checking"})
        kinds = [report.kind for report in one.client.progress_reports["checking"]]
        assert kinds == ["begin", "end"]


async def test_documents_without_files(tmp_path):
    """A document that is not saved is read as its language; one that no reader takes has no diagnostics."""
    async with editor(tmp_path, options={"asOf": "2025-09-24"}) as one:
        draft = one.open("", LINE, "markdown", "untitled:Untitled-1")
        await one.codes(draft, "weekday")
        other = one.open("a.py", f'"""{SLIP}"""\n', "python")
        assert await one.actions(other, one.documents[other].where(SLIP)) == []
        assert other not in one.client.published


async def test_two_documents(tmp_path):
    """Each has its own diagnostics."""
    async with editor(tmp_path) as one:
        first, second = one.open("a.md", DRAFT), one.open("b.md", OFFICE)
        await one.codes(first, "weekday")
        await one.codes(second, "office-holder")
        one.replace(first, "Monday", "Tuesday")
        one.replace(second, "wrote it", "wrote it all")
        await one.codes(first)
        one.close(first)
        [found] = await one.codes(second, "office-holder")
        assert one.documents[second].words(found["range"]).endswith("Biden")


async def test_hints_can_be_left_out(tmp_path):
    """The option decides whether hints are shown."""
    (tmp_path / "factlint.toml").write_text('[severity]\nweekday = "hint"\n')
    for hints, codes in [(True, ["weekday"]), (False, [])]:
        async with editor(tmp_path, options={"hints": hints}) as one:
            found = await one.codes(one.open("a.md", DRAFT), *codes)
            assert [one["severity"] for one in found] == [4 for _ in codes]
