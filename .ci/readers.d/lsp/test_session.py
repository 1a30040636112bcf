"""The life of a server: before it is initialized, while it runs, after it is shut down."""

import asyncio
import os
import time

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from editor import PATIENCE, connect, editor, stop
from texts import DRAFT, SLIP


async def refused(request):
    """The code of the error that answers a request."""
    with pytest.raises(JsonRpcException) as caught:
        await request
    return caught.value.code


def hover(uri="file:///a.md"):
    """The parameters of a request."""
    return {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}}


async def test_capabilities(tmp_path):
    """The answer to `initialize` names what the server offers."""
    async with editor(tmp_path) as one:
        able = one.capabilities
        for name in ["hover", "definition", "references", "documentHighlight", "inlayHint", "completion", "diagnostic"]:
            assert able[f"{name}Provider"], name
        assert able["textDocumentSync"]["change"] == 2
        assert {"quickfix", "source.fixAll.factlint"} <= set(able["codeActionProvider"]["codeActionKinds"])
        assert able["diagnosticProvider"]["workspaceDiagnostics"] is True
        assert able["workspace"]["workspaceFolders"]["supported"] is True


async def test_files_are_watched_if_the_client_can(tmp_path):
    """The server asks for changes of settings and rules, if the client can report them."""
    async with editor(tmp_path) as one:
        await one.codes(one.open("a.md", DRAFT), "weekday")
        assert one.client.registered == ["workspace/didChangeWatchedFiles"]
    async with editor(tmp_path, watches=False) as one:
        await one.codes(one.open("a.md", DRAFT), "weekday")
        assert one.client.registered == []


async def test_what_is_not_offered(tmp_path):
    """Unknown requests and wrong parameters are answered with errors, unknown notifications with nothing."""
    async with editor(tmp_path) as one:
        uri = one.open("a.md", DRAFT)
        assert await refused(one.ask("textDocument/rename", hover(uri) | {"newName": "a"})) == -32601
        assert await refused(one.ask("factlint/unknown", {})) == -32601
        assert await refused(one.ask("$/unknown", {})) == -32601
        for params in ({"textDocument": {"uri": uri}}, hover(uri) | {"position": "start"}, {}, hover("file:///b.md")):
            assert await refused(one.raw("textDocument/hover", params)) == -32602, params
        for method in ["$/setTrace", "$/unknown", "textDocument/willSave", "textDocument/didChange"]:
            one.client.protocol._send_data({"jsonrpc": "2.0", "method": method, "params": {}})
        await one.codes(uri, "weekday")


async def test_before_initialize(tmp_path):
    """Requests are refused until the server is initialized."""
    one = await connect(tmp_path)
    try:
        assert await refused(one.raw("textDocument/hover", hover())) == -32002
        assert await refused(one.raw("shutdown", None)) == -32002
    finally:
        await stop(one)


async def test_after_shutdown(tmp_path):
    """Requests are refused, and the server leaves with status 0."""
    async with editor(tmp_path) as one:
        uri = one.open("a.md", DRAFT)
        await one.codes(uri, "weekday")
        await one.ask("shutdown", None)
        assert await refused(one.ask("textDocument/hover", hover(uri))) == -32600
        one.tell("exit", None)
        one.is_shut = True


async def status(one, *leave):
    """The exit status after some steps."""
    try:
        for step in leave:
            step()
        return await asyncio.wait_for(one.process.wait(), PATIENCE)
    finally:
        await stop(one)


async def initialized(folder):
    """A server that runs."""
    one = await connect(folder)
    one.client.capabilities = types.ClientCapabilities()
    await one.ask("initialize", {"processId": os.getpid(), "capabilities": {}, "rootUri": None})
    one.tell("initialized", {})
    return one


async def test_leaving_without_shutdown(tmp_path):
    """The status is 1 if the client just leaves, at any time."""
    one = await connect(tmp_path)
    assert await status(one, lambda: one.tell("exit", None)) == 1
    one = await connect(tmp_path)
    assert await status(one, one.process.stdin.close) == 1
    one = await initialized(tmp_path)
    assert await status(one, lambda: one.tell("exit", None)) == 1
    one = await initialized(tmp_path)
    assert await status(one, one.process.stdin.close) == 1
    # In the middle of work.
    one = await initialized(tmp_path)
    assert await status(one, lambda: one.open("a.md", DRAFT * 2000), lambda: one.tell("exit", None)) == 1


async def test_shutdown_in_the_middle_of_work(tmp_path):
    """A large check does not hold up the end."""
    async with editor(tmp_path) as one:
        one.open("a.md", DRAFT + f"Zoë met Ann on {SLIP}.\n\n" * 40_000)
        await asyncio.sleep(0.2)
        start = time.monotonic()
    assert time.monotonic() - start < 2


async def test_a_workspace_request_can_be_cancelled(tmp_path):
    """It is answered at once, and the server goes on."""
    text = DRAFT + "President Donald Trump met Chancellor Friedrich Merz in Berlin, aged 69, on 3 May 2025.\n\n" * 400
    for number in range(1500):
        (tmp_path / f"{number}.md").write_text(text)
    async with editor(tmp_path, pulls=True) as one:
        loop = asyncio.get_running_loop()
        asked = asyncio.ensure_future(refused(one.ask("workspace/diagnostic", {"previousResultIds": []}, "all")))
        await asyncio.sleep(0.3)
        # Meanwhile others are answered.
        uri = one.open("0.md", DRAFT)
        assert [found["code"] for found in (await one.pull(uri))["items"]] == ["weekday"]
        assert not asked.done()
        start = loop.time()
        one.tell("$/cancelRequest", {"id": "all"})
        assert await asked == -32800
        assert loop.time() - start < 2
        # Of what is unknown or done, nothing happens.
        one.tell("$/cancelRequest", {"id": "all"})
        one.tell("$/cancelRequest", {"id": 4711})
        assert (await one.pull(uri))["kind"] == "full"


async def test_a_waiting_request_can_be_cancelled(tmp_path):
    """A question about a draft that is being checked is dropped, and one is refused if the draft is closed."""
    async with editor(tmp_path) as one:
        uri = one.open("a.md", DRAFT + f"Zoë met Ann on {SLIP}.\n\n" * 40_000)
        asked = asyncio.ensure_future(refused(one.ask("textDocument/hover", hover(uri), "waits")))
        other = asyncio.ensure_future(refused(one.ask("textDocument/hover", hover(uri), "stays")))
        await asyncio.sleep(0.05)
        one.tell("$/cancelRequest", {"id": "waits"})
        assert await asked == -32800
        assert not other.done()
        one.close(uri)
        assert await other == -32801


async def test_a_document_is_opened_again(tmp_path):
    """A client should not, but a question that waits is answered all the same."""
    async with editor(tmp_path) as one:
        uri = one.open("a.md", DRAFT + f"Zoë met Ann on {SLIP}.\n\n" * 40_000)
        asked = asyncio.ensure_future(one.ask("textDocument/hover", hover(uri)))
        await asyncio.sleep(0.05)
        one.open("a.md", DRAFT)
        await one.codes(uri, "weekday")
        try:
            assert await asked is None
        except JsonRpcException as error:
            assert error.code == -32801


async def test_requests_of_the_server_have_different_ids(tmp_path):
    """Even if the first is not answered yet."""
    async with editor(tmp_path, pulls=True, configuration={"factlint": {}}) as one:
        uri = one.open("a.md", DRAFT)
        for number in range(3):
            (tmp_path / "factlint.toml").write_text(f"# {number}\n")
            one.touched(tmp_path / "factlint.toml")
            one.tell("workspace/didChangeConfiguration", {"settings": None})
        assert [found["code"] for found in (await one.pull(uri))["items"]] == ["weekday"]
        names = [name for _, name in one.client.questions]
        assert len(names) >= 4 and len(names) == len(set(names)), one.client.questions


async def test_the_configuration_is_asked_for(tmp_path):
    """A client that answers has its options used, also when they change."""
    async with editor(tmp_path, configuration={"factlint": {"ignore": ["weekday"]}}) as one:
        uri = one.open("a.md", DRAFT)
        await one.codes(uri)
        one.client.set_configuration({"factlint": {"ignore": []}})
        one.tell("workspace/didChangeConfiguration", {"settings": None})
        await one.codes(uri, "weekday")
        one.client.set_configuration({"factlint": {"ignore": ["weekday"], "asOf": "tomorrow"}})
        one.tell("workspace/didChangeConfiguration", {"settings": None})
        await one.codes(uri)
        [message] = one.client.messages
        assert "asOf" in message.message


async def test_options_without_questions(tmp_path):
    """Options come at the start, or with the notification."""
    async with editor(tmp_path, options={"ignore": ["weekday"]}) as one:
        uri = one.open("a.md", DRAFT)
        await one.codes(uri)
        one.tell("workspace/didChangeConfiguration", {"settings": {"factlint": {"select": ["weekday"]}}})
        await one.codes(uri, "weekday")
        one.tell("workspace/didChangeConfiguration", {"settings": {"factlint": {"select": ["office-holder"]}}})
        await one.codes(uri)
