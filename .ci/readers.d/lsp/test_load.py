"""Large documents, and edits that come faster than checks end."""

import asyncio
import random
import time

from pygls.exceptions import JsonRpcException

from editor import editor, fresh, places
from texts import DRAFT, SLIP

FILLER = "The council heard about the bridge in Leeds, and Zoë 😀 wrote down what was said.\n\n"


async def settled(one, uri, patience=60):
    """The diagnostics of the current version, however long they take."""
    end = time.monotonic() + patience
    while one.client.published.get(uri, (0,))[0] != one.versions[uri]:
        assert time.monotonic() < end
        await asyncio.sleep(0.01)
    return one.client.published[uri][1]


async def test_a_document_of_five_megabytes(tmp_path):
    """It is checked, edited at its end, and does not hold up another."""
    text = DRAFT + FILLER * (5_000_000 // len(FILLER.encode()) + 1)
    assert len(text.encode()) > 5_000_000
    async with editor(tmp_path) as one:
        uri = one.open("large.md", text)
        small = one.open("small.md", DRAFT)
        await one.codes(small, "weekday")
        assert uri not in one.client.published, "the small one was first"
        assert places(await settled(one, uri)) == fresh(tmp_path / "large.md", text, "utf-16")
        # Behind 5 MB: an edit in the middle of a line, and a flaw in a new paragraph.
        document = one.documents[uri]
        end = document.position(len(document.text))
        one.change(uri, ({"start": end, "end": end}, "Later 😀 Ann met the board on Sunday, 5 May 2025.\n"))
        last = document.text.rindex("wrote down")
        one.change(uri, (document.range(last, last + len("wrote")), "took 😀"))
        shown = places(await settled(one, uri))
        assert len(shown) == 2 and shown == fresh(tmp_path / "large.md", document.text, "utf-16")


async def test_rapid_edits(tmp_path):
    """Five hundred keystrokes without a pause: versions only rise, none is shown twice, the last one is right."""
    async with editor(tmp_path) as one:
        uri = one.open("a.md", DRAFT + FILLER * 300)
        for number in range(500):
            one.replace(uri, "# Minutes", "# Minutes" + "ë😀 "[number % 3])
            if number % 50 == 0:
                await asyncio.sleep(0.001)
        one.replace(uri, "Monday", "Tuesday")
        one.replace(uri, "Tuesday", "Sunday")
        [found] = await one.codes(uri, "weekday")
        assert one.documents[uri].words(found["range"]) == SLIP.replace("Monday", "Sunday")
        assert places([found]) == fresh(tmp_path / "a.md", one.documents[uri].text, "utf-16")
        versions = [version for address, version in one.client.history if address == uri]
        assert versions == sorted(set(versions)) and versions[-1] == 503
        assert len(versions) < 500, "stale versions are dropped"


async def test_rapid_edits_with_cancelled_questions(tmp_path):
    """Each question is answered once, those that are not cancelled about the newest text or with the refusal of an old one."""
    draw = random.Random(1)
    async with editor(tmp_path, pulls=True) as one:
        uri = one.open("a.md", DRAFT + FILLER * 300)
        asked = {}
        for number in range(200):
            one.replace(uri, "# Minutes", "# Minutes" + "ë😀 "[number % 3])
            method = draw.choice(["textDocument/diagnostic", "textDocument/hover", "textDocument/codeAction"])
            place = one.at(uri, SLIP)
            context = {"diagnostics": []}
            params = place | {"range": one.documents[uri].where(SLIP), "context": context}
            asked[number] = asyncio.ensure_future(one.ask(method, params, f"rapid {number}"))
            await asyncio.sleep(0)
            if draw.random() < 0.6:
                one.tell("$/cancelRequest", {"id": f"rapid {number}"})
        answers = await asyncio.gather(*asked.values(), return_exceptions=True)
        codes = {answer.code for answer in answers if isinstance(answer, JsonRpcException)}
        assert codes <= {-32800, -32801}, codes
        others = [answer for answer in answers if isinstance(answer, BaseException) and not isinstance(answer, JsonRpcException)]
        assert not others, others
        report = await one.pull(uri)
        assert [found["code"] for found in report["items"]] == ["weekday"]
        assert places(report["items"]) == fresh(tmp_path / "a.md", one.documents[uri].text, "utf-16")
