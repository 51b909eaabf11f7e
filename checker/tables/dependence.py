"""What a condition reads: columns, rows of other tables, other rows of the same one, and the as-of date."""

from datetime import date, timedelta
from typing import assert_never

from checker.periods import months_later
from checker.tables.day_parts import DayPart
from checker.tables.logic import (
    AS_OF,
    All,
    Always,
    AnyOf,
    Compare,
    CompareMatched,
    Condition,
    Filled,
    Matches,
    Not,
    OneOf,
    OtherRows,
    SameSpan,
    Within,
    WithinBy,
)
from checker.tables.time_units import WORKING
from checker.text.moments import DAY_SECONDS

_TEN_YEARS = 3660


def columns_of(condition: Condition) -> tuple[str, ...]:
    """The columns that a condition reads, in its own order."""
    match condition:
        case All(parts) | AnyOf(parts):
            found = [column for part in parts for column in columns_of(part)]
        case Not(part):
            found = list(columns_of(part))
        case Filled(column) | OneOf(column) | Matches(column) | DayPart(column):
            found = [column]
        case CompareMatched(column, by=by):
            found = [column, *(mine for mine, _ in by)]
        case OtherRows(when=when, of=of, limit=limit, where=where):
            counted = () if limit is None else columns_of(limit)
            found = [*condition.own, when, of, *counted, *columns_of(where)]
        case Compare():
            found = [condition.column, *([condition.other] if condition.other else [])]
        case SameSpan(column, other=other):
            found = [column, other]
        case Within():
            found = [condition.column, *condition.of, *(end for span in condition.paused for end in span)]
            for number, holds in condition.extra:
                found += [*([number] if isinstance(number, str) else []), *columns_of(holds)]
        case WithinBy(column, by, cases):
            found = [column, by, *(each for _, limit in cases for each in columns_of(limit))]
        case Always():
            found = []
        case _:
            assert_never(condition)
    return tuple(column for column in dict.fromkeys(found) if column != AS_OF)


def inner(condition: Condition) -> tuple[Condition, ...]:
    """The conditions on the same table's rows that a condition is made of."""
    match condition:
        case All(parts) | AnyOf(parts):
            return parts
        case Not(part):
            return (part,)
        case Within(extra=extra):
            return tuple(when for _, when in extra)
        case WithinBy(cases=cases):
            return tuple(limit for _, limit in cases)
        case OtherRows(where=where):
            return (where,)
        case _:
            return ()


def matched_in(condition: Condition) -> tuple[CompareMatched, ...]:
    """The comparisons with matched rows of other tables that a condition is made of."""
    own = (condition,) if isinstance(condition, CompareMatched) else ()
    return (*own, *(found for part in inner(condition) for found in matched_in(part)))


def other_rows_in(condition: Condition) -> tuple[OtherRows, ...]:
    """The conditions on other rows of the same table that a condition is made of."""
    own = (condition,) if isinstance(condition, OtherRows) else ()
    return (*own, *(found for part in inner(condition) for found in other_rows_in(part)))


def own_columns_of(condition: Condition) -> tuple[str, ...]:
    """The columns of the row itself that a condition reads; what it reads of other rows is left out."""
    match condition:
        case All(parts) | AnyOf(parts):
            return tuple(dict.fromkeys(column for part in parts for column in own_columns_of(part)))
        case Not(part):
            return own_columns_of(part)
        case OtherRows():
            return tuple(dict.fromkeys(condition.own))
        case _:
            return columns_of(condition)


def longest_days(limit: Within | None) -> int:
    """How many days, at most, a limit reaches back from its end; ten years, if there is no limit."""
    if limit is None:
        return _TEN_YEARS
    if limit.until is not None:
        return min(limit.until.longest_days, _TEN_YEARS)
    if limit.unit in WORKING and limit.unit != "workdays":
        return min(limit.limit * limit.seconds // 3600 + 31, _TEN_YEARS)
    if limit.seconds:
        return min(limit.limit * limit.seconds // DAY_SECONDS + 1, _TEN_YEARS)
    each = {"days": 1, "workdays": 2, "months": 31}[limit.unit]
    return min(limit.limit * each + (14 if limit.unit == "workdays" else 0), _TEN_YEARS)


def first_day_back(limit: Within | None, day: date) -> date | None:
    """The first day on which an earlier row can lie that counts on a day; None if there is no limit."""
    if limit is None:
        return None
    if limit.unit == "months" and limit.until is None:
        return months_later(day, -limit.limit)
    return day - timedelta(days=longest_days(limit))


def depends_on_as_of(condition: Condition) -> bool:
    """Whether the answer depends on the as-of date."""
    match condition:
        case Compare(column, _, _, other) | SameSpan(column, other=other):
            own = AS_OF in (column, other)
        case CompareMatched(column, where=where):
            own = column == AS_OF or depends_on_as_of(where)
        case Within(column) | WithinBy(column):
            own = column == AS_OF
        case OtherRows(side):
            own = side == "later"  # until the limit is over, a later row may still come
        case _:
            own = False
    return own or any(depends_on_as_of(part) for part in inner(condition))
