"""What a measure is computed from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from fractions import Fraction

from checker.frozen import dataclass
from checker.model import Measured
from checker.model.composed import IndexPart
from checker.model.workbook import Submission
from checker.periods import Window
from checker.tables.rows.context import Context
from checker.tables.table import Table
from checker.text.bilingual import Text


@dataclass(frozen=True)
class Roster:
    """The departments that rows may name.

    Attributes:
        members: the code and name of each member of a cohort of the roster, in roster order.
        codes: the code of a department, by every spelling of its name in comparable form.
    """

    members: tuple[tuple[str, Text], ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Scope:
    """The rows, the window and the day.

    Attributes:
        submission: one department's typed tables.
        tables: the pack's table definitions.
        department: its code and its name.
        roster: the departments that rows may name.
        window: over which the indicator is judged.
        as_of: rows dated later are not counted.
        pace: the share of a goal that is due by `as_of`.
        even: whether that share is the share of time that has passed.
        earlier: the recorded measure of the earlier window, if any.
        previous: the earlier window, if its rows are in the same sheet.
        binds_from: the first day of the duty, if the pack names one; the window starts no earlier.
        parts: the values or scores of other indicators that an index is made of.
        asked_from: the first day whose rows the sheets have in any case: of the whole window, if `window` is a part.
        begins: the first day of the plan; there are no rows from before it to ask for.
        standing: see `Context`.
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
    binds_from: date | None = None
    parts: tuple[IndexPart, ...] = ()
    asked_from: date | None = None
    begins: date = date.min
    standing: bool = False

    @property
    def context(self) -> Context:
        """What its conditions can read besides the row."""
        asked_from = self.asked_from if self.asked_from is None or self.asked_from > self.begins else None
        return Context(self.as_of, self.window, self.submission.tables, asked_from, self.standing)

    def name_silent(self, tables: Sequence[str]) -> Text | None:
        """Says which of the tables are silent; None if each has rows or is declared nil."""
        silent = [table for table in tables if self.submission.is_silent(table)]
        lacking = self._join([table for table in silent if table not in self.submission.tables])
        open_ = self._join([table for table in silent if table in self.submission.tables and self.tables[table].nil])
        listing = self._join([t for t in silent if t in self.submission.tables and not self.tables[t].nil])
        said = (
            (lacking, "缺少或无法读取", "is missing or can't be read"),
            (open_, "没有填写，也没有注明本期无内容", "has no rows and doesn't say that there is nothing to report"),
            (listing, "没有填写", "has no rows"),
        )
        parts = [Text(f"“{names.zh}”表{zh}", f"the sheet {names.en} {en}") for names, zh, en in said if names.zh]
        zh = "，".join(part.zh for part in parts)
        return Text(f"{zh}，无法计算", "; ".join(part.en for part in parts)) if parts else None

    def _join(self, tables: Sequence[str]) -> Text:
        labels = [self.tables[table].sheet for table in tables]
        return Text("、".join(label.zh for label in labels), ", ".join(label.en for label in labels))

    def over(self, window: Window) -> Scope:
        """Gives the same scope with another window."""
        asked_from = None if self.asked_from is None else min(self.asked_from, window.start)
        return replace(self, window=window, asked_from=asked_from)
