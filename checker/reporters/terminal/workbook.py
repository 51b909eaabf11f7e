"""The screen for a department: what to fix, how each indicator is doing, and what to do next."""

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType

from checker.model import Department, Severity
from checker.reporters.terminal.flags import STATUS_CODES, Caps, flags_of, list_flags, tally
from checker.reporters.terminal.indicators import list_indicators
from checker.reporters.terminal.line import Line
from checker.reporters.terminal.sheets import sheet_counts
from checker.reporters.terminal.view import ASIDE, View, title
from checker.wording.labels import score_text
from checker.wording.next_step import next_step

#: Errors may fill the screen. Other flags share the room that is left.
CAPS = Caps(
    per_code=10, of={Severity.ERROR: 60, Severity.RED: 30, Severity.AMBER: 20, Severity.INFO: 10}, least=3, room=60
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
    yield Line(f"{view.quote(department.file)}  {view.state_words(department.state)}", style=ASIDE)
    yield Line()
    if department.flags:
        yield tally(view, department.flags)
        yield from list_flags(view, flags_of([department]), CAPS, named=False)
        hint = view.say("编码的说明：checker explain 编码", "More about a code: checker explain CODE")
        yield Line(hint, style=ASIDE)
        yield Line()
    if department.results:
        # These flags are about an indicator as a whole, so their answers appear with the indicators.
        of_indicators = (flag for flag in department.flags if flag.code.id.startswith(STATUS_CODES))
        answers = {flag.indicator: flag.answer for flag in of_indicators if flag.answer is not None}
        yield from list_indicators(view, department.results, numbered=False, answers=answers)
        grade = "-" if department.grade is None else view.of(department.grade)
        score = score_text(department.score)
        yield Line(view.say(f"得分 {score}  等次 {grade}", f"Score {score}  Grade {grade}"))
        yield Line()
    if department.sheets:
        yield sheet_counts(view, [department])
        yield Line()
    yield advice(view, department)


def advice(view: View, department: Department) -> Line:
    """Says in one line what to do next. It is the last line of the screen."""
    step = next_step(department)
    return Line(view.of(step.text), style=URGENCIES[step.urgency])
