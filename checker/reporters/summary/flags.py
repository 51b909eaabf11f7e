"""Every flag, one a row: where, what stands there, what would be accepted, what the department says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.model import Flag, State
from checker.reporters.summary.reader import Reader, tallied
from checker.reporters.summary.sheet import MOST_ROWS, Book, Column, Content, Plan, Styled, Table
from checker.reporters.summary.style import CENTRED, NOTE, SMALL, TEXT, WARNING, Look
from checker.text.bilingual import Text
from checker.wording.flags import FIELDS, heading

#: The title, two notes and the columns' heads.
_ROWS_ABOVE = 4


#: The columns, by the fields that fill them, each with its width and style; the department comes second.
_COLUMNS: Mapping[str, tuple[int, Look]] = {
    "severity": (8, CENTRED),
    "department": (16, TEXT),
    "sheet": (14, TEXT),
    "cell": (8, CENTRED),
    "header": (14, TEXT),
    "key": (18, TEXT),
    "observed": (16, TEXT),
    "expected": (26, TEXT),
    "message": (38, TEXT),
    "code": (7, CENTRED),
    "title": (16, TEXT),
    "indicator": (20, TEXT),
    "clause": (8, CENTRED),
    "disposition": (11, CENTRED),
    "reason": (18, TEXT),
    "by": (9, CENTRED),
    "fingerprint": (15, SMALL),
}
_ANSWERS = ("disposition", "reason", "by")


def write(book: Book, reader: Reader, most: int = MOST_ROWS) -> None:
    """Writes the sheet.

    Args:
        book: that it becomes a sheet of.
        reader: whose report.
        most: rows that a sheet holds.
    """
    found = _found(reader)
    has_answers = any(flag.answer is not None for _, flag in found)
    ids = [id for id in _COLUMNS if has_answers or id not in _ANSWERS]
    title = reader.title + reader.say(" 问题", ": flags")
    room = most - _ROWS_ABOVE
    notes = _notes(reader, found, room)
    table = Table(book, Plan(reader.say("问题", "Flags"), title, notes, _columns(reader, ids), kept=2))
    for name, flag in found[:room]:
        table.row(_row(reader, ids, name, flag))
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


def _columns(reader: Reader, ids: Sequence[str]) -> tuple[Column, ...]:
    heads = {"department": reader.head("department")}
    return tuple(Column(heads[id] if id in heads else reader.of(heading(id)), *_COLUMNS[id]) for id in ids)


def _row(reader: Reader, ids: Sequence[str], name: Text, flag: Flag) -> list[Content]:
    special: dict[str, Content] = {"severity": reader.severity(flag.severity), "department": reader.of(name)}
    return [special[id] if id in special else FIELDS[id].words(flag, reader) for id in ids]
