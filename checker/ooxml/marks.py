"""The cells to mark on each sheet, with a severity and a comment, in no file format."""

from __future__ import annotations

from dataclasses import dataclass

from checker.model import Severity


@dataclass(frozen=True)
class Mark:
    """One cell to colour, with its comment.

    Attributes:
        row, column: 1-based.
        severity: the gravest of the cell's flags.
        comment: what all flags of the cell say; empty for colour alone.
    """

    row: int
    column: int
    severity: Severity
    comment: str


#: By the sheet's name as the workbook spells it.
Marks = dict[str, tuple[Mark, ...]]
