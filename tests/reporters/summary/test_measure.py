"""Room for texts: wide characters, words that stay whole, line breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.spreadsheet.text_size import height_of, lines_of


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("一二三四", 10, 1),
        ("一二三四五", 10, 2),
        ("一二三四五六七八九", 10, 3),
        ("abcdefgh", 10, 1),
        ("two words", 10, 1),
        ("three whole words", 10, 3),
        ("antidisestablishment", 10, 3),
        ("一行\n两行", 20, 2),
        ("一\n\n三", 20, 3),
        ("日期 2022-01-01 错误", 12, 3),
        ("x", 1, 1),
    ],
)
def test_lines(text, width, lines):
    assert lines_of(text, width) == lines


@given(st.text(alphabet="字，（） ab1。\n"), st.integers(4, 40))
def test_a_wider_column_never_takes_more_lines_and_lines_never_fewer_than_breaks(text, width):
    assert lines_of(text, width + 10) <= lines_of(text, width)
    assert lines_of(text, width) >= text.count("\n") + 1


def test_a_row_is_never_higher_than_a_spreadsheet_allows():
    assert (height_of(1), height_of(3), height_of(1000)) == (18, 48, 409)
