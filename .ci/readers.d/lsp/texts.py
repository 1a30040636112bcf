"""A text as a client has it, and the drafts of these tests."""

import re

UNITS = {
    "utf-8": lambda words: len(words.encode("utf-8")),
    "utf-16": lambda words: len(words.encode("utf-16-le")) // 2,
    "utf-32": len,
}

SLIP = "Monday, 23 September 2025"
"""A Tuesday."""

DRAFT = f"""---
date: 2025-09-24
---

# Minutes

Zoë 😀 met the board on {SLIP}, in Leeds.
"""

OFFICE = """---
date: 2025-09-24
---

Zoë 😀 wrote it. President Donald Trump will meet the senators on Friday. The administration of President Joe Biden has not endorsed the plan.
"""
"""A finding with two more places and a fix."""

CLUB = """[pack]
id = "house/rowing-club"
verified = 2026-01-31
sources = ["https://example.org/board"]

[[place]]
id = "rowing-club"
name = "Rowing Club"

[[person]]
id = "jane-holt"
name = "Jane Holt"

[[office]]
id = "rowing-club-president"
of = "rowing-club"
titles = ["president"]
complete-from = 2010-01-01

[[tenure]]
office = "rowing-club-president"
holder = "jane-holt"
from = 2010-01-01
until = 2022-06-30
source = "https://example.org/board"
"""
"""Facts of a project."""

ROWING = """---
date: 2025-05-05
---

Rowing Club president Jane Holt said that the boats will race.
"""
"""False by these facts."""


class Text:
    """A text with its lines, which end with a line feed, a carriage return or both."""

    def __init__(self, text, encoding="utf-16"):
        """Takes a text whose positions count in an encoding."""
        self.text = text
        self.units = UNITS[encoding]
        self._starts = None

    @property
    def starts(self):
        """The offset of each line."""
        if self._starts is None:
            self._starts = [0, *(end.end() for end in re.finditer(r"\r\n|\n|\r", self.text))]
        return self._starts

    def line(self, number):
        """A line without its end."""
        start = self.starts[number]
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def position(self, offset):
        """The position of an offset, as the protocol has it."""
        low, high = 0, len(self.starts)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.starts[middle] <= offset else (low, middle)
        return {"line": low, "character": self.units(self.text[self.starts[low] : offset])}

    def offset(self, position):
        """The offset of a position; the end of its line if it is behind it."""
        if position["line"] >= len(self.starts):
            return len(self.text)
        line, left = self.line(position["line"]), position["character"]
        for at, letter in enumerate(line):
            if left < self.units(letter):
                assert left == 0, f"{position} is within a character of {line!r}"
                return self.starts[position["line"]] + at
            left -= self.units(letter)
        return self.starts[position["line"]] + len(line)

    def range(self, start, end):
        """The range between two offsets."""
        return {"start": self.position(start), "end": self.position(end)}

    def where(self, words, skip=0):
        """The range of words."""
        start = -1
        for _ in range(skip + 1):
            start = self.text.index(words, start + 1)
        return self.range(start, start + len(words))

    def words(self, place):
        """The words of a range."""
        return self.text[self.offset(place["start"]) : self.offset(place["end"])]

    def change(self, place, words):
        """Replaces a range."""
        start, end = self.offset(place["start"]), self.offset(place["end"])
        self.text = self.text[:start] + words + self.text[end:]
        self._starts = None

    def of_byte(self, byte):
        """The position of a byte of the text in UTF-8."""
        return self.position(len(self.text.encode()[:byte].decode()))
