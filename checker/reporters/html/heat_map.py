"""The heat map: departments by indicators, one mark per cell, readable up to about forty by forty."""

from dataclasses import dataclass

from checker.reporters.html.figures import AllFigures, Figures
from checker.reporters.html.view import View
from checker.text.bilingual import Text

#: Up to this many indicators, values fit beside the marks.
ROOMY = 9


@dataclass(frozen=True)
class HeatRow:
    """One department; None where an indicator does not apply to it."""

    id: str
    name: Text
    cells: tuple[Figures | None, ...]


@dataclass(frozen=True)
class HeatMap:
    """The heat map.

    Attributes:
        columns: the number (from 1) and name of each indicator that has a result.
        roomy: whether values fit beside the marks.
    """

    columns: tuple[tuple[int, Text], ...]
    rows: tuple[HeatRow, ...]
    roomy: bool


def make_heat_map(view: View, figures: AllFigures) -> HeatMap:
    """Makes the heat map of the departments with results, best score first."""
    judged = {number for number, _ in view.judged}
    used = {indicator for number, indicator in figures if number in judged}
    shown = [label for label in view.indicators if label.id in used]
    rows = tuple(
        HeatRow(
            view.department_ids[number],
            view.text(department.name),
            tuple(figures.get((number, label.id)) for label in shown),
        )
        for number, department in view.judged
    )
    columns = tuple((view.numbers[label.id] + 1, view.text(label.name)) for label in shown)
    return HeatMap(columns, rows, len(columns) <= ROOMY)
