"""Rows dated outside every window that counts them, or after the day judged on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from checker.codes.period import AFTER_AS_OF, OUTSIDE_PERIOD
from checker.deadlines import days_of
from checker.definitions.tables import Table
from checker.model import Code, Flag, Tally, flag
from checker.periods import Window
from checker.places import observed, place_of, record_of
from checker.submission import Submission, TypedTable


@dataclass(frozen=True)
class Dated:
    """One way in which rows are put into a period: by this column, into this window."""

    table: str
    column: str
    window: Window


def misdated(
    submission: Submission, tables: Mapping[str, Table], dated: Iterable[Dated], as_of: date
) -> tuple[tuple[Flag, ...], tuple[Tally, ...]]:
    """Flags each row once a date column: no indicator that goes by this column has a window for it.

    Submitted sheets are cumulative, so a row of an earlier quarter of the same window is where it belongs.
    """
    windows: dict[tuple[str, str], list[Window]] = {}
    for each in dated:
        windows.setdefault((each.table, each.column), []).append(each.window)
    flags: list[Flag] = []
    tallies: list[Tally] = []
    for (name, column), spans in sorted(windows.items()):
        typed = submission.tables.get(name)
        if typed is None or not len(typed.frame):
            continue
        days, known = days_of(typed, column, as_of)
        inside = np.zeros(len(days), dtype=bool)
        for span in spans:
            inside |= (days >= span.start.toordinal()) & (days <= span.end.toordinal())
        early = {OUTSIDE_PERIOD: known & ~inside, AFTER_AS_OF: known & inside & (days > as_of.toordinal())}
        for code, mask in early.items():
            flags += [
                _flag(code, typed, tables[name], column, row, spans, as_of) for row in typed.frame.index[mask].tolist()
            ]
            wrong = int(mask.sum())
            tallies.append(Tally(code.id, name, int(known.sum()) - wrong, wrong, int((~known).sum())))
    return tuple(flags), tuple(tallies)


def _flag(code: Code, typed: TypedTable, table: Table, column: str, row: int, spans: list[Window], as_of: date) -> Flag:
    place = place_of(typed, table, row, column)
    return flag(
        code,
        place,
        observed=observed(typed.located, table, row, column) if typed.located else None,
        record=record_of(typed, row),
        header=place.header,
        date=str(typed.frame.at[row, column])[:10],
        start=min(span.start for span in spans),
        end=max(span.end for span in spans),
        as_of=as_of,
    )
