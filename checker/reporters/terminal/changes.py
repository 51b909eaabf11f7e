"""What changed between two reports of the same workbooks, for a reader who corrects a workbook and saves it again.

Flags are matched by their fingerprints, so they are the same even if their rows have moved.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from rich.console import Console, Group, RenderableType
from rich.padding import Padding

from checker.frozen import dataclass
from checker.model import Department, Flag, Known, Report, Result
from checker.model.fingerprints import Fingerprint
from checker.model.matching import How, Trace, match
from checker.reporters.terminal.flags import STATUS_CODES, OwnedFlags, flags_of, list_flags
from checker.reporters.terminal.indicators import explain
from checker.reporters.terminal.line import Line
from checker.reporters.terminal.screens import CAPS, advice, render_workbooks
from checker.reporters.terminal.view import ASIDE, View
from checker.text.bilingual import Text
from checker.text.levels import EN, ZH, in_own_words
from checker.wording.labels import score_text
from checker.wording.results import figure_text, fraction_text

#: A result that changed, before and after; None if there was no result.
ResultChange = tuple[Result | None, Result | None]


@dataclass(frozen=True)
class DepartmentChange:
    """A department before and after a change, and the results that changed, in the report's order."""

    before: Department
    after: Department
    results: tuple[ResultChange, ...]


@dataclass(frozen=True)
class Changes:
    """The differences between two reports.

    Attributes:
        incomparable: whether the reports differ in pack, period or departments, so nothing can be compared.
        gone: flags that are no longer there.
        new: flags that were not there before.
        altered: flags that are still there, but with another cell value or answer.
        departments: departments whose results, score or state changed.
    """

    incomparable: bool = False
    gone: OwnedFlags = ()
    new: OwnedFlags = ()
    altered: OwnedFlags = ()
    departments: tuple[DepartmentChange, ...] = ()


@in_own_words
def compare_reports(before: Report, after: Report) -> Changes:
    """Compares two reports.

    Flags for missed or met targets are left out, because the results show them.
    """
    if _identity(before) != _identity(after):
        return Changes(incomparable=True)
    pairs = zip(before.departments, after.departments, strict=True)
    departments = (DepartmentChange(one, other, _changed_results(one, other)) for one, other in pairs)
    gone, new, altered = _compare_flags(_flags(before), _flags(after))
    return Changes(
        gone=gone,
        new=new,
        altered=altered,
        departments=tuple(
            each for each in departments if each.results or _grading(each.before) != _grading(each.after)
        ),
    )


@in_own_words
def render_changes(view: View, changes: Changes, console: Console) -> None:
    """Prints what changed and what to do next, or the whole screen if the reports can't be compared."""
    if changes.incomparable:
        zh = f"报送{ZH.单位}、报送期或指标包变了，以下是全部结果"
        notice = view.say(zh, f"The {EN.department}, period or pack has changed. Here are all results")
        console.print(Group(Line(notice, style="bold")))
        render_workbooks(view, console)
        return
    for part in _parts(view, changes):
        console.print(Group(part))


def _identity(report: Report) -> tuple[object, ...]:
    return report.pack, report.period, tuple(department.code for department in report.departments)


def _flags(report: Report) -> OwnedFlags:
    return tuple(pair for pair in flags_of(report.departments) if not pair[1].code.id.startswith(STATUS_CODES))


def _compare_flags(old: OwnedFlags, new: OwnedFlags) -> tuple[OwnedFlags, OwnedFlags, OwnedFlags]:
    """Returns the flags that are gone, the new ones, and those with another cell value or answer.

    If some of several equal flags are gone, it doesn't matter here which.
    """
    matches = match(_traces(old), _traces(new))
    left = {place: pair for place, pair in enumerate(old) if place not in {each.old for each in matches}}
    fresh, altered = list[tuple[Text, Flag]](), list[tuple[Text, Flag]]()
    for pair, found in zip(new, matches, strict=True):
        if found.old is not None:
            earlier = old[found.old][1]
            if (earlier.observed, earlier.answer) != (pair[1].observed, pair[1].answer):
                altered.append(pair)
        elif found.how is How.AMBIGUOUS and (place := _first_equal(pair[1], left)) is not None:
            del left[place]
        else:
            fresh.append(pair)
    return tuple(left.values()), tuple(fresh), tuple(altered)


def _first_equal(flag: Flag, others: Mapping[int, tuple[Text, Flag]]) -> int | None:
    def identity(each: Flag) -> str:
        print = Fingerprint.parse(each.fingerprint)
        return "" if print is None else print.identity

    return next((place for place, (_, other) in others.items() if identity(other) == identity(flag)), None)


def _traces(flags: OwnedFlags) -> list[Trace]:
    prints = (Fingerprint.parse(flag.fingerprint) for _, flag in flags)
    return [Trace(print or Fingerprint("", "", "", Known.NOT)) for print in prints]


def _changed_results(before: Department, after: Department) -> tuple[ResultChange, ...]:
    old = {result.indicator: result for result in before.results}
    new = {result.indicator: result for result in after.results}
    pairs = ((old.get(indicator), new.get(indicator)) for indicator in dict.fromkeys((*new, *old)))
    return tuple(pair for pair in pairs if _shown(pair[0]) != _shown(pair[1]))


def _shown(result: Result | None) -> tuple[object, ...] | None:
    """Returns what a reader sees of a result."""
    if result is None:
        return None
    bounds = (result.lower, result.upper, result.numerator, result.denominator)
    return result.status, result.value, *bounds, result.needed, result.reachable, result.reason


def _grading(department: Department) -> tuple[object, ...]:
    return department.state, department.score, department.grade


def _parts(view: View, changes: Changes) -> Iterator[RenderableType]:
    if changes == Changes():
        yield Line(view.say("没有变化", "Nothing changed"), style=ASIDE)
        return
    named = len(view.report.departments) > 1
    # What is accepted doesn't matter any more for a flag that is gone.
    gone = tuple((name, replace(flag, expected=None, answer=None)) for name, flag in changes.gone)
    for zh, en, style, flags in (
        ("已消除", "Gone", "bold green", gone),
        ("新出现", "New", "bold red", changes.new),
        ("有改动，仍有问题", "Changed but still flagged", "bold yellow", changes.altered),
    ):
        if flags:
            yield Line(view.say(f"{zh} {len(flags)} 处", f"{en}: {len(flags)}"), style=style)
            yield from (Padding.indent(part, 2) for part in list_flags(view, flags, CAPS, named))
    for change in changes.departments:
        yield from _department(view, change)
    for department in view.report.departments:
        yield advice(view, department).append(view.brackets(view.of(department.name)) if named else "")


def _department(view: View, change: DepartmentChange) -> Iterator[RenderableType]:
    before, after = change.before, change.after
    line = Line(view.of(after.name), style="bold")
    if before.state is not after.state:
        line.append(f"  {view.state_words(before.state)} → {view.state_words(after.state)}")
    if score_text(before.score) != score_text(after.score):
        line.append(view.say("  得分 ", "  score ") + f"{score_text(before.score)} → {score_text(after.score)}")
    if before.grade != after.grade and before.grade is not None and after.grade is not None:
        line.append(view.say("  等次 ", "  grade ") + f"{view.of(before.grade)} → {view.of(after.grade)}")
    yield line
    for old, new in change.results:
        yield Padding.indent(_movement(view, old, new), 2)
        if new is not None:
            yield from (Padding.indent(Line(note, style=ASIDE), 4) for note in explain(view, new))


def _movement(view: View, before: Result | None, after: Result | None) -> Line:
    line, end = _summary(view, before), _summary(view, after)
    if line.plain != end.plain:
        line.append(" → ").append(end)
    shown = after or before
    return line.append("  " + view.name_of(shown.indicator)) if shown else line


def _summary(view: View, result: Result | None) -> Line:
    """Writes the status, value and counts of a result."""
    if result is None:
        return Line("-", style=ASIDE)
    figure = figure_text(result, view.unit_of(result), view.language)
    fraction = fraction_text(result)
    return view.status(result.status).append(f" {figure}" + (view.brackets(fraction) if fraction else ""))
