"""What holds of rows by their choice in a column; loads numpy."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from checker.model.workbook import VALID, TypedTable
from checker.tables.rows.time_limits import Mask


def chosen(typed: TypedTable, by: str, choices: Sequence[str | bool]) -> list[tuple[Mask, Mask]]:
    """Says for each choice which rows certainly, and which possibly, have it: any, if the cell can't be read."""
    known, values = typed.state[by] == VALID, typed.frame[by].to_numpy()
    return [(known & (values == choice), ~known | (values == choice)) for choice in choices]


def by_choice(typed: TypedTable, by: str, answers: Sequence[tuple[str | bool, Mask, Mask]]) -> tuple[Mask, Mask]:
    """Takes the answer of each row's choice; of an unknown choice, what is the same for all of them is certain.

    Args:
        typed: the rows.
        by: the column of the choice.
        answers: each choice, where the answer for it is yes, and where it is unknown.

    Returns:
        Where the answer is yes, and where it is unknown.
    """
    surely, possibly = np.ones(len(typed.frame), dtype=bool), np.zeros(len(typed.frame), dtype=bool)
    masks = chosen(typed, by, [choice for choice, _, _ in answers])
    for (_, may_be), (_, holds, open_) in zip(masks, answers, strict=True):
        surely &= ~may_be | holds
        possibly |= may_be & (holds | open_)
    return surely, possibly & ~surely


def ends_by_choice(
    typed: TypedTable, by: str, choices: Sequence[str | bool], ends: Sequence[tuple[Any, Any]]
) -> tuple[Any, Any]:
    """Gives the first and the last possible end of each row's limit, by its choice."""
    first = np.full(len(typed.frame), np.iinfo(np.int64).max)
    last = np.zeros(len(typed.frame), dtype=np.int64)
    for (_, may_be), (low, high) in zip(chosen(typed, by, choices), ends, strict=True):
        first, last = np.where(may_be, np.minimum(first, low), first), np.where(may_be, np.maximum(last, high), last)
    return first, last
