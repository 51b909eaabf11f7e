"""When a row that counts against a target was due, and how late it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.flags.case import Case
from checker.frozen import dataclass
from checker.model import Note
from checker.model.workbook import BLANK, VALID, TypedTable
from checker.tables.due_day import DueDay, Limit
from checker.tables.logic import AS_OF, All, AnyOf, Condition, Within, WithinBy
from checker.tables.rows.due_days import end_of_limit, row_days
from checker.tables.rows.limit_ends import NEVER
from checker.tables.rows.time_limits import days_of, moments_of
from checker.text.moments import DAY_SECONDS

#: The codes of deliverables that are not done by the deadline that their notes give.
NOT_DONE = ("M506", "M507")


@dataclass(frozen=True)
class Lateness:
    """The last day on which a row was in time, and how long after it it was done, or is open still.

    Attributes:
        due: the day.
        days: how many whole days it is late.
        open: whether it is still not done.
        time: the time of that day, in seconds since midnight, if times of day decide.
        seconds: how late it is then.
    """

    due: date
    days: int
    open: bool
    time: int | None = None
    seconds: int = 0

    @property
    def shown(self) -> Lateness:
        """The same for people: what was in time until the last second of a day was due on that day."""
        if self.time != DAY_SECONDS - 1:
            return self
        return Lateness(self.due, -(-self.seconds // DAY_SECONDS), self.open)


class DueDays:
    """The due days of the rows of one table, each worked out once for all of its rows."""

    def __init__(self, case: Case, typed: TypedTable) -> None:
        self._typed, self._context = typed, case.context
        self._limits: dict[Limit, _Due] = {}
        when = getattr(case.indicator.asked, "when", None)
        self._own: _Due | None = None
        self._done = ""
        if isinstance(when, DueDay):
            days = row_days(typed, when, case.context)
            ends = days.due if days.moment is None else days.moment
            self._own = _Due(ends.tolist(), days.due_known.tolist(), when.to_second)
            self._done = when.done

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
                    self._limits[limit] = _Due(first.tolist(), (first == last).tolist(), bool(limit.seconds))
                if (found := self._late(self._limits[limit], limit.column, at)) is not None:
                    return found
        return None if self._own is None else self._late(self._own, self._done, at)

    def _late(self, found: _Due, column: str, at: int) -> Lateness | None:
        due, known, state = found.ends[at], found.known[at], self._typed.state[column][at]
        unit = DAY_SECONDS if found.timed else 1
        if not known or not 0 < due < NEVER * unit or state not in (VALID, BLANK):
            return None
        is_open, read = state == BLANK, moments_of if found.timed else days_of
        until = int(read(self._typed, AS_OF if is_open else column, self._context.as_of)[0][at])
        late, day = until - due, date.fromordinal(due // unit)
        if late <= 0:
            return None
        return Lateness(day, late // unit, is_open, *((due % unit, late) if found.timed else ()))


@dataclass(frozen=True)
class _Due:
    """The due days or moments of rows, as numbers, and where they are known."""

    ends: list[int]
    known: list[bool]
    timed: bool


def _limits_in(wanted: Condition | None) -> Iterator[Limit]:
    """The time limits among what a row lacks, in their order."""
    match wanted:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _limits_in(part)
        case Within() | WithinBy():
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
