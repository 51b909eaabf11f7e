"""Decides which consequences apply only after several periods, from what earlier reports say of these."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from checker.definitions.repeated import Repeated
from checker.definitions.task import Task
from checker.definitions.veto import find_grade
from checker.measures.toolkit.bounds import satisfies
from checker.model import Department, Previous, Status
from checker.model.consequences import Consequence
from checker.periods import Window, parse_period
from checker.text.bilingual import Text, join_texts
from checker.text.money_words import sum_text

#: Gives the newest reports of the periods of a pack before one, by the ids of both.
Past = Callable[[str, str], Sequence[Previous]]


def no_past(pack: str, period: str) -> Sequence[Previous]:
    """Gives no earlier reports: there is no ledger."""
    return ()


def apply_repeated(
    departments: Sequence[Department], task: Task, past: Past, previous: Previous | None
) -> list[Department]:
    """Settles the consequences that ask for several periods; all others stay."""
    rules = task.pack.header.consequences
    if all(rule.when is None for rule in rules):
        return list(departments)
    reports = {_window(each, task): each for each in past(task.pack.header.id, task.period.label)}
    if previous is not None:
        reports.setdefault(_window(previous, task), previous)

    def settled(department: Department) -> Iterator[Consequence]:
        for each in department.consequences:
            when = rules[each.rule].when
            yield each if when is None else _settled(each, when, department, reports, task)

    return [replace(each, consequences=tuple(settled(each))) if each.consequences else each for each in departments]


def _window(report: Previous, task: Task) -> Window:
    return parse_period(report.period, task.pack.header.year_month).window


def _settled(
    each: Consequence, when: Repeated, department: Department, reports: dict[Window, Previous], task: Task
) -> Consequence:
    """Keeps it if there were enough periods, makes it nothing if there can't have been, else leaves it open."""
    held: list[Text] = [Text("本期", "this period")] if (now := _now(when, department, task)) else []
    unknown: list[Text] = [Text("本期", "this period")] if now is None else []
    window = task.period.window
    for _ in range(when.periods - 1):
        window = window.just_before()
        if window.end < task.pack.plan.start:
            break  # nobody was judged then
        report = reports.get(window)
        name = window.days if report is None else window.labelled(report.period)
        early = report is None or (report.as_of is not None and report.as_of < window.end)
        was = None if early or report is None else _then(when, department.code, report, task)
        if was is None:
            unknown.append(name)
        elif was:
            held.append(name)
    said = _held_text(when, held)
    if len(held) >= when.needed or each.amount == 0:
        return replace(each, text=Text(f"{each.text.zh}；{said.zh}", f"{each.text.en}; {said.en}"))
    if len(held) + len(unknown) < when.needed:
        zero, nothing = Fraction(0), sum_text(0, each.unit)
        text = Text(f"{each.title.zh}：{nothing.zh}（{said.zh}）", f"{each.title.en}: {nothing.en} ({said.en})")
        share = None if each.share is None else zero
        return replace(each, share=share, amount=zero, low=zero, high=zero, text=text, charges=())
    named = join_texts(unknown, "、", ", ")
    shown = Text("金额未知", "amount unknown")
    if each.high is not None:
        least, most = sum_text(0, each.unit), sum_text(each.high, each.unit)
        shown = Text(f"{least.zh}至{most.zh}之间", f"between {least.en} and {most.en}")
    text = Text(
        f"{each.title.zh}：{shown.zh}（{said.zh}；没有这些报送期的最后结果：{named.zh}，"
        f"请用 --previous 或台账（--ledger）给出）；如果适用，{each.text.zh}",
        f"{each.title.en}: {shown.en} ({said.en}; no final result is known of {named.en}: give a report (--previous) "
        f"or a ledger (--ledger) that has it); if it applies, {each.text.en}",
    )
    return replace(each, share=None, amount=None, low=Fraction(0), provisional=True, text=text)


def _held_text(when: Repeated, held: Sequence[Text]) -> Text:
    """Says in which of the periods it was so, of how many are needed."""
    zh = f"连续 {when.needed} 期" if when.in_a_row else f"{when.periods} 期内 {when.needed} 次"
    en = f"{when.needed} periods in a row" if when.in_a_row else f"{when.needed} of {when.periods} periods"
    named = join_texts(held, "、", ", ") if held else Text("没有", "none")
    return Text(f"要求{zh}，已有：{named.zh}", f"it takes {en}; so far: {named.en}")


def _now(when: Repeated, department: Department, task: Task) -> bool | None:
    if when.score is not None:
        return None if department.score is None else satisfies(department.score, when.score.target)
    if when.grade is not None:
        return _as_bad(when.grade, None if department.grade is None else department.grade.zh, task)
    status = next((each.status for each in department.results if each.indicator == when.missed), None)
    return _missed(status)


def _then(when: Repeated, code: str, report: Previous, task: Task) -> bool | None:
    if when.score is not None:
        score = report.scores.get(code)
        return None if score is None else satisfies(score, when.score.target)
    if when.grade is not None:
        return _as_bad(when.grade, report.grades.get(code), task)
    standing = report.standings.get((code, when.missed or ""))
    return _missed(None if standing is None else standing.status)


def _missed(status: Status | None) -> bool | None:
    return None if status in (None, Status.UNDETERMINED) else status is Status.MISSED


def _as_bad(asked: str, found: str | None, task: Task) -> bool | None:
    """Whether a grade is the one that is asked for, or a worse one."""
    grades = task.pack.header.grades
    place, limit = None if found is None else find_grade(found, grades), find_grade(asked, grades)
    return None if place is None or limit is None else place >= limit
