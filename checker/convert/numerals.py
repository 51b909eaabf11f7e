"""Replaces the numerals of dates and times with figures, such as those of 二〇二二年三月五日."""

import re
from functools import cache

from checker.text.late import late
from checker.text.locales import Locales


def replace_numerals(text: str, locales: Locales) -> str:
    """Replaces the numerals before the signs of a year, a month, a day and the like; everything else stays."""
    for numerals in _numerals_of(locales):
        text = numerals.replace(text)
    return text


@cache
def _numerals_of(locales: Locales) -> tuple["_Numerals", ...]:
    return tuple(map(_Numerals, locales.every("date_numerals")))


class _Numerals:
    """The numerals of one language: signs for 1 to 9, for 0, and for tens; years are written figure by figure."""

    def __init__(self, signs: dict[str, object]) -> None:
        ones, zero = str(signs["ones"]), f"{signs['zero']}0"
        tens = dict[str, int](signs["tens"])  # type: ignore[call-overload]
        ten = next(sign for sign, value in tens.items() if value == 10)
        more = "|".join(sign for sign, value in tens.items() if value > 10)
        self._tens = tens
        self._digits = {ord(each): "0" for each in zero} | {ord(one): str(digit) for digit, one in enumerate(ones, 1)}
        self._years = late(
            rf"(?<![{ones}{zero}\d])(?:[{ones}{zero}]{{4}}|[{ones}{zero}]{{2}})(?= ?{signs['year_sign']})"
        )
        self._parts = late(
            rf"(?<![{ones}{zero}{''.join(tens)}{signs['hundred']}\d])"
            rf"(?:(?P<tens>[{ones[1:5]}]?{ten}|{more})(?P<and>[{ones}])?|[{zero}]?(?P<ones>[{ones}]))"
            rf"(?= ?[{signs['signs']}]|$)"
        )

    def replace(self, text: str) -> str:
        return self._parts.sub(self._figures, self._years.sub(lambda found: found[0].translate(self._digits), text))

    def _figures(self, found: re.Match[str]) -> str:
        tens, ones = found["tens"], found["and"] or found["ones"]
        count = int(ones.translate(self._digits)) if ones else 0
        if tens:
            count += self._tens[tens[-1]] * (int(tens[0].translate(self._digits)) if len(tens) > 1 else 1)
        return str(count)
