"""The indicators on a screen: value and possible range against the target, and what is still needed."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Column, Table

from checker.model import Answer, Department, Result, Status
from checker.reporters.terminal.line import Line
from checker.reporters.terminal.view import ASIDE, GAP, View, legend
from checker.text.bilingual import Text
from checker.wording.comparisons import earlier_heading
from checker.wording.labels import target_text
from checker.wording.next_step import answer_words
from checker.wording.results import bounds_text, counted_text, figure_text, is_same_value, needed_text, standing_text

#: The least room for the names of indicators.
LEAST_NAME = 24
#: The columns of the status, and of value, fraction and target.
_STATUS, FIGURES = 1, slice(2, 5)


def list_indicators(
    view: View, results: Sequence[Result], numbered: bool, answers: Mapping[str, Answer] | None = None
) -> Iterator[RenderableType]:
    """Lists indicators, one line each, followed in full width by what is needed or why there is no value.

    Those of a department that are not applicable for the same reason are named together at the end.

    `numbered` adds the numbers that head the board's columns, and the indicators without a result. `answers` holds
    the department's answers about indicators as a whole.
    """
    folded = [] if numbered else _alike(results, answers or {})
    results = [result for result in results if not any(result in group for group in folded)]
    by_indicator = {result.indicator: result for result in results}
    indicators = dict.fromkeys((*(view.labels if numbered else ()), *by_indicator))
    headings = (view.head(id) for id in ("status", "value", "counted", "target", "indicator"))
    heads = [Line(text, style=ASIDE) for text in ("#" if numbered else "", *headings)]
    rows = [_cells(view, indicator, by_indicator.get(indicator), numbered) for indicator in indicators]
    widths = _widths(view, heads, rows)
    narrow = widths[-1] < LEAST_NAME
    if narrow:  # the mark alone says the status, and long figures are broken
        heads[_STATUS] = Line()
        rows = [[_mark_alone(cell) if index == _STATUS else cell for index, cell in enumerate(row)] for row in rows]
        widths = _widths(view, heads, rows)
        figures = view.width - LEAST_NAME - sum(width + GAP for width in widths[: FIGURES.start] if width)
        longest = figures // (FIGURES.stop - FIGURES.start) - GAP
        widths[FIGURES] = [min(width, longest) for width in widths[FIGURES]]
        widths[-1] = _room(view, widths)
    widths[-1] = max(widths[-1], LEAST_NAME)
    yield _row(heads, widths)
    for indicator, cells in zip(indicators, rows, strict=True):
        yield _row(cells, widths)
        if (result := by_indicator.get(indicator)) is not None:
            notes = [*(_earlier(view, result) if numbered else ()), *explain(view, result)]
            if answers and indicator in answers:
                notes.append(view.of(answer_words(answers[indicator])))
            yield from _indent(notes, widths[0] + GAP if numbered else GAP)
    if narrow and not numbered:
        yield legend(view)
    for group in folded:
        names = view.say("；", "; ").join(
            view.name_of(result.indicator) + view.brackets(view.quote(result.clause)) for result in group
        )
        yield view.status(group[0].status).append(f"  {explain(view, group[0])[0]}", style="")
        yield from _indent([names], GAP)


def _alike(results: Sequence[Result], answers: Mapping[str, Answer]) -> list[list[Result]]:
    """Groups the indicators that are not applicable for one and the same reason, where there are several."""
    groups: dict[Text, list[Result]] = {}
    for result in results:
        if result.status is Status.NOT_APPLICABLE and result.reason is not None and result.indicator not in answers:
            groups.setdefault(result.reason, []).append(result)
    return [group for group in groups.values() if len(group) > 1]


def _widths(view: View, heads: Sequence[Line], rows: Sequence[Sequence[Line]]) -> list[int]:
    """Returns the widths of the columns; the last has the room that the others leave."""
    widths = [max(cell_len(row[index].plain) for row in (heads, *rows)) for index in range(len(heads))]
    return [*widths[:-1], _room(view, widths)]


def _room(view: View, widths: Sequence[int]) -> int:
    return view.width - sum(width + GAP for width in widths[:-1] if width)


def _mark_alone(status: Line) -> Line:
    return Line.of(status.plain[:1], str(status.spans[0].style)) if status.spans else Line(status.plain[:1])


def _row(cells: Sequence[Line], widths: Sequence[int]) -> Table:
    shown = [index for index, width in enumerate(widths) if width]
    grid = Table.grid(*(Column(width=widths[index], overflow="fold") for index in shown), padding=(0, GAP, 0, 0))
    grid.add_row(*(cells[index] for index in shown))
    return grid


def _cells(view: View, indicator: str, result: Result | None, numbered: bool) -> list[Line]:
    number = Line(str(view.numbers.get(indicator, "")) if numbered else "")
    name = Line(view.name_of(indicator))
    if result is None:
        return [number, Line(), Line(), Line(), Line(), name]
    unit = view.unit_of(result)
    return [
        number,
        view.status(result.status),
        Line(figure_text(result, unit, view.language)),
        Line(counted_text(result, view.language, view.labels.get(result.indicator)), style=ASIDE),
        Line(target_text(result.target, unit, view.language)),
        name.append(view.brackets(view.quote(result.clause)), style=ASIDE),
    ]


def _indent(notes: Sequence[str], columns: int) -> Iterator[RenderableType]:
    yield from (Padding.indent(Line(note, style=ASIDE), columns) for note in notes)


def _earlier(view: View, result: Result) -> tuple[str, ...]:
    """Shows the district's status and value in the earlier report, if either was different."""
    previous = view.report.previous
    then = None if previous is None else previous.standings.get(("", result.indicator))
    if previous is None or then is None or (then.status is result.status and is_same_value(then.value, result.value)):
        return ()
    text = standing_text(then, result.target, view.unit_of(result), view.language)
    return (f"{view.of(earlier_heading(previous))}{view.colon}{text}",)


def explain(view: View, result: Result) -> tuple[str, ...]:
    """Gives the possible range and its reason, and what an open indicator needs; empty if there is nothing to add."""
    bounds = bounds_text(result, view.unit_of(result), view.language)
    reason = "" if result.reason is None else view.of(result.reason)
    notes = [f"{bounds} {reason}".strip()] if bounds or reason else []
    needed = needed_text(result)
    if needed is not None:
        lead = view.head("needed") + view.colon if result.needed else ""
        notes.append(lead + view.of(needed))
    return tuple(notes)


def list_needs(view: View, departments: Sequence[Department], most: int) -> Iterator[RenderableType]:
    """Lists at most `most` needs of the departments' indicators, and counts the others.

    An indicator that waits for a whole sheet is left out: the flags name the sheet.
    """
    open_results = [
        (department, result)
        for department in departments
        for result in department.results
        if needed_text(result) is not None
    ]
    for department, pairs in groupby(open_results[:most], lambda pair: pair[0]):
        yield Line(view.of(department.name))
        for _, result in pairs:
            line = view.status(result.status).append(f"  {view.name_of(result.indicator)}", style="")
            yield Padding.indent(line, 2)
            yield from _indent(explain(view, result), 4)
    if (number := len(open_results) - most) > 0:
        yield Line(view.say(f"另有 {number} 项，", f"{number} more; ") + view.of(view.rest), style=ASIDE)
