"""Heping's cover sheets, and tables as a printed form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from samples.library.cells import Book, Cell
from samples.library.people import name
from samples.library.records import Row
from samples.library.tables import Head, Laid, lay_cover, lay_form, sheet_name
from samples.truth import Sample


def covered(book: Book, department: str, period: Cell = "2022年第四季度") -> None:
    """The cover sheet, as the template lays it out."""
    lay_cover(book, department, period, "heping", filled_on=date(2023, 1, 4), person=len(department))


def blank() -> Row:
    """A row with nothing in it."""
    return {}


def printed(book: Book, told: Sample, table: str, columns: Sequence[Head], rows: list[Row]) -> Laid:
    """Lays a table between a title and signatures, with serial numbers in front and remarks behind.

    What is below and between its records is passed over.
    """
    columns = [Head("no", "序号"), *columns, Head("remark", "备注")]
    laid = lay_form(
        *(book, table, columns, rows),
        above=[
            [f"和平区市场监督管理局{sheet_name(table)}情况表"],
            ["填报单位：区市场监管局      填报期：2022年第四季度"],
        ],
        merged=(1, 2),
        below=(f"填表人：{name(11)}", None, f"审核人：{name(12)}", None, "填表日期：2023年1月4日"),
    )
    told.passes_over(laid)
    return laid
