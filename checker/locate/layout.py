"""What is known of a table before its rows are looked at, and a quick test that nearly all rows of data pass."""

from collections.abc import Sequence

from checker.frozen import dataclass
from checker.locate.cells import is_blank
from checker.locate.columns import Columns
from checker.locate.headers import Header, required_fields
from checker.locate.headings import forms
from checker.locate.marks import marked_among
from checker.model.workbook import Raw, Sheet
from checker.tables.table import Table
from checker.text.locales import Locales
from checker.text.normalize import word_form


@dataclass(frozen=True)
class Layout:
    """What is needed to tell apart the rows below a header. Column numbers are 0-based because rows are lists."""

    columns: frozenset[int]  # of the table's fields
    key: frozenset[int]  # of the key, if found
    required: frozenset[int]  # of the required fields, if found
    serial: frozenset[int]  # columns that only number the rows
    headers: dict[int, frozenset[str]]  # by column, the comparing forms of its header and group header
    initials: frozenset[str]  # the first characters of the headers
    bands: frozenset[int]  # the numbers of rows in which one merged cell spans most of the table
    elsewhere: frozenset[int]  # other columns with a header
    units: frozenset[str]  # the table's units, in comparing form
    nil: frozenset[str]  # the table's words for nothing to report, in comparing form
    names: frozenset[str]  # the names of its sheet, in comparing form
    locales: Locales  # the languages in which the sheet is written


def gather_layout(sheet: Sheet, table: Table, header: Header, columns: Columns) -> Layout:
    """Gathers what `find_extent` needs."""
    own = frozenset(column - 1 for column in columns.fields.values())
    required = required_fields(table)
    headers = {cell.column - 1: frozenset(forms(text)[0] for text in cell.texts) for cell in header.cells}
    width = max(2, len(columns.fields) // 2)
    bands = (
        each.first_row
        for each in sheet.merged
        if sum(each.first_column <= column <= each.last_column for column in columns.fields.values()) >= width
    )
    units = (column.unit for column in table.columns.values() if column.unit)
    return Layout(
        own,
        frozenset(columns.fields[field] - 1 for field in table.key if field in columns.fields),
        frozenset(column - 1 for field, column in columns.fields.items() if field in required),
        frozenset(column - 1 for column in columns.serial),
        headers,
        frozenset(text[0] for cell in header.cells for text in cell.texts),
        frozenset(bands),
        frozenset(headers) - own,
        frozenset(word_form(word) for unit in units for word in (unit.zh, unit.en)),
        frozenset(map(word_form, table.nil.all if table.nil else ())),
        frozenset(map(word_form, table.sheet.all)),
        table.locales,
    )


def find_plain(sheet: Sheet, header_row: int, shape: Layout) -> list[bool]:
    """Which rows below the header are surely data, by a quick test that nearly all pass; these need no closer look."""
    below = range(header_row + 1, len(sheet.rows) + 1)
    own = next((column for column in range(max(shape.columns, default=0) + 1) if column not in shape.serial), 0)
    if own not in shape.columns:
        return [False] * len(below)
    cells = sheet.column(below, own + 1)
    texts = _texts_among(cells)
    doubtful: set[Raw] = {None, *_telling(texts, shape), *marked_among(texts, shape.locales)}
    plain = [raw not in doubtful for raw in cells]
    for column in range(own):
        numbered = sheet.column(below, column + 1)
        if str in set(map(type, numbered)):
            plain = [each and not isinstance(raw, str) for each, raw in zip(plain, numbered, strict=True)]
    for column in shape.elsewhere:
        others = sheet.column(below, column + 1) if column > own else []
        if marked := set(marked_among(_texts_among(others), shape.locales)):
            plain = [each and raw not in marked for each, raw in zip(plain, others, strict=True)]
    for position in _alone(sheet, below, own, cells) if texts else ():
        plain[position] = False
    return plain


def _texts_among(cells: list[Raw]) -> list[str]:
    return [raw for raw in set(cells) if isinstance(raw, str)] if str in set(map(type, cells)) else []


def _telling(texts: Sequence[str], shape: Layout) -> list[str]:
    """The texts whose first character says that the row needs a closer look."""
    initials = shape.initials.union(word[:1] for word in shape.nil)
    telling = {
        first
        for first in {text[:1] for text in texts}
        if is_blank(first) or first in initials or word_form(first) in initials
    }
    return [text for text in texts if text[:1] in telling] if telling else []


def _alone(sheet: Sheet, below: range, own: int, cells: list[Raw]) -> list[int]:
    """The positions of the texts in a column that have nothing behind them in their row."""
    alone = [position for position, raw in enumerate(cells) if isinstance(raw, str)]
    for column in range(own + 2, max(map(len, sheet.rows)) + 1):
        if not alone:
            break
        behind = sheet.column(below, column)
        blanks = {raw for raw in set(behind) if is_blank(raw)}
        alone = [position for position in alone if behind[position] in blanks] if blanks else []
    return alone
