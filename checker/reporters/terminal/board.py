"""The board: departments by score, with a mark for each of their indicators beside the scores or below them."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Column

from checker.model import Department, Severity, State, Status
from checker.reporters.aggregates import change_text, count_severities, is_new, own_flags, rank, rank_text, score_change
from checker.reporters.terminal.line import Line
from checker.reporters.terminal.view import ASIDE, GAP, SEVERITY_STYLES, STATUS_STYLES, View, make_table
from checker.wording.funnels import RANKS_IN_SHORT
from checker.wording.labels import MARKS, score_text

#: The width of a department's name: at least, and at most on a narrow screen.
LEAST_NAME, WIDE_NAME = 10, 24


def board(view: View, departments: Sequence[Department]) -> Iterator[RenderableType]:
    """Lists departments, best score first, with score, grade and counts, and with the marks beside them if they fit."""
    departments = rank(departments)
    heads, rows, width = _lay_out(view, departments, ranked=(ranked := _are_ranked(departments)))
    if ranked and width - GAP > view.width:  # ranks are in every file; a figure that is cut is worse than none
        heads, rows, width = _lay_out(view, departments, ranked=(ranked := False))
    numbers = list(view.numbers.values())
    mark_width = max(map(len, map(str, numbers)), default=1) + GAP
    fits = width + len(numbers) * mark_width - GAP <= view.width
    table = make_table(*heads, *(_mark_heads(numbers) if fits else ()))
    for department, row in zip(departments, rows, strict=True):
        table.add_row(*row, *(_marks(view, department, numbers) if fits else ()))
    yield table
    if ranked:
        yield Line(view.of(RANKS_IN_SHORT), style=ASIDE)
    if not fits:
        yield from _mark_tables(view, departments, numbers, mark_width)
    yield Line()
    legend = Line()
    for status in Status:
        legend.append("  " if legend else "").append(view.status(status))
    yield legend


def _lay_out(
    view: View, departments: Sequence[Department], *, ranked: bool
) -> tuple[list[Column], list[list[Line]], int]:
    """Gives the columns, the rows, and the width with a gap after the last column; narrow if the screen is."""
    heads = _heads(view, departments, ranked=ranked)
    rows = [_cells(view, department, ranked=ranked) for department in departments]
    width = _measure(heads, rows)
    return heads, rows, _narrow(heads, rows, view.width) if width - GAP > view.width else width


def _measure(heads: Sequence[Column], rows: Sequence[Sequence[Line]]) -> int:
    """Returns the width of a table, with a gap after its last column."""
    return sum(
        GAP + (head.width or max(map(cell_len, (*str(head.header).splitlines(), *(row[index].plain for row in rows)))))
        for index, head in enumerate(heads)
    )


def _narrow(heads: Sequence[Column], rows: Sequence[Sequence[Line]], width: int) -> int:
    """Breaks the heads, then the names, so that no figure is cut; returns the new width."""
    for head in heads:
        head.header = str(head.header).replace(" ", "\n")
    excess = max(0, _measure(heads, rows) - GAP - width)
    heads[0].width = max(LEAST_NAME, (heads[0].width or 0) - excess)
    return _measure(heads, rows)


def _heads(view: View, departments: Sequence[Department], *, ranked: bool) -> list[Column]:
    figures = [view.head("score"), *([] if view.report.previous is None else [view.change_heading])]
    return [
        _name_head(view, departments),
        *([Column(view.head("rank"), no_wrap=True)] if ranked else []),
        Column(view.head("state"), no_wrap=True),
        *(Column(head, justify="right", no_wrap=True) for head in figures),
        Column(view.head("grade"), no_wrap=True),
        *(Column(view.severity_words(each), justify="right", no_wrap=True) for each in reversed(Severity)),
    ]


def _name_head(view: View, departments: Sequence[Department]) -> Column:
    longest = max((cell_len(view.of(department.name)) for department in departments), default=0)
    width = min(max(longest, LEAST_NAME), max(view.width // 4, WIDE_NAME))
    return Column(view.head("department"), overflow="fold", width=width)


def _are_ranked(departments: Sequence[Department]) -> bool:
    """Whether any department has a rank; else there is no column for it."""
    return any(department.rank for department in departments)


def _cells(view: View, department: Department, *, ranked: bool) -> list[Line]:
    is_accepted = department.state in (State.ACCEPTED, State.ACCEPTED_WITH_ERRORS)
    return [
        Line(view.of(department.name)),
        *([Line(rank_text(department.rank))] if ranked else []),
        Line(view.state_words(department.state), style="" if is_accepted else "red"),
        Line(score_text(department.score)),
        *([] if view.report.previous is None else [_change(view, department)]),
        Line("-" if department.grade is None else view.of(department.grade)),
        *(
            Line(str(number), style=SEVERITY_STYLES[severity] if number else "dim")
            for severity, number in count_severities(own_flags(department)).items()
        ),
    ]


def _change(view: View, department: Department) -> Line:
    change = score_change(view.report, department)
    if change is None:
        new = department.code and is_new(view.report, department)
        return Line(view.say("新增", "new") if new else "-", style="dim")
    return Line(change_text(change), style="green" if change > 0 else "red" if change < 0 else "dim")


def _mark_heads(numbers: Sequence[int]) -> list[Column]:
    return [Column(str(number), justify="right", no_wrap=True) for number in numbers]


def _marks(view: View, department: Department, numbers: Sequence[int]) -> list[Line]:
    by_number = {view.numbers.get(result.indicator): result.status for result in department.results}
    statuses = [by_number.get(number) for number in numbers]
    return [Line() if status is None else Line(MARKS[status], style=STATUS_STYLES[status]) for status in statuses]


def _mark_tables(
    view: View, departments: Sequence[Department], numbers: Sequence[int], mark_width: int
) -> Iterator[RenderableType]:
    judged = [department for department in departments if department.results]
    name = _name_head(view, judged)
    most = max((view.width - (name.width or 0) - GAP) // mark_width, 1)
    for start in range(0, len(numbers), most):
        part = numbers[start : start + most]
        table = make_table(_name_head(view, judged), *_mark_heads(part))
        for department in judged:
            table.add_row(Line(view.of(department.name)), *_marks(view, department, part))
        yield Line()
        yield table
