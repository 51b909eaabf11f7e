"""Means, medians and percentiles beside statistics and numpy, and beside every way in which open cells turn out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import product
from statistics import fmean, median
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from checker.definitions.indicators import Indicator
from checker.model import Measured, Result, Status
from tests.measures.needed import world
from tests.measures.needed.world import BAD, END, TABLES, Row, indicator, of_the_district, sentences, stand
from tests.typed_rows import table

MAY, JUNE = date(2022, 5, 1), world.JUNE
VISITS = table(
    "visits",
    {
        "no": {"type": "text"},
        "on": {"type": "date"},
        "urgent": {"type": "boolean"},
        "minutes": {"type": "decimal", "minimum": 0, "maximum": 200},
        "warmth": {"type": "decimal"},
        "replies": {"type": "integer", "minimum": 0, "maximum": 5},
    },
    key=["no"],
)
OVER = {"table": "visits", "when": "on", "column": "minutes"}
NUMBERS = ("0", "7.5", "10", "30", "45", "60", "120")


@pytest.fixture(autouse=True)
def visits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TABLES, "visits", VISITS)


def visit(minutes: Any, replies: Any = 1, **more: Any) -> Row:
    return {"on": MAY, "minutes": minutes, "replies": replies, "urgent": True, **more}


def asked(word: str, target: dict[str, Any], **more: Any) -> Indicator:
    return indicator({word: {**OVER, **more}}, target)


def judged(word: str, target: dict[str, Any], minutes: Sequence[Any], as_of: date = END, **more: Any) -> Result:
    return stand(asked(word, target, **more), {"visits": [visit(each) for each in minutes]}, as_of)


exact = st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=9)
parts = st.sampled_from(["1%", "1/4", "1/3", "50%", "80%", "90%", "95%", "99.9%", "100%"])


@settings(deadline=None, max_examples=120)
@given(exact, parts)
def test_percentiles_are_those_of_numpy(minutes: list[str], at: str) -> None:
    numbers = [Fraction(each) for each in minutes]
    share = Fraction(at) if "/" in at else Fraction(at.rstrip("%")) / 100
    floats = [float(each) for each in numbers]
    linear = judged("percentile", {"at_least": 0}, minutes, at=at, method="linear").value
    assert linear is not None
    assert float(linear) == pytest.approx(float(np.percentile(floats, float(share) * 100)), abs=1e-9)
    nearest = judged("percentile", {"at_least": 0}, minutes, at=at).value
    # The first of the numbers that enough of them do not exceed: counted in whole numbers, as floats miss by a hair.
    first = next(each for each in sorted(numbers) if sum(one <= each for one in numbers) >= share * len(numbers))
    assert nearest == first
    if share.denominator in (1, 2, 4):  # exact as a float
        assert nearest == np.percentile(floats, float(share) * 100, method="inverted_cdf")


@settings(deadline=None, max_examples=60)
@given(exact)
def test_the_median_and_the_mean_are_those_of_statistics(minutes: list[str]) -> None:
    numbers = [Fraction(each) for each in minutes]
    assert judged("median", {"at_least": 0}, minutes).value == median(numbers)
    mean = judged("mean", {"at_least": 0}, minutes)
    assert (mean.value, mean.numerator, mean.denominator) == (sum(numbers) / len(numbers), sum(numbers), len(numbers))
    assert float(mean.value or 0) == pytest.approx(fmean(map(float, numbers)))


rows = st.lists(
    st.fixed_dictionaries(
        {
            "on": st.just(MAY),
            "urgent": st.sampled_from([True, True, False, BAD]),
            "minutes": st.sampled_from(["0", "30", "120", None, BAD]),
            "replies": st.sampled_from([0, 1, 3, None, BAD]),
        }
    ),
    max_size=4,
)


def ends(row: Row) -> set[tuple[Fraction, Fraction] | None]:
    """The minutes and replies of a row at the ends of what they can be; None if it does not count."""
    minutes = ("0", "200") if row["minutes"] in (None, BAD) else (row["minutes"],)
    replies = (0, 5) if row["replies"] in (None, BAD) else (row["replies"],)
    counted = {(Fraction(one), Fraction(other)) for one, other in product(minutes, replies)}
    inside: dict[Any, set[tuple[Fraction, Fraction] | None]] = {True: {*counted}, False: {None}}
    return inside.get(row["urgent"], {*counted, None})


@settings(deadline=None, max_examples=80)
@given(rows, st.sampled_from(["at_least", "at_most", "above", "below"]))
def test_every_way_in_which_a_weighted_mean_turns_out(visits: list[Row], op: str) -> None:
    found = stand(asked("mean", {op: 50}, weight="replies", where={"urgent": True}), {"visits": visits})
    means: set[Fraction | None] = set()
    for chosen in product(*map(ends, visits)):
        counted = [each for each in chosen if each is not None]
        weight = sum(replies for _, replies in counted)
        means.add(sum(minutes * replies for minutes, replies in counted) / weight if weight else None)
    values = [each for each in means if each is not None]
    if not values:
        assert found.status is Status.NOT_APPLICABLE
        return
    assert (found.lower, found.upper) == (min(values), max(values))
    reached = {
        {"at_least": each >= 50, "at_most": each <= 50, "above": each > 50, "below": each < 50}[op] for each in values
    }
    decided = Status.UNDETERMINED if len(reached) == 2 else Status.MET if True in reached else Status.MISSED
    assert found.status is (Status.UNDETERMINED if None in means else decided)


@pytest.mark.parametrize(
    ("op", "well"), [("at_most", (59, 60)), ("below", (59,)), ("at_least", (60, 61)), ("above", (61,))]
)
@pytest.mark.parametrize("word", ["mean", "median", "percentile"])
@pytest.mark.parametrize("value", [59, 60, 61])
def test_both_sides_of_a_target(word: str, op: str, well: tuple[int, ...], value: int) -> None:
    more = {"at": "80%"} if word == "percentile" else {}
    result = judged(word, {op: 60}, [value] * 5, **more)
    assert result.status is (Status.MET if value in well else Status.MISSED)


def test_a_number_without_a_maximum_leaves_the_mean_open_and_the_median_decided() -> None:
    warm = [{**visit(0), "warmth": each} for each in ("1", "2", "3", "4", BAD)]
    mean = stand(indicator({"mean": {**OVER, "column": "warmth"}}, {"at_most": 5}), {"visits": warm})
    assert (mean.value, mean.lower, mean.upper) == (Fraction(5, 2), None, None)
    assert mean.status is Status.UNDETERMINED
    middle = stand(indicator({"median": {**OVER, "column": "warmth"}}, {"at_most": 3}), {"visits": warm})
    assert (middle.lower, middle.upper, middle.status) == (2, 3, Status.MET)
    highest = {"percentile": {**OVER, "column": "warmth", "at": "100%"}}
    most = stand(indicator(highest, {"at_most": 5}), {"visits": warm})
    assert (most.lower, most.upper, most.status) == (4, None, Status.UNDETERMINED)


@pytest.mark.parametrize("word", ["mean", "median", "percentile"])
def test_without_rows_there_is_nothing_to_measure(word: str) -> None:
    more = {"at": "90%"} if word == "percentile" else {}
    assert judged(word, {"at_most": 5}, [], **more).status is Status.NOT_APPLICABLE
    left_out = judged(word, {"at_most": 5}, ["9"], exclusion={"urgent": True}, **more)
    assert (left_out.status, left_out.excluded) == (Status.NOT_APPLICABLE, 1)


@pytest.mark.parametrize("word", ["mean", "median", "percentile"])
@pytest.mark.parametrize("op", ["at_most", "at_least"])
def test_nothing_is_out_of_reach_while_rows_may_follow(word: str, op: str) -> None:
    more = {"at": "90%"} if word == "percentile" else {}
    result = judged(word, {op: 60}, ["120" if op == "at_most" else "10"], JUNE, **more)
    assert (result.status, result.reachable) == (Status.BEHIND, True)


def test_the_district_takes_the_rows_of_all_departments() -> None:
    many, few = ["10"] * 9, ["100"]
    for word, value in (("mean", 19), ("median", 10)):
        about = asked(word, {"at_most": 20})
        one, other = (stand(about, {"visits": [visit(each) for each in some]}).measured for some in (many, few))
        result = of_the_district(about, [one, other])
        assert (result.value, result.status) == (value, Status.MET)  # the mean of their figures is 55
        assert result.denominator == 10


@settings(deadline=None, max_examples=60)
@given(rows, rows, st.sampled_from(["mean", "median", "percentile"]))
def test_departments_together_are_as_one(some: list[Row], others: list[Row], word: str) -> None:
    more = {"mean": {"weight": "replies"}, "percentile": {"at": "80%", "method": "linear"}}.get(word, {})
    about = asked(word, {"at_most": 50}, where={"urgent": True}, **more)

    def figures(measured: Measured) -> Any:
        spread = measured.spread
        assert spread is not None
        return (
            Measured("amount", measured.counts, measured.amount, measured.low, measured.high),
            spread.known,
            spread.open,
        )

    whole = about.asked.combine([stand(about, {"visits": [*some, *others]}).measured])
    parts = [stand(about, {"visits": each}).measured for each in (some, others)]
    assert figures(about.asked.combine(parts)) == figures(whole) == figures(about.asked.combine(parts[::-1]))


def test_a_mean_says_what_its_rows_must_add_up_to() -> None:
    result = judged("mean", {"at_most": 30}, ["10", "60", "80", "90"])
    zh, en = sentences(result) or ("", "")
    assert "合计 240" in zh and "不高于 120" in zh and "减少 120" in zh and "第 3、4、5 行" in zh
    assert "the sum of the 4 counted rows of “visits” is 240 and has to be at most 120, 120 less" in en
    assert judged("mean", {"at_least": 100}, ["10", "60"]).needed.count == 130  # type: ignore[union-attr]


@settings(deadline=None, max_examples=80)
@given(
    st.lists(st.sampled_from(["0", "30", "45", "60", "120"]), min_size=1, max_size=7),
    st.sampled_from(["1/4", "1/2", "80%", "100%"]),
    st.sampled_from(["nearest-rank", "linear"]),
    st.sampled_from(["at_least", "at_most", "above", "below"]),
)
def test_what_a_percentile_needs_is_enough_and_one_less_is_not(
    minutes: list[str], at: str, method: str, op: str
) -> None:
    """Enough rows of those beyond the target come to it: whichever they are; and as many further rows."""
    more = {"at": at, "method": method}
    result = judged("percentile", {op: 45}, minutes, JUNE, **more)
    if result.status is not Status.BEHIND:
        assert result.needed is None
        return
    assert result.needed is not None
    within = {"at_least": "45", "at_most": "45", "above": "46", "below": "44"}[op]

    def reached(some: Sequence[str]) -> bool:
        return judged("percentile", {op: 45}, some, END, **more).status is Status.MET

    if result.needed.count is not None:
        further = int(result.needed.count)
        assert reached([*minutes, *[within] * further])
        if op in ("at_least", "at_most"):
            assert not reached([*minutes, *[within] * (further - 1)])
    beyond = [row - 2 for row in result.needed.rows]
    enough = next(
        count
        for count in range(len(beyond) + 1)
        if reached([within if index in beyond[len(beyond) - count :] else each for index, each in enumerate(minutes)])
        and reached([within if index in beyond[:count] else each for index, each in enumerate(minutes)])
    )
    en = result.needed.text.en
    told = f"in {enough} of row" if enough < len(beyond) else f"in row{'' if enough == 1 else 's'} "
    assert told in en or op in ("above", "below")


@pytest.mark.parametrize(
    ("measure", "code"),
    [
        ({"percentile": {**OVER, "at": 90}}, "D110"),
        ({"percentile": {**OVER, "at": 0}}, "D110"),
        ({"mean": {**OVER, "weight": "warmth"}}, "D122"),
        ({"mean": {**OVER, "column": "urgent"}}, "D115"),
    ],
)
def test_what_makes_no_sense_is_refused(measure: dict[str, Any], code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        indicator(measure, {"at_most": 5})
    assert code in str(caught.value.errors())


LAST_YEAR = date(2021, 5, 1)
both_years = st.lists(
    st.fixed_dictionaries(
        {
            "on": st.sampled_from([MAY, MAY, LAST_YEAR]),
            "urgent": st.sampled_from([True, True, True, False, BAD]),
            "minutes": st.sampled_from(["10", "30", "120", BAD]),
        }
    ),
    max_size=4,
)


def compared(word: str, target: dict[str, Any], **more: Any) -> Indicator:
    at = {"at": "80%"} if word == "percentile" else {}
    of = {word: {**OVER, "where": {"urgent": True}, **at}}
    return indicator({"change": {"of": of, "before": "rows", "zero_base": "judge", **more}}, target)


def figure_of(word: str, numbers: Sequence[Fraction]) -> Fraction:
    if word == "percentile":
        return next(each for each in sorted(numbers) if 10 * sum(one <= each for one in numbers) >= 8 * len(numbers))
    return median(numbers) if word == "median" else sum(numbers) / len(numbers)


def possible_figures(word: str, visits: Sequence[Row], day: date) -> set[Fraction | None]:
    found: set[Fraction | None] = set()
    for chosen in product(*(ends({**row, "replies": 1}) for row in visits if row["on"] == day)):
        numbers = [each[0] for each in chosen if each is not None]
        found.add(figure_of(word, numbers) if numbers else None)
    return found


@settings(deadline=None, max_examples=120)
@given(both_years, both_years, st.sampled_from(["mean", "median", "percentile"]), st.sampled_from(["at_most", "above"]))
def test_a_change_compares_the_rows_of_two_years(some: list[Row], others: list[Row], word: str, op: str) -> None:
    """In a department, and in the district, where the rows of both are taken together."""
    about = compared(word, {op: -5})
    found = [stand(about, {"visits": each}) for each in (some, others)]
    together = of_the_district(about, [each.measured for each in found])
    for visits, result in ((some, found[0]), ([*some, *others], together)):
        parts = [some, others] if result is together else [visits]
        if any(part and not any(row["on"] == LAST_YEAR for row in part) for part in parts):
            assert result.status is Status.UNDETERMINED or result is together  # there is no earlier figure
            continue
        now, before = (possible_figures(word, visits, day) for day in (MAY, LAST_YEAR))
        changes = {one - other for one in now for other in before if one is not None and other is not None}
        if not changes:
            assert result.status is Status.NOT_APPLICABLE
            continue
        assert (result.lower, result.upper) == (min(changes), max(changes))
        reached = {each <= -5 if op == "at_most" else each > -5 for each in changes}
        decided = Status.UNDETERMINED if len(reached) == 2 else Status.MET if True in reached else Status.MISSED
        assert result.status is (Status.UNDETERMINED if None in now | before else decided)


def test_a_change_says_both_figures_and_what_the_present_one_needs() -> None:
    waits = [visit("60", on=LAST_YEAR), *map(visit, ("60", "70", "80"))]
    zh, en = sentences(stand(compared("mean", {"at_most": -10}), {"visits": waits})) or ("", "")
    assert "it was 60 a year before, is 70 now and has to be at most 50" in en
    assert "is 210 and has to be at most 150, 60 less" in en and "减少 60" in zh
    _, en = sentences(stand(compared("median", {"at_most": "-10%"}, by="ratio"), {"visits": waits})) or ("", "")
    assert "has to be at most 54" in en and "in 2 of rows 3, 4, 5 of “visits”, “minutes” is at most 54" in en


@pytest.mark.parametrize("before", ["history", None])
def test_a_recorded_mean_has_no_rows_to_pool(before: str | None) -> None:
    more = {} if before is None else {"before": before}
    with pytest.raises(ValidationError) as caught:
        indicator({"change": {"of": {"median": OVER}, **more}}, {"at_most": 0})
    assert "no rows to pool" in str(caught.value.errors())
