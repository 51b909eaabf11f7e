"""Finds rows dated outside every window that counts them, or after the as-of date."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from checker.checks.keys import first_row
from checker.codes import Code
from checker.codes.shared import OUTSIDE_PERIOD
from checker.definitions.indicators import Indicator
from checker.frozen import dataclass
from checker.locate.cells import list_rows
from checker.model import Flag, Tally, flag, placed
from checker.model.fingerprints import digest_texts
from checker.model.workbook import Submission, TypedTable
from checker.periods import Period, Window, a_year_before, window_of
from checker.tables.dependence import longest_days, other_rows_in
from checker.tables.due_day import DueDay, When
from checker.tables.rows.context import Context
from checker.tables.rows.due_days import Ordinals, row_days
from checker.tables.rows.places import place_of, record_of, show_cell
from checker.tables.rows.time_limits import Mask
from checker.tables.table import Table
from checker.text.bilingual import Text

AFTER_AS_OF = Code("C412")

_YEAR = 366
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
    earlier: defaultdict[str, list[Window]] = defaultdict(list)
    for indicator in indicators:
        # Sheets are cumulative for the year, so a window of one quarter doesn't make the other three wrong.
        wide = window_of(indicator.period, period, plan).widened(period)
        for table, when in indicator.asked.dated_by():
            found.append(Dated(table, when, wide))
            if indicator.asked.earlier(wide) is not None:
                earlier[table].append(a_year_before(wide))
        for table, days in _days_looked_back(indicator):
            before = wide.start - timedelta(1)
            earlier[table].append(replace(wide, start=wide.start - timedelta(days), end=before))
    # A sheet that keeps last year's rows for comparison may have last year's dates in every date column.
    found += [Dated(each.table, each.when, before) for each in found for before in earlier.get(each.table, ())]
    # If an indicator reads every row of a table, rows of other years belong there.
    whole = {table for indicator in indicators for table in indicator.asked.undated_tables()}
    return [each for each in found if each.table not in whole]


def _days_looked_back(indicator: Indicator) -> Iterator[tuple[str, int]]:
    """Lists by table how many days before the window the rows may lie that conditions look for."""
    for part in indicator.asked.conditions():
        for asked in other_rows_in(part.condition):
            if asked.side == "earlier":
                yield part.table, longest_days(asked.limit)


def flag_misdated(
    submission: Submission, tables: Mapping[str, Table], dated: Iterable[Dated], as_of: date
) -> tuple[tuple[Flag, ...], tuple[Tally, ...]]:
    """Flags rows whose day is in no window that counts it, or after the as-of date.

    Submitted sheets are cumulative, so rows of an earlier quarter of the same window belong there. Each wrong date
    gets a flag; the rows of a column that are after the as-of date, which are often right, share one.
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
        else:
            outside &= ~_to_fall_due(typed, when, found, spans, windows, as_of)
        ends = min(span.start for span in spans), max(span.end for span in spans)
        flags += [_outside(typed, table, found, index, *ends) for index in np.flatnonzero(outside).tolist()]
        if found.early.any():
            flags.append(_to_come(typed, table, found, as_of))
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


def _to_fall_due(
    typed: TypedTable,
    when: DueDay,
    found: _Sorted,
    spans: list[Window],
    windows: Mapping[tuple[str, When], list[Window]],
    as_of: date,
) -> Mask:
    """Finds the rows that belong here by another day, and whose time runs from within a year after the windows."""
    last = max(span.end for span in spans).toordinal()
    here = np.zeros(len(typed.frame), dtype=bool)
    for (table, other), own in windows.items():
        if table == typed.id and other != when:
            day = _sort_days(typed, other, own, as_of)
            here |= day.known & ~day.outside
    soon: Mask = here & (found.came > last) & (found.came <= last + _YEAR)
    return soon


def _outside(typed: TypedTable, table: Table, found: _Sorted, index: int, first: date, last: date) -> Flag:
    row = int(typed.frame.index[index])
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
        start=first,
        end=last,
    )


def _to_come(typed: TypedTable, table: Table, found: _Sorted, as_of: date) -> Flag:
    """Flags all rows after the as-of date at one of those with the first day."""
    rows, column = typed.frame.index[found.early].tolist(), found.column
    days = typed.frame[column][found.early].astype(str).str[:10]
    first, last = days.min(), days.max()
    at = first_row(typed, table, days.index[days == first].tolist())
    place, listed = place_of(typed, table, at, column), list_rows(rows)
    words = Text(zh=f"第 {listed.zh} 行", en=f"{'row' if len(rows) == 1 else 'rows'} {listed.en}")
    return flag(
        AFTER_AS_OF,
        place,
        observed=show_cell(typed, table, at, column) if typed.located else None,
        record=record_of(typed, at),
        header=place.header,
        rows=placed(words, digest_texts(days)),
        dates=first if first == last else Text(zh=f"{first} 至 {last}", en=f"{first} to {last}"),
        as_of=as_of,
        count=len(rows),
    )
