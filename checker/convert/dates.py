"""Reads dates in any usual spelling: Chinese numerals, English months, or Excel's count of days.

A date that can be read in two ways is refused.
"""

import calendar
import re
from datetime import date, datetime, time, timedelta

from checker.codes import Code
from checker.codes.shared import NOT_A_DATE, ONLY_A_TIME, UNCLEAR_DATE
from checker.convert.cells import NONE_AT_ALL, Cell, Outcome, Reader, Refusal, accepted, narrow, shown_digits, spell
from checker.convert.numerals import ONES, replace_numerals
from checker.tables.table import Column
from checker.text.bilingual import Text
from checker.text.late import late
from checker.text.normalize import word_form
from checker.text.traditional import in_simplified

INCOMPLETE_DATE = Code("V316")
IMPOSSIBLE_DATE = Code("V317")
DATE_OUT_OF_RANGE = Code("V318")
SEVERAL_DATES = Code("V320")

#: The first and last accepted year.
FIRST_YEAR, LAST_YEAR = 1990, 2100
#: Numbers that are Excel's count of days (1900 system), 1954 to 2119; no year and no 20240305 is among them.
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000
SERIAL_ORIGIN = date(1899, 12, 30)

_NAMES = "january february march april may june july august september october november december"
_MONTHS = {name: number for number, name in enumerate(_NAMES.split(), 1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_NAMED = f"(?P<name>{_MONTH})"

_DASHES = str.maketrans("‐‑‒–—―", "------")
_JOIN = r" ?(?P<join>[-/.\\、。]) ?"
_HOUR = r"(?:[01]?\d|2[0-3])"
_CLOCK = r"(?::[0-5]\d){1,2}(?:\.\d+)?(?: ?[AP]M)?|[时点](?:[0-5]?\d分?|半|整)?"
_TIME = rf"(?:(?:[ T]|(?<=[日号])) ?(?P<clock>(?:上午|下午)? ?{_HOUR}(?:{_CLOCK})))?"

#: Spellings that can be read in only one way.
_CLEAR = tuple(
    late(pattern + _TIME, re.I | re.A)
    for pattern in (
        rf"(?P<year>\d{{4}}){_JOIN}(?P<month>\d{{1,2}}) ?(?P=join) ?(?P<day>\d{{1,2}})",
        r"(?P<year>\d{4}) ?年 ?(?P<month>\d{1,2}) ?月 ?(?P<day>\d{1,2}) ?[日号]?",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -]?{_NAMED}[ ,-] ?(?P<year>\d{{4}})",
        rf"{_NAMED} ?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ ,] ?(?P<year>\d{{4}})",
    )
)
#: The year comes last, after month and day or day and month.
_YEAR_LAST = late(rf"(?P<one>\d{{1,2}}){_JOIN}(?P<two>\d{{1,2}}) ?(?P=join) ?(?P<year>\d{{4}}){_TIME}", re.I | re.A)

_WHICH_IS_THE_MONTH = Text(zh="哪个数是月、哪个数是日", en="which number is the month and which the day")
_WHICH_IS_WHICH = Text(
    zh="哪个数是年、哪个数是月、哪个数是日", en="which number is the year, which the month and which the day"
)
_WHICH_YEAR = Text(zh="是哪一年（年份只有两位）", en="which year is meant (it has only two digits)")
_HOW_DIVIDED = Text(
    zh="六位数字里哪几位是年、哪几位是月、有没有日",
    en="which of the six digits are the year and which the month, and whether there is a day",
)
#: Spellings that can be read in several ways, with the open question.
_UNCLEAR = tuple(
    (what, late(pattern, re.I | re.A))
    for what, pattern in (
        (_WHICH_IS_WHICH, rf"\d{{1,2}}{_JOIN}\d{{1,2}} ?(?P=join) ?\d{{2}}{_TIME}"),
        (_WHICH_IS_WHICH, rf"\d{{2}}{_JOIN}\d{{1,2}} ?(?P=join) ?\d{{1,2}}{_TIME}"),
        (_WHICH_YEAR, rf"\d{{2}} ?年 ?\d{{1,2}} ?月 ?\d{{1,2}} ?[日号]?{_TIME}"),
        (_WHICH_YEAR, rf"(?:\d{{1,2}}[ -]?{_MONTH}[ ,-]|{_MONTH} ?\d{{1,2}}[ ,]) ?'?\d{{2}}"),
        (_HOW_DIVIDED, r"\d{6}"),
    )
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = (
    r"(?:(?:星期|礼拜|周)[一二三四五六日天1-6]"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b\.?)"
)
_PART_OF_DAY = r"(?:上午|下午|中午|早上|早晨|晚上|晚间|傍晚|晚|全天|半天|am|pm|morning|afternoon|evening)"
#: A date with its weekday before or behind it, a part of the day, a closing point.
_ADORNED = late(
    rf"(?:[(\[]?(?P<before>{_WEEKDAY})[)\]]?[,，、]? ?)?(?P<date>\S.*?)"
    rf"(?:[,，、]? ?[(\[]?(?P<behind>{_WEEKDAY})[)\]]?)?(?:[,，、]? ?[(\[]?{_PART_OF_DAY}[)\]]?)?[.。;；]?",
    re.I,
)
_WHICH_DAY = Text(zh="日期和星期对不上，以哪个为准", en="whether the date or the weekday is right")
#: What people write if there is no date, or none yet.
_NO_DATE = late(
    r"至今|现任|在[任职岗]|现在|目前|待.{0,4}|[尚暂还仍]?[未没].{0,6}|正在.{0,4}|.{1,4}中|择[期日].{0,4}|(?:长期|永久)(?:有效)?"
    r"|present|now|current|ongoing|open|pending|tb[acd]|notyet\w{0,12}|never|permanent|long-?term"
)
#: Spellings that can't be read; the most specific code comes first.
_FAULTY: tuple[tuple[Code, re.Pattern[str]], ...] = tuple(
    (code, late(pattern, re.I | re.A))
    for code, pattern in (
        (INCOMPLETE_DATE, r"\d{4} ?年?度?|\d{4} ?[-/.、。] ?\d{1,2}"),
        (INCOMPLETE_DATE, r"\d{4} ?年 ?(?:第?[一二三四1-4]季度?|[上下]半年|[初中底末])"),
        (INCOMPLETE_DATE, r"(?:\d{2,4} ?年 ?)?\d{1,2} ?月 ?(?:份|[上中下]旬|[初中底末])?"),
        (INCOMPLETE_DATE, r"\d{1,2} ?月 ?\d{1,2} ?[日号]?|\d{1,2} ?[日号]|\d{1,2} ?[-/.] ?\d{1,2}"),
        (INCOMPLETE_DATE, rf"{_MONTH}[ -]?\d{{1,4}}|\d{{1,2}}[ -]?{_MONTH}"),
        (ONLY_A_TIME, rf"(?:上午|下午)? ?{_HOUR}(?::[0-5]\d){{1,2}}|{_HOUR}[时点].*"),
        (
            SEVERAL_DATES,
            r"\d{4} ?[-/.年] ?\d{1,2} ?[-/.月] ?\d{1,2} ?[日号]?(?: ?[-至到~、,;和及与&/] ?\d| \d{1,4} ?[-/.年月]).*",
        ),
    )
)


def date_reader(column: Column, header: str) -> Reader:
    """Reads a date column; a time after the date is dropped, which `times` says."""
    expected = accepted(column, Text(zh="带年月日的日期", en="a date with year, month and day"), "2024-03-05")
    none = expected if column.required or column.blank_means is not None else _or_blank(column, expected)

    def read(raw: Cell) -> Outcome:
        if isinstance(raw, str) and means_no_date(raw):
            return Refusal(NOT_A_DATE, none)
        if isinstance(raw, date):
            return within_range(raw.date() if isinstance(raw, datetime) else raw, expected)
        if isinstance(raw, (time, timedelta)):
            return Refusal(ONLY_A_TIME, expected)
        if isinstance(raw, bool):
            return Refusal(NOT_A_DATE, expected)
        if isinstance(raw, (int, float)) and FIRST_SERIAL <= raw <= LAST_SERIAL:
            return within_range(SERIAL_ORIGIN + timedelta(days=int(shown_digits(raw))), expected)
        return parse_day(raw, expected) if isinstance(raw, str) else _parse_date(plain_text(spell(raw)), expected)

    return Reader(expected, read)


def means_no_date(text: str) -> bool:
    """Whether a text says that there is no date, or none yet."""
    return _NO_DATE.fullmatch(word_form(text)) is not None


def parse_day(text: str, expected: Text) -> date | Refusal | None:
    """Reads a date in any spelling, also with its weekday or a part of the day; None if the text counts as blank."""
    found = _parse_date(plain_text(text), expected)
    return _parse_adorned(text, expected, found) if isinstance(found, Refusal) else found


def read_written_day(text: str) -> date | None:
    """Reads a day in any spelling that a cell may have; None if it is none, or may be two."""
    found = _parse_date(plain_text(text.strip()), Text("", ""))
    return found if isinstance(found, date) else None


def plain_text(text: str) -> str:
    """The text with plain forms of full-width characters and dashes, and figures for Chinese numerals."""
    return replace_numerals(in_simplified(narrow(text)).translate(_DASHES))


def clock_text(raw: str) -> str:
    """Gives the time of day that a text has after its date; empty if there is none."""
    text = plain_text(raw)
    matches = (pattern.fullmatch(text) for pattern in (*_CLEAR, _YEAR_LAST))
    return next((match["clock"] or "" for match in matches if match is not None), "")


def _or_blank(column: Column, expected: Text) -> Text:
    """What is accepted in place of a word for "no date"; the column's hint can say when there is none."""
    zh, en = ("", "") if column.required_when is None else ("，本行必须填写的除外", " and the row needs none")
    blank = Text(zh=f"{expected.zh}；没有日期的请留空{zh}", en=f"{expected.en}; leave it blank if there is none{en}")
    return column.with_hint(blank)


def _parse_date(text: str, expected: Text) -> date | Refusal | None:
    """Reads a date from a text in plain characters."""
    for pattern in _CLEAR:
        if match := pattern.fullmatch(text):
            parts = match.groupdict()
            month = _MONTHS[parts["name"].lower().removesuffix(".")] if "name" in parts else int(parts["month"])
            return _calendar_day(int(parts["year"]), month, int(parts["day"]), expected)
    if match := _YEAR_LAST.fullmatch(text):
        return _read_year_last(int(match["one"]), int(match["two"]), int(match["year"]), expected)
    if word_form(text) in NONE_AT_ALL:
        return None
    for what, pattern in _UNCLEAR:
        if pattern.fullmatch(text):
            return Refusal(UNCLEAR_DATE, expected, (("unclear", what),))
    return Refusal(next((code for code, pattern in _FAULTY if pattern.fullmatch(text)), NOT_A_DATE), expected)


def _parse_adorned(raw: str, expected: Text, refusal: Refusal) -> date | Refusal:
    """Reads a date with its weekday, a part of the day or a closing point; a weekday must be that of the date."""
    match = _ADORNED.fullmatch(in_simplified(narrow(raw)).translate(_DASHES))
    if match is None or match["date"] == match[0]:
        return refusal
    found = _parse_date(replace_numerals(match["date"]), expected)
    if found is None or (isinstance(found, Refusal) and found.code in (NOT_A_DATE, INCOMPLETE_DATE)):
        return refusal
    for name in filter(None, (match["before"], match["behind"])):
        if isinstance(found, date) and _weekday(name) != found.weekday():
            return Refusal(UNCLEAR_DATE, expected, (("unclear", _WHICH_DAY),))
    return found


def _weekday(name: str) -> int:
    """The day of the week, with 0 for Monday."""
    last = name[-1]
    if name[:3].lower() in _WEEKDAYS:
        return _WEEKDAYS.index(name[:3].lower())
    return 6 if last in "日天" else int(last) - 1 if last.isdecimal() else ONES.index(last)


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
