"""Finds the tables of a workbook of which nothing is known yet: the header, its columns and the rows below it."""

from collections.abc import Iterator

from checker.codes import Code
from checker.convert.cells import Cell, PercentCell
from checker.convert.numbers import parse_figure
from checker.frozen import dataclass
from checker.locate import locate
from checker.locate.cells import is_blank
from checker.locate.headers import DEPTH, HeaderCell, Top
from checker.locate.headings import is_serial, strip_marks
from checker.model.workbook import Located, Sheet, Workbook
from checker.tables.table import Table
from checker.text.locales import USUAL
from checker.text.normalize import word_form

#: A longer text is a note, no header.
LONGEST = 60


@dataclass(frozen=True)
class Found:
    """One column of a sheet as found: where its header is, what it says, and the cells of the rows below."""

    at: int  # 1-based
    cell: HeaderCell
    header: str
    rows: tuple[int, ...]
    cells: tuple[Cell, ...]

    @property
    def filled(self) -> list[Cell]:
        """The cells that aren't blank."""
        return [cell for cell in self.cells if isinstance(cell, PercentCell) or not is_blank(cell)]


@dataclass(frozen=True)
class FoundTable:
    """A sheet with a header: its columns, the headers that were left out, and the rows."""

    sheet: Sheet
    header_row: int
    columns: tuple[Found, ...]
    numbering: tuple[str, ...]  # headers of columns that only number the rows
    repeated: tuple[str, ...]  # headers that another column has already
    rows: tuple[int, ...]


def find_table(sheet: Sheet) -> FoundTable | None:
    """Finds the header of a sheet and reads what is below; None if no row looks like a header."""
    top = Top(sheet)
    row = _header_row(top)
    if row is None:
        return None
    headers: dict[str, tuple[HeaderCell, str]] = {}
    numbering, repeated = [], []
    taken: set[str] = set()
    for cell in top.cells(row):
        header = strip_marks(cell.text, USUAL)
        if is_serial(header, USUAL):
            numbering.append(header)
            continue
        if word_form(header) in taken and cell.parent:
            header = f"{strip_marks(cell.parent, USUAL)}{header}"
        if word_form(header) in taken:
            repeated.append(header)
            continue
        taken.add(word_form(header))
        headers[f"column_{cell.column}"] = (cell, header)
    located = _locate(sheet, {name: header for name, (_, header) in headers.items()})
    if located is None:
        return None
    columns = tuple(_read(located, name, *headers[name]) for name in headers if name in located.columns)
    return FoundTable(sheet, located.header_row, columns, tuple(numbering), tuple(repeated), located.rows)


def _header_row(top: Top) -> int | None:
    """The first of the rows with the most cells that look like headers; None if none has two."""
    best, row_of_best = 1, None
    for row in range(1, min(len(top.sheet.rows), DEPTH) + 1):
        within = {each.first_column for each in top.merged[row]}
        cells = [cell for cell in top.cells(row) if cell.own or cell.column in within]
        texts = {word_form(cell.parent + cell.text) for cell in cells if _is_label(cell.text)}
        typed = sum(not isinstance(raw, str) and not is_blank(raw) for raw in top.sheet.rows[row - 1])
        if len(texts) > best and 2 * typed <= len(texts):
            best, row_of_best = len(texts) - typed, row
    return row_of_best


def _is_label(text: str) -> bool:
    return len(text) <= LONGEST and isinstance(parse_figure(text, USUAL), Code)


def _locate(sheet: Sheet, headers: dict[str, str]) -> Located | None:
    """Reads the sheet by the program's own rules, as a table of texts."""
    columns = {name: {"header": header, "type": "text"} for name, header in headers.items()}
    if not columns:
        return None
    table = Table.model_validate({"id": "found", "sheet": sheet.name, "columns": columns})
    located, _ = locate(Workbook(sheet.name, "xlsx", "", (sheet,)), {"found": table}, ["found"])
    return located.get("found")


def _read(located: Located, name: str, cell: HeaderCell, header: str) -> Found:
    at = located.columns[name]
    return Found(at, cell, header, located.rows, tuple(_cells(located, at)))


def _cells(located: Located, at: int) -> Iterator[Cell]:
    sheet = located.sheet
    for row, raw in zip(located.rows, sheet.column(located.rows, at), strict=True):
        shares = (row, at) in sheet.percent_cells
        yield PercentCell(raw) if shares and isinstance(raw, (int, float)) and not isinstance(raw, bool) else raw
