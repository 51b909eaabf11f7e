"""Whose results another version of a pack changes, and how: from reports built by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from checker.compare.outcomes import Effect, find_effects
from checker.model import Department, IndicatorLabel, Report, Result, State, Status, Target
from checker.text.bilingual import Text

LABEL = IndicatorLabel("rate", Text(zh="出庭率", en="Rate"), "一", Text("%", "%"))
TALKS = IndicatorLabel("talks", Text(zh="讲座", en="Talks"), "二", Text(zh="次", en="talks"))
MET = Result(
    indicator="rate",
    clause="一",
    status=Status.MET,
    final=True,
    reachable=True,
    value=Fraction(1),
    lower=Fraction(1),
    upper=Fraction(1),
    numerator=Fraction(4),
    denominator=Fraction(4),
    excluded=0,
    unknown=0,
    target=Target("at_least", Fraction(1)),
    unit="%",
    needed=None,
    attainment=Fraction(1),
    weight=Fraction(10),
)
MISSED = replace(
    MET,
    status=Status.MISSED,
    reachable=False,
    value=Fraction(3, 4),
    lower=Fraction(3, 5),
    upper=Fraction(3, 4),
    numerator=Fraction(3),
    excluded=2,
    unknown=1,
    attainment=Fraction(3, 4),
)
COUNTED = replace(
    MET, indicator="talks", value=Fraction(5), lower=Fraction(5), upper=Fraction(5), numerator=None, denominator=None
)
COUNTED = replace(COUNTED, target=Target("at_least", Fraction(4)), unit="次")


def department(code: str, *results: Result, score: int | None = 90, state: State = State.ACCEPTED) -> Department:
    name, grade = Text(zh=f"{code}局", en=f"{code} Bureau"), None if score is None else Text(zh="好", en="Good")
    exact = None if score is None else Fraction(score)
    return Department(code, name, f"{code}.xlsx", "a" * 64, state, exact, grade, results, (), (), ())


def report(*departments: Department, district: tuple[Result, ...] = ()) -> Report:
    return Report(
        tool="0.1.0",
        pack="p",
        pack_title=Text("包", "Pack"),
        pack_version="1",
        pack_sha256="b" * 64,
        period="2022Q4",
        as_of=date(2022, 12, 31),
        run=None,
        departments=departments,
        indicators=(LABEL, TALKS),
        district_name=Text(zh="某区", en="A district"),
        district_results=district,
        missing=(),
    )


def told(found: tuple[Effect, ...], language: str = "en") -> list[tuple[str | None, ...]]:
    return [
        (
            each.code,
            each.indicator,
            *(None if text is None else text.of(language) for text in (each.before, each.after)),
        )
        for each in found
    ]


def test_the_same_results_are_no_effect() -> None:
    assert find_effects(report(department("a", MET)), report(department("a", MET))) == ()


def test_a_result_and_the_score_that_follows_from_it() -> None:
    before = report(department("a", MET), department("b", MET))
    after = report(department("a", MISSED, score=70), department("b", MET))
    assert told(find_effects(before, after)) == [
        ("a", "", "accepted, 90, Good", "accepted, 70, Good"),
        (
            "a",
            "rate",
            "met, 100%, 4/4, target ≥ 100%, earns 100% of its weight",
            "missed, 75%, [60% – 75%], 3/4, 2 left out, 1 undecided, target ≥ 100%, out of reach, "
            "earns 75% of its weight",
        ),
    ]
    assert told(find_effects(before, after), "zh") == [
        ("a", "", "已接收，90 分，好", "已接收，70 分，好"),
        (
            "a",
            "rate",
            "达标，100%，4/4，目标 ≥ 100%，得权重的 100%",
            "未达标，75%，[60% – 75%]，3/4，剔除 2，待定 1，目标 ≥ 100%，已不可能达标，得权重的 75%",
        ),
    ]


def test_another_target_alone_is_no_effect() -> None:
    lower = replace(MET, target=Target("at_least", Fraction(9, 10)))
    assert find_effects(report(department("a", MET)), report(department("a", lower))) == ()


def test_an_indicator_that_comes_or_goes() -> None:
    before, after = report(department("a", MET)), report(department("a", COUNTED))
    after = replace(after, indicators=(TALKS,))
    found = find_effects(before, after)
    assert [(each.indicator, each.name.en) for each in found] == [("talks", "Talks"), ("rate", "Rate")]
    assert told(found) == [
        ("a", "talks", None, "met, 5 talks, target ≥ 4 talks, earns 100% of its weight"),
        ("a", "rate", "met, 100%, 4/4, target ≥ 100%, earns 100% of its weight", None),
    ]


def test_a_department_that_is_on_one_roster_only_or_rejected_by_one_version() -> None:
    before = report(department("a", MET), department("", state=State.REJECTED, score=None))
    after = report(department("b", MET, score=None), department("", state=State.ACCEPTED, score=80))
    assert told(find_effects(before, after)) == [
        ("b", "", None, "accepted"),
        ("b", "rate", None, "met, 100%, 4/4, target ≥ 100%, earns 100% of its weight"),
        ("", "", "rejected", "accepted, 80, Good"),
        ("a", "", "accepted, 90, Good", None),
        ("a", "rate", "met, 100%, 4/4, target ≥ 100%, earns 100% of its weight", None),
    ]


def test_the_district_s_own_figure() -> None:
    empty = replace(MET, status=Status.NOT_APPLICABLE, value=None, numerator=None, denominator=None, attainment=None)
    (found,) = find_effects(report(district=(MET,)), report(district=(empty,)))
    assert (found.code, found.department.en, found.indicator) == ("", "A district", "rate")
    assert told((found,))[0][3] == "not applicable, target ≥ 100%"
