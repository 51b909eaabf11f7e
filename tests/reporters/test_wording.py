"""Figures for people: exact, never rounded onto a target that they do not equal."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Between, Measured, Member, Rows, Severity, State, Status, Target
from checker.tables.operands import OPERATORS
from checker.text.bilingual import Text
from checker.text.normalize import decimal_text
from checker.wording import labels as wording
from checker.wording.labels import score_text, target_text, value_text
from checker.wording.results import bounds_text, figure_text, fraction_text, member_text, short_members
from checker.wording.targets import read_target, target_cells, target_data
from tests.reporters.drawn_reports import result

PERCENT = Text("%", "%")
TIMES = Text(zh="次", en="times")


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        ("0", 6, "0"),
        ("19/20", 10, "0.95"),
        ("1/3", 6, "0.333333"),
        ("2/3", 2, "0.67"),
        ("-1/8", 2, "-0.12"),
        ("-1/2", 6, "-0.5"),
        ("1/200", 2, "0"),
        ("-1/1000", 2, "0"),
        ("100", 0, "100"),
        ("1" + "0" * 40, 6, "1" + "0" * 40),
    ],
)
def test_decimals(value, places, text):
    assert decimal_text(Fraction(value), places) == text


@given(st.fractions())
def test_ten_decimals_are_the_nearest(value):
    shown = Fraction(Decimal(decimal_text(value, 10)))
    assert abs(shown - value) <= Fraction(1, 2 * 10**10)


@pytest.mark.parametrize(
    ("value", "target", "text"),
    [
        ("0.9496", "0.95", "94.96%"),
        ("0.94996", "0.95", "94.996%"),
        ("0.9499999", "0.95", "94.99999%"),
        ("0.95", "0.95", "95%"),
        ("19/20", None, "95%"),
        ("0.9500001", "0.95", "95.00001%"),
        ("2/3", "1", "66.67%"),
        ("0.999999", "1", "99.9999%"),
        ("-0.05", "0", "-5%"),
    ],
)
def test_a_share_is_told_apart_from_its_target(value, target, text):
    assert value_text(Fraction(value), PERCENT, "zh", None if target is None else Fraction(target)) == text


@pytest.mark.parametrize(
    ("value", "unit", "language", "text"),
    [
        ("3", TIMES, "zh", "3 次"),
        ("3", TIMES, "en", "3 times"),
        ("59.5", Text("学时", "class hours"), "en", "59.5 class hours"),
        ("1/3", Text("", ""), "zh", "约 0.33"),
    ],
)
def test_an_amount_carries_its_unit(value, unit, language, text):
    assert value_text(Fraction(value), unit, language) == text


def test_an_amount_is_told_apart_from_its_target():
    assert value_text(60 - Fraction(1, 10**8), TIMES, "en", Fraction(60)) == "about 59.99999999 times"


@given(st.fractions(min_value=0, max_value=2), st.sampled_from([Fraction(19, 20), Fraction(1), Fraction(0)]))
def test_no_value_is_ever_printed_as_a_target_that_it_is_not(value, target):
    printed = Fraction(value_text(value, PERCENT, "en", target).removesuffix("%")) / 100
    assert (printed == target) == (value == target)


@pytest.mark.parametrize(
    ("score", "text"), [(None, "-"), ("93.5", "93.5"), ("89.999", "89.99"), ("90", "90"), ("0", "0"), ("100", "100")]
)
def test_a_score_is_cut_and_never_lifted_into_the_next_grade(score, text):
    assert score_text(None if score is None else Fraction(score)) == text


def test_bounds_are_told_only_where_the_value_is_open():
    certain = result("satisfaction-rate", Status.MET, Fraction(1), "19/20", counted=(3, 3))
    open_ = result("satisfaction-rate", Status.UNDETERMINED, None, "19/20", bounds=(Fraction("0.93"), Fraction("0.97")))
    boundless = result("lectures", Status.UNDETERMINED, Fraction(5), 8, bounds=(Fraction(5), None))
    assert bounds_text(certain, PERCENT, "zh") == ""
    assert bounds_text(open_, PERCENT, "zh") == "[93% – 97%]"
    assert bounds_text(boundless, TIMES, "zh") == "[5 次 – …]"
    assert (figure_text(certain, PERCENT, "zh"), figure_text(open_, PERCENT, "zh")) == ("100%", "-")
    assert (fraction_text(certain), fraction_text(open_)) == ("3/3", "")


@pytest.mark.parametrize(
    ("op", "sign"), [("at_least", "≥"), ("at_most", "≤"), ("above", ">"), ("below", "<"), ("equals", "=")]
)
def test_a_target_is_written_with_its_sign(op, sign):
    assert target_text(Target(op, Fraction("0.95")), PERCENT, "en") == f"{sign} 95%"


TWO_SIDES = Between(Target("at_least", Fraction("0.85")), Target("below", Fraction("0.92")))


def test_a_target_with_two_sides_has_both_signs():
    assert target_text(TWO_SIDES, PERCENT, "en") == "≥ 85% and < 92%"
    assert target_text(TWO_SIDES, PERCENT, "zh") == "≥ 85% 且 < 92%"
    assert target_text(replace(TWO_SIDES, given=False), PERCENT, "en") == "none given"


@pytest.mark.parametrize("given", [True, False])
@pytest.mark.parametrize("target", [TWO_SIDES, *(Target(op, Fraction(3, 4)) for op in OPERATORS)])
def test_a_target_is_read_back_as_it_was_written(target, given):
    written = target_data(replace(target, given=given))
    assert (written["value"] is None) is (not given or target is TWO_SIDES)
    back = read_target(written)
    assert back.given is given
    assert not given or back == target
    values = {TWO_SIDES: "0.85..0.92"}.get(target, "0.75") if given else ""
    assert target_cells(written) == (written["op"], values)
    assert target_data(back) == written


def test_every_status_severity_and_state_has_its_words_and_no_two_share_a_mark():
    assert set(wording.STATUSES) == set(wording.MARKS) == set(Status)
    assert set(wording.SEVERITIES) == set(wording.DEMANDS) == set(Severity)
    assert set(wording.STATES) == set(State)
    assert len(set(wording.MARKS.values())) == len(Status)


HOURS = Text(zh="学时", en="hours")


def member(key, amount, goal, place="failed"):
    amount, goal = Fraction(amount), Fraction(goal)
    return Member(key, Text(key, key), 2, amount, amount, amount, goal, goal, place, place, Rows("t"), True)


@pytest.mark.parametrize(
    ("amount", "goal", "unit", "zh", "en"),
    [
        ("31", "60", HOURS, "0417：31/60 学时，还差 29", "0417: 31 of 60 hours, 29 to go"),
        ("0", "1", TIMES, "0417：0/1 次，还差 1", "0417: 0 of 1 time, 1 to go"),
        ("31.5", "60", Text("", ""), "0417：31.5/60，还差 28.5", "0417: 31.5 of 60, 28.5 to go"),
        # 60 hours for 10 days of 31: nobody who does what is said may fall short of it
        ("0", "1935/100", HOURS, "0417：0/19.35 学时，还差 19.35", "0417: 0 of 19.35 hours, 19.35 to go"),
        ("1", "600/31", HOURS, "0417：1/19.36 学时，还差 18.36", "0417: 1 of 19.36 hours, 18.36 to go"),
    ],
)
def test_how_far_a_member_has_come(amount, goal, unit, zh, en):
    assert member_text(member("0417", amount, goal), unit, "zh") == zh
    assert member_text(member("0417", amount, goal), unit, "en") == en


def test_short_members_come_nearest_first():
    members = (
        member("a", 10, 60),
        member("b", 60, 60, "passed"),
        member("c", 0, 60, "excluded"),
        member("d", 59, 60, "pass_or_fail"),
        member("f", 10, 60),
        member("e", 10, 60, "out_or_fail"),
        member("g", 30, 60, "out_or_pass"),
    )
    missed = result("training-coverage", Status.MISSED, Fraction(1, 5), 1, measured=Measured("share", members=members))
    assert [each.key for each in short_members(missed)] == ["d", "a", "e", "f"]
    assert short_members(result("lectures", Status.MISSED, Fraction(3), 4)) == ()
