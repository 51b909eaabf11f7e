"""Lists the members of a cohort, each with the rows that count for it, or may; loads numpy."""

from dataclasses import replace
from fractions import Fraction

from checker.measures.cohort.settings import CohortSettings
from checker.measures.count import Count
from checker.measures.toolkit.amount_units import numbers_in
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.trace import Look, Trace, Unit, pending_units, role_of, rows_under, tests
from checker.model import Measured, Member
from checker.model.records import Role
from checker.periods import parts_of
from checker.text.bilingual import Text

_MEMBERS = Text("个", "members")
_IN_PROGRESS = Text("时间未到，尚未达到，暂不计入", "in progress: its time is not over, so it is left out for now")


def trace(spec: CohortSettings, scope: Scope, measured: Measured) -> Trace:
    """Lists the members with their rows."""
    nested = spec.each.measure
    typed = scope.submission.tables[nested.table]
    if isinstance(nested, Count):
        numbers = {} if nested.distinct else dict.fromkeys(typed.frame.index.tolist(), Fraction(1))
    else:
        numbers = dict(numbers_in(typed, nested.column))
    units = tuple(_unit(spec, member, numbers) for member in measured.members)
    return Trace((*units, *pending_units(measured)), (*_looks_at_members(spec, scope), *_looks(spec, scope)), _MEMBERS)


def _unit(spec: CohortSettings, member: Member, numbers: dict[int, Fraction]) -> Unit:
    group = "" if spec.calendar_part is None else member.key
    rows = [
        *rows_under(member.rows.table, member.rows.numbers),
        *rows_under(member.doubts.table, member.doubts.numbers, Role.UNKNOWN),
    ]
    under = tuple(replace(each, group=group, amount=numbers.get(each.row or 0)) for each in rows)
    return Unit(
        role_of(member.place),
        "" if member.row is None else spec.members,
        member.row,
        label=member.label,
        amount=member.amount,
        goal=member.goal,
        reason=_IN_PROGRESS if member.to_come else None,
        under=under,
    )


def _looks_at_members(spec: CohortSettings, scope: Scope) -> tuple[Look, ...]:
    if spec.of_no_table:
        return ()
    evidence = "" if spec.exclusion is None else spec.exclusion.evidence or ""
    needed = tuple((column, True) for column in spec.each.measure.match.values())
    asked = tests(("member", spec.where), ("out", spec.out))
    return (Look(spec.members, None, scope.window, asked, needed, evidence=evidence),)


def _looks(spec: CohortSettings, scope: Scope) -> tuple[Look, ...]:
    """Says how the nested rows are looked at: in every part of the calendar, or in the one window."""
    nested = spec.each.measure
    if spec.calendar_part is not None:
        parts = parts_of(scope.window, spec.calendar_part, scope.binds_from)
        return tuple(
            replace(nested.look(scope.over(window)), group=label)
            for label, window in parts
            if window.start <= scope.as_of
        )
    look = nested.look(scope)
    needed = (*look.needed, *((column, True) for column in nested.match))
    # With a date range of their own, members decide which days count.
    return (replace(look, needed=needed, when=None if spec.within is not None else look.when),)
