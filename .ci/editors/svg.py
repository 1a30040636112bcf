"""Draws the screen of a terminal: tmux capture-pane -e -p | python3 svg.py "What it shows" >screen.svg"""

import re
import sys
import unicodedata
from html import escape

WIDTH, HEIGHT, SIZE = 8.4, 18, 14
NBSP = "\u00a0"
INK, PAPER = "#e0e2ea", "#14161b"
NAMED = "#07080d #d7625d #8fc98a #d9c56c #6fa8dc #c58fc9 #6cc5c0 #c4c6cd".split()
NAMED += "#4f5258 #ffb0a8 #b3f6c0 #fce094 #a6dbff #ffcaff #8cf8f7 #eef1f8".split()


def colour(codes):
    """Takes a colour from the codes behind 38, 48 or 58."""
    if codes.pop(0) == 2:
        return "#" + "".join(f"{codes.pop(0):02x}" for _ in range(3))
    number = codes.pop(0)
    if number < 16:
        return NAMED[number]
    if number >= 232:
        return "#" + f"{8 + (number - 232) * 10:02x}" * 3
    steps = [0, 95, 135, 175, 215, 255]
    number -= 16
    return "#" + "".join(f"{steps[part]:02x}" for part in (number // 36, number // 6 % 6, number % 6))


def styled(style, written):
    """The style after an SGR sequence."""
    style = dict(style)
    codes = []
    for group in written.split(";"):
        parts = [int(part) if part else 0 for part in group.split(":")]
        if parts[0] == 4 and len(parts) > 1:
            style["under"] = parts[1] != 0
        else:
            codes += parts
    while codes:
        code = codes.pop(0)
        if code == 0:
            style = {}
        elif code in (38, 48, 58):
            style[{38: "ink", 48: "paper", 58: "line"}[code]] = colour(codes)
        elif code in (39, 49, 59):
            style.pop({39: "ink", 49: "paper", 59: "line"}[code], None)
        elif 30 <= code <= 37 or 90 <= code <= 97:
            style["ink"] = NAMED[code - 30 if code < 90 else code - 82]
        elif 40 <= code <= 47 or 100 <= code <= 107:
            style["paper"] = NAMED[code - 40 if code < 100 else code - 92]
        elif code in (1, 3, 4, 7):
            style[{1: "bold", 3: "italic", 4: "under", 7: "swapped"}[code]] = True
        elif code in (22, 23, 24, 27):
            style.pop({22: "bold", 23: "italic", 24: "under", 27: "swapped"}[code], None)
    return style


def columns(text):
    """The width of a text, in columns."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def runs(line, style):
    """The runs of one style in a line, and the style at its end."""
    found = []
    for part in re.split(r"(\x1b\[[0-9;:]*m)", line):
        if part.startswith("\x1b["):
            style = styled(style, part[2:-1])
        elif part:
            found.append((part, style))
    return found, style


def draw(lines, title):
    """The drawing of a screen."""
    width = max(columns(re.sub(r"\x1b\[[0-9;:]*m", "", line)) for line in lines)
    across, down = width * WIDTH + 20, len(lines) * HEIGHT + 20
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across:.0f} {down}" role="img">'
    yield f"<title>{escape(title)}</title>"
    yield f'<rect width="100%" height="100%" rx="6" fill="{PAPER}"/>'
    font = "ui-monospace,SFMono-Regular,Menlo,Consolas,DejaVu Sans Mono,monospace"
    yield f'<g font-family="{font}" font-size="{SIZE}">'
    style = {}
    for row, line in enumerate(lines):
        found, style = runs(line, style)
        column, top = 0, 10 + row * HEIGHT
        for text, look in found:
            yield from run(text, look, 10 + column * WIDTH, top)
            column += columns(text)
    yield "</g>\n</svg>"


def run(text, look, left, top):
    """The drawing of a run."""
    ink, paper = look.get("ink", INK), look.get("paper")
    if look.get("swapped"):
        ink, paper = paper or PAPER, ink
    across = columns(text) * WIDTH
    if paper:
        yield f'<rect x="{left:.1f}" y="{top}" width="{across:.1f}" height="{HEIGHT}" fill="{paper}"/>'
    if look.get("under"):
        line = look.get("line", ink)
        yield f'<rect x="{left:.1f}" y="{top + HEIGHT - 3}" width="{across:.1f}" height="1.5" fill="{line}"/>'
    if not text.strip():
        return
    bold = ' font-weight="bold"' if look.get("bold") else ""
    slanted = ' font-style="italic"' if look.get("italic") else ""
    shown = escape(text).replace(" ", NBSP)
    size = f' textLength="{across:.1f}" lengthAdjust="spacingAndGlyphs"'
    yield f'<text x="{left:.1f}" y="{top + 13}" fill="{ink}"{bold}{slanted}{size}>{shown}</text>'


screen = sys.stdin.read().rstrip("\n").split("\n")
print("\n".join(draw(screen, sys.argv[1])))
