"""Rows of a page, put together from cells by their column."""

from __future__ import annotations

from collections.abc import Mapping

from checker.ooxml.page import PageCell, Style

Row = tuple[PageCell | None, ...]


def row_of(cells: Mapping[int, PageCell]) -> Row:
    """A row with these cells, by 1-based column; what lies between them is left out."""
    return tuple(cells.get(column) for column in range(1, max(cells, default=0) + 1))


def across(text: str, span: int, style: Style = "text") -> Row:
    """A row that is one text over so many columns."""
    return row_of({1: PageCell(text, style, span=span)})
