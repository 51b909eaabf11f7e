"""What is known of a table before its rows are looked at, and a quick test that nearly all rows of data pass."""

from collections.abc import Callable, Sequence

from checker.frozen import dataclass
from checker.locate.cells import is_blank
from checker.locate.columns import Columns
from checker.locate.headers import Header, required_fields
from checker.locate.headings import forms
from checker.locate.marks import quick_marks
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


def quick_test(shape: Layout) -> Callable[[Sequence[Raw]], bool]:
    """Makes a quick test that only rows of data pass; nearly all do, and need no closer look."""
    own = next((column for column in range(max(shape.columns, default=0) + 1) if column not in shape.serial), 0)
    if own not in shape.columns:
        return lambda _: False
    elsewhere = [column for column in shape.elsewhere if column > own]
    initials = shape.initials.union(word[:1] for word in shape.nil)
    may_be_marked = quick_marks(shape.locales)
    telling: dict[str, bool] = {}  # by the first character of a text, whether the row needs a closer look

    def is_plain(row: Sequence[Raw]) -> bool:
        if len(row) <= own or (own and any(isinstance(raw, str) for raw in row[:own])):
            return False
        if elsewhere and any(_is_text(row[at], may_be_marked) for at in elsewhere if at < len(row)):
            return False
        text = row[own]
        if not isinstance(text, str):
            return text is not None
        first = text[:1]
        if first not in telling:
            telling[first] = is_blank(first) or first in initials or word_form(first) in initials
        if telling[first] or may_be_marked(text):
            return False
        return next((True for raw in row[own + 1 :] if raw is not None and not is_blank(raw)), False)

    return is_plain


def _is_text(raw: Raw, such: Callable[[str], bool]) -> bool:
    return isinstance(raw, str) and such(raw)
