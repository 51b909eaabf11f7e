"""Numbers in sentences: exact if they are short, else rounded, and said to be.

Rounding never makes a number look like one that it does not equal, such as its target.
"""

from fractions import Fraction
from itertools import count
from math import ceil

from checker.text.bilingual import Text
from checker.text.normalize import decimal_text

#: A number with so many decimals is written as it is; a longer one, such as 60/31, is rounded to a few.
EXACT_PLACES, ROUNDED_PLACES = 6, 2
#: Goes before a rounded number.
ABOUT = Text("约 ", "about ")


def is_short(value: Fraction | int) -> bool:
    """Whether a number can be written as it is."""
    return bool(10**EXACT_PLACES % value.denominator == 0)


def short_text(value: Fraction | int, apart_from: Fraction | int | None = None) -> str:
    """Writes a number as it is, or else rounded until it differs from `apart_from`."""
    if is_short(value):
        return decimal_text(value, EXACT_PLACES)
    # A number that is rounded is neither 0 nor, unless it equals it, what it must not look like.
    others = {Fraction(0)} | ({Fraction(apart_from)} if apart_from not in (None, value) else set())
    texts = (decimal_text(value, places) for places in count(ROUNDED_PLACES))
    return next(text for text in texts if Fraction(text) not in others)


def amount_words(value: Fraction | int, apart_from: Fraction | int | None = None) -> Text:
    """Writes a number for a sentence: "1.5", "约 1.94" and "about 1.94"."""
    text = short_text(value, apart_from)
    return Text(text, text) if is_short(value) else Text(ABOUT.zh + text, ABOUT.en + text)


def enough_text(value: Fraction | int) -> str:
    """Writes a required amount, which is rounded up if need be: with so much it is enough."""
    if is_short(value):
        return short_text(value)
    return decimal_text(Fraction(ceil(value * 10**ROUNDED_PLACES), 10**ROUNDED_PLACES), ROUNDED_PLACES)
