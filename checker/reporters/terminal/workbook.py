"""The screen of who submits: what must be fixed, what would be accepted, where each indicator stands, a verdict."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType

from checker.model import Answer, Department, Severity
from checker.reporters.terminal.flags import STATUS_CODES, Caps, findings, found_in, tally
from checker.reporters.terminal.line import Line
from checker.reporters.terminal.sheets import sheet_counts
from checker.reporters.terminal.standings import standings
from checker.reporters.terminal.view import ASIDE, View, title
from checker.wording.labels import STATES, score_text
from checker.wording.next_step import next_step

#: Errors may fill the screen; everything else has what room they leave.
CAPS = Caps(
    per_code=10,
    of={Severity.ERROR: 60, Severity.RED: 30, Severity.AMBER: 20, Severity.INFO: 10},
    least=3,
    room=60,
)
URGENCIES = {"stop": "bold red", "open": "bold yellow", "done": "bold green"}


def render_workbooks(view: View, console: Console) -> None:
    """Prints each department's workbook in turn."""
    for index, department in enumerate(view.report.departments):
        if index:
            console.rule(characters="-", style=ASIDE)
        for part in _parts(view, department):
            console.print(Group(part))


def _parts(view: View, department: Department) -> Iterator[RenderableType]:
    yield title(view, view.of(department.name))
    yield Line(f"{view.quote(department.file)}  {STATES[department.state].of(view.language)}", style=ASIDE)
    yield Line()
    if department.flags:
        yield tally(view, found_in([department]))
        yield from findings(view, found_in([department]), CAPS, named=False)
        hint = view.say("编码的说明：checker explain 编码", "More about a code: checker explain CODE")
        yield Line(hint, style=ASIDE)
        yield Line()
    if department.results:
        yield from standings(view, department.results, numbered=False, answers=_of_indicators(department))
        yield _score(view, department)
        yield Line()
    if department.sheets:
        yield sheet_counts(view, [department])
        yield Line()
    yield verdict(view, department)


def _of_indicators(department: Department) -> dict[str, Answer]:
    """What was answered to the flags on indicators as a whole, which are shown nowhere else."""
    flags = (flag for flag in department.flags if flag.code.id.startswith(STATUS_CODES))
    return {flag.indicator: flag.answer for flag in flags if flag.answer is not None}


def _score(view: View, department: Department) -> Line:
    grade = "-" if department.grade is None else view.of(department.grade)
    score = score_text(department.score)
    return Line(view.say(f"得分 {score}  等次 {grade}", f"Score {score}  Grade {grade}"))


def verdict(view: View, department: Department) -> Line:
    """What to do next, in one line: the last one on the screen."""
    advice = next_step(department)
    return Line(view.of(advice.text), style=URGENCIES[advice.urgency])
