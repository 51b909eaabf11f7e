"""Checks of single rows and of rows together: one per file, found by walking this folder.

The checks give verdicts; only this module turns them into flags, tallies and faults.
"""

from collections.abc import Mapping
from functools import cache

import numpy as np

from checker.checks.registry import RowCheck, TableVerdicts, declared_in
from checker.model import Fault, Flag, Tally, flag
from checker.model.faults import fault_of
from checker.model.workbook import Submission
from checker.tables.rows.places import place_of, record_of, show_cell
from checker.tables.table import Table


@cache
def row_checks() -> tuple[RowCheck, ...]:
    """Every check of this folder, sorted by code."""
    return declared_in(__name__, __path__, RowCheck)


def run_row_checks(
    submission: Submission, tables: Mapping[str, Table]
) -> tuple[tuple[Flag, ...], tuple[Tally, ...], tuple[Fault, ...]]:
    """Runs every row check over one department's tables.

    Args:
        submission: the typed tables, after validation.
        tables: the definitions of the pack's tables, by id.

    Returns:
        Flags by code, table and row; one tally for each check and table it applies to; a fault for each check that
        crashed, which gives no flags or tallies.
    """
    flags: list[Flag] = []
    tallies: list[Tally] = []
    faults: list[Fault] = []
    for check in row_checks():
        try:
            outcomes = [
                (verdicts, _flags(check, verdicts, submission, tables))
                for verdicts in _judge(check, submission, tables)
            ]
        except Exception as error:  # the one place where a crash of a check becomes a fault
            faults.append(fault_of(check.code.slug, error))
            continue
        for verdicts, raised in outcomes:
            flags.extend(raised)
            tallies.append(_tally(check, verdicts))
    return tuple(flags), tuple(tallies), tuple(faults)


def _judge(check: RowCheck, submission: Submission, tables: Mapping[str, Table]) -> list[TableVerdicts]:
    """Runs a check and verifies that it gives as many verdicts as rows, and quotes exactly the invalid rows."""
    judged = list(check.judge(submission, tables))
    for verdicts in judged:
        frame = submission.tables[verdicts.table].frame
        if not len(verdicts.invalid) == len(verdicts.unknown) == len(frame):
            raise ValueError("verdicts and rows differ in number")
        rows = set(frame.index[verdicts.invalid].tolist())
        if (verdicts.invalid & verdicts.unknown).any() or rows != {quote.row for quote in verdicts.quotes}:
            raise ValueError("verdicts and quotes contradict each other")
    return judged


def _flags(check: RowCheck, verdicts: TableVerdicts, submission: Submission, tables: Mapping[str, Table]) -> list[Flag]:
    typed, table = submission.tables[verdicts.table], tables[verdicts.table]
    return [
        flag(
            check.code,
            place_of(typed, table, quote.row, quote.field),
            observed=show_cell(typed, table, quote.row, quote.field) if quote.field else None,
            expected=quote.expected,
            difference=quote.difference,
            record=record_of(typed, quote.row),
            **quote.values,
        )
        for quote in verdicts.quotes
    ]


def _tally(check: RowCheck, verdicts: TableVerdicts) -> Tally:
    invalid, unknown = int(np.count_nonzero(verdicts.invalid)), int(np.count_nonzero(verdicts.unknown))
    return Tally(check.code.id, verdicts.table, len(verdicts.invalid) - invalid - unknown, invalid, unknown)
