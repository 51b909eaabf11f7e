"""Every flag, one per row: its place, the cell's value, what is accepted, and the department's answer."""

from collections.abc import Mapping, Sequence

from checker.model import Flag, State
from checker.reporters.aggregates import count_severities
from checker.reporters.summary.reader import Reader
from checker.reporters.summary.sheet import MOST_ROWS, Book, Column, Content, Styled, Table
from checker.reporters.summary.style import CENTRED, NOTE, SMALL, TEXT, WARNING, Look
from checker.text.bilingual import Text
from checker.wording.flags import FIELDS, heading

#: The title, two notes and the headings.
_ROWS_ABOVE = 4

#: The columns by the field that fills them, each with its width and look. Only the department is no field of a flag.
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
        book: the workbook that gets the sheet.
        reader: the reader of the report.
        most: the most rows of a sheet.
    """
    flags = _sort(reader)
    has_answers = any(flag.answer is not None for _, flag in flags)
    ids = [id for id in _COLUMNS if has_answers or id not in _ANSWERS]
    title = reader.title + reader.say(" 问题", ": flags")
    room = most - _ROWS_ABOVE
    columns = tuple(
        Column(reader.head(id) if id == "department" else reader.of(heading(id)), *_COLUMNS[id]) for id in ids
    )
    table = Table(book, reader.say("问题", "Flags"), title, _notes(reader, flags, room), columns)
    for name, flag in flags[:room]:
        cells: dict[str, Content] = {"severity": reader.severity(flag.severity), "department": reader.of(name)}
        table.row([cells[id] if id in cells else FIELDS[id].words(flag, reader) for id in ids])
    table.end()


def _sort(reader: Reader) -> list[tuple[Text, Flag]]:
    """Sorts the flags by severity, then department and place; departments that have not submitted come last."""
    report = reader.report
    departments = sorted(report.departments, key=lambda each: each.state is State.MISSING)
    flags = [(department.name, flag) for department in departments for flag in department.flags]
    flags += [(report.district_name, flag) for flag in report.district_flags]
    return sorted(flags, key=lambda pair: -pair[1].severity)


def _notes(reader: Reader, flags: Sequence[tuple[Text, Flag]], room: int) -> tuple[Styled, ...]:
    severities = count_severities(flag for _, flag in flags)
    counts = reader.list_counts((reader.severity_words(severity), number) for severity, number in severities.items())
    number = len(flags)
    notes = [Styled(reader.say(f"共 {number} 处：{counts}", f"Total {number}: {counts}"), NOTE)]
    if number > room:
        rest = number - room
        zh = f"一张工作表放不下，以下只列最要紧的 {room} 处，另有 {rest} 处见 flags.csv"
        en = f"This sheet holds only the {room} gravest flags; {rest} more are in flags.csv"
        notes.append(Styled(reader.say(zh, en), WARNING))
    return tuple(notes)
