"""Proposes the measure of a requirement: over which table it is counted, and what its target is."""

from collections.abc import Callable
from fractions import Fraction

from checker.frozen import dataclass
from checker.policy.drafting.middles import find_middle
from checker.policy.model import Requirement
from checker.text.bilingual import Text

#: Units that are counted in rows; of any other, the rows have an amount.
COUNTED = {
    "", "times", "sessions", "cases", "incidents", "items", "visits", "articles", "copies", "organisations",
    "households", "units", "places", "institutions", "vehicles", "sets", "rounds", "lessons", "persons", "beds",
}  # fmt: skip
#: A larger number is entered as an amount, not row by row.
MOST_COUNTED = 24
_CYCLES = {"week", "month", "quarter", "half", "year", "term", "once"}
_DAYS_OF_A_WEEK = 7
_OPERATORS = {">=": "at_least", "<=": "at_most", ">": "above", "<": "below", "==": "equals"}
_DAYS = {"workdays": "workdays", "days": "days", "months": "months"}
AMOUNTS = Text("在“数值”栏填什么，按什么单位？", "What is entered under “Amount”, and in which unit?")
EACH = Text("是每一件都要达到，还是平均达到？按每一件算。", "Is it each case or the average? Each case is taken.")
CYCLE = Text(
    "原文按日（或学期），本程序按周（或年）评判：目标已按此折算，对吗？",
    "The document says day or semester; here a week or a year is judged, with the target for it. Is that right?",
)
SHARED = Text(
    "几个单位都要完成，还是有一行按期完成就算？按一行算。", "Must every row be in time, or is one enough? One is taken."
)


@dataclass(frozen=True)
class Proposal:
    """The measure of a requirement.

    Attributes:
        lines: of `measure:`, below the key.
        target: the operator and the value.
        period: the window that it is judged over.
        unit: the unit of the value, if it is no share.
        tables: the tables that it reads.
        questions: what the proposal assumes.
        decided_by: what an example of it needs.
        limit: the number or day that its rows are compared with.
    """

    lines: tuple[str, ...]
    target: tuple[str, str]
    period: str
    unit: str = ""
    tables: tuple[str, ...] = ("records",)
    questions: tuple[Text, ...] = ()
    decided_by: str = ""
    limit: str = ""


def propose(requirement: Requirement, id: str) -> Proposal | None:
    """Proposes a measure; None if none fits."""
    maker = _MAKERS.get(requirement.kind)
    return None if maker is None else maker(requirement, id)


def _rows(id: str, when: str = "happened_on") -> list[str]:
    return ["table: records", f"when: {when}"]


def _share(requirement: Requirement, id: str) -> Proposal:
    if requirement.kind == "ratio" and any(map(str.isdigit, requirement.whom)):
        return _rate(requirement, id)
    operator = _OPERATORS.get(requirement.operator, "at_least")
    value = requirement.threshold if requirement.unit == "" else f"{requirement.threshold}%"
    if operator == "equals" or requirement.operator == "before":
        operator = "at_most" if requirement.threshold == "0" else "at_least"
    lines = [*_rows(id), f"denominator: {{requirement: {id}}}", "numerator: {counts: true}"]
    period, questions, _ = _cycle(requirement)
    return Proposal(_below("proportion", lines), (operator, value), period, questions=questions, decided_by="share")


def _rate(requirement: Requirement, id: str) -> Proposal:
    """So many for each 200,000 hours: the cases that count over the sum of the amounts, times the number."""
    factor = "".join(filter(str.isdigit, requirement.whom))
    where = f"where: {{requirement: {id}}}"
    lines = ["numerator:", "  count:"]
    lines += [f"    {line}" for line in (*_rows(id), f"where: {{requirement: {id}, counts: true}}")]
    lines += ["denominator:", "  total:", *(f"    {line}" for line in (*_rows(id), "column: amount", where))]
    lines.append(f"factor: {factor}")
    operator = _OPERATORS.get(requirement.operator, "at_most")
    operator = "at_most" if operator == "equals" else operator
    target = (operator, requirement.threshold)
    period, questions, _ = _cycle(requirement)
    return Proposal(
        _below("ratio", lines), target, period, requirement.whom, questions=(*questions, AMOUNTS), decided_by="rate"
    )


def _zero(requirement: Requirement, id: str) -> Proposal:
    lines = [*_rows(id), f"where: {{requirement: {id}, counts: true}}"]
    period, questions, _ = _cycle(requirement)
    return Proposal(_below("count", lines), ("at_most", "0"), period, "cases", questions=questions, decided_by="zero")


def _count(requirement: Requirement, id: str) -> Proposal:
    operator = _OPERATORS.get(requirement.operator, "at_least")
    operator = "at_least" if operator == "equals" else operator
    period, questions, times = _cycle(requirement)
    value = Fraction(requirement.threshold) * times
    whole = value.denominator == 1 and value <= MOST_COUNTED
    if whole and (requirement.unit in COUNTED or requirement.kind == "frequency"):
        lines = [*_rows(id), f"where: {{requirement: {id}}}", "distinct: record_no"]
        measure, decided_by = "count", "count"
    else:
        lines = [*_rows(id), "column: amount", f"where: {{requirement: {id}}}"]
        measure, decided_by, questions = "total", "amount", (*questions, AMOUNTS)
    target = (operator, str(value))
    return Proposal(
        _below(measure, lines), target, period, requirement.unit or "times", questions=questions, decided_by=decided_by
    )


def _person(requirement: Requirement, id: str) -> Proposal:
    operator = "at_most" if requirement.operator in ("<=", "<") else "at_least"
    if operator == "at_most":
        return _count(requirement, id)
    period, questions, times = _cycle(requirement)
    value = Fraction(requirement.threshold) * times
    each = [*_rows(id), f"where: {{requirement: {id}}}", "match: {member_no: member_no}"]
    measure = "count"
    if requirement.unit not in COUNTED:
        measure, questions = "total", (*questions, AMOUNTS)
        each.insert(2, "column: amount")
    decided_by = f"member-{'count' if measure == 'count' else 'amount'}"
    lines = ["members: members", "during: {from: in_post_from, to: in_post_to}", "each:"]
    lines += [f"  {line}" for line in _below(measure, each)]
    unit = requirement.unit or "times"
    lines.append(f'reach: {{at_least: {value}, unit: {{zh: "{unit}", en: "{unit}"}}}}')
    return Proposal(
        _below("cohort", lines),
        ("at_least", "100%"),
        period,
        tables=("members", "records"),
        questions=questions,
        decided_by=decided_by,
        limit=str(value),
    )


def _deadline(requirement: Requirement, id: str) -> Proposal:
    due = requirement.threshold
    if len(due) == 2:  # a day of each month
        made = _share(requirement, id)
        return Proposal(made.lines, ("at_least", "100%"), "month", questions=(EACH,), decided_by="share")
    lines = ["table: records", f"where: {{requirement: {id}}}", "done: done_on", f"due: {_day(due)}"]
    lines += [f"each: {{requirement: [{id}]}}", "rows: any"]
    period = "once" if len(due) == 10 else "year"
    return Proposal(
        _below("milestone", lines), ("at_least", "100%"), period, questions=(SHARED,), decided_by="day", limit=due
    )


def _within(requirement: Requirement, id: str) -> Proposal:
    unit = requirement.unit
    number = Fraction(requirement.threshold)
    if unit == "weeks":
        unit, number = "days", number * 7
    if unit == "years":
        unit, number = "months", number * 12
    if unit in _DAYS and number.denominator == 1:
        limit = f"{{within: {{{unit}: {number}, of: happened_on}}"
        lines = ["table: records", f"when: {limit}, done: done_on}}", f"denominator: {{requirement: {id}}}"]
        lines.append(f"numerator: {{all: [{{done_on: present}}, {{done_on: {limit}}}}}]}}")
        return Proposal(
            _below("proportion", lines), ("at_least", "100%"), "year", decided_by="within", limit=f"{number} {unit}"
        )
    operator = "below" if requirement.operator == "<" else "at_most"
    middle = find_middle(requirement.phrase)
    if middle:
        name, *at = middle
        lines = [*_rows(id), "column: amount", *at, f"where: {{requirement: {id}}}"]
        target, period, decided_by = (operator, str(number)), _cycle(requirement)[0], "amount"
        return Proposal(
            _below(name, lines), target, period, unit, questions=(AMOUNTS,), decided_by=decided_by, limit=str(number)
        )
    lines = [*_rows(id), f"denominator: {{requirement: {id}}}", f"numerator: {{amount: {{{operator}: {number}}}}}"]
    return Proposal(
        _below("proportion", lines),
        ("at_least", "100%"),
        "year",
        questions=(AMOUNTS, EACH),
        decided_by="limit",
        limit=str(number),
    )


def _trend(requirement: Requirement, id: str) -> Proposal:
    falls = requirement.operator == "down"
    share = (requirement.unit in ("%", "points", "") and "率" in requirement.phrase) or "rate" in requirement.phrase
    if share:
        of = _below("proportion", [*_rows(id), f"denominator: {{requirement: {id}}}", "numerator: {counts: true}"])
    else:
        of = _below("count", [*_rows(id), f"where: {{requirement: {id}, counts: true}}"])
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
    return Proposal(_below("change", lines), target, "year", decided_by="trend")


def _cycle(requirement: Requirement) -> tuple[str, tuple[Text, ...], int]:
    """The window of a requirement's period, and how many of its periods are in it."""
    period = requirement.period
    if period in _CYCLES:
        return period, (), 1
    if period == "two_years":
        return "two-years", (), 1
    if period == "semester":
        return "year", (CYCLE,), 2
    if period == "day":
        return "week", (CYCLE,), _DAYS_OF_A_WEEK
    return "year", (), 1


def _day(due: str) -> str:
    return due if len(due) == 10 else f'"{due}"'


def _below(key: str, lines: list[str]) -> tuple[str, ...]:
    return (f"{key}:", *(f"  {line}" for line in lines))


_MAKERS: dict[str, Callable[[Requirement, str], Proposal]] = {
    "ratio": _share,
    "coverage": _share,
    "ordering": _share,
    "zero": _zero,
    "count": _count,
    "frequency": _count,
    "per_person": _person,
    "deadline": _deadline,
    "within": _within,
    "limit": _within,
    "trend": _trend,
}
