"""What a measure is taken over, and the questions that every measure asks of rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np

from checker.definitions.tables import Table
from checker.evaluate.conditions import Truth, certain
from checker.evaluate.time_limits import Mask, days_of
from checker.model import Measured, Rows
from checker.model.workbook import VALID, Submission, TypedTable
from checker.periods import Window
from checker.text.bilingual import Text
from checker.text.normalize import key_form


@dataclass(frozen=True)
class Roster:
    """The departments that rows may name.

    Attributes:
        members: those that a cohort of the roster consists of, in roster order: their codes, and names for people.
        codes: by every spelling of a department's name in comparable form, its code.
    """

    members: tuple[tuple[str, Text], ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Scope:
    """The rows, the window and the day.

    Attributes:
        submission: one department's typed tables.
        tables: the pack's table definitions.
        department: its code and its name for people; the one member of a cohort of departments.
        roster: the departments that rows may name.
        window: over which the indicator is judged.
        as_of: rows dated later are not counted.
        pace: the share of a goal that is asked for by `as_of`.
        even: whether that share is simply the time that has run.
        earlier: the same measure for the earlier window, as recorded; None when nothing is.
        previous: the earlier window, for rows of it in the same sheet.
    """

    submission: Submission
    tables: Mapping[str, Table]
    department: tuple[str, Text]
    window: Window
    as_of: date
    roster: Roster = Roster()
    pace: Fraction = Fraction(1)
    even: bool = True
    earlier: Measured | None = None
    previous: Window | None = None

    def sheet_names(self, tables: Sequence[str]) -> Text:
        """The sheets' names, for people."""
        labels = [self.tables[table].sheet for table in tables]
        return Text("、".join(label.zh for label in labels), ", ".join(label.en for label in labels))

    def over(self, window: Window) -> Scope:
        """The same rows over another window."""
        return replace(self, window=window)


def dated_in(typed: TypedTable, when: str | None, window: Window, as_of: date) -> Truth:
    """Whether each row falls into the window, up to and including `as_of`."""
    if when is None:
        return certain(np.ones(len(typed.frame), dtype=bool))
    days, known = days_of(typed, when, as_of)
    last = min(window.end, as_of).toordinal()
    return Truth((days >= window.start.toordinal()) & (days <= last) & known, ~known)


def rows_of(typed: TypedTable, mask: Mask) -> Rows:
    """The Excel row numbers at which a mask is true."""
    return Rows(typed.id, tuple(typed.frame.index[mask].tolist()))


def keys_of(typed: TypedTable, columns: Sequence[str]) -> tuple[list[tuple[Any, ...]], Mask]:
    """Each row's values of some columns, in comparable form; and where every part is filled and readable."""
    parts = [
        [key_form(value) if isinstance(value, str) else value for value in typed.frame[column].tolist()]
        for column in columns
    ]
    known = np.ones(len(typed.frame), dtype=bool)
    for column in columns:
        known &= typed.state[column] == VALID
    return list(zip(*parts, strict=True)), known
