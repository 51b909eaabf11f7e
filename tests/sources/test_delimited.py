"""Csv in the encodings and with the delimiters that Excel, WPS and exports of other systems write."""

from __future__ import annotations

import pytest

from checker.sources.delimited import sniff

from .conftest import Reading

TEXT = "案号,开庭日期,满意率\r\n(2022)津01,2022-03-05,98%\r\n,007,\r\n"
ROWS = [["案号", "开庭日期", "满意率"], ["(2022)津01", "2022-03-05", "98%"], [None, "007", None]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be-with-mark"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters(reading: Reading, encoding: str, delimiter: str) -> None:
    text = TEXT.replace(",", delimiter)
    data = b"\xfe\xff" + text.encode("utf-16-be") if encoding.startswith("utf-16-be") else text.encode(encoding)
    workbook, flags = reading(data, "台账.csv")
    assert workbook is not None
    assert (flags, workbook.format) == ((), "csv")
    (sheet,) = workbook.sheets
    assert (sheet.name, sheet.rows, sheet.formats_known) == ("台账", ROWS, False)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1,5;2,5\n3,5;4\n", ";"),  # decimal commas, which the first line lacks
        ("一，二\t三\n1\t2\n", "\t"),
        ("标题\n\na;b;c\n1;2;3\n", ";"),
        ('"a;b;c;d",x\n"1;2;3",y\n', ","),  # quoted text is no guide
        ("only\none\ncolumn\n", ","),
        ("", ","),
    ],
)
def test_the_rule_for_delimiters(text: str, delimiter: str) -> None:
    assert sniff(text) == delimiter


def test_a_line_may_name_the_delimiter(reading: Reading) -> None:
    workbook, _ = reading(b"sep=|\r\na|b\r\n1|2,3\r\n", "a.csv")
    assert workbook is not None
    assert workbook.sheets[0].rows == [["a", "b"], ["1", "2,3"]]


def test_rows_keep_their_numbers(reading: Reading) -> None:
    """A blank line is a row, a quoted line break is none; short rows end in blanks."""
    workbook, _ = reading(b'title\n\n"a\nb",c\n1,2,3\n', "a.csv")
    assert workbook is not None
    assert workbook.sheets[0].rows == [["title", None, None], [None] * 3, ["a\nb", "c", None], ["1", "2", "3"]]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("甲乙丙丁戊己庚辛壬癸\n二\n".encode() + "三\n".encode("gbk"), "3"),  # UTF-8 at first, for ten characters
        ("一\r\n二\r\n".encode("gbk") + b"\xff\r\n", "3"),
        (b"\xef\xbb\xbfa\n" + "二".encode("gbk"), "2"),
        (b"\xff\xfe" + "a\nb\n".encode("utf-16-le") + b"x", "3"),
    ],
)
def test_undecodable_lines_are_named(reading: Reading, data: bytes, line: str) -> None:
    workbook, (found,) = reading(data, "a.csv")
    assert workbook is None
    assert (found.code.id, dict(found.values)["line"].text) == ("W209", line)


@pytest.mark.parametrize(("data", "line"), [(b'a,b\n1,"2\n3,4\n5,6\n', "2"), (b'a,b\nx"y,"z" z\n1,"2\n3,4\n', "3")])
def test_an_open_quotation_mark_is_told_with_its_line(reading: Reading, data: bytes, line: str) -> None:
    workbook, (found,) = reading(data, "a.csv")
    assert workbook is None
    assert found.code.id == "W203"
    assert f"line {line} " in str(dict(found.values)["reason"].text)


def test_stray_quotation_marks_are_text(reading: Reading) -> None:
    workbook, flags = reading('a,b\n5" 管,"甲""乙"\n'.encode(), "a.csv")
    assert workbook is not None
    assert flags == ()
    assert workbook.sheets[0].rows == [["a", "b"], ['5" 管', '甲"乙']]


def test_one_long_line_does_not_make_all_others_as_long(reading: Reading) -> None:
    _, (found,) = reading(("," * 3000 + "1\n" + "1\n" * 20000).encode(), "a.csv")
    assert found.code.id == "W205"
