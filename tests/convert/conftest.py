"""Sheets, tables and located tables to convert, drawn in a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from checker.model.workbook import Located, Raw, Sheet
from checker.tables.table import Table

Drawn = tuple[Located, Table]
Draw = Callable[..., Drawn]


def draw_table(columns: dict[str, dict[str, Any]], rows: Sequence[Sequence[Raw]], **options: Any) -> Drawn:
    """A table whose columns stand from column B on, its header in row 3 and its data from row 4 on."""
    headers = options.pop("headers", {})
    located_rows = options.pop("located_rows", tuple(range(4, 4 + len(rows))))
    absent = options.pop("absent", ())
    extra = options.pop("extra", {})
    definition = {name: {"header": {"zh": f"{name}栏", "en": name}, **column} for name, column in columns.items()}
    table = Table.model_validate(
        {"id": "drawn", "sheet": {"zh": "表", "en": "Sheet"}, "columns": definition, "key": options.pop("key", ())}
        | {"order": options.pop("order", [])}
    )
    spelled = {name: headers.get(name, f"{name}栏") for name in columns if name not in absent}
    cells: list[list[Raw]] = [["标题"], [], [None, *spelled.values()], *([None, *row] for row in rows)]
    numbers = {name: number for number, name in enumerate(spelled, start=2)}
    sheet = Sheet("数据", cells, **options)
    return Located("drawn", sheet, 3, numbers, spelled, extra, located_rows), table


@pytest.fixture(scope="session")  # so that generated examples may share it
def draw() -> Draw:
    return draw_table
