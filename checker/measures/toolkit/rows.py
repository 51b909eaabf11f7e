"""Questions that measures ask about rows; loads numpy."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from checker.measures.toolkit.distinct import ANY, Key
from checker.model import Rows
from checker.model.workbook import BLANK, VALID, Submission, TypedTable
from checker.periods import Window
from checker.tables.due_day import When
from checker.tables.rows.conditions import Truth, certain, evaluate
from checker.tables.rows.context import Context
from checker.tables.rows.due_days import row_days
from checker.tables.rows.time_limits import Mask
from checker.tables.table import Table
from checker.text.together import forms_of

Form = Callable[[str], str]


def dated_in(typed: TypedTable, when: When | None, window: Window, as_of: date) -> Truth:
    """Answers whether the day of each row is in the window, up to and including `as_of`."""
    if when is None:
        return certain(np.ones(len(typed.frame), dtype=bool))
    days = row_days(typed, when, Context(as_of, window))
    first, last = days.judged(window, as_of)
    start, today = window.start.toordinal(), min(window.end, as_of).toordinal()
    may_be_inside = (days.last >= start) & (first <= today)
    inside = (days.first >= start) & (last <= today) & ~days.may_wait
    return Truth(inside, ~inside & may_be_inside)


def lacking(typed: TypedTable, column: str, table: Table, context: Context) -> Truth:
    """Answers where a cell is blank although its row requires it: what it should say is unknown, not still to come."""
    required = table.required_when().get(column)
    if required is None:
        return certain(np.zeros(len(typed.frame), dtype=bool))
    return certain(typed.state[column] == BLANK) & evaluate(required, typed, context)


def rows_of(typed: TypedTable, mask: Mask) -> Rows:
    """Gives the Excel row numbers at which a mask is true."""
    return Rows(typed.id, tuple(typed.frame.index[mask].tolist()))


def keys_of(
    typed: TypedTable, columns: Sequence[str], forms: Sequence[Form] = ()
) -> tuple[list[tuple[Any, ...]], Mask]:
    """Gives each row's values of some columns in comparable form, and where all of them are filled and readable.

    Args:
        typed: the rows.
        columns: whose values.
        forms: the comparing form of the texts of each column; the columns' own if left out.
    """
    parts = [
        _in_form(typed.frame[column].tolist(), form)
        for column, form in zip(columns, forms or map(typed.form, columns), strict=True)
    ]
    known = np.ones(len(typed.frame), dtype=bool)
    for column in columns:
        known &= typed.state[column] == VALID
    return list(zip(*parts, strict=True)), known


def _in_form(values: Sequence[Any], form: Form) -> list[Any]:
    texts = list({value for value in values if isinstance(value, str)})
    made = dict(zip(texts, forms_of(texts, form), strict=True))
    return [made[value] if isinstance(value, str) else value for value in values]


def open_keys_of(typed: TypedTable, columns: Sequence[str]) -> list[Key]:
    """Gives each row's values of some columns in comparable form, with `ANY` for a blank or unreadable one."""
    parts = []
    for column in columns:
        (values, known) = keys_of(typed, (column,))
        parts.append([value if readable else ANY for (value,), readable in zip(values, known, strict=True)])
    return list(zip(*parts, strict=True))


def undecided_rows(typed: TypedTable, masks: Mapping[str, Mask]) -> Rows:
    """Gives the undecided rows: first those that may pass or fail, then those that can only fail, then only pass."""
    orders = (masks["pass_or_fail"] | masks["anything"], masks["out_or_fail"], masks["out_or_pass"])
    return Rows(typed.id, tuple(row for mask in orders for row in rows_of(typed, mask).numbers))


def sort_units(inside: Truth, out: Truth, good: Truth) -> dict[str, np.ndarray]:
    """Sorts units into the fields of `Counts` by their possible outcomes.

    Args:
        inside: whether each belongs to the denominator.
        out: whether it is excluded.
        good: whether it belongs to the numerator.
    """
    may_be_in = ~inside.no & ~out.yes
    surely_in = inside.yes & out.no
    doubtful = may_be_in & ~surely_in
    return {
        "passed": surely_in & good.yes,
        "failed": surely_in & good.no,
        "excluded": inside.yes & out.yes,
        "pass_or_fail": surely_in & good.unknown,
        "out_or_pass": doubtful & good.yes,
        "out_or_fail": doubtful & good.no,
        "anything": doubtful & good.unknown,
    }


def has_rows(dated_by: Iterable[tuple[str, When]], submission: Submission, window: Window, as_of: date) -> bool:
    """Whether a sheet has rows of a window, of whatever kind: then it says how many of the counted kind.

    A declared nil says it of every window.
    """
    return any(
        table in submission.nil or dated_in(submission.tables[table], when, window, as_of).yes.any()
        for table, when in dated_by
    )
