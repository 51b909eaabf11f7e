"""Finds the header of a table that the pack doesn't have, pasted below the rows of another one.

It is recognised by what it holds beside its neighbours: nothing but labels that its columns can't have and that are in
no other row, above rows that don't fit the columns either.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from checker.locate.cells import is_blank
from checker.locate.columns import Columns
from checker.locate.marks import mark_of
from checker.locate.telling import instructs, is_example, is_figure, is_total
from checker.model.workbook import Raw, Sheet
from checker.tables.table import Column, Table
from checker.text.locales import Locales
from checker.text.normalize import word_form
from checker.text.patterns import whole_match

#: So many rows below a header are compared with the columns; in so large a share of their cells they don't fit.
_COMPARED, _NEARLY_ALL = 20, 0.8
#: A header has so many columns, of which the first table's columns can't have so many; less if a blank row is above.
_LEAST, _MISFITS = 2, 2
#: Longer texts are no headers.
_LONGEST = 30

Fits = Callable[[Raw], bool]


def find_stranger(sheet: Sheet, table: Table, header_row: int, columns: Columns, end: int | None) -> int | None:
    """The row of the header of an unknown table, above the row `end` if there is one; None if there is none."""
    last = len(sheet.rows) if end is None else end - 1
    fits = {at - 1: fit for field, at in columns.fields.items() if (fit := _fit_of(table.columns[field])) is not None}
    # The first row below the header can only be a header of the same table in two rows, or help.
    found = _likely(sheet, range(header_row + 2, last + 1), fits)
    return next((row for row in found if _begins_table(sheet, row, last, fits, table.locales)), None)


def _fit_of(column: Column) -> Fits | None:
    """What can be in a column whose cells have a form of their own; None if anything can."""
    if column.kind in ("number", "date"):
        numerals, locales = frozenset("." + column.locales.characters("figures.numerals")), column.locales
        return lambda raw: not isinstance(raw, str) or is_figure(raw, locales) or numerals.issuperset(word_form(raw))
    if column.kind == "choice":
        known = {word_form(label) for labels in column.choices.values() for label in labels.all} | set(column.choices)
        return lambda raw: not isinstance(raw, str) or word_form(raw) in known
    if column.pattern is not None:
        matches = whole_match(column.pattern)
        return lambda raw: not isinstance(raw, str) or matches(raw.strip()) is not None
    return None


def _likely(sheet: Sheet, rows: range, fits: Mapping[int, Fits]) -> Iterator[int]:
    """Yields the rows in which a column has something that it can't have."""
    found: set[int] = set()
    for at, fit in fits.items():
        cells = sheet.column(rows, at + 1)
        texts = [raw for raw in set(cells) if isinstance(raw, str)] if str in set(map(type, cells)) else []
        strange = {raw for raw in texts if not fit(raw) and not is_blank(raw)}
        if strange:
            found.update(row for row, raw in zip(rows, cells, strict=True) if raw in strange)
    yield from sorted(found)


def _begins_table(sheet: Sheet, row: int, last: int, fits: Mapping[int, Fits], locales: Locales) -> bool:
    cells = {at: raw for at, raw in enumerate(sheet.rows[row - 1]) if not is_blank(raw)}
    texts = [raw for raw in cells.values() if isinstance(raw, str)]
    if (
        len(texts) < max(_LEAST, len(cells))
        or not all(_is_label(text, locales) for text in texts)
        or len(set(texts)) < len(texts)
    ):
        return False
    needed = 1 if not any(map(_says, sheet.rows[row - 2])) or _is_title(sheet.rows[row - 2]) else _MISFITS
    own = [at for at in cells if at in fits]
    if len(own) < needed or any(fits[at](cells[at]) for at in own):
        return False
    below = [each for each in islice(sheet.rows, row, last) if any(map(_says, each))]
    rows = below[:_COMPARED]
    return _misfit(rows, fits) and not _recur(cells, rows)


def _is_label(text: str, locales: Locales) -> bool:
    """Whether a text can be the header of a column: short, and no figure, total, note or example."""
    if len(text) > _LONGEST or mark_of(text, locales) is not None:
        return False
    if any(tells(text, locales) for tells in (is_total, is_example, instructs)):
        return False
    return not is_figure(text, locales) and any(map(str.isalpha, text))


def _misfit(rows: Sequence[Sequence[Raw]], fits: Mapping[int, Fits]) -> bool:
    """Whether rows, judged by their cells that have a form, don't belong to the table."""
    judged = [[fit(row[at]) for at, fit in fits.items() if at < len(row) and not is_blank(row[at])] for row in rows]
    strange = sum(not all(each) for each in judged if each)
    return bool(rows) and strange >= max(1, _NEARLY_ALL * sum(map(bool, judged)))


def _recur(cells: Mapping[int, Raw], rows: Sequence[Sequence[Raw]]) -> bool:
    return any(row[at] == raw for row in rows for at, raw in cells.items() if at < len(row))


def _says(raw: Raw) -> bool:
    return not is_blank(raw)


def _is_title(row: Sequence[Raw]) -> bool:
    filled = [raw for raw in row if not is_blank(raw)]
    return len(filled) == 1 and isinstance(filled[0], str)
