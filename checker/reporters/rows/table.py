"""The rows behind numbers as a table with headings and names in the reader's language."""

from collections.abc import Iterable, Iterator

from checker.model import Department, Language, Report
from checker.model.evidence import Asked, Behind, Cell, Evidence, Line, Outcome, SheetColumn, SheetRow
from checker.privacy.masking import mask_sentence, mask_text, mask_value
from checker.spreadsheet.csv_cells import write_csv
from checker.text.bilingual import Text
from checker.text.exact_json import PLACES
from checker.text.normalize import decimal_text
from checker.text.once import Once
from checker.wording.evidence import Records, cell_words, flatten, sort_lines
from checker.wording.headings import csv_headings

HEADERS = (
    *("department_code", "department", "file", "indicator", "indicator_name", "clause", "part", "role", "units"),
    *("amount", "goal", "unit", "table", "sheet", "row", "key", "reason_zh", "reason_en", "evidence"),
    *("tests_failed", "tests_unknown", "record"),
)
Chosen = Iterable[tuple[Department, Behind]]


def all_lines(report: Report) -> Iterator[tuple[Department, Behind]]:
    """Lists every department with each of its results."""
    for department in report.departments:
        for behind in department.evidence.results if department.evidence is not None else ():
            yield department, behind


def render_lines(report: Report, chosen: Chosen, reveal: bool, language: Language = "en") -> str:
    """Writes the lines as CSV with a byte order mark and CRLF, those of a unit below it."""
    return write_csv(csv_headings(HEADERS, language), _lines(report, chosen, reveal, language))


def _lines(report: Report, chosen: Chosen, reveal: bool, language: Language) -> Iterator[tuple[str, ...]]:
    labels = {label.id: label for label in report.indicators}
    cells: dict[int, _Cells] = {}
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
        if id(department) not in cells:
            cells[id(department)] = _Cells(department.evidence, reveal)
        yield from ((*head, *each) for each in cells[id(department)].of(behind))


class _Cells:
    """What the lines of one department contain after their head."""

    def __init__(self, evidence: Evidence, reveal: bool) -> None:
        self._records, self._reveal = Records(evidence), reveal
        self._sheets = {sheet.table: mask_text(sheet.sheet, reveal) for sheet in evidence.sheets}
        self._both = Once[Text, tuple[str, str]](
            lambda text: (mask_sentence(text, "zh", reveal), mask_sentence(text, "en", reveal))
        )
        self._columns = {sheet.table: [self._writer_of(each) for each in sheet.columns] for sheet in evidence.sheets}

    def of(self, behind: Behind) -> Iterator[tuple[str, ...]]:
        """Yields the cells of every line of a result."""
        tests = Once[tuple[tuple[int, Outcome], ...], tuple[str, str]](lambda outcomes: self._tests(behind, outcomes))
        for line, parent in flatten(sort_lines(behind)):
            found = self._records.find(line)
            unit = line.label if line.label is not None or parent is None else parent.label
            yield (
                line.part,
                line.role.value,
                str(line.units),
                "" if line.amount is None else decimal_text(line.amount, PLACES),
                "" if line.goal is None else decimal_text(line.goal, PLACES),
                "" if unit is None else self._both(unit)[0],
                line.table,
                "" if found is None else self._sheets[line.table],
                "" if line.row is None else str(line.row),
                "" if found is None else mask_text(found[1].key, self._reveal),
                *(("", "") if line.reason is None else self._both(line.reason)),
                self._proof(line),
                *tests(line.outcomes),
                "" if found is None else self._record(found[1], self._columns[line.table]),
            )

    def _proof(self, line: Line) -> str:
        cells = self._records.cells(line) if line.evidence else ()
        proof = next((cell for cell in cells if cell.field == line.evidence), None)
        return "" if proof is None else _value(proof.cell, self._reveal)

    def _tests(self, behind: Behind, outcomes: tuple[tuple[int, Outcome], ...]) -> tuple[str, str]:
        """Names what is asked of a row and does not hold, and what is unknown."""
        failed, unknown = (
            [behind.asked[number] for number, outcome in outcomes if outcome is wanted] for wanted in (False, None)
        )
        return self._name(failed), self._name(unknown)

    def _name(self, asked: Iterable[Asked]) -> str:
        return "; ".join(self._both(each.wanted)[1] for each in asked if not each.out)

    def _writer_of(self, column: SheetColumn) -> Once[Cell, str]:
        header, reveal = mask_sentence(column.header, "zh", self._reveal), self._reveal
        return Once(lambda cell: f"{header}: {_value(cell, reveal)}" if cell.shown.text else "")

    def _record(self, record: SheetRow, columns: Iterable[Once[Cell, str]]) -> str:
        """Writes the filled cells of a row."""
        written = [write(cell) for write, cell in zip(columns, record.cells, strict=True)]
        return "; ".join(filter(None, written))


def _value(cell: Cell, reveal: bool) -> str:
    shown, read = cell_words(cell)
    text = mask_value(shown, "zh", reveal)
    return text if read is None else f"{text} ({mask_value(read, 'zh', reveal)})"
