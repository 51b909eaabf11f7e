"""Spans of months as people write them: 2022年10-12月, 二〇二二年第四季度, Q4 2022, October to December 2022."""

import re
import unicodedata

from checker.text.late import late
from checker.text.traditional import in_simplified

_DIGITS = {ord(zero): "0" for zero in "〇○◯零"} | {
    ord(one): str(digit) for digit, one in enumerate("一二三四五六七八九", 1)
}
_YEAR = late(r"[〇○◯零一二三四五六七八九]{4}(?=年)")
_MONTH_NUMERAL = late(r"(十[一二]?|[一二三四五六七八九])(?=月|[至到~,、-]+[一二三四五六七八九十]+月)")
_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_TO = r"(?:[-~—–至到]+|to|through)"
_NAME = "(" + "|".join(_NAMES) + r")[a-z]*\.?"
#: Words around a period that change nothing.
_AROUND = late(r"(?:报表|报告|数据|报送|报|份|期)$|\((?:[^()]*)\)$|[。.]$")

#: A year, its first and its last month; the second year, if there is one, is the same.
_RANGES = tuple(
    late(pattern)
    for pattern in (
        rf"(?P<year>\d{{4}})[年.](?P<first>\d{{1,2}})月?(?:份)?{_TO}(?:(?P<again>\d{{4}})[年.])?(?P<last>\d{{1,2}})月?(?:份)?",
        r"(?P<year>\d{4})[-/](?P<first>\d{1,2})(?:[~—–至到]+|to)(?P<again>\d{4})[-/](?P<last>\d{1,2})",
        r"(?P<year>\d{4})年(?P<first>\d{1,2})月?[,、]\d{1,2}月?[,、](?P<last>\d{1,2})月",
        rf"{_NAME.replace('(', '(?P<first>', 1)}{_TO}{_NAME.replace('(', '(?P<last>', 1)},?(?P<year>\d{{4}})",
        r"(?P<year>\d{4})(?:年(?P<first>\d{1,2})月(?:份)?|[./-](?P<month>0[1-9]|1[0-2]))",
        rf"{_NAME.replace('(', '(?P<first>', 1)},?(?:of)?(?P<year>\d{{4}})",
        rf"(?P<year>\d{{4}})年?[-/.]?(?P<first>\d{{1,2}})[月/.-]0?1日?{_TO}(?:(?P<again>\d{{4}})[年/.-])?"
        r"(?P<last>\d{1,2})[月/.-](?P<end>\d{1,2})日?",
    )
)
_QUARTERS = (
    late(r"q([1-4]),?(?:of)?(\d{4})"),
    late(r"(first|second|third|fourth|1st|2nd|3rd|4th)quarter,?(?:of)?(\d{4})"),
)
_REMARK = late(r"^(\d{4}).*\((?:\d{4}年)?([^()]*月[^()]*)\)$")
_LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def read_months(text: str) -> tuple[int, int, int] | None:
    """The year, and the first and last calendar month of a span within it, or one month; None if it is none.

    `2022年10月1日至12月31日` is a span of months too, if its days are the first and the last.
    """
    plain = plain_period(text)
    for pattern in _RANGES:
        if not (match := pattern.fullmatch(plain)):
            continue
        parts = match.groupdict()
        first = _month(parts.get("month") or parts["first"])
        last = _month(parts.get("last") or parts.get("month") or parts["first"])
        whole = parts.get("end") is None or int(parts["end"]) in (_LAST_DAYS[(last - 1) % 12], 29 * (last == 2))
        if parts.get("again") in (None, parts["year"]) and 1 <= first <= last <= 12 and whole:
            return int(parts["year"]), first, last
    return None


def respell(text: str, year_month: int = 1) -> str:
    """A period in plain figures and the usual order: 2022Q4 for 2022年10-12月, 2022-10 for October 2022; else empty.

    Args:
        text: as people write it; months in brackets behind it must be its own.
        year_month: the month with which years begin.
    """
    found = _label(read_months(text), year_month) or _in_order(plain_period(text))
    months = read_months(_REMARK.sub(r"\1年\2", unicodedata.normalize("NFKC", text).replace(" ", "")))
    if months is None or "(" not in unicodedata.normalize("NFKC", text):
        return found
    remark = _label(months, year_month)
    return found if remark == _abbreviated(found) else ""


def _label(months: tuple[int, int, int] | None, year_month: int) -> str:
    """The month, quarter, half or year with just these calendar months; empty if there is none."""
    if months is None:
        return ""
    year, first, last = months
    length, position = last - first + 1, (first - year_month) % 12
    if length == 1:
        return f"{year}-{first:02d}"
    if length not in (3, 6, 12) or position % length:
        return ""
    year -= first < year_month
    return f"{year}" if length == 12 else f"{year}{'Q' if length == 3 else 'H'}{position // length + 1}"


def _in_order(plain: str) -> str:
    for pattern in _QUARTERS:
        if match := pattern.fullmatch(plain):
            return f"{match[2]}Q{_ORDINALS.get(match[1]) or match[1]}"
    return re.sub(r"年度(?=.)", "年", re.sub(r"(?<=^\d{4})[.,]", "", plain)).replace("年全年", "年")


def _abbreviated(spelled: str) -> str:
    """A quarter or half in words as its label: 2022年第四季度 as 2022Q4."""
    if quarter := re.search(r"(\d{4})年?第?([一二三四1-4])季", spelled):
        return f"{quarter[1]}Q{quarter[2].translate(_DIGITS)}"
    if half := re.search(r"(\d{4})年?([上下])半年", spelled):
        return f"{half[1]}H{'上下'.index(half[2]) + 1}"
    return spelled.upper()


def plain_period(text: str) -> str:
    """The text without blanks, with figures for its year and months, and without words around it."""
    plain = re.sub(r"\s", "", in_simplified(unicodedata.normalize("NFKC", text))).casefold()
    plain = _YEAR.sub(lambda found: found[0].translate(_DIGITS), plain)
    plain = _MONTH_NUMERAL.sub(lambda found: str(_numeral(found[1])), plain)
    while (shorter := _AROUND.sub("", plain)) != plain and shorter:
        plain = shorter
    return plain


def _numeral(text: str) -> int:
    return (10 if text[0] == "十" else 0) + (int(text[-1].translate(_DIGITS)) if text[-1] != "十" else 0)


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else _NAMES.index(text) + 1
