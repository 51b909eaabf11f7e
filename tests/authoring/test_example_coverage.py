"""What worked examples leave open: conditions without an answer, mistakes that nobody notices."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from checker.authoring.example_coverage import ExampleCoverage, cover_examples
from checker.authoring.example_coverage.mutants import mutations
from checker.authoring.example_coverage.same import normal
from checker.definitions.load import load_pack
from checker.tables.columns import Column
from checker.tables.conditions import read_condition
from checker.tables.rows.conditions import evaluate
from checker.tables.rows.context import Context
from checker.tables.table import Table
from tests.definitions.small_pack import SMALL
from tests.typed_rows import BAD, table, typed

HOURS = """id: hearings
name: {zh: 开庭及时率, en: Hearings in time}
clause: 第九条
basis: {zh: 立案后及时开庭。, en: Hearings are held in time.}
owner: [区司法局]
measure:
  proportion:
    table: cases
    denominator: {category: major}
    numerator: {hearing_on: {within: {days: 10, of: filed_on}}}
target: {at_least: 50%}
period: year
weight: 5
examples:
"""
CASE = "  - rows: {{cases: [{rows}]}}\n    expect: {{{expect}}}\n"


def case(expect: str, *rows: str) -> str:
    return CASE.format(rows=", ".join(f"{{{row}}}" for row in rows), expect=expect)


ON_DAY_10 = case(
    "value: 50%, status: met",
    "category: major, filed_on: 2022-01-04, hearing_on: 2022-01-14",
    "category: major, filed_on: 2022-01-04, hearing_on: 2022-01-15",
    "category: general, filed_on: 2022-01-04, hearing_on: 2022-01-05",
)
UNDECIDED = case(
    "unknown: 2",
    "category: invalid, filed_on: 2022-01-04, hearing_on: 2022-01-14",
    "category: major, filed_on: 2022-01-04",
)


def covered(folder: Path, *examples: str, indicator: str = HOURS) -> ExampleCoverage:
    shutil.copytree(SMALL, folder, dirs_exist_ok=True)
    text = indicator + "".join(examples)
    (folder / "demo" / "hearings.yaml").write_text(text, encoding="utf-8")
    (found,) = cover_examples(load_pack(folder / "demo"), ["hearings"])
    return found


def test_examples_on_both_sides_of_everything_are_complete(tmp_path: Path) -> None:
    found = covered(tmp_path, ON_DAY_10, UNDECIDED)
    assert found.complete, (found.unseen, found.unnoticed)
    assert found.mutants >= 6


def test_without_doubtful_rows_no_condition_is_unknown(tmp_path: Path) -> None:
    found = covered(tmp_path, ON_DAY_10)
    assert [(each.place, each.lacking) for each in found.unseen] == [
        ("denominator", ("unknown",)),
        ("numerator", ("unknown",)),
    ]


@pytest.mark.parametrize(
    ("hearing_on", "other", "unnoticed"),
    [
        ("2022-01-14", "2022-01-15", set()),
        ("2022-01-14", "2022-03-01", {"11 instead of 10"}),
        ("2022-01-06", "2022-01-15", {"9 instead of 10"}),
        ("2022-01-06", "2022-03-01", {"9 instead of 10", "11 instead of 10"}),
    ],
)
def test_a_limit_needs_the_day_itself_and_the_day_after(
    tmp_path: Path, hearing_on: str, other: str, unnoticed: set[str]
) -> None:
    example = ON_DAY_10.replace("2022-01-14", hearing_on).replace("2022-01-15", other)
    found = covered(tmp_path, example, UNDECIDED)
    at_limit = {each.change.en for each in found.unnoticed if each.place.endswith("within.days")}
    assert at_limit == unnoticed


def test_a_target_needs_a_value_that_is_exactly_it(tmp_path: Path) -> None:
    above = case("status: met", "category: major, filed_on: 2022-01-04, hearing_on: 2022-01-14")
    found = covered(tmp_path, above, UNDECIDED)
    assert "target.at_least" in {each.place for each in found.unnoticed}


def test_an_example_that_fails_notices_no_mistake(tmp_path: Path) -> None:
    wrong = case("value: 100%, status: met", "category: major, filed_on: 2022-01-04, hearing_on: 2022-03-01")
    found = covered(tmp_path, wrong)
    assert found.failing == (1,)
    assert not found.complete
    assert len(found.unnoticed) == found.mutants > 0


def test_examples_beside_one_that_fails_still_count(tmp_path: Path) -> None:
    wrong = case("value: 100%, status: met", "category: major, filed_on: 2022-01-04, hearing_on: 2022-03-01")
    found = covered(tmp_path, ON_DAY_10, wrong, UNDECIDED)
    assert (found.failing, found.unnoticed, found.complete) == ((2,), (), False)


def test_an_example_that_expects_nothing_notices_nothing(tmp_path: Path) -> None:
    found = covered(tmp_path, case("", "category: major"))
    assert len(found.unnoticed) == found.mutants > 0


@pytest.mark.parametrize(("rows", "mistakes"), [("any", set()), ("all", {"measure.milestone.rows"})])
def test_a_default_that_was_written_out_may_be_left_out(tmp_path: Path, rows: str, mistakes: set[str]) -> None:
    measure = HOURS[HOURS.index("measure:") : HOURS.index("target:")]
    milestone = f"""measure:
  milestone:
    table: cases
    done: hearing_on
    due: 2022-12-31
    each: {{category: [major]}}
    rows: {rows}
"""
    found = covered(tmp_path, case("", "category: major"), indicator=HOURS.replace(measure, milestone))
    assert {each.place for each in found.unnoticed if each.place.endswith("rows")} == mistakes
    assert found.unnoticed


EITHER_SIDE = [{"above": 4, "unit": "pieces"}, {"above": 6, "unit": "pieces"}]


def columns() -> dict[str, Column]:
    header = {"zh": "列", "en": "Column"}
    raw = {
        "id": "t",
        "sheet": {"zh": "表", "en": "Sheet"},
        "columns": {
            "a_on": {"header": {"zh": "甲日", "en": "A"}, "type": "date"},
            "b_on": {"header": {"zh": "乙日", "en": "B"}, "type": "date"},
            "note": {"header": header, "type": "text"},
        },
    }
    return Table.model_validate(raw).columns


@pytest.mark.parametrize(
    ("written", "changed"),
    [
        ({"a_on": "present"}, [{"b_on": "present"}, {"a_on": "absent"}]),
        ({"note": "present"}, [{"note": "absent"}]),  # no other column of its type
        ({"any": [{"x": True}]}, [{"all": [{"x": True}]}, {"any": [{"x": False}]}]),
        ({"not": {"x": "a"}}, [{"x": "a"}]),
        ({"x": {"at_most": 3}}, [{"x": {"below": 3}}, {"x": {"at_most": 2}}, {"x": {"at_most": 4}}]),
        ({"above": 5, "unit": "pieces"}, [{"at_least": 5, "unit": "pieces"}, {"unit": "pieces"}, *EITHER_SIDE]),
        (["a", "b"], [["b"], ["a"]]),
        # what only flags show is no part of a result; a column of the same name is
        (
            {"condition": {"x": True}, "evidence": "a_on", "flag_above": "20%"},
            [
                {"condition": {"x": False}, "evidence": "a_on", "flag_above": "20%"},
                {"evidence": "a_on", "flag_above": "20%"},
            ],
        ),
        ({"evidence": True}, [{"evidence": False}]),
        # the unit of a limit is for people; a unit that is a column is not
        (
            {"above": True, "unit": {"zh": "件", "en": "pieces"}},
            [
                {"at_least": True, "unit": {"zh": "件", "en": "pieces"}},
                {"unit": {"zh": "件", "en": "pieces"}},
                {"above": False, "unit": {"zh": "件", "en": "pieces"}},
            ],
        ),
        ({"x": True, "unit": "note"}, [{"unit": "note"}, {"x": True}, {"x": False, "unit": "note"}]),
    ],
)
def test_every_small_change(written: object, changed: list[object]) -> None:
    found = [each.value for each in mutations(written, columns())]  # type: ignore[arg-type]
    assert sorted(map(str, found)) == sorted(map(str, changed))


@pytest.mark.parametrize(
    ("choices", "lacking"), [("general, major, group", ("unknown",)), ("general, group", ("true", "unknown"))]
)
def test_a_condition_that_lists_every_choice_is_never_false(
    tmp_path: Path, choices: str, lacking: tuple[str, ...]
) -> None:
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    text = HOURS.replace("{category: major}", f"{{category: [{choices}]}}") + case("", "category: major")
    (tmp_path / "demo" / "hearings.yaml").write_text(text, encoding="utf-8")
    (found,) = cover_examples(load_pack(tmp_path / "demo"), ["hearings"])
    (of_category,) = (each.lacking for each in found.unseen if each.place == "denominator")
    assert of_category == lacking


IN_TEN = "{hearing_on: {within: {days: 10, of: filed_on}}}"
BEFORE = "{hearing_on: {at_most: {column: filed_on}}}"


@pytest.mark.parametrize(
    ("numerator", "asked_for"),
    [
        # heard on the day itself is within 10 days
        (f"{{any: [{IN_TEN}, {BEFORE}]}}", False),
        (f"{{any: [{IN_TEN}, {{all: [{{won: true}}, {BEFORE}]}}]}}", False),
        # the other way round, both at once, alone
        (f"{{any: [{{filed_on: {{within: {{days: 10, of: hearing_on}}}}}}, {BEFORE}]}}", True),
        (f"{{all: [{IN_TEN}, {BEFORE}]}}", True),
        (BEFORE, True),
    ],
)
def test_a_limit_at_which_another_holds_may_be_written_both_ways(
    tmp_path: Path, numerator: str, asked_for: bool
) -> None:
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    text = HOURS.replace(IN_TEN, numerator) + case("", "category: major")
    (tmp_path / "demo" / "hearings.yaml").write_text(text, encoding="utf-8")
    (found,) = cover_examples(load_pack(tmp_path / "demo"), ["hearings"])
    assert ("below instead of at_most" in {each.change.en for each in found.unnoticed}) is asked_for


def test_the_normal_form_gives_every_row_the_same_answer() -> None:
    written = {
        "any": [
            {"b_on": {"within": {"days": 1, "of": "a_on"}}},
            {"all": [{"note": "present"}, {"b_on": {"below": {"column": "a_on"}}}]},
        ]
    }
    asked = read_condition(written, columns())
    days = [date(2022, 3, 1), date(2022, 3, 2), date(2022, 3, 3), None, BAD]
    rows = [{"a_on": a, "b_on": b, "note": note} for a in days for b in days for note in ("x", None, BAD)]
    given = typed(table("t", {"a_on": {"type": "date"}, "b_on": {"type": "date"}, "note": {"type": "text"}}), rows)
    context = Context(date(2022, 12, 31))
    one, other = evaluate(asked, given, context), evaluate(normal(asked), given, context)
    assert normal(asked) != asked
    assert one.yes.tolist() == other.yes.tolist()
    assert one.no.tolist() == other.no.tolist()


def test_a_duty_that_falls_due_on_one_day_binds_alike_between_these_days(tmp_path: Path) -> None:
    """No example can tell 1 June from 2 June if everything falls due on 31 March; on 31 March itself one can."""
    first, last = HOURS.index("  proportion:"), HOURS.index("target:")
    milestone = "  milestone: {table: cases, when: filed_on, where: {category: major}, done: hearing_on, due: 03-31}\n"
    due = HOURS[:first] + milestone + HOURS[last:]
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    for day, told_apart in (("2022-06-01", False), ("2022-03-31", True)):
        text = f"{due}binds_from: {day}\n".replace("examples:\n", "") + "examples:\n" + case("", "category: major")
        (tmp_path / "demo" / "hearings.yaml").write_text(text, encoding="utf-8")
        (found,) = cover_examples(load_pack(tmp_path / "demo"), ["hearings"])
        assert ("binds_from" in {each.place for each in found.unnoticed}) == told_apart


def test_an_indicator_without_examples_shows_nothing(tmp_path: Path) -> None:
    found = covered(tmp_path, indicator=HOURS.split("examples:")[0])
    assert found.mutants == len(found.unnoticed) > 0 and found.unseen and not found.complete
