"""Makes word.docx from draft.md as people leave their files: runs split mid-word, tracked changes, a table, a margin comment."""

import copy
import datetime
import re

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

AUTHOR = {qn("w:author"): "An editor", qn("w:date"): "2025-09-23T10:00:00Z"}


def tracked(kind, number, run, text_tag):
    """Wraps a run as a tracked change."""
    change = OxmlElement(f"w:{kind}")
    change.set(qn("w:id"), str(number))
    for key, value in AUTHOR.items():
        change.set(key, value)
    run.addnext(change)
    change.append(run)
    for text in run.findall(qn("w:t")):
        text.tag = qn(text_tag)


def split(paragraph, text):
    """Adds text as Word does after many sessions: a run every five letters, words cut in two."""
    for number, start in enumerate(range(0, len(text), 5)):
        run = paragraph.add_run(text[start : start + 5])
        run._r.set(qn("w:rsidR"), f"00{number:06X}")
        run.italic = "Biden" in text and text.index("Biden") <= start < text.index("Biden") + 5


def inline(text):
    return re.sub(r"\[\^1\]|[*`]|\"(?=president|$)", "", text)


def main():
    document = docx.Document()
    properties = document.core_properties
    properties.created = datetime.datetime(2019, 1, 2)
    properties.modified = datetime.datetime(2025, 9, 23)
    source = open("draft.md", encoding="utf-8").read().split("---\n", 2)[2].split("```")
    table = None
    number = 100
    for block in (source[0] + source[2]).strip().split("\n\n"):
        block = block.replace("\n", " ") if not block.startswith(("|", "-")) else block
        if block.startswith("#"):
            marks, text = block.split(" ", 1)
            document.add_heading(text, level=len(marks))
        elif block.startswith("- "):
            for item in block.splitlines():
                split(document.add_paragraph(style="List Bullet"), inline(item[2:]))
        elif block.startswith("> "):
            split(document.add_paragraph(style="Quote"), block[2:])
        elif block.startswith("|"):
            rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in block.splitlines() if "---" not in row]
            table = document.add_table(rows=len(rows), cols=2)
            for row, cells in zip(table.rows, rows):
                for cell, text in zip(row.cells, cells):
                    cell.text = text
        elif block.startswith("[^1]:"):
            split(document.add_paragraph(), block[6:])
        else:
            paragraph = document.add_paragraph()
            split(paragraph, inline(block))
            # A deletion that would be a finding if it were read, and an insertion that belongs to the sentence.
            gone = paragraph.add_run(" President Barack Obama has agreed.")
            tracked("del", number, gone._r, "w:delText")
            runs = paragraph.runs
            if len(runs) > 4:
                tracked("ins", number + 1, runs[2]._r, "w:t")
            number += 2
    document.save("word.docx")


main()
