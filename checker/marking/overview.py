"""What stands below the list of findings: where each indicator stands, who is short of a goal, and the rows read.

Knows results and words; no file format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checker.marking.view import View
from checker.model import Member, Result, Status
from checker.ooxml.page import PageCell, Style
from checker.ooxml.page_rows import Row, across, row_of
from checker.text.bilingual import Text
from checker.wording.headings import HEADINGS, with_clause
from checker.wording.labels import target_text
from checker.wording.results import (
    bounds_text,
    figure_text,
    fraction_text,
    member_text,
    needed_by,
    needed_text,
    short_members,
)

#: Members listed of one indicator.
MOST_MEMBERS = 50
_STYLES: Mapping[Status, Style] = {
    Status.MET: "good",
    Status.ON_TRACK: "good",
    Status.BEHIND: "amber",
    Status.MISSED: "red",
    Status.NOT_APPLICABLE: "aside",
    Status.UNDETERMINED: "amber",
}
#: Columns that the tables take in all, and by column how many of them a cell covers.
_WHOLE = 11
_SPANS = {3: 3, 8: 2, 10: 2}
_SHORT_SPANS = {3: 3, 6: 3, 9: 3}


@dataclass(frozen=True)
class Overview:
    """Rows to be put below the list.

    Attributes:
        first: the row where they begin.
        indicators: the row of each indicator.
    """

    first: int
    rows: tuple[Row, ...]
    indicators: Mapping[str, int]


def overview(view: View, first: int) -> Overview:
    """Everything below the list, to begin at row `first`."""
    results = view.department.results
    rows: list[Row] = []
    indicators: dict[str, int] = {}
    if results:
        rows += [across(view.say("指标完成情况", "Where the indicators stand"), _WHOLE, "title"), _indicator_head(view)]
        for number, result in enumerate(results, 1):
            indicators[result.indicator] = first + len(rows)
            rows.append(_indicator(view, number, result))
    short = {result.indicator: (result, members) for result in results if (members := short_members(result))}
    if short:
        rows += [row_of({}), *_short(view, short)]
    if view.department.sheets:
        rows += [row_of({}), *_sheets(view)]
    return Overview(first, tuple(rows), indicators)


def _head(texts: Mapping[int, str], spans: Mapping[int, int]) -> Row:
    return row_of({at: PageCell(text, "head", span=spans.get(at, 1)) for at, text in texts.items()})


def _indicator_head(view: View) -> Row:
    texts = {
        1: view.say("序号", "No."),
        2: view.head("status"),
        3: view.of(with_clause(HEADINGS["indicator"])),
        6: view.say("数值（分子/分母）", "Value (counted)"),
        7: view.head("target"),
        8: view.head("needed"),
        10: view.say("时限和说明", "By when, and notes"),
    }
    return _head(texts, _SPANS)


def _indicator(view: View, number: int, result: Result) -> Row:
    unit = view.unit_of(result)
    status = view.status_words(result.status)
    figure, fraction = figure_text(result, unit, view.language), fraction_text(result)
    value = view.say(f"{figure}（{fraction}）", f"{figure} ({fraction})") if fraction else figure
    return row_of(
        {
            1: PageCell(number),
            2: PageCell(status, _STYLES[result.status]),
            3: PageCell(view.indicator(result.indicator, result.clause), span=_SPANS[3]),
            6: PageCell(value),
            7: PageCell(target_text(result.target, unit, view.language)),
            8: PageCell(_needed(view, result), span=_SPANS[8]),
            10: PageCell(_notes(view, result), span=_SPANS[10]),
        }
    )


def _needed(view: View, result: Result) -> str:
    said = needed_text(result)
    return "" if said is None else view.of(said)


def _notes(view: View, result: Result) -> str:
    """By when it still counts, between which bounds the value lies, and why."""
    notes = []
    if (day := needed_by(result)) is not None:
        by = day.isoformat()
        notes.append(view.say(f"{by} 前", f"by {by}"))
    if bounds := bounds_text(result, view.unit_of(result), view.language):
        notes.append(bounds)
    if result.reason is not None:
        notes.append(view.of(result.reason))
    return view.say("；", "; ").join(notes)


def _short(view: View, short: Mapping[str, tuple[Result, tuple[Member, ...]]]) -> Iterator[Row]:
    """Those who have not reached their goal, by indicator, the nearest first."""
    title = view.say("尚未达到要求的人员和单位", "Who is short of a goal")
    yield across(title, _WHOLE, "title")
    texts = {
        1: view.say("序号", "No."),
        2: view.say("位置", "Row"),
        3: view.say("人员或单位", "Person or unit"),
        6: view.say("完成情况", "How far"),
        9: view.of(with_clause(HEADINGS["indicator"])),
    }
    yield _head(texts, _SHORT_SPANS)
    for result, members in short.values():
        name, total = view.indicator(result.indicator, result.clause), len(members)
        for number, member in enumerate(members[:MOST_MEMBERS], 1):
            yield _member(view, number, member, result)
        if total > MOST_MEMBERS:
            zh = f"{name}：共 {total} 个尚未达到要求，以上列出最接近的 {MOST_MEMBERS} 个"
            en = f"{name}: {total} are short of the goal; the nearest {MOST_MEMBERS} are listed above"
            yield across(view.say(zh, en), _WHOLE, "aside")


def _member(view: View, number: int, member: Member, result: Result) -> Row:
    label = view.labels.get(result.indicator)
    noun, unit = (Text("", ""), Text("", "")) if label is None else (label.member_noun, label.member_unit)
    sheet = next((each.sheet for each in view.department.sheets if each.table == _table(result)), "")
    place = PageCell("")
    if sheet and member.row is not None:
        words = view.say(f"第 {member.row} 行", f"row {member.row}")
        place = PageCell(words, "link", (sheet, f"A{member.row}"))
    return row_of(
        {
            1: PageCell(number),
            2: place,
            3: PageCell(f"{view.of(noun)} {view.of(member.label)}".strip(), span=_SHORT_SPANS[3]),
            6: PageCell(member_text(member, unit, view.language), span=_SHORT_SPANS[6]),
            9: PageCell(view.indicator(result.indicator, result.clause), span=_SHORT_SPANS[9]),
        }
    )


def _table(result: Result) -> str:
    return result.measured.numerator_rows.table


def _sheets(view: View) -> Iterator[Row]:
    yield across(view.say("读入的行", "Rows read"), _WHOLE, "title")
    texts = {
        3: view.say("报送表", "Sheet"),
        6: view.say("读入行", "Rows read"),
        7: view.say("= 判定", "= judged"),
        8: view.say("+ 拒收（有单元格须改正）", "+ refused (a cell must be fixed)"),
        9: view.say("跳过的行（合计、重复的表头、说明）", "Rows skipped (totals, repeated headers, notes)"),
    }
    yield _head(texts, {3: 3})
    for sheet in view.department.sheets:
        yield row_of(
            {
                3: PageCell(sheet.sheet, "link", (sheet.sheet, "A1"), span=3),
                6: PageCell(sheet.read),
                7: PageCell(sheet.judged),
                8: PageCell(sheet.refused),
                9: PageCell(sheet.skipped),
            }
        )
