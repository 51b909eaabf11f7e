"""The words by which rows and columns are recognised."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from checker.locate.cells import is_blank, list_items, list_rows, text_of
from checker.locate.headings import ALIAS, BARE, EXACT, find_nearest, gather_headings, is_serial, strip_marks
from checker.locate.marks import is_band, is_bare_label, mark_of, may_be_marked
from checker.locate.names import find_table_by_name
from checker.model.workbook import ErrorCell, Raw, Uncalculated
from checker.text.bilingual import Text
from checker.text.locales import USUAL
from tests.locate.workbooks import TABLES, read, sheet

MARKS = [(text, mark) for mark, texts in read("marks.yaml").items() for text in texts]


@pytest.mark.parametrize(("text", "name"), MARKS)
def test_marks(text: str, name: str) -> None:
    mark = mark_of(text, USUAL)
    assert (mark.name if mark else "NONE") == name
    assert may_be_marked(text, USUAL) or mark is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("填表人", True), ("填表人：", True), ("填表人：张三", False), ("张三", False), ("合计", False)],
)
def test_labels_whose_value_stands_beside_them(text: str, expected: bool) -> None:
    assert is_bare_label(text, USUAL) is expected


@pytest.mark.parametrize(
    ("text", "leftmost", "elsewhere"),
    [
        ("以下为下半年培训", True, True),
        ("以上人员均已考核", True, True),
        ("参训人员名单如下：", True, True),
        ("应诉案件（续表）", True, True),
        ("The following were online", True, True),
        ("第一季度", True, False),
        ("2022年下半年培训记录：", True, False),
        ("0417", False, False),
        ("张三", False, False),
        ("第一季度普法讲座", False, False),
        ("下半年度执法能力提升班", False, False),
        ("（2022）津0101行初1号", False, False),
        ("3月", False, False),
    ],
)
def test_lines_that_speak_of_the_rows_around_them(text: str, leftmost: bool, elsewhere: bool) -> None:
    assert (is_band(text, True, USUAL), is_band(text, False, USUAL)) == (leftmost, elsewhere)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("开庭日期", (EXACT, ("hearing_on",))),
        ("*开 庭\n日期：", (EXACT, ("hearing_on",))),
        ("HEARING  DATE", (EXACT, ("hearing_on",))),
        ("开庭时间", (ALIAS, ("hearing_on",))),
        ("开庭日期（年月日）", (BARE, ("hearing_on",))),
        ("【选填】开庭时间", (BARE, ("hearing_on",))),
        ("开庭日期（年月日", (BARE, ("hearing_on",))),
        ("开庭", None),
        ("（）", None),
        ("", None),
    ],
)
def test_how_well_a_header_names_a_column(text: str, expected: object) -> None:
    assert gather_headings(TABLES["litigation"]).match(text) == expected


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*收到申请日期", "收到申请日期"),
        ("(*)案件类别", "案件类别"),
        ("（＊） 案件类别", "案件类别"),
        ("＊ 学时 ※", "学时"),
        ("★学时（小时）*", "学时（小时）"),
        ("*案号（必填）", "案号"),
        ("【选填项】案号", "案号"),
        ("案号(Required)", "案号"),
        ("Case no. (optional)", "Case no."),
        ("*学时（必填）（小时）", "学时（小时）"),
        ("学时（必填，小时）", "学时（必填，小时）"),
        ("是否出庭（是/否）", "是否出庭（是/否）"),
        ("***", "***"),
        ("（必填）", "（必填）"),
    ],
)
def test_a_header_is_told_without_required_marks(text: str, shown: str) -> None:
    assert strip_marks(text, USUAL) == shown


def test_a_header_that_two_columns_share_names_both() -> None:
    known = gather_headings(TABLES["disclosure"])
    assert known.match("件数（收）") == (ALIAS, ("received", "closed"))
    assert known.match("件数（办）") == (ALIAS, ("closed",))
    assert known.match("件数") == (BARE, ("received", "closed"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("开挺日期", "hearing_on"),
        ("开庭日", "hearing_on"),
        ("Hearing dates", "hearing_on"),
        ("负责人是否到庭", "head_appeared"),
        ("负责人是否出庭应诉", "head_appeared"),
        ("立案日期", None),
        ("Filing date", None),
        ("日", None),
        ("文号", None),
        ("负责人是否未出庭", None),
        ("负责人是否缺席", None),
        ("未开庭日期", None),
        ("被诉单位外", "agency"),
    ],
)
def test_the_nearest_header(text: str, expected: str | None) -> None:
    table = TABLES["litigation"]
    assert find_nearest(text, table, list(table.columns)) == expected
    assert find_nearest(text, table, []) is None


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("2022Q4行政应诉案件", "litigation"),
        ("学法培训（不含街道）", "training"),
        ("未办结行政应诉案件", None),
        ("不属于信息公开", None),
        ("逾期学法培训", None),
        ("Litigation 2022", "litigation"),
        ("No litigation", None),
    ],
)
def test_a_sheet_of_the_opposite_is_not_the_table(name: str, table: str | None) -> None:
    assert find_table_by_name(sheet(name, []), TABLES) == table


@pytest.mark.parametrize("text", ["序号", "序 号", "No.", "NO", "#", "S/N", "序号："])
def test_serial_headers(text: str) -> None:
    assert is_serial(text, USUAL)


@pytest.mark.parametrize("text", ["案号", "Note", "", "编号"])
def test_other_headers(text: str) -> None:
    assert not is_serial(text, USUAL)


@pytest.mark.parametrize("raw", [None, "", " ", "\u3000\n", "\u200b", "\ufeff", "\u3164 "])
def test_blank_cells(raw: Raw) -> None:
    assert is_blank(raw)
    assert text_of(raw) == ""


@pytest.mark.parametrize("raw", [0, False, "0", "（", " a", "\u200ba", ErrorCell("#REF!"), Uncalculated("=A1")])
def test_filled_cells(raw: Raw) -> None:
    assert not is_blank(raw)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (" 开庭\n日期 ", "开庭 日期"),
        (2022.0, "2022"),
        (0.1, "0.1"),
        (120103199001011234, "120103199001011234"),
        (float("inf"), "inf"),
        (True, "TRUE"),
        (date(2022, 3, 1), "2022-03-01"),
        (datetime(2022, 3, 1), "2022-03-01"),  # noqa: DTZ001 - cells know no time zone
        (datetime(2022, 3, 1, 9, 30), "2022-03-01 09:30:00"),  # noqa: DTZ001 - as above
        (time(9, 30), "09:30:00"),
        (ErrorCell("#REF!"), "#REF!"),
        (Uncalculated("=A1"), "=A1"),
    ],
)
def test_cells_as_text(raw: Raw, text: str) -> None:
    assert text_of(raw) == text


def test_lists_for_people() -> None:
    assert list_items(["甲", Text("乙", "B")]) == Text("甲、乙", "甲, B")
    assert list_rows([2, 3, 4, 7, 9, 10]) == Text("2-4、7、9-10", "2-4, 7, 9-10")
    ten = list(range(2, 22, 2))
    assert list_rows(ten) == Text("、".join(map(str, ten)), ", ".join(map(str, ten)))
    # Ten are shown, and 30 to 32 and 40 are not: fourteen rows, of which four more.
    assert list_rows([*ten, 30, 31, 32, 40]).zh == "2、4、6、8、10、12、14、16、18、20 等 14"
    assert list_rows([*ten, 30, 31, 32, 40]).en == "2, 4, 6, 8, 10, 12, 14, 16, 18, 20 and 4 more"
    twelve = list_items(str(number) for number in range(12))
    assert twelve == Text("0、1、2、3、4、5、6、7、8、9 等 12 项", "0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more")
