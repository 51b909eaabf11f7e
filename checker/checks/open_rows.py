"""Finds rows that were still open when the period before ended, and that the workbook no longer has."""

from collections.abc import Collection, Iterable, Mapping

from checker.codes import Code
from checker.model import Flag, Place, flag
from checker.model.records import OpenRow
from checker.model.workbook import Submission
from checker.tables.rows.places import place_of_table, sheet_of
from checker.tables.table import Table

OPEN_ROW_GONE = Code("W275")


def flag_lost_rows(
    expected: Iterable[OpenRow],
    keys: Mapping[str, Collection[str]],
    submission: Submission,
    tables: Mapping[str, Table],
) -> tuple[Flag, ...]:
    """Flags the open rows of an earlier period whose key no row has.

    Args:
        expected: the open rows.
        keys: by table, the key of each row as displayed, in comparing form.
        submission: the tables; one that is not there is flagged as a whole elsewhere.
        tables: their definitions.
    """
    return tuple(
        flag(
            OPEN_ROW_GONE,
            _place(row, submission, tables),
            key=row.shown,
            period=row.period,
            sheet=sheet_of(submission.tables[row.table], tables[row.table]),
        )
        for row in expected
        if row.table in keys and row.form not in keys[row.table]
    )


def _place(row: OpenRow, submission: Submission, tables: Mapping[str, Table]) -> Place:
    return place_of_table(submission.tables[row.table], tables[row.table], key=row.shown)
