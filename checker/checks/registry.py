"""What a row check is: its code, and a function that gives verdicts and what to quote, never flags.

Knows no check: a check is declared with `row_check` in its own file and found by walking the folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from checker.model import Code
from checker.model.workbook import Submission
from checker.tables.rows.time_limits import Mask
from checker.tables.table import Table
from checker.text.bilingual import Text


@dataclass(frozen=True)
class Quote:
    """What is said of one invalid row.

    Attributes:
        row: the number that Excel shows.
        field: the column whose cell is pointed at, or "" for the row as a whole.
        values: of the message's named places (`Shown`, `Text`, or anything `str` takes).
        expected: what would be accepted.
        difference: how far off, in the column's unit (days, for dates), or "".
    """

    row: int
    field: str
    values: Mapping[str, Any]
    expected: Text | None = None
    difference: str = ""


@dataclass(frozen=True)
class Findings:
    """One table under one check.

    Attributes:
        table: the table's id.
        invalid, unknown: boolean, along the rows of the table's frame, never both true; the other rows are valid.
        quotes: at least one for every invalid row, and none for any other.
    """

    table: str
    invalid: Mask
    unknown: Mask
    quotes: tuple[Quote, ...] = ()


Judge = Callable[[Submission, Mapping[str, Table]], Iterable[Findings]]


@dataclass(frozen=True)
class RowCheck:
    """A check of rows.

    Attributes:
        code: the one kind of finding that it gives.
        judge: gives findings for every table that the check is asked of, and for no other, so that a table that
            was not judged is never taken for a clean one.
    """

    code: Code
    judge: Judge


def row_check(code: Code) -> Callable[[Judge], RowCheck]:
    """Declares the decorated function to be the check that gives `code`."""
    return lambda judge: RowCheck(code, judge)
