"""Proposes the measure of a requirement: over which table it is counted, and what its target is."""

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from checker.policy.drafting.limits import find_time_limit, propose_limit, propose_share_in_time
from checker.policy.drafting.proposals import OPERATORS, Place, Proposal, below, find_cycle, rows
from checker.policy.drafting.words import load_words
from checker.policy.model import Requirement
from checker.text.bilingual import Text

#: Units that are counted in rows; of any other, the rows have an amount.
COUNTED = {
    "", "times", "sessions", "cases", "incidents", "items", "visits", "articles", "copies", "organisations",
    "households", "units", "places", "institutions", "vehicles", "sets", "rounds", "lessons", "persons", "beds",
}  # fmt: skip
#: A larger number is entered as an amount, not row by row.
MOST_COUNTED = 24
#: Units of time that are kept, or are to pass before something.
_KEPT = {"years", "months", "weeks", "days", "workdays"}
AMOUNTS = Text("在“数值”栏填什么，按什么单位？", "What is entered under “Amount”, and in which unit?")
FACTOR = Text(
    "换算到多少工时？按这一比率通行的算法。", "Per how many hours? The usual number for such a rate is assumed."
)
CEILING = Text(
    "上限是每个单位的，还是合计的？按每个单位算。",
    "Is the ceiling for each department, or for all together? Each is assumed.",
)
MONTHLY = Text("按期的填“是”；每月一行。", "Enter one row per month, with yes if it was in time.")
SHARED = Text(
    "几个单位都要完成，还是有一行按期完成就算？按一行算。", "Must every row be in time, or is one enough? One is taken."
)

#: What says that a ceiling is for each of those judged.
WHOSE = ("for_each: department",)


def propose(requirement: Requirement, place: Place) -> Proposal | None:
    """Proposes a measure; None if none fits."""
    maker = _MAKERS.get(requirement.kind)
    return None if maker is None else maker(requirement, place)


def _share(requirement: Requirement, place: Place) -> Proposal:
    if requirement.kind == "ratio" and any(map(str.isdigit, requirement.whom)):
        return _rate(requirement, place)
    operator = OPERATORS.get(requirement.operator, "at_least")
    value = requirement.threshold if requirement.unit == "" else f"{requirement.threshold}%"
    if operator == "equals" or requirement.operator == "before":
        operator = "at_most" if requirement.threshold == "0" else "at_least"
    limit = find_time_limit(requirement.within)
    if limit and requirement.kind == "ratio" and operator in ("at_least", "above"):
        made = propose_share_in_time(requirement, place, *limit, value)
        if made:
            return made
    lines = [*rows(place), f"denominator: {{requirement: {place.id}}}", "numerator: {counts: true}"]
    period, asked, _ = find_cycle(requirement, place)
    return Proposal(
        below("proportion", lines),
        (operator, value),
        period,
        tables=(place.table,),
        questions=asked,
        decided_by="share",
    )


def _rate(requirement: Requirement, place: Place) -> Proposal:
    """So many for each 200,000 hours: the cases that count over the sum of the amounts, times the number."""
    factor = "".join(filter(str.isdigit, requirement.whom))
    where = f"where: {{requirement: {place.id}}}"
    lines = ["numerator:", "  count:"]
    lines += [f"    {line}" for line in (*rows(place), f"where: {{requirement: {place.id}, counts: true}}")]
    lines += ["denominator:", "  total:", *(f"    {line}" for line in (*rows(place), "column: amount", where))]
    lines.append(f"factor: {factor}")
    operator = OPERATORS.get(requirement.operator, "at_most")
    operator = "at_most" if operator == "equals" else operator
    target = (operator, requirement.threshold)
    period, asked, _ = find_cycle(requirement, place)
    return Proposal(
        below("ratio", lines), target, period, requirement.whom, (place.table,), (*asked, AMOUNTS), decided_by="rate"
    )


def _zero(requirement: Requirement, place: Place) -> Proposal:
    lines = [*rows(place), f"where: {{requirement: {place.id}, counts: true}}"]
    period, asked, _ = find_cycle(requirement, place)
    return Proposal(below("count", lines), ("at_most", "0"), period, "cases", (place.table,), asked, decided_by="zero")


def _count(requirement: Requirement, place: Place) -> Proposal:
    if requirement.unit in _KEPT and not requirement.period_written:
        return propose_limit(requirement, place)
    per = next((factor for words, factor in load_words()["rates"].items() if re.search(words, requirement.phrase)), "")
    if per and requirement.unit == "" and requirement.kind == "count":
        made = _rate(replace(requirement, whom=per), place)
        return replace(made, questions=(*made.questions, FACTOR))
    operator = OPERATORS.get(requirement.operator, "at_least")
    operator = "at_least" if operator == "equals" else operator
    period, asked, times = find_cycle(requirement, place, of_cases=False)
    value = Fraction(requirement.threshold) * times
    whole = value.denominator == 1 and value <= MOST_COUNTED
    if whole and (requirement.unit in COUNTED or requirement.kind == "frequency"):
        lines = [*rows(place), f"where: {{requirement: {place.id}}}", "distinct: record_no"]
        measure, decided_by = "count", "count"
    else:
        lines = [*rows(place), "column: amount", f"where: {{requirement: {place.id}}}"]
        measure, decided_by, asked = "total", "amount", (*asked, AMOUNTS)
    target = (operator, str(value))
    unit = requirement.unit or "times"
    caps = operator in ("at_most", "below") and value > 0
    return Proposal(
        below(measure, lines),
        target,
        period,
        unit,
        (place.table,),
        (*asked, *((CEILING,) if caps else ())),
        decided_by,
        more=WHOSE if caps else (),
    )


def _person(requirement: Requirement, place: Place) -> Proposal:
    operator = "at_most" if requirement.operator in ("<=", "<") else "at_least"
    if operator == "at_most":
        return _count(requirement, place)
    period, asked, times = find_cycle(requirement, place, of_cases=False)
    value = Fraction(requirement.threshold) * times
    each = [*rows(place), f"where: {{requirement: {place.id}}}", "match: {member_no: member_no}"]
    measure = "count"
    if requirement.unit not in COUNTED:
        measure, asked = "total", (*asked, AMOUNTS)
        each.insert(2, "column: amount")
    decided_by = f"member-{'count' if measure == 'count' else 'amount'}"
    lines = ["members: members", "during: {from: in_post_from, to: in_post_to}", "each:"]
    lines += [f"  {line}" for line in below(measure, each)]
    unit = requirement.unit or "times"
    lines.append(f'reach: {{at_least: {value}, unit: {{zh: "{unit}", en: "{unit}"}}}}')
    return Proposal(
        below("cohort", lines),
        ("at_least", "100%"),
        period,
        tables=("members", place.table),
        questions=asked,
        decided_by=decided_by,
        limit=str(value),
    )


def _deadline(requirement: Requirement, place: Place) -> Proposal:
    due = requirement.threshold
    if len(due) == 2:  # a day of each month
        made = _share(requirement, place)
        period = requirement.period if requirement.period in ("month", "quarter") else "month"
        return Proposal(
            made.lines, ("at_least", "100%"), period, tables=made.tables, questions=(MONTHLY,), decided_by="share"
        )
    lines = [f"table: {place.table}", f"where: {{requirement: {place.id}}}", "done: done_on", f"due: {_day(due)}"]
    lines += [f"each: {{requirement: [{place.id}]}}", "rows: any"]
    period = "once" if len(due) == 10 else "year"
    return Proposal(
        below("milestone", lines), ("at_least", "100%"), period, "", (place.table,), (SHARED,), "day", limit=due
    )


def _trend(requirement: Requirement, place: Place) -> Proposal:
    falls = requirement.operator == "down"
    share = (requirement.unit in ("%", "points", "") and "率" in requirement.phrase) or "rate" in requirement.phrase
    if share:
        of = below(
            "proportion", [*rows(place), f"denominator: {{requirement: {place.id}}}", "numerator: {counts: true}"]
        )
    else:
        of = below("count", [*rows(place), f"where: {{requirement: {place.id}, counts: true}}"])
    lines = ["of:", *(f"  {line}" for line in of), "against: last-year"]
    target = ("below" if falls else "above", "0")
    if requirement.threshold:
        by_ratio = requirement.unit == "%" and not share
        lines.append(f"by: {'ratio' if by_ratio else 'difference'}")
        sign = "-" if falls else ""
        target = ("at_most" if falls else "at_least", f"{sign}{requirement.threshold}%")
    else:
        lines.append("by: difference")
    lines += ["before: rows", "zero_base: undetermined"]
    return Proposal(below("change", lines), target, "year", tables=(place.table,), decided_by="trend")


def _day(due: str) -> str:
    return due if len(due) == 10 else f'"{due}"'


_MAKERS: dict[str, Callable[[Requirement, Place], Proposal]] = {
    "ratio": _share,
    "coverage": _share,
    "ordering": _share,
    "zero": _zero,
    "count": _count,
    "frequency": _count,
    "per_person": _person,
    "deadline": _deadline,
    "within": propose_limit,
    "limit": propose_limit,
    "trend": _trend,
}
