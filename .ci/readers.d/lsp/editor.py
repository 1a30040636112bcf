"""An editor for tests: the client of pytest-lsp, with documents, that refuses every message the protocol does not know."""

import asyncio
import concurrent.futures
import contextlib
import json
import os
import pathlib
import subprocess
import time

import pytest_lsp
from pygls.protocol import default_converter
from pytest_lsp.client import register_lsp_features
from pytest_lsp.protocol import LanguageClientProtocol

from texts import Text

FACTLINT = os.environ["FACTLINT"]
PATIENCE = 20
"""Seconds to wait for anything."""


def lost(sent, read):
    """What of a message its reader did not keep: names that the protocol does not have there."""
    if isinstance(sent, dict) and isinstance(read, dict):
        for key, value in sent.items():
            if value is None:
                continue
            if key not in read:
                yield key
            else:
                yield from (f"{key}.{more}" for more in lost(value, read[key]))
    elif isinstance(sent, list) and isinstance(read, list | tuple):
        if len(sent) != len(read):
            yield "an item"
        for one, other in zip(sent, read, strict=False):
            yield from (f"[].{more}" for more in lost(one, other))
    elif sent != read:
        yield f"{sent!r} read as {read!r}"


class Protocol(LanguageClientProtocol):
    """Structures every message and keeps what is wrong with it."""

    def structure_message(self, data):
        """Reads a message; what its type does not keep is wrong."""
        message = super().structure_message(data)
        if isinstance(data, dict) and "jsonrpc" in data:
            names = list(lost(data, self._converter.unstructure(message)))
            if names:
                self._server.wrong.append(f"unknown to the protocol: {names} in {json.dumps(data)[:500]}")
            if "method" in data and "id" in data:
                self._server.questions.append((data["method"], data["id"]))
        return message


class Client(pytest_lsp.LanguageClient):
    """The client of pytest-lsp; remembers faults, questions and the versions of diagnostics."""

    def __init__(self, **options):
        """Makes a client that is not connected yet."""
        super().__init__(protocol_cls=Protocol, converter_factory=default_converter, **options)
        register_lsp_features(self)
        self.wrong = []
        self.published = {}
        self.history = []
        """Addresses and versions of all diagnostics, as they came."""
        self.registered = []
        self.questions = []
        """Methods and ids of what the server asks."""
        del self.protocol.fm.features["textDocument/publishDiagnostics"]
        self.feature("textDocument/publishDiagnostics")(publish)
        self.feature("client/registerCapability")(register)

    def plain(self, value):
        """A value as JSON."""
        return self.protocol._converter.unstructure(value)

    def report_server_error(self, error, source):
        """Remembers whatever could not be read or answered."""
        self.wrong.append(f"{source.__name__}: {error}")
        super().report_server_error(error, source)


def publish(client: Client, params):
    """Keeps diagnostics that the server pushes."""
    client.history.append((params.uri, params.version))
    client.published[params.uri] = (params.version, client.plain(params.diagnostics))


def register(client: Client, params):
    """Keeps the methods that the server wants."""
    client.registered.extend(one.method for one in params.registrations)


async def until(found, what="anything", patience=PATIENCE):
    """Waits until something is found, and answers it."""
    end = time.monotonic() + patience
    while not (value := found()):
        assert time.monotonic() < end, f"waited {patience} s for {what() if callable(what) else what}"
        await asyncio.sleep(0.002)
    return value


def uri_of(path):
    """The address of a file."""
    return pathlib.Path(path).absolute().as_uri()


def path_of(uri):
    """The file of an address."""
    from urllib.parse import unquote, urlsplit

    return pathlib.Path(unquote(urlsplit(uri).path))


class Editor:
    """A running server with the documents that are open in it."""

    def __init__(self, client, folder, encoding="utf-16"):
        """Takes a client that is connected."""
        self.client, self.folder, self.encoding = client, folder, encoding
        self.documents, self.versions = {}, {}
        self.capabilities = None
        self.is_shut = False
        self.raws = []

    @property
    def process(self):
        """The process of the server."""
        return self.client._server

    async def ask(self, method, params, name=None):
        """Sends a request and answers its result as JSON; an error is raised."""
        kind = self.client.protocol.get_message_type(method)
        if kind is not None:
            kind = self.client.protocol._converter.structure(
                {"id": 0, "jsonrpc": "2.0", "method": method, "params": params}, kind
            )
            params = kind.params
        request = self.client.protocol.send_request_async(method, params, name)
        return self.client.plain(await asyncio.wait_for(request, PATIENCE))

    async def raw(self, method, params):
        """Sends a request as it is, which need not be one of the protocol."""
        name, answer = f"raw {len(self.raws)}", concurrent.futures.Future()
        self.raws.append(name)
        self.client.protocol._request_futures[name] = answer
        self.client.protocol._send_data({"jsonrpc": "2.0", "id": name, "method": method, "params": params})
        return await asyncio.wait_for(asyncio.wrap_future(answer), PATIENCE)

    def tell(self, method, params):
        """Sends a notification."""
        kind = self.client.protocol.get_message_type(method)
        if kind is not None and params is not None:
            data = {"jsonrpc": "2.0", "method": method, "params": params}
            params = self.client.protocol._converter.structure(data, kind).params
        self.client.protocol.notify(method, params)

    # Documents.

    def open(self, name, text, language="markdown", uri=None):
        """Opens a document, which need not be on disk, and answers its address."""
        uri = uri or uri_of(self.folder / name)
        self.documents[uri], self.versions[uri] = Text(text, self.encoding), 1
        item = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": item})
        return uri

    def change(self, uri, *changes):
        """Makes changes: pairs of a range and words, or new texts."""
        text = self.documents[uri]
        sent = []
        for change in changes:
            if isinstance(change, str):
                text.text, text._starts = change, None
                sent.append({"text": change})
            else:
                text.change(*change)
                sent.append({"range": change[0], "text": change[1]})
        self.versions[uri] += 1
        document = {"uri": uri, "version": self.versions[uri]}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": sent})

    def replace(self, uri, old, new, skip=0):
        """Replaces words."""
        self.change(uri, (self.documents[uri].where(old, skip), new))

    def save(self, uri):
        """Writes a document to its file."""
        path_of(uri).write_bytes(self.documents[uri].text.encode())
        self.tell("textDocument/didSave", {"textDocument": {"uri": uri}})

    def close(self, uri):
        """Closes a document."""
        del self.documents[uri]
        self.tell("textDocument/didClose", {"textDocument": {"uri": uri}})

    def at(self, uri, words, skip=0, inside=1):
        """The parameters of a request about words of a document."""
        text = self.documents[uri]
        start = text.offset(text.where(words, skip)["start"])
        return {"textDocument": {"uri": uri}, "position": text.position(start + inside)}

    # Diagnostics.

    async def pushed(self, uri):
        """The diagnostics pushed for the current version."""
        is_current = lambda: self.client.published.get(uri, (0,))[0] == self.versions[uri]  # noqa: E731
        await until(is_current, f"diagnostics of version {self.versions[uri]} of {uri}")
        return self.client.published[uri][1]

    async def codes(self, uri, *codes):
        """Waits until the diagnostics of the current version have these codes, and answers them."""

        def seen():
            version, found = self.client.published.get(uri, (None, []))
            return version == self.versions.get(uri, version), found

        def has():
            is_current, found = seen()
            return is_current and sorted(one["code"] for one in found) == sorted(codes)

        await until(has, lambda: f"{codes} in {uri}; last were {self.client.published.get(uri)}")
        return seen()[1]

    async def pull(self, uri, known=None):
        """Asks for the diagnostics of a document."""
        params = {"textDocument": {"uri": uri}, "identifier": "factlint"}
        return await self.ask("textDocument/diagnostic", params | ({"previousResultId": known} if known else {}))

    # Actions.

    async def actions(self, uri, place, only=None):
        """The code actions at a place."""
        context = {"diagnostics": []} | ({"only": only} if only else {})
        params = {"textDocument": {"uri": uri}, "range": place, "context": context}
        return await self.ask("textDocument/codeAction", params)

    async def action(self, uri, place, title, only=None):
        """The one action with a title, with its edit."""
        found = [one for one in await self.actions(uri, place, only) if title in one["title"]]
        assert len(found) == 1, found
        if "edit" not in found[0]:
            return await self.ask("codeAction/resolve", found[0])
        return found[0]

    def apply(self, edit):
        """Applies an edit of the workspace: to open documents, or to files."""
        steps = list(edit.get("documentChanges") or [])
        for uri, edits in (edit.get("changes") or {}).items():
            steps.append({"textDocument": {"uri": uri, "version": None}, "edits": edits})
        for step in steps:
            if step.get("kind") == "create":
                path_of(step["uri"]).touch(exist_ok=step["options"]["ignoreIfExists"])
                continue
            self._edit(step["textDocument"], step["edits"])

    def _edit(self, document, edits):
        uri = document["uri"]
        if uri not in self.documents:
            path = path_of(uri)
            text = Text(path.read_bytes().decode(), self.encoding)
            for edit in from_behind(edits):
                text.change(edit["range"], edit["newText"])
            path.write_bytes(text.text.encode())
            return self.touched(path)
        assert document.get("version") in (None, self.versions[uri])
        return self.change(uri, *((edit["range"], edit["newText"]) for edit in from_behind(edits)))

    def touched(self, *paths, kind=2):
        """Reports files that changed: 1 created, 2 changed, 3 deleted."""
        changes = [{"uri": uri_of(path), "type": kind} for path in paths]
        self.tell("workspace/didChangeWatchedFiles", {"changes": changes})


def from_behind(edits):
    """Edits in the order in which each leaves the places of the others as they are."""
    at = lambda edit: (edit["range"]["start"]["line"], edit["range"]["start"]["character"])  # noqa: E731
    return sorted(edits, key=at, reverse=True)


def capabilities(encodings, pulls, resolves, creates, contents, watches, configures):
    """What the editor can do."""
    text = {
        "publishDiagnostics": {"relatedInformation": True, "versionSupport": True, "dataSupport": True},
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "refactor", "source"]}},
            "isPreferredSupport": True,
            "disabledSupport": True,
            "dataSupport": True,
        },
        "hover": {"contentFormat": ["markdown"]},
    }
    workspace = {"workspaceFolders": True, "configuration": configures}
    if resolves:
        text["codeAction"]["resolveSupport"] = {"properties": ["edit"]}
    if pulls:
        text["diagnostic"] = {"relatedDocumentSupport": True}
        workspace["diagnostics"] = {"refreshSupport": True}
    if creates:
        workspace["workspaceEdit"] = {"documentChanges": True, "resourceOperations": ["create"]}
    if contents:
        workspace["textDocumentContent"] = {"dynamicRegistration": False}
    if watches:
        workspace["didChangeWatchedFiles"] = {"dynamicRegistration": True}
    general = {"positionEncodings": list(encodings)} if encodings else {}
    return {"general": general, "textDocument": text, "workspace": workspace}


async def connect(folder, encoding="utf-16", configuration=None):
    """A client with a server that is not initialized."""
    make = lambda: Client(configuration={"": configuration or {}})  # noqa: E731
    start = pytest_lsp.ClientServerConfig(server_command=[FACTLINT, "lsp"], client_factory=make)
    return Editor(await start.start(), folder, encoding)


@contextlib.asynccontextmanager
async def editor(
    folder,
    *,
    encoding="utf-16",
    encodings=None,
    pulls=False,
    resolves=True,
    creates=True,
    contents=False,
    watches=True,
    configuration=None,
    options=None,
    folders=None,
):
    """A running server for a folder. In the end it stops with status 0, and every message was one of the protocol."""
    one = await connect(folder, encoding, configuration)
    try:
        able = capabilities(encodings or [encoding], pulls, resolves, creates, contents, watches, configuration is not None)
        params = {
            "processId": os.getpid(),
            "rootUri": uri_of(folder),
            "capabilities": able,
            "workspaceFolders": [{"uri": uri_of(path), "name": path.name} for path in folders or [folder]],
            "initializationOptions": options,
        }
        converter = one.client.protocol._converter
        one.client.capabilities = converter.structure(able, pytest_lsp.client.types.ClientCapabilities)
        answer = await one.ask("initialize", params)
        one.capabilities = answer["capabilities"]
        assert one.capabilities["positionEncoding"] == encoding
        one.tell("initialized", {})
        yield one
        if not one.is_shut:
            assert one.process.returncode is None, f"the server exited with {one.process.returncode}"
            await one.ask("shutdown", None)
            one.tell("exit", None)
        assert await asyncio.wait_for(one.process.wait(), PATIENCE) == 0
    finally:
        await stop(one)
    assert not one.client.wrong, one.client.wrong


async def stop(one):
    """Kills a server that still runs."""
    if one.process.returncode is None:
        one.process.kill()
    await one.client.stop()


def fresh(path, text, encoding, *options):
    """The findings and faults of `factlint check` for a text: code, start and end in the positions of an editor."""
    path.write_bytes(text.encode())
    call = [FACTLINT, "check", "--format", "json", "--hints", *options, str(path)]
    done = subprocess.run(call, capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr.decode()
    said = json.loads(done.stdout)
    text = Text(text, encoding)
    places = [(one["rule"], one["primary"]["start"]["offset"], one["primary"]["end"]["offset"]) for one in said["findings"]]
    return sorted((code, *pair(text.of_byte(start)), *pair(text.of_byte(end))) for code, start, end in places)


def pair(position):
    """Line and character."""
    return position["line"], position["character"]


def places(diagnostics):
    """The findings among diagnostics: code, start and end."""
    found = [one for one in diagnostics if "fingerprint" in (one.get("data") or {})]
    return sorted((one["code"], *pair(one["range"]["start"]), *pair(one["range"]["end"])) for one in found)
