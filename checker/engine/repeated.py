"""Decides which consequences apply only after several periods, from what earlier reports say of these."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from checker.definitions.repeated import Repeated
from checker.definitions.task import Task
from checker.definitions.veto import find_grade
from checker.frozen import dataclass
from checker.measures.toolkit.bounds import satisfies
from checker.model import Department, Previous, Status
from checker.model.consequences import Applies, Consequence
from checker.periods import Window, parse_period
from checker.text.bilingual import Text, join_texts
from checker.text.money_words import sum_text

_APPLIES = {"yes": Text("适用", "yes"), "no": Text("不适用", "no"), "unknown": Text("尚未确定", "not known yet")}
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
        window = _window(previous, task)
        if window not in reports or _is_early(reports[window], window):
            reports[window] = previous

    def settled(department: Department) -> Iterator[Consequence]:
        for each in department.consequences:
            when = rules[each.rule].when
            yield each if when is None else _settled(each, when, department, reports, task)

    return [replace(each, consequences=tuple(settled(each))) if each.consequences else each for each in departments]


def _is_early(report: Previous, window: Window) -> bool:
    """Whether a report was made before its period was over."""
    return report.as_of is not None and report.as_of < window.end


def _window(report: Previous, task: Task) -> Window:
    return parse_period(report.period, task.pack.header.year_month).window


def _settled(
    each: Consequence, when: Repeated, department: Department, reports: dict[Window, Previous], task: Task
) -> Consequence:
    """Keeps it if there were enough periods, makes it nothing if there can't have been, else leaves it open."""
    held: list[Text] = [Text("本期", "this period")] if (now := _now(when, department, task)) else []
    unknown: list[Text] = [Text("本期", "this period")] if now is None else []
    window, begins = task.period.window, _begins(department, task)
    for _ in range(when.periods - 1):
        window = window.just_before()
        if window.end < begins:
            break  # it was not judged then
        report = reports.get(window)
        name = window.days if report is None else window.labelled(report.period)
        was = None if report is None or _is_early(report, window) else _then(when, department.code, report, task)
        if was is None:
            unknown.append(name)
        elif was:
            held.append(name)
    said = _held_text(when, held)
    if each.applies:
        return _applied(each, when, _Found(held, unknown, now), said, _is_open(when, department, task))
    if len(held) >= when.needed or each.amount == 0:
        return replace(each, text=Text(f"{each.text.zh}；{said.zh}", f"{each.text.en}; {said.en}"))
    if len(held) + len(unknown) < when.needed:
        zero, nothing = Fraction(0), sum_text(0, each.unit)
        text = Text(f"{each.title.zh}：{nothing.zh}（{said.zh}）", f"{each.title.en}: {nothing.en} ({said.en})")
        share = None if each.share is None else zero
        may = now is False and len(held) + len(unknown) + 1 >= when.needed and _is_open(when, department, task)
        if may:
            text = Text(f"{text.zh}；暂定", f"{text.en}; provisional")
        return replace(each, share=share, amount=zero, low=zero, high=zero, provisional=may, text=text, charges=())
    named = join_texts(unknown, "、", ", ")
    shown = Text("金额未知", "amount unknown")
    if each.high is not None:
        least, most = sum_text(0, each.unit), sum_text(each.high, each.unit)
        shown = Text(f"{least.zh}至{most.zh}", f"between {least.en} and {most.en}")
    text = Text(
        f"{each.title.zh}：{shown.zh}（{said.zh}；没有这些报送期的最终结果：{named.zh}，"
        f"请用 --previous 或台账（--ledger）给出）；如果适用，{each.text.zh}",
        f"{each.title.en}: {shown.en} ({said.en}; no final result is known for {named.en}: give a report (--previous) "
        f"or a ledger (--ledger) that has it); if it applies, {each.text.en}",
    )
    return replace(each, share=None, amount=None, low=Fraction(0), provisional=True, text=text)


@dataclass(frozen=True)
class _Found:
    """The periods in which it was so, those of which it isn't known, and whether it is so in this one."""

    held: Sequence[Text]
    unknown: Sequence[Text]
    now: bool | None


def _applied(each: Consequence, when: Repeated, found: _Found, said: Text, open_: bool) -> Consequence:
    """Says whether something applies that takes no amount."""
    held, unknown = len(found.held), len(found.unknown)
    applies: Applies = "yes" if held >= when.needed else "no" if held + unknown < when.needed else "unknown"
    turned = held - (found.now is True) < when.needed <= held + unknown + (found.now is False)
    provisional = applies == "unknown" or (open_ and turned)
    word, parts = _APPLIES[applies], [said]
    if applies == "unknown":
        named = join_texts(found.unknown, "、", ", ")
        parts.append(Text(f"没有这些报送期的最终结果：{named.zh}", f"no final result is known for {named.en}"))
    elif provisional:
        parts.append(Text("暂定", "provisional"))
    why = join_texts(parts, "；", "; ")
    text = Text(f"{each.title.zh}：{word.zh}（{why.zh}）", f"{each.title.en}: {word.en} ({why.en})")
    return replace(each, applies=applies, provisional=provisional, text=text)


def _begins(department: Department, task: Task) -> date:
    """The first day on which a department may have been judged: the plan's, or its own on the roster."""
    entry = next((each for each in task.pack.roster.departments if each.code == department.code), None)
    since = None if entry is None else entry.since
    return task.pack.plan.start if since is None else max(since, task.pack.plan.start)


def _is_open(when: Repeated, department: Department, task: Task) -> bool:
    """Whether what is asked of this period may still change."""
    early = task.as_of < task.period.window.end
    asked = (each for each in department.results if when.missed in (None, each.indicator))
    return any(each.status is Status.UNDETERMINED or (early and not each.final) for each in asked)


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
    return False if status is None else _missed(status)  # nobody misses a target that isn't theirs


def _then(when: Repeated, code: str, report: Previous, task: Task) -> bool | None:
    if when.score is not None:
        score = report.scores.get(code)
        return None if score is None else satisfies(score, when.score.target)
    if when.grade is not None:
        return _as_bad(when.grade, report.grades.get(code), task)
    standing = report.standings.get((code, when.missed or ""))
    if standing is None:
        return False if code in report.scores else None  # it was judged then, and not by this
    return _missed(standing.status)


def _missed(status: Status) -> bool | None:
    return None if status is Status.UNDETERMINED else status is Status.MISSED


def _as_bad(asked: str, found: str | None, task: Task) -> bool | None:
    """Whether a grade is the one that is asked for, or a worse one."""
    grades = task.pack.header.grades
    place, limit = None if found is None else find_grade(found, grades), find_grade(asked, grades)
    return None if place is None or limit is None else place >= limit
