"""Tables as a printed form: a merged title, a line that says whose it is, serial numbers, a line of signatures."""

from __future__ import annotations

from collections.abc import Sequence

from samples.cells import Book, Head, Laid, Row, lay
from samples.people import name
from samples.tables import SHEETS


def blank() -> Row:
    """A row with nothing in it."""
    return {}


def printed(book: Book, table: str, columns: Sequence[Head], rows: list[Row]) -> Laid:
    """Lays a table below a title and above signatures; numbers the rows that are neither blank nor a sum."""
    sheet = book.add(SHEETS[table])
    columns = [Head("no", "序号"), *columns, Head("remark", "备注")]
    sheet.write(1, (f"和平区市场监督管理局{SHEETS[table]}情况表",))
    sheet.merge(1, 1, 1, len(columns))
    sheet.write(2, ("填报单位：区市场监管局      填报期：2022年第四季度",))
    sheet.merge(2, 1, 2, len(columns))
    for number, row in enumerate((row for row in rows if row and "no" not in row), 1):
        row["no"] = number
    laid = lay(sheet, table, columns, rows, at=3)
    signed = (f"填表人：{name(11)}", None, f"审核人：{name(12)}", None, "填表日期：2023年1月4日")
    sheet.write(laid.last_row + 2, signed)
    return laid
