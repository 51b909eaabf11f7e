"""Puts the rows that several files have of one table below each other, and says from which file each row comes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.model import PartSheet
from checker.model.workbook import Located, Merged, Raw, Sheet, letters
from checker.text.normalize import word_form

#: The header of the column that names the file of each row.
FILE = "来源文件 (file)"


def add_rows(parts: Sequence[tuple[str, Located]]) -> tuple[Sheet, list[PartSheet]] | None:
    """Puts the rows of all parts on the sheet of the first one, below its own; what follows its last row is left out.

    Args:
        parts: the name of each file, without its ending, and where the table is in it.

    Returns:
        The sheet, with a column that names the file of each row, and the pieces that it consists of; None if a sheet
        lacks a needed column that another one has, counts days from another year, or changes its column order on the
        way.
    """
    (name, base), *others = parts
    sheets = [each.sheet for _, each in parts]
    if any(each.turned for _, each in parts) or len({sheet.date_1904 for sheet in sheets}) > 1:
        return None
    if len({each.unread for _, each in parts}) > 1:
        return None
    rows = [list(row) for row in base.sheet.rows[: base.rows[-1]]]
    columns = _Columns(base, max(map(len, rows)))
    for row in base.rows:
        _put(rows[row - 1], columns.file, name)
    pieces = [PartSheet(base.sheet.name, base.sheet.name, 1, tuple(range(1, len(rows) + 1)))]
    percent, shown, merged = set(base.sheet.percent_cells), dict(base.sheet.shown), list(base.sheet.merged)
    for file, other in others:
        moved = dict(columns.match(other))
        first = len(rows) + 1
        new = {own: first + number for number, own in enumerate(other.rows)}
        for own in other.rows:
            cells: list[Raw] = []
            for column, to in moved.items():
                _put(cells, to, other.sheet.at(own, column))
            _put(cells, columns.file, file)
            rows.append(cells)
        percent |= {(new[row], moved[at]) for row, at in other.sheet.percent_cells if row in new and at in moved}
        shown |= {
            (new[row], moved[at]): text for (row, at), text in other.sheet.shown.items() if row in new and at in moved
        }
        merged += [
            Merged(new[each.first_row], moved[each.first_column], new[each.last_row], moved[each.first_column])
            for each in other.sheet.merged
            if {each.first_row, each.last_row} <= new.keys() and each.first_column == each.last_column
            if each.first_column in moved
        ]
        back = tuple((letters(to), letters(own)) for own, to in moved.items())
        pieces.append(PartSheet(base.sheet.name, other.sheet.name, first, other.rows, back))
    for column, header in columns.new.items():
        _put(rows[base.header_row - 1], column, header)
    return (
        replace(
            base.sheet,
            rows=rows,
            percent_cells=frozenset(percent),
            shown=shown,
            merged=tuple(merged),
            formats_known=all(sheet.formats_known for sheet in sheets),
            delimited=any(sheet.delimited for sheet in sheets),
        ),
        pieces,
    )


class _Columns:
    """The columns of the sheet: those of the first part, one for the file, and what only other parts have."""

    def __init__(self, base: Located, width: int) -> None:
        self._fields = dict(base.columns)
        self._extra = {word_form(header): column for header, column in base.extra.items()}
        self.file = width + 1
        #: The headers of the columns that the first part lacks.
        self.new = {self.file: FILE}

    def match(self, other: Located) -> Iterator[tuple[int, int]]:
        """Yields each column of another part with the one that it goes to."""
        for field, own in other.columns.items():
            if field not in self._fields:
                self._fields[field] = self._add(other.headers[field])
            yield own, self._fields[field]
        for header, own in other.extra.items():
            form = word_form(header)
            if form not in self._extra:
                self._extra[form] = self._add(header)
            yield own, self._extra[form]

    def _add(self, header: str) -> int:
        column = self.file + len(self.new)
        self.new[column] = header
        return column


def _put(cells: list[Raw], column: int, value: Raw) -> None:
    cells += [None] * (column - len(cells))
    cells[column - 1] = value
