"""Milestones against brute force: whatever undecided cells turn out to be, the value lies between the bounds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.measures.milestone import Milestone
from checker.measures.milestone.settings import Due, Number
from checker.measures.toolkit.bounds import share_bounds
from checker.measures.toolkit.scope import Scope
from checker.model import Counts, Measured
from checker.periods import Window
from checker.tables.logic import Always
from checker.text.bilingual import Text
from tests.typed_rows import BAD, submitted, table

YEAR = Window(date(2022, 1, 1), date(2022, 12, 31))
DUE, EARLY, LATE, LAST_YEAR = date(2022, 6, 30), date(2022, 3, 1), date(2022, 8, 1), date(2021, 5, 1)
BEFORE, ON_THE_DAY, AFTER, IN_THE_END = date(2022, 5, 31), DUE, date(2022, 9, 30), date(2022, 12, 31)
KINDS = ("a", "b", "c")
TABLE = table(
    "tasks",
    {
        "kind": {"type": "choice", "choices": {kind: {"zh": kind, "en": kind} for kind in KINDS}},
        "ours": {"type": "boolean"},
        "full": {"type": "boolean"},
        "size": {"type": "integer"},
        "due": {"type": "date"},
        "done": {"type": "date"},
    },
)
#: What a cell that nobody can read may hold; a blank one that a value is needed of may hold any.
DOMAINS: dict[str, tuple[Any, ...]] = {
    "kind": KINDS,
    "ours": (True, False),
    "full": (True, False),
    "size": (1, 2, 3),
    "due": (date(2022, 2, 1), DUE, LATE, date(2022, 12, 1), YEAR.end, date(2023, 3, 1)),
    "done": (None, EARLY, DUE, LATE, LAST_YEAR),
}
DEFINITE = {"done"}
Row = dict[str, Any]


def asked(**more: Any) -> Milestone:
    raw = {"table": "tasks", "where": {"ours": True}, "done": "done", "due": "06-30", **more}
    return Milestone.model_validate(raw, context={"tables": {"tasks": TABLE}})


def measured(definition: Milestone, rows: list[Row], as_of: date) -> Measured:
    submission = submitted({"tasks": TABLE}, {"tasks": rows})
    return definition.measure(Scope(submission, {"tasks": TABLE}, ("d", Text("d", "d")), YEAR, as_of))


def completions(rows: list[Row]) -> list[list[Row]]:
    """Every way in which the rows may turn out."""

    def may_be(column: str, cell: Any) -> tuple[Any, ...]:
        return DOMAINS[column] if cell == BAD or (cell is None and column not in DEFINITE) else (cell,)

    each = [
        [dict(zip(row, cells, strict=True)) for cells in product(*(may_be(*cell) for cell in row.items()))]
        for row in rows
    ]
    return [list(whole) for whole in product(*each)]


def outcome(row: Row, due: date, as_of: date) -> str:
    if not row.get("full", True):
        return "fail" if is_past(due, as_of) else "open"
    if row["done"] is not None and row["done"] <= as_of:
        return "pass" if row["done"] <= due else "fail"
    return "fail" if is_past(due, as_of) else "open"


def is_past(due: date, as_of: date) -> bool:
    """Whether a day is over; the last one of the year is, when the year is."""
    return as_of > due or as_of == due == YEAR.end


def counted(definition: Milestone, rows: list[Row]) -> list[Row]:
    if definition.when is None:
        return [row for row in rows if row["ours"]]
    return [row for row in rows if row["ours"] and (row["done"] is None or row["done"] in YEAR)]


def best(outcomes: Iterable[str]) -> str:
    found = set(outcomes)
    return next(each for each in ("pass", "open", "fail") if each in found)


def expected_of(definition: Milestone, ours: list[Row]) -> int:
    """How many there must be, by the pack or by the largest number in the rows."""
    if not isinstance(definition.expected, Number):
        return definition.required
    return max((row["size"] for row in ours), default=1)


def value(definition: Milestone, rows: list[Row], as_of: date) -> Fraction | None:
    """What decided rows come to."""
    due = definition.deadline(YEAR) or YEAR.end
    ours = counted(definition, rows)
    if isinstance(definition.complete, Always):
        ours = [row | {"full": True} for row in ours]
    if definition.each:
        outcomes = []
        ranking = ("fail", "open", "pass") if definition.rows == "all" else ("pass", "open", "fail")
        for kind in definition.each["kind"]:
            found = {outcome(row, due, as_of) for row in ours if row["kind"] == kind}
            nothing = "fail" if is_past(due, as_of) else "open"
            outcomes.append(next((first for first in ranking if first in found), nothing))
    else:
        outcomes = [outcome(row, row["due"] if isinstance(definition.due, Due) else due, as_of) for row in ours]
        if definition.distinct:
            of_kind = [(row["kind"], each) for row, each in zip(ours, outcomes, strict=True)]
            outcomes = [best(each for kind, each in of_kind if kind == name) for name in {kind for kind, _ in of_kind}]
        if not isinstance(definition.due, Due) and is_past(due, as_of):
            outcomes += ["fail"] * (expected_of(definition, ours) - len(outcomes))
    passed, failed = outcomes.count("pass"), outcomes.count("fail")
    return Fraction(passed, passed + failed) if passed + failed else None


def cell(column: str, *held: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from([*held, *held, BAD, *(() if column in DEFINITE else (None,))])


rows_of_tasks = st.lists(
    st.fixed_dictionaries(
        {
            "kind": cell("kind", *KINDS),
            "ours": cell("ours", True, True, False),
            "done": cell("done", None, EARLY, LATE, LAST_YEAR),
        }
    ),
    max_size=4,
)
whole_rows = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from([*KINDS, *KINDS, BAD]),
            "ours": cell("ours", True, True, False),
            "full": st.sampled_from([True, True, False, BAD]),
            "done": cell("done", None, EARLY, LATE),
        }
    ),
    max_size=3,
)
deadlines = st.sampled_from(["06-30", "12-31"])
days = st.sampled_from([BEFORE, ON_THE_DAY, AFTER, IN_THE_END])


def holds(definition: Milestone, rows: list[Row], as_of: date) -> None:
    """The bounds are the least and the most of every completion; where a row names no value, no narrower than that."""
    bounds = share_bounds(measured(definition, rows, as_of).counts)
    every = {value(definition, whole, as_of) for whole in completions(rows)}
    values = [each for each in every if each is not None]
    if not values:
        assert bounds.empty
        return
    assert bounds.lower is not None and bounds.lower <= min(values)
    assert bounds.upper == max(values)
    assert bounds.doubtful or None not in every
    # A row that names no value may be of a deliverable that another row has done already: that is not gone into.
    if not definition.each or all(row["kind"] in KINDS for row in rows):
        assert bounds.lower == min(values)
        assert bounds.doubtful == (None in every)
        if len(every) == 1:
            assert bounds.value == values[0]


@given(rows_of_tasks, st.integers(0, 4), deadlines, days, st.sampled_from([None, "done"]))
def test_of_so_many_deliverables(rows: list[Row], expected: int, due: str, as_of: date, when: str | None) -> None:
    holds(asked(expected=expected, due=due, when=when), rows, as_of)


@given(rows_of_tasks, st.integers(1, 3), deadlines, days, st.sampled_from([None, "done"]))
def test_of_one_deliverable_for_each_value(
    rows: list[Row], number: int, due: str, as_of: date, when: str | None
) -> None:
    holds(asked(each={"kind": list(KINDS[:number])}, due=due, when=when), rows, as_of)


@given(
    st.lists(
        st.fixed_dictionaries(
            {"ours": cell("ours", True), "due": cell("due", DUE, LATE), "done": cell("done", None, EARLY, LATE)}
        ),
        max_size=3,
    ),
    days,
)
def test_of_deliverables_with_a_deadline_of_their_own(rows: list[Row], as_of: date) -> None:
    holds(asked(due={"column": "due"}), rows, as_of)


def covers(definition: Milestone, rows: list[Row], as_of: date) -> None:
    """The bounds hold every completion, and no more where every row names its value."""
    found = measured(definition, rows, as_of)
    every = {value(definition, whole, as_of) for whole in completions(rows)}
    values = [each for each in every if each is not None]
    bounds = share_bounds(found.counts)
    if values:
        assert bounds.lower is not None and bounds.lower <= min(values)
        assert bounds.upper is not None and bounds.upper >= max(values)
        if all(row["kind"] in KINDS for row in rows):
            assert (bounds.lower, bounds.upper) == (min(values), max(values))
    assert bounds.empty or bounds.doubtful or None not in every


@given(whole_rows, deadlines, days)
def test_of_values_whose_rows_all_must_be_done(rows: list[Row], due: str, as_of: date) -> None:
    covers(asked(each={"kind": ["a", "b"]}, rows="all", due=due), rows, as_of)


@given(whole_rows, deadlines, days, st.sampled_from([{}, {"each": {"kind": ["a", "b"]}}, {"distinct": "kind"}]))
def test_of_deliverables_that_must_be_complete(rows: list[Row], due: str, as_of: date, more: dict[str, Any]) -> None:
    covers(asked(complete={"full": True}, due=due, **more), rows, as_of)


@given(whole_rows, st.integers(0, 3), deadlines, days)
def test_of_deliverables_of_several_rows(rows: list[Row], expected: int, due: str, as_of: date) -> None:
    covers(asked(distinct=["kind"], expected=expected, due=due), rows, as_of)


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "kind": st.sampled_from(KINDS),
                "ours": st.sampled_from([True, False]),
                "size": st.sampled_from([1, 2, 3]),
                "done": cell("done", None, EARLY, LATE),
            }
        ),
        max_size=3,
    ),
    days,
)
def test_of_as_many_as_a_column_says(rows: list[Row], as_of: date) -> None:
    covers(asked(expected={"column": "size"}), rows, as_of)


@pytest.mark.parametrize(
    "row",
    [{"ours": True, "size": None}, {"ours": True, "size": BAD}, {"ours": BAD, "size": 2}, {"ours": BAD, "size": BAD}],
)
def test_a_number_that_is_not_known_leaves_the_whole_open(row: Row) -> None:
    rows = [{"kind": "a", "done": EARLY, **row}]
    found = measured(asked(expected={"column": "size"}), rows, AFTER)
    assert found.reason is not None
    assert found.reason.en == "“size” is blank or can't be read, so it isn't known how many there must be"
    assert measured(asked(expected={"column": "size"}), rows, BEFORE).reason is None


def test_every_combination_of_two_columns_is_a_deliverable() -> None:
    both = asked(each={"kind": ["a", "b"], "full": [True, False]})
    rows = [
        {"kind": "a", "full": True, "ours": True, "done": EARLY},
        {"kind": "a", "full": False, "ours": True, "done": LATE},
        {"kind": "b", "full": BAD, "ours": True, "done": EARLY},
    ]
    found = measured(both, rows, AFTER)
    assert found.counts == Counts(1, 2, pass_or_fail=1)
    assert [dict(note.values)["count"].text for note in found.notes if note.code.id == "M507"] == ["1"]


def test_the_cell_that_a_row_done_in_time_lacks_is_named() -> None:
    found = measured(
        asked(complete={"full": True, "size": "present"}),
        [{"ours": True, "full": True, "done": EARLY}, {"ours": True, "full": False, "size": 1, "done": LATE}],
        AFTER,
    )
    assert [(note.code.id, note.row, note.field) for note in found.notes] == [("M505", 3, "done"), ("M529", 2, "size")]


WHO_KNOWS = {"kind": "a", "ours": BAD, "done": EARLY}


@pytest.mark.parametrize(
    ("expected", "rows", "counts"),
    [
        # The only row may be none of it: then the deliverable is missing.
        (1, [WHO_KNOWS], Counts(pass_or_fail=1)),
        # Late, or not there: it fails either way.
        (1, [WHO_KNOWS | {"done": LATE}], Counts(failed=1)),
        (2, [WHO_KNOWS], Counts(failed=1, pass_or_fail=1)),
        # Two of three are certain, and one of two undecided rows has to be the third.
        (
            3,
            [{"kind": "a", "ours": True, "done": EARLY}] * 2 + [WHO_KNOWS] * 2,
            Counts(2, 0, pass_or_fail=1, out_or_pass=1),
        ),
        # One may be the second in time, the other would be late: at worst 1 of 2, at best 2 of 2.
        (
            2,
            [{"kind": "a", "ours": True, "done": EARLY}, WHO_KNOWS, WHO_KNOWS | {"done": LATE}],
            Counts(1, 0, pass_or_fail=1),
        ),
    ],
)
def test_a_row_that_may_be_none_leaves_one_missing(expected: int, rows: list[Row], counts: Counts) -> None:
    found = measured(asked(expected=expected), rows, AFTER)
    assert found.counts == counts


def test_a_missing_deliverable_is_told_where_no_row_can_be_it() -> None:
    found = measured(asked(expected=3), [WHO_KNOWS], AFTER)
    assert [(note.code.id, dict(note.values)["count"].text) for note in found.notes] == [("M507", "2")]
    assert measured(asked(expected=1), [WHO_KNOWS], AFTER).notes == ()
    assert measured(asked(expected=1), [], ON_THE_DAY).notes == ()


def test_one_row_without_a_value_is_one_deliverable_at_the_most() -> None:
    found = measured(asked(each={"kind": list(KINDS)}), [{"kind": BAD, "ours": True, "done": EARLY}], AFTER)
    assert found.counts == Counts(failed=2, pass_or_fail=1)
    assert found.unknown_rows.numbers == (2,)
    assert found.numerator_rows.numbers == ()
    assert [dict(note.values)["count"].text for note in found.notes] == ["2"]


def test_a_row_of_a_value_that_is_not_asked_for_is_none() -> None:
    found = measured(asked(each={"kind": ["a"]}), [{"kind": "b", "ours": True, "done": EARLY}], AFTER)
    assert found.counts == Counts(failed=1)
    assert found.numerator_rows.numbers == ()
