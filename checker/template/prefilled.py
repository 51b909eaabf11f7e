"""The rows that a template already holds, because the pack or the ledger knows what they are about."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from checker.model import Language
from checker.spreadsheet.cells import Value
from checker.tables.columns import Column
from checker.tables.table import Table
from checker.template.blank import Blank
from checker.template.carried import Stored
from checker.template.lists import labels_of
from checker.text.moments import parse_moment

#: What a row of a template says, by column.
Row = Mapping[str, Value]


def prefilled_rows(blank: Blank, table: Table) -> Iterator[Row]:
    """Lists the rows of a table that the department only has to complete."""
    if table.id == blank.pack.header.attestations:
        for entry in blank.pack.attestable(blank.entry.code):
            if entry.by:
                yield {"requirement": entry.requirement, "subject": blank.of(entry.name.text)}
    if (carried := blank.carried.get(table.id)) is not None:
        for row in carried.rows:
            yield dict(_typed_cells(row, table.asked, blank.language))


def _typed_cells(
    row: Mapping[str, Stored], columns: Mapping[str, Column], language: Language
) -> Iterator[tuple[str, Value]]:
    """Yields the filled cells of a row as they are typed into a sheet."""
    for name, stored in row.items():
        column = columns.get(name)
        if column is not None and stored is not None:
            yield name, _typed(column, stored, language)


def _typed(column: Column, stored: str | bool, language: Language) -> Value:
    if isinstance(stored, bool):
        return labels_of(column, language)[0 if stored else 1]
    if column.kind == "date":
        moment = parse_moment(stored) if column.is_timed else None
        if column.is_timed and moment is None:
            return f"{stored} 00:00"  # a spreadsheet stores midnight like a day without a time
        return date.fromisoformat(stored) if moment is None else moment
    if column.type in ("integer", "decimal", "percent", "duration"):
        return Fraction(stored)
    choice = column.choices.get(stored)
    return stored if choice is None else choice.text.of(language)
