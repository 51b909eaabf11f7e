"""A year whose holidays nobody has published yet: rows that count its working days are undecided, and say why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from checker.authoring.examples import example_submission
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import task_of
from checker.definitions.worked import Example
from checker.engine.indicator import judge_indicator
from checker.flags import make_flags
from checker.privacy.masking import flag_message
from checker.tables.rows.context import Context
from checker.tables.workdays import workday_years

KNOWN = workday_years()[1]


@pytest.fixture(scope="module")
def heping() -> Pack:
    """The pack, in force until the first year without a calendar."""
    pack = load_pack("heping")
    return replace(pack, header=pack.header.model_copy(update={"ends": date(KNOWN + 1, 12, 31)}))


def said(pack: Pack, year: int = 2022, **cells: Any) -> list[tuple[str, str]]:
    """What is said of one request: the codes of its flags and the columns that they point at."""
    indicator = pack.indicators["disclosure-replies"]
    row = {"application_no": "1", "received_on": date(2022, 11, 1), **cells}
    example = Example.model_validate({"rows": {"disclosure": [row]}, "expect": {}})
    submission = example_submission(pack, indicator, example)
    entry = next(entry for entry in pack.roster.departments if entry.code in pack.judged(indicator))
    task = task_of(pack, str(year), date(year, 12, 31))
    result = judge_indicator(indicator, submission, entry, task, {})
    flags = make_flags(indicator, result, submission, pack.tables, Context(task.as_of, task.period.window))
    for flag in flags:
        if flag.code.id == "M509":
            assert f"2004 年至 {KNOWN} 年" in flag_message(flag, "zh")
            assert f"known only for 2004 to {KNOWN}" in flag_message(flag, "en")
    return [(flag.code.id, flag.place.field) for flag in flags]


def test_a_reply_beyond_the_calendar_says_so(heping: Pack) -> None:
    cells = {"received_on": date(KNOWN, 12, 28), "replied_on": date(KNOWN + 1, 1, 29)}
    assert said(heping, KNOWN + 1, **cells) == [("M509", "received_on"), ("T604", "")]


def test_a_reply_that_is_late_whatever_the_holidays_are_is_decided(heping: Pack) -> None:
    cells = {"received_on": date(KNOWN, 12, 28), "replied_on": date(KNOWN + 1, 6, 30)}
    assert said(heping, KNOWN + 1, **cells) == [("M501", "replied_on"), ("T601", "")]


def test_a_reply_within_it_is_decided(heping: Pack) -> None:
    assert said(heping, replied_on=date(2022, 11, 8)) == []
    assert said(heping, replied_on=date(2022, 12, 30)) == [("M501", "replied_on"), ("T601", "")]


def test_an_unreadable_reply_is_another_matter(heping: Pack) -> None:
    assert said(heping, replied_on="invalid") == [("M502", "replied_on"), ("T604", "")]
