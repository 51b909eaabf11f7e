"""Forms in which equal cells and keys are equal, and the names of keys and rows in messages."""

from collections.abc import Sequence

import numpy as np

from checker.model import Personal
from checker.model.workbook import VALID, TypedTable
from checker.tables.rows.places import header_of
from checker.tables.table import Table
from checker.text.bilingual import Text, join_texts
from checker.text.normalize import key_form

#: Separates the parts of a key; comparable forms contain no control characters.
SEPARATOR = "\x1f"
#: A message names at most this many rows, then counts the others.
NAMED_ROWS = 5


def forms(typed: TypedTable, column: str) -> list[str]:
    """Each cell of a column in a form in which equal cells are equal; "" if the cell is blank or invalid."""
    known = typed.state[column] == VALID
    values = typed.frame[column]
    if str(values.dtype).startswith("datetime"):
        texts = np.datetime_as_string(values.to_numpy().astype("datetime64[D]")).tolist()
    else:
        texts = [key_form(value) if isinstance(value, str) else str(value) for value in values.tolist()]
    return [text if certain else "" for text, certain in zip(texts, known.tolist(), strict=True)]


def key_forms(typed: TypedTable, columns: Sequence[str]) -> list[str]:
    """Each row's key in comparable form; "" if any part is blank or invalid."""
    parts = zip(*(forms(typed, column) for column in columns), strict=True)
    return [SEPARATOR.join(row) if all(row) else "" for row in parts]


def key_header(typed: TypedTable, table: Table) -> Text:
    """The headers of the key's columns, as the sheet spells them."""
    return join_texts((header_of(typed, table, name) for name in table.key), " / ", " / ")


def key_privacy(table: Table) -> Personal | None:
    """The kind of personal data in the table's key; never a name, an identity number or a telephone number."""
    return next((table.columns[name].personal for name in table.key if table.columns[name].personal), None)


def row_list(rows: Sequence[int], besides: int | None = None) -> Text:
    """Names rows for people: "rows 3, 9 and 12"; only the first few of many, with the number of the others.

    Args:
        rows: in ascending order.
        besides: one of them that is not named.
    """
    named = [str(row) for row in rows[: NAMED_ROWS + 1] if row != besides][:NAMED_ROWS]
    total = len(rows) - (besides is not None)
    zh = f"第 {'、'.join(named)} 行"
    if total == 1:
        return Text(zh=zh, en=f"row {named[0]}")
    if total > len(named):
        return Text(zh=f"{zh}等 {total} 行", en=f"rows {', '.join(named)} and {total - len(named)} more")
    return Text(zh=zh, en=f"rows {', '.join(named[:-1])} and {named[-1]}")
