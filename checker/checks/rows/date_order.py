"""Finds two dates of a row that are in the wrong order."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from checker.checks.registry import Quote, TableVerdicts, row_check
from checker.codes import Code
from checker.model import Shown
from checker.model.workbook import VALID, Submission, TypedTable
from checker.tables.rows.places import cell_text, header_of
from checker.tables.rows.time_limits import Mask
from checker.tables.table import Order, Table
from checker.text.bilingual import Text
from checker.text.moments import clock_text, moment_text

DATE_ORDER = Code("C401")


@row_check(DATE_ORDER)
def date_order(submission: Submission, tables: Mapping[str, Table]) -> Iterable[TableVerdicts]:
    """Judges each pair of dates that a table orders; a blank or invalid date makes the row unknown."""
    for name, typed in submission.tables.items():
        table = tables[name]
        if not table.order:
            continue
        size = len(typed.frame)
        invalid, unknown = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
        quotes: list[Quote] = []
        for pair in table.order:
            wrong, open_ = _judge(pair, typed, timed=_are_timed(pair, table))
            invalid |= wrong
            unknown |= open_
            quotes += [_quote(pair, typed, table, row) for row in typed.frame.index[wrong].tolist()]
        yield TableVerdicts(name, invalid, unknown & ~invalid, tuple(sorted(quotes, key=lambda quote: quote.row)))


def _are_timed(pair: Order, table: Table) -> bool:
    """Whether both have times of day; otherwise whole days are compared."""
    return table.columns[pair.first].is_timed and table.columns[pair.second].is_timed


def _judge(pair: Order, typed: TypedTable, *, timed: bool) -> tuple[Mask, Mask]:
    known = (typed.state[pair.first] == VALID) & (typed.state[pair.second] == VALID)
    unit = "datetime64[s]" if timed else "datetime64[D]"
    first, second = (typed.frame[column].to_numpy().astype(unit) for column in (pair.first, pair.second))
    return known & ((second <= first) if pair.strict else (second < first)), ~known


def _quote(pair: Order, typed: TypedTable, table: Table, row: int) -> Quote:
    first: Any = typed.at(row, pair.first)
    second: Any = typed.at(row, pair.second)
    timed = _are_timed(pair, table)
    first, second = (first, second) if timed else (first.normalize(), second.normalize())
    before = moment_text(first) if timed else str(cell_text(first))
    return Quote(
        row,
        pair.second,
        {
            "first": header_of(typed, table, pair.first),
            "second": header_of(typed, table, pair.second),
            "earlier": Shown(before, table.columns[pair.first].personal),
            "later": Shown(moment_text(second) if timed else cell_text(second), table.columns[pair.second].personal),
            "relation": Text(zh="早于", en="before") if second < first else Text(zh="并不晚于", en="not after"),
        },
        expected=Text(zh=f"晚于 {before}", en=f"after {before}")
        if pair.strict
        else Text(zh=f"{before} 或以后", en=f"{before} or later"),
        difference=clock_text(second - first) if timed else str((second - first).days),
    )
