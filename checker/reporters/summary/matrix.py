"""Indicators by departments: each cell has a mark and a value, coloured by status.

Indicators are rows because there may be many of them, with long names. Departments are columns, on as many pages as
stay legible. Every page repeats the indicators' names.
"""

from collections.abc import Mapping
from dataclasses import replace
from math import ceil

from checker.model import Result, Status
from checker.reporters.aggregates import rank
from checker.reporters.summary.reader import Reader
from checker.reporters.summary.sheet import Book, Column, Styled, Table
from checker.reporters.summary.style import CENTRED, HEAD, NOTE, STATUS_FILLS, coloured
from checker.text.levels import EN, ZH
from checker.text.plurals import counted
from checker.wording.labels import MARKS
from checker.wording.results import figure_text

_WIDTH = 12
#: Columns of values per page.
_ON_A_PAGE = 15
#: The height in points of the headings if names are vertical. Horizontal English names would break within words.
_UPRIGHT = 135.0


def write(book: Book, reader: Reader) -> None:
    """Writes the sheet: one row per indicator, one column per department with results, best score first."""
    report = reader.report
    judged = rank(department for department in report.departments if department.results)
    columns = _columns(reader, [reader.of(department.name) for department in judged])
    left_out = len(report.departments) - len(judged)
    table = Table(
        book,
        reader.say("指标", "Indicators"),
        reader.title + reader.say(f" 各{ZH.部门}指标", f": indicators by {EN.department}"),
        (Styled(_note(reader, left_out), NOTE),),
        columns,
        pages=max(ceil((len(columns) - 2) / _ON_A_PAGE), 1),
        head_height=None if reader.language == "zh" else _UPRIGHT,
        legend=(None, None, *map(reader.status, Status)),
    )
    by_indicator = [{result.indicator: result for result in each.results} for each in judged]
    by_indicator.insert(0, {result.indicator: result for result in report.district_results})
    for indicator in dict.fromkeys((*reader.labels, *(name for results in by_indicator for name in results))):
        cells = [_cell(reader, results, indicator) for results in by_indicator]
        table.row([reader.numbers.get(indicator), reader.name_of(indicator), *cells])
    table.end()


def _columns(reader: Reader, names: list[str]) -> tuple[Column, ...]:
    above = HEAD if reader.language == "zh" else replace(HEAD, turned=90)
    return (
        Column("#", 5, CENTRED),
        Column(reader.head("indicator"), 36),
        *(Column(name, _WIDTH, CENTRED, above) for name in (reader.say(ZH.全区, EN.District), *names)),
    )


def _note(reader: Reader, left_out: int) -> str:
    note = reader.say(f"空格表示该指标不考核该{ZH.部门}", f"Blank: the indicator does not apply to the {EN.department}")
    if left_out:
        note += reader.say(
            f"；没有结果的 {left_out} 个{ZH.部门}未列出，见“未报送”表",
            f"; not listed: {counted(left_out, EN.department, EN.departments)} without results, see the sheet Missing",
        )
    return note


def _cell(reader: Reader, results: Mapping[str, Result], indicator: str) -> Styled | None:
    result = results.get(indicator)
    if result is None:
        return Styled(None, CENTRED)
    unit = reader.unit_of(result)
    figure = "" if result.value is None else figure_text(result, unit, reader.language)
    return Styled(f"{MARKS[result.status]} {figure}".rstrip(), coloured(CENTRED, STATUS_FILLS[result.status]))
