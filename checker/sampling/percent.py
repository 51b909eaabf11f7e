"""Reads and writes rates in percent, exactly."""

import re
import unicodedata
from fractions import Fraction

from checker.model.stops import make_stop
from checker.text.normalize import decimal_text

_PERCENT = re.compile(r"(?P<number>[0-9]+(?:\.[0-9]+)?) *(?P<sign>%?)")
#: The most decimals of a percentage that people read.
_PLACES = 2


def read_percent(text: str, place: str) -> Fraction:
    """Reads "5%", "0.5%" or "95"; a number below 1 needs the sign, since 0.05 may be meant as 5%.

    Args:
        text: as typed.
        place: the option or cell it comes from.

    Raises:
        Stop: it is no percentage.
    """
    found = _PERCENT.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None or (0 < Fraction(found["number"]) < 1 and not found["sign"]):
        raise make_stop("bad-percent", place, text=text)
    return Fraction(found["number"]) / 100


def percent_text(rate: Fraction) -> str:
    """Writes a rate in percent as it is, e.g. "0.125%"."""
    return f"{decimal_text(rate * 100, 6)}%"


def rounded_percent(rate: Fraction) -> str:
    """Writes a rate in percent with two decimals, e.g. "4.87%"."""
    whole, decimals = divmod(round(rate * 100 * 10**_PLACES), 10**_PLACES)
    return f"{whole}.{decimals:0{_PLACES}d}%"
