"""The screen for the office that runs a quarter: board, district, flags, needs, row counts."""

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Column, Table

from checker.model import Severity, State
from checker.privacy.masking import flag_message
from checker.reporters.aggregates import all_flags
from checker.reporters.terminal.board import board
from checker.reporters.terminal.flags import Caps, flags_of, list_flags, tally
from checker.reporters.terminal.indicators import list_indicators, list_needs
from checker.reporters.terminal.line import Line
from checker.reporters.terminal.sheets import sheet_counts
from checker.reporters.terminal.view import GAP, View, title

CAPS = Caps(per_code=3, of={Severity.ERROR: 15, Severity.RED: 10, Severity.AMBER: 5})
MOST_NEEDS = 15


def render_batch(view: View, console: Console) -> None:
    """Prints the board of a quarter and the details behind it."""
    for part in _parts(view):
        console.print(Group(part))


def _parts(view: View) -> Iterator[RenderableType]:
    report, district = view.report, view.of(view.report.district_name)
    submitted = [department for department in report.departments if department.state is not State.MISSING]
    yield title(view, district)
    yield _submitted(view)
    yield from _rejected(view)
    yield Line()
    yield from board(view, submitted)
    yield Line()
    yield view.heading(f"{district}（汇总）", f"{district} (overall)")
    yield from list_indicators(view, report.district_results, numbered=True)
    yield Line()
    yield view.heading("问题", "Flags")
    yield tally(view, all_flags(report))
    # The departments that have not submitted are named at the top, so their flags are counted but not listed.
    district_flags = tuple((report.district_name, flag) for flag in report.district_flags)
    yield from list_flags(view, (*flags_of(submitted), *district_flags), CAPS, named=True)
    needs = list(list_needs(view, report.departments, MOST_NEEDS))
    if needs:
        yield Line()
        yield view.heading("各部门的差距", "What the departments need")
        yield from needs
    yield Line()
    yield view.heading("读入的行", "Rows read")
    yield sheet_counts(view, report.departments)


def _rejected(view: View) -> Iterator[RenderableType]:
    """Lists the rejected workbooks, each with its gravest flag."""
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
    rejected = sum(department.state is State.REJECTED for department in departments)
    line = Line(view.say(f"已报送 {number} 个部门", f"{number} submitted"))
    if rejected:
        line.append(view.say(f"（其中退回 {rejected} 个）", f" ({rejected} of them rejected)"))
    if missing:
        names = view.say("、", ", ").join(view.of(name) for name in missing)
        line.append(view.say(f"，未报送 {len(missing)} 个：{names}", f", {len(missing)} missing: {names}"), style="red")
    return line
