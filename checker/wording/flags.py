"""The fields of a flag: the heading and the content of each. Every output picks its columns from this table.

People read `heading` and `words`. Programs read `data` under the field's id, in report.json and flags.csv.
"""

from collections.abc import Callable
from dataclasses import dataclass

from checker.marked_copy import flags_sheet
from checker.model import Answer, Flag, Shown
from checker.privacy.masking import flag_message, mask_key, mask_sentence, mask_text, mask_value
from checker.text.bilingual import Text
from checker.text.exact_json import Json
from checker.wording.headings import HEADINGS
from checker.wording.labels import DISPOSITIONS
from checker.wording.reader import Words


@dataclass(frozen=True)
class Field:
    """One field of a flag.

    Attributes:
        id: the name in report.json and flags.csv.
        heading: the heading for people; None for a field that only programs read.
        words: the text for one reader; "" if there is nothing to show.
        data: the value for programs, masked unless the second argument is true; None for a field that only people read.
    """

    id: str
    heading: Text | None
    words: Callable[[Flag, Words], str]
    data: Callable[[Flag, bool], Json] | None


def position_text(flag: Flag, reader: Words) -> str:
    """Names the cell of a flag, or else its row; empty for a flag on a whole sheet or file."""
    place = flag.place
    return place.cell or ("" if place.row is None else reader.say(f"第 {place.row} 行", f"row {place.row}"))


def mask_both(text: Text | None, reveal: bool = False) -> Json:
    """Masks a sentence in both languages, as programs read it."""
    return None if text is None else {"zh": mask_sentence(text, "zh", reveal), "en": mask_sentence(text, "en", reveal)}


def _show(shown: Shown | None, reader: Words) -> str:
    return "" if shown is None else mask_value(shown, reader.language, reader.reveal)


def _mask(shown: Shown | None, reveal: bool) -> str | None:
    return None if shown is None else mask_value(shown, "en", reveal)


def _show_clause(flag: Flag, reader: Words) -> str:
    return reader.quote(reader.labels[flag.indicator].clause) if flag.indicator in reader.labels else ""


def _export_answer(flag: Flag, reveal: bool) -> Json:
    answer = flag.answer
    if answer is None:
        return None
    return {
        flags_sheet.DISPOSITION: answer.disposition.value,
        flags_sheet.REASON: _mask(answer.reason, reveal),
        flags_sheet.BY: _mask(answer.by, reveal),
    }


def _export_record(flag: Flag, reveal: bool) -> Json:
    return [{"header": mask_text(header, reveal), "value": _mask(value, reveal)} for header, value in flag.record]


def _for_programs(id: str, data: Callable[[Flag, bool], Json]) -> Field:
    return Field(id, None, lambda flag, reader: "", data)


def _constant(id: str, heading: Text, get: Callable[[Flag], str]) -> Field:
    """Makes a field that is the same for people and programs and holds nothing personal."""
    return Field(id, heading, lambda flag, _: get(flag), lambda flag, _: get(flag))


def _quoted(id: str, heading: Text, get: Callable[[Flag], str]) -> Field:
    """Makes a field with a text of the workbook."""
    return Field(
        id, heading, lambda flag, reader: reader.quote(get(flag)), lambda flag, reveal: mask_text(get(flag), reveal)
    )


def _answered(id: str, show: Callable[[Answer, Words], str]) -> Field:
    """Makes a field with a part of the answer, for people only."""
    return Field(
        id, flags_sheet.HEADS[id], lambda flag, reader: "" if flag.answer is None else show(flag.answer, reader), None
    )


_FIELDS = (
    _constant("code", Text(zh="编码", en="Code"), lambda flag: flag.code.id),
    _for_programs("slug", lambda flag, _: flag.code.slug),
    Field("title", Text(zh="名称", en="Title"), lambda flag, reader: reader.of(flag.code.heading), None),
    Field(
        "severity",
        Text(zh="级别", en="Severity"),
        lambda flag, reader: reader.severity_words(flag.severity),
        lambda flag, _: flag.severity.word,
    ),
    _quoted("sheet", Text(zh="工作表", en="Sheet"), lambda flag: flag.place.sheet),
    _for_programs("row", lambda flag, _: flag.place.row),
    _for_programs("column", lambda flag, _: flag.place.column),
    Field("cell", Text(zh="单元格", en="Cell"), position_text, lambda flag, _: flag.place.cell),
    _for_programs("table", lambda flag, _: flag.place.table),
    _for_programs("field", lambda flag, _: flag.place.field),
    _quoted("header", Text(zh="列名", en="Column"), lambda flag: flag.place.header),
    Field(
        "key",
        Text(zh="记录", en="Record"),
        lambda flag, reader: mask_key(flag.place, reader.language, reader.reveal),
        lambda flag, reveal: mask_text(flag.place.key, reveal),
    ),
    Field(
        "indicator",
        HEADINGS["indicator"],
        lambda flag, reader: reader.name_of(flag.indicator) if flag.indicator else "",
        lambda flag, _: flag.indicator,
    ),
    Field("clause", HEADINGS["clause"], _show_clause, None),
    Field(
        "observed",
        Text(zh="填报内容", en="Cell value"),
        lambda flag, reader: _show(flag.observed, reader),
        lambda flag, reveal: _mask(flag.observed, reveal),
    ),
    Field(
        "expected",
        Text(zh="应为", en="Expected"),
        lambda flag, reader: "" if flag.expected is None else reader.of(flag.expected),
        lambda flag, reveal: mask_both(flag.expected, reveal),
    ),
    _quoted("difference", Text(zh="相差", en="Difference"), lambda flag: flag.difference),
    _for_programs("record", _export_record),
    Field(
        "message",
        Text(zh="问题", en="Problem"),
        lambda flag, reader: flag_message(flag, reader.language, reader.reveal),
        lambda flag, reveal: {language: flag_message(flag, language, reveal) for language in ("zh", "en")},
    ),
    _constant("fingerprint", flags_sheet.HEADS[flags_sheet.REF], lambda flag: flag.fingerprint),
    _for_programs("answer", _export_answer),
    _for_programs("decision", lambda flag, _: None),
    _answered(flags_sheet.DISPOSITION, lambda answer, reader: DISPOSITIONS[answer.disposition].of(reader.language)),
    _answered(flags_sheet.REASON, lambda answer, reader: _show(answer.reason, reader)),
    _answered(flags_sheet.BY, lambda answer, reader: _show(answer.by, reader)),
)

#: Every field by its id, in the order of report.json.
FIELDS = {field.id: field for field in _FIELDS}


def heading(id: str) -> Text:
    """Returns the heading of a field that people read."""
    found = FIELDS[id].heading
    assert found is not None, f"only programs read {id}"
    return found


def flag_data(flag: Flag, reveal: bool) -> dict[str, Json]:
    """Returns a flag as programs read it, by field id; personal values are masked unless `reveal`."""
    return {id: field.data(flag, reveal) for id, field in FIELDS.items() if field.data is not None}
