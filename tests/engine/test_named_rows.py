"""Tasks that indicators wait for by number: the template lists them, and a row of another number is not silent."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from checker.definitions.load import load_pack
from checker.definitions.named_rows import named_rows
from checker.definitions.packs import Pack
from checker.definitions.task import task_of
from checker.model import Department, Severity
from checker.periods import window_of
from checker.template import Blank, make_workbook
from tests.engine.books import book, cells, checked, of_code
from tests.typed_rows import message

OFFICE, TASK = "区政府办公室", "昆13-2"


@pytest.fixture(scope="module")
def kundulun() -> Pack:
    return load_pack("kundulun")


def told(pack: Pack, *rows: dict[str, Any]) -> Department:
    lines = [cells(pack, "milestones", **row) for row in rows]
    return checked(pack, "2019Q1", book(pack, OFFICE, {"milestones": lines})).department


def test_the_template_lists_number_title_and_due_day(kundulun: Pack) -> None:
    task = task_of(kundulun, "2019Q1", None)
    entry = next(each for each in kundulun.roster.departments if each.name.zh == OFFICE)
    made = make_workbook(Blank(kundulun, task.period, entry, "zh", "a.xlsx"))
    sheet = openpyxl.load_workbook(BytesIO(made))["任务清单"]
    rows = {row[0]: row for row in sheet.iter_rows(values_only=True)}
    row = dict(zip(rows["*任务编号"], rows[TASK], strict=True))
    assert row["*任务内容"] == "专家信息和论证意见公开"
    assert row["完成时限"].date() == date(2018, 12, 31)
    assert {"昆13-2", "昆13-3", "昆18-1", "昆18-2"} <= set(rows)


def test_every_number_that_an_indicator_waits_for_is_listed(kundulun: Pack) -> None:
    table, period = kundulun.tables["milestones"], task_of(kundulun, "2019Q1", None).period
    asking = [
        (each, window_of(each.period, period, kundulun.plan))
        for each in kundulun.indicators.values()
        if "milestones" in each.asked.tables()
    ]
    listed = {row.value for row in named_rows(table, asking)}
    assert {"昆9-1", "昆11-1", "昆11-2", "昆13-1", "昆20-1", "昆21-1", "昆26-1-4", "昆26-2"} <= listed
    assert {each.id for each, _ in asking} == {one.id for row in named_rows(table, asking) for one in row.indicators}


def test_a_listed_row_that_nobody_touched_is_no_record(kundulun: Pack) -> None:
    department = told(
        kundulun, {"task_id": TASK, "deliverable": "专家信息和论证意见公开", "due_on": date(2018, 12, 31)}
    )
    (count,) = department.sheets
    assert (count.read, count.skipped) == (0, 1)


def test_a_number_one_slip_away_is_flagged_at_its_cell(kundulun: Pack) -> None:
    department = told(
        kundulun, {"task_id": "13-2", "deliverable": "公开", "status": "已完成", "done_on": date(2018, 12, 1)}
    )
    (found,) = of_code(department, "C419")
    assert (found.place.cell, found.severity) == ("A2", Severity.AMBER)
    assert found.expected is not None and found.expected.en.endswith("the nearest is “昆13-2”")
    missing = [message(flag, "zh") for flag in of_code(department, "M507")]
    assert "“专家信息和论证意见公开”：期限 2018-12-31 已过，表中没有“任务编号”为“昆13-2”的行（缺 1 行）" in missing


def test_any_other_number_is_for_information(kundulun: Pack) -> None:
    (found,) = of_code(told(kundulun, {"task_id": "自定-7", "deliverable": "其他", "status": "进行中"}), "C419")
    assert found.severity is Severity.INFO


def test_a_number_that_is_asked_for_is_not_flagged(kundulun: Pack) -> None:
    asked = {"task_id": TASK, "deliverable": "公开", "status": "已完成", "done_on": date(2018, 12, 1)}
    assert of_code(told(kundulun, asked), "C419") == []


def test_done_without_a_date_is_a_question_and_no_miss(kundulun: Pack) -> None:
    department = told(kundulun, {"task_id": TASK, "deliverable": "公开", "status": "已完成"})
    (asked,) = of_code(department, "M527")
    assert (asked.place.field, asked.severity) == ("done_on", Severity.AMBER)
    assert [flag.place.field for flag in of_code(department, "V331")] == ["done_on"]
    about = {flag.code.id for flag in department.flags if flag.indicator == "expert-opinions-public"}
    assert about == {"M527"}


def test_not_done_without_a_date_is_a_miss(kundulun: Pack) -> None:
    department = told(kundulun, {"task_id": TASK, "deliverable": "公开", "status": "进行中"})
    assert "M506" in {flag.code.id for flag in department.flags if flag.indicator == "expert-opinions-public"}
