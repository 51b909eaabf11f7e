"""A findings sheet and marks to try the marking with."""

from __future__ import annotations

from checker.model import Severity
from checker.ooxml.page import Choice, Mark, Marks, Page, PageCell
from tests.ooxml.sound import Sound

STAMP = "checker 1.0 · heping 1.0 · justice · 2022Q4 · 2022-12-31"
#: Texts that a program could take for something else than a text.
TRICKY = ("=1+1", "+86 138", "-", "@SUM(A1)", "#REF!", '<b>&amp;"', "_x0041_", "两行\n文字", "  空格  ", "0012")


def page_leading_to(sheet: str, name: str = "核对结果") -> Page:
    """A findings sheet with a link to D7 of `sheet`."""
    head = tuple(PageCell(text, "head") for text in ("级别", "位置", "说明", "处理结果", "编号"))
    lines = tuple(
        (
            PageCell(text, "text"),
            PageCell("D7", "link", (sheet, "D7")),
            PageCell(text),
            PageCell("", "input"),
            PageCell(n),
        )
        for n, text in enumerate(TRICKY)
    )
    last = 4 + len(TRICKY)
    return Page(
        name=name,
        widths=(10, 8, 40, 12, 8),
        rows=((PageCell("核对结果", "title", span=5),), (PageCell(STAMP, "aside", span=5),), (), head, *lines),
        frozen=4,
        filtered=f"A4:E{last}",
        choices=(Choice(f"D5:D{last}", ("已改正", "确认无误", "申请豁免"), "处理结果", "请选择"),),
        repeated=4,
    )


#: At A1, B3 and A4 (where some workbooks have a note), two cells below each other, and one far from everything.
MARKS = (
    Mark(1, 1, Severity.ERROR, "案号缺失\n应为：（2022）津01行初1号"),
    Mark(3, 1, Severity.RED, "负责人未出庭"),
    Mark(3, 2, Severity.AMBER, '=日期 <早于> "立案" & 其他'),
    Mark(4, 1, Severity.AMBER, "请核对"),
    Mark(4, 2, Severity.AMBER, ""),
    Mark(900, 30, Severity.INFO, "仅供参考"),
)


def marks_on_all(content: bytes) -> Marks:
    """The same marks on each worksheet of a workbook."""
    return {sheet.name: MARKS for sheet in Sound(content).sheets if sheet.kind == "worksheet"}


def page_for(content: bytes) -> Page:
    """A findings sheet that leads to the first sheet of a workbook."""
    return page_leading_to(Sound(content).sheets[0].name)
