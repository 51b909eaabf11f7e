"""Finds values that must be in another table and are not."""

from collections.abc import Iterable, Mapping

import numpy as np

from checker.checks.nearest import find_nearest
from checker.checks.registry import Quote, TableVerdicts, row_check
from checker.codes import Code
from checker.model.workbook import INVALID, VALID, Submission, TypedTable
from checker.tables.rows.keys import forms
from checker.tables.rows.places import cell_text, header_of, sheet_of, show_cell
from checker.tables.rows.time_limits import Mask
from checker.tables.table import Table
from checker.text.bilingual import Text

DANGLING_REFERENCE = Code("C402")


@row_check(DANGLING_REFERENCE)
def dangling_reference(submission: Submission, tables: Mapping[str, Table]) -> Iterable[TableVerdicts]:
    """Judges each column that refers to another table.

    A blank or invalid cell makes the row unknown. So does a value that is not found if the other table is silent, has
    no such column, or has an invalid cell there that may hold the value.
    """
    for name, typed in submission.tables.items():
        table = tables[name]
        if not table.references:
            continue
        size = len(typed.frame)
        invalid, unknown = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
        quotes: list[Quote] = []
        for column, target in table.references.items():
            other, _, other_column = target.partition(".")
            judged = None if submission.is_silent(other) else submission.tables.get(other)
            missing, open_ = _judge(typed, column, judged, other_column)
            invalid |= missing
            unknown |= open_
            if missing.any():
                quotes += _quotes(typed, table, column, missing, submission.tables[other], tables[other], other_column)
        yield TableVerdicts(name, invalid, unknown & ~invalid, tuple(sorted(quotes, key=lambda quote: quote.row)))


def _judge(typed: TypedTable, column: str, other: TypedTable | None, target: str) -> tuple[Mask, Mask]:
    known = typed.state[column] == VALID
    if other is None or (other.located is not None and target not in other.located.columns):
        return np.zeros_like(known), np.ones_like(known)
    existing = {form for form in forms(other, target) if form}
    named = forms(typed, column, other.form(target))
    found = np.fromiter((form in existing for form in named), dtype=bool, count=len(known))
    if (other.state[target] == INVALID).any():
        return np.zeros_like(known), ~found
    return known & ~found, ~known


def _quotes(
    typed: TypedTable, table: Table, column: str, missing: Mask, other: TypedTable, other_table: Table, target: str
) -> list[Quote]:
    sheet = sheet_of(other, other_table)
    heading = header_of(other, other_table, target)
    values = {row: str(cell_text(typed.at(row, column))) for row in typed.frame.index[missing].tolist()}
    near: dict[str, str] = {}
    if not (table.columns[column].personal or other_table.columns[target].personal):  # `expected` is never masked
        existing = (str(cell_text(value)) for value in other.frame[target].tolist() if value is not None)
        near = find_nearest(set(values.values()), existing)
    named = {"header": header_of(typed, table, column), "sheet": sheet, "target": heading}
    return [
        Quote(
            row,
            column,
            {**named, "value": show_cell(typed, table, row, column)},
            expected=_expected(sheet, heading, near.get(value)),
        )
        for row, value in values.items()
    ]


def _expected(sheet: Text, heading: Text, near: str | None) -> Text:
    zh = f"“{sheet.zh}”表“{heading.zh}”一列中已有的内容"
    en = f"a value from “{heading.en}” in the sheet “{sheet.en}”"
    return Text(zh + (f"，最接近的是“{near}”" if near else ""), en + (f"; the nearest is “{near}”" if near else ""))
