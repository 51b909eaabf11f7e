"""Departments of the roster as deliverables: a row that has any of a department's names is its own."""

from dataclasses import replace
from typing import Any, TypeVar

import numpy as np

from checker.measures.milestone.settings import MilestoneSettings
from checker.measures.toolkit.scope import Roster
from checker.model.workbook import INVALID, VALID, TypedTable
from checker.tables.rows.time_limits import Mask
from checker.text.normalize import word_form

Spec = TypeVar("Spec", bound=MilestoneSettings)


def by_department(spec: Spec, typed: TypedTable, roster: Roster) -> tuple[Spec, TypedTable, Mask]:
    """Writes departments as their codes, both in what the milestone asks for and in the rows.

    Returns:
        The milestone, the rows, and where a row names nobody on the roster: such a row may be any department's.
    """
    nobody = np.zeros(len(typed.frame), dtype=bool)
    column = spec.roster_column
    if not column:
        return spec, typed, nobody
    codes: Any = [roster.codes.get(word_form(str(name))) for name in typed.frame[column].tolist()]
    strangers: Mask = (typed.state[column] == VALID) & np.fromiter((code is None for code in codes), bool, len(codes))
    state = np.where(strangers, INVALID, typed.state[column])
    read = replace(typed, frame=typed.frame.assign(**{column: codes}), state={**typed.state, column: state})
    # In the order in which the pack writes the columns: that is the order of names in sentences.
    members = tuple(code for code, _ in roster.members)
    each = {name: members if name == column else values for name, values in spec.each.items()}
    return spec.model_copy(update={"each": each}), read, strangers
