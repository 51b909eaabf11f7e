"""How texts are compared and shown: one form for keys, one for display, and the width of a line on a terminal.

Knows nothing of the project.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from functools import lru_cache

_BLANKS = re.compile(r"[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u3164\ufeff]+")


@lru_cache(maxsize=65536)
def key_form(text: str) -> str:
    """The form in which two spellings of one thing are equal: NFKC, no blanks or zero-width characters, casefolded.

    For comparing only; what people typed is shown as they typed it.
    """
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def display_form(text: str) -> str:
    """NFC, outer blanks cut."""
    return unicodedata.normalize("NFC", text).strip()


def number_text(value: Fraction | int) -> str:
    """A number as people write it: exact up to 6 decimals, no trailing zeros, no exponent; 15/16 is 0.9375."""
    number = Fraction(value)
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    rounded = exact.quantize(Decimal(1).scaleb(-6), ROUND_HALF_EVEN)
    return f"{rounded:f}".rstrip("0").rstrip(".") if rounded else "0"
