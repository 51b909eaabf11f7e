"""Lengths of time that are computed from two columns: what packs may write, and where they are asked for."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from checker.model.workbook import BLANK, INVALID, VALID
from checker.tables.rows.derived import derive
from checker.tables.table import Table
from checker.tables.workdays import WorkCalendar
from tests.typed_rows import table

MOMENTS = {name: {"type": "datetime", "header": {"zh": f"{name}时间", "en": name.title()}} for name in ("came", "left")}
STAYED = {"type": "duration", "unit": "minutes", "from": "came", "to": "left"}


def made(stayed: dict[str, Any], **rest: Any) -> Table:
    columns = {**MOMENTS, "no": {"type": "text", "header": {"zh": "编号", "en": "No."}}, "stayed": stayed}
    return Table.model_validate({"id": "visits", "sheet": {"zh": "急诊", "en": "Visits"}, "columns": columns, **rest})


def test_it_has_a_header_and_its_columns_are_in_order() -> None:
    found = made(STAYED)
    assert found.columns["stayed"].header.zh == "came时间至left时间的用时"
    assert found.columns["stayed"].header.en == "time from Came to Left"
    assert [(pair.first, pair.second, pair.strict) for pair in found.order] == [("came", "left", False)]
    (strict,) = made(STAYED, order=["came < left"]).order
    assert strict.strict
    assert made({**STAYED, "header": {"zh": "等候", "en": "Waiting"}}).columns["stayed"].header.en == "Waiting"


def test_nobody_is_asked_for_it() -> None:
    found = made(STAYED)
    assert "stayed" not in found.asked
    assert "stayed" not in found.as_submitted.columns
    assert found.as_submitted is found.as_submitted
    asked = found.asking_for({"stayed"})
    assert set(asked.asked) == {"came", "left"}
    assert not asked.unasked & {"came", "left", "stayed"}


@pytest.mark.parametrize(
    ("stayed", "said"),
    [
        ({**STAYED, "to": "no"}, "no"),
        ({**STAYED, "from": "arrived"}, "arrived"),
        ({**STAYED, "required": True}, "isn't filled in by anybody"),
        ({**STAYED, "minimum": 5}, "isn't filled in by anybody"),
        ({"type": "decimal", "from": "came", "to": "left"}, "is a duration"),
        ({"type": "duration", "unit": "minutes", "from": "came", "header": {"zh": "甲", "en": "A"}}, "needs both"),
        ({"type": "duration", "unit": "minutes", "working_time": True, "header": {"zh": "甲", "en": "A"}}, "computed"),
        ({"type": "duration", "from": "came", "to": "left"}, "needs a unit"),
        ({"type": "integer", "unit": {"zh": "次", "en": "times"}, "from": "came", "to": "left"}, "in days or workdays"),
        ({"type": "integer", "unit": "days", "from": "came", "to": "left", "working_time": True}, "takes working_time"),
    ],
)
def test_what_makes_no_sense_is_refused(stayed: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        made(stayed)
    assert said in str(refused.value.errors())


OFFICE = WorkCalendar("none", spans=((9 * 3600, 12 * 3600), (13 * 3600, 17 * 3600)))


@pytest.mark.parametrize(
    ("came", "left", "minutes", "working"),
    [
        ("2022-03-04T11:00:00", "2022-03-04T11:00:00", 0, 0),
        ("2022-03-04T11:30:00", "2022-03-04T13:15:30", Fraction(211, 2), Fraction(91, 2)),
        ("2022-03-04T16:00:00", "2022-03-07T10:00:00", 66 * 60, 120),
        ("2022-03-05T10:00:00", "2022-03-06T10:00:00", 24 * 60, 0),
        ("2022-03-04T11:00:00", "2022-03-04T10:59:59", None, None),
    ],
)
def test_all_time_or_only_working_time(came: str, left: str, minutes: Any, working: Any) -> None:
    ends = [(np.array([each], dtype="datetime64[s]"), np.array([VALID])) for each in (came, left)]
    for only, expected in ((False, minutes), (True, working)):
        column = made({**STAYED, "working_time": only}).columns["stayed"]
        column.follow(OFFICE)
        values, state = derive(column, *ends)
        assert values == [None if expected is None else Fraction(expected)]
        assert state.tolist() == [INVALID if expected is None else VALID]


@pytest.mark.parametrize(
    ("states", "expected"),
    [((BLANK, VALID), BLANK), ((VALID, BLANK), BLANK), ((BLANK, INVALID), INVALID), ((VALID, INVALID), INVALID)],
)
def test_a_blank_or_unreadable_end_leaves_it_open(states: tuple[int, int], expected: int) -> None:
    ends = [(np.array(["2022-03-04T11:00:00"], dtype="datetime64[s]"), np.array([state])) for state in states]
    values, state = derive(made(STAYED).columns["stayed"], *ends)
    assert (values, state.tolist()) == ([None], [expected])


def test_other_tables_are_left_alone() -> None:
    plain = table("visits", {"on": {"type": "date", "blank_means": date(2022, 1, 1)}})
    assert plain.as_submitted is plain
    assert plain.order == ()


DATES = {name: {"type": "date", "header": {"zh": f"{name}日期", "en": name.title()}} for name in ("received", "closed")}


@pytest.mark.parametrize(
    ("received", "closed", "days", "workdays"),
    [
        ("2022-03-04", "2022-03-04", 0, 0),
        ("2022-03-04", "2022-03-07", 3, 1),  # Friday to Monday
        ("2022-04-29", "2022-05-09", 10, 4),  # 30 April to 4 May are off, and Saturday 7 May is worked
        ("2022-03-04", "2022-03-03", None, None),
        ("2100-03-01", "2100-03-31", 30, None),  # nobody knows the holidays
    ],
)
def test_days_and_working_days_between_two_dates(received: str, closed: str, days: Any, workdays: Any) -> None:
    for unit, expected in (("days", days), ("workdays", workdays)):
        column = {"type": "integer", "unit": unit, "from": "received", "to": "closed"}
        raw = {"id": "requests", "sheet": {"zh": "诉求", "en": "Requests"}, "columns": {**DATES, "taken": column}}
        found = Table.model_validate(raw)
        assert [(pair.first, pair.second) for pair in found.order] == [("received", "closed")]
        assert (found.columns["taken"].lowest, "taken" in found.asked) == (0, False)
        ends = [(np.array([each], dtype="datetime64[s]"), np.array([VALID])) for each in (received, closed)]
        values, state = derive(found.columns["taken"], *ends)
        assert values == [None if expected is None else Fraction(expected)], unit
        assert state.tolist() == [INVALID if expected is None else VALID]
