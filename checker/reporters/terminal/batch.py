"""The screen of the office that runs a quarter: board, district, findings, needs, rows."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Column, Table

from checker.model import Severity, State
from checker.privacy.masking import flag_message
from checker.reporters.terminal.board import board
from checker.reporters.terminal.flags import Caps, findings, found_in, tally
from checker.reporters.terminal.line import Line
from checker.reporters.terminal.sheets import sheet_counts
from checker.reporters.terminal.standings import needs, standings
from checker.reporters.terminal.view import GAP, View, title

CAPS = Caps(per_code=3, of={Severity.ERROR: 15, Severity.RED: 10, Severity.AMBER: 5})
NEEDS = 15


def render_batch(view: View, console: Console) -> None:
    """Prints the board of a quarter and what is behind it."""
    for part in _parts(view):
        console.print(Group(part))


def _parts(view: View) -> Iterator[RenderableType]:
    report = view.report
    yield title(view, view.of(report.district_name))
    yield _submitted(view)
    yield from _rejected(view)
    yield Line()
    submitted = [department for department in report.departments if department.state is not State.MISSING]
    yield from board(view, submitted)
    yield Line()
    district = view.of(report.district_name)
    yield view.heading(f"{district}（汇总）", f"{district} (overall)")
    yield from standings(view, report.district_results, numbered=True)
    yield Line()
    yield view.heading("问题", "Findings")
    district_flags = tuple((report.district_name, flag) for flag in report.district_flags)
    yield tally(view, (*found_in(report.departments), *district_flags))
    # Who has not submitted stands at the top; it is counted here and not listed once more.
    yield from findings(view, (*found_in(submitted), *district_flags), CAPS, named=True)
    wanting = list(needs(view, report.departments, NEEDS))
    if wanting:
        yield Line()
        yield view.heading("各部门的差距", "What the departments need")
        yield from wanting
    yield Line()
    yield view.heading("读入的行", "Rows read")
    yield sheet_counts(view, report.departments)


def _rejected(view: View) -> Iterator[RenderableType]:
    """The workbooks that could not be judged, each with the gravest reason."""
    rejected = [department for department in view.report.departments if department.state is State.REJECTED]
    if not rejected:
        return
    yield Line(view.say(f"退回 {len(rejected)} 个：", f"{len(rejected)} rejected:"), style="red")
    table = Table.grid(Column(overflow="fold"), Column(overflow="fold"), padding=(0, GAP, 0, 0))
    for department in rejected:
        worst = max(department.flags, key=lambda flag: flag.severity, default=None)
        reason = "" if worst is None else flag_message(worst, view.language, view.reveal)
        table.add_row(Line(view.of(department.name)), Line(reason))
    yield Padding.indent(table, 2)


def _submitted(view: View) -> RenderableType:
    departments, missing = view.report.departments, view.report.missing
    number = sum(department.state is not State.MISSING for department in departments)
    back = sum(department.state is State.REJECTED for department in departments)
    line = Line(view.say(f"已报送 {number} 个部门", f"{number} submitted"))
    if back:
        line.append(view.say(f"（其中退回 {back} 个）", f" ({back} of them rejected)"))
    if missing:
        names = view.say("、", ", ").join(view.of(name) for name in missing)
        line.append(view.say(f"，未报送 {len(missing)} 个：{names}", f", {len(missing)} missing: {names}"), style="red")
    return line
