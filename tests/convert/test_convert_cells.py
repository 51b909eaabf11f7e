"""Single cells, by type: what is read as what, and what is refused with which code. The cases are data."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from checker.convert import convert
from checker.model.workbook import BLANK, INVALID, VALID, ErrorCell, Uncalculated
from checker.privacy.masking import flag_message
from samples.library.yaml12 import read_yaml

CASES = Path(__file__).parent / "cases"
NUMBERS = ("integer", "decimal", "percent", "duration")
TYPES = ("text", "integer", "decimal", "percent", "duration", "boolean", "date", "datetime", "choice", "id")


def read_cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.yml")):
        for group in read_yaml(path):
            for raw, expected in group["cases"]:
                found.append(pytest.param(group, raw, expected, id=f"{path.stem}: {group['about']}: {raw!a}"))
    return found


def one_cell(draw: Any, column: dict[str, Any], raw: Any, **options: Any) -> tuple[Any, int, list[Any]]:
    located, table = draw({"field": column}, [[raw]], **options)
    typed, flags = convert(located, table)
    value = typed.frame.at[4, "field"]
    return (
        (None if value is pd.NaT else value),
        int(typed.state["field"][0]),
        [
            each
            for each in flags
            if each.code.id != "V341"  # a dropped time is no refusal; see test_convert_times
        ],
    )


def plain_column(kind: str) -> dict[str, Any]:
    more = {"choice": {"choices": {"one": {"zh": "一种", "en": "One"}}}, "duration": {"unit": "minutes"}}
    return {"type": kind, **more.get(kind, {})}


@pytest.mark.parametrize(("group", "raw", "expected"), read_cases())
def test_a_cell_is_read_or_refused(draw: Any, group: dict[str, Any], raw: Any, expected: Any) -> None:
    options: dict[str, Any] = {"formats_known": group.get("formats_known", True)}
    if group.get("formatted"):
        options["percent_cells"] = frozenset({(4, 2)})
    if "header" in group:
        options["headers"] = {"field": group["header"]}
    value, state, flags = one_cell(draw, group["column"], raw, **options)
    if isinstance(expected, str) and re.fullmatch(r"[VW]\d{3}", expected):
        assert (value, state, [flag.code.id for flag in flags]) == (None, INVALID, [expected])
        return
    kind = group["column"]["type"]
    if expected is not None and kind in NUMBERS:
        expected = Fraction(expected)
    if expected is not None and kind == "date":
        value = value.date()
    if expected is not None and kind == "datetime":
        expected = pd.Timestamp(expected)
    assert (value, state, flags) == (expected, BLANK if expected is None else VALID, [])
    assert type(value) is type(expected)


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize(
    ("raw", "code", "shown"),
    [
        (ErrorCell("#REF!"), "V301", "#REF!"),
        (ErrorCell("#DIV/0!"), "V301", "#DIV/0!"),
        (Uncalculated("SUM(A1:A3)"), "V302", "=SUM(A1:A3)"),
        (Uncalculated("=A1"), "V302", "=A1"),
        (Uncalculated(""), "V302", "="),
    ],
)
def test_formulas_without_a_value_are_refused_in_every_column(
    draw: Any, kind: str, raw: Any, code: str, shown: str
) -> None:
    value, state, flags = one_cell(draw, plain_column(kind), raw)
    assert (value, state, [flag.code.id for flag in flags]) == (None, INVALID, [code])
    assert flags[0].observed.text == shown


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("integer", "V309"),
        ("decimal", "V309"),
        ("percent", "V309"),
        ("boolean", "V312"),
        ("choice", "V313"),
        ("date", "V319"),
        ("id", "V321"),
    ],
)
@pytest.mark.parametrize("raw", [time(9, 30), timedelta(hours=36)])
def test_times_are_no_values_but_of_a_text_column(draw: Any, kind: str, code: str, raw: Any) -> None:
    assert [flag.code.id for flag in one_cell(draw, plain_column(kind), raw)[2]] == [code]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (time(9, 30), "09:30:00"),
        (time(9, 30, 15, 999), "09:30:15"),
        (timedelta(hours=36, minutes=5), "36:05:00"),
        (datetime.fromisoformat("2022-03-05T00:00:00.000007"), "2022-03-05"),
    ],
)
def test_times_in_a_text_column_are_texts(draw: Any, raw: Any, text: str) -> None:
    assert one_cell(draw, {"type": "text"}, raw) == (text, VALID, [])


def test_lone_surrogates_and_control_characters_pass_through(draw: Any) -> None:
    assert one_cell(draw, {"type": "text"}, "甲\ud800乙\x07") == ("甲\ud800乙\x07", VALID, [])
    for kind in TYPES[1:-1]:
        value, state, flags = one_cell(draw, plain_column(kind), "\udc00\x00")
        assert (value, state, len(flags)) == (None, INVALID, 1)
        assert flags[0].observed.text == "\udc00\x00"


@pytest.mark.parametrize(
    ("column", "raw", "zh", "en"),
    [
        ({"type": "date"}, "abc", "带年月日的日期，如 2024-03-05", "a date with year, month and day, e.g. 2024-03-05"),
        ({"type": "date", "example": "2022-01-31"}, "abc", "带年月日的日期，如 2022-01-31", None),
        ({"type": "integer"}, "abc", "整数，如 12", "a whole number, e.g. 12"),
        (
            {"type": "decimal", "unit": {"zh": "学时", "en": "hours"}, "example": "60"},
            "abc",
            "数字（单位：学时），如 60",
            "a number (hours), e.g. 60",
        ),
        ({"type": "percent"}, "abc", "带百分号的数，如 98.5%", "a number with a percent sign, e.g. 98.5%"),
        (
            {"type": "choice", "choices": {"a": {"zh": "胜诉", "en": "Won"}, "b": {"zh": "败诉", "en": "Lost"}}},
            "zzz",
            "可选：胜诉、败诉",
            "one of: Won, Lost",
        ),
        (
            {
                "type": "choice",
                "choices": {"a": {"zh": "撤回起诉", "en": "Withdrawn"}, "b": {"zh": "败诉", "en": "Lost"}},
            },
            "撤回起诉了",
            "最接近的是“撤回起诉”；可选：撤回起诉、败诉",
            "the nearest is “Withdrawn”; one of: Withdrawn, Lost",
        ),
        ({"type": "id"}, date(2024, 3, 5), "以文本格式填写的号码", "the number typed as text"),
        (
            {"type": "id", "example": "0417"},
            3.5,
            "以文本格式填写的号码，如 0417",
            "the number typed as text, e.g. 0417",
        ),
        ({"type": "text"}, 1e18, "以文本格式填写的内容", "the content typed as text"),
    ],
)
def test_a_refusal_says_what_would_be_accepted(
    draw: Any, column: dict[str, Any], raw: Any, zh: str, en: str | None
) -> None:
    (found,) = one_cell(draw, column, raw)[2]
    assert found.expected.zh == zh
    assert en is None or found.expected.en == en


@pytest.mark.parametrize(("kind", "number", "shown"), [("decimal", 0.3, "30%"), ("integer", 1, "100%")])
def test_a_percentage_in_a_number_column_is_quoted_as_the_cell_shows_it(
    draw: Any, kind: str, number: float, shown: str
) -> None:
    column = {"type": kind, "unit": {"zh": "学时", "en": "hours"}, "example": "40"}
    (found,) = one_cell(draw, column, number, formats_known=True, percent_cells=frozenset({(4, 2)}))[2]
    assert found.observed.text == shown
    assert shown in flag_message(found, "zh", reveal=True)
    assert found.expected.zh.endswith("（单位：学时），如 40")


@pytest.mark.parametrize(
    ("raw", "zh"),
    [
        ("3/5/2024", "“3/5/2024”看不出哪个数是月、哪个数是日"),
        ("24-3-5", "“24-3-5”看不出哪个数是年、哪个数是月、哪个数是日"),
        ("24年3月5日", "“24年3月5日”看不出是哪一年（年份只有两位）"),
        ("5 Mar 24", "“5 Mar 24”看不出是哪一年（年份只有两位）"),
        (202403, "“202403”看不出六位数字里哪几位是年、哪几位是月、有没有日"),
    ],
)
def test_of_an_unclear_date_it_is_said_what_is_unclear(draw: Any, raw: Any, zh: str) -> None:
    (found,) = one_cell(draw, {"type": "date"}, raw)[2]
    assert flag_message(found, "zh", reveal=True) == zh


NO_DATE = ["至今", "在任", "待定", "未开庭", "尚未答复", "长期", "长期有效", "审理中", "择期宣判", "Present", "not yet"]


@pytest.mark.parametrize("raw", NO_DATE)
def test_words_for_no_date_are_answered_with_a_blank_where_one_is_allowed(draw: Any, raw: str) -> None:
    hint = {"zh": "尚未答复的留空。", "en": "Blank until a reply is given."}
    (found,) = one_cell(draw, {"type": "date", "hint": hint}, raw)[2]
    assert found.code.id == "V314"
    assert found.expected.zh == "带年月日的日期，如 2024-03-05；没有日期的请留空；填写说明：尚未答复的留空。"
    assert found.expected.en == (
        "a date with year, month and day, e.g. 2024-03-05; leave it blank if there is none; "
        "how to fill it in: Blank until a reply is given."
    )


@pytest.mark.parametrize("column", [{"required": True}, {"blank_means": date(2022, 1, 1)}])
def test_no_blank_is_advised_where_one_is_a_fault_or_means_a_day(draw: Any, column: dict[str, Any]) -> None:
    (found,) = one_cell(draw, {"type": "date"} | column, "待定")[2]
    assert found.expected.zh == "带年月日的日期，如 2024-03-05"


def test_a_blank_is_advised_with_care_where_some_rows_need_a_date(draw: Any) -> None:
    (found,) = one_cell(draw, {"type": "date", "required_when": {"field": "present"}}, "待定")[2]
    assert found.expected.zh == "带年月日的日期，如 2024-03-05；没有日期的请留空，本行必须填写的除外"


def test_a_suggestion_is_not_sought_for_texts_far_longer_than_any_choice(draw: Any) -> None:
    column = {"type": "choice", "choices": {"a": {"zh": "胜诉", "en": "Won"}}}
    (found,) = one_cell(draw, column, "胜诉" * 10_000)[2]
    assert found.expected.zh == "可选：胜诉"
