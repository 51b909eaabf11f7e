"""What became different between two reports of the same workbooks: for whoever corrects one and saves it again.

Findings are the same if their fingerprints are, wherever their rows have moved to. Compares; judges nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rich.console import Console, Group, RenderableType
from rich.padding import Padding

from checker.model import Department, Report, Result
from checker.reporters.terminal.flags import STATUS_CODES, Found, findings, found_in
from checker.reporters.terminal.line import Line
from checker.reporters.terminal.standings import explanations
from checker.reporters.terminal.view import ASIDE, View
from checker.reporters.terminal.workbook import CAPS, render_workbooks, verdict
from checker.wording.labels import STATES, score_text
from checker.wording.results import figure_text, fraction_text


@dataclass(frozen=True)
class Moved:
    """A result that is not what it was; None on the side where there was none."""

    before: Result | None
    after: Result | None


@dataclass(frozen=True)
class DepartmentChange:
    """One department, as it was and as it is; some of the two is different.

    Attributes:
        moved: the results that changed, in the report's order.
    """

    before: Department
    after: Department
    moved: tuple[Moved, ...]


@dataclass(frozen=True)
class Changes:
    """What is different in the later of two reports.

    Attributes:
        other: the workbooks are for another pack or period or of other departments now: nothing can be compared.
        gone: findings that are no longer there.
        new: findings that were not there before.
        altered: findings that are still there, of a cell or with an answer that is another now.
        departments: those whose results, score or state changed.
    """

    other: bool = False
    gone: Found = ()
    new: Found = ()
    altered: Found = ()
    departments: tuple[DepartmentChange, ...] = ()

    @property
    def none(self) -> bool:
        """Whether everything is as it was."""
        return not (self.other or self.gone or self.new or self.altered or self.departments)


def changes(before: Report, after: Report) -> Changes:
    """What is different in the later of two reports.

    Targets that are missed or met are told by the results and are no findings here.
    """
    if _identity(before) != _identity(after):
        return Changes(other=True)
    was, now = _listed(before), _listed(after)
    known = {flag.fingerprint: (flag.observed, flag.answer) for _, flag in was}
    altered = tuple(
        pair
        for pair in now
        if pair[1].fingerprint in known and known[pair[1].fingerprint] != (pair[1].observed, pair[1].answer)
    )
    pairs = zip(before.departments, after.departments, strict=True)
    departments = (DepartmentChange(old, new, _moved(old, new)) for old, new in pairs)
    return Changes(
        gone=_without(was, now),
        new=_without(now, was),
        altered=altered,
        departments=tuple(
            each for each in departments if each.moved or _standing(each.before) != _standing(each.after)
        ),
    )


def render_changes(view: View, changed: Changes, console: Console) -> None:
    """Prints what changed, and what to do next; the whole screen where nothing can be compared."""
    if changed.other:
        said = view.say(
            "报送单位、报送期或指标包变了，以下是全部结果", "Another department, period or pack now; here is all of it"
        )
        console.print(Group(Line(said, style="bold")))
        render_workbooks(view, console)
        return
    for part in _parts(view, changed):
        console.print(Group(part))


def _identity(report: Report) -> tuple[object, ...]:
    return report.pack, report.period, tuple(department.code for department in report.departments)


def _listed(report: Report) -> Found:
    found = found_in(report.departments)
    return tuple((name, flag) for name, flag in found if not flag.code.id.startswith(STATUS_CODES))


def _without(found: Found, others: Found) -> Found:
    left = Counter(flag.fingerprint for _, flag in others)
    kept = []
    for name, flag in found:
        if left[flag.fingerprint]:
            left[flag.fingerprint] -= 1
        else:
            kept.append((name, flag))
    return tuple(kept)


def _moved(before: Department, after: Department) -> tuple[Moved, ...]:
    was = {result.indicator: result for result in before.results}
    now = {result.indicator: result for result in after.results}
    pairs = (Moved(was.get(indicator), now.get(indicator)) for indicator in dict.fromkeys((*now, *was)))
    return tuple(pair for pair in pairs if _figures(pair.before) != _figures(pair.after))


def _figures(result: Result | None) -> tuple[object, ...] | None:
    """What people are told of a result."""
    if result is None:
        return None
    bounds = (result.lower, result.upper, result.numerator, result.denominator)
    return result.status, result.value, *bounds, result.needed, result.reachable, result.reason


def _standing(department: Department) -> tuple[object, ...]:
    return department.state, department.score, department.grade


def _parts(view: View, changed: Changes) -> Iterator[RenderableType]:
    if changed.none:
        yield Line(view.say("没有变化", "Nothing changed"), style=ASIDE)
        return
    named = len(view.report.departments) > 1
    # What would have been accepted matters no more where nothing has to be.
    gone = tuple((name, replace(flag, expected=None, answer=None)) for name, flag in changed.gone)
    for zh, en, style, found in (
        ("已消除", "Gone", "bold green", gone),
        ("新出现", "New", "bold red", changed.new),
        ("有改动，仍有问题", "Altered and still wrong", "bold yellow", changed.altered),
    ):
        if found:
            yield Line(view.say(f"{zh} {len(found)} 处", f"{en}: {len(found)}"), style=style)
            yield from (Padding.indent(part, 2) for part in findings(view, found, CAPS, named))
    for change in changed.departments:
        yield from _department(view, change)
    for department in view.report.departments:
        yield verdict(view, department).append(view.brackets(view.of(department.name)) if named else "")


def _department(view: View, changed: DepartmentChange) -> Iterator[RenderableType]:
    before, after = changed.before, changed.after
    line = Line(view.of(after.name), style="bold")
    state, score = STATES[before.state].of(view.language), score_text(before.score)
    if before.state is not after.state:
        line.append(f"  {state} → {STATES[after.state].of(view.language)}")
    if score != score_text(after.score):
        line.append(view.say("  得分 ", "  score ") + f"{score} → {score_text(after.score)}")
    if before.grade != after.grade and before.grade is not None and after.grade is not None:
        line.append(view.say("  等次 ", "  grade ") + f"{view.of(before.grade)} → {view.of(after.grade)}")
    yield line
    for moved in changed.moved:
        yield Padding.indent(_movement(view, moved), 2)
        if moved.after is not None:
            yield from (Padding.indent(Line(said, style=ASIDE), 4) for said in explanations(view, moved.after))


def _movement(view: View, moved: Moved) -> Line:
    sides = [_stand(view, result) for result in (moved.before, moved.after)]
    line = sides[0]
    if sides[0].plain != sides[1].plain:
        line.append(" → ").append(sides[1])
    shown = moved.after or moved.before
    return line.append("  " + view.name_of(shown.indicator)) if shown else line


def _stand(view: View, result: Result | None) -> Line:
    """Status, value and counts of one side."""
    if result is None:
        return Line("-", style=ASIDE)
    figure = figure_text(result, view.unit_of(result.indicator, result.unit), view.language)
    counted = fraction_text(result)
    return view.status(result.status).append(f" {figure}" + (view.brackets(counted) if counted else ""))
