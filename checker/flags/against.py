"""Which rows and members count against a target, and whether a target needs most of them to be good."""

from fractions import Fraction

from checker.measures.toolkit.bounds import satisfies
from checker.model import Result, Rows, Target

_HALF = Fraction(1, 2)


def wants_numerator(result: Result) -> bool | None:
    """Whether the target asks for more in the numerator: False if it asks for less, None if neither counts against it.

    A target of an exact value asks for whatever brings the present value closer to it.
    """
    target = result.target
    if target.op != "equals":
        return target.op in ("at_least", "above")
    if result.value is None or result.value == target.value:
        return None
    return result.value < target.value


def is_over(result: Result) -> bool:
    """Whether an amount certainly is above what the target allows."""
    low, target = result.measured.low, result.target
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
    if measured.shape == "amount" and measured.failure_rows.numbers:
        return measured.failure_rows, True  # printed figures that disagree, whatever the value
    if measured.shape == "share" and more is not None:
        return (measured.failure_rows, True) if more else (measured.numerator_rows, False)
    if measured.shape == "amount" and more is False and (pooled or is_over(result)):
        return measured.numerator_rows, False
    return Rows(""), True


def asks_most(result: Result) -> bool:
    """Whether the target asks that at least half of what is looked at be good.

    If so, each row or member against it is one to put right or explain; if not, most of them need not be good.
    """
    wanted, more = result.target.value, wants_numerator(result)
    if result.measured.shape == "share":
        return wanted >= _HALF if more else wanted <= _HALF
    return result.value is not None and result.value >= 2 * wanted
