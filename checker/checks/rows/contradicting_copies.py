"""Finds copies of one record that contradict each other."""

from collections.abc import Iterable, Mapping
from functools import partial

from checker.checks.copies import judge_copies
from checker.checks.registry import TableVerdicts, row_check
from checker.codes import Code
from checker.model import Shown, placed
from checker.model.workbook import Copies, Submission, TypedTable
from checker.tables.rows.disagreements import contents, say_columns
from checker.tables.table import Table

CONTRADICTING_COPIES = Code("C413")


@row_check(CONTRADICTING_COPIES)
def contradicting_copies(submission: Submission, tables: Mapping[str, Table]) -> Iterable[TableVerdicts]:
    """Judges every row that disagrees with another row of its record in some column that the table defines."""
    for name, typed in submission.tables.items():
        if tables[name].key:
            say = partial(_say, typed, tables[name])
            yield judge_copies(typed, tables[name], lambda copies: bool(copies.differing), say)


def _say(typed: TypedTable, table: Table, copies: Copies) -> dict[str, Shown]:
    facts = (fact for column in copies.differing for fact in contents(copies, column, typed, table))
    return {"cells": placed(say_columns(copies, typed, table), *facts)}
