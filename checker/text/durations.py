"""Lengths of time as people write them: 90 min, 1h30m, 1:30, 1小时30分, 两个半小时."""

import re
from fractions import Fraction
from functools import cache
from typing import Literal, get_args

from checker.text.bilingual import Text
from checker.text.late import late
from checker.text.locales import USUAL, Locales, fill

#: The units in which a column may count.
TimeUnit = Literal["seconds", "minutes", "hours"]
TIME_UNITS: tuple[TimeUnit, ...] = get_args(TimeUnit)
UNIT_SECONDS: dict[str, int] = {"seconds": 1, "minutes": 60, "hours": 3600}
UNIT_WORDS: dict[str, Text] = {
    "seconds": Text(zh="秒", en="seconds"),
    "minutes": Text(zh="分钟", en="minutes"),
    "hours": Text(zh="小时", en="hours"),
}
#: The longest text that is read, so that hostile texts take no time.
_LONGEST = 60
#: (seconds, how many at most behind a larger unit, unit).
_PARTS = ((86400, None, "days"), (3600, 23, "hours"), (60, 59, "minutes"), (1, 59, "seconds"))
_CLOCK = late(r"([0-9]{1,5}):([0-5][0-9])(?::([0-5][0-9])(\.[0-9]+)?)?")
_ISO = late(r"p(?=[0-9t])([0-9.]+d)?(?:t([0-9.hms]+))?", re.I)


def parse_duration(text: str, unit: TimeUnit, locales: Locales = USUAL) -> Fraction | None:
    """Reads a length of time with its units in plain characters, in seconds; None if it is none.

    Two numbers with a colon are hours and minutes; in a column of seconds, minutes and seconds.
    """
    if len(text) > _LONGEST:
        return None
    if match := _CLOCK.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        if match[3] is not None:
            return first * 3600 + second * 60 + Fraction(match[3] + (match[4] or ""))
        return Fraction(first * 60 + second if unit == "seconds" else first * 3600 + second * 60)
    forms = _forms(locales)
    for seconds, pattern in forms.halves:
        if match := pattern.fullmatch(text):
            return forms.half(match, seconds)
    if match := _ISO.fullmatch(text):
        text = (match[1] or "") + (match[2] or "")
    match = forms.written.fullmatch(text)
    return None if match is None else forms.add_up(match)


@cache
def header_spellings(unit: str, locales: Locales) -> frozenset[str]:
    """How headers write a unit, in comparing form, also as the format of a clock."""
    return frozenset(locales.words(f"durations.headers.{unit}"))


@cache
def _forms(locales: Locales) -> "_Forms":
    return _Forms(locales)


class _Forms:
    """How some languages write lengths of time."""

    def __init__(self, locales: Locales) -> None:
        signs = locales.characters("durations.numerals")
        self._digits = {sign: value for sign, value in locales.table("numerals.digits").items() if sign in signs}
        self._places = {sign: value for sign, value in locales.table("numerals.places").items() if sign in signs}
        number = rf"(?:[0-9]+(?:\.[0-9]+)?{f'|[{signs}]+' if signs else ''})"
        between = rf" ?(?:,|{locales.pattern('durations.between')})? ?"
        parts = (rf"(?:({number}) ?{locales.pattern(f'durations.{part}')})?" for *_, part in _PARTS)
        self.written = late(between.join(parts) + rf"(?: ?({number}))?", re.I)
        named = rf"(?P<number>{number})"
        self.halves = tuple(
            (seconds, late(fill(pattern, {"number": named}), re.I))
            for unit, seconds in (("hours", 3600), ("minutes", 60))
            for pattern in locales.words(f"durations.half_{unit}")
        )

    def half(self, match: re.Match[str], seconds: int) -> Fraction | None:
        """Half of a unit of so many seconds, by itself or on top of whole ones."""
        whole = match.groupdict().get("number")
        number = Fraction(0) if whole is None else self._number(whole)
        return None if number is None or number.denominator != 1 else (number + Fraction(1, 2)) * seconds

    def add_up(self, match: re.Match[str]) -> Fraction | None:
        """Adds up the parts; only the last may have decimals, and none may be as large as the unit before it."""
        *parts, bare = match.groups()
        given = [(at, text) for at, text in enumerate(parts) if text is not None]
        if bare is not None:  # 1小时30: the last number counts in the next smaller unit
            if not given or given[-1][0] not in (1, 2):
                return None
            given.append((given[-1][0] + 1, bare))
        total = Fraction(0)
        for position, (at, text) in enumerate(given):
            number, (seconds, most, _) = self._number(text), _PARTS[at]
            if number is None or (position and most is not None and number >= most + 1):
                return None
            if position < len(given) - 1 and number.denominator != 1:
                return None
            total += number * seconds
        return total if given else None

    def _number(self, text: str) -> Fraction | None:
        if text[0].isascii():
            return Fraction(text)
        if len(text) > 1 and not set(text) & set(self._places):
            return None  # figures one by one, as in a year
        total, count = 0, 0
        for one in text:
            place = self._places.get(one)
            if place is None:
                count = self._digits[one]
                continue
            if not count and (place == 100 or total % 100):
                return None
            total, count = total + (count or 1) * place, 0
        return Fraction(total + count)


def duration_text(seconds: int) -> Text:
    """Writes a length of time with the units that it has: "1 小时 25 分钟", "1 hour 25 minutes"."""
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    amounts = [(hours, "小时", "hour"), (minutes, "分钟", "minute"), (left, "秒", "second")]
    days, hours = divmod(hours, 24)
    if days >= 2:
        amounts = [(days, "天", "day"), (hours, "小时", "hour"), *amounts[1:]]
    given = [each for each in amounts if each[0]] or amounts[-1:]
    zh = " ".join(f"{amount} {word}" for amount, word, _ in given)
    return Text(zh=zh, en=" ".join(f"{amount} {word}{'' if amount == 1 else 's'}" for amount, _, word in given))
