"""Settings, rules and folders that change while the server runs."""

import asyncio

from pygls.exceptions import JsonRpcException

from editor import editor, uri_of
from texts import CLUB, DRAFT, ROWING
from test_diagnostics import workspace

HOUSE = """[check]
id = "club"
kind = "phrase"
severity = "warning"
summary = "The house avoids a word."
manual = "House style."
message = "\\"{phrase}\\" is not a word of this house"
phrases = ["boats"]

[[check.flag]]
draft = "The [[boats]] race."

[[check.pass]]
draft = "The boat races."
"""


def project(folder, rules='rules = ["facts/"]\n'):
    """A project with its facts."""
    (folder / "facts").mkdir()
    (folder / "facts" / "club.toml").write_text(CLUB)
    (folder / "factlint.toml").write_text(rules)
    return folder / "facts" / "club.toml", folder / "factlint.toml"


async def test_a_rule_file_is_renamed_changed_and_removed(tmp_path):
    """The findings follow the file."""
    facts, settings = project(tmp_path, 'rules = ["facts/club.toml"]\n')
    async with editor(tmp_path) as one:
        uri = one.open("a.md", ROWING)
        await one.codes(uri, "office-holder")
        moved = facts.rename(facts.with_name("rowing.toml"))
        one.touched(facts, kind=3)
        one.touched(moved, kind=1)
        await one.codes(uri)
        # The settings still name the old file: it is said there.
        await one.codes(uri_of(settings), "unreadable-rules")
        settings.write_text('rules = ["facts/"]\n')
        one.touched(settings)
        await one.codes(uri, "office-holder")
        await one.codes(uri_of(settings))
        moved.write_text(CLUB.replace("2022-06-30", "2025-12-31"))
        one.touched(moved)
        await one.codes(uri)
        moved.write_text(CLUB)
        one.touched(moved)
        await one.codes(uri, "office-holder")
        moved.unlink()
        one.touched(moved, kind=3)
        await one.codes(uri)


async def test_settings_are_broken_and_repaired(tmp_path):
    """While they are broken, the fault is at its place, and drafts are still checked."""
    settings = tmp_path / "factlint.toml"
    async with editor(tmp_path) as one:
        uri = one.open("a.md", DRAFT)
        await one.codes(uri, "weekday")
        settings.write_text("# Zoë 😀\nignore = [\n")
        one.touched(settings, kind=1)
        await one.codes(uri, "weekday")
        broken = uri_of(settings)
        [fault] = await one.codes(broken, "syntax")
        assert fault["severity"] == 1 and fault["source"] == "factlint"
        settings.write_text('# Zoë 😀\nignore = ["wekday", "weekday"]\n')
        one.touched(settings)
        await one.codes(uri)
        [fault] = await one.codes(broken, "unknown-rule")
        assert fault["range"] == {"start": {"line": 1, "character": 10}, "end": {"line": 1, "character": 18}}
        settings.write_text('ignore = ["weekday"]\n')
        one.touched(settings)
        await one.codes(broken)
        await one.codes(uri)
        settings.unlink()
        one.touched(settings, kind=3)
        await one.codes(uri, "weekday")


async def test_settings_are_edited_in_the_editor(tmp_path):
    """Faults are shown while they are typed; they hold once they are saved."""
    settings = tmp_path / "factlint.toml"
    settings.write_text("")
    async with editor(tmp_path, watches=False) as one:
        uri = one.open("a.md", DRAFT)
        await one.codes(uri, "weekday")
        typed = one.open("factlint.toml", "", "toml")
        start = one.documents[typed].range(0, 0)
        one.change(typed, (start, "ignore = ["))
        await one.codes(typed, "syntax")
        end = one.documents[typed].range(10, 10)
        one.change(typed, (end, '"weekday"]\nselekt = []\n'))
        [fault] = await one.codes(typed, "unknown-key")
        assert one.documents[typed].words(fault["range"]) == "selekt"
        one.replace(typed, "selekt = []\n", "")
        await one.codes(typed)
        await one.codes(uri, "weekday")
        one.save(typed)
        await one.codes(uri)


async def test_rules_are_edited_in_the_editor(tmp_path):
    """A rule file has its faults, also if it is empty when it is opened."""
    async with editor(tmp_path) as one:
        uri = one.open("house.toml", HOUSE, "toml")
        await one.codes(uri)
        one.replace(uri, "severity =", "severty =")
        found = await one.pushed(uri)
        assert any(one.documents[uri].words(fault["range"]) == "severty" for fault in found), found
        fresh = one.open("other.toml", "", "toml")
        one.change(fresh, HOUSE.replace("summary", "sumary"))
        found = await one.pushed(fresh)
        assert any(one.documents[fresh].words(fault["range"]) == "sumary" for fault in found), found
        # The faults of a version come once; they do not go in between.
        assert len(set(one.client.history)) == len(one.client.history), one.client.history


async def test_a_draft_is_excluded_while_it_is_checked(tmp_path):
    """Questions that wait for its check are answered, if only with the error that the content was modified."""
    settings = tmp_path / "factlint.toml"
    settings.write_text("")
    async with editor(tmp_path, pulls=True) as one:
        uri = one.open("big.md", DRAFT + "Zoë met the board in Leeds.\n\n" * 40_000)
        asked = asyncio.ensure_future(one.pull(uri))
        hover = asyncio.ensure_future(one.ask("textDocument/hover", one.at(uri, "Leeds")))
        await asyncio.sleep(0.05)
        settings.write_text('exclude = ["big.md"]\n')
        one.touched(settings)
        for answer in await asyncio.gather(asked, hover, return_exceptions=True):
            if isinstance(answer, BaseException):
                assert isinstance(answer, JsonRpcException) and answer.code == -32801, repr(answer)
            else:
                assert answer is None or answer["items"] == []
        assert (await one.pull(uri))["items"] == []
        assert await one.ask("textDocument/hover", one.at(uri, "Leeds")) is None


async def test_folders_come_and_go(tmp_path):
    """The workspace is that of the folders that are open; each draft has the settings of its folder."""
    first, second = tmp_path / "one", tmp_path / "two ë"
    for folder in (first, second):
        folder.mkdir()
        (folder / "a.md").write_text(DRAFT)
    (second / "factlint.toml").write_text('ignore = ["weekday"]\n')
    async with editor(first, pulls=True, folders=[first]) as one:
        assert set(await workspace(one)) == {uri_of(first / "a.md")}
        added = {"added": [{"uri": uri_of(second), "name": "two"}], "removed": []}
        one.tell("workspace/didChangeWorkspaceFolders", {"event": added})
        both = await workspace(one)
        codes = {uri: [found["code"] for found in report["items"]] for uri, report in both.items()}
        assert codes == {uri_of(first / "a.md"): ["weekday"], uri_of(second / "a.md"): []}
        removed = {"added": [], "removed": [{"uri": uri_of(first), "name": "one"}]}
        one.tell("workspace/didChangeWorkspaceFolders", {"event": removed})
        assert set(await workspace(one)) == {uri_of(second / "a.md")}
        assert one.client.diagnostic_refresh_count == 2


async def test_clients_that_pull_are_asked_to_pull_again(tmp_path):
    """After rules or settings changed."""
    settings = tmp_path / "factlint.toml"
    async with editor(tmp_path, pulls=True) as one:
        uri = one.open("a.md", DRAFT)
        first = await one.pull(uri)
        settings.write_text('ignore = ["weekday"]\n')
        one.touched(settings, kind=1)
        again = await one.pull(uri, first["resultId"])
        assert (again["kind"], again["items"]) == ("full", [])
        assert one.client.diagnostic_refresh_count == 1
