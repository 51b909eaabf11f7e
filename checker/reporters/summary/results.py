"""Every result of every department, all its numbers in columns of their own, for whoever filters, sorts and adds up."""

from __future__ import annotations

from checker.model import Department, Result
from checker.reporters.summary.figures import amount, figure
from checker.reporters.summary.reader import COMPARED, Reader
from checker.reporters.summary.sheet import Book, Column, Content, Plan, Styled, Table
from checker.reporters.summary.style import CENTRED, DAY, NOTE, NUMBER
from checker.text.bilingual import Text
from checker.wording.labels import SHARE, target_text
from checker.wording.results import OPEN, figure_text

_PERCENT = Text(SHARE, SHARE)


def write(book: Book, reader: Reader) -> None:
    """Writes the sheet: one row a department and indicator, departments in the roster's order."""
    departments = reader.report.departments
    number = sum(len(department.results) for department in departments)
    title = reader.title + reader.say(" 结果明细", ": results")
    note = reader.say(
        f"共 {number} 项，一行为一个部门的一项指标；{COMPARED.zh}",
        f"{number}, one row a department and indicator; {COMPARED.en}",
    )
    plan = Plan(reader.say("结果明细", "Results"), title, (Styled(note, NOTE),), _columns(reader), kept=2, pages=2)
    table = Table(book, plan)
    for department in departments:
        for result in department.results:
            table.row(_row(reader, department, result))
    table.end()


def _columns(reader: Reader) -> tuple[Column, ...]:
    previous = reader.report.previous
    before = [] if previous is None else [Column(reader.quote(previous.period), 12, CENTRED)]
    return (
        Column(reader.head("department"), 22),
        Column(reader.head("indicator"), 32),
        Column(reader.head("clause"), reader.units(8, 10), CENTRED),
        Column(reader.head("status"), reader.units(12, 16), CENTRED),
        Column(reader.head("value"), 11, NUMBER),
        Column(reader.say("数值（含单位）", "Value and unit"), 12, CENTRED),
        Column(reader.head("lower"), 10, NUMBER),
        Column(reader.head("upper"), 10, NUMBER),
        *before,
        Column(reader.head("target"), 13, CENTRED),
        Column(reader.say("目标值", "Target as number"), 10, NUMBER),
        Column(reader.head("expected"), 10, NUMBER),
        Column(reader.head("numerator"), reader.units(8, 11), NUMBER),
        Column(reader.head("denominator"), reader.units(8, 12), NUMBER),
        Column(reader.head("excluded"), reader.units(7, 9), NUMBER),
        Column(reader.head("unknown"), reader.units(7, 10), NUMBER),
        Column(reader.head("reachable"), 10, CENTRED),
        Column(reader.head("final"), 8, CENTRED),
        Column(reader.say("还需数量", "Needed, number"), 10, NUMBER),
        Column(reader.head("needed"), 34),
        Column(reader.head("by"), 12, DAY),
        Column(reader.head("attainment"), 11, NUMBER),
        Column(reader.head("weight"), 8, NUMBER),
        Column(reader.head("reason"), 30),
    )


def _row(reader: Reader, department: Department, result: Result) -> list[Content]:
    unit, target = reader.unit_of(result.indicator, result.unit), result.target.value
    needed = result.needed if result.status in OPEN else None
    return [
        reader.of(department.name),
        reader.name_of(result.indicator),
        reader.quote(result.clause),
        reader.status(result.status),
        figure(result.value, unit, target),
        figure_text(result, unit, reader.language),
        figure(result.lower, unit, target),
        figure(result.upper, unit, target),
        *([] if reader.report.previous is None else [reader.before(department.code, result)]),
        target_text(result.target, unit, reader.language),
        figure(target, unit, None),
        figure(result.expected, unit, target),
        amount(result.numerator),
        amount(result.denominator),
        result.excluded,
        result.unknown,
        reader.yes_no(result.reachable),
        reader.yes_no(result.final),
        None if needed is None else amount(needed.count),
        reader.needed(result),
        reader.by(result),
        None if result.attainment is None else figure(result.attainment, _PERCENT, None),
        amount(result.weight),
        "" if result.reason is None else reader.of(result.reason),
    ]
