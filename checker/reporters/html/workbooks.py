"""The workbooks: each department's file, and how many of its rows were read, judged, refused and skipped."""

from dataclasses import dataclass

from checker.model import Department
from checker.reporters.aggregates import count_rows
from checker.reporters.html.view import SUBMITTED, View
from checker.text.bilingual import Text
from checker.wording.labels import STATES

#: Rows read, judged, refused and skipped.
Rows = tuple[int, int, int, int]


@dataclass(frozen=True)
class Workbook:
    """One department's workbook.

    Attributes:
        sha256: the hash of the file; empty if it could not be read.
        sheets: the name of each sheet and its rows.
    """

    name: Text
    file: str
    sha256: str
    state: Text
    kind: str
    rows: Rows
    sheets: tuple[tuple[str, Rows], ...]


def make_workbooks(view: View) -> tuple[Workbook, ...]:
    """Lists the workbooks that were submitted, in the report's order."""
    return tuple(_workbook(view, each) for each in view.report.departments if each.state in SUBMITTED)


def _workbook(view: View, department: Department) -> Workbook:
    return Workbook(
        name=view.text(department.name),
        file=view.quote(department.file),
        sha256=department.sha256,
        state=STATES[department.state],
        kind=f"d-{department.state.value}",
        rows=count_rows(department.sheets),
        sheets=tuple((view.quote(sheet.sheet), count_rows([sheet])) for sheet in department.sheets),
    )
