"""Joins the lines of a text that were broken to fit a width: each paragraph becomes one line."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from checker.policy.folding import fold
from checker.policy.reading.marks import begins_item

#: Lines are taken for broken only where nearly none is wider than this, in columns.
WIDEST = 140
#: No text is set this narrow, in columns: lines that all are shorter are none of a paragraph.
NARROW_TEXT = 48
#: No line that is narrower than this, in columns, was broken to fit a width.
NARROWEST = 30
#: With fewer lines than this, nothing says how wide they are.
FEWEST = 4
#: The share of the usual width from which a line is full: words vary in length, wide characters don't.
_FULL, _FULL_WIDE = 0.7, 0.85
_STOPS = re.compile(r"[.。!?;:…]\s*$")
_CLOSES = re.compile(r"[)\]”\"]\s*$")
_LOWER = re.compile(r"\s*[a-z]")
_WIDE = ("W", "F")


def join_broken(rows: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """Joins lines that only a width has broken; the number is that of the first.

    A new paragraph begins behind a blank line, a heading or a line that ends a sentence, and with a number, a bullet
    or an indent. What else follows a full line, or hangs below the text of a number, goes on.
    """
    rows = list(rows)
    usual = _usual_width([text for _, text in rows])
    joined: list[tuple[int, str]] = []
    first = last = ""
    for number, text in rows:
        if joined and last.strip() and text.strip() and usual and _goes_on(first, last, text, usual):
            joined[-1] = joined[-1][0], _join(joined[-1][1], text)
        else:
            joined.append((number, text))
            first = text
        last = text
    return joined


def _usual_width(texts: Sequence[str]) -> int:
    """The width that nine lines of ten keep to, in columns; 0 where lines aren't broken to fit one."""
    widths = sorted(_width(text.rstrip()) for text in texts if text.strip())
    if len(widths) < FEWEST:
        return 0
    usual = widths[(len(widths) - 1) * 9 // 10]
    return usual if NARROW_TEXT <= usual <= WIDEST and widths[-1] <= 2 * WIDEST else 0


def _width(text: str) -> int:
    """The columns that a text takes: two for each wide character."""
    if text.isascii():
        return len(text.expandtabs(4))
    return sum(2 if _is_wide(each) else 1 for each in text)


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in _WIDE


def _indent(text: str) -> int:
    return _width(text.expandtabs(4)) - _width(text.expandtabs(4).lstrip())


def _goes_on(first: str, last: str, text: str, usual: int) -> bool:
    """Whether a line goes on with the paragraph whose first and last lines so far are given."""
    if last.isupper() != text.isupper():
        return False  # a heading in capitals
    folded, above = fold(text), fold(last)
    lower = _LOWER.match(folded) is not None
    if begins_item(folded) or _STOPS.search(above) or (_CLOSES.search(above) and not lower):
        return False
    width = _width(last.rstrip())
    wide = _is_wide(last.rstrip()[-1])
    numbered = begins_item(fold(first))
    hangs = numbered and _indent(text) > _indent(first)
    if _indent(text) > _indent(last) and not hangs and not lower:
        return False  # the first line of a paragraph is set in
    if not wide and width >= NARROWEST and (lower or hangs):
        return True
    return width >= (_FULL_WIDE if wide else _FULL) * usual


def _join(before: str, text: str) -> str:
    """Joins two lines: with a space, or in wide characters, where a line may end anywhere, with one between words."""
    before, text = before.rstrip(), text.strip()
    words = before[-1].isascii() and before[-1].isalpha() and text[0].isascii() and text[0].isalpha()
    tight = _is_wide(before[-1]) or _is_wide(text[0]) or any(map(_is_wide, before))
    return before + (" " if words or not tight else "") + text
