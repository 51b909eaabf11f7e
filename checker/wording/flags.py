"""The fields of a flag: the heading and the content of each. Every output picks its columns from this table.

People read `heading` and `words`. Programs read `data` under the field's id, in report.json and flags.csv.
"""

from collections.abc import Callable

from checker.frozen import dataclass
from checker.marked_copy import flags_sheet
from checker.model import Answer, Flag, Shown, Tracked
from checker.model.fingerprints import Fingerprint
from checker.privacy.masking import flag_message, mask_key, mask_sentence, mask_text, mask_value
from checker.text.bilingual import Text
from checker.text.exact_json import Json
from checker.text.visible import visible
from checker.wording.comparisons import SINCE
from checker.wording.headings import HEADINGS, WORDS
from checker.wording.labels import DISPOSITIONS
from checker.wording.reader import Words


@dataclass(frozen=True)
class Field:
    """One field of a flag.

    Attributes:
        words: the text for one reader; "" if there is nothing to show.
        data: the value for programs, masked unless the second argument is true; None for a field that only people read.
    """

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


def export_tracked(tracked: Tracked) -> Json:
    """Returns what a ledger knows of a flag, for programs."""
    return {
        "state": tracked.state,
        "finding": tracked.finding,
        "first": tracked.first,
        "holds": tracked.holds,
        "seq": tracked.seq,
        "by": visible(tracked.by),
        "until": None if tracked.until is None else tracked.until.isoformat(),
    }


def _export_record(flag: Flag, reveal: bool) -> Json:
    return [{"header": mask_text(header, reveal), "value": _mask(value, reveal)} for header, value in flag.record]


def _print(flag: Flag, part: str, recipe: str) -> str:
    """Returns a part of a flag's fingerprint with the name of its recipe; empty if it has none yet."""
    found = Fingerprint.parse(flag.fingerprint)
    return "" if found is None else f"{recipe}:{getattr(found, part)}"


def _for_programs(data: Callable[[Flag, bool], Json]) -> Field:
    return Field(lambda flag, reader: "", data)


def _constant(get: Callable[[Flag], str]) -> Field:
    """Makes a field that is the same for people and programs and holds nothing personal."""
    return Field(lambda flag, _: get(flag), lambda flag, _: get(flag))


def _quoted(get: Callable[[Flag], str]) -> Field:
    """Makes a field with a text of the workbook."""
    return Field(lambda flag, reader: reader.quote(get(flag)), lambda flag, reveal: mask_text(get(flag), reveal))


def _answered(show: Callable[[Answer, Words], str]) -> Field:
    """Makes a field with a part of the answer, for people only."""
    return Field(lambda flag, reader: "" if flag.answer is None else show(flag.answer, reader), None)


#: Every field by its name in report.json and flags.csv, in the order of report.json.
FIELDS = {
    "code": _constant(lambda flag: flag.code.id),
    "slug": _for_programs(lambda flag, _: flag.code.slug),
    "title": Field(lambda flag, reader: reader.of(flag.code.heading), None),
    "severity": Field(lambda flag, reader: reader.severity_words(flag.severity), lambda flag, _: flag.severity.word),
    "sheet": _quoted(lambda flag: flag.place.sheet),
    "row": _for_programs(lambda flag, _: flag.place.row),
    "column": _for_programs(lambda flag, _: flag.place.column),
    "cell": Field(position_text, lambda flag, _: flag.place.cell),
    "table": _for_programs(lambda flag, _: flag.place.table),
    "field": _for_programs(lambda flag, _: flag.place.field),
    "header": _quoted(lambda flag: flag.place.header),
    "key": Field(
        lambda flag, reader: mask_key(flag.place, reader.language, reader.reveal),
        lambda flag, reveal: mask_text(flag.place.key, reveal),
    ),
    "indicator": Field(
        lambda flag, reader: reader.name_of(flag.indicator) if flag.indicator else "", lambda flag, _: flag.indicator
    ),
    "clause": Field(_show_clause, None),
    "observed": Field(
        lambda flag, reader: _show(flag.observed, reader), lambda flag, reveal: _mask(flag.observed, reveal)
    ),
    "expected": Field(
        lambda flag, reader: "" if flag.expected is None else reader.of(flag.expected),
        lambda flag, reveal: mask_both(flag.expected, reveal),
    ),
    "difference": _quoted(lambda flag: flag.difference),
    "record": _for_programs(_export_record),
    "due_on": _for_programs(lambda flag, _: flag.due_text or None),
    "days_late": _for_programs(lambda flag, _: flag.days_late),
    "message": Field(
        lambda flag, reader: flag_message(flag, reader.language, reader.reveal),
        lambda flag, reveal: {language: flag_message(flag, language, reveal) for language in ("zh", "en")},
    ),
    "fingerprint": _for_programs(lambda flag, _: _print(flag, "identity", "id1")),
    "facts": _for_programs(lambda flag, _: _print(flag, "facts", "f1")),
    "ref": _constant(lambda flag: flag.fingerprint),
    "since": Field(lambda flag, reader: reader.of(SINCE[flag.since]) if flag.since else "", lambda flag, _: flag.since),
    "answer": _for_programs(_export_answer),
    "decision": Field(
        lambda flag, reader: "" if flag.tracked is None else reader.of(flag.tracked.words),
        lambda flag, _: None if flag.tracked is None else export_tracked(flag.tracked),
    ),
    flags_sheet.DISPOSITION: _answered(lambda answer, reader: DISPOSITIONS[answer.disposition].of(reader.language)),
    flags_sheet.REASON: _answered(lambda answer, reader: _show(answer.reason, reader)),
    flags_sheet.BY: _answered(lambda answer, reader: _show(answer.by, reader)),
}
_HEADINGS = {
    **WORDS["flag"],
    **{id: HEADINGS[id] for id in ("indicator", "clause")},
    **{id: flags_sheet.HEADS[id] for id in (flags_sheet.DISPOSITION, flags_sheet.REASON, flags_sheet.BY)},
    "ref": flags_sheet.HEADS[flags_sheet.REF],
    "decision": Text("审核", "Review"),
}


def heading(id: str) -> Text:
    """Returns the heading of a field that people read."""
    return _HEADINGS[id]


def flag_data(flag: Flag, reveal: bool) -> dict[str, Json]:
    """Returns a flag as programs read it, by field id; personal values are masked unless `reveal`."""
    return {id: field.data(flag, reveal) for id, field in FIELDS.items() if field.data is not None}
