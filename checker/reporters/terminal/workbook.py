"""The screen of who submits: what must be fixed, what would be accepted, where each indicator stands, a verdict."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType

from checker.model import Department, Severity, State, Status
from checker.reporters.terminal.findings import Caps, counts, findings, found_in, tally
from checker.reporters.terminal.line import Line
from checker.reporters.terminal.sheets import sheet_counts
from checker.reporters.terminal.standings import standings
from checker.reporters.terminal.view import ASIDE, View, title
from checker.wording import STATES, score_text

CAPS = Caps(per_code=10, of={Severity.ERROR: 40, Severity.RED: 30, Severity.AMBER: 20, Severity.INFO: 10})


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
        yield from standings(view, department.results, numbered=False)
        yield _score(view, department)
        yield Line()
    if department.sheets:
        yield sheet_counts(view, [department])
        yield Line()
    yield verdict(view, department)


def _score(view: View, department: Department) -> Line:
    grade = "-" if department.grade is None else view.of(department.grade)
    score = score_text(department.score)
    return Line(view.say(f"得分 {score}  等次 {grade}", f"Score {score}  Grade {grade}"))


def verdict(view: View, department: Department) -> Line:
    """What to do next, in one line: the last one on the screen."""
    found = counts(found_in([department]))
    errors, doubts = found[Severity.ERROR], found[Severity.AMBER]
    missed = sum(result.status is Status.MISSED for result in department.results)
    if department.state is State.REJECTED:
        words = view.say("退回：请按上面的说明改正后重新报送", "Rejected: fix what is said above, then submit again")
        return Line(words, style="bold red")
    if errors:
        return Line(view.say(f"须先改正 {errors} 处再报送", f"Fix {errors} before submitting"), style="bold red")
    if department.state is State.ACCEPTED_WITH_ERRORS:  # they were filtered out
        return Line(view.say("还有未列出的错误须改正", "There are errors that are not listed here"), style="bold red")
    if not missed and not doubts:
        return Line(view.say("可以报送，没有发现问题", "Ready to submit; nothing to fix"), style="bold green")
    parts = [view.say(f"{missed} 项未达标", f"targets missed: {missed}")] if missed else []
    parts += [view.say(f"{doubts} 处请核对或改正", f"to fix or confirm: {doubts}")] if doubts else []
    return Line(view.say("可以报送：", "Ready to submit; ") + view.say("，", ", ").join(parts), style="bold yellow")
