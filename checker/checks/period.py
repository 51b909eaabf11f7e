"""Finds rows dated outside every window that counts them, or after the as-of date."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from checker.codes import Code
from checker.codes.shared import OUTSIDE_PERIOD
from checker.definitions.indicators import Indicator
from checker.locate.cells import list_rows
from checker.model import Flag, Tally, flag
from checker.model.workbook import Submission, TypedTable
from checker.periods import Period, Window, a_year_before, window_of
from checker.tables.due_day import DueDay, When
from checker.tables.rows.context import Context
from checker.tables.rows.due_days import Ordinals, row_days
from checker.tables.rows.places import place_of, record_of, show_cell
from checker.tables.rows.time_limits import Mask
from checker.tables.table import Table
from checker.text.bilingual import Text

AFTER_AS_OF = Code("C412")

_DONE_OR_DUE = Text("办结日或到期日", "the day on which it was done or fell due")


@dataclass(frozen=True)
class Dated:
    """The day of a table's rows, and the window in which it counts."""

    table: str
    when: When
    window: Window


def dated_by(indicators: Sequence[Indicator], period: Period, plan: Window) -> list[Dated]:
    """Finds the windows in which the days of rows count.

    Args:
        indicators: the indicators that read the rows.
        period: the period of the report.
        plan: the plan of the pack.
    """
    found = []
    earlier: dict[str, Window] = {}
    for indicator in indicators:
        # Sheets are cumulative for the year, so a window of one quarter doesn't make the other three wrong.
        wide = window_of(indicator.period, period, plan).widened(period)
        for table, when in indicator.asked.dated_by():
            found.append(Dated(table, when, wide))
            if indicator.asked.earlier(wide) is not None:
                earlier[table] = a_year_before(wide)
    # A sheet that keeps last year's rows for comparison may have last year's dates in every date column.
    found += [Dated(each.table, each.when, earlier[each.table]) for each in found if each.table in earlier]
    # If an indicator reads every row of a table, rows of other years belong there.
    whole = {table for indicator in indicators for table in indicator.asked.undated_tables()}
    return [each for each in found if each.table not in whole]


def flag_misdated(
    submission: Submission, tables: Mapping[str, Table], dated: Iterable[Dated], as_of: date
) -> tuple[tuple[Flag, ...], tuple[Tally, ...]]:
    """Flags rows whose day is in no window that counts it, or after the as-of date.

    Submitted sheets are cumulative, so rows of an earlier quarter of the same window belong there. Each wrong date
    gets a flag; consecutive rows after the as-of date, which are often right, share one.
    """
    windows: dict[tuple[str, When], list[Window]] = {}
    for each in dated:
        windows.setdefault((each.table, each.when), []).append(each.window)
    flags: list[Flag] = []
    tallies: list[Tally] = []
    for (name, when), spans in sorted(windows.items(), key=lambda each: (each[0][0], str(each[0][1]))):
        typed = submission.tables.get(name)
        if typed is None or not len(typed.frame):
            continue
        table, found = tables[name], _sort_days(typed, when, spans, as_of)
        outside = found.outside
        if isinstance(when, str):
            outside &= ~_carried_over(typed, when, spans, windows, as_of)
        flags += [_outside(typed, table, found, index, spans) for index in np.flatnonzero(outside).tolist()]
        flags += [_to_come(typed, table, found.column, run, as_of) for run in _runs(found.early)]
        for code, mask in ((OUTSIDE_PERIOD, outside), (AFTER_AS_OF, found.early)):
            wrong = int(mask.sum())
            tallies.append(Tally(code.id, name, int(found.known.sum()) - wrong, wrong, int((~found.known).sum())))
    return tuple(flags), tuple(tallies)


@dataclass(frozen=True)
class _Sorted:
    """Which rows lie outside every window, which come after the as-of date, and for which the day is known.

    Attributes:
        column: the date column to point at.
        by_column: whether its date is the day itself.
        came, last: the day on which each row came in, and the last day that it may have.
    """

    column: str
    by_column: bool
    came: Ordinals
    last: Ordinals
    outside: Mask
    early: Mask
    known: Mask


def _sort_days(typed: TypedTable, when: When, spans: list[Window], as_of: date) -> _Sorted:
    """Compares the day of each row with the windows; a row that came in within one may fall due after it."""
    days, today = row_days(typed, when, Context(as_of, spans[0])), as_of.toordinal()
    inside = np.zeros(len(typed.frame), dtype=bool)
    if isinstance(when, str):
        known = days.first == days.last
        for span in spans:
            inside |= (days.first >= span.start.toordinal()) & (days.first <= span.end.toordinal())
        early = known & inside & (days.first > today)
        return _Sorted(when, True, days.came, days.last, known & ~inside, early, known)
    for span in spans:
        inside |= (days.latest >= span.start.toordinal()) & (days.came <= span.end.toordinal())
    known = days.came > 0
    early = known & inside & (days.came > today)
    return _Sorted(when.came, False, days.came, days.latest, known & ~inside, early, known)


def _carried_over(
    typed: TypedTable, column: str, spans: list[Window], windows: Mapping[tuple[str, When], list[Window]], as_of: date
) -> Mask:
    """Finds the rows of an earlier time that belong here, as one of the table's other days counts in this one."""
    found = np.zeros(len(typed.frame), dtype=bool)
    others = {when: own for (table, when), own in windows.items() if table == typed.id and when != column}
    if not any(isinstance(when, DueDay) for when in others):
        return found
    for when, own in others.items():
        day = _sort_days(typed, when, own, as_of)
        found |= day.known & ~day.outside
    days = row_days(typed, column, Context(as_of))
    earlier: Mask = found & (days.first < min(span.start for span in spans).toordinal())
    return earlier


def _outside(typed: TypedTable, table: Table, found: _Sorted, index: int, windows: list[Window]) -> Flag:
    row, last = int(typed.frame.index[index]), max(window.end for window in windows)
    place = place_of(typed, table, row, found.column)
    # A row that came in before the window is judged by another day than the one that the cell shows.
    header, day = (place.header, found.came) if found.came[index] > last.toordinal() else (_DONE_OR_DUE, found.last)
    if found.by_column:
        header = place.header
    return flag(
        OUTSIDE_PERIOD,
        place,
        observed=show_cell(typed, table, row, found.column) if typed.located else None,
        record=record_of(typed, row),
        header=header,
        date=date.fromordinal(int(day[index])).isoformat(),
        start=min(window.start for window in windows),
        end=last,
    )


def _runs(mask: Mask) -> Iterator[Any]:
    """Groups the consecutive positions at which a mask is true."""
    positions = np.flatnonzero(mask)
    for run in np.split(positions, np.flatnonzero(np.diff(positions) > 1) + 1):
        if len(run):
            yield run


def _to_come(typed: TypedTable, table: Table, column: str, run: Any, as_of: date) -> Flag:
    """Flags consecutive rows at the first of them."""
    rows = typed.frame.index[run].tolist()
    days = typed.frame[column].iloc[run]
    first, last = (str(day)[:10] for day in (days.min(), days.max()))
    place, listed = place_of(typed, table, rows[0], column), list_rows(rows)
    return flag(
        AFTER_AS_OF,
        place,
        observed=show_cell(typed, table, rows[0], column) if typed.located else None,
        record=record_of(typed, rows[0]),
        header=place.header,
        rows=Text(zh=f"第 {listed.zh} 行", en=f"{'row' if len(rows) == 1 else 'rows'} {listed.en}"),
        dates=first if first == last else Text(zh=f"{first} 至 {last}", en=f"{first} to {last}"),
        as_of=as_of,
        count=len(rows),
    )
