"""Columns with a time of day, and lengths of time: how they are compared, and what of them is refused."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from checker.tables.conditions import read_condition
from checker.tables.phrases import phrase
from checker.tables.rows.conditions import evaluate
from checker.tables.rows.context import Context
from checker.tables.troubles import ConditionError
from tests.typed_rows import BAD, table, typed

TABLE = table(
    "calls",
    {
        "called": {"type": "datetime"},
        "answered": {"type": "datetime"},
        "closed": {"type": "date"},
        "waited": {"type": "duration", "unit": "minutes"},
        "talked": {"type": "duration", "unit": "minutes"},
        "travelled": {"type": "duration", "unit": "hours"},
        "staff": {"type": "integer"},
    },
)
AT = datetime(2022, 3, 1, 14, 5)  # noqa: DTZ001 - there are no time zones
SECOND = timedelta(seconds=1)


def answer(asked: Any, **row: Any) -> bool | None:
    rows = typed(TABLE, [row], located=False)
    truth = evaluate(read_condition(asked, TABLE.columns), rows, Context(date(2022, 12, 31)))
    return None if truth.unknown[0] else bool(truth.yes[0])


@pytest.mark.parametrize(
    ("asked", "row", "expected"),
    [
        ({"at_least": {"column": "called"}}, {"answered": AT}, True),
        ({"at_least": {"column": "called"}}, {"answered": AT - SECOND}, False),
        ({"above": {"column": "called"}}, {"answered": AT}, False),
        ({"above": {"column": "called"}}, {"answered": AT + SECOND}, True),
        ({"equals": {"column": "called"}}, {"answered": AT + SECOND}, False),
        ({"at_least": {"column": "called"}}, {"answered": BAD}, None),
        ({"at_least": {"column": "called"}}, {}, None),
        # with a date, by the day
        ({"at_most": {"column": "closed"}}, {"answered": AT, "closed": date(2022, 3, 1)}, True),
        ({"at_most": {"column": "closed"}}, {"answered": AT, "closed": date(2022, 2, 28)}, False),
        ({"at_most": date(2022, 3, 1)}, {"answered": AT}, True),
        ({"below": date(2022, 3, 1)}, {"answered": AT}, False),
        ("2022-03-01 14:05", {"answered": AT}, True),
        ("2022-03-01 14:05", {"answered": AT + SECOND}, False),
        ({"at_most": "2022-03-01 14:05"}, {"answered": AT}, True),
        ({"at_most": "2022-03-01 14:05"}, {"answered": AT + SECOND}, False),
        ({"below": "2022-03-01 24:00"}, {"answered": AT}, True),
        ([date(2022, 3, 1), "2022-03-02 10:00"], {"answered": AT}, True),
        ([date(2022, 3, 2), "2022-03-02 10:00"], {"answered": datetime(2022, 3, 2, 10)}, True),  # noqa: DTZ001
        ([date(2022, 3, 3), "2022-03-02 10:00"], {"answered": datetime(2022, 3, 2, 10, 1)}, False),  # noqa: DTZ001
        ({"within": {"days": 0, "of": "called"}}, {"answered": datetime(2022, 3, 1, 23, 59)}, True),  # noqa: DTZ001
        ({"within": {"days": 1, "of": "called"}}, {"answered": datetime(2022, 3, 3)}, False),  # noqa: DTZ001
        ("present", {"answered": AT}, True),
    ],
)
def test_a_moment_is_compared(asked: Any, row: dict[str, Any], expected: bool | None) -> None:
    assert answer({"answered": asked}, called=AT, **row) is expected


@pytest.mark.parametrize(
    ("column", "asked", "value", "expected"),
    [
        ("waited", {"at_most": "4 hours"}, 240, True),
        ("waited", {"at_most": "4 hours"}, "240.01", False),
        ("waited", {"at_most": 240}, 240, True),
        ("waited", {"at_most": "4:00"}, 241, False),
        ("waited", {"above": "1小时30分"}, 91, True),
        ("travelled", {"below": "20 min"}, "1/3", False),
        ("travelled", {"at_most": "20 min"}, "1/3", True),
        ("waited", {"at_most": {"column": "talked"}}, 5, True),
    ],
)
def test_a_length_of_time_is_an_exact_number(column: str, asked: Any, value: Any, expected: bool) -> None:
    assert answer({column: asked}, **{column: Fraction(value)}, talked=5) is expected


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"waited": {"at_most": {"column": "travelled"}}}, "waited and travelled count in different units"),
        ({"waited": {"at_most": {"column": "staff"}}}, "waited and staff count in different units"),
        ({"waited": {"at_most": "50%"}}, "waited can't hold 50%"),
        ({"waited": {"at_most": "soon"}}, "waited can't hold soon"),
        ({"answered": {"at_most": "2022-03-01 25:00"}}, "answered can't hold 2022-03-01 25:00"),
        ({"answered": {"at_most": "14:05"}}, "answered can't hold 14:05"),
        ({"closed": {"at_most": "2022-03-01 14:05"}}, "closed can't hold 2022-03-01 14:05"),
    ],
)
def test_what_means_nothing_is_refused(asked: Any, said: str) -> None:
    with pytest.raises(ConditionError) as refused:
        read_condition(asked, TABLE.columns)
    assert [trouble.message.en for trouble in refused.value.troubles] == [said]


def test_values_are_told() -> None:
    asked = {"all": [{"answered": {"at_most": "2022-03-01 14:05"}}, {"waited": {"at_most": "4 hours"}}]}
    told = phrase(read_condition(asked, TABLE.columns), TABLE.columns)
    assert told.en == "“answered” is on or before 1 March 2022 14:05 and “waited” is at most 240 minutes"
    assert told.zh == "“answered”不晚于2022年3月1日 14:05，且“waited”不超过 240 分钟"


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ({"type": "duration"}, "needs a unit"),
        ({"type": "duration", "unit": "days"}, "'seconds', 'minutes', 'hours'"),
        ({"type": "datetime", "blank_means": date(2022, 3, 1)}, "2022-03-01"),
        ({"type": "datetime", "unit": {"zh": "秒", "en": "seconds"}}, "only number columns"),
    ],
)
def test_columns_that_make_no_sense_are_refused(column: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        table("calls", {"called": column})
    assert said in str(refused.value.errors())
