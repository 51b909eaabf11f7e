"""Columns by their different values, so that each value is looked at once."""

from typing import Any

import numpy as np
import pandas as pd

from checker.model.workbook import VALID, TypedTable
from checker.tables.operands import Scale
from checker.tables.rows.time_limits import Mask


def coded(typed: TypedTable, column: str) -> tuple[Mask, Any, list[Any]]:
    """A column by its different values: where it has one, the number of each cell's value (else -1), and the values."""
    asked = (coded, column)
    if asked not in typed.worked_out:
        known = typed.state[column] == VALID
        codes = np.full(len(known), -1, dtype=np.int32)
        codes[known], values = pd.factorize(typed.frame[column].to_numpy()[known])
        typed.worked_out[asked] = known, codes, values.tolist()
    found: tuple[Mask, Any, list[Any]] = typed.worked_out[asked]
    return found


def scaled(typed: TypedTable, column: str, scale: Scale | None) -> list[Any]:
    """The values of a column, after what is made of its numbers; None where there are none."""
    if scale is None:
        found: list[Any] = typed.frame[column].tolist()
        return found
    _, codes, values = coded(typed, column)
    made = [*(scale.of(value) for value in values), None]
    return [made[code] for code in codes.tolist()]
