"""How much room texts take; all figures counted by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.spreadsheet.text_size import break_lines, count_lines, row_height, width


def test_a_chinese_character_is_as_wide_as_two_digits() -> None:
    assert width("案号") == 4
    assert width("Case no.") == 8
    assert width("（2022）津0101行初12号") == 22
    assert width("") == 0


@pytest.mark.parametrize(
    ("text", "room", "count"),
    [
        ("", 10, 1),
        ("案件类别", 8, 1),
        ("案件类别", 7, 2),
        ("案件类别", 4, 2),
        ("案件类，别", 6, 2),  # 案件 | 类，别: the comma stays behind its word
        ("one two", 7, 1),
        ("one two", 6, 2),
        ("one two three", 7, 2),
        ("abcdefghij", 4, 3),
        ("一\n二", 10, 2),
        ("一\n\n二", 10, 3),
        ("一二三四", 8.5, 1),
        ("一二三四五", 8.5, 2),
        ("一二三四五六七八九", 8.5, 3),
        ("abcdefgh", 8.5, 1),
        ("two words", 8.5, 2),
        ("three whole words", 8.5, 3),
        ("antidisestablishment", 8.5, 3),
        ("日期 2022-01-01 错误", 10.5, 3),
        ("x", -0.5, 1),
    ],
)
def test_lines(text: str, room: float, count: int) -> None:
    assert count_lines(text, room) == count


@given(st.text(alphabet="字，（） ab1。\n"), st.integers(4, 40))
def test_a_wider_column_never_takes_more_lines_and_lines_never_fewer_than_breaks(text: str, room: int) -> None:
    assert count_lines(text, room + 10) <= count_lines(text, room)
    assert count_lines(text, room) >= text.count("\n") + 1


def test_a_text_is_broken_where_a_line_may_end() -> None:
    assert break_lines("一二三，四五", 6) == ["一二", "三，四", "五"]
    assert break_lines("“甲乙”丙", 6) == ["“甲", "乙”丙"]
    assert break_lines("one two three", 8) == ["one two", "three"]
    assert break_lines("", 8) == [""]


@pytest.mark.parametrize(
    "text",
    [
        "本单位作被告的行政诉讼案件，一案（一个审级）一行。",
        "One row for each (suit), e.g. an appeal—or two.  ",
        "，，，（（",
    ],
)
def test_nothing_is_lost_in_breaking(text: str) -> None:
    for room in range(4, 40, 3):
        assert "".join(break_lines(text, room)).replace(" ", "") == text.replace(" ", "")


def test_no_row_is_higher_than_a_row_can_be() -> None:
    assert row_height(1, "zh") == 21.5
    assert row_height(1000, "en") == 409.0
