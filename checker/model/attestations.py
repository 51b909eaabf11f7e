"""What is known of the requirements of a document: computed, attested by a person, or neither."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from checker.frozen import dataclass
from checker.model.flags import Shown
from checker.text.bilingual import Text


class Support(StrEnum):
    """What a report knows of one requirement.

    An attestation is a person's word, so it never counts as computed, and it changes no score.
    """

    COMPUTED = "computed"
    ATTESTED = "attested"
    ATTESTED_NOT_MET = "attested_not_met"
    EXPIRED = "expired"
    NOT_COVERED = "not_covered"


@dataclass(frozen=True)
class Attestation:
    """One person's word on one requirement.

    Attributes:
        requirement: its id in the register.
        support: attested, attested as not met, or expired.
        evidence: the document that the person names, as typed.
        by: the person, as typed.
        on: the day of the attestation.
        until: the last day on which it holds; None if it does not expire.
        sheet, row: where it is written.
    """

    requirement: str
    support: Support
    evidence: Shown
    by: Shown
    on: date
    until: date | None
    sheet: str
    row: int


@dataclass(frozen=True)
class Requirement:
    """One requirement of the document, and what the report knows of it.

    Attributes:
        indicators: the ids of those that compute it.
        attestations: the words of the departments on it, each with the department's name.
    """

    id: str
    clause: str
    name: Text
    support: Support
    indicators: tuple[str, ...] = ()
    attestations: tuple[tuple[Text, Attestation], ...] = ()


def count_supports(requirements: Sequence[Requirement]) -> dict[Support, int]:
    """Counts requirements by their support, including kinds that none has."""
    given = [each.support for each in requirements]
    return {support: given.count(support) for support in Support}
