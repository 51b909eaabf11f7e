"""Tables laid on sheets under the headers of their definitions, and the addresses of what was laid."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from samples.library.cells import Book, Cell, Sheet, letters
from samples.library.definitions import table as definition
from samples.library.definitions import template_version
from samples.library.people import name, phone
from samples.library.records import Row


@dataclass(frozen=True)
class Head:
    """The head of one column.

    Attributes:
        key: under which rows hold their value.
        text: as the sheet spells it.
        group: the header above it that it shares with its neighbours, or empty.
    """

    key: str
    text: str
    group: str = ""


@dataclass(frozen=True)
class Laid:
    """A table as it lies on a sheet.

    Attributes:
        table: the table's id.
        header_row: the last row of the header.
        columns: column number by key.
        rows: what was laid, blank rows and subtotals too, from the row below the header on.
        signed: the row of signatures below, if there is one.
    """

    table: str
    sheet: Sheet
    header_row: int
    columns: dict[str, int]
    rows: list[Row]
    signed: int | None = None

    def row(self, record: Row) -> int:
        """The row number that Excel shows for a record."""
        return self.header_row + 1 + next(place for place, each in enumerate(self.rows) if each is record)

    def cell(self, record: Row, key: str) -> str:
        """The address of a record's cell."""
        return f"{letters(self.columns[key])}{self.row(record)}"

    @property
    def last_row(self) -> int:
        """The last row that was laid."""
        return self.header_row + len(self.rows)

    @property
    def passed_over(self) -> list[tuple[int, str, str]]:
        """The rows that hold no records, once for each kind: the first of them, and what all of them are."""
        sums = [self.row(record) for record in self.rows if any(map(_names_sum, record.values()))]
        signed = [self.signed] if self.signed else []
        kinds = ((sums, "合计或小计", "totals or subtotals"), (signed, "签字", "signatures"))
        return [
            (rows[0], f"第{_listed(rows, '、')}行是{zh}", f"{en}: {_listed(rows)}") for rows, zh, en in kinds if rows
        ]


#: What the cover sheets of the samples don't have: nothing of theirs replaces a file or goes back before its period.
_LEFT_BLANK = ("supersedes", "rows_from")


def _listed(rows: Sequence[int], between: str = ", ") -> str:
    return between.join(map(str, rows))


def _names_sum(value: Cell) -> bool:
    return isinstance(value, str) and value.endswith(("合计", "小计"))


def lay(sheet: Sheet, table: str, heads: Sequence[Head], rows: list[Row], at: int = 1) -> Laid:
    """Lays a table on a sheet: its header (two rows if any head has a group) from row `at`, its rows below."""
    columns = {head.key: number for number, head in enumerate(heads, 1)}
    grouped = any(head.group for head in heads)
    header_row = at + 1 if grouped else at
    sheet.bold |= {at, header_row}
    for number, head in enumerate(heads, 1):
        sheet.cells[header_row if head.group or not grouped else at, number] = head.text
        if grouped and not head.group:
            sheet.merge(at, number, header_row, number)
    for group in dict.fromkeys(head.group for head in heads if head.group):
        members = [number for number, head in enumerate(heads, 1) if head.group == group]
        sheet.cells[at, members[0]] = group
        sheet.merge(at, members[0], at, members[-1])
    for number, record in enumerate(rows, header_row + 1):
        for key, value in record.items():
            if value is not None:
                sheet.cells[number, columns[key]] = value
    return Laid(table, sheet, header_row, columns, rows)


def sheet_name(table: str) -> str:
    """What the template calls the sheet of a table."""
    return definition(table).sheets[0]


def header(table: str, field: str) -> str:
    """How the template heads a column."""
    return definition(table).columns[field].headers[0]


def heads(table: str, spelled: str = "", *, leave_out: tuple[str, ...] = ()) -> list[Head]:
    """The heads of a table in its own order, some spelled otherwise ("key:text key:text") or left out."""
    other = dict(pair.split(":") for pair in spelled.split(" ") if pair)
    fields = [field for field in definition(table).columns if field not in leave_out]
    return [Head(field, other.get(field, header(table, field))) for field in fields]


def in_order(spelled: str) -> list[Head]:
    """Heads in an order of their own, "key:text key:text"; a text without a key is a column the table does not have."""
    pairs = (pair.rpartition(":") for pair in spelled.split())
    return [Head(key or text, text) for key, _, text in pairs]


def plain(book: Book, table: str, rows: list[Row]) -> Laid:
    """A sheet called and headed as the template has it, with every column."""
    return lay(book.add(sheet_name(table)), table, heads(table), rows)


def lay_cover(
    book: Book, department: Cell, period: Cell, pack: Cell, filled_on: date, person: int, version: str = ""
) -> None:
    """The cover sheet, as the template lays it out; `person` is the number of who filled it in."""
    values = (department, period, pack, version or template_version(str(pack)), name(person), phone(person), filled_on)
    labels = (header("cover", field) for field in definition("cover").columns if field not in _LEFT_BLANK)
    book.add(sheet_name("cover"), zip(labels, values, strict=True))


def lay_form(
    book: Book,
    table: str,
    heads: Sequence[Head],
    rows: list[Row],
    *,
    above: Sequence[Sequence[Cell]],
    merged: Collection[int],
    below: Sequence[Cell],
    name: str = "",
) -> Laid:
    """Lays a table as a printed form, on a sheet of its own.

    Where a column "no" is asked for, the rows that are neither blank nor a sum are numbered in it.

    Args:
        book: to which the sheet is added.
        table: the table's id.
        heads: of its columns.
        rows: of the table.
        above: the lines above the table, such as its title and who fills it in.
        merged: which of those lines (from 1) are merged over all columns.
        below: the line of signatures.
        name: of the sheet; as the template has it if not given.
    """
    sheet = book.add(name or sheet_name(table), above)
    for line in merged:
        sheet.merge(line, 1, line, len(heads))
    if any(head.key == "no" for head in heads):
        for number, row in enumerate((row for row in rows if row and "no" not in row), 1):
            row["no"] = number
    laid = lay(sheet, table, heads, rows, at=len(above) + 1)
    signed = laid.last_row + 2
    sheet.write(signed, below)
    return replace(laid, signed=signed)
