"""The section of requirements: what of the document is computed, what a person attests, and what neither."""

from checker.frozen import dataclass
from checker.model import Attestation, Requirement
from checker.privacy.masking import mask_value
from checker.reporters.html.view import View, both
from checker.text.bilingual import Text
from checker.wording.requirements import SUPPORTS, coverage_text, validity_text


@dataclass(frozen=True)
class Word:
    """One attestation: whose it is, the document, the person, and when it holds."""

    department: Text
    support: Text
    evidence: Text
    by: Text
    holds: Text


@dataclass(frozen=True)
class Line:
    """One requirement: its clause and name, what backs it, the names of its indicators, and its attestations."""

    clause: str
    name: Text
    kind: str
    support: Text
    indicators: tuple[Text, ...]
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Requirements:
    """The sentence that counts requirements, and one line for each."""

    covered: Text
    lines: tuple[Line, ...]


def make_requirements(view: View) -> Requirements | None:
    """Makes the section; None if the pack has no register."""
    covered = coverage_text(view.report.requirements)
    if covered is None:
        return None
    return Requirements(covered, tuple(_line(view, each) for each in view.report.requirements))


def _line(view: View, requirement: Requirement) -> Line:
    return Line(
        clause=view.quote(requirement.clause),
        name=view.text(requirement.name),
        kind=f"r-{requirement.support.value}",
        support=SUPPORTS[requirement.support],
        indicators=tuple(
            view.text(view.indicators[view.numbers[id]].name) for id in requirement.indicators if id in view.numbers
        ),
        words=tuple(_word(view, name, each) for name, each in requirement.attestations),
    )


def _word(view: View, department: Text, each: Attestation) -> Word:
    return Word(
        department=view.text(department),
        support=SUPPORTS[each.support],
        evidence=both(lambda language: mask_value(each.evidence, language, view.reveal)),
        by=both(lambda language: mask_value(each.by, language, view.reveal)),
        holds=both(lambda language: validity_text(each, language)),
    )
