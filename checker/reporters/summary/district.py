"""The district's own figure for each indicator: what it is made of, its target, what it still needs and by when."""

from __future__ import annotations

from checker.model import Result
from checker.reporters.summary.figures import amount, figure
from checker.reporters.summary.reader import COMPARED, Reader
from checker.reporters.summary.sheet import Book, Column, Content, Plan, Styled, Table
from checker.reporters.summary.style import CENTRED, DAY, NOTE, NUMBER
from checker.wording.labels import target_text


def write(book: Book, reader: Reader) -> None:
    """Writes the sheet: one row an indicator, in the pack's order and under its number, and those without a result."""
    results = {result.indicator: result for result in reader.report.district_results}
    title = reader.title + reader.say(" 全区指标", ": the district's indicators")
    note = reader.say(
        "数值由各部门的分子、分母相加得出，不是各部门比率的平均；下限、上限是未定各行全部不达标、全部达标时的数值；"
        + COMPARED.zh,
        "Each value is made of the departments' counts, not of the mean of their rates; it lies between the lower and "
        "the upper bound, whatever becomes of the undecided rows; " + COMPARED.en,
    )
    plan = Plan(reader.say("全区指标", "District"), title, (Styled(note, NOTE),), _columns(reader), kept=2)
    table = Table(book, plan)
    for indicator in dict.fromkeys((*reader.labels, *results)):
        table.row(_row(reader, indicator, results.get(indicator)))
    table.end()


def _columns(reader: Reader) -> tuple[Column, ...]:
    previous = reader.report.previous
    before = [] if previous is None else [Column(reader.quote(previous.period), 12, CENTRED)]
    return (
        Column("#", 5, CENTRED),
        Column(reader.head("indicator"), 34),
        Column(reader.head("clause"), reader.units(8, 10), CENTRED),
        Column(reader.head("status"), reader.units(12, 16), CENTRED),
        Column(reader.head("value"), 10, NUMBER),
        *before,
        Column(reader.head("target"), 13, CENTRED),
        Column(reader.head("numerator"), reader.units(8, 11), NUMBER),
        Column(reader.head("denominator"), reader.units(8, 12), NUMBER),
        Column(reader.head("lower"), 10, NUMBER),
        Column(reader.head("upper"), 10, NUMBER),
        Column(reader.head("needed"), 32),
        Column(reader.head("by"), 12, DAY),
        Column(reader.head("reason"), 26),
    )


def _row(reader: Reader, indicator: str, result: Result | None) -> list[Content]:
    number, name = reader.numbers.get(indicator), reader.name_of(indicator)
    if result is None:
        return [number, name, reader.quote(reader.labels[indicator].clause)]
    unit, target = reader.unit_of(indicator, result.unit), result.target.value
    before = [] if reader.report.previous is None else [reader.before("", result)]
    return [
        number,
        name,
        reader.quote(result.clause),
        reader.status(result.status),
        figure(result.value, unit, target),
        *before,
        target_text(result.target, unit, reader.language),
        amount(result.numerator),
        amount(result.denominator),
        figure(result.lower, unit, target),
        figure(result.upper, unit, target),
        reader.needed(result),
        reader.by(result),
        "" if result.reason is None else reader.of(result.reason),
    ]
