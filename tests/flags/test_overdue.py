"""Rows that are late name their due day and how late they are, whatever the limit is counted in."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from checker.definitions.load import load_pack
from checker.flags.overdue import Lateness
from checker.model import Flag
from checker.privacy.masking import flag_message
from tests.engine.books import book, cells, checked

END = date(2022, 12, 31)

#: The table, its cells, the indicator, the due day, how many days late, and whether it is still open.
ROWS: dict[str, tuple[str, dict[str, Any], str, str, int, bool]] = {
    "20 working days, replied one day late": (
        "disclosure", {"received_on": "2022-02-14", "extended": "否", "replied_on": "2022-03-15"},
        "disclosure-replies", "2022-03-14", 1, False),
    "extended to 40 working days": (
        "disclosure", {"received_on": "2022-05-23", "extended": "是", "replied_on": "2022-07-20"},
        "disclosure-replies", "2022-07-19", 1, False),
    "never replied": (
        "disclosure", {"received_on": "2022-06-01", "extended": "否"}, "disclosure-replies", "2022-06-30", 184, True),
    "seven days to serve": (
        "enforcement_cases", {"type": "行政处罚", "decided_on": "2022-03-01", "served_on": "2022-03-20"},
        "documents-served", "2022-03-08", 12, False),
    "seven days, and not served": (
        "enforcement_cases", {"type": "行政处罚", "decided_on": "2022-12-01"},
        "documents-served", "2022-12-08", 23, True),
    "a day in the sheet": (
        "suggestions", {"type": "司法建议", "received_on": "2022-03-05", "reply_due": "2022-04-05",
                        "replied_on": "2022-04-06"}, "judicial-suggestions", "2022-04-05", 1, False),
    "two months from the 31st": (
        "suggestions", {"type": "司法建议", "received_on": "2022-07-31", "replied_on": "2022-10-08"},
        "judicial-suggestions", "2022-09-30", 8, False),
    "two months, and not answered": (
        "suggestions", {"type": "司法建议", "received_on": "2022-09-30"},
        "judicial-suggestions", "2022-11-30", 31, True),
}  # fmt: skip


def flags_on(table: str, indicator: str, values: dict[str, Any], as_of: date | None = None) -> list[Flag]:
    pack = load_pack("heping")
    key = {"disclosure": "application_no", "enforcement_cases": "case_no", "suggestions": "suggestion_no"}[table]
    more = {"disclosure": {"valid_application": "是"}, "enforcement_cases": {"major": "否"}}.get(table, {})
    row = cells(pack, table, **{key: "甲1", **more, **values})
    department = checked(pack, "2022Q4", book(pack, "区司法局", {table: [row]}), as_of).department
    return [flag for flag in department.flags if flag.indicator == indicator and flag.place.table == table]


@pytest.mark.parametrize("name", ROWS)
def test_a_late_row(name: str) -> None:
    table, values, indicator, due, late, open_ = ROWS[name]
    (found,) = flags_on(table, indicator, values)
    assert (str(found.due), found.days_late, found.open_on) == (due, late, END if open_ else None)
    days = "day" if late == 1 else "days"
    aside = f" on {END}" if open_ else ""
    assert flag_message(found, "en").endswith(f"; due on {due}, {late} {days} late{aside}")
    aside = f"截至 {END} 仍未完成，" if open_ else ""
    assert flag_message(found, "zh").endswith(f"；应于 {due} 前完成，{aside}逾期 {late} 天")


@pytest.mark.parametrize("name", ["never replied", "two months, and not answered", "seven days, and not served"])
def test_what_is_still_open_gets_later_and_stays_the_same_flag(name: str) -> None:
    table, values, indicator, _, late, _ = ROWS[name]
    (found,), (later,) = (flags_on(table, indicator, values, day) for day in (END, date(2023, 1, 10)))
    assert later.days_late == late + 10
    assert later.values == found.values, "no day of the run is among what is compared from run to run"


def test_a_row_that_fails_for_another_reason_is_not_called_late() -> None:
    row = {"case_no": "乙1", "filed_on": "2022-03-01"}
    pack = load_pack("heping")
    cases = [cells(pack, "litigation", **row)]
    found = checked(pack, "2022Q4", book(pack, "区司法局", {"litigation": cases})).department.flags
    assert all(flag.due is None for flag in found)


def test_a_row_with_a_limit_of_unknown_start_is_not_called_late() -> None:
    found = flags_on("disclosure", "disclosure-replies", {"received_on": "x", "extended": "否"})
    assert all(flag.days_late is None for flag in found)


@pytest.mark.parametrize(
    ("seconds", "time", "shown"),
    [(1, 86399, (1, None)), (86400, 86399, (1, None)), (86401, 86399, (2, None)), (61201, 86399, (1, None)),
     (60, 86340, (0, 86340)), (90000, 43200, (1, 43200))],
)  # fmt: skip
def test_what_is_in_time_all_day_is_late_by_days(seconds: int, time: int, shown: tuple[int, int | None]) -> None:
    late = Lateness(date(2022, 3, 1), seconds // 86400, False, time, seconds).shown
    assert (late.due, late.days, late.time) == (date(2022, 3, 1), *shown)
