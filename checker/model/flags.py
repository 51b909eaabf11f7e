"""What is found: places, flags, and what a department answers to a flag.

Knows nothing but codes, texts and the standard library.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from checker.codes import Code, Severity
from checker.text.bilingual import Text

Personal = Literal["name", "id", "phone", "text"]


@dataclass(frozen=True)
class Shown:
    """A value quoted to people, with what is personal in it (masked by default wherever it leaves a department)."""

    text: str | Text
    personal: Personal | None = None


@dataclass(frozen=True)
class Place:
    """Where a flag points. Every part may be empty: a missing sheet has no row.

    Attributes:
        sheet: the sheet's name as the workbook spells it.
        row: the row number that Excel shows, from 1.
        column: the column's letters, e.g. "D".
        table: the id of the table.
        field: the id of the column in the table's definition.
        header: the header as the workbook spells it.
        key: the row's key, its parts joined with " / "; the same however the workbook spells them.
        called: the key as people say it, where that differs: the words of choices instead of their ids.
    """

    sheet: str = ""
    row: int | None = None
    column: str = ""
    table: str = ""
    field: str = ""
    header: str = ""
    key: str = ""
    called: Text | None = None

    @property
    def cell(self) -> str:
        """The address of the cell, e.g. "D7"; empty when there is none."""
        return f"{self.column}{self.row}" if self.column and self.row else ""


class Disposition(StrEnum):
    """What a department says of a flag in the findings sheet that it sends back."""

    CORRECTED = "corrected"
    CONFIRMED = "confirmed"
    WAIVER = "waiver"


@dataclass(frozen=True)
class Answer:
    """A department's answer to one flag; it travels with the submission to the auditor and decides nothing.

    Attributes:
        disposition: corrected, confirmed to be right as it is, or a request to be let off.
        reason: why, as typed.
        by: who says so, as typed; a person's name.
    """

    disposition: Disposition
    reason: Shown
    by: Shown


@dataclass(frozen=True)
class Flag:
    """One thing found.

    Attributes:
        code: what kind.
        place: where.
        values: the values of the message's named places.
        severity: the code's own unless raised or lowered for this flag.
        indicator: the indicator that it bears on, or empty.
        observed: what stands in the cell.
        expected: what would be accepted.
        difference: how far off, in the column's unit, or empty.
        record: other cells of the row, by header, so that people find their record.
        fingerprint: stable across runs, row order and file names; set by the pipeline.
        answer: what the department says of it in a findings sheet that came back, or None.
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
    answer: Answer | None = None


def flag(
    code: Code,
    place: Place = Place(),
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
    return Flag(
        code,
        place,
        shown,
        code.severity if severity is None else severity,
        indicator,
        observed,
        expected,
        difference,
        record,
    )
