"""Writes worked examples of a proposed measure: one that meets the target, one short of it, one that can't be decided.

What they expect follows from the rule in words, never from what the program makes of it.
"""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

from checker.policy.drafting.example_rows import DAY, MOST_ROWS, Three, on, row, share_between
from checker.policy.drafting.proposals import Proposal
from checker.policy.model import write_number

_NAMES = (("达到", "Met"), ("没有达到", "Missed"), ("看不清，不能判定", "Unreadable, so undecided"))
_STATUSES = ("met", "missed", "undetermined")
#: A limit of more hours than this has no examples.
MOST_HOURS = 240


def write_examples(proposal: Proposal, id: str, year: int, department: str = "") -> list[str]:
    """Writes the lines of `examples:`; none where the rows would be too many.

    Args:
        proposal: the measure.
        id: of the requirement.
        year: a year of the plan; the examples are judged at its end.
        department: by whose values they are judged, if the target differs.
    """
    maker = _MAKERS.get(proposal.decided_by)
    three = maker(proposal, id, year) if maker else None
    if three is None:
        return []
    lines = ["examples:"]
    for (zh, en), status, rows in zip(_NAMES, _STATUSES, three, strict=True):
        lines += [f"  - name: {{zh: {zh}, en: {en}}}" if "," not in en else f'  - name: {{zh: {zh}, en: "{en}"}}']
        lines += [f"    department: {department}"] if department else []
        lines += [f"    period: {_period(proposal, year)}", "    rows:"]
        if proposal.decided_by.startswith("member"):
            lines += ["      members:", "        - {member_no: B1}"]
        table = proposal.tables[-1]
        lines += [f"      {table}:", *(f"        - {{{row}}}" for row in rows)] if rows else [f"      {table}: []"]
        lines.append(f"    expect: {{status: {status}}}")
    return lines


def _period(proposal: Proposal, year: int) -> str:
    """The period of the examples: that in which the day of their rows lies."""
    week = date(year, *DAY).isocalendar().week
    return {"month": f"{year}-{DAY[0]}", "week": f"{year}W{week:02d}"}.get(proposal.period, f"{year}Q4")


def _share(proposal: Proposal, id: str, year: int) -> Three | None:
    if proposal.ceiling is not None:
        return share_between(proposal, id, year, proposal.ceiling[1])
    good, bad = ("true", "false") if proposal.target[0] in ("at_least", "above") else ("false", "true")
    return (
        [row(id, 1, on(year), f"counts: {good}")],
        [row(id, 1, on(year), f"counts: {bad}")],
        [row(id, 1, on(year), "counts: invalid")],
    )


def _zero(proposal: Proposal, id: str, year: int) -> Three | None:
    return (
        [row(id, 1, on(year), "counts: false")],
        [row(id, 1, on(year), "counts: true")],
        [row(id, 1, on(year), "counts: invalid")],
    )


def _rate(proposal: Proposal, id: str, year: int) -> Three | None:
    """One case in one hour is more than any rate allows; none in many is the least there can be."""
    factor = next(
        (Fraction(line.strip()[8:]) for line in proposal.lines if line.strip().startswith("factor: ")), Fraction(1)
    )
    if Fraction(proposal.target[1]) >= factor:
        return None
    few, many = "counts: false, amount: 1000000", "counts: true, amount: 1"
    if proposal.target[0] in ("at_least", "above"):
        few, many = many, few
    return (
        [row(id, 1, on(year), few)],
        [row(id, 1, on(year), many)],
        [row(id, 1, on(year), "counts: invalid, amount: 1")],
    )


def _edges(proposal: Proposal) -> tuple[Fraction, Fraction]:
    """The value nearest to the target that meets it, and the nearest that doesn't, one apart."""
    operator, value = proposal.target[0], Fraction(proposal.target[1])
    return {
        "at_least": (value, value - 1),
        "above": (value + 1, value),
        "at_most": (value, value + 1),
        "below": (value - 1, value),
    }[operator]


def _count(proposal: Proposal, id: str, year: int) -> Three | None:
    good, bad = _edges(proposal)
    if good.denominator != 1 or not 0 <= min(good, bad) <= MOST_ROWS:
        return None
    rows = [row(id, index, on(year)) for index in range(1, int(max(good, bad)) + 1)]
    unclear = [*rows[: int(min(good, bad))], row(id, 99, "happened_on: invalid")]
    return rows[: int(good)], rows[: int(bad)], unclear


def _amount(proposal: Proposal, id: str, year: int) -> Three | None:
    good, bad = _edges(proposal)
    if min(good, bad) < 0:  # less than one: half of it and more than it are as near
        half = Fraction(proposal.target[1]) / 2
        good, bad = (half, good + 1) if good < bad else (good + 1, half)
    return _three_amounts(id, year, good, bad)


def _three_amounts(id: str, year: int, good: Fraction, bad: Fraction, *more: str) -> Three:
    return (
        [row(id, 1, *more, on(year), f"amount: {write_number(good)}")],
        [row(id, 1, *more, on(year), f"amount: {write_number(bad)}")],
        [row(id, 1, *more, on(year), "amount: invalid")],
    )


def _limit(proposal: Proposal, id: str, year: int) -> Three | None:
    limit = Fraction(proposal.limit)
    return _three_amounts(id, year, limit / 2, limit + 1)


def _least(proposal: Proposal, id: str, year: int) -> Three | None:
    limit = Fraction(proposal.limit)
    return _three_amounts(id, year, limit + 1, limit / 2)


def _took(proposal: Proposal, id: str, year: int) -> Three | None:
    limit = Fraction(proposal.limit)
    return (
        [row(id, 1, on(year), f"took: {write_number(limit / 2)}")],
        [row(id, 1, on(year), f"took: {write_number(limit + 1)}")],
        [row(id, 1, on(year), "took: invalid")],
    )


def _days_taken(proposal: Proposal, id: str, year: int) -> Three | None:
    limit = int(Fraction(proposal.limit)) + 1
    day = date(year, *DAY)
    early = f"happened_on: {day}"
    return (
        [row(id, 1, early, f"done_on: {day}")],
        [row(id, 1, early, f"done_on: {day + timedelta(2 * limit + 20)}")],
        [row(id, 1, early, "done_on: invalid")],
    )


def _within(proposal: Proposal, id: str, year: int) -> Three | None:
    """A row that is due in December and done at the end of it is late, whatever the holidays are."""
    number, unit = proposal.limit.split()
    due = date(year, *DAY)
    if unit == "months":
        months = year * 12 + DAY[0] - 1 - int(number)
        begins = date(months // 12, months % 12 + 1, DAY[1])
    else:
        days = int(number) * 7 // 5 if unit == "workdays" else int(number)
        begins = due - timedelta(days + (2 if unit == "workdays" else 0))
    return (
        [row(id, 1, f"happened_on: {due}", f"done_on: {due}")],
        [row(id, 1, f"happened_on: {begins}", f"done_on: {year}-12-30")],
        [row(id, 1, f"happened_on: {due}", "done_on: invalid")],
    )


def _moment(proposal: Proposal, id: str, year: int) -> Three | None:
    number, unit = proposal.limit.split()
    hours = Fraction(number) / (60 if unit.endswith("minutes") else 1)
    if hours > MOST_HOURS:
        return None
    begins = f"began_at: {date(year, *DAY)} 10:00"
    return (
        [row(id, 1, begins, f"done_at: {date(year, *DAY)} 10:00")],
        [row(id, 1, begins, f"done_at: {year}-12-30 10:00")],
        [row(id, 1, begins, "done_at: invalid")],
    )


def _day(proposal: Proposal, id: str, year: int) -> Three | None:
    due = proposal.limit if len(proposal.limit) == 10 else f"{year}-{proposal.limit}"
    return [row(id, 1, f"done_on: {due}")], [row(id, 1)], [row(id, 1, "done_on: invalid")]


def _member_amount(proposal: Proposal, id: str, year: int) -> Three | None:
    goal = Fraction(proposal.limit)
    return _three_amounts(id, year, goal, max(goal - 1, Fraction(0)), "member_no: B1")


def _member_count(proposal: Proposal, id: str, year: int) -> Three | None:
    goal = Fraction(proposal.limit)
    if goal.denominator != 1 or not 1 <= goal <= MOST_ROWS:
        return None
    rows = [row(id, index, "member_no: B1", on(year)) for index in range(1, int(goal) + 1)]
    unclear = [*rows[:-1], row(id, 99, "member_no: B1", "happened_on: invalid")]
    return rows, rows[:-1], unclear


def _trend(proposal: Proposal, id: str, year: int) -> Three | None:
    """Two cases a year before; fewer (or more) now, as many now, and a number that can't be read now."""

    def rows(of: int, *counts: str) -> list[str]:
        return [
            row(id, of * 10 + index, f"happened_on: {year - 1 + of}-06-15", f"counts: {each}")
            for index, each in enumerate(counts)
        ]

    before = rows(0, "true", "false", "true", "false")
    falls = proposal.target[0] in ("below", "at_most")
    better = rows(1, "false", "false") if falls else rows(1, "true", "true", "true", "true")
    return (
        before + better,
        before + rows(1, "true", "false", "true", "false"),
        before + rows(1, "invalid", "invalid", "invalid", "invalid"),
    )


_MAKERS: dict[str, Callable[[Proposal, str, int], Three | None]] = {
    "share": _share,
    "zero": _zero,
    "rate": _rate,
    "count": _count,
    "amount": _amount,
    "limit": _limit,
    "within": _within,
    "moment": _moment,
    "took": _took,
    "duration": _took,
    "middle": _amount,
    "days-taken": _days_taken,
    "least": _least,
    "day": _day,
    "member-amount": _member_amount,
    "member-count": _member_count,
    "trend": _trend,
}
