"""Who has not submitted, and whose workbook could not be judged: why, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Department, Fault, Flag, Severity, State
from checker.privacy.masking import flag_message
from checker.reporters.summary.reader import Reader
from checker.reporters.summary.sheet import Book, Column, Content, Plan, Styled, Table
from checker.reporters.summary.style import CENTRED, NOTE, SEVERITY_FILLS, coloured
from checker.wording.remedy import remedy

_FILLS = {State.MISSING: SEVERITY_FILLS[Severity.AMBER], State.REJECTED: SEVERITY_FILLS[Severity.ERROR]}


def write(book: Book, reader: Reader) -> None:
    """Writes the sheet: rejected workbooks, then departments that are missing, then what failed in the tool itself."""
    departments, faults = reader.report.departments, reader.report.faults
    by_state = {state: [each for each in departments if each.state is state] for state in _FILLS}
    rejected, missing = len(by_state[State.REJECTED]), len(by_state[State.MISSING])
    title = reader.title + reader.say(" 未报送和退回", ": missing and rejected")
    note = reader.say(
        f"未报送 {missing} 个部门，退回 {rejected} 个工作簿",
        f"{missing} departments missing, {rejected} workbooks rejected",
    )
    columns = (
        Column(reader.say("情况", "State"), 11, CENTRED),
        Column(reader.say("部门", "Department"), 28),
        Column(reader.say("文件", "File"), 28),
        Column(reader.say("编码", "Code"), 8, CENTRED),
        Column(reader.say("原因", "Why"), 46),
        Column(reader.say("怎么办", "What to do"), 56),
    )
    table = Table(book, Plan(reader.say("未报送", "Missing"), title, (Styled(note, NOTE),), columns, kept=2))
    for state in (State.REJECTED, State.MISSING):
        for department in by_state[state]:
            for row in _rows(reader, department):
                table.row(row)
    for fault in faults:
        table.row(_fault(reader, fault))
    table.end()


def _rows(reader: Reader, department: Department) -> Iterator[list[Content]]:
    """One row for each error that stands in the way; one without a reason where a fault of ours does."""
    state = Styled(reader.state(department), coloured(CENTRED, _FILLS[department.state]))
    whose: list[Content] = [state, reader.of(department.name), reader.quote(department.file)]
    errors = [flag for flag in department.flags if flag.severity is Severity.ERROR]
    yield from ([*whose, *_why(reader, flag)] for flag in errors)
    if not errors:
        yield [*whose, "", "", ""]


def _why(reader: Reader, flag: Flag) -> tuple[Content, ...]:
    to_do = remedy(flag.code, reader.language) if flag.expected is None else reader.of(flag.expected)
    return flag.code.id, flag_message(flag, reader.language, reader.reveal), to_do


def _fault(reader: Reader, fault: Fault) -> list[Content]:
    return [
        Styled(reader.say("故障", "fault"), coloured(CENTRED, SEVERITY_FILLS[Severity.ERROR])),
        "",
        reader.quote(fault.where),
        "",
        reader.quote(fault.error),
        reader.say(
            "这是程序的问题，不是数据的问题：请告诉 checker 的维护者，修好后重新运行",
            "This is a failure of checker, not of the data: tell whoever maintains it, then run again",
        ),
    ]
