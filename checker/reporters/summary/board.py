"""The first sheet: departments by score, with counts of their results and flags, and totals below."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from checker.model import Department, Flag, Result, Severity, State, Status
from checker.reporters.aggregates import (
    all_flags,
    count_severities,
    count_statuses,
    district_flags,
    own_flags,
    rank,
    score_change,
)
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
from checker.wording.labels import DEMANDS, score_shown, selection_text

_SCORE = formatted("0.00")
_CHANGE = formatted("+0.00;-0.00;0.00")
_TOTAL_NAME = replace(TOTAL, across="left", format="General")
_ZERO = replace(NUMBER, colour="A6A6A6")


def write(book: Book, reader: Reader) -> None:
    """Writes the sheet."""
    report = reader.report
    title = reader.title + reader.say(" 核对汇总", ": summary")
    table = Table(book, reader.say("汇总", "Board"), title, _notes(reader), _columns(reader))
    submitted = rank(each for each in report.departments if each.state is not State.MISSING)
    scores = [department.score for department in submitted]
    for department in (*submitted, *(each for each in report.departments if each.state is State.MISSING)):
        # Departments with the same score share a rank.
        place = None if department.score is None else scores.index(department.score) + 1
        table.row([place, *_cells(reader, department), *_counts(department.results, own_flags(department))])
    results = [result for each in report.departments for result in each.results]
    flags = [flag for each in report.departments for flag in own_flags(each)]
    _write_total(table, reader, reader.say("各部门合计", "All departments"), results, flags)
    if report.district_results or report.district_flags:
        name = reader.of(report.district_name) + reader.say("（全区指标）", " (district)")
        _write_total(table, reader, name, report.district_results, district_flags(report))
    table.end()


def _notes(reader: Reader) -> tuple[Styled, ...]:
    report = reader.report
    states = Counter(department.state for department in report.departments)
    by_state = reader.list_counts((reader.state_words(state), states[state]) for state in State)
    flags = all_flags(report)
    by_severity = reader.list_counts(
        (reader.severity_words(severity) + reader.brackets(DEMANDS[severity].of(reader.language)), number)
        for severity, number in count_severities(flags).items()
    )
    number = len(report.departments)
    run = "" if report.run is None else reader.say("  批次 ", "  run ") + reader.quote(report.run)
    notes = [
        Styled(f"{reader.as_of}  {reader.pack_line}  checker {reader.quote(report.tool)}{run}", NOTE),
        Styled(reader.say(f"部门 {number} 个：{by_state}", f"Departments {number}: {by_state}"), NOTE),
        Styled(reader.say(f"问题 {len(flags)} 处：{by_severity}", f"Flags {len(flags)}: {by_severity}"), NOTE),
    ]
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
        Column(reader.head("department"), 30),
        Column(reader.head("state"), 12, CENTRED),
        Column(reader.head("score"), 9, _SCORE),
        *([] if reader.report.previous is None else [Column(reader.change_heading, 9, _CHANGE)]),
        Column(reader.head("grade"), 10, CENTRED),
        *(Column(reader.status_words(status), reader.width(10, 12), NUMBER) for status in Status),
        *(Column(reader.severity_words(severity), 7, NUMBER) for severity in reversed(Severity)),
    )


def _cells(reader: Reader, department: Department) -> list[Content]:
    score, grade = department.score, department.grade
    change = [score_change(reader.report, department)] if reader.report.previous is not None else []
    return [
        reader.of(department.name),
        reader.state_words(department.state),
        None if score is None else score_shown(score),
        *change,
        None if grade is None else reader.of(grade),
    ]


def _counts(results: Sequence[Result], flags: Sequence[Flag]) -> list[Styled]:
    numbers = [(number, STATUS_FILLS[status]) for status, number in count_statuses(results).items()]
    numbers += [(number, SEVERITY_FILLS[severity]) for severity, number in count_severities(flags).items()]
    return [Styled(number, coloured(NUMBER, fill) if number else _ZERO) for number, fill in numbers]


def _write_total(table: Table, reader: Reader, name: str, results: Sequence[Result], flags: Sequence[Flag]) -> None:
    between = 4 if reader.report.previous is not None else 3
    totals = [Styled(value, TOTAL) for value in (*count_statuses(results).values(), *count_severities(flags).values())]
    blank = Styled(None, TOTAL)
    table.row([blank, Styled(name, _TOTAL_NAME), *[blank] * between, *totals], filtered=False)
