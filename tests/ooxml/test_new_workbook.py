"""The copy of what cannot be marked in place: the same values in the same cells, marked like any other."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from checker.marked_copy.flags_sheet import is_ours
from checker.model import Severity
from checker.model.workbook import ErrorCell, Merged, Sheet, Uncalculated, Workbook
from checker.ooxml.mark import CannotMark
from checker.ooxml.new_workbook import make_new_workbook
from checker.ooxml.page import Mark, Page, PageCell
from tests.ooxml.pages import MARKS, STAMP, page_leading_to
from tests.ooxml.reading import workbook_of
from tests.ooxml.sound import Sound, assert_sound

_MADE = date(2022, 12, 31)


def moment(*parts):
    """A moment as spreadsheets have it: of no time zone."""
    return datetime(*parts)  # noqa: DTZ001 - that is what is meant


_ROWS = [
    ["案号", None, "比例", "时间"],
    ["=1+1", "-5", 0.5, moment(2022, 3, 4, 15, 30)],
    ["  留空  ", "两行\n文字", 12.0, date(2022, 3, 4)],
    [],
    ["_x0041_", "控制\x07符", True, time(8, 15)],
    ["110101199001011234", "零宽\u200b", 1e-7, timedelta(hours=30)],
]


def book_of(*sheets, form="xls"):
    return Workbook("名.xls", form, "0" * 64, sheets)


def copy_of(*sheets, marks=None, page=None):
    return make_new_workbook(book_of(*sheets), marks or {}, page or page_leading_to(sheets[0].name), _MADE)


def test_values_stand_where_they_stood(tmp_path):
    copy = copy_of(Sheet("甲", _ROWS), Sheet("乙", [["x"]], hidden=True))
    assert_sound(copy)
    findings, first, second = workbook_of(copy, tmp_path).sheets
    assert is_ours(findings.rows)
    for line, cells in enumerate(_ROWS, 1):
        for column, value in enumerate(cells, 1):
            found = first.at(line, column)
            assert (found, type(found)) == (value, type(value))
    assert len(first.rows) == len(_ROWS)
    assert (second.at(1, 1), second.hidden) == ("x", True)


def test_failed_and_uncalculated_formulas_are_the_text_that_they_show():
    copy = copy_of(Sheet("甲", [[ErrorCell("#REF!"), Uncalculated("=SUM(A1:A2)")]]))
    sheet = openpyxl.load_workbook(io.BytesIO(copy))["甲"]
    assert [(cell.value, cell.data_type) for cell in sheet[1]] == [("#REF!", "s"), ("=SUM(A1:A2)", "s")]
    assert [cell.quotePrefix for cell in sheet[1]] == [False, True]


@pytest.mark.parametrize(
    "value, text",
    [
        (float("inf"), "inf"),
        (10**17 + 1, "100000000000000001"),
        (date(1899, 5, 6), "1899-05-06"),
        (moment(1900, 2, 28, 1), "1900-02-28 01:00:00"),
        (timedelta(days=-1), "-1 day, 0:00:00"),
        ("很" * 40_000, "很" * 32_766 + "…"),
        ("坏\ud800字\uffff", "坏\ufffd字\ufffd"),
    ],
)
def test_what_a_spreadsheet_cannot_hold_becomes_text(value, text, tmp_path):
    assert workbook_of(copy_of(Sheet("甲", [[value]])), tmp_path).sheets[1].at(1, 1) == text


def test_formats_are_those_of_the_values():
    rows = [[date(2022, 1, 2), moment(2022, 1, 2, 3), time(4), timedelta(1), 0.5, 0.5, "110101199001011234", "12"]]
    copy = copy_of(Sheet("甲", rows, percent_cells=frozenset({(1, 5)}), formats_known=True))
    sheet = openpyxl.load_workbook(io.BytesIO(copy))["甲"]
    assert [cell.number_format for cell in sheet[1]] == [
        "yyyy\\-mm\\-dd",
        "yyyy\\-mm\\-dd\\ hh:mm:ss",
        "h:mm:ss",
        "[h]:mm:ss",
        "0.00%",
        "General",
        "@",
        "General",
    ]


def test_days_counted_from_1904_are_counted_so_again(tmp_path):
    rows = [[date(2022, 3, 4), date(1904, 1, 2), 40_000, moment(2022, 3, 4, 12)]]
    sheet = workbook_of(copy_of(Sheet("甲", rows, date_1904=True)), tmp_path).sheets[1]
    assert sheet.rows == rows
    assert sheet.date_1904


def test_merged_and_hidden_stay_so(tmp_path):
    given_sheet = Sheet(
        "甲",
        [["合并", None], ["a", "b"], [], ["c", None, None, None, "d"]],
        hidden_rows=frozenset({2, 3}),
        hidden_columns=frozenset({2, 5}),
        merged=(Merged(1, 1, 1, 2), Merged(3, 1, 3, 1)),
    )
    sheet = workbook_of(copy_of(given_sheet), tmp_path).sheets[1]
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2, 3}, {2, 5})
    assert sheet.merged == (Merged(1, 1, 1, 2),)


def test_columns_are_as_wide_as_what_is_in_them():
    rows = [["很长的标题" * 20, None, None, None], ["短", "字" * 10, "字" * 60, date(2022, 1, 1)]]
    copy = copy_of(Sheet("甲", rows, merged=(Merged(1, 1, 1, 4),)))
    sheet = openpyxl.load_workbook(io.BytesIO(copy))["甲"]
    assert [sheet.column_dimensions[letter].width for letter in "ABCD"] == [9, 22, 48, 12]


def test_marks_and_links_follow_a_sheet_whose_name_no_xlsx_can_hold():
    name = "'统计[2022]:应诉/复议*案件?一览表\\全部，很长很长很长很长很长"
    page = page_leading_to(name)
    copy = copy_of(
        Sheet(name, [["x"]]),
        Sheet("统计_2022__应诉_复议_案件_一览表_全部，很长很长很长很长", []),
        marks={name: MARKS},
        page=page,
    )
    package = assert_sound(copy)
    assert [sheet.name for sheet in package.sheets] == [
        "核对结果",
        "统计_2022__应诉_复议_案件_一览表_全部，很长很长很长",
        "统计_2022__应诉_复议_案件_一览表_全部，很长 (2)",
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(copy)).worksheets[0]
    assert sheet["B5"].hyperlink.location == f"'{package.sheets[1].name}'!D7"
    assert b"checker:error" in package.parts[package.sheets[1].part]


def test_a_nameless_sheet_and_no_sheet_at_all():
    assert [sheet.name for sheet in assert_sound(copy_of(Sheet("", []))).sheets] == ["核对结果", "Sheet"]
    alone = make_new_workbook(book_of(), {}, Page("Findings", (9,), ((PageCell(STAMP),),)), _MADE)
    assert [sheet.name for sheet in assert_sound(alone).sheets] == ["Findings"]


def test_too_many_rows_are_said_to_be_too_many():
    with pytest.raises(CannotMark) as refusal:
        copy_of(Sheet("甲", [[]] * 1_048_577))
    assert "甲" in refusal.value.reason.zh and "more rows" in refusal.value.reason.en


def test_the_same_workbook_gives_the_same_bytes_and_tells_its_day():
    copy = copy_of(Sheet("甲", _ROWS), marks={"甲": MARKS})
    assert copy == copy_of(Sheet("甲", _ROWS), marks={"甲": MARKS})
    properties = openpyxl.load_workbook(io.BytesIO(copy)).properties
    assert (properties.created.date(), properties.creator) == (_MADE, "checker")


def test_a_fresh_copy_looks_like_a_marked_one():
    copy = copy_of(Sheet("甲", _ROWS), marks={"甲": (Mark(2, 1, Severity.ERROR, "错"),)})
    sheet = openpyxl.load_workbook(io.BytesIO(copy))["甲"]
    assert sheet["A2"].comment.text == "【核对 checker】\n错\n────────"
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["A2"]


def test_an_ods_and_a_csv_come_out_as_xlsx(tmp_path):
    document = OpenDocumentSpreadsheet()
    table = Table(name="应诉")
    line = TableRow()
    title = TableCell(numbercolumnsspanned=2, valuetype="string")
    title.addElement(P(text="一览"))
    line.addElement(title)
    line.addElement(CoveredTableCell())
    table.addElement(line)
    line = TableRow()
    for kind, value, text in (("percentage", "0.98", "98%"), ("date", "2022-03-04", "2022-03-04")):
        cell = TableCell(valuetype=kind, **{"datevalue" if kind == "date" else "value": value})
        cell.addElement(P(text=text))
        line.addElement(cell)
    table.addElement(line)
    document.spreadsheet.addElement(table)
    path = tmp_path / "a.ods"
    document.save(path)
    for content, name in ((path.read_bytes(), "a.ods"), ("案号,比例\n=1+1,98%\n".encode("gb18030"), "a.csv")):
        before = workbook_of(content, tmp_path, name)
        copy = make_new_workbook(before, {before.sheets[0].name: MARKS}, page_leading_to(before.sheets[0].name), _MADE)
        after = workbook_of(copy, tmp_path).sheets[1]
        assert (after.rows, after.merged) == (before.sheets[0].rows, before.sheets[0].merged)
        assert after.percent_cells == before.sheets[0].percent_cells


_VALUES = (
    st.none()
    | st.booleans()
    | st.integers(-(10**18), 10**18)
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
    | st.dates(date(1890, 1, 1), date(2100, 1, 1))
    | st.datetimes(moment(1890, 1, 1), moment(2100, 1, 1)).map(lambda at: at.replace(microsecond=0))
    | st.times().map(lambda at: at.replace(microsecond=0))
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(_VALUES, max_size=5), max_size=6), name=st.text(max_size=40))
def test_any_values_make_a_sound_workbook(rows, name, tmp_path):
    copy = copy_of(Sheet(name, rows), marks={name: MARKS[:3]}, page=Page("核对结果", (), ((PageCell(STAMP),),)))
    assert_sound(copy)
    sheet = workbook_of(copy, tmp_path).sheets[1]
    for line, cells in enumerate(rows, 1):
        for column, value in enumerate(cells, 1):
            found = sheet.at(line, column)
            if isinstance(value, str):
                assert found == (value.replace("\uffff", "\ufffd").replace("\ufffe", "\ufffd") or None)
            elif isinstance(value, (int, float)) or value is None:
                assert found in (value, str(value))
            elif found is not None and not isinstance(found, str):
                # A midnight is a day to spreadsheets.
                assert found == value or (isinstance(value, datetime) and found == value.date())


def test_parts_of_a_fresh_copy_are_few():
    assert set(Sound(copy_of(Sheet("甲", []))).parts) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/flags1.xml",
    }


def test_a_sheet_is_printed_across_and_on_one_page_in_width():
    book = openpyxl.load_workbook(io.BytesIO(copy_of(Sheet("甲", _ROWS), Sheet("乙", [["x"] * 40]))))
    for sheet in book.worksheets[1:]:
        setup = sheet.page_setup
        assert (setup.orientation, int(setup.paperSize)) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (setup.fitToWidth or 1, setup.fitToHeight) == (1, 0)
