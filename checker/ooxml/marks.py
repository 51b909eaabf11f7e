"""What is marked on which sheet: cells with a severity and the words of their comment; no file format."""

from __future__ import annotations

from dataclasses import dataclass

from checker.model import Severity


@dataclass(frozen=True)
class Mark:
    """One cell to colour, with its comment.

    Attributes:
        row, column: 1-based.
        severity: the gravest of what was found there.
        comment: what is wrong and what would be accepted, all findings of the cell; empty for colour alone.
    """

    row: int
    column: int
    severity: Severity
    comment: str


#: By the sheet's name as the workbook spells it.
Marks = dict[str, tuple[Mark, ...]]
