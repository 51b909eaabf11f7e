"""Which rows and members count against a target, and whether a target needs most of them to be good."""

from fractions import Fraction

from checker.measures.toolkit.bounds import satisfies
from checker.measures.toolkit.order_statistic import rows_beyond
from checker.model import Result, Rows, Status, Target

_HALF = Fraction(1, 2)
#: Nothing counts against a target that is reached, or that nothing is judged by.
WELL = (Status.MET, Status.ON_TRACK, Status.NOT_APPLICABLE)


def wants_numerator(result: Result) -> bool | None:
    """Whether the target asks for more in the numerator: False if it asks for less, None if neither counts against it.

    A target of an exact value, or with two sides, asks for whatever brings a value that misses it closer to it.
    """
    target = result.target
    if isinstance(target, Target) and not target.is_exact:
        return target.is_floor
    if result.value is None or target.is_met(result.value):
        return None
    return result.value < result.side.value


def is_over(result: Result) -> bool:
    """Whether an amount certainly is above what the target allows."""
    low, target = result.measured.low, result.side
    if low is None or wants_numerator(result) in (True, None):
        return False
    return not satisfies(low, Target("below" if target.op == "below" else "at_most", target.value))


def rows_against(result: Result, *, pooled: bool = False) -> tuple[Rows, bool]:
    """Gives the rows that count against the target, and whether they lack what is asked (else: they have too much).

    Args:
        result: of a department.
        pooled: only the district is judged, so an amount that is small enough here may be too large there.
    """
    measured, more = result.measured, wants_numerator(result)
    if measured.spread is not None:
        nobodys = more is None or result.side.is_exact
        if measured.spread.at is None or nobodys or (result.status in WELL and not pooled):
            return Rows(""), True  # no row is too much for a mean, and one that reaches its target allows the others
        return Rows(measured.numerator_rows.table, tuple(rows_beyond(measured.spread, result.side))), True
    if measured.shape == "amount" and measured.failure_rows.numbers:
        return measured.failure_rows, True  # printed figures that disagree, whatever the value
    if measured.shape == "share" and more is not None:
        return (measured.failure_rows, True) if more else (measured.numerator_rows, False)
    if measured.shape == "amount" and more is False and (pooled or is_over(result)):
        return measured.raising_rows, False
    return Rows(""), True


def is_within(result: Result) -> bool:
    """Whether an amount that the district is judged by leaves the rows of the departments without blame."""
    measured = result.measured
    if measured.spread is not None:
        return result.status in WELL
    return measured.shape == "amount" and not is_over(result)


def asks_most(result: Result) -> bool:
    """Whether the target asks that at least half of what is looked at be good.

    If so, each row or member against it is one to put right or explain; if not, most of them need not be good.
    """
    wanted, more = result.side.value, wants_numerator(result)
    if result.measured.spread is not None:
        at = result.measured.spread.at
        return at is not None and (at <= _HALF if more else at >= _HALF)
    if result.measured.shape == "share":
        return wanted >= _HALF if more else wanted <= _HALF
    return result.value is not None and result.value >= 2 * wanted
