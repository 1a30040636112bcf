"""Reads the drafts of tests/formats with other projects' programs and compares the places of all findings.

Of DOCX, python-docx must find the words at the paragraph and character that a finding names. Of every format, pandoc (where it
is installed), docutils and asciidoctor must find the words of a finding's places in the text that they read.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import docx
import docx.document
from docx.oxml.ns import qn

FOLDER = pathlib.Path("tests/formats")
PANDOC = {".md": "markdown", ".html": "html", ".docx": "docx", ".rst": "rst", ".tex": "latex"}
SKIPPED = {qn("w:del"), qn("w:moveFrom")}


def findings(path):
    ran = subprocess.run([os.environ["FACTLINT"], "check", "--format", "json", str(path)], capture_output=True, text=True)
    return json.loads(ran.stdout)["findings"]


def places(finding):
    return [finding["primary"], *finding["related"]]


def words(text):
    text = re.sub(r"<[^>]*>|\\[a-z]+|&[a-z]+;", "", text)
    return re.sub(r"\W+", "", text).replace("_", "")


def shown(paragraph):
    """The text of a paragraph once all changes are accepted, by the elements that python-docx gives."""
    text = ""
    for node in paragraph.iter():
        if any(parent.tag in SKIPPED for parent in node.iterancestors()):
            continue
        if node.tag == qn("w:t"):
            text += node.text or ""
        elif node.tag in (qn("w:tab"), qn("w:br")) and node.getparent().tag == qn("w:r"):
            text += " "
    return text


def is_separator(paragraph):
    """Whether it belongs to the line above the notes, which is kept as a note of its own."""
    return any(parent.get(qn("w:type"), "normal") != "normal" for parent in paragraph.iterancestors(qn("w:footnote")))


def part_root(document, name):
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/" + name:
            return part.element if hasattr(part, "element") else docx.oxml.parse_xml(part.blob)
    raise LookupError(name)


def check_docx(path):
    document = docx.Document(path)
    count = 0
    for place in (place for finding in findings(path) for place in places(finding)):
        paragraphs = [p for p in part_root(document, place["part"]).iter(qn("w:p")) if not is_separator(p)]
        text = shown(paragraphs[place["start"]["line"] - 1])
        found = text[place["start"]["column"] - 1 : place["end"]["column"] - 1]
        assert found == place["text"], (path, place, text)
        count += 1
    return count


def check_remarks():
    """Marks for silence in margin comments that python-docx writes: on the other side, from start to end, of the file, and elsewhere."""
    sides = ["The Biden administration has not endorsed it.", "It rained.", "President Trump will meet the senators on Friday."]
    cases = [
        ([], 1),
        ([(0, "factlint-ignore office-holder: a letter")], 0),
        ([(2, "factlint-ignore-line office-holder")], 0),
        ([(1, "factlint-ignore-start office-holder"), (2, "factlint-ignore-end")], 0),
        ([(1, "factlint-ignore-file office-holder")], 0),
        ([(1, "factlint-ignore office-holder")], 2),
    ]
    with tempfile.TemporaryDirectory() as folder:
        for remarks, expected in cases:
            document = docx.Document()
            runs = [document.add_paragraph().add_run(text) for text in sides]
            for number, text in remarks:
                document.add_comment(runs[number], text=text, author="An editor", initials="E")
            path = pathlib.Path(folder) / "a.docx"
            document.save(str(path))
            assert len(findings(path)) == expected, (remarks, findings(path))
    print(f"python-docx: {len(cases)} drafts with remarks in the margin")


def check_text(path, text, reader):
    text = words(text)
    count = 0
    for place in (place for finding in findings(path) for place in places(finding)):
        assert words(place["text"]) in text, (path, reader, place["text"])
        count += 1
    return count


def main():
    expected = sorted(words(finding["primary"]["text"]) for finding in findings(FOLDER / "draft.md"))
    assert expected, "the draft has no findings"
    for path in sorted(FOLDER.iterdir()):
        if path.suffix not in (*PANDOC, ".adoc") or path.name == "README.md":
            continue
        assert sorted(words(finding["primary"]["text"]) for finding in findings(path)) == expected, path
        done = []
        if path.suffix == ".docx":
            done.append(f"python-docx {check_docx(path)}")
        if shutil.which("pandoc") and path.suffix in PANDOC:
            call = ["pandoc", "-f", PANDOC[path.suffix], "-t", "plain", "--wrap=none", str(path)]
            text = subprocess.run(call, capture_output=True, text=True, check=True).stdout
            done.append(f"pandoc {check_text(path, text, 'pandoc')}")
        if path.suffix == ".rst":
            try:
                from docutils.core import publish_doctree
            except ImportError:
                pass
            else:
                text = publish_doctree(path.read_text(encoding="utf-8"), settings_overrides={"report_level": 5}).astext()
                done.append(f"docutils {check_text(path, text, 'docutils')}")
        if path.suffix == ".adoc" and shutil.which("asciidoctor"):
            text = subprocess.run(["asciidoctor", "-o", "-", str(path)], capture_output=True, text=True, check=True).stdout
            done.append(f"asciidoctor {check_text(path, text, 'asciidoctor')}")
        print(f"{path}: {', '.join(done)} places found again" if done else f"{path}: no reader at hand")
    if hasattr(docx.document.Document, "add_comment"):
        check_remarks()


if __name__ == "__main__":
    sys.exit(main())
