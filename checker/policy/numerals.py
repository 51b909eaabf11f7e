"""Reads numbers as documents write them: 1,200, 3.5万, 六十, twenty-five, 二分之一."""

import re
from collections.abc import Mapping
from fractions import Fraction

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_TOKEN = re.compile(r"[a-z]+|[^\sa-z-]")


def read_number(text: str, numerals: Mapping[str, int], places: Mapping[str, int]) -> Fraction | None:
    """Reads a number in digits or in words; None if it is neither.

    Args:
        text: the number, in narrow characters.
        numerals: the value of each word or character that stands for a number.
        places: the factor of each one that multiplies what is before it.
    """
    text = text.strip().lower()
    digits = _DIGITS.match(text)
    if digits:
        number = Fraction(digits[0].replace(",", "").rstrip("."))
        for factor in text[digits.end() :].strip():
            if factor not in places:
                return None
            number *= places[factor]
        return number
    return _read_words(text, numerals, places)


def _read_words(text: str, numerals: Mapping[str, int], places: Mapping[str, int]) -> Fraction | None:
    total, pending, seen = 0, 0, False
    for token in _TOKEN.findall(text):
        if token in places:
            factor = places[token]
            if total and factor > total:
                total, pending = (total + pending) * factor, 0
            else:
                total, pending = total + (pending or 1) * factor, 0
        elif token in numerals:
            pending += numerals[token]
        elif token != "and":
            return None
        seen = True
    return Fraction(total + pending) if seen else None
