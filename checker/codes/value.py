"""What is wrong with single values: V301 to V329, found while cells are read as what their column holds."""

from __future__ import annotations

from checker.model import Code, Severity
from checker.text.bilingual import Text

ERROR_CELL = Code(
    "V301",
    "error-cell",
    Severity.ERROR,
    Text(zh="公式出错", en="Formula fails"),
    Text(zh="这一格的公式出错，显示为 {seen}", en="the formula in this cell fails with {seen}"),
)
UNCALCULATED = Code(
    "V302",
    "uncalculated-formula",
    Severity.ERROR,
    Text(zh="公式没有结果", en="Formula without a result"),
    Text(zh="公式 {seen} 在文件里没有计算结果", en="the file holds no result for the formula {seen}"),
)
ROUNDED = Code(
    "V303",
    "rounded-digits",
    Severity.ERROR,
    Text(zh="长号码的末几位已丢失", en="Last digits of a long number are lost"),
    Text(
        zh="{seen} 超过 15 位，Excel 已把末几位舍去，无法还原",
        en="{seen} has more than 15 digits; Excel has already rounded it and the last digits are lost",
    ),
)
NOT_A_NUMBER = Code(
    "V304",
    "not-a-number",
    Severity.ERROR,
    Text(zh="不是数字", en="Not a number"),
    Text(zh="“{seen}”不是这一栏可以接受的数字", en="“{seen}” is not a number that this column takes"),
)
NOT_WHOLE = Code(
    "V305",
    "not-a-whole-number",
    Severity.ERROR,
    Text(zh="不是整数", en="Not a whole number"),
    Text(zh="“{seen}”不是整数", en="“{seen}” is not a whole number"),
)
UNCLEAR_COMMA = Code(
    "V306",
    "unclear-comma",
    Severity.ERROR,
    Text(zh="逗号位置看不懂", en="Unclear comma in a number"),
    Text(
        zh="“{seen}”里的逗号不在千位上，无法判断是分隔符还是小数点",
        en="the comma in “{seen}” does not mark thousands and may be a decimal point",
    ),
)
TOO_LARGE = Code(
    "V307",
    "number-too-large",
    Severity.ERROR,
    Text(zh="数字过大", en="Number too large"),
    Text(zh="“{seen}”超过 15 位，Excel 存不准", en="“{seen}” has more than 15 digits, which Excel cannot hold exactly"),
)
INEXACT = Code(
    "V308",
    "inexact-figure",
    Severity.ERROR,
    Text(zh="不是确切的数", en="Not one exact figure"),
    Text(zh="“{seen}”是约数或范围，不是一个确切的数", en="“{seen}” is an estimate or a range, not one exact figure"),
)
DATE_FORMAT = Code(
    "V309",
    "number-shown-as-date",
    Severity.ERROR,
    Text(zh="数字栏里是日期或时间", en="Date or time where a number belongs"),
    Text(
        zh="这一栏应填数字，这一格却是日期或时间格式：{seen}",
        en="this column takes a number, but the cell is formatted as a date or time: {seen}",
    ),
)
NOT_A_PERCENTAGE = Code(
    "V310",
    "not-a-percentage",
    Severity.ERROR,
    Text(zh="不是百分比", en="Not a percentage"),
    Text(zh="“{seen}”不是百分比", en="“{seen}” is not a percentage"),
)
UNCLEAR_PERCENTAGE = Code(
    "V311",
    "unclear-percentage",
    Severity.ERROR,
    Text(zh="百分比有两种读法", en="Percentage that reads two ways"),
    Text(zh="“{seen}”可以读作 {one}，也可以读作 {other}", en="“{seen}” may mean {one} or {other}"),
)
NOT_YES_OR_NO = Code(
    "V312",
    "not-yes-or-no",
    Severity.ERROR,
    Text(zh="不是“是”或“否”", en="Neither yes nor no"),
    Text(zh="“{seen}”看不出是“是”还是“否”", en="“{seen}” is neither yes nor no"),
)
UNKNOWN_CHOICE = Code(
    "V313",
    "unknown-choice",
    Severity.ERROR,
    Text(zh="不在可选项之内", en="Not one of the choices"),
    Text(zh="“{seen}”不在这一栏的可选项之内", en="“{seen}” is not one of the choices of this column"),
)
NOT_A_DATE = Code(
    "V314",
    "not-a-date",
    Severity.ERROR,
    Text(zh="不是日期", en="Not a date"),
    Text(zh="“{seen}”不是日期", en="“{seen}” is not a date"),
)
UNCLEAR_DATE = Code(
    "V315",
    "unclear-date",
    Severity.ERROR,
    Text(zh="日期有几种读法", en="Date that reads more than one way"),
    Text(
        zh="“{seen}”看不出{unclear}",
        en="“{seen}” does not tell {unclear}",
    ),
)
INCOMPLETE_DATE = Code(
    "V316",
    "incomplete-date",
    Severity.ERROR,
    Text(zh="日期不完整", en="Incomplete date"),
    Text(zh="“{seen}”缺少年、月或日", en="“{seen}” lacks a year, a month or a day"),
)
IMPOSSIBLE_DATE = Code(
    "V317",
    "impossible-date",
    Severity.ERROR,
    Text(zh="没有这一天", en="No such day"),
    Text(zh="没有“{seen}”这一天：{reason}", en="there is no {seen}: {reason}"),
)
DATE_OUT_OF_RANGE = Code(
    "V318",
    "date-out-of-range",
    Severity.ERROR,
    Text(zh="年份超出范围", en="Year out of range"),
    Text(
        zh="“{seen}”的年份不在 {first} 年至 {last} 年之间",
        en="the year of {seen} is not between {first} and {last}",
    ),
)
ONLY_A_TIME = Code(
    "V319",
    "time-without-date",
    Severity.ERROR,
    Text(zh="只有时间没有日期", en="Time without a date"),
    Text(zh="“{seen}”只有时间，没有日期", en="{seen} is a time without a date"),
)
SEVERAL_DATES = Code(
    "V320",
    "several-dates",
    Severity.ERROR,
    Text(zh="一格里有几个日期", en="Several dates in one cell"),
    Text(zh="“{seen}”里不止一个日期", en="“{seen}” holds more than one date"),
)
NOT_AN_ID = Code(
    "V321",
    "not-an-id",
    Severity.ERROR,
    Text(zh="不是编号", en="Not an identifier"),
    Text(zh="“{seen}”不是编号或证件号码", en="“{seen}” is not an identifier"),
)
PERCENT_FORMAT = Code(
    "V322",
    "number-shown-as-percentage",
    Severity.ERROR,
    Text(zh="数字栏里是百分比", en="Percentage where a plain number belongs"),
    Text(
        zh="这一栏不填百分比，这一格却是百分比格式，显示为 {seen}",
        en="this column takes no percentage, but the cell is formatted as one and shows {seen}",
    ),
)
