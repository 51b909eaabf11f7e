"""How texts are compared and shown: one form for keys, one for display, and the width of a line on a terminal.

Knows nothing of the project.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
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


def decimal_text(value: Fraction | int, places: int) -> str:
    """A number with at most `places` decimals, half to even, without exponent or trailing zeros, of any size."""
    scaled = round(Fraction(value) * 10**places)
    whole, decimals = divmod(abs(scaled), 10**places)
    text = f"{whole}.{decimals:0{places}d}".rstrip("0").rstrip(".") if places else str(whole)
    return f"-{text}" if scaled < 0 else text


def number_text(value: Fraction | int) -> str:
    """A number as people write it: exact up to 6 decimals, no trailing zeros, no exponent; 15/16 is 0.9375."""
    return decimal_text(value, 6)


def enough_text(value: Fraction) -> str:
    """What is asked for, as people write it: exact where 6 decimals do, else rounded up to 2, so that it is enough."""
    return number_text(value if (value * 1_000_000).denominator == 1 else Fraction(ceil(value * 100), 100))


def likely(found: str, words: Iterable[str]) -> str:
    """The one of a few words that was probably meant; empty when none is like it."""
    from difflib import get_close_matches  # imports late: the reading process needs none of it

    by_form = {key_form(word): word for word in words}
    like = get_close_matches(key_form(found), by_form, n=1, cutoff=0.6)
    return by_form[like[0]] if like else ""
