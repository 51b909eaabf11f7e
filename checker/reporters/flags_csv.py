"""flags.csv: one line per flag, with headings and names in the reader's language beside the ids.

A spreadsheet opens it as it is: no cell is taken for a formula, and no key for a number. Programs read report.json.
"""

from collections.abc import Iterator, Mapping

from checker.marked_copy.flags_sheet import BY, DISPOSITION, REASON
from checker.model import Disposition, Flag, IndicatorLabel, Language, Report, Severity
from checker.privacy.masking import mask_sentence, mask_text
from checker.reporters.registry import Reporter
from checker.spreadsheet.csv_cells import write_csv
from checker.text.bilingual import Text
from checker.text.levels import in_own_words
from checker.wording.comparisons import SINCE
from checker.wording.flags import FIELDS
from checker.wording.headings import csv_headings
from checker.wording.labels import DISPOSITIONS, SEVERITIES

#: Fields that take several cells: the header of each part's column.
_PARTS = {
    "expected": {"zh": "expected_zh", "en": "expected_en"},
    "message": {"zh": "message_zh", "en": "message_en"},
    "answer": {part: part for part in (DISPOSITION, REASON, BY)},
    "decision": {part: part for part in ("state", "finding", "first", "holds")},
}
#: Names beside the ids that they explain.
_NAMES = {"code": ("title",), "indicator": ("indicator_name", "clause")}
#: What fills the columns, by field. The record is a list: a line has none.
_DATA = {id: field.data for id, field in FIELDS.items() if field.data is not None and id != "record"}

#: The columns, with their headings in English.
HEADERS = (
    *("department_code", "department", "file"),
    *(name for id in _DATA for name in ((*_PARTS[id].values(),) if id in _PARTS else (id, *_NAMES.get(id, ())))),
)
#: The words for what programs call by ids.
_WORDS = {
    "severity": {severity.word: SEVERITIES[severity] for severity in Severity},
    "since": SINCE,
    DISPOSITION: {each.value: DISPOSITIONS[each] for each in Disposition},
}


def headings(language: Language) -> tuple[str, ...]:
    """Returns the headings in the reader's language."""
    return tuple(csv_headings(HEADERS, language))


@in_own_words
def render(report: Report, reveal: bool = False, language: Language = "en") -> str:
    """Writes the flags as CSV with a byte order mark and CRLF; personal values are masked unless `reveal`."""
    owners = [
        (each.code, mask_sentence(each.name, language, reveal), mask_text(each.file, reveal), each.flags)
        for each in report.owners
    ]
    owners.append(("", mask_sentence(report.district_name, language), "", report.district_flags))
    labels = {label.id: label for label in report.indicators}
    lines = (
        (code, name, file, *_cells(flag, labels, language, reveal))
        for code, name, file, flags in owners
        for flag in flags
    )
    return write_csv(headings(language), lines)


def _cells(flag: Flag, labels: Mapping[str, IndicatorLabel], language: Language, reveal: bool) -> Iterator[str]:
    for id, data in _DATA.items():
        value = data(flag, reveal)
        if id in _PARTS:
            parts = value if isinstance(value, Mapping) else {}
            yield from (_word(part, parts.get(part), language) for part in _PARTS[id])
            continue
        yield _word(id, value, language)
        if id == "code":
            yield mask_sentence(flag.code.heading, language)
        elif id == "indicator":
            label = labels.get(flag.indicator)
            yield from ("", "") if label is None else (mask_sentence(label.name, language), mask_text(label.clause))


def _word(id: str, value: object, language: Language) -> str:
    """Writes a value; in Chinese, the word for what programs call by an id."""
    text = "" if value is None else str(value)
    words = _WORDS.get(id) if language == "zh" else None
    return words[text].zh if words is not None and text in words else text


REPORTER = Reporter(
    "flags.csv",
    Text(zh="每处问题一行，供表格软件和程序读取", en="one line per flag, for spreadsheets and programs"),
    lambda report, language, reveal: render(report, reveal, language).encode(),
    form="csv",
    lists_flags=True,
)
