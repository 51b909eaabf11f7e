"""How texts are compared and shown: one form for keys, one for display, and the width of a line on a terminal.

Knows nothing of the project.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from functools import lru_cache
from math import ceil

_BLANK = r"[\s\u00ad\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u3164\ufeff\uffa0]+"
_BLANKS = re.compile(_BLANK)
_OUTER_BLANKS = re.compile(f"^{_BLANK}|{_BLANK}$")


@lru_cache(maxsize=65536)
def key_form(text: str) -> str:
    """The form in which two spellings of one thing are equal: NFKC, no blanks or zero-width characters, casefolded.

    For comparing only; what people typed is shown as they typed it.
    """
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def display_form(text: str) -> str:
    """NFC, outer blanks and zero-width characters cut."""
    plain = unicodedata.normalize("NFC", text).strip()
    return plain if plain.isprintable() else _OUTER_BLANKS.sub("", plain)


def spaced_form(text: str) -> str:
    """Every run of blanks or zero-width characters becomes one space, none at the ends."""
    return _BLANKS.sub(" ", text).strip()


def number_text(value: Fraction | int) -> str:
    """A number as people write it: exact up to 6 decimals, no trailing zeros, no exponent; 15/16 is 0.9375."""
    millionths = round(Fraction(value) * 1_000_000)  # half to even, and exact at any size
    whole, part = divmod(abs(millionths), 1_000_000)
    return f"{'-' if millionths < 0 else ''}{whole}.{part:06d}".rstrip("0").rstrip(".")


def enough_text(value: Fraction) -> str:
    """What is asked for, as people write it: exact where 6 decimals do, else rounded up to 2, so that it is enough."""
    return number_text(value if (value * 1_000_000).denominator == 1 else Fraction(ceil(value * 100), 100))
