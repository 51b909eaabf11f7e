"""The workbook around the cells: rules and their ranks, styles, names, which sheet opens, the findings sheet itself."""

from __future__ import annotations

import io
import warnings

import openpyxl
import pytest

from checker.model import Severity
from checker.ooxml import page_xml as sheet_part
from checker.ooxml.mark import mark_package
from checker.ooxml.page import COLOURS, Choice, Mark, Page, PageCell
from checker.sources.child import answer
from checker.sources.messages import receive
from checker.sources.reader import DEFAULT, outcome_of
from samples.library.handmade import row
from tests.ooxml.gallery import GALLERY, changed, declared, replacing
from tests.ooxml.pages import MARKS, TRICKY, marks_on_all, page_for, page_leading_to
from tests.ooxml.sound import Sound, assert_sound

_CONTENT = declared(row(1, '<c r="A1"><v>1</v></c>'))
_FIRST = "xl/worksheets/sheet1.xml"


def marked(content, *marks, sheet="S1"):
    return mark_package(content, {sheet: marks}, page_leading_to(sheet))


def rules_of(content, part=_FIRST):
    root = assert_sound(content).xml(part)
    return [
        (area.get("sqref"), rule.get("priority"), rule.findtext("{*}formula"))
        for area in root.findall("{*}conditionalFormatting")
        for rule in area.findall("{*}cfRule")
    ]


def test_each_severity_has_a_rule_and_the_gravest_comes_first():
    assert rules_of(marked(_CONTENT, *MARKS)) == [
        ("A1", "1", 'N("checker:error")=0'),
        ("A3", "2", 'N("checker:red")=0'),
        ("A4 B3:B4", "3", 'N("checker:amber")=0'),
        ("AD900", "4", 'N("checker:info")=0'),
    ]


def test_many_cells_are_several_rules():
    rules = rules_of(marked(_CONTENT, *(Mark(2 * line, 1, Severity.RED, "") for line in range(1, 252))))
    assert [(len(area.split()), rank) for area, rank, _ in rules] == [(200, "1"), (51, "2")]
    assert rules_of(marked(_CONTENT, *(Mark(line, 1, Severity.RED, "") for line in range(7, 2000)))) == [
        ("A7:A1999", "1", 'N("checker:red")=0')
    ]


def test_rules_of_others_keep_their_order_behind_ours():
    theirs = "".join(
        f'<conditionalFormatting sqref="{cell}"><cfRule type="expression" priority="{rank}"><formula>{cell}</formula>'
        "</cfRule></conditionalFormatting>"
        for cell, rank in (("A1", 7), ("B2", 2))
    )
    extension = (
        '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" uri="u">'
        '<x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type="expression" priority="4" id="{1}"/>'
        '<x14:cfRule type="dataBar" id="{2}"/></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>'
    )
    content = changed(_CONTENT, {_FIRST: replacing("</sheetData>", f"</sheetData>{theirs}{extension}")})
    copy = marked(content, *MARKS[:2])
    assert rules_of(copy) == [
        ("A1", "1", 'N("checker:error")=0'),
        ("A3", "2", 'N("checker:red")=0'),
        ("A1", "9", "A1"),
        ("B2", "4", "B2"),
    ]
    assert b'priority="6" id="{1}"' in Sound(copy).parts[_FIRST]


def test_a_pivot_table_finds_its_rule_by_its_rank():
    assert rules_of(mark_package(GALLERY["with_pivot"](), {"S1": MARKS[:1]}, page_leading_to("S1"))) == [
        ("A1", "3", 'N("checker:error")=0'),
        ("B4", "2", "3"),
    ]


def test_colours_are_dark_on_light():
    for letters, ground in COLOURS.values():
        light, dark = (_brightness(colour) for colour in (ground, letters))
        assert (light + 0.05) / (dark + 0.05) >= 7, (letters, ground)
    severities = [_brightness(COLOURS[word][1]) for word in ("error", "red", "amber")]
    assert severities == sorted(severities)


def _brightness(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (2, 4, 6)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_rule_shows_the_colour_of_its_severity():
    copy = marked(_CONTENT, *MARKS)
    sheet = openpyxl.load_workbook(io.BytesIO(copy))["S1"]
    shown = {str(area.sqref): area.rules[0].dxf for area in sheet.conditional_formatting}
    for cells, word in (("A1", "error"), ("A3", "red"), ("A4 B3:B4", "amber"), ("AD900", "info")):
        letters, ground = COLOURS[word]
        assert (shown[cells].font.color.rgb, shown[cells].fill.bgColor.rgb) == (letters, ground)


def test_only_what_is_used_is_put_into_the_styles():
    copy = marked(_CONTENT, Mark(1, 1, Severity.RED, ""))
    dxfs = next(each for each in Sound(copy).styles if each.tag.endswith("dxfs"))
    assert (len(dxfs), dxfs.get("count")) == (1, "1")


def test_cell_formats_rest_on_the_normal_style_where_there_is_one():
    for name, told in (("by_openpyxl", "0"), ("without_styles", None)):
        content = GALLERY[name]()
        formats = Sound(mark_package(content, {}, page_for(content))).styles.find("{*}cellXfs")
        assert {each.get("xfId") for each in formats if each.get("applyFill")} == {told}


def test_the_first_two_fills_are_nobodys_to_use():
    def poorer(xml):
        before, _, rest = xml.partition(b"<fills")
        return before + b'<fills count="1"><fill><patternFill/></fill></fills>' + rest.partition(b"</fills>")[2]

    poor = changed(_CONTENT, {"xl/styles.xml": poorer})
    styles = Sound(marked(poor, *MARKS)).styles
    ours = [int(xf.get("fillId")) for xf in styles.find("{*}cellXfs") if xf.get("applyFill")]
    assert min(number for number in ours if number) == 2
    assert styles.find("{*}fills")[1].find("{*}patternFill").get("patternType") == "gray125"


def test_the_findings_sheet_opens_and_no_other_is_chosen_with_it():
    content = GALLERY["by_xlsxwriter"]()
    assert b'tabSelected="1"' in Sound(content).parts["xl/worksheets/sheet2.xml"]
    copy = assert_sound(mark_package(content, {}, page_for(content)))
    chosen = [sheet.name for sheet in copy.sheets if b'tabSelected="1"' in copy.parts[sheet.part]]
    assert chosen == ["核对结果"]
    assert {view.get("activeTab") for view in copy.xml(copy.book).iter("{*}workbookView")} == {"0"}


def test_a_chart_sheet_that_was_open_is_not_chosen_any_more():
    content = changed(
        GALLERY["by_xlsxwriter"](),
        {"xl/chartsheets/sheet1.xml": replacing("<sheetView ", '<sheetView tabSelected="1" ')},
    )
    copy = mark_package(content, {}, page_for(content))
    assert b"tabSelected" not in assert_sound(copy).parts["xl/chartsheets/sheet1.xml"]


def test_names_that_belong_to_a_sheet_stay_with_it():
    content = GALLERY["by_xlsxwriter"]()
    copy = mark_package(content, marks_on_all(content), page_for(content))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        before, after = (openpyxl.load_workbook(io.BytesIO(book)) for book in (content, copy))
    for sheet in before.worksheets:
        other = after[sheet.title]
        assert (other.print_area, other.print_title_rows) == (sheet.print_area, sheet.print_title_rows)
        assert list(other.defined_names) == list(sheet.defined_names)
    assert list(after["藏起来的"].defined_names) == ["本表"]
    assert after["核对结果"].print_title_rows == "$4:$4"


def test_numbers_of_sheets_are_used_once_even_at_the_end():
    last = changed(_CONTENT, {"xl/workbook.xml": replacing('sheetId="1"', 'sheetId="65534"')})
    listed = assert_sound(marked(last)).xml("xl/workbook.xml").find("{*}sheets")
    assert [sheet.get("sheetId") for sheet in listed] == ["1", "65534"]


def test_a_findings_sheet_has_what_its_page_says(tmp_path):
    path = tmp_path / "copy.xlsx"
    path.write_bytes(marked(_CONTENT, *MARKS))
    sheet = openpyxl.load_workbook(path)["核对结果"]
    assert [sheet.cell(line, 1).value for line in range(5, 15)] == [_escaped(text) for text in TRICKY]
    assert {cell.data_type for line in sheet.iter_rows() for cell in line} == {"n", "s"}
    assert [sheet.cell(line, 1).quotePrefix for line in range(5, 15)] == [True] * 4 + [False] * 6
    assert [sheet.cell(line, 5).value for line in range(5, 15)] == list(range(10))
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:E1", "A2:E2"}
    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref == "A4:E14"
    assert [sheet.column_dimensions[letter].width for letter in "ABCDE"] == [10, 8, 40, 12, 8]
    (choice,) = sheet.data_validations.dataValidation
    assert (str(choice.sqref), choice.formula1) == ("D5:D14", '"已改正,确认无误,申请豁免"')
    assert (choice.promptTitle, choice.prompt) == ("处理结果", "请选择")
    assert sheet["B5"].hyperlink.location == "'S1'!D7"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (
        "landscape",
        9,
        0,
    )
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def _escaped(text):
    return text.replace("_x0041_", "_x005F_x0041_")  # openpyxl shows the escape that Excel resolves


def test_the_checker_reads_the_findings_sheet_as_it_was_meant(tmp_path):
    path = tmp_path / "copy.xlsx"
    path.write_bytes(marked(_CONTENT, *MARKS))
    answers, messages = io.BytesIO(), []
    answer(str(path), DEFAULT, answers)
    answers.seek(0)
    receive(answers, messages)
    workbook, _ = outcome_of(messages, path)
    sheet = workbook.sheets[0]
    assert [sheet.at(line, 1) for line in range(5, 15)] == list(TRICKY)


def test_links_spell_names_with_apostrophes_and_marks():
    name = '甲\'乙 & "丙" <1>'
    attribute = name.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    content = changed(_CONTENT, {"xl/workbook.xml": replacing('name="S1"', f'name="{attribute}"')})
    copy = marked(content, *MARKS, sheet=name)
    sheet = openpyxl.load_workbook(io.BytesIO(copy)).worksheets[0]
    assert sheet["B5"].hyperlink.location == "'甲''乙 & \"丙\" <1>'!D7"


def test_an_empty_page_is_a_sound_sheet_too():
    copy = mark_package(_CONTENT, {}, Page("Findings", (), ()))
    assert [sheet.name for sheet in assert_sound(copy).sheets] == ["Findings", "S1"]
    assert len(list(openpyxl.load_workbook(io.BytesIO(copy))["Findings"].iter_rows())) <= 1


def test_no_more_links_than_excel_takes(monkeypatch):
    assert sheet_part.MOST_LINKS <= 65_530
    monkeypatch.setattr(sheet_part, "MOST_LINKS", 5)
    rows = tuple((PageCell("x", "link", ("S1", f"A{line}")),) for line in range(1, 9))
    copy = mark_package(_CONTENT, {}, Page("Findings", (8,), rows))
    assert Sound(copy).parts["xl/worksheets/flags1.xml"].count(b"<hyperlink ") == 5


@pytest.mark.parametrize(
    "text, span, height",
    [
        ("短", 1, None),
        ("字" * 10, 1, None),  # 20 letters in a column of 21
        ("字" * 11, 1, "38"),  # two lines of 16, and 6
        ("a\nb\nc", 1, "54"),
        ("字" * 22, 2, "38"),
    ],
)
def test_rows_are_as_high_as_their_texts(text, span, height):
    copy = mark_package(_CONTENT, {}, Page("Findings", (21, 21), ((PageCell(text, span=span),),)))
    line = Sound(copy).xml("xl/worksheets/flags1.xml").find("{*}sheetData")[0]
    assert line.get("ht") == height
    assert (line.get("customHeight") == "1") is (span > 1)


def test_hints_are_cut_to_what_excel_takes_and_words_are_quoted():
    choice = Choice("A1", ('say "yes"', "no"), "t" * 40, "h" * 300)
    copy = mark_package(_CONTENT, {}, Page("Findings", (9,), ((PageCell("x"),),), choices=(choice,)))
    (read,) = openpyxl.load_workbook(io.BytesIO(copy))["Findings"].data_validations.dataValidation
    assert (len(read.promptTitle), len(read.prompt)) == (32, 255)
    assert read.formula1 == '"say ""yes"",no"'
