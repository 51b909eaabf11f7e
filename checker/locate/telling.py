"""The words of rows that aren't data, wherever they are in the row: totals, examples, instructions, section lines."""

import re

from checker.text.late import late
from checker.text.normalize import word_form

_NUMBER = r"[+-]?[\d.,]*\d\D{0,4}"
_TOTAL = late(
    rf"(?:.{{0,12}}(?:小计|合计|总计|共计|累计|分计)|总(?:数|人数|件数|学时数?|课时数?|金额|额|分|量|次数|时长)|总.{{1,8}}(?=:)"
    rf"|(?:总|人均|月均|均)?平均.{{0,6}}|人均.{{0,6}}|均值|.{{0,6}}平均(?:数|值|分)?|合共"
    r"|(?:人|件|条|户|案)数(?=:)|最(?:大|小|高|低)值|(?:sub-?|grand)?totals?|sum|average|avg\.?|mean|count)"
    rf"(?:\([^)]*\))?:?(?:共?{_NUMBER})?"
    r"|共:?\d[\d.,]*\D{1,4}(?:[,;，、]?共?计?\d[\d.,]*\D{1,4})*[.。]?|以上共.{1,12}"
)
_EXAMPLE = late(
    r"[(\[【]?(?:填写|填报|填表)?(?:示例|样例|范例|举例|例子|例|example|sample|e\.g\.)(?:行|数据|row)?\d{0,2}[)\]】]?:?"
)
_BEGINS_EXAMPLE = late(
    r"[(\[【](?:填写|填报)?(?:示例|样例|范例|例|example|sample)[)\]】]|(?:示例|样例|范例|例如|例|example|e\.g\.?|sample)\d?:"
)
_HELP = late(
    r"请|必填|选填|可选|格式|例如|^如[:\d]|下拉|保留.{0,4}小数|(?:填写?|写|选择?)(?:是|否|全称|数字|日期|文本|到|至|为|一)|数字$|文本$|日期格式"
    r"|文字$|整数$|y{2,4}[-/.年]|应填|不得|不能为空|单选|多选|^填|填写|required|optional|format|^enter|^choose|^select|^pick|^text$"
    r"|^date$|^number$|dropdown|e\.g\.|mustbe|^the|yyyy"
)
_INSTRUCTS = late(
    r"请.{2,}|(?:填写|填报)(?:要求|须知|提示|规则|方法).*|.*(?:如实|逐行|逐条|按.{1,12})(?:填写|填报).*|please.{4,}"
)
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_SECTION = late(
    rf"(?:{_NUMERAL}、|\({_NUMERAL}\)|第{_NUMERAL}(?:部分|批|章|节|类|组)|part(?:\d|[ivx]+\b)|section\d).*|.{{2,20}}:"
)
_PERIOD = late(
    r"(?:\d{4}年?|本年|今年)?[-/.]?(?:\d{1,2}(?:月份?|(?=[-至到~—–]))|[一二三四五六七八九十]{1,2}月份?|q[1-4]|第?[一二三四1-4]季度?|[上下]半年)"
    r"(?:[-至到~—–]+(?:\d{4}年)?\d{1,2}月份?|案件|培训|记录|情况|部分)*[:]?|\d{4}年度?|\d{4}q[1-4]"
    r"|(?:january|february|march|april|may|june|july|august|september|october|november|december)(?:\d{4})?"
)
_SECTION_NUMBER = late(rf"{_NUMERAL}[、.]?|\({_NUMERAL}\)|[ivx]{{1,4}}[.、]|[a-f][.、]")
_DIGITS_ONLY = late(r"\W*\d[\d\W年月日时点分]*\D?")

#: Every label of a total or an example has one of these; most columns have none of them.
_SIGNS = (*"计計均总總共数數值例", "total", "sum", "average", "avg", "mean", "count", "example", "sample", "e.g")
_SIGNED = late("|".join(map(re.escape, _SIGNS)))


def find_telling(texts: str) -> frozenset[str]:
    """Which of some texts, one per line, are labels of totals or examples."""
    folded = texts.casefold()
    if not any(sign in folded for sign in _SIGNS):
        return frozenset()
    lines = {line for line in texts.split("\n") if _SIGNED.search(line.casefold())}
    return frozenset(line for line in lines if is_total(line) or is_example(line) or begins_example(line))


def is_total(text: str) -> bool:
    """Whether a text is the label of a sum, an average or a count, perhaps with its number: 平均, 共8人, 总学时：."""
    return _TOTAL.fullmatch(word_form(text)) is not None


def is_example(text: str) -> bool:
    """Whether a text says that its row is an example, and nothing else."""
    return _EXAMPLE.fullmatch(word_form(text)) is not None


def begins_example(text: str) -> bool:
    """Whether a value is introduced as an example: 例：0417."""
    return _BEGINS_EXAMPLE.match(word_form(text)) is not None


def helps(text: str) -> bool:
    """Whether a text says how to fill in a column."""
    return _HELP.search(word_form(text)) is not None


def instructs(text: str) -> bool:
    """Whether a text says how to fill in the table."""
    return _INSTRUCTS.fullmatch(word_form(text)) is not None


def heads_section(text: str) -> bool:
    """Whether a text, alone in its row, is a heading of the rows below it: 一、行政诉讼, 法制科：, 2022年10月."""
    form = word_form(text)
    return _SECTION.fullmatch(form) is not None or _PERIOD.fullmatch(form) is not None


def is_section_number(text: str) -> bool:
    """Whether a serial number is that of a section: 一, （二）."""
    return _SECTION_NUMBER.fullmatch(word_form(text)) is not None


def is_figure(text: str) -> bool:
    """Whether a text is a number or a date, perhaps with a unit."""
    return _DIGITS_ONLY.fullmatch(word_form(text)) is not None
