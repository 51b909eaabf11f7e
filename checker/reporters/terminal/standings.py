"""Where indicators stand, on a screen: value and bounds against the target, and what is still needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Column, Table

from checker.model import Answer, Department, Result
from checker.reporters.terminal.line import Line
from checker.reporters.terminal.view import ASIDE, GAP, View
from checker.wording.labels import target_text
from checker.wording.next_step import answer_words
from checker.wording.results import (
    bounds_text,
    figure_text,
    fraction_text,
    is_same_value,
    needed_text,
    standing_text,
)

LEAST_NAME = 20


def standings(
    view: View, results: Sequence[Result], numbered: bool, answers: Mapping[str, Answer] | None = None
) -> Iterator[RenderableType]:
    """One line an indicator, and below it, in the whole width, what is needed or why there is no value.

    `numbered` puts the indicators' numbers first, as the board's heads have them, and lists those without a result;
    `answers` is what the department says of indicators as a whole.
    """
    by_indicator = {result.indicator: result for result in results}
    indicators = dict.fromkeys((*(view.labels if numbered else ()), *by_indicator))
    heads = [
        Line(text, style=ASIDE)
        for text in (
            "#" if numbered else "",
            *(view.head(name) for name in ("status", "value", "counted", "target", "indicator")),
        )
    ]
    rows = [_cells(view, indicator, by_indicator.get(indicator), numbered) for indicator in indicators]
    widths = [max(cell_len(row[index].plain) for row in (heads, *rows)) for index in range(len(heads))]
    widths[-1] = max(view.width - sum(width + GAP for width in widths[:-1] if width), LEAST_NAME)
    yield _row(heads, widths)
    for indicator, cells in zip(indicators, rows, strict=True):
        yield _row(cells, widths)
        if (result := by_indicator.get(indicator)) is not None:
            indent = widths[0] + GAP if numbered else GAP
            said = [*(_before(view, result) if numbered else ()), *explanations(view, result)]
            if answers and indicator in answers:
                said.append(view.of(answer_words(answers[indicator])))
            yield from (Padding.indent(Line(each, style=ASIDE), indent) for each in said)


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
    unit = view.unit_of(indicator, result.unit)
    name.append(view.brackets(view.quote(result.clause)), style=ASIDE)
    return [
        number,
        view.status(result.status),
        Line(figure_text(result, unit, view.language)),
        Line(fraction_text(result), style=ASIDE),
        Line(target_text(result.target, unit, view.language)),
        name,
    ]


def _before(view: View, result: Result) -> tuple[str, ...]:
    """Where the district stood in the earlier report, if it stood elsewhere."""
    previous = view.report.previous
    then = None if previous is None else previous.standings.get(("", result.indicator))
    if previous is None or then is None or (then.status is result.status and is_same_value(then.value, result.value)):
        return ()
    text = standing_text(then, result.target, view.unit_of(result.indicator, result.unit), view.language)
    return (view.say(f"{previous.period}：", f"{previous.period}: ") + text,)


def explanations(view: View, result: Result) -> tuple[str, ...]:
    """Between which bounds and why, and what an open indicator needs; empty for one that is certain and well."""
    bounds = bounds_text(result, view.unit_of(result.indicator, result.unit), view.language)
    reason = "" if result.reason is None else view.of(result.reason)
    said = [f"{bounds} {reason}".strip()] if bounds or reason else []
    needed = needed_text(result)
    if needed is not None:
        lead = view.head("needed") + view.say("：", ": ") if result.needed else ""
        said.append(lead + view.of(needed))
    return tuple(said)


def needs(view: View, departments: Sequence[Department], most: int) -> Iterator[RenderableType]:
    """What each indicator of each department needs, `most` of them, saying how many are left out.

    One that waits for a whole sheet needs nothing that could be said here: the findings name the sheet.
    """
    lines = [
        (department, result, explanations(view, result))
        for department in departments
        for result in department.results
        if needed_text(result) is not None
    ]
    for department, mine in groupby(lines[:most], lambda line: line[0]):
        yield Line(view.of(department.name))
        for _, result, said in mine:
            yield Padding(
                view.status(result.status).append(f"  {view.name_of(result.indicator)}", style=""), (0, 0, 0, 2)
            )
            yield from (Padding.indent(Line(part, style=ASIDE), 4) for part in said)
    if len(lines) > most:
        number = len(lines) - most
        yield Line(view.say(f"另有 {number} 项，", f"{number} more; ") + view.of(view.rest), style=ASIDE)
