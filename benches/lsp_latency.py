"""Measures the language server while one types: lsp_latency.py PROGRAM [KEYS]. Needs nothing but Python.

The drafts are those of drafts.py, put together to 5, 50 and 300 kB. In each, sentences are typed into paragraphs at its start, in its middle
and at its end; the latency of a keystroke is the time from the change until the diagnostics of its version are read. Then the memory of a
server with 50 idle drafts is read. Prints a table in Markdown.
"""

import pathlib
import statistics
import sys
import tempfile
import time

import drafts

sys.path.append(str(pathlib.Path(__file__).parent.parent / ".ci" / "readers.d" / "lsp"))
from wire import Wire  # noqa: E402

SIZES = [5_000, 50_000, 300_000]
TYPED = " Ann Roe, 52, said on Tuesday that the 4,500 seats would cost 12 million euros more; Zoë 😀 did not agree with her."
IDLE = 50


def text_of(size):
    """A draft of a size in bytes: the front matter of the first one, and the paragraphs of as many as it takes."""
    parts, number = [drafts.draft(1)], 2
    while sum(len(part.encode()) for part in parts) < size:
        parts.append(drafts.draft(number).split("\n---\n", 1)[1].lstrip())
        number += 1
    return "\n".join(parts).encode()[:size].decode(errors="ignore")


def ends(text):
    """The ends of paragraphs at the start, in the middle and at the end of a text: lines and columns."""
    lines = text.split("\n")
    prose = [number for number, line in enumerate(lines) if len(line) > 200]
    return [(number, len(lines[number])) for number in (prose[0], prose[len(prose) // 2], prose[-1])]


def measure(program, folder, size, keys):
    """The milliseconds from opening to diagnostics, those of each keystroke, and the memory in the end."""
    text, uri = text_of(size), (folder / "draft.md").as_uri()
    wire = Wire(program, folder)
    try:
        start = time.perf_counter()
        wire.open(uri, text)
        wire.diagnostics(uri, 1)
        first, latencies, version = time.perf_counter() - start, [], 1
        # From behind, so that the places before stay where they are.
        for line, column in reversed(ends(text)):
            for number in range(keys // 3):
                letter = TYPED[number % len(TYPED)]
                place = {"line": line, "character": column}
                column += len(letter.encode("utf-16-le")) // 2
                version += 1
                start = time.perf_counter()
                wire.change(uri, version, [{"range": {"start": place, "end": place}, "text": letter}])
                wire.diagnostics(uri, version)
                latencies.append((time.perf_counter() - start) * 1000)
        memory = wire.memory()
        wire.leave()
    finally:
        wire.kill()
    return first * 1000, latencies, memory


def idle(program, folder):
    """The memory of a server with one idle draft of 5 kB, and with many."""
    wire = Wire(program, folder)
    try:
        first = None
        for number in range(IDLE):
            uri = (folder / f"{number}.md").as_uri()
            wire.open(uri, text_of(5_000).replace("date: 2025", f"author: {number}\ndate: 2025"))
            wire.diagnostics(uri, 1)
            first = first or wire.memory()
        time.sleep(1)
        last = wire.memory()
        wire.leave()
    finally:
        wire.kill()
    return first, last


def main():
    """Prints the table."""
    program = str(pathlib.Path(sys.argv[1]).resolve())
    keys = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name).resolve()
        print("| draft | opened | keystroke, median | 95th percentile | longest | memory |\n|---|---|---|---|---|---|")
        for size in SIZES:
            first, latencies, memory = measure(program, folder, size, keys)
            late = statistics.quantiles(latencies, n=20)[-1]
            print(
                f"| {size // 1000} kB | {first:.0f} ms | {statistics.median(latencies):.1f} ms | {late:.1f} ms "
                f"| {max(latencies):.1f} ms | {memory:.0f} MB |"
            )
        one, many = idle(program, folder)
        print(f"\nMemory with 1 idle draft of 5 kB: {one:.0f} MB; with {IDLE}: {many:.0f} MB.")


if __name__ == "__main__":
    main()
