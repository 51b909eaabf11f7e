"""What whoever prints it sees: A4, every page with its heads, nothing hidden, nothing cut."""

import subprocess
import zipfile
from dataclasses import replace
from fractions import Fraction
from io import BytesIO

import pytest

from checker.model import IndicatorLabel
from checker.reporters.summary import render
from checker.text.bilingual import Text
from tests.reporters.drawn_reports import JUSTICE
from tests.reporters.summary.opened import MATRIX, NAMES, RESULTS, opened
from tests.system import libreoffice


def wide(quarter, indicators=41, departments=33):
    """A pack of many indicators, and many departments."""
    labels = tuple(
        IndicatorLabel(f"i{n}", Text(f"第{n}项名称不短的指标", f"Indicator {n} of no short name"), "一", Text("%", "%"))
        for n in range(indicators)
    )
    results = tuple(replace(JUSTICE.results[0], indicator=label.id) for label in labels)
    judged = tuple(
        replace(JUSTICE, code=f"d{n}", name=Text(f"第{n}个部门", f"Department {n}"), results=results, score=Fraction(n))
        for n in range(departments)
    )
    return replace(quarter, indicators=labels, departments=judged, district_results=results)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_sheet_is_set_up_for_printing(full, language):
    book = opened(full, language).book
    for sheet in book.worksheets:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (1, 2)
        assert sheet.page_setup.fitToHeight == 0
        head = sheet.auto_filter.ref.split(":")[0].lstrip("A")
        assert sheet.print_title_rows == f"${head}:${head}"
        assert sheet.oddHeader.left.text == {"zh": "和平区 2022Q3", "en": "Heping District 2022Q3"}[language]
        assert sheet.oddFooter.center.text == {"zh": "第 &P 页，共 &N 页", "en": "Page &P of &N"}[language]
        assert sheet.freeze_panes == f"C{int(head) + 1}"


def test_nothing_is_hidden(full):
    book = opened(full).book
    for sheet in book.worksheets:
        assert sheet.sheet_state == "visible"
        assert not any(dimension.hidden for dimension in sheet.column_dimensions.values())
        assert not any(dimension.hidden for dimension in sheet.row_dimensions.values())
    assert not book.defined_names


def test_an_ampersand_in_a_name_is_no_code_of_the_header(quarter):
    sheet = opened(replace(quarter, district_name=Text("A&B &P", "A&B &P"))).book.worksheets[0]
    assert sheet.oddHeader.left.text == "A&&B &&P 2022Q3"


def test_rows_are_as_high_as_their_texts(sample):
    for sheet in opened(sample).book.worksheets:
        widths = {letter: dimension.width for letter, dimension in sheet.column_dimensions.items()}
        merged = {cell for area in sheet.merged_cells.ranges for row in area.rows for cell in row}
        for row in sheet.iter_rows():
            height = sheet.row_dimensions[row[0].row].height
            for cell in row:
                if isinstance(cell.value, str) and (cell.row, cell.column) not in merged and cell.font.size >= 10:
                    wide_as = sum(2 if ord(each) > 0x2E80 else 1 for each in cell.value)
                    # At 10 points a line takes 13 points and a Chinese character 13.3 of the 7 pixels of a unit.
                    assert height == 409 or height >= 13 * (wide_as * 0.95 / widths[cell.column_letter]), cell.value


def test_many_departments_stand_on_several_pages_with_the_indicators_names(quarter):
    summary = opened(wide(quarter))
    matrix, results = summary.sheet(MATRIX).cells, summary.sheet(RESULTS).cells
    assert matrix.page_setup.fitToWidth == 3  # 34 columns of values
    assert (matrix.print_title_cols, results.print_title_cols) == ("$A:$B", "$A:$B")
    assert matrix.page_setup.pageOrder == "overThenDown"
    assert opened(quarter).sheet(MATRIX).cells.print_title_cols is None


def test_the_file_tells_no_time_and_no_name(full):
    with zipfile.ZipFile(BytesIO(render(full, "zh"))) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
    assert core.count("2022-09-30T00:00:00Z") == 2
    assert core.count(">checker<") == 2


def test_libreoffice_prints_every_sheet(quarter, tmp_path):
    office = libreoffice()
    (tmp_path / "summary.xlsx").write_bytes(render(wide(quarter, 12, 20), "zh"))
    command = [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "csv:"]
    command[-1] += "Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "summary.xlsx"], check=True, timeout=120)
    written = {path.stem.removeprefix("summary-"): path.read_text("utf-8") for path in tmp_path.glob("*.csv")}
    assert sorted(written) == sorted(NAMES["zh"])
    assert "✓ 100%" in written["指标"]
    assert "100.00%" in written["结果明细"]
