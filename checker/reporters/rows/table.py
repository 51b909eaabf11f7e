"""The rows behind numbers as a table with English headers."""

import csv
import io
from collections.abc import Iterable, Iterator

from checker.model import Department, Report
from checker.model.evidence import Behind, Line
from checker.privacy.masking import mask_sentence, mask_text, mask_value
from checker.reporters.flags_csv import escape_formula
from checker.text.bilingual import Text
from checker.text.exact_json import PLACES
from checker.text.normalize import decimal_text
from checker.wording.evidence import Records, ShownCell, cell_words, flatten, sort_lines

HEADERS = (
    *("department_code", "department", "file", "indicator", "clause", "part", "role", "units", "amount", "goal"),
    *("unit", "table", "sheet", "row", "key", "reason_zh", "reason_en", "evidence", "tests_failed", "tests_unknown"),
    "record",
)
Chosen = Iterable[tuple[Department, Behind]]


def all_lines(report: Report) -> Iterator[tuple[Department, Behind]]:
    """Lists every department with each of its results."""
    for department in report.departments:
        for behind in department.evidence.results if department.evidence is not None else ():
            yield department, behind


def render_lines(report: Report, chosen: Chosen, reveal: bool) -> str:
    """Writes the lines as CSV with a byte order mark and CRLF, those of a unit below it."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(HEADERS)
    clauses = {label.id: label.clause for label in report.indicators}
    for department, behind in chosen:
        if department.evidence is None:
            continue
        records = Records(department.evidence)
        head = (
            department.code,
            mask_sentence(department.name, "zh", reveal),
            mask_text(department.file, reveal),
            behind.indicator,
            mask_text(clauses.get(behind.indicator, "")),
        )
        for line, parent in flatten(sort_lines(behind)):
            writer.writerow(map(escape_formula, (*head, *_cells(behind, records, line, parent, reveal))))
    return "\ufeff" + stream.getvalue()


def _cells(behind: Behind, records: Records, line: Line, parent: Line | None, reveal: bool) -> Iterator[str]:
    found, cells = records.find(line), records.cells(line)
    unit = line.label if line.label is not None or parent is None else parent.label
    yield line.part
    yield line.role.value
    yield str(line.units)
    yield "" if line.amount is None else decimal_text(line.amount, PLACES)
    yield "" if line.goal is None else decimal_text(line.goal, PLACES)
    yield "" if unit is None else mask_sentence(unit, "zh", reveal)
    yield line.table
    yield "" if found is None else mask_text(found[0].sheet, reveal)
    yield "" if line.row is None else str(line.row)
    yield "" if found is None else mask_text(found[1].key, reveal)
    reason = line.reason or Text("", "")
    yield mask_sentence(reason, "zh", reveal)
    yield mask_sentence(reason, "en", reveal)
    proof = next((cell for cell in cells if line.evidence and cell.field == line.evidence), None)
    yield "" if proof is None else _value(proof, reveal)
    for wanted in (False, None):
        asked = [behind.asked[number] for number, outcome in line.outcomes if outcome is wanted]
        yield "; ".join(mask_sentence(each.wanted, "en", reveal) for each in asked if not each.out)
    filled = [cell for cell in cells if cell.cell.shown.text]
    yield "; ".join(f"{mask_sentence(cell.header, 'zh', reveal)}: {_value(cell, reveal)}" for cell in filled)


def _value(cell: ShownCell, reveal: bool) -> str:
    shown, read = cell_words(cell.cell)
    text = mask_value(shown, "zh", reveal)
    return text if read is None else f"{text} ({mask_value(read, 'zh', reveal)})"
