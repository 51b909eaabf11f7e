"""flags.csv: one line a flag, for Excel. English headers; never a cell that Excel would take for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping

from checker.marked_copy.flags_sheet import BY, DISPOSITION, REASON
from checker.model import Flag, Report
from checker.privacy.masking import mask_sentence, mask_text
from checker.reporters.registry import Reporter
from checker.spreadsheet.cells import FORMULA_STARTS
from checker.text.bilingual import Text
from checker.wording.flags import FIELDS, flag_data

#: Fields that take several cells: by part, the header of its column.
_PARTS = {
    "expected": {"zh": "expected_zh", "en": "expected_en"},
    "message": {"zh": "message_zh", "en": "message_en"},
    "answer": {part: part for part in (DISPOSITION, REASON, BY)},
}
#: Fields of report.json that are no text, and that a line has no room for.
_LEFT_OUT = ("record", "decision")
_IDS = tuple(id for id, field in FIELDS.items() if field.data is not None and id not in _LEFT_OUT)

HEADERS = (
    *("department_code", "department", "file"),
    *(name for id in _IDS for name in (_PARTS[id].values() if id in _PARTS else (id,))),
)


def render(report: Report, reveal: bool = False) -> str:
    """The flags of a report as CSV with a byte order mark and CRLF; personal values are masked unless `reveal`."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(HEADERS)
    for department in report.departments:
        whose = (department.code, mask_sentence(department.name, "zh", reveal), mask_text(department.file, reveal))
        for flag in department.flags:
            writer.writerow(map(harmless, (*whose, *_cells(flag, reveal))))
    for flag in report.district_flags:
        writer.writerow(map(harmless, ("", mask_sentence(report.district_name, "zh"), "", *_cells(flag, reveal))))
    return "\ufeff" + stream.getvalue()


_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def harmless(cell: str) -> str:
    """A cell that Excel takes for text or for a plain number, whatever it begins with."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) and not _NUMBER.fullmatch(cell) else cell


def _cells(flag: Flag, reveal: bool) -> Iterator[str]:
    data = flag_data(flag, reveal)
    for id in _IDS:
        value = data[id]
        if id in _PARTS:
            yield from (_cell(value.get(part)) if isinstance(value, Mapping) else "" for part in _PARTS[id])
        else:
            yield _cell(value)


def _cell(value: object) -> str:
    return "" if value is None else str(value)


REPORTER = Reporter(
    "flags.csv",
    Text(zh="每处问题一行，供表格软件和程序读取", en="one line per flag, for spreadsheets and programs"),
    lambda report, language, reveal: render(report, reveal).encode(),
    form="csv",
    lists_flags=True,
)
