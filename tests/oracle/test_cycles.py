"""Figures by month: a small pack with its examples, what a ledger keeps for the next period, refusals and words."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from pathlib import Path
from random import Random
from statistics import median
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import ValidationError

from checker.authoring.examples import find_differences
from checker.definitions.load import load_pack
from checker.definitions.misfits import misfits
from checker.flags import make_flags
from checker.ledger.figures import figure_items, read_figures
from checker.measures.cycles.lengths import Every, Weeks
from checker.measures.cycles.settings import Take
from checker.measures.cycles.spans import cycles_of, just_before
from checker.measures.cycles.taking import Figure, take_figures
from checker.model import Department, Result, Status
from checker.model.records import RecordedFigure
from checker.periods import Window
from checker.privacy.masking import flag_message
from checker.scoring.status import judge
from checker.scoring.trend import without_rows
from checker.tables.rows.context import Context
from checker.tables.workdays import WorkCalendar
from checker.tables.yaml.problems import Spot
from tests.measures.needed.world import END, JUNE, TABLES, YEAR, Row, indicator, of_the_district, scope_over, stand
from tests.typed_rows import BAD, submitted

RATE = {"proportion": {"table": "cases", "when": "on", "numerator": {"good": True}}}
COUNT = {"count": {"table": "cases", "when": "on"}}
VISITS = {
    "members": "officers",
    "where": {"serves": True},
    "each": {"count": {"table": "cases", "when": "on", "match": {"who": "id"}}},
    "reach": {"at_least": 1},
}
RUN = {"every": "month", "of": RATE, "take": "in-a-row", "that": {"below": "90%"}}


def test_the_examples_of_a_pack() -> None:
    pack = load_pack(Path(__file__).with_name("time-pack"))
    for each in pack.indicators.values():
        assert each.examples
        for example in each.examples:
            assert find_differences(pack, each, example) == (), (each.id, example.name)


def row(month: int, good: bool | None, year: int = 2022) -> Row:
    return {"no": f"{year}{month}", "on": date(year, month, 10), "good": good}


def stand_in(raw: dict[str, Any], rows: Sequence[Row], target: dict[str, Any]) -> Result:
    return stand(indicator({"cycles": raw}, target), {"cases": rows})


def messages(raw: dict[str, Any], rows: Sequence[Row], target: dict[str, Any]) -> dict[str, tuple[str, str]]:
    asked = indicator({"cycles": raw}, target)
    result, submission = stand(asked, {"cases": rows}), submitted({"cases": TABLES["cases"]}, {"cases": rows})
    flags = make_flags(asked, result, submission, TABLES, Context(END, YEAR))
    return {each.code.id: (flag_message(each, "zh"), flag_message(each, "en")) for each in flags}


def test_flags_name_the_months_against_the_target() -> None:
    rows = [row(month, month not in (2, 3, 4)) for month in range(1, 13)]
    zh, en = messages(RUN, rows, {"below": 3})["M560"]
    assert "2022-02（0%）、2022-03（0%）、2022-04（0%）" in zh
    assert en.endswith("2022-02 (0%), 2022-03 (0%), 2022-04 (0%)")


def test_flags_name_the_months_that_leave_it_open() -> None:
    rows = [row(month, month not in (2, 4)) for month in range(1, 13) if month != 3]
    found = messages(RUN, rows, {"below": 3})
    assert "2022-03（无数据）" in found["M561"][0] and "2022-03 (no data)" in found["M561"][1]
    assert "M560" not in found and "1 undecided month can change" in found["T604"][1]


TAKEN: dict[Take, Callable[[list[Fraction]], Fraction]] = {
    "mean": lambda values: sum(values, Fraction(0)) / len(values),
    "median": lambda values: Fraction(median(values)),
    "lowest": min,
    "highest": max,
    "sum": lambda values: sum(values, Fraction(0)),
}


@pytest.mark.parametrize("take", TAKEN)
def test_every_way_in_which_open_figures_turn_out(take: Take) -> None:
    random = Random(take)
    for _ in range(150):
        figures, ends = [], []
        for _ in range(random.randint(1, 5)):
            low, high = sorted(Fraction(random.randint(-2, 6)) for _ in range(2))
            there = random.choice((True, True, True, None, False))
            low = high if random.random() < 0.5 else low
            figures.append(Figure(None, low, high, there))
            ends.append([*({low, high} if there is not False else ()), *([None] if there is not True else [])])
        every = [[value for value in values if value is not None] for values in product(*ends)]
        possible = {TAKEN[take](values) for values in every if values}
        found = take_figures(figures, take)
        if not possible:
            assert found.empty
            continue
        assert found.doubtful is ([] in every), figures
        if not found.doubtful:
            assert (found.lower, found.upper) == (min(possible), max(possible)), figures


def test_a_floor_is_missed_at_once_if_the_lowest_is_below_it() -> None:
    asked = indicator({"cycles": {"every": "quarter", "of": RATE, "take": "lowest"}}, {"at_least": "50%"})
    rows = {"cases": [row(1, False), row(4, True)]}
    assert stand(asked, rows, date(2022, 3, 30)).status is Status.NOT_APPLICABLE  # no quarter is over
    result = stand(asked, rows, JUNE)
    assert (result.status, result.reachable) == (Status.MISSED, False)
    mean = indicator({"cycles": {"every": "quarter", "of": RATE, "take": "mean"}}, {"at_least": "80%"})
    assert stand(mean, rows, JUNE).status is Status.BEHIND


def test_a_count_of_a_month_without_rows_is_zero() -> None:
    raw = {"every": "quarter", "of": COUNT, "take": "lowest"}
    assert stand_in(raw, [row(1, True), row(4, True), row(7, True)], {"at_least": 1}).value == 0
    assert stand_in({**raw, "take": "sum"}, [row(1, True), row(4, True)], {"at_least": 1}).value == 2
    assert stand_in({**raw, "take": "median"}, [row(1, True), row(4, True)], {"at_least": 1}).value == Fraction(1, 2)


def test_the_district_pools_each_month_first() -> None:
    asked = indicator({"cycles": {"every": "half", "of": RATE, "take": "lowest"}}, {"at_least": "50%"})
    one = stand(asked, {"cases": [row(1, False), row(8, True)]}).measured
    other = stand(asked, {"cases": [row(2, True), row(9, False)]}).measured
    result = of_the_district(asked, [one, other])
    assert (result.value, result.status) == (Fraction(1, 2), Status.MET)  # each alone has a half-year of 0%


class _Ledger:
    """A ledger of one run, whose items were written to json and read again."""

    def __init__(self, items: list[Any]) -> None:
        self.items_ = json.loads(json.dumps(items))

    def entries(self, kind: str) -> list[Any]:
        return [type("Entry", (), {"seq": 1, "payload": {"pack": {"id": "drawn"}}})]

    def items(self, seq: int, kind: str) -> list[Any]:
        return self.items_


@pytest.mark.parametrize(("bad", "status"), [((5, 6), Status.MISSED), ((4, 5), Status.MET), ((6,), Status.MET)])
def test_a_run_goes_on_from_what_the_ledger_recorded(bad: tuple[int, ...], status: Status) -> None:
    asked = indicator({"cycles": {**RUN, "back": 2, "before": "history"}}, {"below": 3}, period="half")
    first = Window(date(2022, 1, 1), date(2022, 6, 30))
    second = Window(date(2022, 7, 1), date(2022, 12, 31))
    scope = scope_over(asked, {"cases": [row(month, month not in bad) for month in range(1, 7)]})
    measured = asked.asked.measure(scope.over(first))
    recorded = asked.asked.recorded(measured)
    assert recorded is not None and asked.asked.recorded_window(second, END) == first
    figure = RecordedFigure("drawn", first.start, first.end, without_rows(recorded))
    department = type("D", (Department,), {"__init__": lambda self: None})()
    object.__setattr__(department, "figures", (figure,))
    known = read_figures(_Ledger(list(figure_items(department, "slj"))), "drawn")
    earlier = known["slj", "drawn", first.start, first.end]
    later = scope_over(asked, {"cases": [row(month, month != 7) for month in range(7, 13)]})
    now = asked.asked.measure(replace(later.over(second), earlier=earlier))
    assert judge(asked, now, second, END).status is status
    unknown = judge(asked, asked.asked.measure(later.over(second)), second, END)
    assert (unknown.status, unknown.lower, unknown.upper) == (Status.UNDETERMINED, 1, 3)


@pytest.mark.parametrize(
    ("raw", "at"),
    [
        ({"every": "month", "of": {"count": {"table": "cases"}}, "take": "mean"}, "when"),
        ({"every": "month", "of": RATE, "take": "in-a-row"}, "that"),
        ({"every": "month", "of": RATE, "take": "mean", "that": {"below": "90%"}}, "in-a-row"),
        ({"every": "month", "of": RATE, "take": "mean", "back": 2, "before": "rows"}, "in-a-row"),
        ({"every": "month", "of": {"cohort": {**VISITS, "members": "department"}}, "take": "mean"}, "of a table"),
        ({**RUN, "back": 2}, "before"),
        ({**RUN, "before": "rows"}, "back"),
        ({**RUN, "that": {"below": "90%", "at_least": "1%"}}, "exactly one"),
        ({"every": "month", "of": COUNT, "take": "mean", "silent": "leave-out"}, "sum is 0"),
        (
            {
                **RUN,
                "of": {"median": {"table": "cases", "when": "on", "column": "hours"}},
                "back": 1,
                "before": "history",
            },
            "pool",
        ),
    ],
)
def test_what_does_not_go_together_is_refused(raw: dict[str, Any], at: str) -> None:
    with pytest.raises(ValidationError) as refused:
        indicator({"cycles": raw}, {"at_least": 1})
    assert at in str([each.get("ctx") for each in refused.value.errors()])


@pytest.mark.parametrize(
    ("every", "labels", "before"),
    [
        ("month", ["2022-04", "2022-05", "2022-06"], ["2022-02", "2022-03"]),
        ("quarter", ["2022Q2"], ["2021Q4", "2022Q1"]),
        ("week", [f"2022W{number}" for number in range(14, 27)], ["2022W12", "2022W13"]),
        (
            Weeks.model_validate({"weeks": 4, "from": date(2022, 1, 3)}),
            ["2022-03-28–2022-04-24", "2022-04-25–2022-05-22", "2022-05-23–2022-06-19"],
            ["2022-01-31–2022-02-27", "2022-02-28–2022-03-27"],
        ),
    ],
)
def test_the_cycles_of_a_quarter(every: Every, labels: list[str], before: list[str]) -> None:
    window = Window(date(2022, 4, 1), date(2022, 6, 30))
    found = [each.label for each in cycles_of(window, every, END)]
    assert found == labels
    assert [each.label for each in just_before(window, every, 2)] == before


def test_a_cycle_longer_than_the_period_is_refused() -> None:
    draft: Any = SimpleNamespace(spot=lambda *path: Spot("drawn.yaml", 1, 1))
    long = indicator({"cycles": {"every": "quarter", "of": RATE, "take": "mean"}}, {"at_least": 1}, period="month")
    assert "D169" in {each.code.id for each in misfits(draft, "drawn.yaml", long)}


@pytest.mark.parametrize(
    ("every", "en", "zh"),
    [
        ("day", "The value is the mean of these figures.", "结果是各日子的平均数。"),
        ("workday", "Only working days count, not rows of other days;", "只算工作日，其他日子的行不计；"),
        (
            {"weeks": 2, "from": date(2022, 1, 3)},
            "The first fortnight begins on 3 January 2022. Each belongs to the window in which it ends.",
            "每期 2 周，第一期从2022年1月3日开始；一期在哪个评判期结束，就归入哪个评判期。",
        ),
    ],
)
def test_days_and_fortnights_are_told_in_words(every: Any, en: str, zh: str) -> None:
    asked = indicator({"cycles": {"every": every, "of": RATE, "take": "mean"}}, {"at_least": "50%"}).asked
    told = asked.describe(TABLES, None)
    assert en in " ".join(each.en for each in told) and zh in "".join(each.zh for each in told)


def test_it_is_told_in_words() -> None:
    told = indicator({"cycles": {**RUN, "back": 2, "before": "rows"}}, {"below": 3}).asked.describe(TABLES, None)
    text = " ".join(each.en for each in told)
    assert "longest run of months in which that figure is less than 90%" in text
    assert "A run may begin in the 2 months before the window, taken from earlier rows" in text
    assert "没有数据的月份待定" in "".join(each.zh for each in told)


#: Monday 4 and Tuesday 5 April 2022 were days off, Saturday 2 and Sunday 24 April were worked.
SWAPPED = [date(2022, 4, day) for day in (2, 4, 5, 24)]


@pytest.mark.parametrize("take", ["mean", "lowest"])
def test_each_member_in_every_fortnight(take: Take) -> None:
    raw = {"every": {"weeks": 2, "from": date(2022, 3, 28)}, "of": {"cohort": VISITS}, "take": take}
    asked = indicator({"cycles": raw}, {"at_least": "100%"})
    window, random = Window(date(2022, 4, 1), date(2022, 4, 30)), Random(take)
    starts = [date(2022, 3, 28), date(2022, 4, 11)]  # that of 25 April ends in May
    for _ in range(20):
        staff: list[Row] = [{"id": name, "serves": name != "D"} for name in "ABCD"]
        visits: list[Row] = [
            {"no": str(n), "who": random.choice("ABCD"), "on": date(2022, 3, 25) + timedelta(random.randrange(40))}
            for n in range(random.randint(1, 9))
        ]
        seen = [{row["who"] for row in visits if 0 <= (row["on"] - start).days < 14} - {"D"} for start in starts]
        scope = replace(scope_over(asked, {"cases": visits, "officers": staff}), window=window)
        measured = asked.asked.measure(scope)
        assert asked.asked.bounds(measured).value == TAKEN[take]([Fraction(len(each), 3) for each in seen]), visits
        assert len(asked.asked.trace(scope, measured).units[0].under) == 3


def test_a_visit_to_nobody_may_be_one_members() -> None:
    raw = {"every": {"weeks": 2, "from": date(2022, 4, 1)}, "of": {"cohort": VISITS}, "take": "lowest"}
    asked = indicator({"cycles": raw}, {"at_least": "100%"})
    rows = {
        "officers": [{"id": name, "serves": True} for name in "ABC"],
        "cases": [{"no": "1", "who": "A", "on": date(2022, 4, 2)}, {"no": "2", "who": BAD, "on": date(2022, 4, 3)}],
    }
    scope = replace(scope_over(asked, rows), window=Window(date(2022, 4, 1), date(2022, 4, 14)))
    bounds = asked.asked.bounds(asked.asked.measure(scope))
    assert [bounds.lower, bounds.upper] == [Fraction(1, 3), Fraction(2, 3)]
    rows["officers"].append({"id": "D", "serves": BAD})
    result, submission = stand(asked, rows), scope_over(asked, rows).submission
    found = make_flags(asked, result, submission, TABLES, Context(END, YEAR, submission.tables))
    undecided = [each for each in found if each.code.id == "M502"]
    assert [each.place.row for each in undecided] == [5]  # a row in which nothing is unclear isn't undecided itself
    assert "本行因“是否在岗”空白" in flag_message(undecided[0], "zh")
    told = asked.asked.describe(TABLES, None)
    assert "The figure of each fortnight is the number of members" in " ".join(each.en for each in told)
    assert "每期（2 周）的数是达到的成员数" in "".join(each.zh for each in told)


DAYS: dict[str, Callable[[date], date | None]] = {
    "day": lambda day: day,
    "workday": lambda day: day if (day.weekday() < 5) is not (day in SWAPPED) else None,
    "fortnight": lambda day: date(2022, 3, 28) + timedelta((day - date(2022, 3, 28)).days // 14 * 14),
}


@pytest.mark.parametrize("every", DAYS)
@pytest.mark.parametrize("take", ["mean", "lowest", "highest"])
def test_days_and_fortnights_by_the_dates_alone(every: str, take: Take) -> None:
    raw = {"weeks": 2, "from": date(2022, 3, 28)} if every == "fortnight" else every
    leave_out = {"every": raw, "of": RATE, "take": take, "silent": "leave-out"}
    asked = indicator({"cycles": leave_out}, {"at_least": "50%"})
    window, first = Window(date(2022, 4, 1), date(2022, 4, 30)), date(2022, 3, 25)
    random = Random(f"{every} {take}")
    for _ in range(12):
        rows: list[Row] = [
            {"no": str(n), "on": first + timedelta(random.randrange(40)), "good": random.choice((True, False, None))}
            for n in range(25)
        ]
        days: dict[date, list[Row]] = {}
        for each in rows:
            of = DAYS[every](each["on"])
            last = None if of is None else of + timedelta(13 if every == "fortnight" else 0)
            if of is not None and last is not None and last in window:
                days.setdefault(of, []).append(each)
        ends = [
            TAKEN[take]([Fraction(sum(each["good"] in good for each in day), len(day)) for day in days.values()])
            for good in ((True,), (True, None))
        ]
        scope = replace(scope_over(asked, {"cases": rows}), window=window)
        bounds = asked.asked.bounds(asked.asked.measure(scope))
        assert [bounds.lower, bounds.upper] == ends, rows


def test_a_day_that_nobody_has_proclaimed_may_be_a_working_day() -> None:
    worked = WorkCalendar("holidays.yaml", off=(date(2022, 1, 3),), week=(0, 1, 2, 3, 4))
    window = Window(date(2022, 12, 29), date(2023, 1, 2))
    found = cycles_of(window, "workday", END + timedelta(9), worked)
    assert [(each.window.start.day, each.sure) for each in found] == [(29, True), (30, True), (1, False), (2, False)]
    german = WorkCalendar("none", week=(0, 1, 2, 3, 4))
    assert [each.window.start.day for each in cycles_of(window, "workday", window.end, german)] == [29, 30, 2]


def test_a_figure_of_such_a_day_counts_only_perhaps() -> None:
    raw = {"every": "workday", "of": RATE, "take": "lowest", "silent": "leave-out"}
    drawn = indicator({"cycles": raw}, {"at_least": "50%"})
    asked = drawn.asked
    window, rows = Window(date(2099, 3, 2), date(2099, 3, 4)), [{**row(3, False, 2099), "on": date(2099, 3, 3)}]
    scope = replace(scope_over(drawn, {"cases": rows}), window=window, as_of=window.end)
    measured = asked.measure(scope)
    bounds = asked.bounds(measured)
    assert (bounds.lower, bounds.upper, bounds.doubtful) == (0, 1, True)
    told = [unit.reason.en for unit in asked.trace(scope, measured).units if unit.reason]
    assert told == ["not published yet whether it is a working day"] * 3
    assert not any(rows.numbers for _, rows, _ in asked.doubts(measured, scope.context))
