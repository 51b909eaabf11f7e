"""Composes what is below the list of flags: the results, who has not reached a goal, and the rows read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from checker.marking.view import View
from checker.model import Member, Result, Status
from checker.ooxml.page import PageCell, Row, Style, make_line, make_row
from checker.text.bilingual import Text
from checker.wording import results as wording
from checker.wording.headings import HEADINGS, with_clause
from checker.wording.labels import target_text

#: The most members listed for one indicator.
MOST_MEMBERS = 50
_STYLES: Mapping[Status, Style] = {
    Status.MET: "good",
    Status.ON_TRACK: "good",
    Status.BEHIND: "amber",
    Status.MISSED: "red",
    Status.NOT_APPLICABLE: "aside",
    Status.UNDETERMINED: "amber",
}
#: The number of columns that all tables cover, and the first column and the span of each column of a table.
WHOLE = 11
_RESULTS = ((1, 1), (2, 1), (3, 3), (6, 1), (7, 1), (8, 2), (10, 2))
_MEMBERS = ((1, 1), (2, 1), (3, 3), (6, 3), (9, 3))
_SHEETS = ((3, 3), (6, 1), (7, 1), (8, 1), (9, 1), (10, 2))


def make_overview(view: View, first: int) -> tuple[list[Row], dict[str, int]]:
    """Composes everything below the list, from row `first` on; also returns the row of each indicator."""
    results = view.department.results
    rows: list[Row] = []
    indicators: dict[str, int] = {}
    if results:
        rows += [make_line(view.say("指标完成情况", "Indicator results"), WHOLE, "title"), _result_head(view)]
        for number, result in enumerate(results, 1):
            indicators[result.indicator] = first + len(rows)
            rows.append(_result(view, number, result))
    short = {result.indicator: (result, members) for result in results if (members := wording.short_members(result))}
    if short:
        rows += [(), *_members(view, short)]
    if view.department.sheets:
        rows += [(), *_sheets(view)]
    return rows, indicators


def _row(columns: Iterable[tuple[int, int]], *values: str | int | PageCell, style: Style = "text") -> Row:
    cells = (value if isinstance(value, PageCell) else PageCell(value, style) for value in values)
    return make_row({at: replace(cell, span=span) for (at, span), cell in zip(columns, cells, strict=True)})


def _result_head(view: View) -> Row:
    return _row(
        _RESULTS,
        view.say("序号", "No."),
        view.head("status"),
        view.of(with_clause(HEADINGS["indicator"])),
        view.say("数值（分子/分母）", "Value (num./den.)"),
        view.head("target"),
        view.head("needed"),
        view.say("时限和说明", "Deadline and notes"),
        style="head",
    )


def _result(view: View, number: int, result: Result) -> Row:
    unit = view.unit_of(result)
    figure = wording.figure_text(result, unit, view.language)
    fraction, needed = (
        wording.counted_text(result, view.language, view.labels.get(result.indicator)),
        wording.needed_text(result),
    )
    return _row(
        _RESULTS,
        number,
        PageCell(view.status_words(result.status), _STYLES[result.status]),
        view.indicator(result.indicator, result.clause),
        figure + view.brackets(fraction) if fraction else figure,
        target_text(result.target, unit, view.language),
        "" if needed is None else view.of(needed),
        _notes(view, result),
    )


def _notes(view: View, result: Result) -> str:
    notes = []
    if (day := wording.needed_by(result)) is not None:
        notes.append(view.say(f"{day} 前", f"by {day}"))
    if bounds := wording.bounds_text(result, view.unit_of(result), view.language):
        notes.append(bounds)
    if result.reason is not None:
        notes.append(view.of(result.reason))
    return view.say("；", "; ").join(notes)


def _members(view: View, short: Mapping[str, tuple[Result, tuple[Member, ...]]]) -> Iterator[Row]:
    """Lists the members that have not reached their goal, by indicator, the nearest first."""
    title = view.say("尚未达到要求的人员和单位", "People and units that have not reached their goal")
    yield make_line(title, WHOLE, "title")
    yield _row(
        _MEMBERS,
        view.say("序号", "No."),
        view.say("位置", "Row"),
        view.say("人员或单位", "Person or unit"),
        view.say("完成情况", "Progress"),
        view.of(with_clause(HEADINGS["indicator"])),
        style="head",
    )
    for result, members in short.values():
        name, total = view.indicator(result.indicator, result.clause), len(members)
        for number, member in enumerate(members[:MOST_MEMBERS], 1):
            yield _member(view, number, member, result)
        if total > MOST_MEMBERS:
            zh = f"{name}：共 {total} 个尚未达到要求，以上列出最接近的 {MOST_MEMBERS} 个"
            en = f"{name}: {total} have not reached the goal; the nearest {MOST_MEMBERS} are listed above"
            yield make_line(view.say(zh, en), WHOLE, "aside")


def _member(view: View, number: int, member: Member, result: Result) -> Row:
    label = view.labels.get(result.indicator)
    noun, unit = (Text("", ""), Text("", "")) if label is None else (label.member_noun, label.member_unit)
    table = result.measured.numerator_rows.table
    sheet = next((each.sheet for each in view.department.sheets if each.table == table), "")
    place: str | PageCell = ""
    if sheet and member.row is not None:
        words = view.say(f"第 {member.row} 行", f"row {member.row}")
        place = PageCell(words, "link", (sheet, f"A{member.row}"))
    return _row(
        _MEMBERS,
        number,
        place,
        f"{view.of(noun)} {view.of(member.name)}".strip(),
        wording.member_text(member, unit, view.language),
        view.indicator(result.indicator, result.clause),
    )


def _sheets(view: View) -> Iterator[Row]:
    yield make_line(view.say("读入的行", "Rows read"), WHOLE, "title")
    yield _row(
        _SHEETS,
        view.say("报送表", "Sheet"),
        view.say("读入行", "Rows read"),
        view.say("= 判定", "= judged"),
        view.say("+ 拒收（有单元格须改正）", "+ refused (a cell must be fixed)"),
        view.say("+ 重复（同一记录只计一次）", "+ duplicates (a record counts once)"),
        view.say("跳过的行（合计、重复的表头、说明）", "Rows skipped (totals, repeated headers, notes)"),
        style="head",
    )
    for each in view.department.sheets:
        link = PageCell(each.sheet, "link", (each.sheet, "A1"))
        yield _row(_SHEETS, link, each.read, each.judged, each.refused, each.duplicates, each.skipped)
