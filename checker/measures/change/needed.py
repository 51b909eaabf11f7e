"""What a change needs: both figures, what the present one has to be, and what brings it there."""

from datetime import date
from typing import Literal

from checker.frozen import dataclass
from checker.measures.change.figures import Against, both_figures
from checker.measures.change.nested import ChangeOf
from checker.measures.toolkit.basis import Basis, decide_rows_first, join_clauses
from checker.measures.toolkit.bounds import Bounds, bounds_of, may_be_zero
from checker.measures.toolkit.combine import is_unknown
from checker.measures.toolkit.values import PERCENT, POINTS
from checker.model import Needed, Result, Target
from checker.text.bilingual import Text


@dataclass(frozen=True)
class Comparison:
    """How two figures are compared; see `Change`.

    Attributes:
        judges_zero: whether an earlier figure of zero is compared like any other.
    """

    of: ChangeOf
    against: Against
    by: Literal["difference", "ratio"]
    judges_zero: bool


def change_needed(asked: Comparison, result: Result, basis: Basis, by: date | None, unit: Text) -> Needed | None:
    """Says what a change needs; None if nothing definite brings it to its target."""
    if len(result.measured.parts) < 2 or result.numerator is None or is_unknown(result.measured.parts[1]):
        return None
    now, before = result.measured.parts
    earlier, nested = bounds_of(before), asked.of.measure
    unsettled = not asked.judges_zero and may_be_zero(earlier)
    if earlier.lower != earlier.upper and (unsettled or result.side.is_exact or not _is_base(asked, earlier)):
        return decide_rows_first(before.unknown_rows, before.counts.unknown, basis, nested.table)
    limit = _limit(asked, result.side, earlier)
    if limit is None:
        return None
    unit = _unit_of_figures(asked, unit, basis)
    found = nested.needed_to(now, limit, basis, by, unit)
    if found is None:
        return None
    figures = both_figures(asked.against, result, limit, unit)
    return Needed(found.count, found.rows, join_clauses((figures, found.text)), by)


def _unit_of_figures(asked: Comparison, unit: Text, basis: Basis) -> Text:
    """Gives the unit of the two figures: for a ratio, that is not the unit of the value."""
    if asked.of.proportion is not None or unit.en == POINTS.en:
        return PERCENT
    if asked.by == "difference":
        return unit
    nested = asked.of.total or asked.of.count or asked.of.of_rows
    return Text("", "") if nested is None else nested.own_unit(basis.tables)


def _is_base(asked: Comparison, earlier: Bounds) -> bool:
    """Whether every possible earlier figure allows a comparison; a ratio needs it above zero."""
    return asked.by == "difference" or (earlier.lower is not None and earlier.lower > 0 and bool(earlier.value))


def _limit(asked: Comparison, target: Target, earlier: Bounds) -> Target | None:
    """Gives the target for the present figure that holds for every possible earlier one; None if there is none."""
    base = earlier.lower if target.is_ceiling else earlier.upper
    if base is None or not _is_base(asked, earlier):
        return None
    value = base + target.value if asked.by == "difference" else base * (1 + target.value)
    return Target(target.op, value)
