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
from checker.tables.rows.places import place_of, record_of, show_cell
from checker.tables.rows.time_limits import Mask, days_of
from checker.tables.table import Table
from checker.text.bilingual import Text

AFTER_AS_OF = Code("C412")


@dataclass(frozen=True)
class Dated:
    """A date column, and the window in which its dates count."""

    table: str
    column: str
    window: Window


def dated_by(indicators: Sequence[Indicator], period: Period, plan: Window) -> list[Dated]:
    """Finds the windows of date columns.

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
        for table, column in indicator.asked.dated_by():
            found.append(Dated(table, column, wide))
            if indicator.asked.earlier(wide) is not None:
                earlier[table] = a_year_before(wide)
    # A sheet that keeps last year's rows for comparison may have last year's dates in every date column.
    found += [Dated(each.table, each.column, earlier[each.table]) for each in found if each.table in earlier]
    # If an indicator reads every row of a table, rows of other years belong there.
    whole = {table for indicator in indicators for table in indicator.asked.undated_tables()}
    return [each for each in found if each.table not in whole]


def flag_misdated(
    submission: Submission, tables: Mapping[str, Table], dated: Iterable[Dated], as_of: date
) -> tuple[tuple[Flag, ...], tuple[Tally, ...]]:
    """Flags rows whose date is in no window of its column, or after the as-of date.

    Submitted sheets are cumulative, so rows of an earlier quarter of the same window belong there. Each wrong date
    gets a flag; consecutive rows after the as-of date, which are often right, share one.
    """
    windows: dict[tuple[str, str], list[Window]] = {}
    for each in dated:
        windows.setdefault((each.table, each.column), []).append(each.window)
    flags: list[Flag] = []
    tallies: list[Tally] = []
    for (name, column), windows_of_column in sorted(windows.items()):
        typed = submission.tables.get(name)
        if typed is None or not len(typed.frame):
            continue
        days, known = days_of(typed, column, as_of)
        inside = np.zeros(len(days), dtype=bool)
        for span in windows_of_column:
            inside |= (days >= span.start.toordinal()) & (days <= span.end.toordinal())
        outside, early = known & ~inside, known & inside & (days > as_of.toordinal())
        flags += [
            _outside(typed, tables[name], column, row, windows_of_column) for row in typed.frame.index[outside].tolist()
        ]
        flags += [_to_come(typed, tables[name], column, run, as_of) for run in _runs(early)]
        for code, mask in ((OUTSIDE_PERIOD, outside), (AFTER_AS_OF, early)):
            wrong = int(mask.sum())
            tallies.append(Tally(code.id, name, int(known.sum()) - wrong, wrong, int((~known).sum())))
    return tuple(flags), tuple(tallies)


def _outside(typed: TypedTable, table: Table, column: str, row: int, windows: list[Window]) -> Flag:
    place = place_of(typed, table, row, column)
    return flag(
        OUTSIDE_PERIOD,
        place,
        observed=show_cell(typed, table, row, column) if typed.located else None,
        record=record_of(typed, row),
        header=place.header,
        date=str(typed.frame.at[row, column])[:10],
        start=min(window.start for window in windows),
        end=max(window.end for window in windows),
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
