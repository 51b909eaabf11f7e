"""Departments by indicators: one mark a cell, in a table that stays readable at forty by forty."""

from __future__ import annotations

from dataclasses import dataclass

from checker.reporters.html.figures import EMPTY, Figures, Said
from checker.reporters.html.view import View
from checker.text.bilingual import Text
from checker.wording.labels import MARKS, STATUSES

#: Up to so many indicators, there is room for the values beside the marks.
ROOMY = 9


@dataclass(frozen=True)
class HeatCell:
    """One department's standing under one indicator.

    Attributes:
        result: the number of the result in the page's data.
    """

    result: int
    kind: str
    mark: str
    status: Text
    value: Text


@dataclass(frozen=True)
class HeatRow:
    """One department; None where an indicator does not apply to it."""

    id: str
    name: Text
    cells: tuple[HeatCell | None, ...]


@dataclass(frozen=True)
class Heat:
    """The table.

    Attributes:
        columns: the indicators with a result somewhere: their number from 1, and name.
        roomy: whether the values fit beside the marks.
    """

    columns: tuple[tuple[int, Text], ...]
    rows: tuple[HeatRow, ...]
    roomy: bool


def heat(view: View, said: Said) -> Heat:
    """Draws the table up.

    Args:
        view: the report.
        said: its results in words.
    """
    used = {indicator for number, _ in view.judged for owner, indicator in said if owner == number}
    shown = [label for label in view.indicators if label.id in used]
    rows = tuple(
        HeatRow(
            view.department_ids[number],
            view.text(department.name),
            tuple(_cell(said.get((number, label.id))) for label in shown),
        )
        for number, department in view.judged
    )
    columns = tuple((view.numbers[label.id] + 1, view.text(label.name)) for label in shown)
    return Heat(columns, rows, len(columns) <= ROOMY)


def _cell(found: tuple[int, Figures] | None) -> HeatCell | None:
    if found is None:
        return None
    result, words = found
    value = words.value if words.has_value else EMPTY
    return HeatCell(result, f"s-{words.status.value}", MARKS[words.status], STATUSES[words.status], value)
