"""That nothing was lost: each department's file, and the rows that were read, judged and refused."""

from __future__ import annotations

from dataclasses import dataclass

from checker.model import Department, SheetCount
from checker.reporters.html.view import SUBMITTED, View
from checker.text.bilingual import Text
from checker.wording.labels import STATES


@dataclass(frozen=True)
class Rows:
    """Rows of one sheet, or of several together."""

    read: int
    judged: int
    refused: int
    skipped: int


@dataclass(frozen=True)
class Book:
    """One department's workbook.

    Attributes:
        sha256: of its bytes; empty where they could not be read.
        sheets: by the sheet's name.
    """

    name: Text
    file: str
    sha256: str
    state: Text
    kind: str
    rows: Rows
    sheets: tuple[tuple[str, Rows], ...]


def workbooks(view: View) -> tuple[Book, ...]:
    """The workbooks that came in, in the report's order."""
    return tuple(_book(view, each) for each in view.report.departments if each.state in SUBMITTED)


def _book(view: View, department: Department) -> Book:
    return Book(
        name=view.text(department.name),
        file=view.quote(department.file),
        sha256=department.sha256,
        state=STATES[department.state],
        kind=f"d-{department.state.value}",
        rows=_summed(department.sheets),
        sheets=tuple((view.quote(sheet.sheet), _summed([sheet])) for sheet in department.sheets),
    )


def _summed(sheets: list[SheetCount] | tuple[SheetCount, ...]) -> Rows:
    return Rows(
        sum(sheet.read for sheet in sheets),
        sum(sheet.judged for sheet in sheets),
        sum(sheet.refused for sheet in sheets),
        sum(sheet.skipped for sheet in sheets),
    )
