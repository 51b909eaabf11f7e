"""Figures in words: 三十, 一百零五, 叁拾, twenty-one; and words for amounts that nobody counted, such as 十几."""

import re
from functools import cache, cached_property
from typing import Any

from checker.text.late import late
from checker.text.locales import Locales, either


def in_figures(text: str, locales: Locales, *, year: bool = False) -> str:
    """Replaces the only number in words that a text has with figures; of a `year`, digits one by one as well.

    What can be read in two ways stays: 一百二 may be 102 or 120, and a 一 alone is often meant as a dash.
    """
    known = _words_of(locales)
    written = [(numerals, runs) for numerals in known.numerals if (runs := numerals.runs(text))]
    if len(written) == 1 and len(written[0][1]) == 1:
        numerals, [run] = written[0]
        number = numerals.read(run, year=year)
        return text if number is None else text.replace(run, str(number), 1)
    words = list(known.pattern.finditer(text))
    if not written and len(words) == 1:
        found = words[0]
        number = known.words[found["small"].lower()] if found["small"] else known.tens[found["tens"].lower()]
        ones = known.words[found["ones"].lower()] if found["ones"] else 0
        return text if ones > 9 else text[: found.start()] + str(number + ones) + text[found.end() :]
    return text


def is_vague(text: str, locales: Locales) -> bool:
    """Whether a text says in words that its amount is no exact one: 十几, 若干, several."""
    return _words_of(locales).vague.search(text) is not None


@cache
def _words_of(locales: Locales) -> "_Words":
    return _Words(locales)


class _Words:
    """The number words of some languages."""

    def __init__(self, locales: Locales) -> None:
        self.words, self.tens = locales.table("number_words"), locales.table("number_tens")
        self.vague = late(locales.pattern("figures.vague"))
        self.numerals = tuple(map(_Numerals, locales.every("numerals")))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        tens, small = either(self.tens), either(self.words)
        return late(rf"\b(?:(?P<tens>{tens})(?:[- ](?P<ones>{small}))?|(?P<small>{small}))\b", re.I)


class _Numerals:
    """Numerals with a sign for each digit and a sign for each place: 一百零五."""

    def __init__(self, signs: dict[str, Any]) -> None:
        self._digits, self._places, self._dash = signs["digits"], signs["places"], signs["dash"]
        self._run, self._year = late(f"[{''.join((*self._digits, *self._places))}]+"), late(signs["year"])

    def runs(self, text: str) -> list[str]:
        """The numerals in a text; one that is alone and may be a dash is none."""
        return [] if text == self._dash else self._run.findall(text)

    def read(self, run: str, *, year: bool) -> int | None:
        """The number that numerals spell in full; None if they don't."""
        if year and self._year.fullmatch(run):  # figures one by one, as years are written
            return int("".join(str(self._digits[each]) for each in run))
        total, below, gap = 0, 10_000, False
        pending: int | None = None
        for character in run:
            place = self._places.get(character)
            if place is None:
                digit = self._digits[character]
                if pending is not None or (gap and digit == 0):
                    return None
                if digit == 0 and run != character:
                    if below <= 10:
                        return None
                    gap = True
                else:
                    pending = digit
            else:
                if (pending is None and (place > 10 or total)) or place >= below or pending == 0:
                    return None
                total += place * (1 if pending is None else pending)
                below, pending, gap = place, None, False
        if pending is None:
            return None if gap else total
        # After 百 and 千 a digit alone needs 零 before it.
        return None if below > 10 and total and not gap else total + pending
