"""Undecided rows and parts count once, with their least and their most: the examples of a small pack say so."""

from __future__ import annotations

import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest

from checker.authoring.examples import ExampleOutcome, example_submission, judge_example, own_indicator, run_examples
from checker.definitions.indicators import Indicator
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.describe.sections import describe
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.values import POINTS, amount_in, share_unit
from checker.model import Result
from checker.periods import Window
from checker.reporters.report_schema import report_schema
from checker.scoring.score import add_attainment
from checker.tables.words import Words
from checker.tables.yaml.problems import PackError
from checker.text.bilingual import Text
from checker.wording.flags import flag_message
from checker.wording.labels import value_text
from tests.engine.books import book, cells, checked, of_code

WARD = Path(__file__).with_name("ward")
OUTCOMES = run_examples(load_pack(WARD))


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(WARD)


@pytest.mark.parametrize("outcome", OUTCOMES, ids=[f"{each.indicator}: {each.name.en}" for each in OUTCOMES])
def test_every_example(outcome: ExampleOutcome) -> None:
    assert outcome.differences == ()


#: One value, in each unit of a share of 1 and in another: what a sentence and what a report say.
SHOWN = (
    ("%", "5%"),
    ("percent", "5%"),
    ("per cent", "5%"),
    ("percentage points", "5 percentage points"),
    ("Percentage point", "5 percentage points"),
    ("% points", "5 percentage points"),
    ("points", "0.05 points"),
    ("people", "0.05 people"),
)


@pytest.mark.parametrize("written, said", SHOWN)
def test_every_screen_shows_a_share_alike(written: str, said: str) -> None:
    unit = share_unit(Words(zh=written, en=written)).text
    assert amount_in(Fraction(1, 20), unit).en == said
    assert value_text(Fraction(1, 20), unit, "en") == said


def test_both_languages_name_the_same_unit() -> None:
    assert share_unit(Words(zh="个百分点", en="个百分点")).text == Text("个百分点", "percentage points")
    assert amount_in(Fraction(1, 100), POINTS) == Text("1 个百分点", "1 percentage point")


def test_what_the_pack_says_of_a_target_in_points(pack: Pack) -> None:
    assert "The target: at least 5 percentage points." in describe(pack, pack.indicators["gain"], "en")


def test_a_part_without_an_earlier_figure_says_so(pack: Pack) -> None:
    rows = [cells(pack, "counts", month_end=date(2026, 6, 30), waiting=100, within=64)]
    done = checked(pack, "2026-06", book(pack, "Ward One", {"counts": rows, "answers": []}))
    (result,) = (each for each in done.department.results if each.indicator == "either")
    part = result.measured.composed[1]
    assert (part.place, part.low, part.high) == ("in", 0, 100)
    assert part.why is not None and "earlier figure" in part.why.en


#: Of a quarter that ends in June: the days of answers, and how many of them a monthly indicator passes over.
@pytest.mark.parametrize(
    "period, days, passed_over",
    [
        ("2026Q1", [date(2026, 4, 1), date(2026, 5, 31), date(2026, 6, 1)], 2),
        ("2026Q1", [date(2026, 6, 1), date(2026, 6, 30)], 0),
        ("2026Q1", [date(2026, 3, 31)], 0),  # of no month of this report
        ("2026-06", [date(2026, 4, 1), date(2026, 5, 31), date(2026, 6, 1)], 0),
        ("2026H1", [date(2026, 4, 1), date(2026, 8, 31), date(2026, 9, 1)], 2),
    ],
)
def test_what_a_shorter_window_passes_over_is_told(pack: Pack, period: str, days: list[date], passed_over: int) -> None:
    one = {"service": "A", "good": "yes", "minutes": 1, "day_case": "no"}
    rows = [cells(pack, "answers", answered_on=day, **one) for day in days]
    done = checked(pack, period, book(pack, "Ward One", {"answers": rows}))
    found = of_code(done.department, "T605")
    assert len(found) == (passed_over > 0)
    for each in found:
        said = flag_message(each, "en", True)
        assert f"({passed_over} in “Answers”)" in said and "“Good answers”" in said


@pytest.mark.parametrize("when_empty, empty", [("not-applicable", None), ("zero", 0), ("full", 1)])
def test_too_few_rows_are_no_0_of_0(pack: Pack, when_empty: str, empty: int | None) -> None:
    """A weight whose value is made of too few rows doesn't count, whatever 0/0 earns."""
    few = {"service": "A", "good": "no", "minutes": 1, "day_case": "no", "answered_on": date(2026, 6, 1)}
    for rows, earned in ([few] * 3, None), ([few] * 4, 0), ([{**few, "day_case": "yes"}], empty):
        lines = [cells(pack, "answers", **each) for each in rows]
        done = checked(pack, "2026-06", book(pack, "Ward One", {"answers": lines}))
        (result,) = (each for each in done.department.results if each.indicator == "answers-good")
        asked = pack.indicators["answers-good"].model_copy(update={"when_empty": when_empty})
        assert add_attainment(asked, result, pack.header).attainment == earned
        assert result.too_few is (len(rows) == 3)


def test_what_is_asked_for_is_said(pack: Pack) -> None:
    said = "With fewer than 4 rows, it is not judged, and its weight doesn't count."
    assert said in describe(pack, pack.indicators["answers-good"], "en")
    assert any("100 in the denominator" in each for each in describe(pack, pack.indicators["rate-of-many"], "en"))


def test_the_least_number_that_can_be_asked_for_is_named(tmp_path: Path) -> None:
    shutil.copytree(WARD, tmp_path / "ward")
    asked = tmp_path / "ward" / "answers-good.yaml"
    asked.write_text(asked.read_text(encoding="utf-8").replace("judged_from: 4", "judged_from: 1"), encoding="utf-8")
    with pytest.raises(PackError) as raised:
        load_pack(tmp_path / "ward")
    assert "it can't be below 2" in raised.value.problems[0].message.en


def example_of(pack: Pack, id: str, number: int) -> tuple[Indicator, Result]:
    indicator = pack.indicators[id]
    own = own_indicator(pack, indicator, indicator.examples[number])
    return own, judge_example(pack, own, indicator.examples[number])


def test_something_over_nothing_earns_no_more_than_what_is_far_from_the_target(pack: Pack) -> None:
    for number in (0, 1):
        own, result = example_of(pack, "costly", number)
        assert add_attainment(own, result, pack.header).attainment == Fraction(-5, 10)
    jsonschema.validate(-0.5, report_schema()["$defs"]["result"]["properties"]["attainment"])


def test_the_zero_below_is_what_has_to_be_put_right(pack: Pack) -> None:
    for id, number in (("complaints", 0), ("costly", 1)):
        needed = example_of(pack, id, number)[1].needed
        assert needed is not None
        assert needed.text == Text(
            "分母为 0，无法相除：须补全或更正“Counts”表，或更正计入分子的行",
            "the denominator comes to 0: complete or correct “Counts”, or correct the rows of the numerator",
        )


def test_rows_that_name_no_value_are_in_the_value_of_none_while_later_ones_may_come(pack: Pack) -> None:
    (one,) = example_of(pack, "lasting", 0)[1].strata
    found = one.result
    assert (one.rows, found.numerator, found.denominator, found.value) == (3, 3, 3, 1)
    assert (found.lower, found.upper) == (Fraction(2, 5), 1)


@pytest.mark.parametrize("since, most", [(date(2026, 5, 30), 5), (date(2026, 5, 31), 5), (date(2026, 6, 1), None)])
def test_a_week_begins_no_earlier_than_its_last_row_allows(pack: Pack, since: date, most: int | None) -> None:
    """A row of 6 June can be the last of a week from 31 May: only a sheet with every row since then shows it all."""
    indicator = pack.indicators["any-week"]
    june = Window(date(2026, 6, 1), date(2026, 6, 30))
    rows = example_submission(pack, indicator, indicator.examples[0])
    scope = Scope(rows, pack.tables, ("one", Text("Ward One", "Ward One")), june, june.end, asked_from=since)
    assert indicator.asked.bounds(indicator.asked.measure(scope)).upper == most


def test_what_may_be_over_nothing_has_to_be_completed(pack: Pack) -> None:
    needed = example_of(pack, "costly", 2)[1].needed
    assert needed is not None and needed.rows == (1,)
    assert needed.text.en.startswith("row 1 of “Answers” has to be completed before it can be decided")
