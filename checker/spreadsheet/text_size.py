"""Measures the room that a text takes: widths in digits, heights in points.

A Chinese character is as wide as two digits. Programs fit row heights only in some cells and never fit widths, so we
compute both, and rather too much than too little: a row that is too tall can be read, one that is too low can't.
"""

import re
import unicodedata
from functools import lru_cache

from checker.text.characters import Characters

#: Points of one line of 10-point text, by language, and of the padding of a row.
LINE, _PADDING = {"zh": 16.5, "en": 14.0}, 5.0
#: The greatest height of a row in points.
TALLEST = 409.0
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
#: Characters that may not begin a line, and characters that may not end one.
_CLOSING, _OPENING = "、，。；：？！）】》〉”’…", "（【《〈“‘"
#: A wide character with the punctuation that clings to it, or a word with the spaces after it; lines end between these.
_PIECE = re.compile(
    rf"[{_OPENING}]*(?:(?![{_OPENING}{_CLOSING}])[{_WIDE}]|[^\s{_WIDE}{_OPENING}{_CLOSING}]+)?[{_CLOSING}]*\s*|."
)


def width(text: str) -> int:
    """Returns the width of a text on one line."""
    return len(text) if text.isascii() else len(text.translate(_DIGITS))


def count_cut_lines(text: str, room: int) -> int:
    """Returns how many lines a text takes if lines are cut wherever the room, in digits, ends."""
    return sum([1 if 2 * len(line) <= room else max(1, -(-width(line) // room)) for line in text.split("\n")])


#: Each character as so many digits as it is wide.
_DIGITS = Characters(lambda character: "00" if unicodedata.east_asian_width(character) in "WFA" else "0")


def count_lines(text: str, room: float) -> int:
    """Returns how many lines a text takes if each line has room for so many digits."""
    short = 2 * len(text) <= room and "\n" not in text
    return 1 if short else _count_lines(_alike(text), room)


def _alike(text: str) -> str:
    """Digits are equally wide: the texts of many flags differ in their numbers only."""
    for digit in "123456789":  # a tenth of the time of `translate`
        text = text.replace(digit, "0")
    return text


@lru_cache(maxsize=16384)
def _count_lines(text: str, room: float) -> int:
    room = max(room, 2)
    return sum(1 if width(line) <= room else _count_broken(line, room) for line in text.split("\n"))


def _count_broken(line: str, room: float) -> int:
    count, taken = 1, 0
    for piece in _PIECE.findall(line):
        word = piece.rstrip()
        wide = width(word)
        if taken and taken + wide > room:
            count, taken = count + 1, 0
        while wide > room:  # a word that is longer than a line
            count, wide = count + 1, wide - int(room)
        taken += wide + len(piece) - len(word)
    return count


def break_lines(text: str, room: float) -> list[str]:
    """Breaks a text into lines of at most so many digits."""
    lines = [""]
    for piece in _PIECE.findall(text):
        if lines[-1] and width((lines[-1] + piece).rstrip()) > room:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]


def row_height(lines: int, language: str) -> float:
    """Returns the height of a row with so many lines of text."""
    return min(lines * LINE[language] + _PADDING, TALLEST)
