"""Lists the deliverables of a milestone; loads numpy."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from checker.frozen import dataclass
from checker.measures.milestone.deliverables import Deliverables, Named
from checker.measures.milestone.rows import SortedRows, count_deliverables, sort_rows
from checker.measures.milestone.settings import MilestoneSettings
from checker.measures.proportion.counting import grouped_units
from checker.measures.toolkit.rows import rows_of
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.trace import Look, Trace, Unit, role_of, rows_under, tests, units_of_rows, without_row
from checker.measures.toolkit.units import units_of
from checker.model import Measured
from checker.model.records import Role
from checker.tables.logic import All, OneOf
from checker.tables.phrases import Columns, phrase
from checker.tables.rows.time_limits import Mask
from checker.text.bilingual import Text, join_texts

_OPEN = Text("未到期限，尚未完成", "not done, and not due yet")
_NO_ROW = Text("应有而表中没有的", "there must be so many more, and no row is there for them")
_NOT_LISTED = Text("表中没有", "no row")
_EITHER = Text("不论这一行属于与否，都有一项未按期完成，见下", "whether it belongs or not, one fails: see below")
_STRAY = Text("没有写明是哪一项的行，可能是其中任何一项", "rows that may be any of these, as they don't say which")
_UNLESS = Text(
    "未按期完成，除非没有写明的行属于它", "it fails, unless a row that doesn't say which it is belongs to it"
)
_AT_LEAST = Text("上面列为待定的，至少有这么多未按期完成", "at least so many of those listed as unknown fail")


def trace(spec: MilestoneSettings, scope: Scope, measured: Measured) -> Trace:
    """Lists the deliverables, with their rows if these are several, and those without a row."""
    rows = sort_rows(spec, scope)
    found = count_deliverables(spec, rows, scope)
    if found is None:
        return Trace()
    named = tests(*(("belongs", OneOf(column, values)) for column, values in spec.listed.items()))
    asked = (*tests(("in", spec.where)), *named, *tests(("good", spec.complete)))
    look = Look(spec.table, spec.when if spec.when != spec.done else None, scope.window, asked, spec.cells_needed())
    columns = scope.tables[spec.table].columns
    if spec.each:
        units = _named_units(found, rows, _Names(spec.roster_column, dict(scope.roster.members), columns))
    else:
        units = _units(spec, found, rows, measured)
    return Trace(tuple(map(_explain, units)), (look,), Text("项", "deliverables"))


@dataclass(frozen=True)
class _Names:
    """What people call the deliverables that a pack names; departments of the roster by their names."""

    roster_column: str
    departments: Mapping[str, Text]
    columns: Columns

    def say(self, each: Named) -> Text:
        """Names one of them."""
        told = [self.departments.get(str(value)) for column, value in each.values if column == self.roster_column]
        others = tuple(OneOf(column, (value,)) for column, value in each.values if column != self.roster_column)
        named = [name for name in told if name is not None]
        return join_texts([*named, *([phrase(All(others), self.columns)] if others else [])], "，", ", ")


def _explain(unit: Unit) -> Unit:
    return replace(unit, reason=_OPEN) if unit.role is Role.EXCLUDED and unit.reason is None else unit


def _units(spec: MilestoneSettings, found: Deliverables, rows: SortedRows, measured: Measured) -> tuple[Unit, ...]:
    """Lists rows, or units of several rows, and how many more there must be."""
    listed = units_of_rows(measured)
    late: set[int] = set(rows_of(rows.typed, rows.masks["out_or_fail"] & ~rows.inside.yes).numbers)
    if spec.distinct:
        units = units_of(rows.typed, rows.masks, spec.distinct)
        listed = grouped_units(rows.typed, units, spec.distinct)
        late = {each.first for each in units.grouped if each.place == "out_or_fail"}
    # A gap that a late row may fill fails either way, so that row leaves nothing open.
    surplus = _count(listed, Role.UNKNOWN) - found.counts.unknown
    units_: list[Unit] = []
    for unit in reversed(listed):
        first = unit.row if unit.row is not None else unit.under[0].row if unit.under else None
        if surplus > 0 and unit.role is Role.UNKNOWN and first in late:
            unit, surplus = replace(unit, units=0, reason=_EITHER), surplus - 1
        units_.insert(0, unit)
    gaps = found.counts.failed - _count(listed, Role.FAILURE)
    return (*units_, *without_row(Role.FAILURE, gaps, _NO_ROW))


def _count(units: tuple[Unit, ...], role: Role) -> int:
    return sum(unit.units for unit in units if unit.role is role)


def _named_units(found: Deliverables, rows: SortedRows, names: _Names) -> tuple[Unit, ...]:
    """Lists the deliverables that the pack names; a row that may be any of them leaves open which ones fail."""
    units = [_named(each, rows, names) for each in found.named]
    doubted = found.filled
    if doubted and any(unit.role is Role.FAILURE for unit in units):
        units = [
            replace(unit, role=Role.UNKNOWN, units=0, reason=_UNLESS) if unit.role is Role.FAILURE else unit
            for unit in units
        ]
        units += without_row(Role.FAILURE, found.counts.failed, _AT_LEAST)
    over = _count(tuple(units), Role.EXCLUDED) - found.counts.excluded
    for index, unit in enumerate(units):
        if unit.role is Role.EXCLUDED and unit.units and over > 0:
            units[index], over = replace(unit, units=0), over - 1
    if doubted:
        strays = found.strays if found.strays is not None else np.zeros(len(rows.typed.frame), dtype=bool)
        under = rows_under(rows.typed.id, rows_of(rows.typed, strays).numbers, Role.UNKNOWN)
        units.append(Unit(Role.UNKNOWN, rows.typed.id, units=doubted, reason=_STRAY, under=under))
    return tuple(units)


def _named(each: Named, rows: SortedRows, names: _Names) -> Unit:
    label = names.say(each)
    under = _under(rows, each.rows)
    if not each.counts:
        return Unit(Role.PENDING, units=0, label=label, reason=_OPEN, under=under)
    return Unit(role_of(each.place), label=label, reason=None if under else _NOT_LISTED, under=under)


def _under(rows: SortedRows, mask: Mask) -> tuple[Unit, ...]:
    """Lists the rows of one deliverable, each by its own outcome."""
    outcomes = {
        row: role_of(name)  # type: ignore[arg-type]  # the masks are named after the places
        for name, each in rows.masks.items()
        for row in rows_of(rows.typed, each & mask).numbers
    }
    return tuple(Unit(outcomes[row], rows.typed.id, row, units=0) for row in sorted(outcomes))
