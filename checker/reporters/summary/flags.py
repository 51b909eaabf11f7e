"""The sheet of every flag, one per row, and the sheet of their codes: how often each occurs, and how to fix it."""

from collections.abc import Mapping, Sequence

from checker.model import Flag, Severity, State
from checker.reporters.aggregates import (
    count_severities,
    count_since,
    gone_owner,
    gone_place,
    is_followed,
    submitted_flags,
)
from checker.reporters.summary.reader import Reader
from checker.reporters.summary.sheet import MOST_ROWS, Book, Column, Content, Styled, Table
from checker.reporters.summary.style import (
    CENTRED,
    NOTE,
    NUMBER,
    SEVERITY_FILLS,
    SMALL,
    TEXT,
    TOTAL,
    WARNING,
    Look,
    coloured,
)
from checker.text.bilingual import Text
from checker.wording.comparisons import GONE, comparisons_text, gone_text, since_text
from checker.wording.flags import FIELDS, heading
from checker.wording.remedy import remedy

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
    "since": (10, CENTRED),
    "disposition": (11, CENTRED),
    "reason": (18, TEXT),
    "by": (9, CENTRED),
    "decision": (18, TEXT),
    "ref": (15, SMALL),
}
_ANSWERS = ("disposition", "reason", "by")


def write(book: Book, reader: Reader, most: int = MOST_ROWS) -> None:
    """Writes the sheet, with at most `most` rows."""
    flags = _sort(reader)
    has_answers = any(flag.answer is not None for _, flag in flags)
    hidden = {*(() if has_answers else _ANSWERS), *(() if reader.report.run else ("decision",))}
    hidden |= set() if any(flag.since for _, flag in flags) else {"since"}
    ids = [id for id in _COLUMNS if id not in hidden]
    title = reader.title + reader.say(" 问题", ": flags")
    room = most - _ROWS_ABOVE - (reader.report.comparisons is not None) - is_followed(reader.report)
    columns = tuple(
        Column(reader.head(id) if id == "department" else reader.of(heading(id)), *_COLUMNS[id]) for id in ids
    )
    table = Table(book, reader.say("问题", "Flags"), title, _notes(reader, flags, room), columns)
    for name, flag in flags[:room]:
        cells: dict[str, Content] = {"severity": reader.severity(flag.severity), "department": reader.of(name)}
        table.row([cells[id] if id in cells else FIELDS[id].words(flag, reader) for id in ids])
    table.end()


def _sort(reader: Reader) -> list[tuple[Text, Flag]]:
    """Sorts the flags by severity, then department and place; what is missing has a sheet of its own."""
    report = reader.report
    submitted = (each for each in report.owners if each.state is not State.MISSING)
    flags = [(department.name, flag) for department in submitted for flag in department.flags]
    flags += [(report.district_name, flag) for flag in report.district_flags]
    return sorted(flags, key=lambda pair: -pair[1].severity)


def _notes(reader: Reader, flags: Sequence[tuple[Text, Flag]], room: int) -> tuple[Styled, ...]:
    severities = count_severities(flag for _, flag in flags)
    counts = reader.list_counts((reader.severity_words(severity), number) for severity, number in severities.items())
    number = len(flags)
    notes = [Styled(reader.say(f"共 {number} 处：{counts}", f"Total {number}: {counts}"), NOTE)]
    if (comparisons := comparisons_text(reader.report.comparisons)) is not None:
        notes.append(Styled(reader.of(comparisons), NOTE))
    if reader.report.previous is not None and is_followed(reader.report):
        notes.append(
            Styled(
                reader.of(
                    since_text(reader.report.previous, count_since(reader.report, submitted_flags(reader.report)))
                ),
                NOTE,
            )
        )
    if number > room:
        rest = number - room
        zh = f"一张工作表放不下，以下只列最要紧的 {room} 处，另有 {rest} 处见 flags.csv"
        en = f"This sheet holds only the {room} gravest flags; {rest} more are in flags.csv"
        notes.append(Styled(reader.say(zh, en), WARNING))
    return tuple(notes)


def write_gone(book: Book, reader: Reader, most: int = MOST_ROWS) -> None:
    """Writes the sheet of the earlier report's flags that are gone; none if there are no such flags."""
    gone = reader.report.gone
    if not gone or reader.report.previous is None:
        return
    title = reader.title + reader.say(" 前次有、现在没有的问题", ": flags that are gone")
    notes = [
        Styled(
            reader.of(since_text(reader.report.previous, count_since(reader.report, submitted_flags(reader.report)))),
            NOTE,
        )
    ]
    columns = (
        Column(reader.of(heading("since")), 14, CENTRED),
        Column(reader.head("department"), 22),
        Column(reader.say("位置", "Place"), 24),
        Column(reader.of(heading("code")), 8, CENTRED),
        Column(reader.of(heading("message")), 60),
    )
    table = Table(book, reader.say("已消除", "Gone"), title, tuple(notes), columns)
    for each in gone[: most - _ROWS_ABOVE]:
        texts = (gone_owner(reader.report, each.flag), gone_place(each.flag, reader.reveal))
        message = reader.of(gone_text(each.flag, reader.reveal))
        table.row([reader.of(GONE[each.state]), *map(reader.of, texts), each.flag.code, message])
    table.end()


def write_codes(book: Book, reader: Reader) -> None:
    """Writes the sheet: one row per code, and a total."""
    flags = submitted_flags(reader.report)
    by_code: dict[str, list[Flag]] = {}
    for flag in flags:
        by_code.setdefault(flag.code.id, []).append(flag)
    title = reader.title + reader.say(" 编码说明", ": codes")
    note = reader.say("完整说明：checker explain 编码", "For the full page of a code: checker explain CODE")
    total = reader.say("合计", "Total")
    columns = (
        Column(reader.of(heading("code")), 8, CENTRED),
        Column(reader.of(heading("title")), 30),
        *(Column(reader.severity_words(severity), 8, NUMBER) for severity in reversed(Severity)),
        Column(total, 8, NUMBER),
        Column(reader.say("怎样改", "How to fix it"), 80),
    )
    table = Table(book, reader.say("编码", "Codes"), title, (Styled(note, NOTE),), columns)
    for _, same in sorted(by_code.items()):
        code = same[0].code
        table.row([code.id, reader.of(code.heading), *_counts(same), remedy(code, reader.language)])
    totals = [Styled(number, TOTAL) for number in (*count_severities(flags).values(), len(flags))]
    blank = Styled(None, TOTAL)
    table.row([Styled(total, TOTAL), blank, *totals, blank], filtered=False)
    table.end()


def _counts(flags: list[Flag]) -> list[Content]:
    counts = [
        Styled(number, coloured(NUMBER, SEVERITY_FILLS[severity])) if number else None
        for severity, number in count_severities(flags).items()
    ]
    return [*counts, len(flags)]
