"""Targets with two sides in a pack: parameters and dates on each side, what lint asks, and the words for them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from checker.authoring.lint import lint
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import Task
from checker.definitions.veto import VetoWhen
from checker.describe.sections import describe
from checker.measures import measures
from checker.model import Between, Language, Target
from checker.periods import parse_period
from checker.scoring.score import _share_of_change
from checker.tables.yaml.problems import PackError
from tests.definitions.small_pack import SMALL, write_small

WHEN = (parse_period("2022Q4", 1), date(2022, 12, 31))
ONE = "target: {at_most: 100}"
BANDS = "scoring: bands\nbands:\n  - {at_most: 120, earns: 50%}\n"


def pack_with(folder: Path, target: str, more: str = "", parameters: str = "") -> Pack:
    change = {"demo/sums.yaml": {ONE: f"target: {target}", BANDS: more}}
    if parameters:
        change["demo/pack.yaml"] = {"  hours: 60\n": f"  hours: 60\n{parameters}"}
    return load_pack(write_small(folder, change=change))


def asked(pack: Pack, number: int = 0) -> object:
    return pack.indicators["sums"].target[number].target


def test_each_side_may_be_a_parameter_and_start_on_a_day(tmp_path: Path) -> None:
    target = "[{above: 40, at_most: {parameter: most}}, {at_least: {parameter: hours}, below: 110, from: 2022-01-01}]"
    pack = pack_with(tmp_path, target, parameters="  most: 90\n")
    assert asked(pack) == Between(Target("above", Fraction(40)), Target("at_most", Fraction(90)))
    assert asked(pack, 1) == Between(Target("at_least", Fraction(60)), Target("below", Fraction(110)))


def test_parameters_may_not_turn_a_range_round(tmp_path: Path) -> None:
    with pytest.raises(PackError) as stopped:
        pack_with(tmp_path, "{at_least: {parameter: hours}, at_most: 50}")
    assert [each.code.id for each in stopped.value.problems] == ["D122"]


def test_the_words(tmp_path: Path) -> None:
    told = _told(pack_with(tmp_path, "{at_least: 50, below: 100}"))
    assert "目标：不少于 50 万元且少于 100 万元。" in told["zh"]
    assert "The target: at least 50 10k yuan and less than 100 10k yuan." in told["en"]
    assert "the value divided by the lower limit; above, the upper limit divided by the value" in told["en"]
    assert "低于下限的，按数值除以下限；高于上限的，按上限除以数值" in told["zh"]


def test_the_words_of_a_deduction(tmp_path: Path) -> None:
    told = _told(pack_with(tmp_path, "{at_least: 50, below: 100}", "scoring: {deduct: {points: 1, per: 5}}\n"))
    assert "outside it, it loses 1 point for every 5 10k yuan between it and the nearer limit" in told["en"]
    assert "与较近的界限每相差" in told["zh"]


def _told(pack: Pack) -> dict[str, str]:
    languages: tuple[Language, Language] = ("zh", "en")
    return {each: "\n".join(describe(pack, pack.indicators["sums"], each)) for each in languages}


@pytest.mark.parametrize(
    ("target", "more", "codes"),
    [
        ("{at_least: 0, at_most: 100}", "", {"D152"}),  # one side is always met
        ("{above: 0, at_most: 100}", "", set()),
        (
            "{at_least: 50, at_most: 100}",
            "scoring: {tiers: [{below: 20, earns: 0}, {at_least: 20, below: 50, earns: 50%}, "
            "{above: 100, earns: 0}]}\n",
            set(),
        ),
        (
            "{at_least: 50, at_most: 100}",
            "scoring: {tiers: [{below: 20, earns: 50%}, {at_least: 20, below: 50, earns: 10%}, "
            "{above: 100, earns: 0}]}\n",
            {"D157"},
        ),
    ],
)
def test_what_lint_asks(tmp_path: Path, target: str, more: str, codes: set[str]) -> None:
    found = [each for each in lint(pack_with(tmp_path, target, more)) if each.code.id in ("D152", "D157")]
    asks = {each.code.id for each in found if "sums.yaml" in each.line_of("en")}
    assert asks == codes


def test_a_ceiling_of_two_sides_is_asked_whose_it_is(tmp_path: Path) -> None:
    change = {"demo/sums.yaml": {ONE: "target: {at_least: 50, at_most: 100}", BANDS: "", "for_each: district\n": ""}}
    assert "D199" in {each.code.id for each in lint(load_pack(write_small(tmp_path, change=change)))}


def test_a_veto_for_values_between_the_sides_contradicts_them() -> None:
    low, high = Target("at_least", Fraction(4)), Target("at_most", Fraction(6))
    for value in range(10):
        for name in ("at_least", "above", "at_most", "below"):
            rule = VetoWhen.model_validate({name: value})
            reached = any(rule.target.is_met(Fraction(each, 2)) for each in range(8, 13))
            assert rule.contradicts(Between(low, high)) is reached, (name, value)


FAILURES = """\
consequences:
  - name: {zh: 逐行扣款, en: For each row}
    unit: {zh: 元, en: yuan}
    failures: {indicators: [appearance], takes: 5}
"""


def test_no_row_of_two_sides_takes_a_sum(tmp_path: Path) -> None:
    starts = "starts: 2021-01-01"
    change = {
        "demo/pack.yaml": {starts: f"{FAILURES}{starts}"},
        "demo/appearance.yaml": {"{at_least: 90%}": "{at_least: 80%, at_most: 90%}"},
    }
    with pytest.raises(PackError) as stopped:
        load_pack(write_small(tmp_path, change=change))
    (problem,) = stopped.value.problems
    assert problem.code.id == "D122" and "a target with two sides" in problem.line_of("en")


VALUES = (
    "parameters:\n  most: {clause: 附件, name: {zh: 上限, en: Most}, values: {all: 90, departments: {justice: %s}}}\n"
)


@pytest.mark.parametrize(("own", "problems"), [(95, []), (55, ["D122"])])
def test_departments_may_have_sides_of_their_own(tmp_path: Path, own: int, problems: list[str]) -> None:
    own_sums = (SMALL / "demo/sums.yaml").read_text(encoding="utf-8").partition("examples:")[0].replace(BANDS, "")
    own_sums = own_sums.replace(ONE, "target: {at_least: 60, at_most: {parameter: most}}")
    written = {"demo/sums.yaml": own_sums, "demo/parameters.yaml": VALUES % own}
    folder = write_small(tmp_path, write=written)
    if problems:
        with pytest.raises(PackError) as stopped:
            load_pack(folder)
        assert [each.code.id for each in stopped.value.problems] == problems
        return
    task = Task(load_pack(folder), *WHEN)
    highs = {each: task.own("sums", each).target[0].target for each in ("justice", "finance")}
    assert {name: aim.limits[1].value for name, aim in highs.items()} == {"justice": 95, "finance": 90}


def test_measures_with_one_side_are_known() -> None:
    found = {name for name, measure in measures().items() if not measure.two_sided}
    assert found == {"cohort", "milestone", "cycles", "sliding", "availability"}


def test_what_is_near_is_counted_in_points(tmp_path: Path) -> None:
    for number, said in (
        ("1%", "1 percentage point"),
        ("2%", "2 percentage points"),
        ("0.5%", "0.5 percentage points"),
    ):
        folder = tmp_path / number
        pack = load_pack(write_small(folder, change={"demo/appearance.yaml": {"near: 2%": f"near: {number}"}}))
        told = "\n".join(describe(pack, pack.indicators["appearance"], "en"))
        assert f"Within {said} of the target, it counts as near." in told


def test_the_words_of_a_change_hold_below_zero_too(tmp_path: Path) -> None:
    change = {"demo/fall.yaml": {"target: {below: 0}": "target: {at_least: -10, at_most: -5}"}}
    pack = load_pack(write_small(tmp_path, change=change))
    told = "\n".join(describe(pack, pack.indicators["fall"], "en"))
    assert "of the value and the limit that it misses, without their signs, the smaller divided by the larger" in told
    low, high = Target("at_least", Fraction(-10)), Target("at_most", Fraction(-5))
    earned = [_share_of_change(Fraction(each), Between(low, high).at(Fraction(each))) for each in (-20, -3, 0, 4)]
    assert earned == [Fraction(1, 2), Fraction(3, 5), 0, 0]
