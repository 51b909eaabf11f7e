"""What drawn rows come to on a day, measure by measure: units of a share, amounts, or several quantities."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import inf

from tests.grid.available import Down, down
from tests.grid.cycles import amounts_by_quarter, by_quarter, open_rows
from tests.grid.draws import Rows
from tests.grid.middles import Number, doubtful, hours_of_rows, sure
from tests.grid.most import Options, most_at_once, most_in
from tests.grid.units import END, JUNE, START, Amounts, Unit, counted, due_in_ninety_days, serving
from tests.grid.units import summed as hours_of

NONE = Amounts(Fraction(0), Fraction(0))
#: What nobody knows, and can't be negative.
ANY = Amounts(Fraction(0), inf)


@dataclass(frozen=True)
class Evidence:
    """What the rows of one department come to: units of a share, or an amount (now, and before).

    `left_out` and `pending` are the rows that an exclusion leaves out, and those that are not due yet.
    Of a mean, a median or a percentile, `numbers` has the hours.
    Of figures by quarter, `quarters` has the units of each that is over.
    Of amounts by quarter, `amounts` has that of each that is over.
    Of several quantities, `sides` has the amounts now and before; of a ratio, what is divided and by what; of a ratio
    that is compared, both, now and before.
    Of the most in a stretch, `stretches` has the fullest of each group. Of an availability, `down` has the time; of an
    index, `parts` has what each of its parts comes to.
    """

    units: Sequence[Unit] = ()
    now: Amounts = NONE
    before: Amounts | None = None
    comparable: bool = True
    left_out: Sequence[int] = ()
    pending: Sequence[int] = ()
    sides: Sequence[tuple[Amounts, Amounts]] = ()
    numbers: Sequence[Number] = ()
    quarters: Sequence[Sequence[Unit]] = ()
    amounts: Sequence[Amounts] = ()
    down: Down | None = None
    stretches: Mapping[str, Fraction] = field(default_factory=dict)
    parts: Sequence[Evidence] = ()


def on_their_day(rows: Rows, as_of: date, pace: Fraction) -> Evidence:
    units, pending = due_in_ninety_days(rows["officers"], as_of)
    return Evidence(units, pending=pending)


def several(*columns: str) -> Callable[[Rows, date, Fraction], Evidence]:
    """Amounts now and a year before: the hours, or the rows that say yes in a column."""

    def evidence(rows: Rows, as_of: date, pace: Fraction) -> Evidence:
        spans = (START, last_day(as_of)), (START.replace(year=2021), _a_year_before(as_of))
        cases = rows["cases"]
        sides = [
            tuple(hours_of(cases, *span) if name == "hours" else counted(cases, *span, name) for span in spans)
            for name in columns
        ]
        return Evidence(comparable=compared(rows, as_of, pace).comparable, sides=[(now, then) for now, then in sides])

    return evidence


def quarterly(rows: Rows, as_of: date, pace: Fraction) -> Evidence:
    quarters = by_quarter(rows["cases"], as_of)
    return Evidence(now=Amounts(Fraction(0), inf, (), open_rows(quarters)), quarters=quarters)


def counted_quarterly(rows: Rows, as_of: date, pace: Fraction) -> Evidence:
    amounts = amounts_by_quarter(rows["cases"], as_of)
    return Evidence(
        now=Amounts(NONE.low, inf, (), tuple({row for each in amounts for row in each.open})), amounts=amounts
    )


def fullest(options: Options, days: int = 7, part: int = 1) -> Callable[[Rows, date, Fraction], Evidence]:
    """The most in any stretch of so many days, or a part of it."""

    def evidence(rows: Rows, as_of: date, pace: Fraction) -> Evidence:
        found = most_in(rows["cases"], as_of, options, days, part)
        return Evidence(now=found.amount, stretches=found.sure)

    return evidence


def fullest_of_spans(rows: Rows, as_of: date, pace: Fraction) -> Evidence:
    found = most_at_once(rows["outages"], as_of, 3)
    return Evidence(now=found.amount, stretches=found.sure)


def lost_time(by: bool) -> Callable[[Rows, date, Fraction], Evidence]:
    """The time in which something is down: anything, or the thing that is down for longest."""

    def evidence(rows: Rows, as_of: date, pace: Fraction) -> Evidence:
        found = down(rows["outages"], last_day(as_of), by=by)
        return Evidence(now=Amounts(NONE.low, inf, (), found.undecided), down=found)

    return evidence


HALF = (date(2022, 7, 1), END)


def running(rows: Rows, as_of: date, pace: Fraction) -> Evidence:
    """The totals of the second half of the year so far, and those of the first half."""
    cases, first = rows["cases"], (START, JUNE)
    there = not cases or any(isinstance(row["on"], date) and START <= row["on"] <= JUNE for row in cases)
    now, before = hours_of(cases, HALF[0], last_day(as_of)), hours_of(cases, *first)
    return Evidence(now=now, before=before, comparable=there)


def hours_per_case(rows: Rows, as_of: date, pace: Fraction) -> Evidence:
    """Hours and the rows that are inside, now and a year before."""
    spans = (START, last_day(as_of)), (START.replace(year=2021), _a_year_before(as_of))
    cases = rows["cases"]
    sides = [(hours_of(cases, *span), counted(cases, *span, "inside")) for span in spans]
    return Evidence(comparable=compared(rows, as_of, pace).comparable, sides=sides)


def hours_per_head(rows: Rows, as_of: date, pace: Fraction) -> Evidence:
    hours = hours_of(rows["cases"], START, last_day(as_of))
    return Evidence(now=hours, sides=[(hours, serving(rows["officers"]))])


def numbers_of_rows(rows: Rows, as_of: date, pace: Fraction) -> Evidence:
    numbers, out = hours_of_rows(rows["cases"], last_day(as_of))
    certain = sure(numbers)
    rows_sure = tuple(row for _, row in certain)
    now = Amounts(sum((value for value, _ in certain), Fraction(0)), inf, rows_sure, doubtful(numbers))
    return Evidence(now=now, numbers=numbers, left_out=out)


def last_day(as_of: date) -> date:
    return min(END, as_of)


def _a_year_before(as_of: date) -> date:
    return last_day(as_of).replace(year=2021)


def compared(rows: Rows, as_of: date, pace: Fraction) -> Evidence:
    last = _a_year_before(as_of)
    first = START.replace(year=2021)
    # A declared nil is a figure of zero for both years.
    there = not rows["cases"] or any(
        isinstance(row["on"], date) and first <= row["on"] <= last for row in rows["cases"]
    )
    before = counted(rows["cases"], first, last)
    return Evidence(now=counted(rows["cases"], START, last_day(as_of)), before=before, comparable=there)
