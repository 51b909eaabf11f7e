"""The sheets of results: the district's own, and every department's with each number in its own column."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from checker.model import Result, Target
from checker.reporters.summary.figures import amount, figure
from checker.reporters.summary.reader import Reader
from checker.reporters.summary.sheet import Book, Column, Content, Styled, Table
from checker.reporters.summary.style import CENTRED, DAY, NOTE, NUMBER, TEXT, Look
from checker.text.bilingual import Text
from checker.text.levels import EN, ZH
from checker.wording.comparisons import earlier_heading
from checker.wording.labels import SHARE, target_text
from checker.wording.results import OPEN, figure_text, needed_by, needed_text, pace_text, standing_text

#: The columns of a sheet, by the id of their heading: their width in Chinese, their width in English, and their look.
_Columns = Mapping[str, tuple[int, int, Look]]

#: Makes a cell of the result of a department; the code of the district is "".
_Cell = Callable[[Reader, str, Result], Content]

#: How to read the numerator and denominator of an indicator that compares two periods.
_COMPARED = Text(
    zh="比较两期的指标，分子为本期数，分母为上期数",
    en="for an indicator that compares two periods, the numerator is the figure of this period and the denominator "
    "that of the previous one",
)

_DISTRICT: _Columns = {
    "indicator": (34, 34, TEXT),
    "clause": (8, 10, CENTRED),
    "status": (12, 16, CENTRED),
    "value": (10, 10, NUMBER),
    "before": (12, 12, CENTRED),
    "target": (13, 13, CENTRED),
    "pace": (14, 16, CENTRED),
    "numerator": (8, 11, NUMBER),
    "denominator": (8, 12, NUMBER),
    "lower": (10, 10, NUMBER),
    "upper": (10, 10, NUMBER),
    "needed": (32, 32, TEXT),
    "by": (12, 12, DAY),
    "reason": (26, 26, TEXT),
}
_RESULTS: _Columns = {
    "indicator": (32, 32, TEXT),
    "clause": (8, 10, CENTRED),
    "status": (12, 16, CENTRED),
    "value": (11, 11, NUMBER),
    "value_with_unit": (12, 12, CENTRED),
    "lower": (10, 10, NUMBER),
    "upper": (10, 10, NUMBER),
    "before": (12, 12, CENTRED),
    "target": (13, 13, CENTRED),
    "target_value": (10, 10, NUMBER),
    "expected": (10, 10, NUMBER),
    "pace": (14, 16, CENTRED),
    "numerator": (8, 11, NUMBER),
    "denominator": (8, 12, NUMBER),
    "excluded": (7, 9, NUMBER),
    "unknown": (7, 10, NUMBER),
    "reachable": (10, 10, CENTRED),
    "final": (8, 8, CENTRED),
    "needed_count": (10, 10, NUMBER),
    "needed": (34, 34, TEXT),
    "by": (12, 12, DAY),
    "attainment": (11, 11, NUMBER),
    "weight": (8, 8, NUMBER),
    "reason": (30, 30, TEXT),
}


def write_district(book: Book, reader: Reader) -> None:
    """Writes the sheet: one row per indicator of the pack, in its order, even if there is no result."""
    results = {result.indicator: result for result in reader.report.district_results}
    title = reader.title + reader.say(f" {ZH.全区}指标", f": the {EN.district}'s indicators")
    note = reader.say(
        f"数值由各{ZH.部门}的分子、分母相加得出，不是各{ZH.部门}比率的平均；下限、上限是未定各行全部不达标、全部达标时的数值；"
        + _COMPARED.zh,
        f"Each value is computed from the {EN.departments}' counts added up; it isn't the average of their rates. "
        "It lies between the lower and the upper bound, however the unknown rows turn out; " + _COMPARED.en,
    )
    columns = (Column("#", 5, CENTRED), *_make_columns(reader, _DISTRICT))
    table = Table(book, reader.say(f"{ZH.全区}指标", f"{EN.District}"), title, (Styled(note, NOTE),), columns)
    for indicator in dict.fromkeys((*reader.labels, *results)):
        number = reader.numbers.get(indicator)
        if indicator in results:
            table.row([number, *_make_cells(reader, _DISTRICT, "", results[indicator])])
        else:
            table.row([number, reader.name_of(indicator), reader.quote(reader.labels[indicator].clause)])
    table.end()


def write_subtotals(book: Book, reader: Reader) -> None:
    """Writes the sheet: one row per group or unit and indicator, units below the one that they belong to; if any."""
    subtotals = reader.report.subtotals
    if not subtotals:
        return
    title = reader.title + reader.say(" 分组和上级单位小计", ": subtotals by group and unit")
    note = reader.say(
        f"每项由所属各{ZH.单位}的行合并计算，不是各{ZH.单位}比率的平均；" + _COMPARED.zh,
        f"Each value is computed from the rows of the {EN.departments}; it isn't the average of their rates; "
        + _COMPARED.en,
    )
    heads = (
        Column(reader.say("分组或单位", "Group or unit"), 28),
        Column(reader.say(f"计入{ZH.单位}", "Counted"), 10, CENTRED),
    )
    table = Table(
        book, reader.say("小计", "Subtotals"), title, (Styled(note, NOTE),), (*heads, *_make_columns(reader, _DISTRICT))
    )
    for each in subtotals:
        name, counted = "　" * each.depth + reader.of(each.name), f"{each.counted}/{each.departments}"
        for result in each.results:
            table.row([name, counted, *_make_cells(reader, _DISTRICT, f"subtotal {each.id}", result)])
    table.end()


def write(book: Book, reader: Reader) -> None:
    """Writes the sheet: one row per department and indicator, departments in the roster's order."""
    departments = reader.report.departments
    number = sum(len(department.results) for department in departments)
    title = reader.title + reader.say(" 结果明细", ": results")
    note = reader.say(
        f"共 {number} 项，一行为一个{ZH.部门}的一项指标；{_COMPARED.zh}",
        f"Total {number}, one row per {EN.department} and indicator; {_COMPARED.en}",
    )
    columns = (Column(reader.head("department"), 22), *_make_columns(reader, _RESULTS))
    table = Table(book, reader.say("结果明细", "Results"), title, (Styled(note, NOTE),), columns, pages=2)
    for department in departments:
        for result in department.results:
            table.row([reader.of(department.name), *_make_cells(reader, _RESULTS, department.code, result)])
    table.end()


def _make_columns(reader: Reader, columns: _Columns) -> tuple[Column, ...]:
    """Makes the columns of a sheet; "before" is headed by the previous period and left out if there is none."""
    previous = reader.report.previous
    return tuple(
        Column(
            reader.of(earlier_heading(previous)) if previous and id == "before" else reader.head(id),
            reader.width(zh, en),
            look,
        )
        for id, (zh, en, look) in columns.items()
        if previous or id != "before"
    )


def _make_cells(reader: Reader, columns: _Columns, department: str, result: Result) -> list[Content]:
    """Makes the cells of a row; `department` is a department's code, or "" for the district."""
    ids = [id for id in columns if reader.report.previous or id != "before"]
    return [_CELLS[id](reader, department, result) for id in ids]


def _figure(get: Callable[[Result], Fraction | None]) -> _Cell:
    return lambda reader, _, result: _apart(get(result), reader, result)


def _apart(value: Fraction | None, reader: Reader, result: Result) -> Content:
    return figure(value, reader.unit_of(result), result.target.at(value).value)


def _before(reader: Reader, department: str, result: Result) -> str:
    previous = reader.report.previous
    then = None if previous is None else previous.standings.get((department, result.indicator))
    if then is None:
        return ""
    return standing_text(then, result.target, reader.unit_of(result), reader.language, in_words=False)


def _show(get: Callable[[Result], Text | None]) -> _Cell:
    return lambda reader, _, result: "" if (text := get(result)) is None else reader.of(text)


_CELLS: Mapping[str, _Cell] = {
    "indicator": lambda reader, _, result: reader.name_of(result.indicator),
    "clause": lambda reader, _, result: reader.quote(result.clause),
    "status": lambda reader, _, result: reader.status(result.status),
    "value": _figure(lambda result: result.value),
    "value_with_unit": lambda reader, _, result: figure_text(result, reader.unit_of(result), reader.language),
    "lower": _figure(lambda result: result.lower),
    "upper": _figure(lambda result: result.upper),
    "before": _before,
    "target": lambda reader, _, result: target_text(result.target, reader.unit_of(result), reader.language),
    "target_value": lambda reader, _, result: figure(
        result.target.value if isinstance(result.target, Target) and result.target.given else None,
        reader.unit_of(result),
        None,
    ),
    "expected": _figure(lambda result: result.expected),
    "pace": lambda reader, _, result: pace_text(result, reader.language, reader.labels.get(result.indicator)),
    "numerator": lambda _, __, result: amount(result.numerator),
    "denominator": lambda _, __, result: amount(result.denominator),
    "excluded": lambda _, __, result: result.excluded,
    "unknown": lambda _, __, result: result.unknown,
    "reachable": lambda reader, _, result: reader.yes_no(result.reachable),
    "final": lambda reader, _, result: reader.yes_no(result.final),
    "needed_count": lambda _, __, result: amount(
        result.needed.count if result.needed is not None and result.status in OPEN else None
    ),
    "needed": _show(needed_text),
    "by": lambda _, __, result: needed_by(result),
    "attainment": lambda _, __, result: figure(result.attainment, Text(SHARE, SHARE), None),
    "weight": lambda _, __, result: amount(result.weight),
    "reason": _show(lambda result: result.reason),
}
