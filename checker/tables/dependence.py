"""What the answer of a condition depends on besides the cells of the row."""

from typing import assert_never

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
    Within,
    columns_of,
)
from checker.tables.time_units import WORKING
from checker.text.moments import DAY_SECONDS

_TEN_YEARS = 3660


def matched_in(condition: Condition) -> tuple[CompareMatched, ...]:
    """The comparisons with matched rows of other tables that a condition is made of."""
    match condition:
        case All(parts) | AnyOf(parts):
            return tuple(found for part in parts for found in matched_in(part))
        case Not(part):
            return matched_in(part)
        case CompareMatched():
            return (condition,)
        case Within(extra=extra) if extra is not None:
            return matched_in(extra[1])
        case OtherRows(where=where):
            return matched_in(where)
        case _:
            return ()


def other_rows_in(condition: Condition) -> tuple[OtherRows, ...]:
    """The conditions on other rows of the same table that a condition is made of."""
    match condition:
        case All(parts) | AnyOf(parts):
            return tuple(found for part in parts for found in other_rows_in(part))
        case Not(part):
            return other_rows_in(part)
        case OtherRows(where=where):
            return (condition, *other_rows_in(where))
        case Within(extra=extra) if extra is not None:
            return other_rows_in(extra[1])
        case _:
            return ()


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
    if limit.unit in WORKING and limit.unit != "workdays":
        return min(limit.limit * limit.seconds // 3600 + 31, _TEN_YEARS)
    if limit.seconds:
        return min(limit.limit * limit.seconds // DAY_SECONDS + 1, _TEN_YEARS)
    each = {"days": 1, "workdays": 2, "months": 31}[limit.unit]
    return min(limit.limit * each + (14 if limit.unit == "workdays" else 0), _TEN_YEARS)


def depends_on_as_of(condition: Condition) -> bool:
    """Whether the answer depends on the as-of date."""
    match condition:
        case All(parts) | AnyOf(parts):
            return any(depends_on_as_of(part) for part in parts)
        case Not(part):
            return depends_on_as_of(part)
        case Compare(column, _, _, other):
            return AS_OF in (column, other)
        case CompareMatched(column, where=where):
            return column == AS_OF or depends_on_as_of(where)
        case Within(column, extra=extra):
            return column == AS_OF or (extra is not None and depends_on_as_of(extra[1]))
        case OtherRows(side, where=where):
            # Until the limit is over, a later row may still come.
            return side == "later" or depends_on_as_of(where)
        case Always() | Filled() | OneOf() | Matches():
            return False
        case _:
            assert_never(condition)
