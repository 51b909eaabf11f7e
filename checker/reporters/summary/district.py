"""The district's own result for each indicator: its parts, its target, what it still needs and by when."""

from checker.reporters.summary.reader import Reader
from checker.reporters.summary.result_cells import COMPARED, Columns, make_cells, make_columns
from checker.reporters.summary.sheet import Book, Column, Styled, Table
from checker.reporters.summary.style import CENTRED, DAY, NOTE, NUMBER, TEXT

_COLUMNS: Columns = {
    "indicator": (34, 34, TEXT),
    "clause": (8, 10, CENTRED),
    "status": (12, 16, CENTRED),
    "value": (10, 10, NUMBER),
    "before": (12, 12, CENTRED),
    "target": (13, 13, CENTRED),
    "numerator": (8, 11, NUMBER),
    "denominator": (8, 12, NUMBER),
    "lower": (10, 10, NUMBER),
    "upper": (10, 10, NUMBER),
    "needed": (32, 32, TEXT),
    "by": (12, 12, DAY),
    "reason": (26, 26, TEXT),
}


def write(book: Book, reader: Reader) -> None:
    """Writes the sheet: one row per indicator of the pack, in its order, even if there is no result."""
    results = {result.indicator: result for result in reader.report.district_results}
    title = reader.title + reader.say(" 全区指标", ": the district's indicators")
    note = reader.say(
        "数值由各部门的分子、分母相加得出，不是各部门比率的平均；下限、上限是未定各行全部不达标、全部达标时的数值；"
        + COMPARED.zh,
        "Each value is computed from the departments' counts added up; it isn't the average of their rates. It lies "
        "between the lower and the upper bound, however the unknown rows turn out; " + COMPARED.en,
    )
    columns = (Column("#", 5, CENTRED), *make_columns(reader, _COLUMNS))
    table = Table(book, reader.say("全区指标", "District"), title, (Styled(note, NOTE),), columns)
    for indicator in dict.fromkeys((*reader.labels, *results)):
        number = reader.numbers.get(indicator)
        if indicator in results:
            table.row([number, *make_cells(reader, _COLUMNS, "", results[indicator])])
        else:
            table.row([number, reader.name_of(indicator), reader.quote(reader.labels[indicator].clause)])
    table.end()
