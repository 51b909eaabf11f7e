"""The first sheet: departments by score, where their indicators stand, what was found, and the sums of it all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from checker.model import Department, Flag, Result, Severity, State, Status
from checker.reporters.order import district_flags, own_flags, ranked, score_change
from checker.reporters.summary.reader import Reader, standing, tallied
from checker.reporters.summary.sheet import Book, Column, Plan, Styled, Table
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
from checker.wording.labels import DEMANDS, STATES, score_shown, selection_text

_SCORE = formatted("0.00")
_CHANGE = formatted("+0.00;-0.00;0.00")
_SUM_NAME = replace(TOTAL, across="left", format="General")
_NOUGHT = replace(NUMBER, colour="A6A6A6")


def write(book: Book, reader: Reader) -> None:
    """Writes the sheet."""
    report = reader.report
    title = reader.title + reader.say(" 核对汇总", ": summary")
    table = Table(book, Plan(reader.say("汇总", "Board"), title, _notes(reader), _columns(reader), kept=2))
    submitted = ranked([each for each in report.departments if each.state is not State.MISSING])
    places = _places(submitted)
    for department in (*submitted, *(each for each in report.departments if each.state is State.MISSING)):
        place = None if department.score is None else places[department.score]
        table.row([place, *_standing(reader, department), *_counts(department.results, own_flags(department))])
    results = [result for each in report.departments for result in each.results]
    flags = [flag for each in report.departments for flag in own_flags(each)]
    _sum(table, reader, reader.say("各部门合计", "All departments"), results, flags)
    if report.district_results or report.district_flags:
        name = reader.of(report.district_name) + reader.say("（全区指标）", " (district)")
        _sum(table, reader, name, report.district_results, district_flags(report))
    table.end()


def _notes(reader: Reader) -> tuple[Styled, ...]:
    report = reader.report
    states = Counter(department.state for department in report.departments)
    by_state = reader.listed((words.of(reader.language), states[state]) for state, words in STATES.items())
    flags = [*report.district_flags, *(flag for each in report.departments for flag in each.flags)]
    by_severity = reader.listed(
        (reader.severity_words(severity) + reader.brackets(DEMANDS[severity].of(reader.language)), number)
        for severity, number in tallied(flags).items()
    )
    number = len(report.departments)
    notes = [
        Styled(about(reader), NOTE),
        Styled(reader.say(f"部门 {number} 个：{by_state}", f"Departments {number}: {by_state}"), NOTE),
        Styled(reader.say(f"问题 {len(flags)} 处：{by_severity}", f"Findings {len(flags)}: {by_severity}"), NOTE),
    ]
    if report.selection is not None:
        notes.append(Styled(reader.of(selection_text(report.selection)), WARNING))
    if report.faults:
        number = len(report.faults)
        zh = f"程序出现 {number} 处故障，本汇总不完整，详见“未报送”表"
        en = f"checker itself failed ({number}): this summary is not complete; see the sheet Missing"
        notes.append(Styled(reader.say(zh, en), WARNING))
    return tuple(notes)


def about(reader: Reader) -> str:
    """Up to which day, by which pack and version, made by what."""
    report = reader.report
    pack = f"{reader.of(report.pack_title)}  {reader.quote(report.pack)} {reader.quote(report.pack_version)}"
    day = reader.say("截至 ", "As of ") + report.as_of.isoformat()
    run = "" if report.run is None else reader.say("  批次 ", "  run ") + reader.quote(report.run)
    return f"{day}  {pack}  checker {reader.quote(report.tool)}{run}"


def _columns(reader: Reader) -> tuple[Column, ...]:
    previous = reader.report.previous
    against = "" if previous is None else reader.quote(previous.period)
    change = [] if previous is None else [Column(reader.say(f"较 {against}", f"Since {against}"), 9, _CHANGE)]
    return (
        Column(reader.say("名次", "Rank"), 6, NUMBER),
        Column(reader.say("部门", "Department"), 30),
        Column(reader.say("报送", "Submitted"), 12, CENTRED),
        Column(reader.say("得分", "Score"), 9, _SCORE),
        *change,
        Column(reader.say("等次", "Grade"), 10, CENTRED),
        *(Column(reader.status_words(status), reader.units(10, 12), NUMBER) for status in Status),
        *(Column(reader.severity_words(severity), 7, NUMBER) for severity in reversed(Severity)),
    )


def _places(departments: Sequence[Department]) -> dict[object, int]:
    """The rank of each score; who has the same score has the same rank."""
    places: dict[object, int] = {}
    for place, department in enumerate(departments, 1):
        places.setdefault(department.score, place)
    return places


def _standing(reader: Reader, department: Department) -> list[str | Styled | None]:
    score = department.score
    cells: list[str | Styled | None] = [
        reader.of(department.name),
        reader.state(department),
        None if score is None else Styled(score_shown(score), _SCORE),
    ]
    if reader.report.previous is not None:
        cells.append(Styled(score_change(reader.report, department), _CHANGE))
    return [*cells, None if department.grade is None else reader.of(department.grade)]


def _counts(results: Sequence[Result], flags: Sequence[Flag]) -> list[Styled]:
    numbers = [(number, STATUS_FILLS[status]) for status, number in standing(results).items()]
    numbers += [(number, SEVERITY_FILLS[severity]) for severity, number in tallied(flags).items()]
    return [Styled(number, coloured(NUMBER, fill) if number else _NOUGHT) for number, fill in numbers]


def _sum(table: Table, reader: Reader, name: str, results: Sequence[Result], flags: Sequence[Flag]) -> None:
    between = 4 if reader.report.previous is not None else 3
    sums = [Styled(value, TOTAL) for value in (*standing(results).values(), *tallied(flags).values())]
    blank = Styled(None, TOTAL)
    table.row([blank, Styled(name, _SUM_NAME), *[blank] * between, *sums], filtered=False)
