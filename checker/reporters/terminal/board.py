"""The board: departments by score, and a mark for each of their indicators, beside the scores or below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Column

from checker.model import Department, Severity, State, Status
from checker.reporters.order import change_text, is_new, own_flags, ranked, score_change
from checker.reporters.terminal.flags import counts
from checker.reporters.terminal.line import Line
from checker.reporters.terminal.view import GAP, SEVERITY_STYLES, STATUS_STYLES, View, columns
from checker.wording.labels import MARKS, SEVERITIES, STATES, STATUSES, score_text

#: The columns that a department's name takes at least, and at most on a narrow screen.
LEAST_NAME, WIDE_NAME = 10, 24


def board(view: View, departments: Sequence[Department]) -> Iterator[RenderableType]:
    """Departments, the best score first, with score, grade and counts; then the marks, beside them if they fit."""
    departments = ranked(departments)
    heads = _standing_heads(view, departments)
    cells = [_standing(view, department) for department in departments]
    taken = _taken(heads, cells)
    if taken - GAP > view.width:
        taken = _narrowed(heads, cells, view.width)
    numbers = list(view.numbers.values())
    mark_width = max(map(len, map(str, numbers)), default=1) + GAP
    if taken + len(numbers) * mark_width - GAP <= view.width:
        table = columns(*heads, *_mark_heads(numbers))
        for row, department in zip(cells, departments, strict=True):
            table.add_row(*row, *_marks(view, department, numbers))
        yield table
    else:
        table = columns(*heads)
        for row in cells:
            table.add_row(*row)
        yield table
        yield from _mark_tables(view, departments, numbers, mark_width)
    yield Line()
    yield legend(view)


def _taken(heads: Sequence[Column], cells: Sequence[Sequence[Line]]) -> int:
    """How many columns of the screen a table takes, with a gap behind it."""
    return sum(_width(column, [row[index].plain for row in cells]) + GAP for index, column in enumerate(heads))


def _width(column: Column, cells: Sequence[str]) -> int:
    return column.width or max(map(cell_len, (*str(column.header).splitlines(), *cells)))


def _narrowed(heads: Sequence[Column], cells: Sequence[Sequence[Line]], width: int) -> int:
    """Breaks what can be broken, the heads and then the names, before any figure is cut; returns what is taken now."""
    for head in heads:
        head.header = str(head.header).replace(" ", "\n")
    taken = _taken(heads, cells)
    heads[0].width = max(LEAST_NAME, (heads[0].width or 0) - max(0, taken - GAP - width))
    return _taken(heads, cells)


def legend(view: View) -> Line:
    """What each mark means."""
    line = Line()
    for status in STATUSES:
        line.append("  " if line else "").append(view.status(status))
    return line


def _standing_heads(view: View, departments: Sequence[Department]) -> list[Column]:
    return [
        _name_head(view, _name_width(view, departments)),
        Column(view.say("报送", "Submitted"), no_wrap=True),
        Column(view.say("得分", "Score"), justify="right", no_wrap=True),
        *_since_head(view),
        Column(view.say("等次", "Grade"), no_wrap=True),
        *(
            Column(SEVERITIES[severity].of(view.language).capitalize(), justify="right", no_wrap=True)
            for severity in reversed(Severity)
        ),
    ]


def _name_width(view: View, departments: Sequence[Department]) -> int:
    longest = max((cell_len(view.of(department.name)) for department in departments), default=0)
    return min(max(longest, LEAST_NAME), max(view.width // 4, WIDE_NAME))


def _name_head(view: View, width: int) -> Column:
    return Column(view.say("部门", "Department"), overflow="fold", width=width)


def _standing(view: View, department: Department) -> list[Line]:
    is_in = department.state in (State.ACCEPTED, State.ACCEPTED_WITH_ERRORS)
    return [
        Line(view.of(department.name)),
        Line(STATES[department.state].of(view.language), style="" if is_in else "red"),
        Line(score_text(department.score)),
        *_since(view, department),
        Line("-" if department.grade is None else view.of(department.grade)),
        *(
            Line(str(number), style=SEVERITY_STYLES[severity] if number else "dim")
            for severity, number in counts(tuple((department.name, flag) for flag in own_flags(department))).items()
        ),
    ]


def _since_head(view: View) -> list[Column]:
    """The head of the change of score; none where there is nothing to compare with."""
    previous = view.report.previous
    if previous is None:
        return []
    return [Column(view.say(f"较{previous.period}", f"Since {previous.period}"), justify="right", no_wrap=True)]


def _since(view: View, department: Department) -> list[Line]:
    if view.report.previous is None:
        return []
    change = score_change(view.report, department)
    if change is None:
        new = department.code and is_new(view.report, department)
        return [Line(view.say("新增", "new") if new else "-", style="dim")]
    style = "green" if change > 0 else "red" if change < 0 else "dim"
    return [Line(change_text(change), style=style)]


def _mark_heads(numbers: Sequence[int]) -> list[Column]:
    return [Column(str(number), justify="right", no_wrap=True) for number in numbers]


def _marks(view: View, department: Department, numbers: Sequence[int]) -> list[Line]:
    statuses = {view.numbers.get(result.indicator): result.status for result in department.results}
    return [_mark(statuses.get(number)) for number in numbers]


def _mark(status: Status | None) -> Line:
    return Line() if status is None else Line(MARKS[status], style=STATUS_STYLES[status])


def _mark_tables(
    view: View, departments: Sequence[Department], numbers: Sequence[int], mark_width: int
) -> Iterator[RenderableType]:
    judged = [department for department in departments if department.results]
    name_width = _name_width(view, judged)
    room = max((view.width - name_width - GAP) // mark_width, 1)
    for start in range(0, len(numbers), room):
        part = numbers[start : start + room]
        table = columns(_name_head(view, name_width), *_mark_heads(part))
        for department in judged:
            table.add_row(Line(view.of(department.name)), *_marks(view, department, part))
        yield Line()
        yield table
