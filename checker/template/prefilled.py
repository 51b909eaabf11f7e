"""The rows that a template already holds, because the pack knows what they are about."""

from collections.abc import Iterator, Mapping

from checker.tables.table import Table
from checker.template.blank import Blank

#: What a row of a template says, by column.
Row = Mapping[str, str]


def prefilled_rows(blank: Blank, table: Table) -> Iterator[Row]:
    """Lists the rows of a table that the department only has to complete."""
    if table.id == blank.pack.header.attestations:
        for entry in blank.pack.attestable(blank.entry.code):
            if entry.by:
                yield {"requirement": entry.requirement, "subject": blank.of(entry.name.text)}
