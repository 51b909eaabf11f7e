"""Every result of every department, with each number in its own column, to filter, sort and sum."""

from checker.reporters.summary.reader import Reader
from checker.reporters.summary.result_cells import COMPARED, Columns, make_cells, make_columns
from checker.reporters.summary.sheet import Book, Column, Styled, Table
from checker.reporters.summary.style import CENTRED, DAY, NOTE, NUMBER, TEXT

_COLUMNS: Columns = {
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


def write(book: Book, reader: Reader) -> None:
    """Writes the sheet: one row per department and indicator, departments in the roster's order."""
    departments = reader.report.departments
    number = sum(len(department.results) for department in departments)
    title = reader.title + reader.say(" 结果明细", ": results")
    note = reader.say(
        f"共 {number} 项，一行为一个部门的一项指标；{COMPARED.zh}",
        f"Total {number}, one row per department and indicator; {COMPARED.en}",
    )
    columns = (Column(reader.head("department"), 22), *make_columns(reader, _COLUMNS))
    table = Table(book, reader.say("结果明细", "Results"), title, (Styled(note, NOTE),), columns, pages=2)
    for department in departments:
        for result in department.results:
            table.row([reader.of(department.name), *make_cells(reader, _COLUMNS, department.code, result)])
    table.end()
