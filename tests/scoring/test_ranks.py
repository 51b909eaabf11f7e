"""Ranks, their intervals, and funnels: against scipy and against every order that the intervals allow."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from scipy.stats import beta, binom

from checker.definitions.indicators import Indicator
from checker.definitions.roster import Ranking
from checker.model import Counts, Department, Funnel, FunnelPoint, Measured, Operator, Result, State, Status, Target
from checker.reporters.aggregates import place_text, rank
from checker.scoring.funnel import RISK, make_funnels
from checker.scoring.ranks import add_ranks
from checker.scoring.score import count_judged, total
from checker.scoring.tails import interval, least_by_chance, most_by_chance
from checker.text.bilingual import Text
from checker.wording.funnels import describe_funnel
from tests.sampling.office import write_pack

SIZES = (1, 2, 5, 10, 30, 60, 200, 1000)


@pytest.fixture(scope="module")
def rate(tmp_path_factory: pytest.TempPathFactory) -> Indicator:
    """An indicator of shares with a target of at least 50%, scored in proportion."""
    from checker.definitions.load import load_pack

    pack = load_pack(write_pack(tmp_path_factory.mktemp("ranks") / "pack"))
    return pack.indicators["appearance"].model_copy(update={"scoring": "proportional"})


def test_intervals_are_those_of_clopper_and_pearson() -> None:
    chance = random.Random(1)
    for _ in range(300):
        trials = chance.choice(SIZES)
        count = chance.choice([0, trials, chance.randrange(trials + 1)])
        low, high = interval(count, trials, Fraction(5, 100))
        exact_low = 0.0 if count == 0 else beta.ppf(0.025, count, trials - count + 1)
        exact_high = 1.0 if count == trials else beta.ppf(0.975, count + 1, trials - count)
        assert 0 <= exact_low - float(low) + 1e-9 <= 1.1e-6, (count, trials)
        assert 0 <= float(high) - exact_high + 1e-9 <= 1.1e-6, (count, trials)


def test_limits_are_those_of_the_binomial_distribution() -> None:
    chance = random.Random(2)
    for _ in range(300):
        trials, share = chance.choice(SIZES), Fraction(chance.randrange(1, 1000), 1000)
        least, most = least_by_chance(trials, share, RISK), most_by_chance(trials, share, RISK)
        assert binom.cdf(least, trials, float(share)) > 0.001
        assert least == 0 or binom.cdf(least - 1, trials, float(share)) < 0.001 * (1 + 1e-9)
        assert binom.sf(most - 1, trials, float(share)) > 0.001
        assert most == trials or binom.sf(most, trials, float(share)) < 0.001 * (1 + 1e-9)


def test_a_perfect_twenty_of_twenty_says_nothing() -> None:
    assert most_by_chance(20, Fraction(95, 100), RISK) == 20


def judged(code: str, passed: int, units: int) -> Department:
    """A department with a share; its score is what that earns towards 100%."""
    value = Fraction(passed, units)
    result = Result(
        indicator="appearance",
        clause="",
        status=Status.MET if passed == units else Status.MISSED,
        final=True,
        reachable=True,
        value=value,
        lower=value,
        upper=value,
        numerator=Fraction(passed),
        denominator=Fraction(units),
        excluded=0,
        unknown=0,
        target=Target("at_least", Fraction(1)),
        unit="%",
        needed=None,
        attainment=value,
        weight=Fraction(10),
        measured=Measured("share", Counts(passed=passed, failed=units - passed)),
    )
    return Department(
        code, Text(f"{code}局", f"{code} bureau"), "", "", State.ACCEPTED, score=100 * value, results=(result,)
    )


def test_below_ten_units_there_is_no_rank(rate: Indicator) -> None:
    nine, ten, equal = add_ranks([judged("a", 9, 9), judged("b", 10, 10), judged("c", 20, 20)], lambda *_: rate)
    assert nine.rank is None
    assert ten.rank is not None
    assert equal.rank is not None
    assert (ten.rank.place, equal.rank.place) == (1, 1), "equal scores share a rank, and who has none takes no place"
    assert (ten.rank.worst, ten.rank.units) == (2, 10)
    without = replace(judged("d", 20, 20), score=None)
    assert add_ranks([without], lambda *_: rate)[0].rank is None


def test_the_ranks_are_those_of_every_order_that_the_intervals_allow(rate: Indicator) -> None:
    """With the score 100 times the rate, try both ends of each interval of every department: by brute force."""
    chance = random.Random(3)
    for _ in range(20):
        counts = [
            (chance.randrange(units // 2, units + 1), units) for units in chance.choices((10, 30, 200, 1000), k=5)
        ]
        ranked = add_ranks([judged(f"d{n}", *each) for n, each in enumerate(counts)], lambda *_: rate)
        ends = [interval(*each, Fraction(5, 100)) for each in counts]
        possible: list[set[int]] = [set() for _ in counts]
        for rates in product(*ends):
            for place, own in enumerate(rates):
                possible[place].add(1 + sum(other > own for other in rates))
        for place, department in enumerate(ranked):
            assert department.rank is not None
            assert (department.rank.best, department.rank.worst) == (min(possible[place]), max(possible[place]))
            assert department.rank.best <= department.rank.place <= department.rank.worst


def test_a_funnel_names_who_differs_by_more_than_chance(rate: Indicator) -> None:
    departments = [judged("a", 200, 200), judged("b", 120, 200), judged("c", 85, 100), judged("d", 9, 9)]
    (funnel,) = make_funnels(departments, [rate])
    assert (funnel.passed, funnel.judged) == (414, 509)
    sides = {
        each.code: (
            int(binom.sf(each.passed - 1, each.judged, 414 / 509) < 0.001)
            - int(binom.cdf(each.passed, each.judged, 414 / 509) < 0.001)
        )
        for each in funnel.points
    }
    assert {each.code: each.side for each in funnel.points} == sides == {"a": 1, "b": -1, "c": 0, "d": 0}
    texts = [text.en for text in describe_funnel(funnel)]
    assert texts[0] == "District: 81.34% (414 of 509)"
    assert texts[1].startswith(
        "Better than the district's rate than chance explains: a bureau 100% (200 of 200; chance "
    )
    assert texts[2].startswith("Worse than the district's rate than chance explains: b bureau 60% (120 of 200; chance ")
    assert [text.zh[:14] for text in describe_funnel(funnel)][1] == "优于全区比率，超出偶然范围："


def test_there_is_no_funnel_where_nobody_can_differ(rate: Indicator) -> None:
    assert make_funnels([judged("a", 20, 20), judged("b", 30, 30), judged("c", 10, 10)], [rate]) == ()
    assert make_funnels([judged("a", 20, 20), judged("b", 3, 30)], [rate]) == ()
    assert make_funnels([judged("a", 1, 1), judged("b", 0, 9), judged("c", 5, 5)], [rate]) == ()


def test_nobody_is_named_within_the_limits_and_a_small_rate_can_be_the_better_one() -> None:
    point = FunnelPoint("a", Text("甲", "A"), 1, 20, 0, 5)
    funnel = Funnel("i", 10, 100, (point,), higher_is_better=False)
    assert describe_funnel(funnel)[1].en.startswith("No department differs from the district's rate")
    low = replace(funnel, points=(replace(point, passed=0, least=1),))
    assert describe_funnel(low)[1].en.startswith("Better than the district's rate")
    neither = replace(low, higher_is_better=None)
    assert describe_funnel(neither)[1].en.startswith("Lower than the district's rate")


@pytest.mark.parametrize(
    ("judged_of", "asked", "least", "ranked"),
    [(2, 7, "1/2", False), (4, 7, "1/2", True), (5, 10, "1/2", True), (0, 3, "1/10", False), (0, 3, "0", True),
     (2, 3, "2/3", True), (19, 30, "2/3", False)],
)  # fmt: skip
def test_below_the_share_that_the_pack_sets_there_is_no_rank(
    rate: Indicator, judged_of: int, asked: int, least: str, ranked: bool
) -> None:
    own = replace(judged("a", 20, 20), judged=judged_of, asked=asked)
    (found,) = add_ranks([own], lambda *_: rate, Ranking(least_judged=Fraction(least)))
    assert (found.rank is not None) == ranked
    assert found.score == 100, "it keeps its score"


def test_groups_are_ranked_among_themselves(rate: Indicator) -> None:
    streets, bureaus = Text("街道", "Streets"), Text("部门", "Bureaus")
    scores = {"a": (10, streets), "b": (9, bureaus), "c": (9, bureaus), "d": (8, streets), "e": (5, bureaus)}
    all_of = [replace(judged(code, passed, 10), group=group) for code, (passed, group) in scores.items()]
    ranked = {each.code: each.rank for each in add_ranks(all_of, lambda *_: rate)}
    found = {code: (rank.place, rank.tied, rank.of) for code, rank in ranked.items() if rank is not None}
    assert found == {"a": (1, 0, 2), "d": (2, 0, 2), "b": (1, 1, 3), "c": (1, 1, 3), "e": (3, 0, 3)}


@pytest.mark.parametrize(
    ("passed", "zh", "en"),
    [([9, 8, 7], "1 2 3", "1 2 3"), ([9, 9, 7], "并列1 并列1 3", "1= 1= 3"), ([9, 8, 8], "1 并列2 并列2", "1 2= 2="),
     ([7, 7, 7], "并列1 并列1 并列1", "1= 1= 1="), ([1, 9, 1, 9], "并列3 并列1 并列3 并列1", "3= 1= 3= 1=")],
)  # fmt: skip
def test_ties_are_shown(rate: Indicator, passed: list[int], zh: str, en: str) -> None:
    ranked = add_ranks([judged(f"d{n}", each, 10) for n, each in enumerate(passed)], lambda *_: rate)
    assert " ".join(place_text(each.rank).zh for each in ranked) == zh
    assert " ".join(place_text(each.rank).en for each in ranked) == en


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (["met", "missed", "not_applicable", "not_applicable", "undetermined"], (2, 5)),
        (["on_track", "behind"], (2, 2)),
        (["undetermined"], (0, 1)),
        (["not_applicable"], (0, 1)),
        ([], (0, 0)),
    ],
)
def test_a_score_rests_on_what_is_judged(statuses: list[str], expected: tuple[int, int]) -> None:
    (result,) = judged("a", 9, 10).results
    results = [replace(result, status=Status(each)) for each in statuses]
    assert count_judged(results) == expected
    assert count_judged([*results, replace(result, weight=Fraction(0))]) == expected, "no weight, no part in it"


def test_equal_scores_rank_by_the_better_value_of_what_breaks_ties(rate: Indicator) -> None:
    def with_tie(code: str, value: Fraction | None) -> Department:
        own = judged(code, 9, 10)
        tie = replace(own.results[0], indicator="pleased", value=value, attainment=None, weight=Fraction(0))
        return replace(own, results=(*own.results, tie))

    def aimed(department: Department, op: Operator) -> Department:
        first, *more = department.results
        return replace(department, results=(first, *(replace(each, target=Target(op, Fraction(1))) for each in more)))

    values = {"a": Fraction(8, 10), "b": Fraction(9, 10), "c": None, "d": Fraction(9, 10)}
    pairs = [*(with_tie(code, value) for code, value in values.items()), judged("e", 10, 10), judged("f", 8, 10)]
    cases: tuple[tuple[Operator, str], ...] = (("at_least", "b2 d2 a4 c5"), ("at_most", "a2 b3 d3 c5"))
    for op, places in cases:
        found = add_ranks([aimed(each, op) for each in pairs], lambda *_: rate, Ranking(ties=("pleased",)))
        ranked = {each.code: each.rank for each in rank(found)}
        assert [f"{code}{place.place}" for code, place in ranked.items() if place] == ["e1", *places.split(), "f6"]
        assert {code for code, place in ranked.items() if place and place.tied} == {"b", "d"}
        assert {place.of for place in ranked.values() if place} == {6}


def test_a_value_of_too_few_rows_breaks_no_tie(rate: Indicator) -> None:
    def with_tie(code: str, status: Status, value: Fraction) -> Department:
        own = judged(code, 9, 10)
        tie = replace(own.results[0], indicator="pleased", status=status, value=value, weight=Fraction(0))
        return replace(own, results=(*own.results, tie))

    few = with_tie("a", Status.NOT_APPLICABLE, Fraction(1))
    found = add_ranks([few, with_tie("b", Status.MISSED, Fraction(1, 2))], lambda *_: rate, Ranking(ties=("pleased",)))
    assert [each.rank.place for each in found if each.rank] == [2, 1]


def test_a_pack_may_let_bonuses_raise_the_score_above_100(rate: Indicator) -> None:
    result = replace(judged("a", 10, 10).results[0], attainment=Fraction(11, 10))
    assert (total([result]), total([result], (), Fraction(105)), total([result], (), Fraction(120))) == (100, 105, 110)
