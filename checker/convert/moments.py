"""Reads moments: a day in any spelling of a date, with a time of day. There are no time zones."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

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
from checker.text.moments import DAY_SECONDS, seconds_of

NO_TIME = Code("V350")
IMPOSSIBLE_TIME = Code("V353")
TIME_ZONE = Code("V354")

_CLOCK = (
    r"(?P<part>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|晚)? ?(?P<hour>\d{1,2})"
    r"(?::(?P<minute>\d{2})(?::(?P<second>\d{2})(?P<rest>\.\d+)?)?"
    r"|[时点](?:(?P<minute_zh>\d{1,2})(?:分(?:(?P<second_zh>\d{1,2})秒?)?)?|(?P<half>半)|整|钟)?"
    r"|\.(?P<minute_dot>\d{2})(?= ?[aApP]\.?[mM])|(?= ?[aApP]\.?[mM]))"
    r"(?: ?(?P<half_day>[aApP])\.?[mM]\b\.?)?"
)
_ZONE = r"(?P<zone> ?(?:Z|UTC|GMT|CST|BJT)| ?(?:UTC|GMT)?[+-]\d{2}:?\d{2})?"
_DAY = r"(?P<day>[^:时点]*?[^:时点 ,，])"
_BETWEEN = r"[ ,，]+(?:at )?|(?<=\d)T(?=\d)|(?<=[日号)\]])|(?<=[周期拜][一二三四五六天])"
_TEXTS = tuple(
    late(pattern, re.A)
    for pattern in (
        rf"{_DAY}(?:{_BETWEEN})(?P<clock>{_CLOCK}){_ZONE}[.。;；]?",
        rf"(?P<clock>{_CLOCK}){_ZONE}[ ,，]+(?:on )?{_DAY}",
    )
)
_ALONE = late(_CLOCK, re.A)
#: A part of the day apart from its time: it may contradict the time.
_LOOSE_PART = late(r".*(?:[午晚早晨夜]|全天|半天|\b[ap]\.?m\b|morning|afternoon|evening).*", re.I | re.S)
#: A system's stamp: 202203011405 or 20220301140530.
_STAMP = late(r"(?P<day>(?:19|20|21)\d{6})[ T]?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?", re.A)
#: By part of the day, the hours on a 12-hour clock that are clear, and what is added to them; later hours stay.
_PARTS = {
    **dict.fromkeys(("凌晨",), (0, 6, 0)),
    **dict.fromkeys(("清晨", "早上", "早晨"), (4, 11, 0)),
    "上午": (0, 11, 0),
    "下午": (1, 11, 12),
    **dict.fromkeys(("傍晚", "晚上", "晚间", "晚"), (4, 11, 12)),
}
_NOON = 12
_WHICH_HALF = Text(zh="是中午还是半夜", en="whether noon or midnight is meant")


def moment_reader(column: Column, header: str) -> Reader:
    """Reads a datetime column, to the nearest second; a day without a time of day is refused."""
    expected = accepted(column, Text(zh="年月日和时分", en="a date with a time of day"), "2024-03-05 14:05")

    def read(raw: Cell) -> Outcome:
        if isinstance(raw, str) and means_no_date(raw):
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
        return _parse(spell(raw), expected)

    return Reader(expected, read)


def _parse(raw: str, expected: Text) -> Outcome:
    text = plain_text(raw.strip())
    if stamp := _STAMP.fullmatch(text):
        return _with_time(parse_day(stamp["day"], expected), stamp, _stamp_seconds, expected)
    for pattern in _TEXTS:
        if match := pattern.fullmatch(text):
            if match["zone"]:
                return Refusal(TIME_ZONE, expected)
            if _LOOSE_PART.fullmatch(match["day"]):
                return Refusal(NOT_A_DATE, expected)
            return _with_time(parse_day(match["day"], expected), match, _clock_seconds, expected)
    if _ALONE.fullmatch(text):
        return Refusal(ONLY_A_TIME, expected)
    found = parse_day(raw, expected)
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


def _clock_seconds(match: Found) -> int | Text | None:
    """The seconds since midnight; None if there is no such time, a text if it may be one of two."""
    minute = match["minute"] or match["minute_zh"] or match["minute_dot"] or 0
    second = match["second"] or match["second_zh"] or 0
    hour = int(match["hour"])
    if match["half_day"] and match["part"]:
        return None
    if match["half_day"]:
        afternoon = match["half_day"] in "pP"
        if not 1 <= hour <= (23 if afternoon else _NOON):
            return None
        hour = hour if hour > _NOON else hour % _NOON + _NOON * afternoon
    elif match["part"]:
        found = _hour_of(match["part"], hour)
        if not isinstance(found, int):
            return found
        hour = found
    seconds = seconds_of(hour, 30 if match["half"] else int(minute), int(second))
    return seconds if seconds is None else seconds + (Decimal(match["rest"] or 0) >= Decimal("0.5"))


def _hour_of(part: str, hour: int) -> int | Text | None:
    """The hour of a day whose part is said in Chinese. Spreadsheets write 上午 12:05 for 00:05, people for 12:05."""
    if part == "中午":
        return hour if hour in (11, 12, 13, 14) else hour + _NOON if hour in (1, 2) else None
    first, last, add = _PARTS[part]
    if hour == _NOON:
        return _NOON if part == "下午" else _WHICH_HALF
    if first <= hour <= last:
        return hour + add
    return hour if add and _NOON < hour < 24 else None
