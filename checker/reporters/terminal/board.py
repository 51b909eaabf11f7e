"""The board: departments by score, with a mark for each of their indicators beside the scores or below them."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Column

from checker.model import Department, Result, Severity, State
from checker.reporters.aggregates import (
    change_text,
    count_severities,
    is_new,
    judged_text,
    own_flags,
    rank,
    rank_text,
    score_change,
)
from checker.reporters.terminal.line import Line
from checker.reporters.terminal.view import (
    ASIDE,
    GAP,
    HEADING,
    SEVERITY_STYLES,
    STATUS_STYLES,
    View,
    legend,
    make_table,
)
from checker.wording.funnels import ranks_in_short
from checker.wording.labels import MARKS, score_text

#: The width of a department's name: at least, at least if columns can be left out, at most on a narrow screen.
LEAST_NAME, ROOMY_NAME, WIDE_NAME = 10, 16, 24
#: The columns that can be left out, one after the other. Who was rejected is listed above the board.
SPARE = ("state", "judged", "rank")
SEVERITIES = tuple(reversed(Severity))


def board(view: View, departments: Sequence[Department]) -> Iterator[RenderableType]:
    """Lists departments, best score first, with score, grade and counts, and with the marks beside them if they fit."""
    departments = rank(departments)
    ids, heads, rows, width = _lay_out(view, departments)
    numbers = list(view.numbers.values())
    fits = width + len(numbers) * _mark_width(numbers) - GAP <= view.width
    table = make_table(*heads, *(_mark_heads(numbers) if fits else ()))
    for index, (department, row) in enumerate(zip(departments, rows, strict=True)):
        if department.group is not None and (index == 0 or departments[index - 1].group != department.group):
            table.add_row(Line(view.of(department.group), style=HEADING))
        table.add_row(*row, *(_marks(view, department.results, numbers) if fits else ()))
    yield table
    if "rank" in ids and sum(each.rank is not None for each in departments) > 1:
        yield Line(view.of(ranks_in_short(view.report)), style=ASIDE)
    yield from adjustments(view, departments)
    if not fits:
        judged = [(view.of(department.name), department.results) for department in departments if department.results]
        yield from _mark_tables(view, view.head("department"), judged)
    yield Line()
    yield legend(view)


def subtotal_board(view: View) -> Iterator[RenderableType]:
    """Shows the marks of groups and of the units above departments, each unit below the one that it belongs to."""
    named = [
        (f"{'  ' * each.depth}{view.of(each.name)}{view.brackets(f'{each.counted}/{each.departments}')}", each.results)
        for each in view.report.subtotals
    ]
    if named:
        yield Line()
        yield view.heading("分组和上级单位（已计入/全部）", "Groups and units (counted/all)")
        yield from _mark_tables(view, view.say("分组或单位", "Group or unit"), named)


def adjustments(view: View, departments: Sequence[Department], *, named: bool = True) -> Iterator[RenderableType]:
    """Says what limits on points and one-vote vetoes have changed of scores and grades."""
    for department in departments:
        name = f"{view.of(department.name)}{view.colon}" if named else ""
        yield from (Line(f"{name}{view.of(said)}", style="red") for said in department.remarks)


def _lay_out(view: View, departments: Sequence[Department]) -> tuple[list[str], list[Column], list[list[Line]], int]:
    """Gives the ids of the columns, the columns, the rows, and the width with a gap after the last column.

    On a narrow screen, columns that other parts of the screen or the files repeat are left out: a figure that is cut is
    worse than none.
    """
    all_ids = _ids(view, departments)
    for number in range(len(SPARE) + 1):
        ids = [id for id in all_ids if id not in SPARE[:number]]
        heads = [_head(view, departments, id) for id in ids]
        rows = [[_cell(view, department, id) for id in ids] for department in departments]
        wanted, width = heads[0].width or 0, _measure(heads, rows)
        if width - GAP > view.width:
            width = _narrow(heads, rows, view.width)
        if width - GAP <= view.width and (heads[0].width or 0) >= min(wanted, ROOMY_NAME):
            break
    return ids, heads, rows, width


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


def _ids(view: View, departments: Sequence[Department]) -> list[str]:
    """Names the columns: one that would be empty is left out."""
    there = {
        "rank": any(department.rank for department in departments),
        "judged": any(department.asked for department in departments),
        "change": view.report.previous is not None,
    }
    ids = ("department", "rank", "state", "judged", "score", "change", "grade", *(each.word for each in SEVERITIES))
    return [id for id in ids if there.get(id, True)]


def _head(view: View, departments: Sequence[Department], id: str) -> Column:
    if id == "department":
        return _name_head(view, view.head("department"), [view.of(each.name) for each in departments])
    severities = {each.word: view.severity_words(each) for each in SEVERITIES}
    if id in severities:
        return Column(severities[id], justify="right", no_wrap=True)
    head = view.change_heading if id == "change" else view.head(id)
    return Column(head, justify="left" if id in ("rank", "state", "grade") else "right", no_wrap=True)


def _cell(view: View, department: Department, id: str) -> Line:
    match id:
        case "department":
            return Line(view.of(department.name))
        case "rank":
            return Line(rank_text(department.rank, view.language))
        case "state":
            is_accepted = department.state in (State.ACCEPTED, State.ACCEPTED_WITH_ERRORS)
            return Line(view.state_words(department.state), style="" if is_accepted else "red")
        case "judged":
            return Line(judged_text(department), style=ASIDE)
        case "score":
            return Line(score_text(department.score))
        case "change":
            return _change(view, department)
        case "grade":
            return Line("-" if department.grade is None else view.of(department.grade))
        case _:
            counts = count_severities(own_flags(department))
            severity = next(each for each in SEVERITIES if each.word == id)
            return Line(str(counts[severity]), style=SEVERITY_STYLES[severity] if counts[severity] else "dim")


def _name_head(view: View, head: str, names: Sequence[str]) -> Column:
    longest = max(map(cell_len, names), default=0)
    width = min(max(longest, LEAST_NAME), max(view.width // 4, WIDE_NAME))
    return Column(head, overflow="fold", width=width)


def _change(view: View, department: Department) -> Line:
    change = score_change(view.report, department)
    if change is None:
        new = department.code and is_new(view.report, department)
        return Line(view.say("新增", "new") if new else "-", style="dim")
    return Line(change_text(change), style="green" if change > 0 else "red" if change < 0 else "dim")


def _mark_heads(numbers: Sequence[int]) -> list[Column]:
    return [Column(str(number), justify="right", no_wrap=True) for number in numbers]


def _mark_width(numbers: Sequence[int]) -> int:
    return max(map(len, map(str, numbers)), default=1) + GAP


def _marks(view: View, results: Sequence[Result], numbers: Sequence[int]) -> list[Line]:
    by_number = {view.numbers.get(result.indicator): result.status for result in results}
    statuses = [by_number.get(number) for number in numbers]
    return [Line() if status is None else Line(MARKS[status], style=STATUS_STYLES[status]) for status in statuses]


def _mark_tables(view: View, head: str, named: Sequence[tuple[str, Sequence[Result]]]) -> Iterator[RenderableType]:
    """Shows a mark for each result, in as many tables as the screen is too narrow for."""
    names, numbers = _name_head(view, head, [name for name, _ in named]), list(view.numbers.values())
    most = max((view.width - (names.width or 0) - GAP) // _mark_width(numbers), 1)
    for start in range(0, len(numbers), most):
        part = numbers[start : start + most]
        table = make_table(names.copy(), *_mark_heads(part))
        for name, results in named:
            table.add_row(Line(name), *_marks(view, results, part))
        yield Line()
        yield table
