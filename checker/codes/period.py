"""Rows dated where they do not belong."""

from __future__ import annotations

from checker.model import Code, Severity
from checker.text.bilingual import Text

OUTSIDE_PERIOD = Code(
    "C411",
    "outside-period",
    Severity.AMBER,
    Text(zh="日期不在统计期内", en="Dated outside the period"),
    Text(
        zh="{header} {date} 不在 {start} 至 {end} 之内，本行不计入",
        en="{header} {date} lies outside {start} to {end}; the row is not counted",
    ),
)
AFTER_AS_OF = Code(
    "C412",
    "after-as-of",
    Severity.AMBER,
    Text(zh="日期晚于统计截止日", en="Dated after the day judged on"),
    Text(
        zh="“{header}”（{dates}）晚于统计截止日 {as_of}，{rows}不计入（共 {count} 行）",
        en="{header} ({dates}) is later than {as_of}, up to which this report counts: {rows} not counted "
        "({count} in all)",
    ),
)
