"""Says of every requirement of the document whether it is computed, attested, or neither."""

from collections.abc import Sequence

from checker.definitions.packs import Pack
from checker.definitions.register import RegisterEntry, sort_by_clause
from checker.model import Attestation, Department, Requirement, Support
from checker.text.bilingual import Text

#: If departments say different things of one requirement, the first of these that one of them says counts.
_STRONGEST = (Support.ATTESTED_NOT_MET, Support.ATTESTED, Support.EXPIRED)


def list_requirements(departments: Sequence[Department], pack: Pack) -> tuple[Requirement, ...]:
    """Lists every requirement of a pack by clause, with what the departments attest of it."""
    said: dict[str, list[tuple[Text, Attestation]]] = {}
    for department in departments:
        for each in department.attestations:
            said.setdefault(each.requirement, []).append((department.name, each))
    return tuple(
        Requirement(
            entry.requirement,
            entry.clause,
            entry.name.text,
            _support(entry, [each for _, each in said.get(entry.requirement, ())]),
            entry.indicators,
            tuple(said.get(entry.requirement, ())),
        )
        for entry in sort_by_clause(pack.register)
    )


def _support(entry: RegisterEntry, attestations: Sequence[Attestation]) -> Support:
    if entry.indicators:
        return Support.COMPUTED
    given = {each.support for each in attestations}
    return next((support for support in _STRONGEST if support in given), Support.NOT_COVERED)
