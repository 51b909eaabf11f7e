"""Conditions on other rows of the same table, against every pair of rows and every value that open cells could have."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import product
from math import prod
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from checker.periods import Window, months_later
from checker.tables.conditions import read_condition
from checker.tables.dependence import columns_of, depends_on_as_of
from checker.tables.logic import Condition, Not, OtherRows
from checker.tables.phrases import phrase
from checker.tables.rows.conditions import evaluate, neighbours_of
from checker.tables.rows.context import Context
from checker.tables.rows.other_rows import Neighbours
from checker.tables.rows.sorted_counts import counting_order
from checker.tables.troubles import ConditionError
from checker.tables.workdays import CHINESE, workdays_of
from tests.typed_rows import BAD, table, typed

VISITS = table(
    "visits",
    {
        "no": {"type": "text"},
        "who": {"type": "text"},
        "came": {"type": "date"},
        "left": {"type": "date"},
        "ours": {"type": "boolean"},
        "at": {"type": "datetime"},
    },
)
DAYS = tuple(date(2022, 3, 1) + timedelta(days=number) for number in (0, 1, 5, 8))
#: A name that no other row has stands for every other name; so does a day far from all others.
NAMES, ANY_DAY = ("a", "b", "somebody"), (*DAYS, date(2030, 1, 1), date(2022, 2, 27))
AS_OF = date(2022, 3, 20)


def read(side: str, **asked: Any) -> Condition:
    full = {"same": "who", "when": "came", "within": {"days": 4}, **asked}
    return read_condition({side: full}, VISITS.columns, windowed=True)


def answers(condition: Condition, rows: list[dict[str, Any]], as_of: date = AS_OF) -> list[bool | None]:
    truth = evaluate(condition, typed(VISITS, rows), Context(as_of, Window(DAYS[0], as_of)))
    return [None if unknown else bool(yes) for yes, unknown in zip(truth.yes, truth.unknown, strict=True)]


def is_before(one: dict[str, Any], other: dict[str, Any], of: str, ties: str) -> bool:
    """Whether one row comes before another, by a table of pairs."""
    if one[of] != other["came"]:
        return bool(one[of] < other["came"])
    in_turn = (one["came"], int(one["no"])) < (other["came"], int(other["no"]))
    return {"in-turn": in_turn, "counts": True, "ignored": False}[ties]


def numbers(
    side: str, rows: list[dict[str, Any]], of: str, ties: str, *, where: bool, unit: str = "days", limit: int = 4
) -> list[int]:
    """How many other rows each has, by looking at every pair."""
    return [
        sum(
            other is not row
            and other["who"] == row["who"]
            and (not where or other["ours"])
            and _in_turn(*((other, row) if side == "earlier" else (row, other)), of, ties, unit, limit)
            for other in rows
        )
        for row in rows
    ]


def _in_turn(first: dict[str, Any], last: dict[str, Any], of: str, ties: str, unit: str, limit: int) -> bool:
    return is_before(first, last, of, ties) and last["came"] <= end(first[of], unit, limit)


def end(day: date, unit: str, limit: int) -> date:
    if unit == "months":
        return months_later(day, limit)
    if unit == "workdays":
        return [date.fromordinal(each) for each in workdays_of(CHINESE) if each > day.toordinal()][limit - 1]
    return day + timedelta(days=limit)


decided = st.lists(
    st.tuples(st.sampled_from("aab"), st.integers(0, 40), st.integers(0, 9), st.booleans()), min_size=1, max_size=9
)


@settings(max_examples=80, deadline=None)
@given(
    decided,
    st.sampled_from(["earlier", "later"]),
    st.sampled_from(["came", "left"]),
    st.sampled_from(["in-turn", "counts", "ignored"]),
    st.sampled_from([("days", 4), ("workdays", 3), ("months", 1)]),
    st.integers(1, 3),
    st.booleans(),
)
def test_as_many_rows_are_found_as_there_are_pairs(
    drawn: Any, side: str, of: str, ties: str, limit: tuple[str, int], number: int, exactly: bool
) -> None:
    first = DAYS[0]
    rows = [
        {"no": str(at), "who": who, "came": first + timedelta(day), "left": first + timedelta(day + more), "ours": ours}
        for at, (who, day, more, ours) in enumerate(drawn)
    ]
    asked = {"within": {limit[0]: limit[1], "of": of}, "where": {"ours": True}, "same_day": ties}
    condition = read(side, **asked, **{"equals" if exactly else "at_least": number})
    found = numbers(side, rows, of, ties, where=True, unit=limit[0], limit=limit[1])
    wanted = [each == number if exactly else each >= number for each in found]
    assert answers(condition, rows, date(2022, 12, 31)) == wanted
    # The order of the sheet makes no difference.
    assert answers(condition, rows[::-1], date(2022, 12, 31)) == wanted[::-1]


cells = st.fixed_dictionaries(
    {
        "who": st.sampled_from(["a", "a", "b", BAD, None]),
        "came": st.sampled_from([*DAYS, BAD]),
        "left": st.sampled_from([*DAYS, None, BAD]),
        "ours": st.sampled_from([True, True, False, BAD]),
    }
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(cells, min_size=1, max_size=3),
    st.sampled_from(["came", "left"]),
    st.sampled_from(["in-turn", "counts", "ignored"]),
    st.integers(1, 2),
)
def test_an_answer_holds_whatever_open_cells_hold(rows: list[dict[str, Any]], of: str, ties: str, number: int) -> None:
    rows = [{"no": str(at), **row} for at, row in enumerate(rows)]
    asked = {"within": {"days": 4, "of": of}, "where": {"ours": True}, "same_day": ties, "at_least": number}
    said = answers(read("earlier", **asked), rows)
    possible: list[set[bool]] = [set() for _ in rows]
    open_cells = [
        list(
            product(
                NAMES if row["who"] in (None, BAD) else (row["who"],),
                ANY_DAY if row["came"] == BAD else (row["came"],),
                (*ANY_DAY, None) if row["left"] == BAD else (row["left"],),
                (True, False) if row["ours"] == BAD else (row["ours"],),
            )
        )
        for row in rows
    ]
    assume(prod(map(len, open_cells)) <= 300)
    for whole in product(*open_cells):
        full = [
            {"no": row["no"], "who": who, "came": came, "left": left or date(2050, 1, 1), "ours": ours}
            for row, (who, came, left, ours) in zip(rows, whole, strict=True)
        ]
        for at, found in enumerate(numbers("earlier", full, of, ties, where=True)):
            possible[at].add(found >= number)
    for answer, could_be in zip(said, possible, strict=True):
        if answer is None:
            assert any(BAD in row.values() or row["who"] is None for row in rows)
        else:
            assert could_be == {answer}


def test_a_later_row_may_still_come_until_the_limit_is_over() -> None:
    rows = [{"no": "1", "who": "a", "came": DAYS[0]}, {"no": "2", "who": "a", "came": date(2022, 3, 17)}]
    assert answers(read("later"), rows, date(2022, 3, 21)) == [False, False]
    assert answers(read("later"), rows, date(2022, 3, 20)) == [False, None]
    rows.append({"no": "3", "who": "a", "came": date(2022, 3, 18)})
    assert answers(read("later"), rows, date(2022, 3, 20)) == [False, True, None]
    assert depends_on_as_of(read("later")) and not depends_on_as_of(read("earlier"))


def test_a_row_at_the_midnight_that_ends_the_day_may_still_come() -> None:
    condition = read("later", when="at", within={"hours": 24})
    for at, told in (("2022-03-20 00:00", None), ("2022-03-19 23:59", False)):
        assert answers(condition, [{"who": "a", "at": datetime.fromisoformat(at)}], date(2022, 3, 20)) == [told]


def test_no_more_doubtful_rows_are_looked_for_than_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = typed(
        VISITS, [{"no": str(number), "who": BAD if number % 2 else "a", "came": DAYS[0]} for number in range(40)]
    )
    condition, real, looked = read("earlier"), Neighbours._may_be_near, list[int]()
    assert isinstance(condition, OtherRows)
    found = neighbours_of(condition, rows, Context(AS_OF, Window(DAYS[0], AS_OF)))
    monkeypatch.setattr(Neighbours, "_may_be_near", lambda self, *places: [looked.append(1), real(self, *places)][1])
    assert len(found.doubtful(38, 3)) == 3
    assert len(looked) == 3


def test_a_number_of_any_length_has_a_place() -> None:
    assert sorted(["F-10", "F-9", f"F-{'9' * 5000}"], key=counting_order)[-2:] == ["F-9", "F-10"]


def test_another_day_gives_another_answer_of_the_same_rows() -> None:
    rows = typed(VISITS, [{"no": "1", "who": "a", "came": date(2022, 3, 17)}])
    days = (date(2022, 3, 20), date(2022, 3, 21), date(2022, 3, 20))
    truths = [evaluate(read("later"), rows, Context(day, Window(DAYS[0], day))) for day in days]
    assert [each.unknown.tolist() for each in truths] == [[True], [False], [True]]


def test_moments_decide_to_the_second() -> None:
    noon = datetime.fromisoformat("2022-03-01 12:00")
    rows = [{"who": "a", "at": noon + timedelta(seconds=each)} for each in (0, 7200, 14401)]
    assert answers(read("earlier", when="at", within={"hours": 2}), rows) == [False, True, False]
    assert answers(read("earlier", when="at", within={"days": 0}), rows) == [False, True, True]
    assert answers(read("earlier", when="at", within={"days": 0}, at_least=2), rows) == [False, False, True]


def test_rows_of_one_day_follow_each_other_by_their_numbers() -> None:
    rows = [{"no": each, "who": "a", "came": DAYS[0]} for each in ("F-10", "F-9", "F-11")]
    assert answers(read("earlier"), rows) == [True, False, True]
    assert answers(read("earlier", at_least=2), rows) == [False, False, True]
    assert answers(read("later"), rows) == [True, True, False]


def test_some_rows_of_a_table_are_compared_with_all_of_them() -> None:
    rows = [{"no": str(at), "who": "a", "came": day, "ours": at == 1} for at, day in enumerate(DAYS[:2])]
    every = typed(VISITS, rows)
    state = {name: each[1:] for name, each in every.state.items()}
    some = replace(every, frame=every.frame.iloc[1:], state=state, whole=every)
    assert evaluate(read("earlier"), some, Context(AS_OF, Window(DAYS[0], AS_OF))).yes.tolist() == [True]


def test_without_a_limit_any_earlier_row_counts() -> None:
    rows = [{"no": "1", "who": "a", "came": date(2001, 1, 1)}, {"no": "2", "who": "a", "came": DAYS[0]}]
    condition = read_condition({"earlier": {"same": ["who"], "when": "came"}}, VISITS.columns, windowed=True)
    assert answers(condition, rows) == [False, True]


@pytest.mark.parametrize(
    ("condition", "wrong"),
    [
        ({"earlier": {"same": "who"}}, "earlier"),
        ({"earlier": {"same": "whom", "when": "came"}}, "earlier.same"),
        ({"earlier": {"same": "who", "when": "who"}}, "earlier.when"),
        ({"later": {"same": "who", "when": "came"}}, "later"),
        ({"earlier": {"same": "who", "when": "came", "within": {"hours": 2}}}, "earlier.within"),
        ({"earlier": {"same": "who", "when": "came", "within": {"days": 2, "paused": []}}}, "earlier.within"),
        ({"earlier": {"same": "who", "when": "came", "at_least": 0}}, "earlier.at_least"),
        ({"earlier": {"same": "who", "when": "came", "at_least": 1, "equals": 1}}, "earlier.equals"),
        ({"earlier": {"same": "who", "when": "came", "same_day": "yes"}}, "earlier.same_day"),
        ({"earlier": {"same": "who", "when": "came", "unless": {"ours": True}}}, "earlier.unless"),
        ({"earlier": {"same": "who", "when": "came", "where": {"theirs": True}}}, "earlier.where.theirs"),
    ],
)
def test_what_makes_no_sense_is_refused(condition: Any, wrong: str) -> None:
    with pytest.raises(ConditionError) as refused:
        read_condition(condition, VISITS.columns, windowed=True)
    assert ".".join(map(str, refused.value.troubles[0].path)).startswith(wrong)


def test_only_measures_look_at_other_rows() -> None:
    with pytest.raises(ConditionError):
        read_condition({"earlier": {"same": "who", "when": "came"}}, VISITS.columns)


def test_it_says_what_it_reads_and_asks() -> None:
    condition = read("earlier", within={"days": 7, "of": "left"}, where={"ours": True}, at_least=2)
    assert columns_of(condition) == ("came", "who", "left", "ours")
    assert phrase(condition, VISITS.columns).en == (
        "“came” is within 7 days of “left” of at least 2 earlier rows of this sheet with the same “who”"
        " in which “ours” is “yes”"
    )
    assert phrase(read("later"), VISITS.columns).zh == (
        "本表另有“who”相同的更晚的行（其“came”在本行“came”起 4 天之内）"
    )


@pytest.mark.parametrize(
    ("condition", "zh", "en"),
    [
        (
            read_condition({"earlier": {"same": "who", "when": "came"}}, VISITS.columns, windowed=True),
            "本表没有“who”相同的更早的行（以“came”为准）",
            "there is no earlier row of this sheet with the same “who”, by “came”",
        ),
        (
            read("earlier", where={"ours": True}),
            "本表没有“who”相同且“ours”为“是”的更早的行（本行“came”在其“came”起 4 天之内）",
            "“came” isn't within 4 days of “came” of any earlier row of this sheet with the same “who”"
            " in which “ours” is “yes”",
        ),
        (
            read("later"),
            "本表没有“who”相同的更晚的行（其“came”在本行“came”起 4 天之内）",
            "“came” isn't followed within 4 days by “came” of any later row of this sheet with the same “who”",
        ),
        (
            read("later", at_least=2),
            "本表“who”相同的更晚的行不到 2 行（其“came”在本行“came”起 4 天之内）",
            "“came” is followed within 4 days by “came” of fewer than 2 later rows of this sheet with the same “who”",
        ),
    ],
)
def test_what_must_not_be_there_is_said_so(condition: Condition, zh: str, en: str) -> None:
    said = phrase(Not(condition), VISITS.columns)
    assert (said.zh, said.en) == (zh, en)
    assert "并非" in phrase(Not(read("later", equals=2)), VISITS.columns).zh
