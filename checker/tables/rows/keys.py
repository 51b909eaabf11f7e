"""Forms in which equal cells and keys are equal; loads numpy."""

from collections.abc import Callable, Collection, Sequence
from itertools import compress

import numpy as np

from checker.model.workbook import VALID, TypedTable
from checker.text.together import forms_of

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
        parts = [forms(typed, column) for column in columns]
        typed.worked_out[asked] = parts[0] if len(parts) == 1 else _joined(parts)
    found: Sequence[str] = typed.worked_out[asked]
    return found


def keep_forms(typed: TypedTable, merged: TypedTable, kept: np.ndarray, changed: Collection[str]) -> None:
    """Hands on the forms that were worked out to a table with some of the same rows.

    Args:
        typed: the table that has all of them.
        merged: the table with the rows that were kept.
        kept: which rows these are.
        changed: the columns of which some cells are other ones now.
    """
    chosen = kept.tolist()
    for asked, found in typed.worked_out.items():
        if isinstance(asked, tuple) and asked[0] in (forms, key_forms):
            columns = asked[1:2] if asked[0] is forms else asked[1:]
            if set(columns).isdisjoint(changed):
                merged.worked_out[asked] = list(compress(found, chosen))


def _forms(typed: TypedTable, column: str, form: Callable[[str], str]) -> Sequence[str]:
    known = typed.state[column] == VALID
    values = typed.frame[column]
    if str(values.dtype).startswith("datetime"):
        texts = texts_of_days(values.to_numpy())
    else:
        texts = _texts(values.tolist(), form)
    return [text if certain else "" for text, certain in zip(texts, known.tolist(), strict=True)]


def texts_of_days(values: np.ndarray) -> Sequence[str]:
    """Writes days as 2022-03-01, and moments with their time of day, except midnight: 2022-03-01T14:05:00."""
    days = values.astype("datetime64[D]")
    texts: list[str] = np.datetime_as_string(days).tolist()
    timed = np.flatnonzero(~np.isnat(values) & (values != days))
    for at, text in zip(timed.tolist(), np.datetime_as_string(values[timed], unit="s").tolist(), strict=True):
        texts[at] = text
    return texts


def _texts(values: Sequence[object], form: Callable[[str], str]) -> Sequence[str]:
    """The cells of a column in a form; one without a value comes out as anything."""
    kinds = set(map(type, values))
    if kinds <= {str, type(None)}:
        return forms_of([value or "" for value in values], form)  # type: ignore[misc]  # they are texts
    return [form(value) if isinstance(value, str) else str(value) for value in values]


def _joined(parts: Sequence[Sequence[str]]) -> Sequence[str]:
    rows = zip(*parts, strict=True)
    if not any("" in part for part in parts):
        return list(map(SEPARATOR.join, rows))
    return [SEPARATOR.join(row) if all(row) else "" for row in rows]
