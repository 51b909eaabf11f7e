"""Writes a `Page` as the XML of a worksheet; the cell formats are given by number.

Every text is written as text, so that no program can take it for a formula.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from checker.model.workbook import letters
from checker.ooxml.book import Dialect, quote_name
from checker.ooxml.opc import XML_HEAD
from checker.ooxml.page import Choice, Page, PageCell, Style
from checker.ooxml.styles import Formats
from checker.ooxml.xml_text import attribute, content, counted_list, fill_template
from checker.spreadsheet.cells import FORMULA_STARTS, escape, plain
from checker.spreadsheet.text_size import count_cut_lines

#: Links on one sheet; Excel accepts no more.
MOST_LINKS = 65_000
_LONGEST_TITLE, _LONGEST_HINT = 32, 255
#: Points: the height of a line, the padding of a row, the height of a title, and the greatest height.
_LINE, _PADDING, _TITLE, _TALLEST = 16, 6, 30, 400
#: Characters: the least width that a line is taken to have.
_LEAST_ROOM = 4


def formats_of(page: Page) -> set[tuple[Style, bool]]:
    """Returns the cell formats that a page needs: its styles, with True for texts that begin like a formula."""
    begin = {
        (cell.style, cell.value[:1] if isinstance(cell.value, str) else "")
        for row in page.rows
        for cell in row
        if cell is not None
    }
    return {(style, first.startswith(FORMULA_STARTS)) for style, first in begin}


def page_xml(page: Page, dialect: Dialect, formats: Formats, code_name: str = "") -> bytes:
    """Writes a page as the XML of a worksheet, with the numbers of all formats that `formats_of` returns.

    `code_name` is the name by which the workbook's macros know the sheet, or empty.
    """
    cells = list(_cells(page))
    columns = (
        f'<col min="{column}" max="{column}" width="{wide}" customWidth="1"/>'
        for column, wide in enumerate(page.widths, 1)
    )
    spans = [
        f'<mergeCell ref="{letters(column)}{row}:{letters(column + cell.span - 1)}{row}"/>'
        for row, column, cell in cells
        if cell.span > 1
    ]
    across = max([column + cell.span - 1 for _, column, cell in cells], default=1)
    xml = fill_template(
        "flags_sheet.xml",
        main=dialect.main,
        code=f" codeName={attribute(code_name)}" if code_name else "",
        size=f"A1:{letters(across)}{max(len(page.rows), 1)}",
        pane=_pane(page.frozen),
        columns="".join(columns),
        rows="".join(_rows(page, across, formats)),
        filter=f'<autoFilter ref="{page.filtered}"/>' if page.filtered else "",
        merged=counted_list("mergeCells", spans),
        choices=counted_list("dataValidations", list(map(_choice, page.choices))),
        links=_links(cells),
    )
    return (XML_HEAD + xml).encode()


def _cells(page: Page) -> Iterator[tuple[int, int, PageCell]]:
    """Yields the row, the column and the cell."""
    for row, cells in enumerate(page.rows, 1):
        for column, cell in enumerate(cells, 1):
            if cell is not None:
                yield row, column, cell


def _pane(frozen: int) -> str:
    if not frozen:
        return '<selection activeCell="A1" sqref="A1"/>'
    below = f"A{frozen + 1}"
    return (
        f'<pane ySplit="{frozen}" topLeftCell="{below}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="{below}" sqref="{below}"/>'
    )


def _rows(page: Page, across: int, formats: Formats) -> Iterator[str]:
    names = [letters(column) for column in range(1, across + 1)]
    rooms = [max(wide - 1, _LEAST_ROOM) for wide in page.widths] + [_LEAST_ROOM] * across
    for number, row in enumerate(page.rows, 1):
        pieces: list[str] = []
        lines, fixed, titled = 1, False, False
        for column, cell in enumerate(row):
            if cell is None:
                continue
            spans = cell.span > 1
            room = rooms[column] if not spans else max(sum(page.widths[column : column + cell.span]) - 1, _LEAST_ROOM)
            filled, quoted, needed = _fill(cell.value, room)
            pieces.append(f'<c r="{names[column]}{number}" s="{formats.cells[cell.style, quoted]}"{filled}')
            if spans:
                style = formats.cells[cell.style, quoted]
                pieces += [f'<c r="{name}{number}" s="{style}"/>' for name in names[column + 1 : column + cell.span]]
            if cell.style == "title":
                titled = True
            elif needed > 1:
                lines, fixed = max(lines, needed), fixed or spans
        yield f'<row r="{number}"{_height(lines, fixed, titled)}>{"".join(pieces)}</row>'


@lru_cache(maxsize=16_384)
def _fill(value: str | int, room: int) -> tuple[str, bool, int]:
    """Writes what a cell holds, from the end of its first tag on; many flags say the same.

    Returns:
        That, whether a program could take the text for a formula, and how many lines it needs if one has so much room.
    """
    if isinstance(value, int):
        return f"><v>{value}</v></c>", False, 1
    text = content(escape(value))
    lines = 1 if 2 * len(value) <= room and "\n" not in value else count_cut_lines(plain(value), room)
    filled = f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>' if text else "/>"
    return filled, value.startswith(FORMULA_STARTS), lines


def _height(lines: int, fixed: bool, titled: bool) -> str:
    """Writes the height of a row; fixed if a cell spans columns, because programs don't fit such cells."""
    if titled:
        return f' ht="{_TITLE}" customHeight="1"'
    if lines == 1:
        return ""
    return f' ht="{min(lines * _LINE + _PADDING, _TALLEST)}"' + (' customHeight="1"' if fixed else "")


def _choice(choice: Choice) -> str:
    words = content('"' + ",".join(choice.words).replace('"', '""') + '"')
    return (
        '<dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1" '
        f"promptTitle={attribute(escape(choice.title)[:_LONGEST_TITLE])} "
        f'prompt={attribute(escape(choice.hint)[:_LONGEST_HINT])} sqref="{choice.range}">'
        f"<formula1>{words}</formula1></dataValidation>"
    )


def _links(cells: Iterable[tuple[int, int, PageCell]]) -> str:
    links = ((f"{letters(column)}{row}", *cell.link) for row, column, cell in cells if cell.link is not None)
    pieces = [
        f'<hyperlink ref="{at}" location={attribute(f"{quote_name(sheet)}!{cell}")} display={attribute(cell)}/>'
        for at, sheet, cell in islice(links, MOST_LINKS)
    ]
    return f"<hyperlinks>{''.join(pieces)}</hyperlinks>" if pieces else ""
