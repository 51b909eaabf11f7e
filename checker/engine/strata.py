"""Measures an indicator apart for each value of a column, and adds the values of departments up."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from checker.definitions.by_column import ByColumn
from checker.measures.ratio import Ratio
from checker.measures.toolkit.base import Measure
from checker.measures.toolkit.scope import Scope
from checker.model import Measured
from checker.model.measured import Stratum
from checker.model.workbook import VALID, TypedTable
from checker.tables.columns import Column
from checker.text.bilingual import Text
from checker.text.normalize import number_text, word_form


def measure_strata(by: ByColumn, asked: Measure, scope: Scope) -> tuple[Stratum, ...]:
    """Measures each value of the column that a row in the window has; rows without a value come last."""
    name = asked.tables()[0]
    typed = scope.submission.tables.get(name)
    if typed is None:
        return ()
    column = scope.tables[name].columns[by.column]
    places: dict[str, list[int]] = {}
    labels: dict[str, Text] = {}
    for place, (value, state) in enumerate(
        zip(typed.frame[by.column].tolist(), typed.state[by.column].tolist(), strict=True)
    ):
        label = _label(column, value) if state == VALID and value is not None else Text("", "")
        key = word_form(label.zh)
        labels.setdefault(key, label)
        places.setdefault(key, []).append(place)
    found = []
    for key, where in places.items():
        rows = replace(scope.submission, tables={**scope.submission.tables, name: _only(typed, where)})
        measured = asked.measure(replace(scope, submission=rows))
        if measured.reason is None and _has_rows(measured):
            sure, may = _count_rows(asked, measured)
            found.append(Stratum(key, labels[key], sure, measured, may))
    return tuple(sorted(found, key=lambda each: (not each.key, each.key)))


def pool_strata(asked: Measure, parts: Sequence[Measured]) -> tuple[Stratum, ...]:
    """Adds up the values of departments, each from its rows."""
    by_key: dict[str, list[Stratum]] = {}
    for each in (stratum for part in parts for stratum in part.strata):
        by_key.setdefault(each.key, []).append(each)
    pooled = [
        Stratum(
            key,
            same[0].label,
            sum(each.rows for each in same),
            asked.combine([each.measured for each in same]),
            sum(each.may for each in same),
        )
        for key, same in by_key.items()
    ]
    return tuple(sorted(pooled, key=lambda each: (not each.key, each.key)))


def _label(column: Column, value: Any) -> Text:
    if column.kind == "choice":
        return column.choices[value].text
    if column.kind == "boolean":
        return Text("是", "yes") if value else Text("否", "no")
    return Text(str(value), str(value)) if isinstance(value, str) else Text(number_text(value), number_text(value))


def _only(typed: TypedTable, places: Sequence[int]) -> TypedTable:
    """The rows at some places, as if the sheet had no others."""
    frame = typed.frame.iloc[list(places)]
    at = np.asarray(places, dtype=np.intp)
    rows = set(frame.index.tolist()) if typed.copies else set()
    kept = {row: each for row, each in typed.copies.items() if row in rows}
    state = {name: each[at] for name, each in typed.state.items()}
    return replace(typed, frame=frame, state=state, copies=kept, every_row=None, whole=typed.whole or typed)


def _has_rows(measured: Measured) -> bool:
    behind = (measured.numerator_rows, measured.failure_rows, measured.excluded_rows, measured.unknown_rows)
    return any(rows.numbers for rows in behind) or any(map(_has_rows, measured.parts))


def _count_rows(asked: Measure, measured: Measured) -> tuple[int, int]:
    """Counts the rows that certainly count, and those besides them that may; of a ratio, those of its denominator."""
    counts = measured.counts
    if measured.shape == "share":
        sure = counts.passed + counts.failed + counts.pass_or_fail
        return sure, counts.unknown - counts.pass_or_fail
    base = measured.parts[1] if isinstance(asked, Ratio) and len(measured.parts) > 1 else measured
    surely = set(base.numerator_rows.numbers)
    return len(surely), len(set(base.unknown_rows.numbers) - surely)
