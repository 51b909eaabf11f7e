"""Typed tables written down as rows, for tests: definitions as plain dicts, cells as YAML or Python gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from checker.model import Flag, Shown
from checker.model.workbook import BLANK, INVALID, VALID, Located, Sheet, Submission, TypedTable
from checker.tables.table import Table
from checker.text.bilingual import Text
from samples.library.yaml12 import read_yaml

CASES = Path(__file__).parent / "cases"
#: Stands for a cell that could not be read.
BAD = "<invalid>"


def table(id: str, columns: Mapping[str, Any], **rest: Any) -> Table:
    """A table whose headers are the columns' ids unless they say otherwise."""
    full = {name: {"header": {"zh": name, "en": name}, **column} for name, column in columns.items()}
    return Table.model_validate({"id": id, "sheet": {"zh": id, "en": id}, "columns": full, **rest})


def typed(
    definition: Table, rows: Sequence[Mapping[str, Any]], *, located: bool = True, lacking: Any = ()
) -> TypedTable:
    """Rows of a table; `row` in a row is its Excel row number, else they count on from 2.

    Args:
        definition: of the table; a column stands in the sheet where the definition has it, A first.
        rows: cells by column; left out means blank, `BAD` means invalid. Other names are columns the table has not.
        located: whether the rows have been in a sheet.
        lacking: columns that the sheet does not have.
    """
    numbers: list[int] = []
    for row in rows:
        numbers.append(row.get("row", numbers[-1] + 1 if numbers else 2))
    frame, state = {}, {}
    for name, column in definition.columns.items():
        cells = [_value(row.get(name), column.type) for row in rows]
        state[name] = np.array([_state(cell) for cell in cells], dtype=np.int8)
        values = [None if cell == BAD else cell for cell in cells]
        frame[name] = pd.Series(values, numbers, dtype="datetime64[s]" if column.kind == "date" else object)
    here = _located(definition, rows, numbers, lacking) if located else None
    forms, references = definition.key_form, definition.references
    return TypedTable(
        definition.id, pd.DataFrame(frame, index=numbers), state, here, key_form=forms, references=references
    )


def _value(cell: Any, type_: str) -> Any:
    if cell is None or cell == BAD:
        return cell
    return Fraction(str(cell)) if type_ in ("integer", "decimal", "percent", "duration") else cell


def _state(cell: Any) -> int:
    return BLANK if cell is None else INVALID if cell == BAD else VALID


def _located(definition: Table, rows: Sequence[Mapping[str, Any]], numbers: list[int], lacking: Any) -> Located:
    extra = [name for row in rows for name in row if name not in definition.columns and name != "row"]
    names = [*(name for name in definition.columns if name not in lacking), *dict.fromkeys(extra)]
    cells: list[list[Any]] = [[] for _ in range(max([1, *numbers]))]
    cells[0] = [definition.columns[name].header.zh if name in definition.columns else name for name in names]
    for number, row in zip(numbers, rows, strict=True):
        cells[number - 1] = [row.get(name) for name in names]
    columns = {name: index for index, name in enumerate(names, start=1)}
    return Located(
        definition.id,
        Sheet(definition.sheet.zh, cells),
        1,
        {name: column for name, column in columns.items() if name in definition.columns},
        {name: definition.columns[name].header.zh for name in columns if name in definition.columns},
        {name: column for name, column in columns.items() if name not in definition.columns},
        tuple(numbers),
    )


def submitted(
    tables: Mapping[str, Table],
    rows: Mapping[str, Sequence[Mapping[str, Any]]],
    lacking: Mapping[str, Any] | None = None,
) -> Submission:
    """A department's submission; a table without an entry in `rows` was not submitted, an empty one is declared nil."""
    present = {
        name: typed(definition, rows[name], lacking=(lacking or {}).get(name, ()))
        for name, definition in tables.items()
        if name in rows
    }
    nil = frozenset(name for name in present if not rows[name])
    return Submission(present, frozenset(tables) - frozenset(present), nil)


def cases(*codes: str) -> list[Any]:
    """The cases of some codes, each with its own name, for `parametrize`."""
    import pytest

    return [pytest.param(code, case, id=f"{code}: {case['name']}") for code in codes for case in case_list(code)]


def case_list(code: str) -> list[dict[str, Any]]:
    """The cases of one code; every key of the file but `cases` stands in all of them."""
    raw = read_yaml(CASES / f"{code}.yml")
    shared = {key: value for key, value in raw.items() if key != "cases"}
    return [{**shared, **case} for case in raw["cases"]]


def message(flag: Flag, language: str) -> str:
    """The flag's sentence with its values in place."""
    values = {name: _text(shown, language) for name, shown in flag.values}
    return flag.code.message.of(language).format(**values)


def told(flag: Flag, asked: Mapping[str, Any]) -> dict[str, Any]:
    """What a flag says of the things that a case has an opinion on."""
    said = {
        "code": flag.code.id,
        "table": flag.place.table,
        "cell": flag.place.cell,
        "row": flag.place.row,
        "key": flag.place.key,
        "severity": flag.severity.word,
        "zh": message(flag, "zh"),
        "en": message(flag, "en"),
        "observed": None if flag.observed is None else _text(flag.observed, "en"),
        "expected": None if flag.expected is None else flag.expected.en,
        "difference": flag.difference,
    }
    return {name: said[name] for name in asked}


def as_of() -> date:
    """The day that tests judge on."""
    return date(2022, 12, 31)


def _text(shown: Shown, language: str) -> str:
    return shown.text.of(language) if isinstance(shown.text, Text) else shown.text
