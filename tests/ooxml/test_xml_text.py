"""Texts in XML are escaped as Python's own library does it, which loads all that speaks HTTP."""

from xml.sax.saxutils import escape, quoteattr

from hypothesis import given
from hypothesis import strategies as st

from checker.ooxml.xml_text import attribute, content
from checker.spreadsheet.text_size import count_cut_lines, width

_TEXTS = st.text(st.sampled_from("a&<>\"'\n\r\t;#_中 ")) | st.text()


@given(_TEXTS)
def test_texts_are_escaped(text: str) -> None:
    assert content(text) == escape(text, {"\r": "&#13;"})
    assert attribute(text) == quoteattr(text, {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


@given(_TEXTS, st.integers(4, 30))
def test_lines_are_counted_digit_by_digit(text: str, room: int) -> None:
    lines = 0
    for line in text.split("\n"):
        left, lines = room, lines + 1
        for _ in range(width(line)):
            if not left:
                left, lines = room, lines + 1
            left -= 1
    assert count_cut_lines(text, room) == lines
