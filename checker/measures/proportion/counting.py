"""Counts the rows or units of a proportion, and lists them; loads numpy."""

from dataclasses import replace

from checker.codes import Code
from checker.frozen import dataclass
from checker.measures.toolkit.pending import pending_rows
from checker.measures.toolkit.rows import dated_in, rows_of, sort_units, undecided_rows
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.trace import Unit, pending_units, role_of, rows_under, units_of_rows, without_row
from checker.measures.toolkit.units import Grouped, Units, units_of
from checker.model import Counts, Measured, Note, Rows, Shown
from checker.model.records import Role
from checker.model.workbook import TypedTable
from checker.tables.dependence import columns_of, other_rows_in
from checker.tables.due_day import DueDay, When, columns_of_when
from checker.tables.logic import AS_OF, Always, AnyOf, Condition, Not
from checker.tables.rows.conditions import Truth, evaluate
from checker.tables.rows.places import cell_text
from checker.tables.rows.time_limits import Mask
from checker.tables.rows.unknown_years import beyond_calendar
from checker.text.bilingual import Text, join_texts

HOLIDAYS_UNKNOWN = Code("M509")


@dataclass(frozen=True)
class Sorting:
    """How a proportion sorts rows; `out` is None if nothing is left out."""

    table: str
    when: When | None
    denominator: Condition
    out: Condition | None
    numerator: Condition
    distinct: tuple[str, ...]


def count(spec: Sorting, scope: Scope) -> tuple[Measured, Truth]:
    """Counts rows or units that are in, left out, good, bad or left open by an unreadable cell.

    Returns:
        What was counted, and which rows are in, whether they are left out or not.
    """
    typed = scope.submission.tables[spec.table]
    inside, masks = _sort(spec, scope, typed)
    asked = evaluate(spec.denominator, typed, scope.context)
    out = evaluate(_out(spec), typed, scope.context)
    pending, notes = pending_rows(typed, spec.when, scope, asked & ~out)
    found = _counted(spec, scope, typed, masks)
    asking = (spec.numerator, spec.denominator, _out(spec))
    if found.counts.unknown and any(map(other_rows_in, asking)):
        now = replace(scope, standing=True)
        standing = _counted(spec, now, typed, _sort(spec, now, typed)[1]).counts
        found = replace(found, standing=None if standing == found.counts else standing)
    return replace(found, pending_rows=pending, notes=(*found.notes, *notes)), inside


def _counted(spec: Sorting, scope: Scope, typed: TypedTable, masks: dict[str, Mask]) -> Measured:
    return (_by_unit if spec.distinct else _by_row)(spec, scope, typed, masks)


def _out(spec: Sorting) -> Condition:
    return Not(Always()) if spec.out is None else spec.out


def _sort(spec: Sorting, scope: Scope, typed: TypedTable) -> tuple[Truth, dict[str, Mask]]:
    asked = evaluate(spec.denominator, typed, scope.context)
    inside = dated_in(typed, spec.when, scope.window, scope.as_of) & asked
    out = evaluate(_out(spec), typed, scope.context)
    return inside, sort_units(inside, out, evaluate(spec.numerator, typed, scope.context))


def _by_row(spec: Sorting, scope: Scope, typed: TypedTable, masks: dict[str, Mask]) -> Measured:
    """Counts rows."""
    undecided = undecided_rows(typed, masks)
    counts = Counts(**{name: int(mask.sum()) for name, mask in masks.items()})
    return Measured(
        "share",
        counts,
        settled=counts.failed,
        numerator_rows=rows_of(typed, masks["passed"]),
        failure_rows=rows_of(typed, masks["failed"]),
        excluded_rows=rows_of(typed, masks["excluded"]),
        unknown_rows=undecided,
        notes=_note_unknown_holidays(spec, scope, undecided),
    )


def _by_unit(spec: Sorting, scope: Scope, typed: TypedTable, masks: dict[str, Mask]) -> Measured:
    """Counts units of several rows; a further row can turn any of them good, so no failure is settled."""
    units = units_of(typed, masks, spec.distinct)
    return Measured(
        "share",
        units.counts,
        numerator_rows=units.numerator,
        failure_rows=units.failures,
        excluded_rows=units.excluded,
        unknown_rows=units.unknown,
        notes=_note_unknown_holidays(spec, scope, units.unknown),
    )


def _note_unknown_holidays(spec: Sorting, scope: Scope, undecided: Rows) -> tuple[Note, ...]:
    """Notes the rows that are undecided only because the holidays of their year are unknown."""
    if not undecided.numbers:
        return ()
    typed = scope.submission.tables[spec.table]
    asked = tuple(part for part in (spec.numerator, spec.denominator, spec.out) if part is not None)
    if isinstance(spec.when, DueDay) and spec.when.limit is not None:
        asked += (spec.when.limit.on(AS_OF),)
    beyond = beyond_calendar(AnyOf(asked), typed, scope.context)
    if not beyond.any():
        return ()
    first, last = scope.tables[spec.table].calendar.years
    values = (("first", Shown(str(first))), ("last", Shown(str(last))))
    column = columns_of_when(spec.when)[0] if spec.when else columns_of(spec.numerator)[0]
    unknown = set(rows_of(typed, beyond).numbers)
    return tuple(Note(HOLIDAYS_UNKNOWN, row, column, values) for row in undecided.numbers if row in unknown)


def list_units(spec: Sorting, scope: Scope, measured: Measured) -> tuple[Unit, ...]:
    """Lists the rows or units that were counted, and those that a declared number says exist."""
    missing = Text("申报的数量中没有列出的", "declared, but not listed")
    found = units_of_rows(measured)
    if spec.distinct:
        typed = scope.submission.tables[spec.table]
        units = units_of(typed, _sort(spec, scope, typed)[1], spec.distinct)
        found = (*grouped_units(typed, units, spec.distinct), *pending_units(measured))
    return (*found, *without_row(Role.UNKNOWN, measured.missing, missing))


def grouped_units(typed: TypedTable, units: Units, distinct: tuple[str, ...]) -> tuple[Unit, ...]:
    """Lists units of several rows.

    If a row that names no unit may turn one of those that failed good, it is unknown which of them fail.
    """
    found = [_unit(typed, each, distinct, doubted=bool(units.rescued)) for each in units.grouped]
    reason = Text("上面列为待定的，至少有这么多不符合", "at least so many of those listed as unknown fail")
    return (*found, *(without_row(Role.FAILURE, units.counts.failed, reason) if units.rescued else ()))


def _unit(typed: TypedTable, grouped: Grouped, distinct: tuple[str, ...], *, doubted: bool) -> Unit:
    names = [cell_text(typed.at(grouped.first, name)) for name in distinct]
    label = join_texts((name if isinstance(name, Text) else Text(name, name) for name in names if name), " / ", " / ")
    role, units, reason = role_of(grouped.place), 1, None
    if role is Role.FAILURE and doubted:
        role, units = Role.UNKNOWN, 0
        reason = Text(
            "不符合，除非没有写明属于哪一个的行属于它", "it fails, unless a row that names no unit belongs to it"
        )
    return Unit(role, typed.id, None, units, label=label, reason=reason, under=rows_under(typed.id, grouped.rows))
