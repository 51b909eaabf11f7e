"""The cells of a result, by the id of their heading. The sheets of results and of the district choose from them."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from checker.model import Result
from checker.reporters.summary.figures import amount, figure
from checker.reporters.summary.reader import Reader
from checker.reporters.summary.sheet import Column, Content
from checker.reporters.summary.style import Look
from checker.text.bilingual import Text
from checker.wording.labels import SHARE, target_text
from checker.wording.results import OPEN, figure_text, needed_by, needed_text, standing_text

#: The columns of a sheet, by the id of their heading: their width in Chinese, their width in English, and their look.
Columns = Mapping[str, tuple[int, int, Look]]

#: Makes a cell of the result of a department; the code of the district is "".
_Cell = Callable[[Reader, str, Result], Content]

#: How to read the numerator and denominator of an indicator that compares two periods.
COMPARED = Text(
    zh="比较两期的指标，分子为本期数，分母为上期数",
    en="for an indicator that compares two periods, the numerator is the figure of this period and the denominator "
    "that of the previous one",
)


def make_columns(reader: Reader, columns: Columns) -> tuple[Column, ...]:
    """Makes the columns of a sheet; "before" is headed by the previous period and left out if there is none."""
    previous = reader.report.previous
    return tuple(
        Column(
            reader.quote(previous.period) if previous and id == "before" else reader.head(id),
            reader.width(zh, en),
            look,
        )
        for id, (zh, en, look) in columns.items()
        if previous or id != "before"
    )


def make_cells(reader: Reader, columns: Columns, department: str, result: Result) -> list[Content]:
    """Makes the cells of a row; `department` is a department's code, or "" for the district."""
    ids = [id for id in columns if reader.report.previous or id != "before"]
    return [_CELLS[id](reader, department, result) for id in ids]


def _figure(get: Callable[[Result], Fraction | None]) -> _Cell:
    return lambda reader, _, result: figure(get(result), reader.unit_of(result), result.target.value)


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
    "target_value": lambda reader, _, result: figure(result.target.value, reader.unit_of(result), None),
    "expected": _figure(lambda result: result.expected),
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
