"""Flags sheets without rows from before the window that an indicator looks for: one flag for each sheet."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from checker.codes import Code
from checker.codes.shared import NOT_DECIDED
from checker.flags.case import Case
from checker.measures.sliding import Sliding
from checker.model import Flag, Rows, flag
from checker.model.workbook import TypedTable
from checker.tables.dependence import first_day_back, other_rows_in
from checker.tables.logic import OtherRows
from checker.tables.phrases import column_text
from checker.tables.rows.beyond import looks_beyond
from checker.tables.rows.conditions import evaluate
from checker.tables.rows.context import Context
from checker.tables.rows.places import place_of_table
from checker.text.days import dated_between, day_text

EARLIER_LACKING = Code("M553")
#: Where a member stands that leaves nothing open.
_DECIDED = ("passed", "failed", "excluded", "")


def lacking_flags(case: Case) -> Iterator[Flag]:
    """Makes a flag for each sheet that has no rows from before the window, if undecided rows look for them."""
    found: defaultdict[tuple[str, str], set[tuple[date, date | None]]] = defaultdict(set)
    for table, column, before, first in (*_in_conditions(case), *_in_stretches(case)):
        found[table, column].add((before, first))
    for (name, column), spans in found.items():
        definition, firsts = case.tables[name], [first for _, first in spans if first is not None]
        first = min(firsts) if len(firsts) == len(spans) else None
        before = min(day for day, _ in spans)
        yield flag(
            EARLIER_LACKING,
            place_of_table(case.submission.tables[name], definition),
            severity=case.severity(NOT_DECIDED),
            indicator=case.indicator.id,
            name=case.name,
            before=day_text(before),
            rows=dated_between(column_text(column, definition.columns), first, before - timedelta(days=1)),
        )


def _in_conditions(case: Case) -> Iterator[tuple[str, str, date, date | None]]:
    """Yields the table, the column of days, the first day of the window, and the first day that is looked for."""
    members = case.result.measured.members
    if members and all(member.place in _DECIDED for member in members):
        return
    for measure, rows, context in case.indicator.asked.doubts(case.result.measured, case.context):
        if context.asked_from is None or context.window is None or not (members or rows.numbers):
            continue
        before = min(context.asked_from, context.window.start)
        for part in measure.conditions():
            typed = case.submission.tables.get(part.table)
            for asked in () if typed is None else other_rows_in(part.condition):
                among = rows if not members and rows.table == part.table else None
                if typed is not None and _is_open(asked, typed, context, among):
                    yield part.table, asked.of, before, first_day_back(asked.limit, before)


def _is_open(asked: OtherRows, typed: TypedTable, context: Context, among: Rows | None) -> bool:
    beyond = looks_beyond(asked, typed, context)
    if not beyond.any():
        return False
    beyond &= evaluate(asked, typed, context).unknown
    if among is not None:
        beyond &= np.isin(typed.frame.index.to_numpy(), among.numbers)
    return bool(beyond.any())


def _in_stretches(case: Case) -> Iterator[tuple[str, str, date, date | None]]:
    """Yields the same of the most in any stretch of time, if it has no upper bound for want of earlier rows."""
    asked, measured, context = case.indicator.asked, case.result.measured, case.context
    if not isinstance(asked, Sliding) or measured.reason is not None or measured.high is not None:
        return
    if context.window is not None and not asked.reaches_back(case.submission, context, case.indicator.binds_from):
        yield asked.table, str(asked.when), context.window.start, asked.reach_back(context.window).start
