"""What every indicator of the pack heping must come to, for drawn rows: computed a second time, in a simpler way.

Plain Python over plain dicts. Open cells are resolved by trying what they could be; the least number of further good
rows by trying none, one, two, ...; working days by walking. Shares nothing with the checker but the words for a status.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from samples.drawn.heping.generator import PACK, Drawn
from samples.library.definitions import judged
from tests.oracle.heads import heads
from tests.oracle.members import Members, Place
from tests.oracle.officers import officers
from tests.oracle.records import single
from tests.oracle.rules import ROW_RULES, Time
from tests.oracle.silence import is_left_open
from tests.oracle.verdicts import Asked, Sums, all_sums, all_together, is_reachable, needed, share, status_of

#: The plan's own years: the window of an indicator over a term.
PLAN = date(2022, 1, 1), date(2025, 12, 31)
INDICATORS = (*ROW_RULES, "leader-training")
LECTURES = 4
#: The department itself is the one member.
ONE_EACH = ("casefile-review", "court-observation")
MEMBERS = ("officer-training", "leader-training", *ONE_EACH)
#: In which table the units of a share stand.
TABLE_OF_UNITS = {
    "court-appearance": "litigation",
    "disclosure-replies": "disclosure",
    "proposal-satisfaction": "proposals",
    "officer-training": "officers",
    "leader-training": "leaders",
}


@dataclass(frozen=True)
class Expected:
    """What an indicator must come to; None where there is no such number."""

    numerator: int | None
    denominator: int | None
    excluded: int
    unknown: int
    value: Fraction | None
    lower: Fraction | None
    upper: Fraction | None
    status: str
    reachable: bool
    needed: int | None


@dataclass
class Evidence:
    """What one or more departments' rows say of one indicator.

    Attributes:
        units: the places that each row or member may end up in.
        days: of a count of days, which day each row may add.
        most, most_by_now, most_late: how many units rows that may be anybody's can help together.
        silent: how many departments say nothing of a table that it looks at.
        counted: how many departments' rows these are.
        parts: the evidence of each department, where it is that of several.
    """

    units: list[set[Place]] = field(default_factory=list)
    days: list[set[date | None]] = field(default_factory=list)
    most: int = 0
    most_by_now: int = 0
    most_late: int = 0
    silent: int = 0
    counted: int = 1
    parts: list[Evidence] = field(default_factory=list)

    def add(self, other: Evidence) -> None:
        """Takes another department's rows in."""
        self.units += other.units
        self.days += other.days
        self.silent += other.silent
        self.counted += other.counted
        self.parts.append(other)

    def cases(self) -> set[Sums]:
        """Every way in which all units can turn out; a department's rows can help only its own."""
        if self.parts:
            return all_together(part.cases() for part in self.parts)
        return {
            case.without_loans()
            for case in all_sums(places for places in self.units if kinds(places) != {"out"})
            if case.lent <= self.most and case.lent_by_now <= self.most_by_now and case.lent_late <= self.most_late
        }


def evidence_of(drawn: Drawn) -> dict[str, Evidence]:
    """What a department's records say of each indicator that looks at them."""
    drawn = single(drawn)
    return {name: _evidence(name, drawn) for name in INDICATORS if drawn.department in judged(PACK, name)}


def expected(evidence: dict[str, Evidence], as_of: date) -> dict[str, Expected]:
    """What each indicator must come to."""
    return {name: _expected(name, said, _time(name, as_of)) for name, said in evidence.items()}


def together(several: Iterable[dict[str, Evidence]]) -> dict[str, Evidence]:
    """The evidence of several departments taken together, as the district's own."""
    whole: dict[str, Evidence] = {}
    for evidence in several:
        for name, said in evidence.items():
            whole.setdefault(name, Evidence(counted=0)).add(said)
    return whole


def _time(indicator: str, as_of: date) -> Time:
    if indicator == "leader-training":
        return Time(*PLAN, as_of)
    return Time(date(as_of.year, 1, 1), date(as_of.year, 12, 31), as_of)


def _evidence(indicator: str, drawn: Drawn) -> Evidence:
    time, tables = _time(indicator, drawn.as_of), drawn.tables
    if is_left_open(PACK, indicator, drawn.silent):
        return Evidence(silent=1, counted=0)
    if indicator == "officer-training":
        return _of_members(officers(tables["officers"], tables["training"], time))
    if indicator == "leader-training":
        return _of_members(heads(tables["leaders"], tables["leader_training"], time))
    rule = ROW_RULES[indicator]
    each = [rule.comes_to(row, time) for row in tables[rule.table]]
    if indicator == "plenary-lectures":
        return Evidence(days=each)
    if indicator in ONE_EACH:
        return Evidence([_reached_one(each, time)])
    return Evidence([{Place(outcome, outcome) for outcome in found} for found in each])


def _of_members(found: Members) -> Evidence:
    return Evidence(found.units, [], found.most, found.most_by_now, found.most_late)


def _reached_one(counts: Sequence[set[Fraction]], time: Time) -> set[Place]:
    """The department as the one member, which has to come to one by the end."""
    amounts = sum(map(min, counts)), sum(map(max, counts))
    short = Place("fail", "pass" if time.open else "fail", not time.open)
    return {Place("pass", "pass") if amount >= 1 else short for amount in amounts}


def kinds(places: set[Place]) -> set[str]:
    """What of its places matters to a unit: for the value, out is out."""
    return {"out" if place.outcome in ("none", "left out") else place.outcome for place in places}


#: What nobody can say while a sheet is silent.
OPEN = Expected(None, None, 0, 0, None, None, None, "undetermined", True, None)


def _expected(indicator: str, said: Evidence, time: Time) -> Expected:
    if not said.counted:
        return OPEN
    if indicator == "plenary-lectures":
        return _lectures(said.days, time)
    asked = Asked(
        Fraction(95, 100) if indicator == "proposal-satisfaction" else Fraction(1), indicator in MEMBERS, time
    )
    cases = said.cases()
    values = [case.value for case in cases if case.value is not None]
    status = status_of(cases, asked)
    certain = [kinds(places) for places in said.units if len(kinds(places)) == 1]
    passed, failed = certain.count({"pass"}), certain.count({"fail"})
    return Expected(
        numerator=passed,
        denominator=passed + failed,
        excluded=sum({place.outcome for place in places} == {"left out"} for places in said.units),
        unknown=len(said.units) - len(certain),
        value=share(passed, failed),
        lower=min(values, default=None),
        upper=max(values, default=None),
        status=status,
        reachable=not values or any(is_reachable(case, asked) for case in cases),
        needed=needed(cases, asked, status),
    )


def _lectures(rows: Sequence[set[date | None]], time: Time) -> Expected:
    """How many different days there are, for certain and at the most."""
    certain = {day for found in rows if len(found) == 1 for day in found if day is not None}
    open_rows = [found - {None} for found in rows if len(found) > 1]
    one_day = {day for found in open_rows if len(found) == 1 for day in found}
    low = len(certain)
    high = len(certain | one_day) + sum(len(found) > 1 for found in open_rows)
    # A report ends with a month, and four a year are one every three months.
    asked = LECTURES * Fraction(time.as_of.month, 12) if time.open else Fraction(LECTURES)
    good, bad = ("on_track", "behind") if time.open else ("met", "missed")
    statuses = {good if number >= asked else bad for number in (low, high)}
    status = statuses.pop() if len(statuses) == 1 else "undetermined"
    return Expected(
        numerator=low,
        denominator=None,
        excluded=0,
        unknown=len(open_rows),
        value=Fraction(low),
        lower=Fraction(low),
        upper=Fraction(high),
        status=status,
        reachable=time.open or high >= LECTURES,
        needed=None if status == good else LECTURES - low,
    )
