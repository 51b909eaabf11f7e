"""Cells of xls and ods at their exact addresses: what calamine does not tell is taken from the file itself."""

from __future__ import annotations

import io
import struct
from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableColumnProperties
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P

from checker.model.workbook import ErrorCell, Merged, Uncalculated
from samples.library.handmade import ODF, ods, zipped

from .conftest import Reading

DAY = xlwt.easyxf(num_format_str="yyyy-mm-dd")
PERCENT = xlwt.easyxf(num_format_str="0.0%")
PERCENT_TEXT = xlwt.easyxf(num_format_str='0"%"')


def saved(book: xlwt.Workbook) -> bytes:
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


def test_xls_values_errors_and_formats(reading: Reading) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("行政应诉")
    sheet.write(1, 1, "案号")
    sheet.write(1, 2, 1.5)
    sheet.write(1, 3, date(2022, 1, 5), DAY)
    sheet.write(1, 4, True)
    sheet.write(2, 0, 0.985, PERCENT)
    sheet.write(2, 1, 12, PERCENT_TEXT)
    sheet.write(2, 2, 60, DAY)
    sheet.write(2, 3, -1, DAY)
    sheet.write(2, 4, 0.5, PERCENT)
    sheet.write(2, 5, 0.5, PERCENT)
    sheet.write(3, 0, -1.25, DAY)
    sheet.write(3, 1, -40000, DAY)
    sheet.write(3, 2, -0.1, DAY)
    sheet.row(3).set_cell_error(6, "#REF!")
    sheet.row(3).set_cell_error(7, 0x2A)
    sheet.row(3).set_cell_text(8, "")
    sheet.write_merge(4, 5, 0, 1, "合")
    sheet.row(4).hidden = True
    sheet.col(2).hidden = True
    book.add_sheet("藏").visibility = 1
    workbook, flags = reading(saved(book), "book.xls")
    assert workbook is not None
    assert (flags, workbook.format) == ((), "xls")
    read, hidden = workbook.sheets
    assert [line[:6] for line in read.rows[:3]] == [
        [None] * 6,
        [None, "案号", 1.5, date(2022, 1, 5), True, None],
        [0.985, 12, 60.0, -1.0, 0.5, 0.5],
    ]
    assert [read.at(4, column) for column in (1, 2, 3)] == [-1.25, -40000.0, -0.1]
    assert [read.at(4, column) for column in (7, 8, 9)] == [ErrorCell("#REF!"), ErrorCell("#N/A"), None]
    assert read.at(5, 1) == "合"
    assert read.merged == (Merged(5, 1, 6, 2),)
    assert (read.hidden, hidden.hidden, hidden.name) == (False, True, "藏")
    assert (read.hidden_rows, read.hidden_columns) == ({5}, {3})
    assert read.percent_cells == {(3, 1), (3, 5), (3, 6)}
    assert read.formats_known


@pytest.mark.parametrize(
    ("result", "value"),
    [
        (struct.pack("<d", 2.5), 2.5),
        (b"\2\0\x07\0\0\0\xff\xff", ErrorCell("#DIV/0!")),
        (b"\1\0\1\0\0\0\xff\xff", True),
        (b"\3\0\0\0\0\0\xff\xff", None),
    ],
    ids=["number", "error", "truth", "empty text"],
)
def test_xls_results_of_formulas(reading: Reading, result: bytes, value: object) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    sheet.write(0, 0, "x")
    sheet.write(1, 1, xlwt.Formula("1/4"))
    data = saved(book)
    before = struct.pack("<HHH", 1, 1, 17)  # row, column and style of the formula's record
    assert data.count(before) == 1
    place = data.index(before) + len(before)
    workbook, flags = reading(data[:place] + result + data[place + 8 :], "book.xls")
    assert workbook is not None
    assert flags == ()
    assert workbook.sheets[0].at(2, 2) == value


def test_what_number_formats_add_is_kept(reading: Reading, tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("名册")
    for column, code in enumerate(('"津01-"0000', "00000", "0.00")):
        sheet.write(0, column, 417, xlwt.easyxf(num_format_str=code))
    old, _ = reading(saved(book), "book.xls")
    document = OpenDocumentSpreadsheet()
    table, line = Table(name="名册"), TableRow()
    for text in ("津01-0417", "00417", "417.00"):
        made = TableCell(valuetype="float", value="417")
        made.addElement(P(text=text))
        line.addElement(made)
    table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(str(tmp_path / "book.ods"))
    open_, _ = reading((tmp_path / "book.ods").read_bytes(), "book.ods")
    assert old is not None and open_ is not None
    for workbook in (old, open_):
        assert workbook.sheets[0].shown == {(1, 1): "津01-0417", (1, 2): "00417"}
        assert workbook.sheets[0].rows == [[417, 417, 417]]


def test_ods_as_odfpy_writes_it(reading: Reading, tmp_path: Path) -> None:
    path = tmp_path / "book.ods"
    document = OpenDocumentSpreadsheet()
    narrow = Style(name="narrow", family="table-column")
    narrow.addElement(TableColumnProperties(columnwidth="1cm"))
    document.automaticstyles.addElement(narrow)
    table = Table(name="办理情况")
    table.addElement(TableColumn(stylename=narrow, numbercolumnsrepeated=2))
    table.addElement(TableColumn(stylename=narrow, visibility="collapse"))
    for cells in (
        [("string", None, "标题", 3), None, None],
        [("string", None, "满意", 1), ("percentage", "0.95", "95%", 1), ("date", "2022-03-05", "22-3-5", 1)],
        [("float", "3", "3", 1), ("boolean", "true", "TRUE", 1), ("time", "PT09H05M00S", "9:05", 1)],
    ):
        line = TableRow()
        for cell in cells:
            if cell is None:
                line.addElement(CoveredTableCell())
                continue
            kind, value, text, wide = cell
            names = {
                "percentage": "value",
                "float": "value",
                "date": "datevalue",
                "boolean": "booleanvalue",
                "time": "timevalue",
            }
            made = TableCell(valuetype=kind, numbercolumnsspanned=wide, **({names[kind]: value} if value else {}))
            made.addElement(P(text=text))
            line.addElement(made)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(str(path))
    workbook, flags = reading(path.read_bytes(), path.name)
    assert workbook is not None
    assert (flags, workbook.format) == ((), "ods")
    (sheet,) = workbook.sheets
    assert sheet.name == "办理情况"
    assert sheet.rows == [["标题", None, None], ["满意", 0.95, date(2022, 3, 5)], [3.0, True, time(9, 5)]]
    assert sheet.merged == (Merged(1, 1, 1, 3),)
    assert sheet.percent_cells == {(2, 2)}
    assert sheet.hidden_columns == {3}
    assert sheet.formats_known


def cell(attributes: str = "", text: str = "") -> str:
    inner = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell {attributes}>{inner}</table:table-cell>"


FLOAT = 'office:value-type="float" office:value="7"'


@pytest.mark.parametrize(
    ("attributes", "text", "value"),
    [
        (
            'office:value-type="string" office:string-value="" calcext:value-type="error" table:formula="of:=X"',
            "#REF!",
            ErrorCell("#REF!"),
        ),
        ('office:value-type="string" calcext:value-type="error"', "#DIV/0!", ErrorCell("#DIV/0!")),
        ('office:value-type="float" office:value="0" calcext:value-type="error"', "Err:502", ErrorCell("Err:502")),
        ('office:value-type="float" office:value="0" table:formula="of:=X"', "#NAME?", ErrorCell("#NAME?")),
        ('office:value-type="string"', "#REF!", "#REF!"),  # typed in by hand
        ('table:formula="of:=1+1"', "", Uncalculated("=1+1")),
        ('office:value-type="string" table:formula="of:=X"', "", None),
        ('office:value-type="date" office:date-value="2022-03-05T10:00:00"', "x", datetime(2022, 3, 5, 10)),  # noqa: DTZ001 - a cell has no zone
        ('office:value-type="currency" office:value="3.5"', "3.5", 3.5),
        ('office:value-type="float" office:value="NaN"', "", "nan"),
        ('office:value-type="string"', " ", " "),
        ("", "", None),
    ],
)
def test_each_kind_of_ods_cell(reading: Reading, attributes: str, text: str, value: object) -> None:
    line = f"<table:table-row>{cell()}{cell(attributes, text)}{cell(FLOAT, '7')}</table:table-row>"
    workbook, flags = reading(ods(f"<table:table-row/>{line}"), "book.ods")
    assert workbook is not None
    assert flags == ()
    sheet = workbook.sheets[0]
    assert (sheet.at(2, 2), sheet.at(2, 3)) == (value, 7.0)


def test_ods_repetitions_notes_and_hidden_rows_keep_their_places(reading: Reading) -> None:
    note = "<office:annotation><text:p>a note</text:p></office:annotation>"
    table = (
        '<table:table-row table:number-rows-repeated="2">'
        '<table:table-cell table:number-columns-repeated="3"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="2" table:visibility="collapse">'
        f"{cell('table:number-columns-repeated=' + chr(34) + '2' + chr(34) + ' ' + FLOAT, '7')}"
        f'<table:table-cell office:value-type="string">{note}<text:p>said</text:p></table:table-cell></table:table-row>'
        '<table:table-row><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048571" table:visibility="collapse">'
        "<table:table-cell/></table:table-row>"
    )
    workbook, flags = reading(ods(table), "book.ods")
    assert workbook is not None
    assert flags == ()
    (sheet,) = workbook.sheets
    assert [line[:3] for line in sheet.rows[:4]] == [[None] * 3, [None] * 3, [7.0, 7.0, "said"], [7.0, 7.0, "said"]]
    assert sheet.hidden_rows == {3, 4}


def test_ods_notes_and_spaces_are_no_reason_for_alarm(reading: Reading) -> None:
    note = "<table:table-cell><office:annotation><text:p>a note</text:p></office:annotation></table:table-cell>"
    spaces = '<table:table-cell office:value-type="string"><text:p><text:s text:c="2"/></text:p></table:table-cell>'
    lines = '<table:table-cell office:value-type="string"><text:p/><text:p/></table:table-cell>'
    line = f"<table:table-row>{note}{spaces}{lines}{cell(FLOAT, '7')}</table:table-row>"
    workbook, flags = reading(ods(line), "book.ods")
    assert workbook is not None
    assert flags == ()
    assert workbook.sheets[0].rows == [[None, "  ", "\n", 7.0]]


PICTURE = "<draw:frame><draw:image><text:p/></draw:image><svg:title>a seal</svg:title></draw:frame>"
BOX = "<draw:custom-shape><text:p>in a box</text:p></draw:custom-shape>"
STRING = 'office:value-type="string"'


@pytest.mark.parametrize(
    ("attributes", "content", "value"),
    [
        ("", "<draw:frame><draw:image><text:p/></draw:image></draw:frame>", None),
        ("", PICTURE, None),
        ("", f"\n  {PICTURE}\n  ", None),
        ("", BOX, None),
        (STRING, BOX, None),
        (STRING, f"{PICTURE}<text:p>said</text:p>", "said"),
        (STRING, f'<text:p>one<text:s text:c="2"/>line</text:p>{BOX}<text:p>two</text:p>', "one  line\ntwo"),
        (FLOAT, f"{PICTURE}<text:p>7</text:p>", 7.0),
    ],
)
def test_ods_pictures_and_text_boxes_are_no_content_of_their_cell(
    reading: Reading, attributes: str, content: str, value: object
) -> None:
    line = f"<table:table-row><table:table-cell {attributes}>{content}</table:table-cell>{cell(FLOAT, '7')}"
    workbook, flags = reading(ods(f"{line}</table:table-row>"), "book.ods")
    assert workbook is not None
    assert flags == ()
    assert workbook.sheets[0].rows == [[value, 7.0]]


def test_ods_text_that_the_reader_loses_is_told(reading: Reading) -> None:
    line = f"<table:table-row>{cell('', 'untyped')}{cell(FLOAT, '7')}</table:table-row>"
    workbook, flags = reading(ods(line), "book.ods")
    assert workbook is not None
    assert [(found.code.id, found.place.cell) for found in flags] == [("W207", "A1")]
    assert workbook.sheets[0].rows == [[ErrorCell("?"), 7.0]]


def test_ods_cells_repeated_beyond_the_limit_are_not_laid_out(reading: Reading) -> None:
    line = (
        '<table:table-row table:number-rows-repeated="1000000">'
        f"{cell('table:number-columns-repeated=' + chr(34) + '16000' + chr(34) + ' ' + FLOAT, '7')}</table:table-row>"
    )
    workbook, flags = reading(ods(line), "book.ods")
    assert workbook is None
    assert [found.code.id for found in flags] == ["W205"]


@pytest.mark.parametrize(
    "parts",
    [
        {"META-INF/manifest.xml": f'<m:manifest xmlns:m="{ODF}manifest:1.0"><m:encryption-data/></m:manifest>'},
        {"encrypted-package": b"\x01\x02"},
    ],
)
def test_encrypted_ods(reading: Reading, parts: dict[str, str | bytes]) -> None:
    _, flags = reading(ods("<table:table-row/>", **parts), "book.ods")
    assert [found.code.id for found in flags] == ["W202"]


def test_other_opendocuments_are_no_workbooks(reading: Reading) -> None:
    data = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"})
    _, flags = reading(data, "book.ods")
    assert [found.code.id for found in flags] == ["W201"]


@pytest.mark.parametrize("root_is_a_storage", [False, True])
@pytest.mark.parametrize("link", [68, 72, 76])  # to the entry before, the one after, and the first one inside
def test_a_directory_of_an_xls_that_leads_back_to_its_root_ends(
    reading: Reading, link: int, root_is_a_storage: bool
) -> None:
    book = xlwt.Workbook()
    book.add_sheet("Rows").write(0, 0, "kept")
    data = bytearray(saved(book))
    root, workbook = (data.index(name.encode("utf-16-le")) for name in ("Root Entry", "Workbook"))
    if root_is_a_storage:
        data[root + 66] = 1
    struct.pack_into("<I", data, workbook + link, 0)
    read, flags = reading(bytes(data), "book.xls")
    assert read is not None
    assert flags == ()
    assert read.sheets[0].rows[0][0] == "kept"
