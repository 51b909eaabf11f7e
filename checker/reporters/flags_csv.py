"""flags.csv: one line per flag, with English headers. No cell can be taken for a formula by Excel."""

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

#: Fields that take several cells: the header of each part's column.
_PARTS = {
    "expected": {"zh": "expected_zh", "en": "expected_en"},
    "message": {"zh": "message_zh", "en": "message_en"},
    "answer": {part: part for part in (DISPOSITION, REASON, BY)},
    "decision": {part: part for part in ("state", "finding", "first", "holds")},
}
#: The record is a list: a line has none.
_IDS = tuple(id for id, field in FIELDS.items() if field.data is not None and id != "record")

HEADERS = (
    *("department_code", "department", "file"),
    *(name for id in _IDS for name in (_PARTS[id].values() if id in _PARTS else (id,))),
)


def render(report: Report, reveal: bool = False) -> str:
    """Writes the flags as CSV with a byte order mark and CRLF; personal values are masked unless `reveal`."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(HEADERS)
    owners = [
        (each.code, mask_sentence(each.name, "zh", reveal), mask_text(each.file, reveal), each.flags)
        for each in report.owners
    ]
    owners.append(("", mask_sentence(report.district_name, "zh"), "", report.district_flags))
    for code, name, file, flags in owners:
        for flag in flags:
            writer.writerow(map(escape_formula, (code, name, file, *_cells(flag, reveal))))
    return "\ufeff" + stream.getvalue()


_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def escape_formula(cell: str) -> str:
    """Puts an apostrophe before a cell that Excel would take for a formula; plain numbers stay as they are."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) and not _NUMBER.fullmatch(cell) else cell


def _cells(flag: Flag, reveal: bool) -> Iterator[str]:
    data = flag_data(flag, reveal)
    for id in _IDS:
        value = data[id]
        if id in _PARTS:
            yield from (_text(value.get(part)) if isinstance(value, Mapping) else "" for part in _PARTS[id])
        else:
            yield _text(value)


def _text(value: object) -> str:
    return "" if value is None else str(value)


REPORTER = Reporter(
    "flags.csv",
    Text(zh="每处问题一行，供表格软件和程序读取", en="one line per flag, for spreadsheets and programs"),
    lambda report, language, reveal: render(report, reveal).encode(),
    form="csv",
    lists_flags=True,
)
