"""When a row that counts against a target was due, and how late it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.flags.case import Case
from checker.frozen import dataclass
from checker.model import Note
from checker.model.workbook import BLANK, VALID, TypedTable
from checker.tables.due_day import DueDay
from checker.tables.logic import All, AnyOf, Condition, Within
from checker.tables.rows.due_days import NEVER, end_of_limit, row_days
from checker.tables.rows.time_limits import days_of

#: The codes of deliverables that are not done by the deadline that their notes give.
NOT_DONE = ("M506", "M507")


@dataclass(frozen=True)
class Lateness:
    """The last day on which a row was in time, and how many days after it it was done, or is open still."""

    due: date
    days: int
    open: bool


class DueDays:
    """The due days of the rows of one table, each worked out once for all of its rows."""

    def __init__(self, case: Case, typed: TypedTable) -> None:
        self._typed, self._context = typed, case.context
        self._limits: dict[Within, tuple[list[int], list[bool]]] = {}
        when = getattr(case.indicator.asked, "when", None)
        self._own, self._done = None, ""
        if isinstance(when, DueDay):
            days = row_days(typed, when, case.context)
            self._own, self._done = (days.due.tolist(), days.due_known.tolist()), when.done

    def lateness(self, row: int, wanted: Condition | None) -> Lateness | None:
        """Says how late a row is; None if it isn't late, or if nobody knows when it was due.

        Args:
            row: its number.
            wanted: what the row lacks. If that is a time limit, it decides; else the day on which the row is judged.
        """
        at = self._typed.positions[row]
        for limit in _limits_in(wanted):
            if limit.column in self._typed.state:
                if limit not in self._limits:
                    first, last = end_of_limit(self._typed, limit, self._context)
                    self._limits[limit] = first.tolist(), (first == last).tolist()
                if (found := self._late(self._limits[limit], limit.column, at)) is not None:
                    return found
        return None if self._own is None else self._late(self._own, self._done, at)

    def _late(self, days: tuple[list[int], list[bool]], column: str, at: int) -> Lateness | None:
        due, known, state = days[0][at], days[1][at], self._typed.state[column][at]
        if not known or not 0 < due < NEVER or state not in (VALID, BLANK):
            return None
        until = int(days_of(self._typed, column, self._context.as_of)[0][at])
        is_open = state == BLANK
        late = (self._context.as_of.toordinal() if is_open else until) - due
        return Lateness(date.fromordinal(due), late, is_open) if late > 0 else None


def _limits_in(wanted: Condition | None) -> Iterator[Within]:
    """The time limits among what a row lacks, in their order."""
    match wanted:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _limits_in(part)
        case Within():
            yield wanted


def lateness_of_note(note: Note, as_of: date) -> Lateness | None:
    """Says how late a deliverable is that is not done by the deadline that its note gives."""
    due = next((str(value.text) for name, value in note.values if name == "due"), "")
    try:
        day = date.fromisoformat(due)
    except ValueError:
        return None
    late = (as_of - day).days
    return Lateness(day, late, open=True) if late > 0 else None
