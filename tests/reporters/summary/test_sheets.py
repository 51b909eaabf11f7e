"""What stands where: comparisons, needs, answers, masks, words, and what people see who print it."""

import re
from dataclasses import replace
from datetime import date

import pytest

from checker.model import Place, Severity, Shown, State, flag
from checker.reporters.summary import flags, render
from checker.reporters.summary.reader import Reader
from checker.reporters.summary.sheet import Book
from checker.text.bilingual import Text
from tests.made_up import made_up
from tests.reporters.drawn_reports import AUDIT, JUSTICE, QUARTER, date_order
from tests.reporters.summary.opened import (
    BOARD,
    CODES,
    DISTRICT,
    FLAGS,
    MATRIX,
    MISSING,
    NAMES,
    RESULTS,
    Opened,
    opened,
)

SAYING = made_up("C401", "saying", Severity.ERROR, Text("某题", "A title"), Text("{said}", "{said}"))
INJECTED = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", '=HYPERLINK("http://x")', "#REF!", "TRUE", "1e5"]
NAMES_OF_PEOPLE = ["欧阳修", "11010519491231002X", "13812345678", "诸葛亮"]


def test_the_sheets_have_their_names_in_both_languages(full):
    for language, names in NAMES.items():
        assert tuple(opened(full, language).book.sheetnames) == names


@pytest.mark.parametrize("language", ["zh", "en"])
def test_equal_reports_give_equal_bytes(full, language):
    assert render(full, language) == render(replace(full), language)


def test_scores_are_cut_and_compared_with_the_earlier_ones(full):
    rows = {row["部门"]: row for row in opened(full).sheet(BOARD).rows}
    assert rows["区司法局"]["较 2022Q2"] == 3.5
    assert rows["区市场监督管理局"]["得分"] == 89.99
    assert rows["区市场监督管理局"]["较 2022Q2"] is None
    assert rows["公安和平分局"]["较 2022Q2"] is None


def test_without_an_earlier_report_nothing_is_compared(quarter):
    summary = opened(quarter)
    assert not any("2022Q2" in head for number in range(7) for head in summary.sheet(number).heads)


def test_the_earlier_standing_is_told_by_mark_and_value(full):
    summary = opened(full)
    district = {row["指标"]: row["2022Q2"] for row in summary.sheet(DISTRICT).rows}
    assert district["行政机关负责人出庭应诉率"] == "! 90%"
    assert district["办理满意率"] is None
    results = {(row["部门"], row["指标"]): row["2022Q2"] for row in summary.sheet(RESULTS).rows}
    assert results["区司法局", "办理满意率"] == "✓ 95%"
    assert results["区司法局", "依申请公开按期答复率"] == "-"


def test_what_is_needed_and_by_when(full):
    rows = {(row["部门"], row["指标"]): row for row in opened(full).sheet(RESULTS).rows}
    training = rows["区司法局", "法治培训学时达标率"]
    assert (training["差距"], training["还需数量"]) == ("还需 1 人", 1)
    assert training["最迟"].date() == date(2022, 12, 31)
    assert rows["区司法局", "行政机关负责人出庭应诉率"]["差距"] is None
    district = {row["指标"]: row["差距"] for row in opened(full).sheet(DISTRICT).rows}
    assert district["行政机关负责人出庭应诉率"] == "本期已无法达到目标"


def test_a_value_never_looks_like_the_target_that_it_misses(full):
    sheet = opened(full).sheet(RESULTS)
    row = next(number for number, row in enumerate(sheet.rows) if row["数值（含单位）"] == "94.995%")
    cell = sheet.cells.cell(row + sheet.cells.max_row - len(sheet.rows) + 1, sheet.heads.index("数值") + 1)
    assert cell.number_format == "0.000%"
    assert cell.value == 0.94995


def test_answers_travel_masked_and_only_where_there_are_some(full, quarter):
    (answered,) = [row for row in opened(full).sheet(FLAGS).rows if row["处理结果"]]
    assert (answered["处理结果"], answered["填写人"]) == ("确认无误", "诸**")
    assert answered["理由"] == "已与当事人王小明 138****5678 核对"
    assert "处理结果" not in opened(quarter).sheet(FLAGS).heads


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_personal_is_shown_unless_revealed(full, language):
    masked, revealed = (" ".join(opened(full, language, reveal).texts()) for reveal in (False, True))
    for name in NAMES_OF_PEOPLE:
        assert name not in masked
        assert name in revealed


def test_nothing_personal_of_the_sample_is_shown(sample):
    texts = " ".join(opened(sample).texts())
    revealed = " ".join(opened(sample, "zh", reveal=True).texts())
    ids = set(re.findall(r"\d{17}[\dX]", revealed))
    assert ids
    assert not any(number in texts for number in ids)


@pytest.mark.parametrize("text", INJECTED)
def test_a_text_is_never_a_formula_an_error_or_a_number(text):
    found = flag(
        SAYING, Place(text, 3, "B", "t", "f", text, text), observed=Shown(text), expected=Text(text, text), said=text
    )
    evil = replace(JUSTICE, name=Text(text, text), flags=(found,), file=text, state=State.REJECTED)
    summary = opened(replace(QUARTER, departments=(evil,), district_name=Text(text, text)))
    told = text.replace("\r", "␍").replace("\t", "␉")
    hits = 0
    for sheet in summary.book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n", "d"), (sheet.title, cell.coordinate, cell.value)
                if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@")):
                    assert cell.quotePrefix, (sheet.title, cell.coordinate, cell.value)
                hits += cell.value == told
    assert hits >= 8
    rows = summary.by_calamine()["问题"]
    assert any(told in row for row in rows)


def test_any_character_and_any_length_comes_out(quarter):
    text = "a\x00\x0b\x1b[31m\ud800\ufffe\u202e<&>\"'_x000B_" + "长" * 40_000
    evil = replace(JUSTICE, flags=(flag(SAYING, Place(text), expected=Text(text, text), said=text),), file=text)
    summary = opened(replace(quarter, departments=(replace(evil, state=State.REJECTED),)))
    assert max(map(len, summary.texts())) <= 32_767
    (row,) = summary.sheet(MISSING).rows
    assert row["文件"].startswith("a␀␋␛[31m\ufffd‹U+FFFE›‹U+202E›<&>\"'")


def test_rows_beyond_what_a_sheet_holds_are_counted(full):
    book = Book("zh", "t", ("", ""))
    flags.write(book, Reader(full, "zh"), most=9)
    sheet = Opened(book.bytes(full.as_of), "zh").sheet(FLAGS)
    assert sheet.cells.max_row == 9
    assert sheet.cells["A3"].value == "一张工作表放不下，以下只列最要紧的 5 处，另有 10 处见 flags.csv"


def test_a_report_of_nobody_is_still_a_workbook(quarter):
    nobody = replace(quarter, departments=(), district_results=(), district_flags=(), missing=(), indicators=())
    summary = opened(nobody, "en")
    assert summary.sheet(BOARD).cells["A3"].value == "Departments 0: accepted 0, with errors 0, rejected 0, missing 0"
    assert [summary.sheet(number).rows for number in range(7)] == [[]] * 7


def test_rejected_workbooks_come_with_their_reason_and_what_to_do(full):
    rows = opened(full).sheet(MISSING).rows
    assert [(row["情况"], row["部门"], row["文件"]) for row in rows] == [
        ("退回", "公安和平分局", "police.xlsx"),
        ("未报送", "区审计局", None),
        ("故障", None, "区财政局.xlsx"),
    ]
    assert rows[0]["原因"] == "文件不是可读的工作簿：压缩包不完整"
    assert rows[2]["原因"] == "KeyError at judge.py:120"


def test_missing_departments_are_listed_apart_from_the_flags(quarter):
    early = replace(AUDIT, flags=(replace(date_order(2), fingerprint="early"),))
    sheet = opened(replace(quarter, departments=(early, *quarter.departments[1:]))).sheet(FLAGS)
    assert all(row["部门"] != "区审计局" for row in sheet.rows)
    assert any(row["级别"] == "错误" for row in sheet.rows)


def test_how_to_put_a_code_right_is_whole_sentences(sample):
    for language in ("zh", "en"):
        heads = opened(sample, language).sheet(CODES)
        for row in heads.rows:
            said = row[heads.heads[-1]]
            assert said.endswith(("。", ".")), said
            assert "`" not in said
            assert "##" not in said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_word_is_missing_or_of_the_other_language(full, language):
    summary = opened(full, language)
    for number in range(7):
        assert all(summary.sheet(number).heads)
    ours = [head for number in range(7) for head in summary.sheet(number).heads if number != MATRIX]
    for head in ours:
        assert bool(re.search("[\u4e00-\u9fff]", head)) == (language == "zh") or head in ("#", "2022Q2"), head


def test_severities_are_capped_by_nothing_but_their_number(quarter):
    found = tuple(replace(date_order(row), fingerprint=str(row), severity=Severity.INFO) for row in range(2, 1002))
    summary = opened(replace(quarter, departments=(replace(JUSTICE, flags=found),), district_flags=()))
    assert len(summary.sheet(FLAGS).rows) == 1000
    (row,) = summary.sheet(CODES).rows
    assert (row["编码"], row["提示"], row["合计"]) == ("C401", 1000, 1000)
