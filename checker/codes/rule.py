"""Findings of a table's own rules: blanks where something is needed, and values outside what a column takes."""

from __future__ import annotations

from checker.model import Code, Severity
from checker.text.bilingual import Text

REQUIRED_BLANK = Code(
    "V330",
    "required-blank",
    Severity.ERROR,
    Text(zh="必填项空白", en="A required cell is blank"),
    Text(zh="“{header}”为必填项，本行没有填写", en="“{header}” is required, and this row leaves it blank"),
)
NEEDED_HERE_BLANK = Code(
    "V331",
    "needed-here-blank",
    Severity.ERROR,
    Text(zh="本行应填的单元格空白", en="A cell that this row needs is blank"),
    Text(zh="本行{because}，“{header}”应当填写", en="“{header}” is needed in this row, because {because}"),
)
WRONG_PATTERN = Code(
    "V332",
    "wrong-pattern",
    Severity.ERROR,
    Text(zh="写法不符合规定格式", en="The value is not written in the required form"),
    Text(zh="“{header}”的内容“{value}”不符合规定格式", en="“{value}” is not in the form that “{header}” requires"),
)
BELOW_MINIMUM = Code(
    "V333",
    "below-minimum",
    Severity.ERROR,
    Text(zh="数值过小", en="The number is too small"),
    Text(zh="“{header}”为 {value}，小于最小值 {limit}", en="“{header}” is {value}, below the minimum of {limit}"),
)
ABOVE_MAXIMUM = Code(
    "V334",
    "above-maximum",
    Severity.ERROR,
    Text(zh="数值过大", en="The number is too large"),
    Text(zh="“{header}”为 {value}，大于最大值 {limit}", en="“{header}” is {value}, above the maximum of {limit}"),
)
