"""Proposes the measures of time limits: between two days, between two moments, or of a time that is entered."""

import re
from fractions import Fraction

from checker.policy.drafting.middles import find_middle
from checker.policy.drafting.proposals import OPERATORS, Place, Proposal, below, find_cycle, rows
from checker.policy.model import Requirement, write_number
from checker.text.bilingual import Text

#: Units of limits between two days, and how many of them there are.
_DAYS = {
    "workdays": ("workdays", 1),
    "days": ("days", 1),
    "months": ("months", 1),
    "weeks": ("days", 7),
    "years": ("months", 12),
}
#: Units of limits between two moments, in minutes.
_MOMENTS = {"minutes": ("minutes", 1), "hours": ("hours", 60), "working hours": ("working_hours", 60)}
#: Seconds in the units that a duration may have.
SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600}
MIDDLE = Text("没有完成的不计入，对吗？", "What isn't done yet is left out. Is that right?")
EACH = Text("是每一件都要达到，还是平均达到？按每一件算。", "Is it each case or the average? Each case is assumed.")
WORKING = Text(
    "几点到几点是工作时间？暂按 pack.yaml 中的 working_day。",
    "When does work begin and end? See working_day in pack.yaml.",
)
LEAST = Text("“数值”栏填实际的时长，单位与目标相同。", "Under “Amount”, enter the time in the unit of the target.")


def propose_limit(requirement: Requirement, place: Place) -> Proposal:
    """Proposes the measure of a time limit: all cases must be in time, or their mean, median or percentile."""
    number, unit = Fraction(requirement.threshold), requirement.unit
    operator = OPERATORS.get(requirement.operator, "at_most")
    if operator in ("at_least", "above", "equals"):
        return _least(requirement, place, number, "above" if operator == "above" else "at_least")
    middle = find_middle(requirement.phrase)
    if middle:
        return _middle(requirement, place, middle, operator)
    made = propose_share_in_time(requirement, place, number, unit, "100%", operator)
    return made or _amounts(requirement, place, number, operator)


def propose_share_in_time(
    requirement: Requirement, place: Place, number: Fraction, unit: str, share: str, operator: str = "at_most"
) -> Proposal | None:
    """Proposes the share of cases that are done within a time; None if its unit can't be counted."""
    target = ("above" if requirement.operator == ">" and requirement.kind == "ratio" else "at_least", share)
    period, asked, _ = find_cycle(requirement, place)
    asked = (*asked, *((WORKING,) if unit == "working hours" else ()), *((EACH,) if share == "100%" else ()))
    if unit in _DAYS:
        name, times = _DAYS[unit]
        if (number * times).denominator == 1:
            return _between(place, ("happened_on", "done_on"), name, number * times, target, period, asked, "within")
    waits = requirement.kind == "limit" or unit == "seconds" or operator == "below"
    if unit in _MOMENTS and not waits:
        name, minutes = _MOMENTS[unit]
        whole = number.denominator == 1
        name, number = (name, number) if whole else (name.replace("hours", "minutes"), number * minutes)
        if number.denominator == 1:
            return _between(place, ("began_at", "done_at"), name, number, target, period, asked, "moment")
    if unit in SECONDS:
        value = write_number(number * SECONDS[unit] / SECONDS[place.duration])
        lines = [
            *rows(place),
            f"denominator: {{requirement: {place.id}}}",
            f"numerator: {{took: {{{operator}: {value}}}}}",
        ]
        tables = (place.table,)
        return Proposal(
            below("proportion", lines), target, period, tables=tables, questions=asked, decided_by="took", limit=value
        )
    return None


def _between(
    place: Place,
    columns: tuple[str, str],
    unit: str,
    number: Fraction,
    target: tuple[str, str],
    period: str,
    asked: tuple[Text, ...],
    decided_by: str,
) -> Proposal:
    begins, done = columns
    limit = f"{{within: {{{unit}: {number}, of: {begins}}}"
    lines = [f"table: {place.table}", f"when: {limit}, done: {done}}}", f"denominator: {{requirement: {place.id}}}"]
    lines.append(f"numerator: {{all: [{{{done}: present}}, {{{done}: {limit}}}}}]}}")
    return Proposal(
        below("proportion", lines),
        target,
        period,
        tables=(place.table,),
        questions=asked,
        decided_by=decided_by,
        limit=f"{number} {unit}",
    )


def _middle(requirement: Requirement, place: Place, middle: tuple[str, ...], operator: str) -> Proposal:
    """The mean, the median or a percentile of the times that cases took."""
    number, unit = Fraction(requirement.threshold), requirement.unit
    name, *at = middle
    period, asked, _ = find_cycle(requirement, place)
    if unit in SECONDS:
        column, value, shown = "took", number * SECONDS[unit] / SECONDS[place.duration], place.duration
    elif unit in ("days", "weeks"):
        column, value, shown = "days_taken", number * _DAYS[unit][1], "days"
    elif unit == "workdays":
        column, value, shown = "workdays_taken", number, "workdays"
    else:
        column, value, shown = "amount", number, unit
    where = f"{{requirement: {place.id}, {column}: present}}"
    lines = [*rows(place), f"column: {column}", *at, f"where: {where}"]
    decided_by = {"took": "duration", "amount": "middle"}.get(column, "days-taken")
    return Proposal(
        below(name, lines),
        (operator, write_number(value)),
        period,
        shown,
        (place.table,),
        (*asked, MIDDLE),
        decided_by,
        write_number(value),
    )


def _least(requirement: Requirement, place: Place, number: Fraction, operator: str) -> Proposal:
    """At least so long: what is kept, or done ahead of a day."""
    period = find_cycle(requirement, place)[0]
    return _share_of_rows(place, number, operator, period, (LEAST,), "least")


def _amounts(requirement: Requirement, place: Place, number: Fraction, operator: str) -> Proposal:
    period, asked, _ = find_cycle(requirement, place)
    return _share_of_rows(place, number, operator, period, (*asked, LEAST, EACH), "limit")


def _share_of_rows(
    place: Place, number: Fraction, operator: str, period: str, questions: tuple[Text, ...], decided_by: str
) -> Proposal:
    """The share of the rows with so much: all of them, until the author says otherwise."""
    value = write_number(number)
    lines = [
        *rows(place),
        f"denominator: {{requirement: {place.id}}}",
        f"numerator: {{amount: {{{operator}: {value}}}}}",
    ]
    return Proposal(
        below("proportion", lines),
        ("at_least", "100%"),
        period,
        tables=(place.table,),
        questions=questions,
        decided_by=decided_by,
        limit=value,
    )


def find_time_limit(within: str) -> tuple[Fraction, str] | None:
    """The time limit beside a share: 4 hours; None if there is none."""
    match = re.match(r"(\d[\d./]*) ([a-z ]+?)(?:;|$)", within)
    return (Fraction(match[1]), match[2]) if match else None
