"""Reads moments: a day in any spelling of a date, with a time of day. There are no time zones."""

import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from checker.codes import Code
from checker.codes.shared import NOT_A_DATE, ONLY_A_TIME, UNCLEAR_DATE
from checker.convert.cells import Cell, Outcome, Reader, Refusal, accepted, shown_digits, spell
from checker.convert.dates import (
    FIRST_SERIAL,
    LAST_SERIAL,
    SERIAL_ORIGIN,
    means_no_date,
    parse_day,
    plain_text,
    within_range,
)
from checker.tables.table import Column
from checker.text.bilingual import Text
from checker.text.late import late
from checker.text.locales import Locales, either
from checker.text.moments import DAY_SECONDS, seconds_of

NO_TIME = Code("V350")
IMPOSSIBLE_TIME = Code("V353")
TIME_ZONE = Code("V354")

_ZONE = r"(?P<zone> ?(?:Z|UTC|GMT|CST|BJT)| ?(?:UTC|GMT)?[+-]\d{2}:?\d{2})?"
#: A system's stamp: 202203011405 or 20220301140530.
_STAMP = late(r"(?P<day>(?:19|20|21)\d{6})[ T]?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?", re.A)
_NOON = 12
_WHICH_HALF = Text(zh="是中午还是半夜", en="whether noon or midnight is meant")


class _Clocks:
    """How the languages of a pack write a time of day, alone or with its day."""

    def __init__(self, locales: Locales) -> None:
        clock = _clock_pattern(locales)
        between = either(
            (rf"[ ,，]+(?:{locales.pattern('clock.at')})?", r"(?<=\d)T(?=\d)|(?<=[)\]])", *locales.words("clock.glued"))
        )
        signs = f":{locales.characters('clock.not_in_days')}"
        day = rf"(?P<day>[^{signs}]*?[^{signs} ,，])"
        self.texts = (
            late(rf"{day}{between}(?P<clock>{clock}){_ZONE}[.。;；]?", re.A),
            late(rf"(?P<clock>{clock}){_ZONE}[ ,，]+(?:{locales.pattern('clock.on')})?{day}", re.A),
        )
        self.alone = late(clock, re.A)
        #: A part of the day apart from its time: it may contradict the time.
        self.loose = late(rf".*{locales.pattern('clock.loose')}.*", re.I | re.S)
        #: By part of the day, the hours on a 12-hour clock that are clear, and what is added to them; later ones stay.
        self.parts: dict[str, tuple[int, int, int]] = locales.table("clock.day_parts")
        self.noon, self.afternoon = frozenset(locales.words("clock.noon")), frozenset(locales.words("clock.afternoon"))


def _clock_pattern(locales: Locales) -> str:
    parts = sorted({*locales.table("clock.day_parts"), *locales.words("clock.noon")}, key=len, reverse=True)
    minute, second = r"(?P<minute_word>\d{1,2})", r"(?P<second_word>\d{1,2})"
    return (
        rf"(?P<part>{either(parts)})? ?(?P<hour>\d{{1,2}})"
        rf"(?::(?P<minute>\d{{2}})(?::(?P<second>\d{{2}})(?P<rest>\.\d+)?)?(?: ?{locales.pattern('clock.said')})?"
        rf"|{locales.pattern('clock.written', minute=minute, second=second)}"
        r"|\.(?P<minute_dot>\d{2})(?= ?[aApP]\.?[mM])|(?= ?[aApP]\.?[mM]))"
        r"(?: ?(?P<half_day>[aApP])\.?[mM]\b\.?)?"
    )


@cache
def _clocks(locales: Locales) -> _Clocks:
    return _Clocks(locales)


def moment_reader(column: Column, header: str) -> Reader:
    """Reads a datetime column, to the nearest second; a day without a time of day is refused."""
    expected = accepted(column, Text(zh="年月日和时分", en="a date with a time of day"), "2024-03-05 14:05")
    locales = column.locales

    def read(raw: Cell) -> Outcome:
        if isinstance(raw, str) and means_no_date(raw, locales):
            return Refusal(NOT_A_DATE, expected)
        if isinstance(raw, datetime):
            return _joined(raw.date(), _seconds_in(raw.time()), expected)
        if isinstance(raw, date):
            return _without_time(raw, expected)
        if isinstance(raw, (time, timedelta)):
            return Refusal(ONLY_A_TIME, expected)
        if isinstance(raw, bool):
            return Refusal(NOT_A_DATE, expected)
        if isinstance(raw, (int, float)) and FIRST_SERIAL <= raw <= LAST_SERIAL:
            number = shown_digits(raw)
            day = SERIAL_ORIGIN + timedelta(days=int(number))
            rest = int((number % 1 * DAY_SECONDS).quantize(Decimal(1), ROUND_HALF_UP))
            return _joined(day, rest, expected) if number % 1 else _without_time(day, expected)
        return _parse(spell(raw), expected, locales)

    return Reader(expected, read)


def _parse(raw: str, expected: Text, locales: Locales) -> Outcome:
    text, clocks = plain_text(raw.strip(), locales), _clocks(locales)
    if stamp := _STAMP.fullmatch(text):
        return _with_time(parse_day(stamp["day"], expected, locales), stamp, _stamp_seconds, expected)
    for pattern in clocks.texts:
        if match := pattern.fullmatch(text):
            if match["zone"]:
                return Refusal(TIME_ZONE, expected)
            if clocks.loose.fullmatch(match["day"]):
                return Refusal(NOT_A_DATE, expected)
            day = parse_day(match["day"], expected, locales)
            return _with_time(day, match, lambda found: _clock_seconds(found, clocks), expected)
    if clocks.alone.fullmatch(text):
        return Refusal(ONLY_A_TIME, expected)
    found = parse_day(raw, expected, locales)
    return _without_time(found, expected) if isinstance(found, date) else found


Found = re.Match[str]


def _with_time(
    day: date | Refusal | None, match: Found, seconds: Callable[[Found], int | Text | None], expected: Text
) -> Outcome:
    if not isinstance(day, date):
        return day or Refusal(NOT_A_DATE, expected)
    found = seconds(match)
    if isinstance(found, Text):
        return Refusal(UNCLEAR_DATE, expected, (("unclear", found),))
    return Refusal(IMPOSSIBLE_TIME, expected) if found is None else _joined(day, found, expected)


def _without_time(day: date, expected: Text) -> Refusal:
    found = within_range(day, expected)
    return found if isinstance(found, Refusal) else Refusal(NO_TIME, expected)


def _joined(day: date, seconds: int, expected: Text) -> datetime | Refusal:
    """The moment, which may be midnight of the next day."""
    moment = datetime.combine(day, time()) + timedelta(seconds=seconds)
    found = within_range(moment.date(), expected)
    return found if isinstance(found, Refusal) else moment


def _seconds_in(clock: time) -> int:
    return clock.hour * 3600 + clock.minute * 60 + clock.second + (clock.microsecond >= 500_000)


def _stamp_seconds(match: Found) -> int | None:
    return seconds_of(int(match["hour"]), int(match["minute"]), int(match["second"] or 0))


def _clock_seconds(match: Found, clocks: _Clocks) -> int | Text | None:
    """The seconds since midnight; None if there is no such time, a text if it may be one of two."""
    given = defaultdict(lambda: None, match.groupdict())  # no language has all the parts
    minute = given["minute"] or given["minute_word"] or given["minute_dot"] or 0
    second = given["second"] or given["second_word"] or 0
    hour = int(match["hour"])
    if match["half_day"] and match["part"]:
        return None
    if match["half_day"]:
        afternoon = match["half_day"] in "pP"
        if not 1 <= hour <= (23 if afternoon else _NOON):
            return None
        hour = hour if hour > _NOON else hour % _NOON + _NOON * afternoon
    elif match["part"]:
        found = _hour_of(match["part"], hour, clocks)
        if not isinstance(found, int):
            return found
        hour = found
    seconds = seconds_of(hour, 30 if given["half"] else int(minute), int(second))
    return seconds if seconds is None else seconds + (Decimal(match["rest"] or 0) >= Decimal("0.5"))


def _hour_of(part: str, hour: int, clocks: _Clocks) -> int | Text | None:
    """The hour of a day whose part is said in words. Spreadsheets write 上午 12:05 for 00:05, people for 12:05."""
    if part in clocks.noon:
        return hour if hour in (11, 12, 13, 14) else hour + _NOON if hour in (1, 2) else None
    first, last, add = clocks.parts[part]
    if hour == _NOON:
        return _NOON if part in clocks.afternoon else _WHICH_HALF
    if first <= hour <= last:
        return hour + add
    return hour if add and _NOON < hour < 24 else None
