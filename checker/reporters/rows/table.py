"""The rows behind numbers as a table with headings and names in the reader's language."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from checker.model import Department, Language, Report
from checker.model.evidence import Asked, Behind, Cell, Evidence, EvidenceSheet, Line, Outcome
from checker.privacy.masking import mask_all, mask_sentence, mask_text, mask_texts, mask_value
from checker.spreadsheet.csv_cells import csv_field, encode_fields
from checker.text.bilingual import Text
from checker.text.exact_json import PLACES
from checker.text.levels import in_own_words
from checker.text.normalize import decimal_text
from checker.text.once import Once
from checker.wording.evidence import Records, cell_words, flatten, sort_lines
from checker.wording.headings import csv_headings

HEADERS = (
    *("department_code", "department", "file", "indicator", "indicator_name", "clause", "part", "role", "units"),
    *("amount", "goal", "unit", "table", "sheet", "row", "key", "reason_zh", "reason_en", "evidence"),
    *("tests_failed", "tests_unknown", "record"),
)
_NOWHERE = ("", "", "")
Chosen = Iterable[tuple[Department, Behind]]


def all_lines(report: Report) -> Iterator[tuple[Department, Behind]]:
    """Lists every department with each of its results."""
    for department in report.departments:
        for behind in department.evidence.results if department.evidence is not None else ():
            yield department, behind


@in_own_words
def render_lines(report: Report, chosen: Chosen, reveal: bool, language: Language = "en") -> bytes:
    """Writes the lines as CSV in UTF-8 with a byte order mark and CRLF, those of a unit below it."""
    return encode_fields(csv_headings(HEADERS, language), _lines(report, chosen, reveal, language))


def _lines(report: Report, chosen: Chosen, reveal: bool, language: Language) -> Iterator[tuple[str, ...]]:
    labels = {label.id: label for label in report.indicators}
    made: tuple[Department, _Cells] | None = None  # the rows of all departments would be too many at once
    for department, behind in chosen:
        if department.evidence is None:
            continue
        head = (
            department.code,
            mask_sentence(department.name, language, reveal),
            mask_text(department.file, reveal),
            behind.indicator,
            mask_sentence(label.name, language) if (label := labels.get(behind.indicator)) else "",
            mask_text(label.clause) if label else "",
        )
        start = tuple(map(csv_field, head))
        if made is None or made[0] is not department:
            made = department, _Cells(department.evidence, reveal)
        yield from ((*start, *each) for each in made[1].of(behind))


class _Cells:
    """What the lines of one department contain after their head."""

    def __init__(self, evidence: Evidence, reveal: bool) -> None:
        self._records, self._reveal = Records(evidence), reveal
        self._both = Once[Text, tuple[str, str]](
            lambda text: (csv_field(mask_sentence(text, "zh", reveal)), csv_field(mask_sentence(text, "en", reveal)))
        )
        self._sheets = {sheet.table: _Sheet(sheet, reveal) for sheet in evidence.sheets}

    def of(self, behind: Behind) -> Iterator[tuple[str, ...]]:
        """Yields the cells of every line of a result."""
        tests = Once[tuple[tuple[int, Outcome], ...], tuple[str, str]](lambda outcomes: self._tests(behind, outcomes))
        for line, parent in flatten(sort_lines(behind)):
            unit = line.label if line.label is not None or parent is None else parent.label
            sheet, key, record = _NOWHERE if line.row is None else self._row(line.table, line.row)
            yield (
                line.part,
                line.role.value,
                str(line.units),
                "" if line.amount is None else csv_field(decimal_text(line.amount, PLACES)),
                "" if line.goal is None else csv_field(decimal_text(line.goal, PLACES)),
                "" if unit is None else self._both(unit)[0],
                csv_field(line.table),
                sheet,
                "" if line.row is None else str(line.row),
                key,
                *(("", "") if line.reason is None else self._both(line.reason)),
                self._proof(line) if line.evidence else "",
                *tests(line.outcomes),
                record,
            )

    def _row(self, table: str, row: int) -> tuple[str, str, str]:
        sheet = self._sheets.get(table)
        return _NOWHERE if sheet is None else sheet.row(row)

    def _proof(self, line: Line) -> str:
        proof = next((cell for cell in self._records.cells(line) if cell.field == line.evidence), None)
        return "" if proof is None else csv_field(*_values([proof.cell], self._reveal))

    def _tests(self, behind: Behind, outcomes: tuple[tuple[int, Outcome], ...]) -> tuple[str, str]:
        """Names what is asked of a row and does not hold, and what is unknown."""
        failed, unknown = (
            [behind.asked[number] for number, outcome in outcomes if outcome is wanted] for wanted in (False, None)
        )
        return self._name(failed), self._name(unknown)

    def _name(self, asked: Iterable[Asked]) -> str:
        named = "; ".join(mask_sentence(each.wanted, "en", self._reveal) for each in asked if not each.out)
        return csv_field(named)


class _Sheet:
    """What the lines contain of the rows of one sheet."""

    def __init__(self, sheet: EvidenceSheet, reveal: bool) -> None:
        self._sheet, self._reveal = sheet, reveal
        self._name = csv_field(mask_text(sheet.sheet, reveal))

    @cached_property
    def _keys(self) -> list[str]:
        return list(map(csv_field, mask_texts(self._sheet.keys, self._reveal)))

    @cached_property
    def _records(self) -> list[str]:
        """The filled cells of every row."""
        made = [
            [
                f"{header}: {value}" if cell.shown.text else ""
                for cell, value in zip(column.cells, _values(column.cells, self._reveal), strict=True)
            ]
            for column in self._sheet.columns
            for header in [mask_sentence(column.header, "zh", self._reveal)]
        ]
        return [csv_field("; ".join(filter(None, each))) for each in self._sheet.by_row(made)]

    def row(self, number: int) -> tuple[str, str, str]:
        """Returns the sheet's name, a row's key, and its filled cells; nothing if the row is not there."""
        at = self._sheet.positions.get(number)
        if at is None:
            return _NOWHERE
        return self._name, self._keys[at], self._records[at]


def _values(cells: Sequence[Cell], reveal: bool) -> list[str]:
    words = list(map(cell_words, cells))
    return [
        text if read is None else f"{text} ({mask_value(read, 'zh', reveal)})"
        for text, (_, read) in zip(mask_all([shown for shown, _ in words], "zh", reveal), words, strict=True)
    ]
