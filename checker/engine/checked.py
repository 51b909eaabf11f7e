"""What the check of one workbook gives, and what is said of one that could not be judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from checker.answers import ReturnedSheet
from checker.checks.across import KeyUse
from checker.definitions.packs import Pack
from checker.model import Department, Fault, Flag, Measured, State
from checker.model.fingerprints import add_fingerprints
from checker.privacy.people import find_people, mark_people
from checker.privacy.personal_data import PersonalData
from checker.text.bilingual import Text


@dataclass(frozen=True)
class CheckedWorkbook:
    """One workbook, judged: what the report shows, and what the district's figures and comparisons need of it.

    Attributes:
        answers: the findings sheets that came back in it; they are joined to its flags when all of these are known.
        stood: by indicator, what was measured month by month, where the task asks for trends.
    """

    department: Department
    keys: tuple[KeyUse, ...] = ()
    faults: tuple[Fault, ...] = ()
    answers: tuple[ReturnedSheet, ...] = ()
    stood: Mapping[str, tuple[Measured, ...]] = field(default_factory=dict)


def reject(
    name: Text,
    file: str,
    sha256: str,
    flags: tuple[Flag, ...],
    pack: Pack,
    code: str = "",
    people: PersonalData | None = None,
) -> Department:
    """A department whose workbook could not be judged, with what is known of the people in it."""
    department = Department(
        code=code,
        name=name,
        file=file,
        sha256=sha256,
        state=State.REJECTED,
        score=None,
        grade=None,
        results=(),
        flags=add_fingerprints(pack.header.id, code or name.zh, flags),
        tallies=(),
        sheets=(),
    )
    return mark_people(department, people or find_people(pack, (file,), {}))
