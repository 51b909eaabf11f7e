"""Sees rows dated after the day on which the workbook was last saved."""

from collections.abc import Iterable, Iterator

from checker.checks.keys import first_row, row_list
from checker.checks.registry import Evidence, Sighting, signal
from checker.codes import Code
from checker.model import placed
from checker.model.fingerprints import digest_texts
from checker.tables.rows.keys import forms
from checker.tables.rows.places import header_of

DATED_AFTER_SAVED = Code("A723")


@signal(DATED_AFTER_SAVED)
def dated_after_saved(evidence: Evidence) -> Iterable[Sighting]:
    """Flags days of rows that had not come yet when the file was saved; those after the as-of date are flagged anyway.

    If more than half of the days are later, the file's own date is wrong: some programs never renew it.
    """
    if evidence.saved_on is None or evidence.as_of is None:
        return
    saved, last = evidence.saved_on.isoformat(), evidence.as_of.isoformat()
    known, later = 0, 0
    found: list[Sighting] = []
    for name, column in dict.fromkeys(_day_columns(evidence)):
        typed, table = evidence.submission.tables.get(name), evidence.tables[name]
        if typed is None:
            continue
        days = [(row, day) for row, day in zip(typed.frame.index.tolist(), forms(typed, column), strict=True) if day]
        rows = [row for row, day in days if saved < day <= last]
        known, later = known + len(days), later + len(rows)
        if rows:
            later_days = digest_texts(day for _, day in days if saved < day <= last)
            listed = placed(row_list(rows), later_days)
            values = {"header": header_of(typed, table, column), "rows": listed, "saved": saved}
            found.append(Sighting(name, first_row(typed, table, rows), column, values))
    if later * 2 <= known:
        yield from found


def _day_columns(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """The columns with the days by which indicators count rows: days on which something happened."""
    for indicator, _ in evidence.judged:
        for table, when in indicator.asked.dated_by():
            for column in (when,) if isinstance(when, str) else (when.came, when.done):
                yield table, column
