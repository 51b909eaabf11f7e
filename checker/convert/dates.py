"""Reads dates in any usual spelling: Chinese numerals, English months, or Excel's count of days.

A date that can be read in two ways is refused.
"""

import calendar
from datetime import date, datetime, time, timedelta

from checker.codes import Code
from checker.codes.shared import INCOMPLETE_DATE, NOT_A_DATE, ONLY_A_TIME, UNCLEAR_DATE
from checker.convert.cells import Cell, Outcome, Reader, Refusal, accepted, blank_words, narrow, shown_digits, spell
from checker.convert.day_forms import day_forms
from checker.convert.numerals import replace_numerals
from checker.tables.table import Column
from checker.text.bilingual import Text
from checker.text.locales import USUAL, Locales
from checker.text.normalize import word_form
from checker.text.traditional import in_simplified

IMPOSSIBLE_DATE = Code("V317")
DATE_OUT_OF_RANGE = Code("V318")

#: The first and last accepted year.
FIRST_YEAR, LAST_YEAR = 1990, 2100
#: Numbers that are Excel's count of days (1900 system), 1954 to 2119; no year and no 20240305 is among them.
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000
SERIAL_ORIGIN = date(1899, 12, 30)

_DASHES = str.maketrans("‐‑‒–—―", "------")
_WHICH_IS_THE_MONTH = Text(zh="哪个数是月、哪个数是日", en="which number is the month and which the day")
_WHICH_DAY = Text(zh="日期和星期对不上，以哪个为准", en="whether the date or the weekday is right")


def date_reader(column: Column, header: str) -> Reader:
    """Reads a date column; a time after the date is dropped, which `times` says."""
    expected = accepted(column, Text(zh="带年月日的日期", en="a date with year, month and day"), "2024-03-05")
    locales = column.locales
    none = expected if column.required or column.blank_means is not None else _or_blank(column, expected)

    def read(raw: Cell) -> Outcome:
        if isinstance(raw, str) and means_no_date(raw, locales):
            return Refusal(NOT_A_DATE, none)
        if isinstance(raw, date):
            return within_range(raw.date() if isinstance(raw, datetime) else raw, expected)
        if isinstance(raw, (time, timedelta)):
            return Refusal(ONLY_A_TIME, expected)
        if isinstance(raw, bool):
            return Refusal(NOT_A_DATE, expected)
        if isinstance(raw, (int, float)) and FIRST_SERIAL <= raw <= LAST_SERIAL:
            return within_range(SERIAL_ORIGIN + timedelta(days=int(shown_digits(raw))), expected)
        if isinstance(raw, str):
            return parse_day(raw, expected, locales)
        return _parse_date(plain_text(spell(raw), locales), expected, locales)

    return Reader(expected, read)


def means_no_date(text: str, locales: Locales) -> bool:
    """Whether a text says that there is no date, or none yet."""
    return day_forms(locales).none.fullmatch(word_form(text)) is not None


def parse_day(text: str, expected: Text, locales: Locales) -> date | Refusal | None:
    """Reads a date in any spelling, also with its weekday or a part of the day; None if the text counts as blank."""
    found = _parse_date(plain_text(text, locales), expected, locales)
    return _parse_adorned(text, expected, found, locales) if isinstance(found, Refusal) else found


def read_written_day(text: str) -> date | None:
    """Reads a day in any spelling that a cell may have; None if it is none, or may be two."""
    found = _parse_date(plain_text(text.strip(), USUAL), Text("", ""), USUAL)
    return found if isinstance(found, date) else None


def plain_text(text: str, locales: Locales) -> str:
    """The text with plain forms of full-width characters and dashes, and figures for the numerals of dates."""
    return replace_numerals(in_simplified(narrow(text)).translate(_DASHES), locales)


def clock_text(raw: str, locales: Locales) -> str:
    """Gives the time of day that a text has after its date; empty if there is none."""
    text, forms = plain_text(raw, locales), day_forms(locales)
    matches = (pattern.fullmatch(text) for pattern in (*forms.clear, forms.year_last))
    return next((match["clock"] or "" for match in matches if match is not None), "")


def _or_blank(column: Column, expected: Text) -> Text:
    """What is accepted in place of a word for "no date"; the column's hint can say when there is none."""
    zh, en = ("", "") if column.required_when is None else ("，本行必须填写的除外", " and the row needs none")
    blank = Text(zh=f"{expected.zh}；没有日期的请留空{zh}", en=f"{expected.en}; leave it blank if there is none{en}")
    return column.with_hint(blank)


def _parse_date(text: str, expected: Text, locales: Locales) -> date | Refusal | None:
    """Reads a date from a text in plain characters."""
    forms = day_forms(locales)
    for pattern in forms.clear:
        if match := pattern.fullmatch(text):
            parts = match.groupdict()
            month = forms.months[parts["name"].lower().removesuffix(".")] if "name" in parts else int(parts["month"])
            return _calendar_day(int(parts["year"]), month, int(parts["day"]), expected)
    if match := forms.year_last.fullmatch(text):
        return _read_year_last(int(match["one"]), int(match["two"]), int(match["year"]), expected)
    if word_form(text) in blank_words(locales).not_zero:
        return None
    for what, pattern in forms.unclear:
        if pattern.fullmatch(text):
            return Refusal(UNCLEAR_DATE, expected, (("unclear", what),))
    return Refusal(next((code for code, pattern in forms.faulty if pattern.fullmatch(text)), NOT_A_DATE), expected)


def _parse_adorned(raw: str, expected: Text, refusal: Refusal, locales: Locales) -> date | Refusal:
    """Reads a date with its weekday, a part of the day or a closing point; a weekday must be that of the date."""
    forms = day_forms(locales)
    match = forms.adorned.fullmatch(in_simplified(narrow(raw)).translate(_DASHES))
    if match is None or match["date"] == match[0]:
        return refusal
    found = _parse_date(replace_numerals(match["date"], locales), expected, locales)
    if found is None or (isinstance(found, Refusal) and found.code in (NOT_A_DATE, INCOMPLETE_DATE)):
        return refusal
    for name in filter(None, (match["before"], match["behind"])):
        if isinstance(found, date) and forms.weekdays[name.lower().removesuffix(".")] != found.weekday():
            return Refusal(UNCLEAR_DATE, expected, (("unclear", _WHICH_DAY),))
    return found


def _read_year_last(one: int, two: int, year: int, expected: Text) -> date | Refusal:
    """The date, if only one of the two numbers can be the month, or both are equal."""
    if one != two and min(one, two) >= 1 and max(one, two) <= 12:
        return Refusal(UNCLEAR_DATE, expected, (("unclear", _WHICH_IS_THE_MONTH),))
    return _calendar_day(year, min(one, two), max(one, two), expected)


def _calendar_day(year: int, month: int, day: int, expected: Text) -> date | Refusal:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _out_of_range(expected)
    if not 1 <= month <= 12:
        reason = Text(zh=f"月份是 {month}", en=f"the month is {month}")
    else:
        last = calendar.monthrange(year, month)[1]
        if 1 <= day <= last:
            return date(year, month, day)
        reason = Text(zh=f"{year} 年 {month} 月是 1 日至 {last} 日", en=f"{year}-{month:02d} has days 1 to {last}")
    return Refusal(IMPOSSIBLE_DATE, expected, (("reason", reason),))


def within_range(day: date, expected: Text) -> date | Refusal:
    """The day, refused if its year is not accepted."""
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else _out_of_range(expected)


def _out_of_range(expected: Text) -> Refusal:
    return Refusal(DATE_OUT_OF_RANGE, expected, (("first", str(FIRST_YEAR)), ("last", str(LAST_YEAR))))
