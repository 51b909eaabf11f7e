"""Reads conditions inside pydantic validators, so that their faults keep their place in the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from checker.codes.shared import BAD_CONDITION, IMPOSSIBLE_VALUE, UNKNOWN_COLUMN
from checker.tables.conditions import read_condition
from checker.tables.logic import Condition
from checker.tables.matching import Other
from checker.tables.troubles import ConditionError, Trouble
from checker.tables.yaml.problems import Refusal, refusal, refused

if TYPE_CHECKING:
    from checker.tables.columns import Column


def compile_condition(
    raw: object, columns: dict[str, Column], *above: str, tables: Mapping[str, Other] | None = None
) -> Condition:
    """Reads a measure's condition inside a pydantic validator; its faults keep their place in the file.

    Args:
        raw: the condition as written.
        columns: of the table.
        above: where it is written, below the field that is validated.
        tables: those whose rows it may be compared with.
    """
    try:
        return read_condition(raw, columns, windowed=True, others=tables)
    except ConditionError as error:
        raise refused(*(refusal_of(trouble, *above) for trouble in error.troubles)) from None


def refusal_of(trouble: Trouble, *above: str) -> Refusal:
    """Turns a fault of a condition into one of the file; `above` leads to the condition."""
    at, found, allowed = (*above, *trouble.path), trouble.found, trouble.allowed
    if trouble.kind == "column":
        return refusal(UNKNOWN_COLUMN, *at, found=found, allowed=allowed)
    if trouble.kind == "value":
        return refusal(IMPOSSIBLE_VALUE, *at, found=found, allowed=allowed, column=trouble.column)
    return refusal(BAD_CONDITION, *at, found=found, allowed=allowed, reason=trouble.message)
