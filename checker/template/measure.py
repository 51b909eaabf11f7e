"""How much room a text takes, in the units of spreadsheets: widths in digits, heights in points.

A Chinese character is as wide as two digits. Programs fit heights by themselves to some cells only, and widths to
none, so both are reckoned here; rather too much room than too little.
"""

from __future__ import annotations

import re
import unicodedata

from checker.model import Language

#: Points of one line of the text that most cells have, by language.
LINE: dict[Language, float] = {"zh": 16.5, "en": 14.0}
#: Points that a row can be high.
TALLEST = 409.0
_PADDING = 5.0
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
#: What may not begin a line, and what may not end one.
_CLOSING, _OPENING = "、，。；：？！）】》〉”’…", "（【《〈“‘"
#: A wide character with the signs that cling to it, or a word with the blanks behind it: lines end between these.
_PIECE = re.compile(
    rf"[{_OPENING}]*(?:(?![{_OPENING}{_CLOSING}])[{_WIDE}]|[^\s{_WIDE}{_OPENING}{_CLOSING}]+)?[{_CLOSING}]*\s*|."
)


def width(text: str) -> int:
    """The width of a text on one line, in digits."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def pieces(text: str) -> list[str]:
    """A text in the parts between which a line may end."""
    return _PIECE.findall(text)


def lines(text: str, room: float) -> int:
    """On how many lines a text is broken where each has room for so many digits."""
    return sum(_lines_of(line, max(room, 2)) for line in text.split("\n"))


def broken(text: str, room: float) -> list[str]:
    """A text cut into lines of at most so many digits."""
    cut = [""]
    for piece in pieces(text):
        if cut[-1] and width((cut[-1] + piece).rstrip()) > room:
            cut.append("")
        cut[-1] += piece
    return [line.strip() for line in cut]


def _lines_of(line: str, room: float) -> int:
    count, taken = 1, 0
    for piece in pieces(line):
        wide = width(piece.rstrip())
        if taken and taken + wide > room:
            count, taken = count + 1, 0
        while wide > room:  # a word that is longer than a line
            count, wide = count + 1, wide - int(room)
        taken += wide + len(piece) - len(piece.rstrip())
    return count


def height(count: int, language: Language) -> float:
    """The height of a row of so many lines."""
    return min(count * LINE[language] + _PADDING, TALLEST)
