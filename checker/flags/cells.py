"""A flag on one cell of a row, and what a sentence says of a cell."""

from collections.abc import Iterable, Iterator

from checker.codes import Code, Severity
from checker.flags.case import Case
from checker.model import Flag, Shown, flag
from checker.model.workbook import TypedTable
from checker.tables.rows.places import header_of, place_of, record_cells, record_of, show_cell, show_record
from checker.tables.table import Table
from checker.text.bilingual import Text

_BLANK = Text(zh="空白", en="blank")
_FILLED = Text(zh="已填写", en="filled in")


def row_flag(
    code: Code,
    case: Case,
    typed: TypedTable,
    row: int,
    column: str,
    expected: Text | None,
    severity: Severity,
    **values: object,
) -> Flag:
    """Flags a row at one of its cells, or as a whole if `column` is empty."""
    table = case.tables[typed.id]
    return flag(
        code,
        place_of(typed, table, row, column),
        severity=severity,
        indicator=case.indicator.id,
        observed=show_record(typed, table, row, column) if column else None,
        expected=expected,
        difference="",
        record=record_of(typed, row),
        **values,
    )


def found_text(typed: TypedTable, table: Table, row: int, column: str) -> Text:
    """Says what a cell contains, without quoting personal data."""
    header, shown = header_of(typed, table, column), show_cell(typed, table, row, column)
    found = shown.text if isinstance(shown.text, Text) else Text(shown.text, shown.text)
    if not found.zh:
        found = _BLANK
    elif shown.personal is not None:
        found = _FILLED
    return Text(f"{header.zh}：{found.zh}", f"{header.en}: {found.en}")


def contents_of(typed: TypedTable, table: Table, row: int, columns: Iterable[str]) -> Iterator[Shown]:
    """What the rows of a record have in columns, whichever of them comes first."""
    for column in columns:
        yield Shown(column)
        yield from record_cells(typed, table, row, column)
