"""What a result over an amount, a change or a ratio must say, from what each of its sides can come to."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import inf

from tests.grid.oracle import BOTH_WAYS, CEILINGS, FLOORS, Asked, Verdict
from tests.grid.units import Amounts


def amount(found: Amounts, asked: Asked) -> Verdict:
    """An amount that only rises."""
    low, high = found.low, found.high
    due = None
    if asked.closed:
        answer = asked.certain(low, high)
        status, reachable = {True: "met", False: "missed", None: "undetermined"}[answer], answer is not False
    else:
        reachable = asked.op in FLOORS or _can_rise_to(low, asked)
        if asked.op in CEILINGS:
            answer = asked.certain(low, high)
        else:
            due = asked.wanted * asked.pace
            now = Asked("at_least", due, False)
            answer = (replace(asked, wanted=due) if asked.op == "between" else now).certain(low, high)
        status = {True: "on_track", False: "behind", None: "undetermined"}[answer] if reachable else "missed"
        due = due if reachable else None
    if asked.missing:
        stays = status == "missed" and (asked.op in (*CEILINGS, *BOTH_WAYS)) and not _can_rise_to(low, asked)
        status, reachable = (status, reachable) if stays else ("undetermined", True)
    both = asked.op == "between" or (asked.op == "equals" and due is None)
    sides = (high,) if asked.op in CEILINGS else (low, high) if both else (low,)
    if status in ("missed", "behind"):
        sides = (low,)
    return Verdict(status, low, low, high, reachable, sides, due)


def _can_rise_to(low: Fraction, asked: Asked) -> bool:
    if asked.op == "between":
        return low <= asked.high
    return low < asked.wanted if asked.op == "below" else low <= asked.wanted


def change(
    now: Amounts,
    before: Amounts,
    there: bool,
    asked: Asked,
    *,
    zero_is_a_number: bool = False,
    values: tuple[Fraction, Fraction] | None = None,
    may_be_empty: bool | None = None,
) -> Verdict:
    """The figure now less the one before; nothing is known while the one before may be zero.

    Where some departments have no earlier figure, nobody knows how large the earlier one was: it is what the others
    had, or more. So there is no value, and no fall is too large, but a rise has a limit.

    Args:
        now, before: both figures.
        there: whether anybody has an earlier figure.
        asked: what is asked.
        zero_is_a_number: of running totals, which begin with zero.
        values: of rates, both figures of what is certain, if there are any.
        may_be_empty: of rates, whether there may be nothing to compare; None of amounts, which are never empty.
    """
    if not there:
        return Verdict("undetermined", None, None, None, True)
    open_, high = before.high == inf, now.high - before.low
    low = None if open_ else now.low - before.high
    value = None if open_ else now.low - before.low
    if may_be_empty is not None:
        value = None if values is None else values[0] - values[1]
    if before.low == 0 and not zero_is_a_number:
        # Zero, or possibly zero: the pack's rule leaves both undetermined.
        zero = before.high == 0
        reachable = zero or asked.missing or not asked.closed or asked.certain(low, high) is not False
        # Zero may be left undetermined, and earns nothing then.
        return Verdict("undetermined", value, low, high, reachable)
    return _compared(value, low, high, asked, doubtful=bool(may_be_empty))


def rise(now: Amounts, before: Amounts, there: bool, asked: Asked) -> Verdict:
    """The same as a part of the earlier figure: nothing is a part of zero."""
    if not there:
        return Verdict("undetermined", None, None, None, True)
    if before.low == 0:
        return Verdict("undetermined", None, None, None, True)
    open_ = before.high == inf
    low = Fraction(-1) if open_ else now.low / Fraction(before.high) - 1
    value = None if open_ else now.low / before.low - 1
    return _compared(value, low, Fraction(now.high) / before.low - 1, asked)


def _compared(
    value: Fraction | None, low: Fraction | None, high: Fraction | float, asked: Asked, *, doubtful: bool = False
) -> Verdict:
    answer = asked.certain(low, high)
    well, badly = ("met", "missed") if asked.closed else ("on_track", "behind")
    status = {True: well, False: badly, None: "undetermined"}[None if asked.missing or doubtful else answer]
    reachable = asked.missing or not asked.closed or answer is not False
    worst = (low, high) if asked.op in BOTH_WAYS else (low,) if asked.op in FLOORS else (high,)
    # An outcome without a limit earns nothing at its worst, and so does one that is short of the target by nobody knows
    # how much.
    sides = () if None in worst else tuple(each for each in worst if each is not None)
    if status == badly:
        sides = () if value is None else (value,)
    return Verdict(status, value, low, high, reachable, sides)


def ratio(above: Amounts, below: Amounts, factor: Fraction, asked: Asked) -> Verdict:
    """One amount by the number of something, which is whole; nothing by nothing is no ratio."""
    if below.high == 0:
        return _over_nothing(above, asked)
    bases = (max(below.low, Fraction(1)), below.high)
    possible = [factor * part / base for part in (above.low, above.high) for base in bases]
    low, high = min(possible), max(possible)
    answer = asked.certain(low, high)
    reachable = asked.missing or not asked.closed or answer is not False
    value = factor * above.low / below.low if below.low else None
    well, badly = ("met", "missed") if asked.closed else ("on_track", "behind")
    status = {True: well, False: badly, None: "undetermined"}[answer if below.low and not asked.missing else None]
    sides = (low, high) if asked.op in BOTH_WAYS else (low,) if asked.op in FLOORS else (high,)
    if status == badly and value is not None:
        sides = (value,)
    return Verdict(status, value, low, high, reachable, sides)


def _over_nothing(above: Amounts, asked: Asked) -> Verdict:
    """Something by nothing is beyond every ceiling and equals no number; it shows that no floor is reached."""
    beyond = above.low > 0 and asked.op not in FLOORS
    if asked.missing or (above.high > 0 and not beyond):
        return Verdict("undetermined", None, None, None, True)
    if above.high == 0:
        return Verdict("not_applicable", None, None, None, True)
    return Verdict("missed" if asked.closed else "behind", None, None, None, not asked.closed, ())
