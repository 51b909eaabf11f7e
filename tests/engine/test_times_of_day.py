"""A pack of limits in seconds, minutes and hours through the whole line: a hotline and an emergency department."""

from __future__ import annotations

import io
from datetime import datetime, time, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from checker.authoring.examples import run_examples
from checker.authoring.json_schema import json_schema
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.describe.sections import describe
from checker.model import Flag
from checker.periods import parse_period
from checker.privacy.masking import flag_message
from checker.tables.yaml.problems import PackError
from checker.template import Blank, make_workbook
from checker.wording.flags import flag_data
from tests.engine.books import book, cells, checked

HOTLINE = Path(__file__).parent / "hotline"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(HOTLINE)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_the_worked_examples_come_out(pack: Pack) -> None:
    assert [(each.indicator, each.number, each.differences) for each in run_examples(pack) if not each.passed] == []


def flags_of(pack: Pack, department: str, table: str, *rows: dict[str, Any]) -> list[Flag]:
    filled = [cells(pack, table, **row) for row in rows]
    return list(checked(pack, "2022Q1", book(pack, department, {table: filled})).department.flags)


def test_a_late_row_says_by_which_time_it_was_due(pack: Pack) -> None:
    call = {"call_no": "A1", "called_at": at("2022-03-04T14:05:00"), "answered_at": "2022年3月4日下午2:05"}
    found = flags_of(
        pack,
        "热线中心",
        "calls",
        {**call, "forwarded_at": "2022-03-04 15:00", "replied_at": "2022/3/5 10:00", "talked": "1:30"},
        {**call, "call_no": "A2", "forwarded_at": "4 Mar 2022 2.35 pm", "replied_at": at("2022-03-04T16:05:00")},
        {**call, "call_no": "A3", "forwarded_at": "2022-03-04T14:35:01"},
    )
    late = {(flag.place.key, flag.indicator): flag for flag in found if flag.code.id == "M501"}
    assert sorted(late) == [("A1", "forwarded"), ("A1", "replied"), ("A3", "forwarded")]
    said = {key: flag_message(flag, "en").rpartition("; ")[2] for key, flag in late.items()}
    assert said == {
        ("A1", "forwarded"): "due by 2022-03-04 14:35, 25 minutes late",
        ("A1", "replied"): "due by 2022-03-04 16:05, 17 hours 55 minutes late",
        ("A3", "forwarded"): "due by 2022-03-04 14:35, 1 second late",
    }
    message = flag_message(late["A1", "replied"], "zh")
    assert message.endswith("；应于 2022-03-04 16:05 前完成，逾期 17 小时 55 分钟")
    exported = flag_data(late["A1", "forwarded"], reveal=False)
    assert (exported["due_on"], exported["days_late"]) == ("2022-03-04T14:35:00", None)


def test_an_open_row_is_late_until_the_end_of_the_as_of_date(pack: Pack) -> None:
    call = {"call_no": "A1", "called_at": "2022-03-30 23:40", "answered_at": "2022-03-30 23:40:10"}
    against = [flag for flag in flags_of(pack, "热线中心", "calls", call) if flag.code.id == "M501"]
    (found,) = [flag for flag in against if flag.indicator == "forwarded"]
    assert (str(found.due), found.due_time, found.days_late) == ("2022-03-31", 600, None)
    assert flag_message(found, "en").endswith("due by 2022-03-31 00:10, 23 hours 50 minutes late on 2022-03-31")


def test_what_a_sheet_may_hold(pack: Pack) -> None:
    rows = [
        {"visit_no": "A1", "arrived_at": at("2022-03-01T22:00:00"), "departed_at": "2022-03-02 02:00"},
        {"visit_no": "A2", "arrived_at": "2022-03-01 09:00", "departed_at": "2022-03-02"},
        {"visit_no": "A3", "arrived_at": "2022-03-02 22:00:01", "departed_at": "2022-03-02 22:00"},
    ]
    for row, length in zip(rows, (time(0, 30), timedelta(minutes=20), "40分钟"), strict=True):
        row["handed_over_in"] = length
    department = checked(
        pack, "2022Q1", book(pack, "区医院", {"visits": [cells(pack, "visits", **row) for row in rows]})
    ).department
    found = {(flag.code.id, flag.place.row, flag.place.field) for flag in department.flags}
    assert {("V350", 3, "departed_at"), ("C401", 4, "departed_at")} <= found
    (handover,) = [result for result in department.results if result.indicator == "handover"]
    assert handover.value == Fraction(30)


def test_a_template_asks_for_times_and_not_for_what_is_computed(pack: Pack) -> None:
    (entry,) = [each for each in pack.roster.departments if each.code == "hospital"]
    blank = Blank(pack, parse_period("2022Q1", 1), entry, "en", "hospital.xlsx")
    sheet = load_workbook(io.BytesIO(make_workbook(blank)))["Visits"]
    (headers,) = [row for row in sheet.iter_rows(values_only=True) if "*Visit no." in row]
    assert [each for each in headers if each] == [
        "*Visit no.",
        "*Arrived at",
        "Departed at",
        "Handed over in (minutes)",
    ]
    assert [sheet.column_dimensions[each].number_format for each in "ABCD"] == [
        "@",
        *["yyyy-mm-dd hh:mm"] * 2,
        "General",
    ]
    prompts = {rule.promptTitle: rule.prompt for rule in sheet.data_validations.dataValidation}
    assert "A date with a time of day, e.g. 2024-03-05 14:05" in prompts["Arrived at"]
    assert "1:30 is 1 hour 30 minutes" in prompts["Handed over in"]


def test_a_length_of_time_is_computed(pack: Pack) -> None:
    row = {"visit_no": "A1", "arrived_at": "2022-03-01 08:00", "departed_at": "2022年3月1日10:30"}
    workbook = book(pack, "区医院", {"visits": [cells(pack, "visits", **row)]})
    found = checked(pack, "2022Q1", workbook)
    (waiting,) = [result for result in found.department.results if result.indicator == "waiting"]
    assert waiting.value == 150
    assert waiting.status == "missed"


def test_the_hours_of_work_are_told_and_needed(pack: Pack, tmp_path: Path) -> None:
    told = "".join(describe(pack, pack.indicators["replied"], "en"))
    assert "within 2 working hours (Monday to Friday, 09:00–12:00 and 13:00–17:00) of" in told
    for path in HOTLINE.rglob("*.yaml"):
        copy = tmp_path / "hotline" / path.relative_to(HOTLINE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        copy.write_text("".join(line for line in lines if not line.startswith("working_day")), encoding="utf-8")
    with pytest.raises(PackError) as refused:
        load_pack(tmp_path / "hotline")
    (problem,) = refused.value.problems
    assert "a limit in working time needs working_day" in problem.message.en


def test_the_schema_has_the_units(pack: Pack) -> None:
    within = json_schema("indicator")["$defs"]["Within"]["properties"]
    assert {"seconds", "minutes", "hours", "working_minutes", "working_hours", "working_day"} <= set(within)
    assert "working_day" in json_schema("pack")["properties"]
    column = json_schema("table")["$defs"]["Column"]["properties"]
    assert {"seconds", "minutes", "hours"} <= set(column["unit"]["anyOf"][0]["enum"])
    assert {"datetime", "duration"} <= set(column["type"]["enum"])
