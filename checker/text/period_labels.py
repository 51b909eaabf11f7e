"""The label of a reporting period as people write it: 2022Q4 for 2022年第四季度, 2022-10 for October 2022."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from checker.text.bilingual import Text
from checker.text.late import late
from checker.text.month_spans import respell

_CHINESE_QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4}
_PATTERNS = (
    (late(r"(\d{4})Q([1-4])", re.I), "Q"),
    (late(r"(\d{4})年?第?([一二三四1-4])季度?"), "Q"),
    (late(r"(\d{4})H([12])", re.I), "H"),
    (late(r"(\d{4})年?([上下])半年"), "H"),
    (late(r"(\d{4})(?:年度?)?()"), ""),
)
#: 2022/23, 2022-2023, FY 2022/23 Q1: years only where they don't begin in January.
_ACROSS = late(
    r"(?P<part>(?:Q[1-4]|H[12])(?:of)?)?(?:FY)?(?P<year>\d{4})[-/–](?:\d\d)?(?P<next>\d\d)(?:财年|财政年度|年度|年)?[-_/]?"
    r"(?P<rest>.*)",
    re.I,
)
_WEEK = late(r"(\d{4})(?:-?W(\d{1,2})|年?第?(\d{1,2})[周週])", re.I)
_MONTH = late(r"(\d{4})(?:-(0[1-9]|1[0-2])|M(0?[1-9]|1[0-2]))", re.I)
_PART_WORDS = {
    **{f"Q{number}": f"第{'一二三四'[number - 1]}季度" for number in range(1, 5)},
    **{"H1": "上半年", "H2": "下半年"},
}


def period_label(text: str, year_month: int | None = None) -> str:
    """The label of a period: "2022Q4", "2022H2", "2022", "2022-10" or "2022W40"; empty if the text is none.

    Args:
        text: as people write it.
        year_month: the month with which years begin, if it is known; 2022/23 is a year unless it is January.
    """
    text = unicodedata.normalize("NFKC", text)
    if year_month != 1:
        text = _one_year(text)
    spaceless = re.sub(r"\s", "", text)
    plain = re.sub(r"[-_/]", "", spaceless)
    if any(pattern.fullmatch(plain) for pattern, _ in _PATTERNS):
        return _quarter_half_or_year(plain)
    return _month(spaceless) or _week(spaceless) or _respelled(respell(text, year_month or 1))


def label_words(label: str) -> Text:
    """A label as people write it: 2022年第四季度, 2022年10月, 2022年第40周."""
    year, part = label[:4], label[4:]
    number = part[1:].lstrip("0")
    words = _PART_WORDS.get(part) or {"-": f"{number}月", "W": f"第{number}周"}.get(part[:1], "")
    return Text(f"{year}年{words}", label)


def _quarter_half_or_year(plain: str) -> str:
    for pattern, kind in _PATTERNS:
        if match := pattern.fullmatch(plain):
            year, part = int(match[1]), match[2]
            number = _CHINESE_QUARTER.get(part) or {"上": 1, "下": 2, "": 1}.get(part) or int(part)
            return "" if not 1900 <= year <= 2999 else f"{year}{kind}{number}" if kind else f"{year}"
    return ""


def _respelled(label: str) -> str:
    return _month(label) or _quarter_half_or_year(label)


def _one_year(text: str) -> str:
    """The text with 2022 for 2022/23, if the second year follows the first; 2009-10 is a month."""
    spaceless = re.sub(r"\s", "", text)
    found = _ACROSS.fullmatch(spaceless)
    if found is None or (int(found["year"]) + 1) % 100 != int(found["next"]) or _MONTH.fullmatch(spaceless):
        return text
    return found["year"] + (found["part"] or "")[:2] + found["rest"]


def _month(text: str) -> str:
    found = _MONTH.fullmatch(text)
    return f"{found[1]}-{int(found[2] or found[3]):02d}" if found and 1900 <= int(found[1]) <= 2999 else ""


def _week(text: str) -> str:
    found = _WEEK.fullmatch(text)
    if found is None:
        return ""
    year, number = int(found[1]), int(found[2] or found[3])
    known = 1900 <= year <= 2999 and 1 <= number <= date(year, 12, 28).isocalendar().week
    return f"{year}W{number:02d}" if known else ""
