"""Findings among the cells of a row, the rows of a table, and the workbooks of several departments."""

from __future__ import annotations

from checker.model import Code, Severity
from checker.text.bilingual import Text

DATE_ORDER = Code(
    "C401",
    "date-order",
    Severity.ERROR,
    Text(zh="日期先后颠倒", en="Two dates stand in the wrong order"),
    Text(
        zh="{second} {later} {relation}{first} {earlier}",
        en="{second} {later} is {relation} {first} {earlier}",
    ),
)
DANGLING_REFERENCE = Code(
    "C402",
    "dangling-reference",
    Severity.ERROR,
    Text(zh="引用的内容在另一张表中不存在", en="The value is not listed in the sheet it refers to"),
    Text(
        zh="{header}“{value}”在“{sheet}”表的“{target}”一列中找不到",
        en="{header} “{value}” is not found under “{target}” in the sheet “{sheet}”",
    ),
)
DUPLICATE_KEY = Code(
    "C403",
    "duplicate-record",
    Severity.ERROR,
    Text(zh="同一记录重复填报", en="The same record stands in more than one row"),
    Text(zh="{header}“{value}”与{rows}重复", en="{header} “{value}” stands in {rows} as well"),
)
REPEATED_RECORD = Code(
    "C404",
    "repeated-record",
    Severity.AMBER,
    Text(zh="整行内容重复", en="A whole row is repeated"),
    Text(zh="本行与第 {row} 行的内容完全相同", en="This row is the same as row {row} in every column"),
)
SHARED_KEY = Code(
    "C405",
    "key-in-two-departments",
    Severity.AMBER,
    Text(zh="同一记录出现在两个部门", en="The same record stands in two departments"),
    Text(
        zh="{header}“{value}”也出现在{others}",
        en="{header} “{value}” also stands in the workbook of {others}",
    ),
)
