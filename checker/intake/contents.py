"""The cells of a workbook as comparable texts: whether two files hold the same, and where they differ."""

from checker.locate.cells import is_blank
from checker.locate.names import without_flags_sheet
from checker.model.workbook import Sheet, Workbook
from checker.text.normalize import word_form


def contents_of(workbook: Workbook) -> tuple[object, ...]:
    """The cells of a workbook without its flags sheets, to be compared."""
    sheets = without_flags_sheet(workbook).sheets
    return tuple((word_form(each.name), tuple(rows_of(each))) for each in sheets if rows_of(each))


def rows_of(sheet: Sheet) -> list[tuple[str, ...]]:
    """The cells of a sheet as comparable texts, without blank ones at the ends."""
    rows = []
    for row in sheet.rows:
        cells = ["" if is_blank(raw) else f"{type(raw).__name__}:{raw}" for raw in row]
        while cells and not cells[-1]:
            cells.pop()
        rows.append(tuple(cells))
    while rows and not rows[-1]:
        rows.pop()
    return rows
