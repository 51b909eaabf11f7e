"""Departments that have not submitted or whose workbook was rejected: why, and what to do."""

from collections.abc import Iterator

from checker.model import Department, Severity, State
from checker.privacy.masking import flag_message
from checker.reporters.summary.reader import Reader
from checker.reporters.summary.sheet import Book, Column, Content, Styled, Table
from checker.reporters.summary.style import CENTRED, NOTE, SEVERITY_FILLS, coloured
from checker.wording.flags import heading
from checker.wording.remedy import remedy

_FILLS = {State.MISSING: SEVERITY_FILLS[Severity.AMBER], State.REJECTED: SEVERITY_FILLS[Severity.ERROR]}


def write(book: Book, reader: Reader) -> None:
    """Writes the sheet: rejected workbooks, then missing departments, then failures of the program itself."""
    by_state = {state: [each for each in reader.report.departments if each.state is state] for state in _FILLS}
    rejected, missing = len(by_state[State.REJECTED]), len(by_state[State.MISSING])
    title = reader.title + reader.say(" 未报送和退回", ": missing and rejected")
    note = reader.say(
        f"未报送 {missing} 个部门，退回 {rejected} 个工作簿",
        f"{missing} departments missing, {rejected} workbooks rejected",
    )
    columns = (
        Column(reader.say("情况", "State"), 11, CENTRED),
        Column(reader.head("department"), 28),
        Column(reader.head("file"), 28),
        Column(reader.of(heading("code")), 8, CENTRED),
        Column(reader.say("原因", "Why"), 46),
        Column(reader.say("怎么办", "What to do"), 56),
    )
    table = Table(book, reader.say("未报送", "Missing"), title, (Styled(note, NOTE),), columns)
    for state in (State.REJECTED, State.MISSING):
        for department in by_state[state]:
            for row in _rows(reader, department):
                table.row(row)
    failed = Styled(reader.say("故障", "fault"), coloured(CENTRED, SEVERITY_FILLS[Severity.ERROR]))
    to_do = reader.say(
        "这是程序故障，不是数据问题：请通知 checker 的维护人员，修复后重新运行",
        "The fault is in checker, not in the data: tell its maintainer, and run it again when it is fixed",
    )
    for fault in reader.report.faults:
        table.row([failed, "", reader.quote(fault.where), "", reader.quote(fault.error), to_do])
    table.end()


def _rows(reader: Reader, department: Department) -> Iterator[list[Content]]:
    """Makes one row per error, or a row without a reason if the program itself failed."""
    state = Styled(reader.state_words(department.state), coloured(CENTRED, _FILLS[department.state]))
    owner: list[Content] = [state, reader.of(department.name), reader.quote(department.file)]
    errors = [flag for flag in department.flags if flag.severity is Severity.ERROR]
    for flag in errors:
        to_do = remedy(flag.code, reader.language) if flag.expected is None else reader.of(flag.expected)
        yield [*owner, flag.code.id, flag_message(flag, reader.language, reader.reveal), to_do]
    if not errors:
        yield [*owner, "", "", ""]
