"""What signals over several departments look at, and what they give: counts, prints and places, never whole tables."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from fractions import Fraction
from typing import Any

from checker.checks.prints import RowPrints
from checker.codes import Code
from checker.definitions.indicators import Indicator
from checker.definitions.task import Task
from checker.frozen import dataclass
from checker.model import Department, Place, Previous, Result
from checker.periods import parse_period
from checker.text.bilingual import Text


@dataclass(frozen=True)
class Seen:
    """Something that is worth a look in one department, or the comparison of a count with chance.

    Attributes:
        department: its code.
        place: where it is.
        values: for the message's named places.
        indicator: the indicator that it concerns, or empty.
        p: how probable such a count is by chance; None if nothing was compared with chance.
        strong: whether it is worth a look as far as this comparison alone can say.
    """

    department: str
    place: Place
    values: Mapping[str, Any]
    indicator: str = ""
    p: Fraction | None = None
    strong: bool = True


@dataclass(frozen=True)
class Compared:
    """The counts of one result and of its predecessor.

    Attributes:
        judged, excluded: the units in the denominator or undecided, and those left out.
        judged_before, excluded_before: the same in the previous report, whose period is `period`.
        time_now: this report's part of the time that both cover, if more time means more rows; a half for a roster;
            None if the two can't be compared.
        leaves_out: whether a rule leaves rows out for good.
    """

    department: str
    place: Place
    indicator: str
    name: Text
    judged: int
    excluded: int
    judged_before: int
    excluded_before: int
    period: str
    time_now: Fraction | None
    leaves_out: bool


@dataclass(frozen=True)
class Batch:
    """The departments of a whole report.

    Attributes:
        departments: those that are known, by code.
        prints: their rows, by department and table.
        task: what they were judged against.
        previous: the earlier report, or None.
    """

    departments: Mapping[str, Department]
    prints: Mapping[str, Mapping[str, RowPrints]]
    task: Task
    previous: Previous | None = None
    _times: dict[str, Fraction | None] = field(default_factory=dict)

    def sheet_name(self, department: str, table: str) -> str:
        """The name of the sheet that holds a table; empty if there is none."""
        sheets = self.departments[department].sheets
        return next((each.sheet for each in sheets if each.table == table), "")

    def compared(self) -> Iterator[Compared]:
        """Yields the results that count rows or members and have a predecessor, judged by the same version.

        An earlier run of the same period is none: its rows are the same rows, so chance has nothing to say of them.
        """
        previous, pack = self.previous, self.task.pack
        if previous is None or previous.rerun or previous.pack_version != pack.header.version:
            return
        for code, department in sorted(self.departments.items()):
            for result in department.results:
                before = previous.standings.get((code, result.indicator))
                judged = _judged(result)
                if before is None or before.judged is None or judged is None:
                    continue
                indicator = self.task.own(result.indicator, code)
                table = result.measured.numerator_rows.table
                yield Compared(
                    code,
                    Place(sheet=self.sheet_name(code, table), table=table),
                    indicator.id,
                    indicator.name.text,
                    judged,
                    result.excluded,
                    before.judged,
                    before.excluded,
                    previous.period,
                    self._time_now(indicator, result, previous),
                    indicator.asked.leaves_out() is not None and result.measured.grows,
                )

    def _time_now(self, indicator: Indicator, result: Result, previous: Previous) -> Fraction | None:
        measured = result.measured
        if not measured.grows:
            is_roster = measured.members and all(member.row is not None for member in measured.members)
            return Fraction(1, 2) if is_roster else None
        if not indicator.asked.dated_by():
            return Fraction(1, 2)
        if indicator.id not in self._times:
            self._times[indicator.id] = self._part(indicator, previous)
        return self._times[indicator.id]

    def _part(self, indicator: Indicator, previous: Previous) -> Fraction | None:
        """The part of the months of both windows that lies in this one, each up to its as-of date."""
        plan, year_month = self.task.pack.plan, self.task.pack.header.year_month
        if previous.as_of is None:
            return None
        now = indicator.window(self.task.period, plan)
        then = indicator.window(parse_period(previous.period, year_month), plan)
        months = now.elapsed(self.task.as_of) * now.months
        earlier = then.elapsed(previous.as_of) * then.months
        return months / (months + earlier) if months and earlier else None


def _judged(result: Result) -> int | None:
    """How many units are in the denominator or undecided; None if the value is no share of units."""
    counts, below = result.measured.counts, result.denominator
    if result.measured.shape != "share" or below is None or below != counts.passed + counts.failed:
        return None
    return counts.passed + counts.failed + result.unknown


Look = Callable[[Batch], Iterable[Seen]]


@dataclass(frozen=True)
class BatchSignal:
    """Looks at all departments of a report together; it changes no result.

    Attributes:
        code: the one kind of flag that it gives.
        look: gives what it sees, and every comparison with chance.
    """

    code: Code
    look: Look


def batch_signal(code: Code) -> Callable[[Look], BatchSignal]:
    """Declares the decorated function as the signal for `code`."""
    return lambda look: BatchSignal(code, look)
