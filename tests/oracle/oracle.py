"""What every indicator of the pack heping must come to, for drawn rows: computed a second time, in a simpler way.

Plain Python over plain dicts. Open cells are resolved by trying what they could be; the least number of further good
rows by trying none, one, two, ...; working days by walking. Shares nothing with the checker but the words for a status.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import product

from oracle.completions import outcomes
from oracle.members import Place, heads, officers
from oracle.rules import ROW_RULES, Time

from benchmarks.definitions import judged
from benchmarks.generator import PACK, Drawn
from benchmarks.values import Row

#: The plan's own years: the window of an indicator over a term.
PLAN = date(2021, 1, 1), date(2025, 12, 31)
TARGETS = {"proposal-satisfaction": Fraction(95, 100), "plenary-lectures": Fraction(4)}
#: Indicators that ask for nothing before their time is over.
AT_THE_END = ("casefile-review", "court-observation", "leader-training")
ONE_EACH = ("casefile-review", "court-observation")
#: Beyond so many further rows none is looked for.
ENOUGH = 400


@dataclass(frozen=True)
class Expected:
    """What an indicator must come to; None where there is no such number.

    Attributes:
        needed: the least number of further good rows or members; None where nothing is needed or nothing helps.
    """

    numerator: Fraction | None
    denominator: Fraction | None
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
        amounts: of a count of days, what each row may add.
    """

    units: list[set[Place]] = field(default_factory=list)
    amounts: list[set[date | None]] = field(default_factory=list)

    def add(self, other: Evidence) -> None:
        """Takes another department's rows in."""
        self.units += other.units
        self.amounts += other.amounts


def time_of(indicator: str, as_of: date) -> Time:
    """The window of an indicator in a report up to a day."""
    if indicator == "leader-training":
        return Time(*PLAN, as_of)
    return Time(date(as_of.year, 1, 1), date(as_of.year, 12, 31), as_of)


def evidence(indicator: str, drawn: Drawn) -> Evidence:
    """What a department's rows say of an indicator."""
    time, tables = time_of(indicator, drawn.as_of), drawn.tables
    if indicator == "officer-training":
        return Evidence(officers(tables["officers"], tables["training"], time))
    if indicator == "leader-training":
        return Evidence(heads(tables["leaders"], tables["leader_training"], time))
    rule = ROW_RULES[indicator]
    each = [
        outcomes(partial(rule.judge, time=time), row, rule.domains(time), rule.means) for row in tables[rule.table]
    ]
    if indicator == "plenary-lectures":
        return Evidence(amounts=each)
    if indicator in ONE_EACH:
        return Evidence([_reached(each, time)])
    return Evidence([{Place(outcome, outcome) for outcome in found} for found in each])


def _reached(counts: Sequence[set[Fraction]], time: Time) -> set[Place]:
    """The department as the one member, which has to come to one."""
    low, high = sum(map(min, counts)), sum(map(max, counts))
    found = set()
    for amount in (low, high):
        found.add(Place("pass", "pass") if amount >= 1 else Place("fail", "pass" if time.open else "fail", not time.open))
    return found


def expected(drawn: Drawn) -> dict[str, Expected]:
    """What each indicator of a department must come to."""
    return {
        indicator: _expected(indicator, evidence(indicator, drawn), time_of(indicator, drawn.as_of))
        for indicator in (*ROW_RULES, "leader-training")
        if drawn.department in judged(PACK, indicator)
    }


def expected_of_district(several: Iterable[Drawn]) -> dict[str, Expected]:
    """What each indicator must come to for the district: its departments' rows taken together."""
    whole: dict[str, Evidence] = {}
    as_of = date.min
    for drawn in several:
        as_of = drawn.as_of
        for indicator in (*ROW_RULES, "leader-training"):
            if drawn.department in judged(PACK, indicator):
                whole.setdefault(indicator, Evidence()).add(evidence(indicator, drawn))
    return {indicator: _expected(indicator, said, time_of(indicator, as_of)) for indicator, said in whole.items()}


def _expected(indicator: str, said: Evidence, time: Time) -> Expected:
    if indicator == "plenary-lectures":
        return _days(said.amounts, time)
    target = TARGETS.get(indicator, Fraction(1))
    decided = Counter(next(iter(places)) for places in said.units if len(_kinds(places)) == 1)
    passed = sum(number for place, number in decided.items() if place.outcome == "pass")
    failed = sum(number for place, number in decided.items() if place.outcome == "fail")
    excluded = sum(number for place, number in decided.items() if place.outcome == "left out")
    undecided = [places for places in said.units if len(_kinds(places)) > 1]
    shifting = [places for places in said.units if len(places) > 1]
    fixed = Counter(next(iter(places)) for places in said.units if len(places) == 1)
    cases = [_Case(fixed + Counter(chosen), target, time, indicator) for chosen in _chosen(shifting)]
    values = [case.value for case in cases if case.value is not None]
    statuses = {case.status for case in cases}
    plain = _Case(decided, target, time, indicator)
    return Expected(
        Fraction(passed),
        Fraction(passed + failed),
        excluded,
        len(undecided),
        plain.value,
        min(values, default=None),
        max(values, default=None),
        statuses.pop() if len(statuses) == 1 else "undetermined",
        any(case.reachable for case in cases),
        plain.needed,
    )


def _kinds(places: set[Place]) -> set[str]:
    """What of its places matters to a unit's count: out is out."""
    return {"out" if place.outcome in ("none", "left out") else place.outcome for place in places}


def _chosen(units: Sequence[set[Place]]) -> Iterator[tuple[Place, ...]]:
    """Every way in which the undecided units can turn out."""
    return product(*units)


@dataclass(frozen=True)
class _Case:
    """One way in which everything has turned out."""

    places: Counter[Place]
    target: Fraction
    time: Time
    indicator: str

    def _count(self, outcome: str, paced: bool = False) -> int:
        return sum(
            number for place, number in self.places.items() if (place.paced if paced else place.outcome) == outcome
        )

    @property
    def value(self) -> Fraction | None:
        return _share(self._count("pass"), self._count("fail"))

    @property
    def status(self) -> str:
        value = self.value
        if value is None:
            return "not_applicable"
        if not self.time.open:
            return "met" if value >= self.target else "missed"
        if not self.reachable:
            return "missed"
        by_now = _share(self._count("pass", paced=True), self._count("fail", paced=True))
        assert by_now is not None
        return "on_track" if by_now >= self.target else "behind"

    @property
    def reachable(self) -> bool:
        if self.value is None or self.value >= self.target:
            return True
        return self.time.open and self._with_all_that_can_still_be_done() >= self.target

    def _with_all_that_can_still_be_done(self) -> Fraction:
        passed, failed = self._count("pass"), self._count("fail")
        if self.indicator in ("officer-training", *AT_THE_END):
            lost = sum(number for place, number in self.places.items() if place.outcome == "fail" and place.settled)
            return Fraction(passed + failed - lost, passed + failed)
        return Fraction(passed + ENOUGH, passed + failed + ENOUGH)

    @property
    def needed(self) -> int | None:
        """Tries none, one, two, ... further good ones."""
        value = self.value
        if value is None or value >= self.target:
            return None
        passed, failed = self._count("pass"), self._count("fail")
        members = self.indicator in ("officer-training", *AT_THE_END)
        for further in range(ENOUGH):
            share = _share(passed + further, failed - further if members else failed)
            if share is not None and share >= self.target:
                return further
            if members and further == failed:
                return None
        return None


def _share(passed: int, failed: int) -> Fraction | None:
    return Fraction(passed, passed + failed) if passed + failed else None


def _days(rows: Sequence[set[date | None]], time: Time) -> Expected:
    """Lectures: how many different days there are, for certain and at the most."""
    certain = {day for found in rows if len(found) == 1 for day in found if day is not None}
    open_rows = [found - {None} for found in rows if len(found) > 1]
    some_day = [found for found in open_rows if len(found) > 1]
    one_day = {day for found in open_rows if len(found) == 1 for day in found}
    low, high = len(certain), len(certain | one_day) + len(some_day)
    asked = 4 * Fraction(time.as_of.month, 12)  # what is drawn ends with a month
    statuses = {_status_of_days(number, asked, time) for number in (low, high)}
    return Expected(
        Fraction(low),
        None,
        0,
        len(open_rows),
        Fraction(low),
        Fraction(low),
        Fraction(high),
        statuses.pop() if len(statuses) == 1 else "undetermined",
        time.open or high >= 4,
        4 - low if low < 4 else None,
    )


def _status_of_days(number: int, asked: Fraction, time: Time) -> str:
    if not time.open:
        return "met" if number >= 4 else "missed"
    return "on_track" if number >= asked else "behind"


def rows_of(drawn: Drawn, table: str) -> list[Row]:
    """The drawn rows of a table."""
    return drawn.tables[table]
