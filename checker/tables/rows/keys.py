"""Forms in which equal cells and keys are equal; loads numpy."""

from collections.abc import Callable, Sequence

import numpy as np

from checker.model.workbook import VALID, TypedTable

#: Separates the parts of a key; comparable forms contain no control characters.
SEPARATOR = "\x1f"


def forms(typed: TypedTable, column: str, form: Callable[[str], str] | None = None) -> Sequence[str]:
    """Each cell of a column in a form in which equal cells are equal; "" if the cell is blank or invalid.

    Args:
        typed: the rows.
        column: whose cells.
        form: the comparing form of a text; the column's own if None.
    """
    form = form or typed.form(column)
    asked = (forms, column, form)
    if asked not in typed.worked_out:
        typed.worked_out[asked] = _forms(typed, column, form)
    found: Sequence[str] = typed.worked_out[asked]
    return found


def key_forms(typed: TypedTable, columns: Sequence[str]) -> Sequence[str]:
    """Each row's key in comparable form; "" if any part is blank or invalid."""
    asked = (key_forms, *columns)
    if asked not in typed.worked_out:
        parts = zip(*(forms(typed, column) for column in columns), strict=True)
        typed.worked_out[asked] = [SEPARATOR.join(row) if all(row) else "" for row in parts]
    found: Sequence[str] = typed.worked_out[asked]
    return found


def _forms(typed: TypedTable, column: str, form: Callable[[str], str]) -> Sequence[str]:
    known = typed.state[column] == VALID
    values = typed.frame[column]
    if str(values.dtype).startswith("datetime"):
        texts = np.datetime_as_string(values.to_numpy().astype("datetime64[D]")).tolist()
    else:
        texts = [form(value) if isinstance(value, str) else str(value) for value in values.tolist()]
    return [text if certain else "" for text, certain in zip(texts, known.tolist(), strict=True)]
