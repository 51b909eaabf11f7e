"""The charts put things where their values are, and a movement says whether it is better."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from checker.model import Between, Point, Previous, Standing, Status, Target
from checker.reporters.html.charts import bullet, level, shares, trend
from checker.reporters.html.figures import make_all_figures
from checker.reporters.html.view import View
from checker.text.bilingual import Text
from tests.reporters.drawn_reports import LABELS, QUARTER, result

PERCENT = Text("%", "%")
HALF = result("satisfaction-rate", Status.MISSED, Fraction(1, 2), "3/4", counted=(1, 2))


def places(svg: str, name: str, attribute: str) -> list[float]:
    found = re.findall(rf'<\w+ class="{name}"[^>]*? {attribute}="([^"]*)"', svg)
    return [float(value) for value in found]


def test_a_share_lies_between_nothing_and_the_whole():
    svg = bullet(HALF, Fraction(1, 4))
    assert places(svg, "bar s-missed", "width") == [120]
    assert places(svg, "target", "x1") == [180]
    assert places(svg, "before", "cx") == [60]
    assert not places(svg, "bounds", "width")


def test_bounds_are_a_band_and_an_open_one_goes_to_the_end():
    low, high = Fraction(1, 4), Fraction(5, 8)
    assert places(bullet(replace(HALF, lower=low, upper=high), None), "bounds", "width") == [90]
    assert places(bullet(replace(HALF, lower=low, upper=None), None), "bounds", "width") == [180]


def test_a_fall_is_drawn_to_the_left_of_zero():
    fell = replace(
        HALF,
        value=Fraction(-3),
        lower=Fraction(-3),
        upper=Fraction(-3),
        target=Target("below", Fraction(0)),
        unit="suits",
    )
    svg = bullet(replace(fell, expected=Fraction(1)), None)
    assert places(svg, "bar s-missed", "x") == [0]
    assert places(svg, "bar s-missed", "width") == [180]
    assert places(svg, "target", "x1") == [180]


def test_nothing_at_all_still_has_an_axis():
    svg = bullet(
        replace(HALF, value=None, lower=None, upper=None, target=Target("equals", Fraction(0)), unit="cases"), None
    )
    assert places(svg, "target", "x1") == [0]


def test_a_course_is_drawn_by_the_days_between_its_points():
    points = (
        Point(date(2022, 1, 1), Fraction(0), None),
        Point(date(2022, 1, 4), None, Fraction(1, 2)),
        Point(date(2022, 1, 5), Fraction(1), Fraction(1)),
    )
    svg = trend(replace(HALF, trend=points), PERCENT)
    left, right = places(svg, "value", "cx")
    (path,) = re.findall(r'class="value" d="([^"]*)"', svg)
    assert path == f"M{left:.2f} 192.00 M{right:.2f} 14.00"  # broken where there was no value
    (expected,) = re.findall(r'class="expected" d="([^"]*)"', svg)
    assert expected == f"M{left + (right - left) * 3 / 4:.2f} 103.00 L{right:.2f} 14.00"
    assert re.findall(r">([^<]+)</text>", svg) == ["75%", "100%", "0%", "2022-01-01", "2022-01-05", "100%"]


def test_without_points_there_is_no_course():
    assert trend(HALF, PERCENT) == ""


def test_one_point_is_a_course():
    svg = trend(replace(HALF, trend=(Point(date(2022, 1, 1), Fraction(1), None),)), PERCENT)
    assert len(places(svg, "value", "cx")) == 1


def test_a_target_with_two_sides_has_two_lines():
    two = Between(Target("at_least", Fraction(1, 4)), Target("at_most", Fraction(3, 4)))
    svg = bullet(replace(HALF, target=two), None)
    assert places(svg, "target", "x1") == [60, 180]
    assert places(bullet(replace(HALF, target=replace(two, given=False)), None), "target", "x1") == []


def test_counts_share_a_bar():
    svg = shares([("s-met", 1), ("s-missed", 3)])
    assert places(svg, "s-met", "width") + places(svg, "s-missed", "width") == [60, 180]
    assert places(shares([]), "track", "width") == [240]
    assert places(level(Fraction(25)), "bar", "width") == [18]


@pytest.mark.parametrize(
    ("op", "before", "direction", "turn"),
    [
        ("at_least", "1/4", "up", "better"),
        ("at_least", "3/4", "down", "worse"),
        ("at_most", "1/4", "up", "worse"),
        ("below", "3/4", "down", "better"),
        ("equals", "3/4", "down", ""),
        ("above", "1/2", "same", ""),
    ],
)
def test_a_movement_knows_which_way_is_better(op, before, direction, turn):
    now = replace(HALF, target=Target(op, Fraction(3, 4)))
    previous = Previous("2022Q2", {}, {("", now.indicator): Standing(Status.MISSED, Fraction(before))})
    report = replace(QUARTER, departments=(), district_results=(now,), indicators=LABELS, previous=previous)
    (words,) = make_all_figures(View(report)).values()
    assert (words.direction, words.turn) == (direction, turn)
    assert words.before.en == {"1/4": "25%", "1/2": "50%", "3/4": "75%"}[before]
