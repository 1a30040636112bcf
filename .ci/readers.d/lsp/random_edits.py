"""Random edits: random_edits.py EDITS [SEED]. Needs nothing but Python.

Drafts of six formats are edited in each encoding of positions: letters of several bytes, line ends of every kind, ranges across lines, whole
texts, several changes at once, places beyond the end of a line. Meanwhile questions are asked, and some are cancelled. Whenever the
server has settled, its findings must be those of a fresh `factlint check` of the same text. In the end each question was answered once, the
server wrote nothing to standard error, and its memory did not keep growing.

A rule of the project reports every word that the drafts begin with, so that the findings show nearly all of the text that the server has.
"""

import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time

from texts import OFFICE, SLIP, Text
from wire import Wire

FACTLINT = str(pathlib.Path(os.environ["FACTLINT"]).absolute())
SENTENCES = [
    f"Zoë 😀 met the board on {SLIP}, in Leeds.",
    "President Donald Trump will meet the senators on Friday.",
    "The administration of President Joe Biden has not endorsed the plan.",
    "Ann Roe, 52, was born on 3 May 1985.",
    "Jon Holt (12 March 1950 – 4 June 2020) died at the age of 60.",
    "Four workers died. The five workers who were killed came from Leeds.",
    "A total of 30 people voted: 12 for, 13 against, 2 abstained.",
    "The pipe is 10 kilometres (20 miles) long.",
    "Chancellor Olaf Scholz met President Joe Biden on Friday.",
    "It rose by 50 percent, from 100 to 180.",
    "<b>Chancellor</b> Friedrich Merz &amp; *Emmanuel Macron* spoke.",
    "She was named in 2009 and left six years later, in 2014.",
    "# A heading with 🏳️‍🌈 flags",
    "| one | two |\n|---|---|\n| 3 | 4 |",
    "<!-- factlint-ignore weekday -->",
    "```\ncode\n```",
    "{\\em LaTeX} % and a comment",
]
LETTERS = [
    *["a", "é", "e\u0301", "😀", "İ", "ﬁ", "\u200d", "\u2028", "\t", " ", "  ", "0", "7", ",", "."],
    *["“", "’", "-", "<", "&", "`", "*", "_", "#", "[", ">"],
]
ENDS = ["\n", "\r\n", "\r", "\n\n", "\r\n\r\n"]
NAMES = ["a.md", "b ë.html", "c.txt", "d.rst", "e.adoc", "f.tex"]
QUESTIONS = ["hover", "definition", "references", "codeAction", "documentHighlight", "inlayHint"]
RULE = """[check]
id = "words"
kind = "phrase"
severity = "hint"
summary = "Every word of the drafts."
manual = "Shows the text that was checked."
message = "{{phrase}}"
phrases = {phrases}

[[check.flag]]
draft = "[[Workers]] row boats."

[[check.pass]]
draft = "Boats."
"""
LARGEST = 6000
"""Characters that a draft may have before much of it is deleted."""


class Draft:
    """A draft with the text that the client has."""

    def __init__(self, path, text, encoding):
        """Takes its file and its first text."""
        self.path, self.uri, self.version = path, path.absolute().as_uri(), 1
        self.text = Text(text, encoding)


def project(folder):
    """Writes the settings and the rule."""
    phrases = sorted({word.lower() for word in re.findall(r"[A-Za-z]{2,}", " ".join([OFFICE, *SENTENCES]))})
    (folder / "words.toml").write_text(RULE.format(phrases=json.dumps(phrases)))
    (folder / "factlint.toml").write_text('rules = ["words.toml"]\n')


def words(draw):
    """Something to insert."""
    kind = draw.random()
    if kind < 0.4:
        return "".join(draw.choices(LETTERS, k=draw.randint(1, 4)))
    if kind < 0.55:
        return draw.choice(ENDS)
    end = draw.choice([" ", *ENDS, "\n\n", "\n\n"])
    return end + draw.choice(SENTENCES) + end


def spot(draw, text):
    """A position; now and then one beyond its line, or beyond the end."""
    position = text.position(draw.randint(0, len(text.text)))
    kind = draw.random()
    if kind < 0.02:
        position["character"] += 5000
    elif kind < 0.03:
        position["line"] += 5000
    return position


def change(draw, draft):
    """One random change, made in the text of the client."""
    text, kind = draft.text, draw.random()
    if kind < 0.01:
        whole = draw.choice([text.text.replace("\r\n", "\n"), text.text.replace("\n", "\r\n"), OFFICE, "", "\ufeff" + OFFICE])
        text.text, text._starts = whole, None
        return {"text": whole}
    if len(text.text) > LARGEST:
        start = draw.randint(0, len(text.text) // 2)
        place, new = text.range(start, start + LARGEST // 3), ""
    elif kind < 0.6:
        start = spot(draw, text)
        place, new = {"start": start, "end": dict(start)}, words(draw)
    else:
        start = draw.randint(0, len(text.text))
        end = min(len(text.text), start + draw.choice([1, 1, 1, 2, 2, 5, 20, 100]))
        place, new = text.range(start, end), draw.choice(["", words(draw)])
    text.change(place, new)
    return {"range": place, "text": new}


def edit(draw, wire, draft):
    """Sends one to three changes as one version."""
    changes = [change(draw, draft) for _ in range(draw.choice([1, 1, 1, 2, 3]))]
    draft.version += 1
    wire.change(draft.uri, draft.version, changes)


def question(draw, wire, draft):
    """Asks something about a draft, and may cancel it. Answers the id."""
    position = spot(draw, draft.text)
    params = {"textDocument": {"uri": draft.uri}, "position": position, "range": {"start": position, "end": position}}
    params |= {"context": {"diagnostics": [], "includeDeclaration": True}}
    name = wire.ask(f"textDocument/{draw.choice(QUESTIONS)}", params)
    if draw.random() < 0.5:
        wire.tell("$/cancelRequest", {"id": name})
    return name


def found(diagnostics, text):
    """What the server shows: rule, fingerprint, and the offsets of the words and of the other places."""
    span = lambda place: (text.offset(place["start"]), text.offset(place["end"]))  # noqa: E731
    others = lambda one: sorted(span(other["location"]["range"]) for other in one["relatedInformation"])  # noqa: E731
    shown = [one for one in diagnostics if "fingerprint" in (one.get("data") or {})]
    return sorted((one["code"], one["data"]["fingerprint"], span(one["range"]), others(one)) for one in shown)


def fresh(draft):
    """The same of a new process for the file."""
    written = draft.text.text.encode()
    draft.path.write_bytes(written)
    call = [FACTLINT, "check", "--format", "json", "--hints", str(draft.path)]
    done = subprocess.run(call, capture_output=True, check=False, cwd=draft.path.parent)
    assert done.returncode in (0, 1), done.stderr.decode()
    # An editor has no position between a carriage return and its line feed.
    of_byte = lambda place: draft.text.offset(draft.text.of_byte(place["offset"]))  # noqa: E731
    span = lambda place: (of_byte(place["start"]), of_byte(place["end"]))  # noqa: E731
    others = lambda one: sorted(span(other) for other in one["related"])  # noqa: E731
    findings = json.loads(done.stdout)["findings"]
    return sorted((one["rule"], one["fingerprint"], span(one["primary"]), others(one)) for one in findings)


def compare(wire, draft):
    """The findings of both must be the same. Answers how many."""
    shown, expected = found(wire.diagnostics(draft.uri, draft.version), draft.text), fresh(draft)
    if shown != expected:
        print(f"{draft.path.name}, version {draft.version}: {draft.text.text!r}", file=sys.stderr)
        raise SystemExit(f"the server shows {shown}\na fresh check finds {expected}")
    return len(expected)


def run(draw, folder, encoding, edits):
    """Edits the drafts of one server. Answers what happened."""
    project(folder)
    wire = Wire(FACTLINT, folder, encoding)
    assert wire.capabilities["positionEncoding"] == encoding
    try:
        drafts = [Draft(folder / name, OFFICE + "\n" + SENTENCES[0] + "\n", encoding) for name in NAMES]
        for draft in drafts:
            wire.open(draft.uri, draft.text.text, "plaintext")
            compare(wire, draft)
        memory, settled, findings, asked = [wire.memory()], 0, 0, []
        for number in range(edits):
            draft = draw.choice(drafts)
            edit(draw, wire, draft)
            if draw.random() < 0.2:
                asked.append(question(draw, wire, draft))
            if draw.random() < 0.25:
                findings += compare(wire, draft)
                settled += 1
            if (number + 1) % max(1, edits // 4) == 0:
                memory.append(wire.memory())
        findings += sum(compare(wire, draft) for draft in drafts)
        refused = sum("error" in wire.answer(name) for name in asked)
        wire.leave()
    finally:
        wire.kill()
    return memory, settled + len(drafts), findings, len(asked), refused


def main():
    """Edits in every encoding, and prints what happened."""
    edits, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    encodings = ["utf-8", "utf-16", "utf-32"]
    for number, encoding in enumerate(encodings):
        draw, start = random.Random(f"{seed} {encoding}"), time.monotonic()
        share = edits // len(encodings) + (number < edits % len(encodings))
        with tempfile.TemporaryDirectory() as folder:
            memory, settled, findings, asked, refused = run(draw, pathlib.Path(folder), encoding, share)
        grown = " -> ".join(f"{one:.1f}" for one in memory)
        print(
            f"{encoding}: {share} edits, {settled} comparisons with {findings} findings, {asked} questions ({refused} cancelled), "
            f"memory {grown} MB, {time.monotonic() - start:.0f} s"
        )
        # The first quarter warms up; from then on nothing may be kept.
        assert not memory[-1] > memory[1] + 24, "memory keeps growing"


if __name__ == "__main__":
    main()
