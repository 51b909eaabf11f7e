"""Forms of texts for comparing and for display, and numbers as people write them."""

import re
import unicodedata
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

from checker.text.traditional import in_simplified

_BLANK = r"[\s\u00ad\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u3164\ufeff\uffa0]+"
_BLANKS = re.compile(_BLANK)
#: So many of the most similar words are looked at.
_SIMILAR = 8


@lru_cache(maxsize=65536)
def key_form(text: str) -> str:
    """The comparing form of a text: NFKC, casefolded, without blanks or zero-width characters.

    Two spellings of one thing have the same form. Use it only to compare: show texts as people typed them.
    """
    return plain_form(text)


def plain_form(text: str) -> str:
    """The same as `key_form`, without remembering it."""
    form = unicodedata.normalize("NFKC", text).replace(" ", "")
    # Whatever else is blank can't be printed, but for two letters; so most texts need no search.
    if not form.isprintable() or "\u115f" in form or "\u1160" in form:
        form = _BLANKS.sub("", form)
    return form.casefold()


@lru_cache(maxsize=65536)
def word_form(text: str) -> str:
    """The comparing form of a word that the program or a pack knows, such as a header, a choice or 合计.

    It is `key_form` in simplified characters. Don't compare the keys of records by it.
    """
    return in_simplified(key_form(text))


def display_form(text: str) -> str:
    """The text in NFC, without blanks or zero-width characters at its ends."""
    plain = unicodedata.normalize("NFC", text).strip()
    if plain.isprintable():
        return plain
    # From each end once: a search for blanks before the end would begin anew at every one of a long run of them.
    before, behind = (found.end() if (found := _BLANKS.match(each)) else 0 for each in (plain, plain[::-1]))
    return plain[before : max(len(plain) - behind, before)]


def spaced_form(text: str) -> str:
    """The text with every run of blanks or zero-width characters as one space, and none at the ends."""
    return _BLANKS.sub(" ", text).strip()


def decimal_text(value: Fraction | int, places: int) -> str:
    """A number of any size with at most `places` decimals (half to even), without exponent or trailing zeros."""
    if value.denominator == 1:
        return str(value.numerator)
    scaled, rest = divmod(value.numerator * 10**places, value.denominator)
    if 2 * rest > value.denominator or (2 * rest == value.denominator and scaled % 2):
        scaled += 1
    whole, decimals = divmod(abs(scaled), 10**places)
    text = f"{whole}.{decimals:0{places}d}".rstrip("0").rstrip(".") if places else str(whole)
    return f"-{text}" if scaled < 0 else text


def number_text(value: Fraction | int) -> str:
    """A number as people write it, with at most 6 decimals: 15/16 is 0.9375."""
    return decimal_text(value, 6)


def likely(found: str, words: Iterable[str]) -> str:
    """The word that was probably meant; empty if none is similar. An opposite, such as 满意 for 不满意, never is."""
    from checker.text.opposites import not_opposed  # imported late: few texts need it

    return next(iter(not_opposed(found, _similar(found, words))), "")


def likely_name(found: str, names: Iterable[str]) -> str:
    """The identifier that was probably meant; empty if none is similar. `no` in case_no denies nothing."""
    return next(iter(_similar(found, names)), "")


def _similar(found: str, words: Iterable[str]) -> list[str]:
    from difflib import get_close_matches  # imported late: the reading process does not need it

    by_form = {key_form(word): word for word in words}
    return [by_form[form] for form in get_close_matches(key_form(found), by_form, n=_SIMILAR, cutoff=0.6)]
