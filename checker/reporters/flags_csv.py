"""flags.csv: one line a flag, for Excel. English headers; never a cell that Excel would take for a formula."""

from __future__ import annotations

import csv
import io
import re

from checker.model import Answer, Flag, Report
from checker.privacy.masking import flag_message, mask_sentence, mask_text, mask_value
from checker.spreadsheet.cells import FORMULA_STARTS

HEADERS = (
    "department_code",
    "department",
    "file",
    "code",
    "slug",
    "severity",
    "sheet",
    "row",
    "column",
    "cell",
    "table",
    "field",
    "header",
    "key",
    "indicator",
    "observed",
    "expected_zh",
    "expected_en",
    "difference",
    "message_zh",
    "message_en",
    "fingerprint",
    "disposition",
    "reason",
    "by",
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


def _cells(flag: Flag, reveal: bool) -> tuple[str, ...]:
    place, expected = flag.place, flag.expected
    return (
        flag.code.id,
        flag.code.slug,
        flag.severity.word,
        mask_text(place.sheet, reveal),
        str(place.row or ""),
        place.column,
        place.cell,
        place.table,
        place.field,
        mask_text(place.header, reveal),
        mask_text(place.key, reveal),
        flag.indicator,
        mask_value(flag.observed, "en", reveal) if flag.observed else "",
        mask_sentence(expected, "zh", reveal) if expected else "",
        mask_sentence(expected, "en", reveal) if expected else "",
        mask_text(flag.difference, reveal),
        flag_message(flag, "zh", reveal),
        flag_message(flag, "en", reveal),
        flag.fingerprint,
        *_answer(flag.answer, reveal),
    )


def _answer(answer: Answer | None, reveal: bool) -> tuple[str, str, str]:
    if answer is None:
        return "", "", ""
    return answer.disposition.value, mask_value(answer.reason, "en", reveal), mask_value(answer.by, "en", reveal)
