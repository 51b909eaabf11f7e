"""When two cells say the same thing, and how the rows that do are named.

Knows typed tables only; what follows from two rows being the same is each check's own matter.
"""

from collections.abc import Sequence

import numpy as np

from checker.model import Personal
from checker.model.workbook import VALID, TypedTable
from checker.tables.rows.places import header_of
from checker.tables.rows.time_limits import Mask
from checker.tables.table import Table
from checker.text.bilingual import Text
from checker.text.normalize import key_form

#: Between the parts of a key; the comparing form of a text holds no control characters.
SEPARATOR = "\x1f"
#: How many rows a message names before it gives their number instead.
NAMED_ROWS = 5


def forms(typed: TypedTable, column: str) -> list[str]:
    """Each cell of a column in the form in which equal things are equal; "" where the cell is blank or invalid."""
    known = typed.state[column] == VALID
    values = typed.frame[column]
    if str(values.dtype).startswith("datetime"):
        texts = np.datetime_as_string(values.to_numpy().astype("datetime64[D]")).tolist()
    else:
        texts = [key_form(value) if isinstance(value, str) else str(value) for value in values.tolist()]
    return [text if certain else "" for text, certain in zip(texts, known.tolist(), strict=True)]


def key_forms(typed: TypedTable, columns: Sequence[str]) -> list[str]:
    """Each row's key in comparing form; "" where any part is blank or invalid."""
    parts = zip(*(forms(typed, column) for column in columns), strict=True)
    return [SEPARATOR.join(row) if all(row) else "" for row in parts]


def lacking(keys: Sequence[str]) -> Mask:
    """Where there is no key."""
    return np.fromiter((not key for key in keys), dtype=bool, count=len(keys))


def key_header(typed: TypedTable, table: Table) -> Text:
    """The headers of the key's columns, as the sheet spells them."""
    headers = [header_of(typed, table, name) for name in table.key]
    return Text(zh=" / ".join(each.zh for each in headers), en=" / ".join(each.en for each in headers))


def key_privacy(table: Table) -> Personal | None:
    """What is personal in the table's key; a key is never a name, an identity number or a telephone number."""
    return next((table.columns[name].personal for name in table.key if table.columns[name].personal), None)


def row_list(rows: Sequence[int], besides: int | None = None) -> Text:
    """Row numbers as people name them: "rows 3, 9 and 12"; of many the first few, and how many more.

    Args:
        rows: in ascending order.
        besides: one of them that is not to be named.
    """
    named = [str(row) for row in rows[: NAMED_ROWS + 1] if row != besides][:NAMED_ROWS]
    total = len(rows) - (besides is not None)
    if total == 1:
        return Text(zh=f"第 {named[0]} 行", en=f"row {named[0]}")
    if total > len(named):
        return Text(
            zh=f"第 {'、'.join(named)} 行等 {total} 行", en=f"rows {', '.join(named)} and {total - len(named)} more"
        )
    return Text(zh=f"第 {'、'.join(named)} 行", en=f"rows {', '.join(named[:-1])} and {named[-1]}")
