"""Every flag, one a row: where, what stands there, what would be accepted, what the department says of it."""

from __future__ import annotations

from checker.model import Answer, Flag, State
from checker.privacy.masking import flag_message, mask_key, mask_value
from checker.reporters.summary.reader import Reader, tallied
from checker.reporters.summary.sheet import MOST_ROWS, Book, Column, Content, Plan, Styled, Table
from checker.reporters.summary.style import CENTRED, NOTE, SMALL, WARNING
from checker.text.bilingual import Text
from checker.wording.labels import DISPOSITIONS

#: The title, two notes and the columns' heads.
_ROWS_ABOVE = 4


def write(book: Book, reader: Reader, most: int = MOST_ROWS) -> None:
    """Writes the sheet.

    Args:
        book: that it becomes a sheet of.
        reader: whose report.
        most: rows that a sheet holds.
    """
    found = _found(reader)
    has_answers = any(flag.answer is not None for _, flag in found)
    title = reader.title + reader.say(" 问题", ": flags")
    room = most - _ROWS_ABOVE
    notes = _notes(reader, found, room)
    table = Table(book, Plan(reader.say("问题", "Flags"), title, notes, _columns(reader, has_answers), kept=2))
    for name, flag in found[:room]:
        table.row(_row(reader, name, flag, has_answers))
    table.end()


def _found(reader: Reader) -> list[tuple[Text, Flag]]:
    """The gravest first; of one severity, by department and place, those who have not submitted last."""
    report = reader.report
    whose = sorted(report.departments, key=lambda each: each.state is State.MISSING)
    found = [(department.name, flag) for department in whose for flag in department.flags]
    found += [(report.district_name, flag) for flag in report.district_flags]
    return sorted(found, key=lambda pair: -pair[1].severity)


def _notes(reader: Reader, found: list[tuple[Text, Flag]], room: int) -> tuple[Styled, ...]:
    counted = reader.listed((reader.severity_words(each), n) for each, n in tallied(flag for _, flag in found).items())
    number = len(found)
    notes = [Styled(reader.say(f"共 {number} 处：{counted}", f"{number} in all: {counted}"), NOTE)]
    if number > room:
        rest = number - room
        zh = f"一张工作表放不下，以下只列最要紧的 {room} 处，另有 {rest} 处见 flags.csv"
        en = f"More than a sheet holds: these are the {room} gravest; {rest} more are in flags.csv"
        notes.append(Styled(reader.say(zh, en), WARNING))
    return tuple(notes)


def _columns(reader: Reader, has_answers: bool) -> tuple[Column, ...]:
    answers = (
        Column(reader.say("部门意见", "Answer"), 11, CENTRED),
        Column(reader.say("理由", "Reason given"), 18),
        Column(reader.say("由谁", "By"), 9, CENTRED),
    )
    return (
        Column(reader.say("级别", "Severity"), 8, CENTRED),
        Column(reader.say("部门", "Department"), 16),
        Column(reader.say("工作表", "Sheet"), 14),
        Column(reader.say("单元格", "Cell"), 8, CENTRED),
        Column(reader.say("列名", "Header"), 14),
        Column(reader.say("记录", "Record"), 18),
        Column(reader.say("现值", "Observed"), 16),
        Column(reader.say("应为", "Expected"), 26),
        Column(reader.say("问题", "Finding"), 38),
        Column(reader.say("编码", "Code"), 7, CENTRED),
        Column(reader.say("名称", "Title"), 16),
        Column(reader.say("指标", "Indicator"), 20),
        Column(reader.say("条款", "Clause"), 8, CENTRED),
        *(answers if has_answers else ()),
        Column(reader.say("指纹", "Fingerprint"), 15, SMALL),
    )


def _row(reader: Reader, name: Text, flag: Flag, has_answers: bool) -> list[Content]:
    place, language = flag.place, reader.language
    label = reader.labels.get(flag.indicator)
    row = "" if place.row is None else reader.say(f"第 {place.row} 行", f"row {place.row}")
    return [
        reader.severity(flag.severity),
        reader.of(name),
        reader.quote(place.sheet),
        place.cell or row,
        reader.quote(place.header),
        mask_key(place, language, reader.reveal),
        "" if flag.observed is None else mask_value(flag.observed, language, reader.reveal),
        "" if flag.expected is None else reader.of(flag.expected),
        flag_message(flag, language, reader.reveal),
        flag.code.id,
        reader.of(flag.code.title),
        reader.name_of(flag.indicator) if flag.indicator else "",
        "" if label is None else reader.quote(label.clause),
        *(_answer(reader, flag.answer) if has_answers else ()),
        flag.fingerprint,
    ]


def _answer(reader: Reader, answer: Answer | None) -> tuple[Content, ...]:
    if answer is None:
        return "", "", ""
    reason, by = (mask_value(said, reader.language, reader.reveal) for said in (answer.reason, answer.by))
    return DISPOSITIONS[answer.disposition].of(reader.language), reason, by
