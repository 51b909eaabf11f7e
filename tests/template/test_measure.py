"""How much room texts take; all figures counted by hand."""

from __future__ import annotations

import pytest

from checker.template.measure import broken, height, lines, width


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
    ],
)
def test_lines(text: str, room: float, count: int) -> None:
    assert lines(text, room) == count


def test_a_text_is_broken_where_a_line_may_end() -> None:
    assert broken("一二三，四五", 6) == ["一二", "三，四", "五"]
    assert broken("“甲乙”丙", 6) == ["“甲", "乙”丙"]
    assert broken("one two three", 8) == ["one two", "three"]
    assert broken("", 8) == [""]


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
        assert "".join(broken(text, room)).replace(" ", "") == text.replace(" ", "")


def test_no_row_is_higher_than_a_row_can_be() -> None:
    assert height(1, "zh") == 21.5
    assert height(1000, "en") == 409.0
