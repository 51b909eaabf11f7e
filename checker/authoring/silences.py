"""Finds what an indicator leaves unsaid: what a blank means, and whose workbooks a district's figure is made of."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from itertools import product
from typing import Any

from checker.codes import Code
from checker.definitions.indicators import Indicator
from checker.definitions.packs import Pack
from checker.definitions.worked import Expectation
from checker.measures.milestone import Milestone
from checker.measures.toolkit.base import Tables
from checker.measures.toolkit.member_measure import MemberMeasure
from checker.model import Status
from checker.tables.columns import Column
from checker.tables.day_parts import DayPart
from checker.tables.dependence import inner
from checker.tables.logic import AS_OF, All, AnyOf, Compare, Condition, Filled, Not, SameSpan, Within, WithinBy

BLANK_UNDECIDED = Code("D204")
UNDATED_ROWS = Code("D205")
ONE_WORKBOOK = Code("D206")
EARLY_ROW = Code("D209")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
#: The answers to a condition, so that the least of several is what all of them say together.
_NO, _UNKNOWN, _YES = -1, 0, 1
Path = tuple[str | int, ...]


def find_silences(pack: Pack, indicator: Indicator) -> Iterator[tuple[Code, Path, dict[str, Any]]]:
    """Yields each thing that is left unsaid: its code, where it would be said, and the values of the message."""
    above = ("measure", indicator.measure.kind)
    for path, name in _undecided_blanks(indicator, pack.tables):
        yield BLANK_UNDECIDED, (*above, *path), {"found": name}
    for name in _undated(indicator, pack.tables):
        yield UNDATED_ROWS, above, {"found": name}
    for path, name, of in _early_rows(indicator, pack.tables):
        yield EARLY_ROW, (*above, *path), {"found": name, "of": of}
    for one, table, count in _others_submitting(pack, indicator):
        yield ONE_WORKBOOK, ("owner",), {"found": one, "table": pack.tables[table].sheet.text, "count": count}


def _undecided_blanks(indicator: Indicator, tables: Tables) -> Iterator[tuple[Path, str]]:
    """Yields the date columns that are compared and may be blank, with the place of the condition.

    A condition that asks of the same column whether it is filled in says what a blank means if that decides it whatever
    the other cells are. So does one beside it that asks, and an example with a row in which the column is blank.
    """
    measure = indicator.asked
    for part in () if isinstance(measure, Milestone) else measure.conditions():
        columns = tables[part.table].columns
        stated = {name for each in part.besides for name in _asked_to_be_there(each)}
        asked = set(_asked_to_be_there(part.condition))
        stated |= {name for name in asked if _UNKNOWN not in _if_blank(part.condition, name, columns)}
        # Without the day by which it counts, a row is in doubt anyway, and told of as such.
        days = {rows.when for rows in measure.row_sets() if rows.table == part.table}
        pairs = list(_compared(part.condition, columns))
        named = [*(one for one, _ in pairs), *(other for _, other in pairs if other not in days)]
        dates = [name for name in named if name not in ("", AS_OF) and columns[name].kind == "date"]
        for name in dict.fromkeys(dates):
            if name not in stated and _may_be_blank(columns[name]) and not _shown_blank(indicator, part.table, name):
                yield part.path, name


def _undated(indicator: Indicator, tables: Tables) -> Iterator[str]:
    """Yields the date columns that put rows into the window and may be blank.

    A deliverable without a day is open, and a member is in doubt only as far as the others of its rows don't do.
    """
    measure = indicator.asked
    if isinstance(measure, (Milestone, MemberMeasure)):
        return
    for rows in measure.row_sets():
        if not isinstance(rows.when, str):
            continue
        asked = (part for part in measure.conditions() if part.table == rows.table)
        stated = {name for part in asked for name in _asked_to_be_there(part.condition)}
        open_day = rows.when not in stated and _may_be_blank(tables[rows.table].columns[rows.when])
        if open_day and not _shown_undecided(indicator, rows.table, rows.when):
            yield rows.when


def _early_rows(indicator: Indicator, tables: Tables) -> Iterator[tuple[Path, str, str]]:
    """Yields the limits for which an example has a row that is before the first day, with the two columns.

    What is early isn't within a limit. A table that puts the two days in order says that such a row is wrong, and a
    condition that compares them says what it means.
    """
    measure = indicator.asked
    for part in () if isinstance(measure, Milestone) else measure.conditions():
        ordered = {frozenset((each.first, each.second)) for each in tables[part.table].order}
        ordered |= {frozenset(pair) for each in (part.condition, *part.besides) for pair in _pairs(each)}
        rows = [row for example in indicator.examples for row in example.rows_of(part.table)]
        early = ((limit.column, _before(limit, row)) for limit in _strict_limits(part.condition) for row in rows)
        for column, of in dict.fromkeys(early):
            if of is not None and frozenset((column, of)) not in ordered:
                yield part.path, column, of


def _strict_limits(condition: Condition) -> Iterator[Within]:
    if isinstance(condition, Within) and not condition.early and condition.column != AS_OF:
        yield condition
    for part in inner(condition):
        yield from _strict_limits(part)


def _pairs(condition: Condition) -> Iterator[tuple[str, str]]:
    """The columns that a condition compares with one another."""
    if isinstance(condition, Compare) and condition.other is not None:
        yield condition.column, condition.other
    for part in inner(condition):
        yield from _pairs(part)


def _before(limit: Within, row: Mapping[str, Any]) -> str | None:
    """The column from which the limit counts, if the row's own day is before that day."""
    of = next((name for name in limit.of if row.get(name) is not None), None)
    ends = [_DAY.match(str(row.get(name))) for name in (limit.column, of or "")]
    return of if ends[0] and ends[1] and ends[0][0] < ends[1][0] else None


def _others_submitting(pack: Pack, indicator: Indicator) -> Iterator[tuple[str, str, int]]:
    """Yields for a district's indicator of one workbook: whose it is, and how many others submit its table."""
    who = indicator.applies_to
    if indicator.level != "district" or who.groups or who.departments:
        return
    judged = pack.judged(indicator)
    if len(judged) != 1:
        return
    # Others are judged on the same rows: then the district's figure should be made of theirs, too. Other rows of a
    # shared table, such as a list of lists, may well be one department's own.
    table = indicator.asked.tables()[0]
    same = (each for each in pack.indicators.values() if each.level == "department" and _same_rows(each, indicator))
    others = {code for each in same for code in pack.judged(each)}
    if others - judged:
        yield indicator.owner[0], table, len(others - judged)


def _shown_blank(indicator: Indicator, table: str, column: str) -> bool:
    """Whether an example has a row of the table in which the column is blank."""
    return any(row.get(column) is None for example in indicator.examples for row in example.rows_of(table))


def _shown_undecided(indicator: Indicator, table: str, column: str) -> bool:
    """Whether an example with such a row also expects something to be undecided, rather than leaving a cell out."""
    return any(
        row.get(column) is None
        for example in indicator.examples
        if _expects_doubt(example.expect)
        for row in example.rows_of(table)
    )


def _expects_doubt(expect: Expectation) -> bool:
    """Whether an example expects that something is undecided."""
    bounded = expect.lower is not None or expect.upper is not None
    return bool(expect.unknown or expect.undecided or bounded or expect.status is Status.UNDETERMINED)


def _same_rows(one: Indicator, other: Indicator) -> bool:
    kinds = {each.measure.kind for each in (one, other)}
    tables = {each.asked.tables()[0] for each in (one, other)}
    conditions = [next((part.condition for part in each.asked.conditions()), None) for each in (one, other)]
    return len(kinds) == len(tables) == 1 and conditions[0] is not None and conditions[0] == conditions[1]


def _may_be_blank(column: Column) -> bool:
    """Whether a blank cell is neither a fault nor stands for a value."""
    return not column.required and column.required_when is None and column.blank_means is None and not column.is_derived


def _if_blank(condition: Condition, name: str, columns: Mapping[str, Column]) -> frozenset[int]:
    """Which answers a condition may have if a column is blank, and the other cells are whatever they are."""
    match condition:
        case All(parts) | AnyOf(parts):
            pick = min if isinstance(condition, All) else max
            answers = (_if_blank(part, name, columns) for part in parts)
            return reduce(lambda one, other: frozenset(pick(pair) for pair in product(one, other)), answers)
        case Not(part):
            return frozenset(-answer for answer in _if_blank(part, name, columns))
        case Filled(column, present) if column == name:
            return frozenset({_NO if present else _YES})
        case _:
            compared = any(name in pair for pair in _compared(condition, columns))
            return frozenset({_UNKNOWN} if compared else {_NO, _YES})


def _asked_to_be_there(condition: Condition) -> Iterable[str]:
    """The columns of which a condition asks whether they are filled in."""
    match condition:
        case All(parts) | AnyOf(parts):
            return [name for part in parts for name in _asked_to_be_there(part)]
        case Not(part):
            return _asked_to_be_there(part)
        case Filled(column):
            return [column]
        case _:
            return []


def _compared(condition: Condition, columns: Mapping[str, Column]) -> Iterable[tuple[str, str]]:
    """The columns that a condition compares by their days, each with the one that it is compared with, or "".

    Of several columns from which a limit counts, the first that is filled in counts: if one of them always is, none
    leaves it open.
    """
    match condition:
        case All(parts) | AnyOf(parts):
            return [pair for part in parts for pair in _compared(part, columns)]
        case Not(part):
            return _compared(part, columns)
        case Within(column) | WithinBy(column):
            open_ = all(_may_be_blank(columns[name]) for name in condition.of)
            return [(column, condition.of[-1] if open_ else "")]
        case SameSpan(column) | Compare(column):
            return [(column, condition.other or "")]
        case DayPart(column):
            return [(column, "")]
        case _:
            return []
