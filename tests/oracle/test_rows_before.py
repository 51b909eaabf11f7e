"""Sheets that don't reach back before the window: what earlier rows could turn is undecided, and is flagged once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import task_of
from checker.engine.checked import CheckedWorkbook
from checker.measures.proportion import Proportion
from checker.measures.toolkit.scope import Scope
from checker.model import Language, Severity, Status
from checker.model.workbook import Sheet, Submission
from checker.periods import Window, months_later
from checker.privacy.masking import flag_message
from checker.tables.conditions import read_condition
from checker.tables.rows.conditions import evaluate
from checker.tables.rows.context import Context
from checker.template.guide import write_guide
from tests.engine.books import book, cells, checked, of_code
from tests.measures.needed.world import HERE
from tests.template.making import blanks, opened
from tests.typed_rows import table, typed

Row = dict[str, Any]
START, AS_OF = date(2022, 3, 1), date(2022, 3, 31)
MARCH = Window(START, AS_OF)
VISITS = table(
    "visits", {"no": {"type": "text"}, "who": {"type": "text"}, "came": {"type": "date"}, "at": {"type": "datetime"}}
)


def answers(asked: dict[str, Any], rows: list[Row], begins: date | None = START) -> list[bool | None]:
    condition = read_condition({"earlier": {"same": "who", "when": "came", **asked}}, VISITS.columns, windowed=True)
    truth = evaluate(condition, typed(VISITS, rows), Context(AS_OF, MARCH, asked_from=begins))
    return [None if unknown else bool(yes) for yes, unknown in zip(truth.yes, truth.unknown, strict=True)]


def visit(day: date, who: str = "a") -> Row:
    return {"no": f"{day}", "who": who, "came": day, "at": day}


@pytest.mark.parametrize(
    ("within", "decided", "open_"),
    [
        ({"days": 7}, date(2022, 3, 8), date(2022, 3, 7)),
        ({"months": 1}, date(2022, 3, 29), date(2022, 3, 28)),
        ({"workdays": 3}, date(2022, 3, 4), date(2022, 3, 3)),
    ],
    ids=["days", "months", "workdays"],
)
def test_only_rows_whose_limit_reaches_back_before_the_window_are_open(
    within: dict[str, Any], decided: date, open_: date
) -> None:
    assert answers({"within": within}, [visit(decided)]) == [False]
    assert answers({"within": within}, [visit(open_)]) == [None]


def test_hours_are_counted_to_the_moment() -> None:
    asked = {"same": "who", "when": "at", "within": {"hours": 24}}
    condition = read_condition({"earlier": asked}, VISITS.columns, windowed=True)
    for hour, wanted in ((23, True), (24, False)):
        moment = f"2022-03-01 {hour}:00" if hour < 24 else "2022-03-02 00:00"
        rows = typed(VISITS, [{"no": "1", "who": "a", "at": moment}])
        assert evaluate(condition, rows, Context(AS_OF, MARCH, asked_from=START)).unknown.tolist() == [wanted]


def test_without_a_limit_every_row_looks_back() -> None:
    assert answers({}, [visit(AS_OF)]) == [None]
    assert answers({}, [visit(AS_OF), visit(date(2020, 1, 1), "b")]) == [False, False]
    assert answers({}, [visit(AS_OF)], date(2021, 1, 1)) == [False]  # the cover sheet names an earlier day


def test_what_the_rows_at_hand_decide_stays_decided() -> None:
    pair = [visit(date(2022, 3, 2)), visit(date(2022, 3, 3))]
    assert answers({"within": {"days": 7}}, pair) == [None, True]
    assert answers({"within": {"days": 7}, "at_least": 2}, pair) == [None, None]
    assert answers({"within": {"days": 7}, "equals": 1}, pair) == [None, None]


def test_one_row_of_anybody_from_before_shows_that_the_sheet_reaches_back() -> None:
    late = date(2022, 3, 2)
    assert answers({"within": {"days": 7}}, [visit(late), visit(START - timedelta(1), "b")]) == [False, False]
    assert answers({"within": {"days": 7}}, [visit(late), visit(START, "b")]) == [None, None]


def test_nothing_is_asked_where_the_plan_begins_and_of_later_rows() -> None:
    assert answers({"within": {"days": 7}}, [visit(START)], None) == [False]
    later = {"later": {"same": "who", "when": "came", "within": {"days": 7}}}
    condition = read_condition(later, VISITS.columns, windowed=True)
    rows = typed(VISITS, [visit(date(2022, 3, 2))])
    assert not evaluate(condition, rows, Context(AS_OF, MARCH, asked_from=START)).unknown.any()


@settings(max_examples=60)
@given(
    days=st.lists(st.integers(-40, 30), min_size=1, max_size=5),
    unit=st.sampled_from(("days", "months")),
    number=st.integers(1, 3),
)
def test_no_answer_is_given_that_a_lacking_row_could_turn(days: list[int], unit: str, number: int) -> None:
    rows = [{**visit(START + timedelta(day)), "no": f"{place}"} for place, day in enumerate(days)]
    here = [row for row in rows if row["came"] >= START]
    if not here:
        return
    found = answers({"within": {unit: number}}, here)
    whole = answers({"within": {unit: number}}, [*here, *(row for row in rows if row["came"] < START)])[: len(here)]
    assert all(one is None or one == other for one, other in zip(found, whole, strict=True))
    for row, answer in zip(here, found, strict=True):
        last = START - timedelta(1)
        reaches = row["came"] <= (last + timedelta(number) if unit == "days" else months_later(last, number))
        assert answer is not None or reaches


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(Path(__file__).with_name("rows-pack"))


def fault(number: int, day: date) -> Row:
    return {"fault_no": f"F-{number}", "asset": "电梯", "kind": "故障", "reported_on": day}


def judged(pack: Pack, rows: list[Row], period: str = "2022Q1", since: str | None = None) -> CheckedWorkbook:
    found = book(pack, "甲院", {"faults": [cells(pack, "faults", **row) for row in rows]})
    if since is not None:
        cover = Sheet("填报说明", [["报送单位", "甲院"], ["各表数据起始日", since]])
        found = replace(found, sheets=(cover, *found.sheets[1:]))
    return checked(pack, period, found)


def guide(pack: Pack, period: str, language: Language) -> list[str]:
    (blank,) = blanks(task_of(pack, period, None), language, "甲院")
    return [line.text for line in write_guide(blank) if line.label in ("还要填", "Also needed")]


def test_the_template_asks_for_them_and_has_the_field_on_the_cover_sheet(pack: Pack) -> None:
    assert "“报修日期”在2021年12月2日至2021年12月31日之间的行，用来查以前有没有；没有就可能无法判定。" in guide(
        pack, "2022Q1", "zh"
    )
    wanted = "Rows whose “Reported on” is between 2 December 2021 and 31 December 2021, to see what came earlier; "
    assert any(line.startswith(wanted) for line in guide(pack, "2022Q1", "en"))
    assert guide(pack, "2021Q1", "en") == []
    for period, there in (("2022Q1", True), ("2021Q1", False)):
        (blank,) = blanks(task_of(pack, period, None), "en", "甲院")
        labels = [row[0].value for row in opened(blank)["Cover"].iter_rows(max_col=1)]
        assert ("Rows since" in labels) is there


def third(done: CheckedWorkbook) -> Status:
    return next(each.status for each in done.department.results if each.indicator == "third-faults")


JANUARY = [fault(number, date(2022, 1, 3 + number)) for number in range(3)]


def test_one_flag_says_which_rows_to_add(pack: Pack) -> None:
    done = judged(pack, JANUARY[:2])
    (found,) = [each for each in of_code(done.department, "M553") if each.indicator == "third-faults"]
    assert third(done) is Status.UNDETERMINED
    assert (found.place.row, found.place.table, found.severity) == (None, "faults", Severity.AMBER)
    assert "“Reported on” is between 2 December 2021 and 31 December 2021" in flag_message(found, "en")
    assert "“报修日期”在2021年12月2日至2021年12月31日之间" in flag_message(found, "zh")
    rows = [each for each in of_code(done.department, "M502") if each.indicator == "third-faults"]
    assert rows == []


def test_a_row_from_before_or_the_cover_sheet_settles_it(pack: Pack) -> None:
    for done in (
        judged(pack, [*JANUARY[:2], {**fault(9, date(2021, 12, 31)), "asset": "水泵"}]),
        judged(pack, JANUARY[:2], since="2021-12-02"),
        judged(pack, JANUARY[:2], since="2021年1月1日"),
    ):
        assert third(done) is Status.MET
        assert [each for each in of_code(done.department, "M553") if each.indicator == "third-faults"] == []
    late = judged(pack, JANUARY[:2], since="2021-12-20")
    assert third(late) is Status.UNDETERMINED
    (found,) = [each for each in of_code(late.department, "M553") if each.indicator == "third-faults"]
    assert "before 20 December 2021" in flag_message(found, "en")


def test_the_first_window_of_the_plan_needs_no_earlier_rows(pack: Pack) -> None:
    rows = [fault(number, date(2021, 1, 4 + number)) for number in range(2)]
    assert third(judged(pack, rows, "2021Q1")) is Status.MET


def test_what_counts_against_the_target_is_flagged_all_the_same(pack: Pack) -> None:
    done = judged(pack, JANUARY)
    assert third(done) is Status.MISSED
    assert [each.place.row for each in of_code(done.department, "M501") if each.indicator == "third-faults"] == [4]


def test_the_value_is_no_selection_of_what_is_decided_early() -> None:
    """Of nine visits at the end of the window one was followed by another: 1/9, not 100% of the one that is decided."""
    whose = enumerate("aabcdefgh")
    rows = [visit(AS_OF - timedelta(9 - number), who) for number, who in whose]
    seen = {"same": "who", "when": "came", "within": {"days": 30}}
    for negated, wanted in ((False, (1, 9)), (True, (8, 9))):
        asked = {"not": {"later": seen}} if negated else {"later": seen}
        spec = Proportion.model_validate(
            {"table": "visits", "when": "came", "numerator": asked}, context={"tables": {"visits": VISITS}}
        )
        found = spec.measure(Scope(Submission({"visits": typed(VISITS, rows)}), {"visits": VISITS}, HERE, MARCH, AS_OF))
        bounds, low = spec.bounds(found), Fraction(0 if negated else 1, 9)
        assert (bounds.numerator, bounds.denominator, bounds.value) == (*wanted, Fraction(*wanted))
        assert (bounds.lower, bounds.upper) == (low, low + Fraction(8, 9))
        both = spec.bounds(spec.combine([found, found]))
        assert (both.value, both.denominator, both.lower) == (bounds.value, 18, bounds.lower)
        after = spec.measure(
            Scope(Submission({"visits": typed(VISITS, rows)}), {"visits": VISITS}, HERE, MARCH, AS_OF + timedelta(60))
        )
        assert after.standing is None
        assert spec.bounds(after).value == spec.bounds(after).lower == bounds.value
