"""The sheets of departments: those that submitted by score, and those that are missing or were rejected."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.model import Contact, Department, Flag, Report, Result, Severity, State, Status
from checker.privacy.masking import flag_message, mask_value
from checker.reporters.aggregates import (
    count_severities,
    count_statuses,
    district_flags,
    judged_text,
    own_flags,
    rank,
    rank_range,
    score_change,
    submitted_flags,
)
from checker.reporters.consequences import amount_of, consequences_of
from checker.reporters.summary.figures import money
from checker.reporters.summary.reader import Reader
from checker.reporters.summary.sheet import Book, Column, Content, Styled, Table
from checker.reporters.summary.style import (
    CENTRED,
    NOTE,
    NUMBER,
    SEVERITY_FILLS,
    STATUS_FILLS,
    TOTAL,
    WARNING,
    coloured,
    formatted,
)
from checker.text.bilingual import Text, join_texts
from checker.text.levels import EN, ZH
from checker.text.plurals import counted
from checker.wording.flags import heading
from checker.wording.funnels import ranks_note
from checker.wording.labels import DEMANDS, recorded_text, score_shown, selection_text
from checker.wording.remedy import remedy

_SCORE = formatted("0.00")
_CHANGE = formatted("+0.00;-0.00;0.00")
_TOTAL_NAME = replace(TOTAL, across="left", format="General")
_ZERO = replace(NUMBER, colour="A6A6A6")
_FILLS = {State.MISSING: SEVERITY_FILLS[Severity.AMBER], State.REJECTED: SEVERITY_FILLS[Severity.ERROR]}


def write(book: Book, reader: Reader) -> None:
    """Writes the first sheet: departments by score, with counts of their results and flags, and totals below."""
    report = reader.report
    title = reader.title + reader.say(" 核对汇总", ": summary")
    table = Table(book, reader.say("汇总", "Board"), title, _notes(reader), _columns(reader))
    submitted = rank(each for each in report.departments if each.state is not State.MISSING)
    for department in (*submitted, *(each for each in report.departments if each.state is State.MISSING)):
        own = own_flags(department) if department.state is not State.MISSING else ()
        counts = _counts(department.results, own)
        table.row([*_ranks(reader, department), *_cells(reader, department), *counts])
    results = [result for each in report.departments for result in each.results]
    flags = [flag for each in submitted for flag in own_flags(each)]
    _write_total(table, reader, reader.say(f"各{ZH.部门}合计", f"All {EN.departments}"), results, flags)
    if report.district_results or report.district_flags:
        name = reader.of(report.district_name) + reader.say(f"（{ZH.全区}指标）", f" ({EN.district})")
        _write_total(table, reader, name, report.district_results, district_flags(report))
    table.end()


def _notes(reader: Reader) -> tuple[Styled, ...]:
    report = reader.report
    states = Counter(department.state for department in report.departments)
    by_state = reader.list_counts((reader.state_words(state), states[state]) for state in State)
    flags = submitted_flags(report)
    by_severity = reader.list_counts(
        (reader.severity_words(severity) + reader.brackets(DEMANDS[severity].of(reader.language)), number)
        for severity, number in count_severities(flags).items()
    )
    number = len(report.departments)
    notes = [
        Styled(f"{reader.as_of}  {reader.pack_line}  checker {reader.quote(report.tool)}", NOTE),
        Styled(reader.say(f"{ZH.部门} {number} 个：{by_state}", f"{EN.Departments} {number}: {by_state}"), NOTE),
        Styled(reader.say(f"问题 {len(flags)} 处：{by_severity}", f"Flags {len(flags)}: {by_severity}"), NOTE),
    ]
    notes.append(Styled(reader.of(ranks_note(report)), NOTE))
    if report.overall is not None:
        notes.append(Styled(reader.of(report.overall.text), NOTE))
    for each in report.departments:
        for said in each.remarks:
            notes.append(Styled(f"{reader.of(each.name)}{reader.say('：', ': ')}{reader.of(said)}", WARNING))
    if (recorded := recorded_text(report)) is not None:
        notes.append(Styled(reader.of(recorded), NOTE))
    if report.selection is not None:
        notes.append(Styled(reader.of(selection_text(report.selection)), WARNING))
    if report.faults:
        number = len(report.faults)
        zh = f"程序出现 {number} 处故障，本汇总不完整，详见“未报送”表"
        en = f"checker itself failed ({number}): this summary is incomplete; see the sheet Missing"
        notes.append(Styled(reader.say(zh, en), WARNING))
    return tuple(notes)


def _columns(reader: Reader) -> tuple[Column, ...]:
    return (
        Column(reader.head("rank"), 6, NUMBER),
        Column(reader.head("ranks"), 10, CENTRED),
        *([Column(reader.head("group"), reader.width(16, 30))] if _has_groups(reader.report) else []),
        Column(reader.head("department"), 30),
        Column(reader.head("state"), 12, CENTRED),
        Column(reader.head("judged"), 9, CENTRED),
        Column(reader.head("score"), 9, _SCORE),
        *([] if reader.report.previous is None else [Column(reader.change_heading, 9, _CHANGE)]),
        Column(reader.head("grade"), 10, CENTRED),
        *(
            Column(
                reader.of(name) + (reader.brackets(reader.of(unit)) if unit.zh else ""), reader.width(16, 20), NUMBER
            )
            for name, unit in consequences_of(reader.report)
        ),
        *(Column(reader.status_words(status), reader.width(10, 12), NUMBER) for status in Status),
        *(Column(reader.severity_words(severity), 7, NUMBER) for severity in reversed(Severity)),
    )


def _has_groups(report: Report) -> bool:
    """Whether departments are ranked in groups, so that a rank needs its group beside it."""
    return any(each.group is not None for each in report.departments)


def _ranks(reader: Reader, department: Department) -> list[Content]:
    """Gives the rank as a number, whether it is shared, the ranks that are possible, and the group."""
    rank, group = department.rank, department.group
    ranks = rank_range(rank)
    if rank is not None and rank.tied:
        ranks = reader.say("并列", "tied") + (f" {ranks}" if ranks else "")
    groups = [None if group is None else reader.of(group)] if _has_groups(reader.report) else []
    return [None if rank is None else rank.place, ranks, *groups]


def _cells(reader: Reader, department: Department) -> list[Content]:
    score, grade = department.score, department.grade
    change = [score_change(reader.report, department)] if reader.report.previous is not None else []
    return [
        reader.of(department.name),
        reader.state_words(department.state),
        judged_text(department) or None,
        None if score is None else score_shown(score),
        *change,
        None if grade is None else reader.of(grade),
        *(_consequence(reader, department, name) for name, _ in consequences_of(reader.report)),
    ]


def _consequence(reader: Reader, department: Department, name: Text) -> Content:
    """An amount of money, or whether something applies."""
    found = amount_of(department, name)
    return reader.of(found) if isinstance(found, Text) else money(found)


def _counts(results: Sequence[Result], flags: Sequence[Flag]) -> list[Styled]:
    numbers = [(number, STATUS_FILLS[status]) for status, number in count_statuses(results).items()]
    numbers += [(number, SEVERITY_FILLS[severity]) for severity, number in count_severities(flags).items()]
    return [Styled(number, coloured(NUMBER, fill) if number else _ZERO) for number, fill in numbers]


def _write_total(table: Table, reader: Reader, name: str, results: Sequence[Result], flags: Sequence[Flag]) -> None:
    between = (5 if reader.report.previous is not None else 4) + len(consequences_of(reader.report))
    totals = [Styled(value, TOTAL) for value in (*count_statuses(results).values(), *count_severities(flags).values())]
    blank = Styled(None, TOTAL)
    before = [blank] * (3 if _has_groups(reader.report) else 2)
    table.row([*before, Styled(name, _TOTAL_NAME), *[blank] * between, *totals], filtered=False)


def write_missing(book: Book, reader: Reader) -> None:
    """Writes the sheet of rejected workbooks, missing departments, and failures of the program itself."""
    by_state = {state: [each for each in reader.report.departments if each.state is state] for state in _FILLS}
    rejected, missing = len(by_state[State.REJECTED]), len(by_state[State.MISSING])
    unplaced = _count_unplaced(reader)
    title = reader.title + reader.say(" 未报送和退回", ": missing and rejected")
    lacking, sent_back = counted(missing, EN.department, EN.departments), counted(rejected, "workbook")
    note = reader.say(
        f"未报送 {missing} 个{ZH.部门}，退回 {rejected} 个工作簿{unplaced.zh}",
        f"{lacking} missing, {sent_back} rejected{unplaced.en}",
    )
    columns = (
        Column(reader.say("情况", "State"), 11, CENTRED),
        Column(reader.head("department"), 28),
        Column(reader.head("contact"), 12),
        Column(reader.head("phone"), 16),
        Column(reader.head("due_on"), 12, CENTRED),
        Column(reader.head("days_late"), 10, NUMBER),
        Column(reader.head("file"), 28),
        Column(reader.of(heading("code")), 8, CENTRED),
        Column(reader.say("原因", "Why"), 46),
        Column(reader.say("怎么办", "What to do"), 56),
    )
    table = Table(book, reader.say("未报送", "Missing"), title, (Styled(note, NOTE),), columns)
    for state in (State.REJECTED, State.MISSING):
        for department in by_state[state]:
            for row in _missing_rows(reader, department):
                table.row(row)
    unknown = Styled(reader.say("不在名册", "unknown"), coloured(CENTRED, _FILLS[State.REJECTED]))
    for department in reader.report.unplaced:
        for row in _missing_rows(reader, department):
            table.row([unknown, "", *row[2:]])
    blank: list[Content] = [""] * 5
    for each in reader.report.unread:
        not_read = Styled(reader.say("未读取", "not read"), CENTRED)
        table.row([not_read, *blank, reader.quote(each.name), "", reader.of(each.reason), ""])
    failed = Styled(reader.say("故障", "fault"), coloured(CENTRED, SEVERITY_FILLS[Severity.ERROR]))
    to_do = reader.say(
        "这是程序故障，不是数据问题：请通知 checker 的维护人员，修复后重新运行",
        "The fault is in checker, not in the data: tell its maintainer, and run it again when it is fixed",
    )
    for fault in reader.report.faults:
        table.row([failed, *blank, reader.quote(fault.where), "", reader.quote(fault.error), to_do])
    table.end()


def _count_unplaced(reader: Reader) -> Text:
    unplaced, unread = len(reader.report.unplaced), len(reader.report.unread)
    nobody = Text(f"，不属于任何{ZH.单位}的文件 {unplaced} 个", f", {counted(unplaced, 'file')} of no {EN.department}")
    passed_over = Text(f"，没有读取的文件 {unread} 个", f", {counted(unread, 'file')} not read")
    return join_texts([nobody] * bool(unplaced) + [passed_over] * bool(unread), "", "")


def _contact(reader: Reader, department: Department) -> list[Content]:
    """Gives the person to ask and the telephone, masked unless personal data is revealed."""
    contact = department.contact or Contact()
    parts = (contact.name, contact.phone)
    return [None if part is None else mask_value(part, reader.language, reader.reveal) for part in parts]


def _missing_rows(reader: Reader, department: Department) -> Iterator[list[Content]]:
    """Makes one row per error, or a row without a reason if the program itself failed."""
    state = Styled(reader.state_words(department.state), coloured(CENTRED, _FILLS[department.state]))
    owner: list[Content] = [state, reader.of(department.name), *_contact(reader, department)]
    missing, report = department.state is State.MISSING, reader.report
    owner += [report.due_on.isoformat(), report.days_late] if missing and report.due_on is not None else [None, None]
    owner.append(reader.quote(department.file))
    errors = [flag for flag in department.flags if flag.severity is Severity.ERROR]
    for flag in errors:
        to_do = remedy(flag.code, reader.language) if flag.expected is None else reader.of(flag.expected)
        yield [*owner, flag.code.id, flag_message(flag, reader.language, reader.reveal), to_do]
    if not errors:
        yield [*owner, "", "", ""]
