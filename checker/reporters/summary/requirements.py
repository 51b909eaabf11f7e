"""The sheet of requirements: every requirement of the document, by clause, and what backs it."""

from collections.abc import Iterator

from checker.model import Attestation, Requirement, Support
from checker.privacy.masking import mask_value
from checker.reporters.summary.reader import Reader
from checker.reporters.summary.sheet import Book, Column, Content, Styled, Table
from checker.reporters.summary.style import CENTRED, NOTE
from checker.text.bilingual import Text
from checker.wording.requirements import SUPPORTS, coverage_text, validity_text


def write_requirements(book: Book, reader: Reader) -> None:
    """Writes the sheet: one row per requirement, or per attestation of it; no sheet for a pack without a register."""
    covered = coverage_text(reader.report.requirements)
    if covered is None:
        return
    note = reader.say("；凭材料确认的不计分", "; what is attested earns no score")
    columns = (
        Column(reader.head("clause"), reader.width(8, 10), CENTRED),
        Column(reader.say("要求", "Requirement"), 40),
        Column(reader.say("依据", "Support"), 16, CENTRED),
        Column(reader.head("indicator"), 34),
        Column(reader.head("department"), 24),
        Column(reader.say("佐证材料", "Evidence"), 30),
        Column(reader.say("确认人", "Attested by"), 12),
        Column(reader.say("有效", "Holds"), 24, CENTRED),
    )
    title = reader.title + reader.say(" 文件的各项要求", ": the document's requirements")
    table = Table(book, reader.say("要求", "Requirements"), title, (Styled(reader.of(covered) + note, NOTE),), columns)
    for requirement in reader.report.requirements:
        for cells in _rows(reader, requirement):
            table.row(cells)
    table.end()


def _rows(reader: Reader, requirement: Requirement) -> Iterator[list[Content]]:
    names = reader.say("、", ", ").join(map(reader.name_of, requirement.indicators))
    clause = Styled(reader.quote(requirement.clause), CENTRED)
    start: list[Content] = [clause, reader.of(requirement.name)]
    if not requirement.attestations:
        yield [*start, _support(reader, requirement.support), names, "", "", "", ""]
    for department, each in requirement.attestations:
        yield [*start, _support(reader, each.support), names, *_attestation(reader, department, each)]


def _support(reader: Reader, support: Support) -> Styled:
    return Styled(SUPPORTS[support].of(reader.language), CENTRED)


def _attestation(reader: Reader, department: Text, each: Attestation) -> list[Content]:
    evidence, by = (mask_value(shown, reader.language, reader.reveal) for shown in (each.evidence, each.by))
    return [reader.of(department), evidence, by, Styled(validity_text(each, reader.language), CENTRED)]
