"""What is found: places, flags, and what a department answers to a flag."""

from dataclasses import field
from datetime import date, timedelta
from enum import Enum, StrEnum
from typing import Any, Literal, NamedTuple, Self

from checker.codes import Code, Severity
from checker.frozen import dataclass
from checker.text.bilingual import Text

Personal = Literal["name", "id", "phone", "text"]


class Part(NamedTuple):
    """The kind of personal data from the character at `start` to the one before `end`."""

    start: int
    end: int
    kind: Personal


class Sensitive(str):
    """A text that contains somebody's name or number, masked when it is shown.

    It equals the plain text, so it still matches sheets and rows. A slice or concatenation is a plain text again:
    mask first, then cut or join.

    Attributes:
        parts: the personal parts, in order and without overlap.
    """

    parts: tuple[Part, ...]

    def __new__(cls, text: str, parts: tuple[Part, ...] = ()) -> Self:
        """Makes a text with its parts; a copy first has none and gets them afterwards."""
        made = super().__new__(cls, text)
        made.parts = parts
        return made


@dataclass(frozen=True)
class Shown:
    """A value shown to people, and which kind of personal data it is; masked by default outside the department.

    Attributes:
        text: the value, or a phrase of the program.
        personal: the kind of personal data; None if it is none, or a phrase.
        facts: what the value says whatever the order of rows and columns, in any order; see `placed`. None if the
            value itself is that.
    """

    text: str | Text
    personal: Personal | None = None
    facts: "tuple[Shown, ...] | None" = field(default=None, compare=False, repr=False)


def placed(words: object, *facts: "str | Text | Shown", personal: Personal | None = None) -> Shown:
    """Words that name rows, cells or sheets, and what they say apart from that.

    Sorting a sheet, or a new row above, gives other words for the same thing. Only the facts count when a later check
    asks whether it found the same again.
    """
    text = words if isinstance(words, Text) else str(words)
    return Shown(text, personal, tuple(fact if isinstance(fact, Shown) else Shown(fact) for fact in facts))


@dataclass(frozen=True)
class Place:
    """Where a flag points. Any part can be empty: a missing sheet has no row.

    Attributes:
        sheet: the sheet's name as the workbook spells it.
        row: the row number that Excel shows, from 1.
        column: the letters of the column, e.g. "D".
        table: the id of the table.
        field: the id of the column in the table's definition.
        header: the header as the workbook spells it.
        key: the key of the record, its parts joined with " / "; it does not depend on the workbook's spelling.
        identity: the key in the form in which keys are compared, if a column of it has a form of its own.
        called: the key in words, if that differs: labels of choices instead of their ids.
    """

    sheet: str = ""
    row: int | None = None
    column: str = ""
    table: str = ""
    field: str = ""
    header: str = ""
    key: str = ""
    identity: str = ""
    called: Text | None = None

    @property
    def cell(self) -> str:
        """The address of the cell, e.g. "D7", or empty."""
        return f"{self.column}{self.row}" if self.column and self.row else ""


class Disposition(StrEnum):
    """What a department answers to a flag on the flags sheet that it sends back."""

    CORRECTED = "corrected"
    CONFIRMED = "confirmed"
    WAIVER = "waiver"


@dataclass(frozen=True)
class Answer:
    """A department's answer to one flag. It reaches the auditor with the submission and changes no result.

    Attributes:
        disposition: corrected, confirmed as right, or a request for a waiver.
        reason: the reason as typed.
        by: the name of the person who answers, as typed.
    """

    disposition: Disposition
    reason: Shown
    by: Shown


class Known(Enum):
    """How a flag's row can be told from the other rows of its sheet, so that it is recognised in a later workbook.

    By a key that no other row has; by its other cells; by its personal cells, of which only keyed hashes are kept; or
    not at all.
    """

    BY_KEY = "by key"
    BY_ROW = "by its other cells"
    BY_PERSON = "by its personal cells"
    NOT = "not"


@dataclass(frozen=True)
class Tracked:
    """What a ledger knows of a flag.

    Attributes:
        state: what became of it since the run before: new, persisting, changed, reopened.
        finding: the number that it keeps from run to run.
        first: the label of the period in which it was found first.
        holds: what holds because of the decisions about it: open, dismissed, waived and so on.
        words: the state and what holds, for people.
        seq: the entry of the decision, or None.
        by: who decided, as typed.
        until: the last day of a waiver, or the due day of a rectification.
    """

    state: str
    finding: str
    first: str
    holds: str
    words: Text
    seq: int | None = None
    by: str = ""
    until: date | None = None

    @property
    def settled(self) -> bool:
        """Whether the row was dismissed or waived, so that the second score leaves it out."""
        return self.holds in ("dismissed", "waived")


@dataclass(frozen=True)
class Flag:
    """One problem or remark.

    Attributes:
        code: the kind of flag.
        place: where it is.
        values: what fills the `{named}` places of the code's message.
        severity: the code's severity, unless raised or lowered for this flag.
        indicator: the indicator that it concerns, or empty.
        observed: what the cell contains.
        expected: what would be accepted.
        difference: how far off the value is, in the column's unit, or empty.
        record: other cells of the row, by header, so that people can find the record.
        fingerprint: identifies the flag across runs, row order and file names; see `model.fingerprints`.
        row_digest: the digest of the row's other cells that are not personal; empty without a row.
        known: how the row is recognised; by its key if the flag has no row.
        secret: the record's key and personal cells, for keyed hashes only. It is never shown or written.
        answer: the department's answer on a returned flags sheet, or None.
        tracked: what the ledger knows of it, or None.
        since: what it is beside an earlier report: new, persisting, or empty without one.
        due: the last day on which the row was in time, if it is late.
        days_late: how many whole days late it is, on the day on which it was done or else on the as-of date.
        open_on: the as-of date of a row that is late and still not done.
        due_time: the time of the due day until which it was in time, in seconds, if times of day decide.
        seconds_late: how late it is then; it may be less than a day.
    """

    code: Code
    place: Place = Place()
    values: tuple[tuple[str, Shown], ...] = ()
    severity: Severity = Severity.ERROR
    indicator: str = ""
    observed: Shown | None = None
    expected: Text | None = None
    difference: str = ""
    record: tuple[tuple[str, Shown], ...] = ()
    fingerprint: str = ""
    row_digest: str = ""
    known: Known = Known.BY_KEY
    secret: str = field(default="", repr=False)
    answer: Answer | None = None
    tracked: Tracked | None = None
    since: str = ""
    due: date | None = None
    days_late: int | None = None
    open_on: date | None = None
    due_time: int | None = None
    seconds_late: int = 0

    @property
    def due_text(self) -> str:
        """The due day as programs read it, with its time if that decides; empty if it isn't late."""
        if self.due is None:
            return ""
        return self.due.isoformat() + ("" if self.due_time is None else f"T{timedelta(seconds=self.due_time)!s:0>8}")

    def changed(self, **fields: Any) -> Self:
        """The same flag with other values in some fields; for thousands of flags, `replace` takes far longer."""
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__, **fields)
        return made


def flag(
    code: Code,
    place: Place = Place(),  # noqa: B008 - it is frozen
    *,
    severity: Severity | None = None,
    indicator: str = "",
    observed: Shown | None = None,
    expected: Text | None = None,
    difference: str = "",
    record: tuple[tuple[str, Shown], ...] = (),
    **values: object,
) -> Flag:
    """Makes a flag; `values` fill the message's named places (`Shown`, `Text`, or anything `str` takes)."""
    shown = tuple(
        (name, value if isinstance(value, Shown) else Shown(value if isinstance(value, Text) else str(value)))
        for name, value in sorted(values.items())
    )
    severity = code.severity if severity is None else severity
    return Flag(code, place, shown, severity, indicator, observed, expected, difference, record)
