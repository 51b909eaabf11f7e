"""Lists the checks that read a column, so that a reader of one cell sees all of them."""

from collections.abc import Iterator

from checker.codes import Code
from checker.codes.shared import BELOW_MINIMUM, NEEDED_HERE_BLANK, REQUIRED_BLANK, WRONG_PATTERN
from checker.tables.table import Table


def checks_of(table: Table, field: str) -> tuple[str, ...]:
    """Returns the ids of the codes whose checks read a column of a table."""
    return tuple(sorted({code if isinstance(code, str) else code.id for code in _codes(table, field)}))


def _codes(table: Table, field: str) -> Iterator[Code | str]:
    column = table.columns[field]
    rules = (
        (column.required, REQUIRED_BLANK),
        (column.required_when is not None, NEEDED_HERE_BLANK),
        (column.pattern is not None, WRONG_PATTERN),
        (column.minimum is not None, BELOW_MINIMUM),
        (column.maximum is not None, "V334"),
        (any(field in (pair.first, pair.second) for pair in table.order), "C401"),
        (any(field in each.columns for each in table.numbers), "V348"),
        (field in table.references, "C402"),
        (field in table.key, "C403"),
        (bool(table.key), "C413"),
        (field in table.key and bool(table.unique_across), "C405"),
    )
    return (code for applies, code in rules if applies)
