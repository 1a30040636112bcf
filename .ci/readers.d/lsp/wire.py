"""A client of a language server that writes and reads its messages itself, for many edits and for measuring."""

import json
import os
import pathlib
import queue
import subprocess
import tempfile
import threading

PATIENCE = 60
"""Seconds to wait for a message."""


class Wire:
    """A running server. Answers and notifications are kept until they are asked for."""

    def __init__(self, program, folder, encoding="utf-16", options=None):
        """Starts a server for a folder and initializes it."""
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [program, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors, cwd=folder
        )
        self.messages = queue.SimpleQueue()
        self.answers, self.published, self.asked = {}, {}, 0
        threading.Thread(target=self._read, daemon=True).start()
        uri = pathlib.Path(folder).absolute().as_uri()
        able = {"general": {"positionEncodings": [encoding]}}
        able["textDocument"] = {"publishDiagnostics": {"versionSupport": True, "relatedInformation": True, "dataSupport": True}}
        params = {"processId": os.getpid(), "rootUri": uri, "capabilities": able, "initializationOptions": options}
        self.capabilities = self.answer(self.ask("initialize", params))["result"]["capabilities"]
        self.tell("initialized", {})

    def _read(self):
        out = self.process.stdout
        while line := out.readline():
            length = 0
            while line.strip():
                name, value = line.split(b":")
                length = int(value) if name.lower() == b"content-length" else length
                line = out.readline()
            self.messages.put(json.loads(out.read(length)))
        self.messages.put(None)

    def send(self, message):
        """Sends a message."""
        body = json.dumps({"jsonrpc": "2.0"} | message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def tell(self, method, params):
        """Sends a notification."""
        self.send({"method": method, "params": params})

    def ask(self, method, params):
        """Sends a request and answers its id."""
        self.asked += 1
        self.send({"id": self.asked, "method": method, "params": params})
        return self.asked

    def receive(self):
        """Takes the next message."""
        message = self.messages.get(timeout=PATIENCE)
        assert message is not None, f"the server ended: {self.said()}"
        if message.get("method") == "textDocument/publishDiagnostics":
            params = message["params"]
            self.published[params["uri"]] = params
        elif "method" in message and "id" in message:
            self.send({"id": message["id"], "result": None})
        elif "id" in message:
            assert message["id"] not in self.answers, f"answered twice: {message}"
            self.answers[message["id"]] = message

    def answer(self, name):
        """Waits for the answer to a request."""
        while name not in self.answers:
            self.receive()
        return self.answers[name]

    def diagnostics(self, uri, version):
        """Waits for the diagnostics of a version."""
        while self.published.get(uri, {}).get("version") != version:
            self.receive()
        return self.published[uri]["diagnostics"]

    def open(self, uri, text, language="markdown"):
        """Opens a document as version 1."""
        self.tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": language, "version": 1, "text": text}})

    def change(self, uri, version, changes):
        """Sends changes of a document."""
        self.tell("textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": changes})

    def memory(self):
        """The resident memory of the server in MB, as Linux counts it; without /proc, none."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status")
        if not status.exists():
            return float("nan")
        [line] = [line for line in status.read_text().splitlines() if line.startswith("VmRSS")]
        return int(line.split()[1]) / 1024

    def said(self):
        """What the server wrote to standard error."""
        self.errors.seek(0)
        return self.errors.read().decode(errors="replace")

    def leave(self):
        """Shuts the server down; it must leave with status 0, and silently."""
        self.answer(self.ask("shutdown", None))
        self.tell("exit", None)
        status = self.process.wait(PATIENCE)
        assert (status, self.said()) == (0, ""), f"status {status}: {self.said()}"

    def kill(self):
        """Kills the server if it still runs."""
        self.process.kill()
        self.process.wait()
