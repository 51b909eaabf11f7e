"""What can still be reached in an open window, against every way in which it can go on."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.measures.toolkit.bounds import satisfies
from checker.model import Counts, Measured, Operator, Status, Target
from checker.scoring.reach import is_reachable
from checker.scoring.status import judge
from tests.scoring.test_judge import HALF, MARCH, YEAR, indicator

SHARE = indicator({"at_least": "50%"}, "proportion")
BOUNDS = SHARE.asked.bounds
OPEN = {"pass_or_fail": "pf", "out_or_pass": "op", "out_or_fail": "of", "anything": "opf"}

few = st.integers(0, 2)
populations = st.builds(
    lambda counts, repairable, to_come, still: Measured(
        "share",
        counts,
        settled=max(0, counts.failed - repairable),
        to_come=to_come,
        may_pass=min(still, counts.out_or_fail),
        may_fail=min(still, counts.out_or_pass),
        grows=False,
    ),
    st.builds(Counts, passed=few, failed=few, pass_or_fail=few, out_or_pass=few, out_or_fail=few, anything=few),
    few,
    few,
    few,
)
targets = st.builds(
    Target, st.sampled_from(["at_least", "at_most", "above", "below", "equals"]), st.fractions(0, 1, max_denominator=6)
)


def endings(measured: Measured) -> set[Fraction | None]:
    """The share of every way in which a fixed population can end; None of nothing, which misses nothing."""
    counts = measured.counts
    units = ["p"] * counts.passed + ["f"] * measured.settled + ["pf"] * (counts.failed - measured.settled)
    units += ["opf"] * measured.to_come
    for name, outcomes in OPEN.items():
        still = {"out_or_pass": measured.may_fail, "out_or_fail": measured.may_pass}.get(name, 0)
        units += ["opf"] * still + [outcomes] * (getattr(counts, name) - still)
    shares = set()
    for ending in product(*units):
        total = ending.count("p") + ending.count("f")
        shares.add(Fraction(ending.count("p"), total) if total else None)
    return shares


@given(populations, targets)
def test_a_population_reaches_what_some_ending_reaches(measured: Measured, target: Target) -> None:
    can = any(share is None or satisfies(share, target) for share in endings(measured))
    assert is_reachable(SHARE, measured, BOUNDS(measured), target, final=False) == can


@pytest.mark.parametrize("passed", [0, 1, 3])
@pytest.mark.parametrize("failed", [0, 1, 3])
@pytest.mark.parametrize("value", [Fraction(0), Fraction(1, 10), Fraction(2, 3), Fraction(1)])
@pytest.mark.parametrize("op", ["at_least", "at_most", "above", "below", "equals"])
def test_events_reach_what_some_number_of_further_rows_reaches(
    passed: int, failed: int, value: Fraction, op: Operator
) -> None:
    target = Target(op, value)
    if (op, value) in (("above", 1), ("below", 0)):
        return  # no pack can ask for these
    further = product(range(61), repeat=2)
    rows = ((passed + good, passed + failed + good + bad) for good, bad in further)
    can = any(satisfies(Fraction(good, total), target) for good, total in rows if total)
    measured = Measured("share", Counts(passed, failed), settled=failed)
    assert is_reachable(SHARE, measured, BOUNDS(measured), target, final=False) == can


@pytest.mark.parametrize(
    ("target", "passed", "failed", "status"),
    [
        ({"at_most": "0%"}, 1, 20, Status.MISSED),
        ({"at_most": "0%"}, 0, 20, Status.ON_TRACK),
        ({"at_most": "5%"}, 2, 20, Status.BEHIND),
        ({"equals": "0%"}, 1, 20, Status.MISSED),
        ({"equals": "100%"}, 20, 1, Status.MISSED),
        ({"equals": "50%"}, 20, 1, Status.BEHIND),
        ({"below": "5%"}, 1, 19, Status.BEHIND),
    ],
)
def test_a_broken_ceiling_of_nothing_is_missed_at_once(
    target: dict[str, str], passed: int, failed: int, status: Status
) -> None:
    measured = Measured("share", Counts(passed, failed), settled=failed)
    assert judge(indicator(target, "proportion"), measured, YEAR, HALF).status is status


@pytest.mark.parametrize(
    ("target", "counts", "to_come", "status"),
    [
        # Quarters: the first was missed, the second runs, two have not begun.
        ({"at_least": "75%"}, Counts(failed=1, excluded=1), 3, Status.BEHIND),
        ({"at_least": "100%"}, Counts(failed=1, excluded=1), 3, Status.MISSED),
        # Excluded members never come in again.
        ({"at_least": "50%"}, Counts(failed=2, excluded=8), 0, Status.MISSED),
        ({"at_least": "50%"}, Counts(failed=2, excluded=8), 2, Status.BEHIND),
        ({"at_most": "25%"}, Counts(passed=1, failed=1), 1, Status.MISSED),
        ({"at_most": "25%"}, Counts(passed=1, failed=1), 2, Status.BEHIND),
    ],
)
def test_a_population_counts_what_is_still_to_come(
    target: dict[str, str], counts: Counts, to_come: int, status: Status
) -> None:
    measured = Measured("share", counts, settled=counts.failed, to_come=to_come, grows=False)
    result = judge(indicator(target, "proportion"), replace(measured), YEAR, MARCH)
    assert (result.status, result.reachable) == (status, status is not Status.MISSED)
