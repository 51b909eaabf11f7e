"""Cells of xlsx at their exact addresses, whatever calamine makes of them."""

from __future__ import annotations

import hashlib
import re
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.chart import BarChart

from checker.model import Severity
from checker.model.workbook import ErrorCell, Merged, Sheet, Uncalculated
from samples.library.handmade import MAIN, PACKAGE, RELATIONS, row, sheet_xml, xlsx, xlsx_parts, zipped

from .conftest import Reading
from .test_outcomes import in_words


def only_sheet(reading: Reading, data: bytes) -> Sheet:
    """The one sheet of a workbook that is read without a flag."""
    workbook, flags = reading(data)
    assert flags == ()
    assert workbook is not None
    (sheet,) = workbook.sheets
    return sheet


@pytest.mark.parametrize("constant_memory", [False, True], ids=["shared strings", "inline strings"])
def test_values_stand_where_xlsxwriter_put_them(reading: Reading, tmp_path: Path, constant_memory: bool) -> None:
    path = tmp_path / "区司法局.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": constant_memory}) as book:
        sheet = book.add_worksheet("行政应诉 案件(1)")
        sheet.write(2, 1, "案号")
        sheet.write(2, 3, 1.5)
        sheet.write(3, 1, " 留空 ")
        sheet.write(3, 2, date(2022, 3, 5), book.add_format({"num_format": "yyyy/m/d"}))
        sheet.write(3, 3, datetime(2022, 3, 5, 14, 30), book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))  # noqa: DTZ001 - a cell has no zone
        sheet.write(4, 0, True)
        sheet.write(4, 3, 0.985, book.add_format({"num_format": "0.0%"}))
        sheet.write(5, 1, 120101199001011200)
        sheet.write(5, 2, time(9, 5), book.add_format({"num_format": "h:mm"}))
    workbook, flags = reading(path.read_bytes(), path.name)
    assert flags == ()
    assert workbook is not None
    assert (workbook.name, workbook.format) == ("区司法局.xlsx", "xlsx")
    (read,) = workbook.sheets
    assert read.name == "行政应诉 案件(1)"
    assert read.rows == [
        [None, None, None, None],
        [None, None, None, None],
        [None, "案号", None, 1.5],
        [None, " 留空 ", date(2022, 3, 5), datetime(2022, 3, 5, 14, 30)],  # noqa: DTZ001 - a cell has no zone
        [True, None, None, 0.985],
        [None, 1.201011990010112e17, time(9, 5), None],
    ]
    assert read.at(3, 2) == "案号"
    assert read.percent_cells == {(5, 4)}
    assert read.formats_known


def test_openpyxl_formulas_are_uncalculated_and_errors_are_errors(reading: Reading, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["B2"], sheet["B3"], sheet["B4"], sheet["C7"] = "a", 2, "#REF!", "=SUM(B2:B3)"
    sheet["D2"] = "=1+1"
    book.save(path)
    workbook, flags = reading(path.read_bytes(), path.name)
    assert workbook is not None
    assert flags == ()
    read = workbook.sheets[0]
    assert [read.at(2, 2), read.at(3, 2), read.at(4, 2)] == ["a", 2.0, ErrorCell("#REF!")]
    assert read.at(7, 3) == Uncalculated("=SUM(B2:B3)")
    assert read.at(2, 4) == Uncalculated("=1+1")
    assert read.at(6, 3) is None


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('t="e"><v>#REF!</v>', ErrorCell("#REF!")),
        ('t="e"><f>1/0</f><v>#DIV/0!</v>', ErrorCell("#DIV/0!")),
        ('t="e"><v>#N/A</v>', ErrorCell("#N/A")),
        ('t="e"><v>#SPILL!</v>', ErrorCell("#SPILL!")),  # calamine refuses the sheet for it
        ('t="e"><f>x(</f><v>#ERROR!</v>', ErrorCell("#ERROR!")),
        ('t="e"/>', None),
        ("><f>A1*2</f>", Uncalculated("=A1*2")),
        ("><f>A1*2</f><v></v>", Uncalculated("=A1*2")),
        ("><f>A1*2</f>\n<v/>", Uncalculated("=A1*2")),
        ('t="str"><f>A1&amp;"x"</f>', Uncalculated('=A1&"x"')),
        ('t="str"><f>IF(A1,"","x")</f><v></v>', None),  # calculated, and came out empty
        ('t="str"><f>A1</f><v>text</v>', "text"),
        ("><f>A1</f><v>0</v>", 0.0),
        ("/>", None),
        ('t="b"><v>1</v>', True),
        ('t="b"><f>TRUE</f><v>0</v>', False),
        ('t="s"><v>0</v>', "hello"),
        ('t="s"><v>1</v>', None),  # an empty shared string is a blank
        ('t="inlineStr"><is><t>in</t></is>', "in"),
        ('t="inlineStr"><is><r><t>ri</t></r><r><t>ch</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is>', "rich"),
        ('t="inlineStr"><is><t></t></is>', None),
        ('t="inlineStr"><is><t></t><rPh sb="0" eb="1"><t>x</t></rPh></is>', None),
        ('t="s"><v>2</v>', None),  # nothing but how to pronounce it
        ('t="str"><v>a_x000B_b</v>', "a\vb"),
        ('t="str"><v>_x005F_x000B_</v>', "_x000B_"),
        ('t="str"><v>007</v>', "007"),
        ('t="d"><v>2022-03-05</v>', date(2022, 3, 5)),
        ('s="1"><v>45356</v>', date(2024, 3, 5)),
        ('s="4"><v>45356</v>', date(2024, 3, 5)),  # built-in Chinese format 31
        ('s="1"><v>45356.5</v>', datetime(2024, 3, 5, 12)),  # noqa: DTZ001 - a cell has no zone
        ('s="1"><v>59</v>', date(1900, 2, 28)),
        ('s="1"><v>60</v>', 60.0),  # 29 February 1900 never was
        ('s="1"><v>60.5</v>', 60.5),
        ('s="1"><v>61</v>', date(1900, 3, 1)),
        ('s="1"><v>-1</v>', -1.0),
        ('s="7"><v>-0.5</v>', -0.5),
        ('s="7"><v>0.5</v>', time(12)),
        ('s="1"><v>2958465</v>', date(9999, 12, 31)),
        ('s="1"><v>2958466</v>', 2958466.0),
        ('s="5"><v>1.0416666666666667</v>', timedelta(hours=25)),
        ('s="5"><v>-1</v>', timedelta(days=-1)),
        ("><v>NaN</v>", "nan"),
        ('s="1"><v>NaN</v>', "NaN"),
        ("><v>1e999</v>", "inf"),
    ],
)
def test_each_kind_of_cell(reading: Reading, cell: str, value: object) -> None:
    ending = "" if cell.endswith("/>") and "<" not in cell else "</c>"
    strings = '<si><t>hello</t></si><si><t/></si><si><t/><rPh sb="0" eb="1"><t>x</t></rPh></si>'
    data = xlsx(row(3, f'<c r="B3" {cell}{ending}', '<c r="D3"><v>7</v></c>'), strings=strings)
    sheet = only_sheet(reading, data)
    assert sheet.at(3, 4) == 7.0
    assert sheet.at(3, 2) == value
    assert type(sheet.at(3, 2)) is type(value)


def test_a_failed_last_cell_lengthens_the_sheet(reading: Reading) -> None:
    data = xlsx(
        row(1, '<c r="A1"><v>1</v></c>') + row(4, '<c r="E4" t="e"><v>#N/A</v></c>') + row(6, '<c r="B6"><f>1</f></c>')
    )
    sheet = only_sheet(reading, data)
    assert [sheet.at(1, 1), sheet.at(4, 5), sheet.at(6, 2)] == [1.0, ErrorCell("#N/A"), Uncalculated("=1")]
    assert len(sheet.rows) == 6


def test_cells_that_share_a_formula_have_its_text(reading: Reading) -> None:
    cells = (
        '<c r="B1"><f t="shared" ref="B1:B3" si="0">A1*2</f><v>2</v></c>',
        '<c r="B2"><f t="shared" si="0"/><v>4</v></c>',
        '<c r="B3"><f t="shared" si="0"/></c>',
    )
    sheet = only_sheet(reading, xlsx("".join(row(number, cell) for number, cell in enumerate(cells, 1))))
    assert [line[1] for line in sheet.rows] == [2.0, 4.0, Uncalculated("=A1*2")]


def test_cells_without_references_follow_one_another(reading: Reading) -> None:
    data = (
        '<row><c s="2"><v>1</v></c><c r="C1"><v>2</v></c><c><v>3</v></c></row>'
        '<row><c s="2"><v>4</v></c><c t="e"><v>#N/A</v></c></row><row r="9"><c s="2"><v>5</v></c></row>'
    )
    sheet = only_sheet(reading, xlsx(data))
    assert sheet.rows[0] == [1.0, None, 2.0, 3.0]
    assert sheet.rows[1][:2] == [4.0, ErrorCell("#N/A")]
    assert sheet.at(9, 1) == 5.0
    assert sheet.percent_cells == {(1, 1), (2, 1), (9, 1)}


@pytest.mark.parametrize("dimension", ["A1", "A1:B1", "C5:D6", "A1:XFD1048576"])
def test_a_lying_dimension_loses_nothing(reading: Reading, dimension: str) -> None:
    data = row(2, '<c r="B2"><v>1</v></c>') + row(5, '<c r="F5"><v>2</v></c>')
    sheet = only_sheet(reading, xlsx(sheet_xml(data, before=f'<dimension ref="{dimension}"/>')))
    assert [sheet.at(2, 2), sheet.at(5, 6)] == [1.0, 2.0]
    assert len(sheet.rows) == 5


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B2" s="{}"><v>0.5</v></c>',
        '<c s="{}" r="B2"><v>0.5</v></c>',
        '<c r="B2" t="n" s="{}"><v>0.5</v></c>',
        "<c r='B2' s='{}'><v>0.5</v></c>",
        '<c r="B2" s="{}"><f>1/2</f><v>0.5</v></c>',
    ],
)
@pytest.mark.parametrize(("style", "percent"), [(0, False), (2, True), (3, True), (6, False)])
def test_percent_formats(reading: Reading, cell: str, style: int, percent: bool) -> None:
    other = '<c r="C2" s="2" t="s"><v>0</v></c><c r="D2" s="2"/><c r="E2" s="1"><v>9</v></c>'
    sheet = only_sheet(reading, xlsx(row(2, cell.format(style), other)))
    assert sheet.at(2, 2) == 0.5
    assert sheet.percent_cells == ({(2, 2)} if percent else set())


def test_what_is_hidden_or_merged(reading: Reading, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        first = book.add_worksheet("shown")
        first.merge_range(0, 0, 1, 2, "标题")
        first.write(4, 4, "x")
        first.set_row(4, None, None, {"hidden": True})
        first.set_row(6, None, None, {"hidden": True})
        first.set_column(1, 2, None, None, {"hidden": True})
        book.add_worksheet("hidden").hide()
        book.add_worksheet("very hidden").very_hidden()
    workbook, flags = reading(path.read_bytes(), path.name)
    assert workbook is not None
    assert flags == ()
    assert [(sheet.name, sheet.hidden) for sheet in workbook.sheets] == [
        ("shown", False),
        ("hidden", True),
        ("very hidden", True),
    ]
    sheet = workbook.sheets[0]
    assert sheet.merged == (Merged(1, 1, 2, 3),)
    assert (sheet.at(1, 1), sheet.at(1, 2), sheet.at(5, 5)) == ("标题", None, "x")
    assert sheet.hidden_rows == {5, 7}
    assert sheet.hidden_columns == {2, 3}


def test_the_walk_finds_what_is_hidden_as_the_quick_look_does(reading: Reading) -> None:
    columns = '<cols><col min="2" max="3" width="9" hidden="1"/><col min="5" max="5" hidden="0"/></cols>'
    rows = '<row hidden="1" r="2"><c r="A2"><v>1</v></c></row><row r="3" hidden="true">{}</row>'
    quick = only_sheet(reading, xlsx(sheet_xml(rows.format('<c r="A3"><v>1</v></c>'), before=columns)))
    walked = only_sheet(reading, xlsx(sheet_xml(rows.format('<c r="A3" t="e"><v>#N/A</v></c>'), before=columns)))
    assert quick.hidden_rows == walked.hidden_rows == {2, 3}
    assert quick.hidden_columns == walked.hidden_columns == {2, 3}


def test_the_calendar_of_1904(reading: Reading) -> None:
    data = xlsx(
        row(1, '<c r="A1" s="1"><v>1</v></c>', '<c r="B1" s="1"><v>43894</v></c>'),
        settings='<workbookPr date1904="1"/>',
    )
    assert only_sheet(reading, data).rows == [[date(1904, 1, 2), date(2024, 3, 5)]]


def test_chart_sheets_are_left_out(reading: Reading, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = "before"
    book.create_chartsheet("图").add_chart(BarChart())
    book.create_sheet("后")["B2"] = "after"
    book.save(path)
    workbook, flags = reading(path.read_bytes(), path.name)
    assert workbook is not None
    assert flags == ()
    assert [(sheet.name, sheet.rows) for sheet in workbook.sheets] == [
        ("Sheet", [["before"]]),
        ("后", [[None, None], [None, "after"]]),
    ]


def test_strict_ooxml_is_read(reading: Reading) -> None:
    strict = {
        MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
        RELATIONS: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    parts = xlsx_parts(
        row(2, '<c r="B2" t="s"><v>0</v></c>', '<c r="C2" t="e"><v>#N/A</v></c>', '<c r="D2" s="2"><v>1</v></c>')
    )
    for old, new in strict.items():
        parts = {name: str(content).replace(old, new) for name, content in parts.items()}
    sheet = only_sheet(reading, zipped(parts))
    assert sheet.rows[1] == [None, "hello", ErrorCell("#N/A"), 1.0]
    assert sheet.percent_cells == {(2, 4)}


def test_prefixes_and_odd_part_names_do_not_matter(reading: Reading) -> None:
    parts = xlsx_parts(row(1, '<c r="A1" s="2"><v>1</v></c>', '<c r="B1" t="e"><v>#N/A</v></c>'))
    sheet = str(parts.pop("xl/worksheets/sheet1.xml")).replace("xmlns=", "xmlns:x=")
    parts["XL\\worksheets\\Sheet1.xml"] = re.sub(r"<(/?)(?=[a-z])", r"<\1x:", sheet)
    read = only_sheet(reading, zipped(parts))
    assert read.rows == [[1.0, ErrorCell("#N/A")]]
    assert read.percent_cells == {(1, 1)}


@pytest.mark.parametrize(
    ("cells", "differing"),
    [
        ('<c r="A1"><v><![CDATA[12]]></v></c><c r="B1"><v>1</v></c>', "A1"),
        ('<c r="A1"><v>1</v></c><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c>', "A1"),
    ],
    ids=["lost by the reader", "given twice"],
)
def test_cells_on_which_reader_and_file_disagree_are_named(reading: Reading, cells: str, differing: str) -> None:
    workbook, flags = reading(xlsx(row(1, cells)))
    assert workbook is not None
    (found,) = flags
    assert (found.code.id, found.severity, found.place.sheet, found.place.cell) == (
        "W207",
        Severity.ERROR,
        "S1",
        differing,
    )
    assert {name: shown.text for name, shown in found.values} == {"sheet": "S1", "count": "1", "cells": differing}
    assert workbook.sheets[0].at(1, 1) is not None


def test_a_sheet_that_cannot_be_read_does_not_take_the_others_with_it(reading: Reading) -> None:
    good, bad = row(1, '<c r="A1"><v>1</v></c>'), row(1, '<c r="A1" t="str"><v>\x01</v></c>')
    parts = xlsx_parts(good, bad, good)
    del parts["xl/worksheets/sheet3.xml"]
    workbook, flags = reading(zipped(parts))
    assert workbook is not None
    assert [sheet.name for sheet in workbook.sheets] == ["S1"]
    assert [(found.code.id, found.place.sheet) for found in flags] == [("W203", "S2"), ("W203", "S3")]


def test_a_duration_beyond_all_measure_costs_its_sheet_only(reading: Reading) -> None:
    workbook, (found,) = reading(xlsx(row(1, '<c r="A1"><v>1</v></c>'), row(1, '<c r="A1" s="5"><v>1e300</v></c>')))
    assert workbook is not None
    assert [sheet.name for sheet in workbook.sheets] == ["S1"]
    assert (found.code.id, found.place.sheet) == ("W203", "S2")


def test_sheets_of_one_name_are_not_guessed_at(reading: Reading) -> None:
    parts = xlsx_parts(*(row(1, f'<c r="A1"><v>{number}</v></c>') for number in range(3)))
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace('"S3"', '"S1"')
    workbook, flags = reading(zipped(parts))
    assert workbook is not None
    assert [(sheet.name, sheet.rows) for sheet in workbook.sheets] == [("S2", [[1.0]])]
    assert [(found.code.id, found.place.sheet) for found in flags] == [("W203", "S1"), ("W203", "S1")]


def test_macro_workbooks_are_read_as_what_they_are(reading: Reading, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsm"
    parts = xlsx_parts(row(1, '<c r="A1"><v>1</v></c>'))
    parts["[Content_Types].xml"] = str(parts["[Content_Types].xml"]).replace(
        "</Types>",
        '<Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
    )
    path.write_bytes(zipped(parts))
    workbook, flags = reading(path.read_bytes(), path.name)
    assert workbook is not None
    assert (workbook.format, flags) == ("xlsm", ())


def test_a_large_sheet_comes_back_whole(reading: Reading, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    kinds = ["一", "二", "三"]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        percent, day = book.add_format({"num_format": "0%"}), book.add_format({"num_format": "yyyy-mm-dd"})
        for number in range(2000):
            sheet.write_string(number, 0, f"编号 {number}")
            sheet.write_number(number, 1, number / 8, percent)
            sheet.write_string(number, 2, kinds[number % 3])
            sheet.write_datetime(number, 3, datetime(2022, 1, 1 + number % 28), day)  # noqa: DTZ001 - a cell has no zone
            if number % 2:
                sheet.write_string(number, 4, f"有\x1f{number}")
                sheet.write_boolean(number, 5, number % 4 == 1)
    workbook, flags = reading(path.read_bytes(), path.name)
    assert workbook is not None
    assert flags == ()
    read = workbook.sheets[0]
    assert read.rows == [
        [
            f"编号 {number}",
            number / 8,
            kinds[number % 3],
            date(2022, 1, 1 + number % 28),
            f"有\x1f{number}" if number % 2 else None,
            number % 4 == 1 if number % 2 else None,
        ]
        for number in range(2000)
    ]
    assert {type(line[5]) for line in read.rows} == {bool, type(None)}
    assert read.percent_cells == {(number, 2) for number in range(1, 2001)}


def test_external_links_are_not_followed(reading: Reading) -> None:
    parts = xlsx_parts(row(1, '<c r="A1"><f>[1]S!A1</f><v>5</v></c>'))
    parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATIONS}/externalLinkPath" '
        'Target="file:///nowhere/other.xlsx" TargetMode="External"/></Relationships>'
    )
    assert only_sheet(reading, zipped(parts)).rows == [[5.0]]


def test_the_bytes_are_those_of_the_file(reading: Reading) -> None:
    data = xlsx(row(1, '<c r="A1"><v>1</v></c>'))
    workbook, _ = reading(data)
    assert workbook is not None
    assert workbook.sha256 == hashlib.sha256(data).hexdigest()
    again, _ = reading(data, "anders.xlsx")
    assert again is not None
    assert (again.sha256, again.name) == (workbook.sha256, "anders.xlsx")


def test_a_document_type_is_refused_in_parts_of_any_name(reading: Reading) -> None:
    parts = xlsx_parts(row(1, '<c r="A1" t="e"><v>#N/A</v></c>'))
    sheet = str(parts.pop("xl/worksheets/sheet1.xml")).replace("?>", '?><!DOCTYPE a [<!ENTITY b "c">]>')
    parts["xl/worksheets/sheet1.dat"] = sheet
    relations = "xl/_rels/workbook.xml.rels"
    parts[relations] = str(parts[relations]).replace("sheet1.xml", "sheet1.dat")
    workbook, (found,) = reading(zipped(parts))
    assert workbook is None
    assert (found.code.id, found.place.sheet) == ("W205", "S1")


def test_a_sheet_in_utf16_is_not_taken_for_blank(reading: Reading) -> None:
    parts = xlsx_parts(row(1, '<c r="A1"><v>1</v></c>'))
    sheet = str(parts["xl/worksheets/sheet1.xml"]).replace("UTF-8", "UTF-16")
    parts["xl/worksheets/sheet1.xml"] = sheet.encode("utf-16")
    workbook, (found,) = reading(zipped(parts))
    assert workbook is not None
    assert (found.code.id, found.place.cell) == ("W207", "A1")
    assert workbook.sheets[0].rows == [[ErrorCell("?")]]


@pytest.mark.parametrize(
    "cell",
    [
        't="s"><v>2</v>',
        't="s"><v>-1</v>',
        't="s"><v>x</v>',
        't="s"><v>0.5</v>',
        't="s"><v>99999999999999999999</v>',
        't="s" s="1"><v>1e0</v>',
        't="s"><f>A1</f><v>7</v>',
        "t='s'><v>x</v>",
        't="b"><v>7</v>',
        't="n"><v>1_0</v>',
        't="odd"><v>1</v>',
    ],
)
def test_a_cell_that_cannot_be_read_is_named_and_the_others_are_read(reading: Reading, cell: str) -> None:
    data = xlsx(row(1, '<c r="A1" t="s"><v>0</v></c>') + row(2, f'<c r="B2" {cell}</c>', '<c r="C2"><v>5</v></c>'))
    workbook, (found,) = reading(data)
    assert workbook is not None
    assert (found.code.id, dict(found.values)["cells"].text) == ("W207", "B2")
    assert (workbook.sheets[0].at(1, 1), workbook.sheets[0].at(2, 3)) == ("hello", 5)
    assert workbook.sheets[0].at(2, 2) == ErrorCell("?")


@pytest.mark.parametrize("odd", ["\x01", "\x0b", "\x1f", "&#1;", "&#x0;", "&#x0B;", "&#031;"])
def test_a_control_character_that_xml_forbids_is_named(reading: Reading, odd: str) -> None:
    cells = '<c r="A1" t="s"><v>0</v></c>', f'<c r="B1" t="inlineStr"><is><t>a{odd}b</t></is></c>'
    workbook, (found,) = reading(xlsx(row(1, *cells), row(1, cells[0])))
    assert workbook is not None
    assert (workbook.refused, [sheet.name for sheet in workbook.sheets]) == (("S1",), ["S2"])
    assert (found.code.id, found.place.sheet) == ("W203", "S1")
    assert "the cell B1 contains a control character" in in_words(found, "en")


@pytest.mark.parametrize("odd", ["\x01", "&#x0B;"])
@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ('<c r="A1" t="s"><v>0</v></c><c r="B1"><v>2</v></c><c r="AB1" t="s"><v>2</v></c>', "AB1 of the sheet S2"),
        ("<x:c t='s' r='C1'><x:v xml:space='preserve'>2</x:v></x:c>", "C1 of the sheet S2"),
        ('<c r="A1" t="s"><f>C1</f><v>2</v></c><c r="B1" t="s"><v>2</v></c>', "A1 of the sheet S2"),
        ('<c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>22</v></c>', "shared text 3, which no cell uses,"),
    ],
)
def test_the_cell_that_uses_a_forbidden_shared_text_is_named(reading: Reading, cells: str, said: str, odd: str) -> None:
    other = row(1, '<c r="A1" t="s"><v>0</v></c><c r="B1"><v>2</v></c>')
    _, (found,) = reading(xlsx(other, row(1, cells), strings=f"<si><t>a</t></si><si/><si><t>{odd}</t></si>"))
    assert found.code.id == "W203"
    assert f"{said} contains a control character" in in_words(found, "en")


@pytest.mark.parametrize("fine", ["\t", "\n", "&#9;", "&#10;", "&#x20;", "&#32;", "&#x1F600;", "&#160;", "_x0001_"])
def test_other_characters_are_read(reading: Reading, fine: str) -> None:
    cell = f'<c r="B1" t="inlineStr"><is><t>a{fine}b</t></is></c>'
    workbook, flags = reading(xlsx(row(1, cell)))
    assert workbook is not None
    assert flags == ()
    assert str(workbook.sheets[0].at(1, 2))[0] == "a"


def test_an_empty_part_can_be_called_deflated(reading: Reading) -> None:
    data = bytearray(zipped({**xlsx_parts(row(1, '<c r="A1"><v>1</v></c>')), "notes.bin": b""}, zipfile.ZIP_STORED))
    for mark, place, name in ((b"PK\x03\x04", 8, 30), (b"PK\x01\x02", 10, 46)):
        (at,) = [
            at for at in range(len(data)) if data.startswith(mark, at) and data.startswith(b"notes.bin", at + name)
        ]
        data[at + place] = zipfile.ZIP_DEFLATED
    workbook, flags = reading(bytes(data))
    assert workbook is not None
    assert (flags, workbook.sheets[0].rows) == ((), [[1]])
