"""Writes drawn rows as a careful clerk fills in the template."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from samples.drawn.declaring import row_of, ticks
from samples.library.cells import Cell, book_of
from samples.library.definitions import table as definition
from samples.library.spelling import canonical
from samples.library.xlsx import by_openpyxl


def fill_in(
    path: Path,
    cover: Sequence[tuple[str, str]],
    tables: Mapping[str, Iterable[Mapping[str, Any]]],
    ways: Mapping[str, str],
) -> None:
    """Writes an xlsx with a cover sheet and a sheet for each table, every value in its canonical form.

    Args:
        path: where to.
        cover: labels and what is filled in beside them.
        tables: by table, its rows: what the cells mean, by column.
        ways: by table, how it is declared to be empty.
    """
    sheets: dict[str, Iterable[Sequence[Cell]]] = {definition("cover").sheets[0]: [*cover, *ticks(ways)]}
    for table, rows in tables.items():
        sheets[definition(table).sheets[0]] = _lines(table, rows, row_of(ways, table))
    path.write_bytes(by_openpyxl(book_of(sheets), zipfile.ZIP_DEFLATED))


def _lines(table: str, rows: Iterable[Mapping[str, Any]], nothing: str | None) -> Iterable[Sequence[Cell]]:
    columns = definition(table).columns
    spells = {name: canonical(column) for name, column in columns.items()}
    yield [column.headers[0] for column in columns.values()]
    for row in rows:
        yield [spell(row.get(name)) for name, spell in spells.items()]
    if nothing:
        yield [nothing]
