"""Writes a `Page` as the XML of a worksheet; the cell formats are given by number.

Every text is written as text, so that no program can take it for a formula.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from checker.model.workbook import letters
from checker.ooxml.book import Dialect, quote_name
from checker.ooxml.opc import XML_HEAD
from checker.ooxml.page import Choice, Page, PageCell, Row, Style
from checker.ooxml.styles import Formats
from checker.ooxml.xml_text import attribute, content, counted_list, fill_template
from checker.spreadsheet.cells import FORMULA_STARTS, escape, plain
from checker.spreadsheet.text_size import width

#: Links on one sheet; Excel accepts no more.
MOST_LINKS = 65_000
_LONGEST_TITLE, _LONGEST_HINT = 32, 255
#: Points: the height of a line, the padding of a row, the height of a title, and the greatest height.
_LINE, _PADDING, _TITLE, _TALLEST = 16, 6, 30, 400


def formats_of(page: Page) -> set[tuple[Style, bool]]:
    """Returns the cell formats that a page needs: its styles, with True for texts that begin like a formula."""
    return {_format(cell) for row in page.rows for cell in row if cell is not None}


def page_xml(page: Page, dialect: Dialect, formats: Formats, code_name: str = "") -> bytes:
    """Writes a page as the XML of a worksheet, with the numbers of all formats that `formats_of` returns.

    `code_name` is the name by which the workbook's macros know the sheet, or empty.
    """
    columns = (
        f'<col min="{column}" max="{column}" width="{wide}" customWidth="1"/>'
        for column, wide in enumerate(page.widths, 1)
    )
    spans = [
        f'<mergeCell ref="{letters(column)}{row}:{letters(column + cell.span - 1)}{row}"/>'
        for row, column, cell in _cells(page)
        if cell.span > 1
    ]
    xml = fill_template(
        "flags_sheet.xml",
        main=dialect.main,
        code=f" codeName={attribute(code_name)}" if code_name else "",
        size=f"A1:{letters(_width(page))}{max(len(page.rows), 1)}",
        pane=_pane(page.frozen),
        columns="".join(columns),
        rows="".join(_rows(page, formats)),
        filter=f'<autoFilter ref="{page.filtered}"/>' if page.filtered else "",
        merged=counted_list("mergeCells", spans),
        choices=counted_list("dataValidations", list(map(_choice, page.choices))),
        links=_links(page),
    )
    return (XML_HEAD + xml).encode()


def _format(cell: PageCell) -> tuple[Style, bool]:
    return cell.style, isinstance(cell.value, str) and cell.value.startswith(FORMULA_STARTS)


def _cells(page: Page) -> Iterator[tuple[int, int, PageCell]]:
    """Yields the row, the column and the cell."""
    for row, cells in enumerate(page.rows, 1):
        for column, cell in enumerate(cells, 1):
            if cell is not None:
                yield row, column, cell


def _width(page: Page) -> int:
    return max((column + cell.span - 1 for _, column, cell in _cells(page)), default=1)


def _pane(frozen: int) -> str:
    if not frozen:
        return '<selection activeCell="A1" sqref="A1"/>'
    below = f"A{frozen + 1}"
    return (
        f'<pane ySplit="{frozen}" topLeftCell="{below}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="{below}" sqref="{below}"/>'
    )


def _rows(page: Page, formats: Formats) -> Iterator[str]:
    names = [letters(column) for column in range(1, _width(page) + 1)]
    for number, row in enumerate(page.rows, 1):
        cells = "".join(
            _cell(cell, number, names[column : column + cell.span], formats)
            for column, cell in enumerate(row)
            if cell is not None
        )
        yield f'<row r="{number}"{_height(row, page.widths)}>{cells}</row>'


def _cell(cell: PageCell, row: int, columns: list[str], formats: Formats) -> str:
    style = formats.cells[_format(cell)]
    filled = _text(cell.value) if isinstance(cell.value, str) else f"><v>{cell.value}</v></c>"
    first = f'<c r="{columns[0]}{row}" s="{style}"{filled}'
    return first + "".join([f'<c r="{column}{row}" s="{style}"/>' for column in columns[1:]])


@lru_cache(maxsize=16_384)
def _text(value: str) -> str:
    """Writes a text, from the end of its cell's first tag on; many flags say the same."""
    text = content(escape(value))
    return f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>' if text else "/>"


def _height(row: Row, widths: tuple[int, ...]) -> str:
    """Writes the height that a row needs; fixed if a cell spans columns, because programs don't fit such cells."""
    lines, fixed = 1, False
    for column, cell in enumerate(row):
        if cell is None or not isinstance(cell.value, str) or cell.style == "title":
            continue
        line_width = max(sum(widths[column : column + cell.span]) - 1, 4)
        if 2 * len(cell.value) <= line_width and "\n" not in cell.value:
            continue
        needed = sum(max(1, -(-width(line) // line_width)) for line in plain(cell.value).split("\n"))
        lines = max(lines, needed)
        fixed = fixed or (cell.span > 1 and needed > 1)
    if any(cell is not None and cell.style == "title" for cell in row):
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


def _links(page: Page) -> str:
    links = ((f"{letters(column)}{row}", *cell.link) for row, column, cell in _cells(page) if cell.link is not None)
    pieces = [
        f'<hyperlink ref="{at}" location={attribute(f"{quote_name(sheet)}!{cell}")} display={attribute(cell)}/>'
        for at, sheet, cell in islice(links, MOST_LINKS)
    ]
    return f"<hyperlinks>{''.join(pieces)}</hyperlinks>" if pieces else ""
