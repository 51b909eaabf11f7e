"""Reads lengths of time: numbers in the column's unit, Excel's times, 1:30, 90 min, 1小时30分."""

from datetime import date, datetime, time, timedelta
from fractions import Fraction

from checker.codes import Code
from checker.codes.shared import DATE_FORMAT, NOT_A_DURATION, NOT_A_NUMBER, PERCENT_FORMAT
from checker.convert.cells import Cell, Outcome, PercentCell, Reader, Refusal, accepted, blank_words, narrow
from checker.convert.numbers import parse_figure, read_number
from checker.tables.table import Column
from checker.text.bilingual import Text
from checker.text.durations import UNIT_SECONDS, parse_duration
from checker.text.late import late
from checker.text.normalize import key_form
from checker.text.traditional import in_simplified

NEGATIVE = Code("V352")

#: The day before Excel's first, as it counts up to the day that 1900 did not have.
_DAY_ZERO, _LAST = date(1899, 12, 31), date(1900, 2, 28)
_GROUPED = late(r"(?<![0-9.,])([1-9][0-9]{0,2}(?:,[0-9]{3})+)(?![0-9,])")
_NEGATIVE = late(r"- ?[0-9.].*")


def duration_reader(column: Column, header: str) -> Reader:
    """Reads a duration column; values are exact numbers of its unit.

    A bare number is in that unit. A cell with a time format is as long as it shows, to the second. 1:30 is an hour and
    a half, except in a column of seconds: there, a minute and a half.
    """
    unit, locales, blank = column.time_unit, column.locales, blank_words(column.locales).anywhere
    clock = Text(zh="1:30:00（时:分:秒）", en="1:30:00 (h:mm:ss)")
    if unit != "seconds":
        clock = Text(zh="1:30（时:分）", en="1:30 (h:mm)")
    length = accepted(column, Text(zh="时长", en="a length of time"), "90")
    expected = Text(zh=f"{length.zh}、90 分钟或 {clock.zh}", en=f"{length.en}, 90 min or {clock.en}")

    def read(raw: Cell) -> Outcome:
        seconds = _shown_seconds(raw)
        if seconds is not None:
            return Refusal(NEGATIVE, expected) if seconds < 0 else seconds / UNIT_SECONDS[unit]
        if isinstance(raw, (date, PercentCell)):
            return Refusal(PERCENT_FORMAT if isinstance(raw, PercentCell) else DATE_FORMAT, expected)
        if not isinstance(raw, str):
            return accept(read_number(raw))
        text = in_simplified(narrow(raw))
        if key_form(text) in blank:
            return None
        plain = _GROUPED.sub(lambda found: found[0].replace(",", ""), text)
        if (parsed := parse_duration(plain, unit, locales)) is not None:
            return parsed / UNIT_SECONDS[unit]
        return Refusal(NEGATIVE, expected) if _NEGATIVE.fullmatch(text) else accept(parse_figure(text, locales))

    def accept(found: Fraction | Code) -> Outcome:
        if isinstance(found, Code):
            return Refusal(NOT_A_DURATION if found == NOT_A_NUMBER else found, expected)
        return Refusal(NEGATIVE, expected) if found < 0 else found

    return Reader(expected, read)


def _shown_seconds(raw: Cell) -> Fraction | None:
    """The length of time that a cell with a time format shows; from 24 hours on, some formats make it a day of 1900."""
    if isinstance(raw, time):
        raw = timedelta(hours=raw.hour, minutes=raw.minute, seconds=raw.second, microseconds=raw.microsecond)
    elif isinstance(raw, date):
        moment = raw if isinstance(raw, datetime) else datetime.combine(raw, time())
        if moment.date() > _LAST:
            return None
        raw = moment - datetime.combine(_DAY_ZERO, time())
    return Fraction(round(raw / timedelta(seconds=1))) if isinstance(raw, timedelta) else None
