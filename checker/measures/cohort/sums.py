"""Adds up the nested rows of one member of a cohort, with bounds."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import islice

from checker.frozen import dataclass
from checker.measures.cohort.date_ranges import DateRange
from checker.measures.cohort.member_rows import MemberRows
from checker.measures.cohort.open_rows import MOST_DOUBTS, Addition, OpenRows
from checker.measures.cohort.settings import CohortSettings
from checker.measures.count import Count
from checker.measures.toolkit.answers import Answer
from checker.measures.toolkit.distinct import ANY, count_distinct
from checker.measures.toolkit.scope import Scope
from checker.measures.total import bounded_sum
from checker.model import Rows

_ZERO = Fraction(0)
_NOTHING = Addition(_ZERO, _ZERO, 0, ())


@dataclass(frozen=True)
class Sum:
    """What one member has reached, with bounds.

    Attributes:
        rows: those that certainly count.
        doubts: the first of those that may count.
    """

    amount: Fraction
    low: Fraction
    high: Fraction | None
    rows: Rows
    doubts: Rows

    def reaches(self, goal: tuple[Fraction, Fraction]) -> Answer:
        """Answers whether it reaches a goal that lies between two values."""
        return Answer.of(self.low >= goal[1], self.high is None or self.high >= goal[0])


def add_up(
    spec: CohortSettings, scope: Scope, mine: MemberRows, loose: OpenRows | None, date_range: DateRange | None
) -> Sum:
    """Adds up the rows of one member, with bounds; a row without a readable key may be this member's."""
    nested = spec.each.measure
    added = _NOTHING if loose is None else loose.within(date_range)
    sure, maybe = mine.sure, mine.maybe
    if date_range is not None:
        sure, maybe = _inside_own(mine, date_range, scope.as_of)
    low: Fraction | None
    high: Fraction | None
    if isinstance(nested, Count):
        found = count_distinct(mine.values, sure, maybe)
        amount, low, high = Fraction(found.low), Fraction(found.low), Fraction(found.high)
        if loose is not None and added.distinct:
            counted = zip(mine.values, sure, maybe, strict=True)
            theirs = {value for value, counts, may in counted if counts or may}
            high += added.distinct - loose.shared(date_range, theirs)
    else:
        column = scope.tables[nested.table].columns[nested.column]
        amount, low, high = bounded_sum(mine.numbers, sure, maybe, mine.known, column)
    low = added.low if low is None else low + added.low if added.low else low
    high = None if high is None or added.high is None else high + added.high if added.high else high
    if all(sure) and all(mine.known) and not (isinstance(nested, Count) and nested.distinct):
        return Sum(amount, low, high, Rows(nested.table, tuple(mine.rows)), Rows(nested.table, added.doubts))
    used = tuple(row for row, counts in zip(mine.rows, sure, strict=True) if counts)
    unsure = zip(mine.rows, sure, maybe, mine.known, mine.values, strict=True)
    open_rows = (row for row, counts, may, known, value in unsure if may or (counts and (not known or ANY in value)))
    doubted = (*islice(open_rows, MOST_DOUBTS), *added.doubts)[:MOST_DOUBTS]
    return Sum(amount, low, high, Rows(nested.table, used), Rows(nested.table, doubted))


def _inside_own(source: MemberRows, date_range: DateRange, as_of: date) -> tuple[list[bool], list[bool]]:
    """Finds the rows that certainly fall into the member's own date range, and those that may; an undated row may."""
    today = as_of.toordinal()
    if all(source.sure) and date_range.holds(source.days, today):  # as mostly
        return source.sure, source.maybe
    answers = [
        Answer.MAYBE if day is None else Answer.NO if day > today else date_range.covers(day) for day in source.days
    ]
    sure = [was and answer is Answer.YES for was, answer in zip(source.sure, answers, strict=True)]
    maybe = [answer is not Answer.NO and not certainly for answer, certainly in zip(answers, sure, strict=True)]
    return sure, maybe
