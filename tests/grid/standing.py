"""Where the program says that a department or the district stands in a cell of the grid."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

from checker.definitions.indicators import Indicator
from checker.measures.index import Index
from checker.measures.index.settings import Source
from checker.measures.toolkit.basis import Basis
from checker.measures.toolkit.scope import Scope
from checker.model import Measured, Result
from checker.scoring.composed import Composing, compose
from checker.scoring.needed import needed_for
from checker.scoring.status import judge
from checker.text.bilingual import Text
from tests.grid.cell import Cell
from tests.grid.draws import Rows
from tests.measures.needed.world import TABLES, indicator, scope_over

HEADER: Any = SimpleNamespace(undetermined_earns="lower-bound")
LACKING = (Text("丙局", "Bureau C"),)


def indicator_of(cell: Cell, target: Mapping[str, Fraction], **more: Any) -> Indicator:
    """The indicator of a cell; an index knows the indicators of its parts."""
    found = indicator(cell.raw, target, **more)
    if isinstance(found.asked, Index):
        parts = _parts(cell)
        found.asked.follow(
            {id: Source(each.name.text, each.asked, each.unit_text, Fraction(100)) for id, each in parts.items()}
        )
    return found


def _parts(cell: Cell) -> dict[str, Indicator]:
    return {name: indicator_of(part, {op: wanted}, id=name) for name, (part, (op, wanted)) in cell.parts.items()}


def scope_of(cell: Cell, asked: Indicator, rows: Rows, as_of: date, *, silent: Collection[str] = ()) -> Scope:
    """What a department is judged from."""
    scope = _scope(cell, asked, rows, as_of, silent)
    if isinstance(asked.asked, Index):
        parts = _parts(cell)
        results = {
            name: judge(part, part.asked.measure(_scope(cell, part, rows, as_of, silent)), cell.window, as_of)
            for name, part in parts.items()
        }
        scope = replace(scope, parts=compose(Composing(asked.asked, results, parts.__getitem__, HEADER, TABLES)))
    return scope


def _scope(cell: Cell, asked: Indicator, rows: Rows, as_of: date, silent: Collection[str] = ()) -> Scope:
    return scope_over(asked, rows, as_of, silent=silent, window=cell.window)


def of_department(cell: Cell, asked: Indicator, rows: Rows, as_of: date, *, silent: Collection[str] = ()) -> Result:
    """Where a department stands, and what it needs."""
    scope = scope_of(cell, asked, rows, as_of, silent=silent)
    result = judge(asked, asked.asked.measure(scope), cell.window, as_of)
    basis = Basis(cell.window, as_of, TABLES, scope.submission)
    return replace(result, needed=needed_for(asked, result, basis))


def of_district(cell: Cell, asked: Indicator, rows: Sequence[Rows], as_of: date, *, missing: bool) -> Result:
    """Where the district stands with the rows of its departments, of which some may be `missing`."""
    uncounted = LACKING if missing else ()
    if isinstance(asked.asked, Index):
        parts = _parts(cell)
        results = {
            name: judge(part, _pooled(cell, part, rows, as_of), cell.window, as_of, uncounted=uncounted)
            for name, part in parts.items()
        }
        given = Composing(asked.asked, results, parts.__getitem__, HEADER, TABLES)
        measured = asked.asked.combine_parts(compose(given))
    else:
        measured = _pooled(cell, asked, rows, as_of)
    result = judge(asked, measured, cell.window, as_of, uncounted=uncounted)
    needed = None if missing else needed_for(asked, result, Basis(cell.window, as_of, TABLES))
    return replace(result, needed=needed)


def _pooled(cell: Cell, asked: Indicator, rows: Sequence[Rows], as_of: date) -> Measured:
    scopes = (_scope(cell, asked, each, as_of) for each in rows)
    return asked.asked.combine([asked.asked.measure(scope) for scope in scopes])
