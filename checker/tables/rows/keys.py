"""Forms in which equal cells and keys are equal; loads numpy."""

from collections.abc import Callable, Sequence

import numpy as np

from checker.model.workbook import VALID, TypedTable

#: Separates the parts of a key; comparable forms contain no control characters.
SEPARATOR = "\x1f"


def forms(typed: TypedTable, column: str, form: Callable[[str], str] | None = None) -> list[str]:
    """Each cell of a column in a form in which equal cells are equal; "" if the cell is blank or invalid.

    Args:
        typed: the rows.
        column: whose cells.
        form: the comparing form of a text; the column's own if None.
    """
    form = form or typed.form(column)
    known = typed.state[column] == VALID
    values = typed.frame[column]
    if str(values.dtype).startswith("datetime"):
        texts = np.datetime_as_string(values.to_numpy().astype("datetime64[D]")).tolist()
    else:
        texts = [form(value) if isinstance(value, str) else str(value) for value in values.tolist()]
    return [text if certain else "" for text, certain in zip(texts, known.tolist(), strict=True)]


def key_forms(typed: TypedTable, columns: Sequence[str]) -> list[str]:
    """Each row's key in comparable form; "" if any part is blank or invalid."""
    parts = zip(*(forms(typed, column) for column in columns), strict=True)
    return [SEPARATOR.join(row) if all(row) else "" for row in parts]
