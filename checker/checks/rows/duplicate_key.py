"""Finds equal copies of one record."""

from collections.abc import Iterable, Mapping

from checker.checks.copies import judge_copies
from checker.checks.registry import TableVerdicts, row_check
from checker.codes import Code
from checker.model import placed
from checker.model.workbook import Submission
from checker.tables.table import Table

DUPLICATE_KEY = Code("C403")


@row_check(DUPLICATE_KEY)
def duplicate_key(submission: Submission, tables: Mapping[str, Table]) -> Iterable[TableVerdicts]:
    """Judges every row that agrees with the other rows of its record; the first of them counts."""
    for name, typed in submission.tables.items():
        if tables[name].key:
            yield judge_copies(
                typed,
                tables[name],
                lambda copies: not copies.differing,
                lambda copies: {"counted": placed(copies.rows[0])},
            )
