"""How much room a text takes in a cell: Chinese characters are twice as wide as a digit, and lines break around them.

A unit is the width of a digit in the font that column widths are counted in. All is a little more than it takes in
Excel: a row that is too tall can be read, one that is too low cannot.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from math import ceil

#: What a wide and any other character takes at 10 points, and what a cell keeps free at its sides.
WIDE, NARROW, MARGIN = 1.95, 0.92, 1.5
#: Points that a line of 10-point text takes, and that a row adds to its lines.
LINE_HEIGHT, ROW_MARGIN = 15, 3
#: Points that a row has at most.
TALLEST = 409
#: What is not broken: one wide character, or a run of others with the blank behind it.
_PIECE = re.compile(r"[\u1100-\uffff]|[^\s\u1100-\uffff]+\s?|\s")


@lru_cache(maxsize=8192)
def _units(character: str) -> float:
    return WIDE if unicodedata.east_asian_width(character) in "WFA" else NARROW


def width_of(line: str) -> float:
    """The units that a text takes on one line."""
    return len(line) * NARROW if line.isascii() else sum(map(_units, line))


@lru_cache(maxsize=16384)
def lines_of(text: str, width: int) -> int:
    """The lines that a text takes in a column `width` units wide."""
    room = max(width - MARGIN, WIDE)
    return sum(1 if width_of(line) <= room else _broken(line, room) for line in text.split("\n"))


def _broken(line: str, room: float) -> int:
    lines, taken = 1, 0.0
    for piece in _PIECE.findall(line):
        word = piece.rstrip()
        units = width_of(word)
        if taken and taken + units > room:
            lines, taken = lines + 1, 0.0
        if units > room:  # broken anywhere
            lines, units = lines + ceil(units / room) - 1, units % room
        taken += units + (len(piece) - len(word)) * NARROW
    return lines


def height_of(lines: int) -> float:
    """The points of a row with so many lines of text."""
    return float(min(lines * LINE_HEIGHT + ROW_MARGIN, TALLEST))
