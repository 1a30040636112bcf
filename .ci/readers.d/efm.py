"""Opens a draft in efm-langserver with some settings, and prints its diagnostics: line:character severity message."""

import json
import pathlib
import subprocess
import sys

config, draft = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
server = subprocess.Popen(["efm-langserver", "-c", config], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def send(**message):
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
    server.stdin.flush()


def receive():
    length = 0
    while line := server.stdout.readline().strip():
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    return json.loads(server.stdout.read(length))


send(id=1, method="initialize", params={"rootUri": draft.parent.as_uri(), "capabilities": {}})
while receive().get("id") != 1:
    pass
send(method="initialized", params={})
document = {"uri": draft.as_uri(), "languageId": "markdown", "version": 1, "text": draft.read_text(encoding="utf-8")}
send(method="textDocument/didOpen", params={"textDocument": document})
while (message := receive()).get("method") != "textDocument/publishDiagnostics":
    pass
for found in message["params"]["diagnostics"]:
    start = found["range"]["start"]
    print(f"{start['line']}:{start['character']} {found.get('severity')} {found['message']}")
server.kill()
