"""The findings sheet: what it says, in which order, where its links lead, and what it fills in again."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from checker.answers import attach_answers, read_returned_sheets
from checker.codes.shared import ANSWER_INCOMPLETE
from checker.marked_copy.flags_sheet import Stamp, is_ours
from checker.marking import view
from checker.marking.flags_page import make_flags_page
from checker.model import Answer, Disposition, Place, Severity, SheetCount, Shown, State, Status
from checker.model.fingerprints import add_fingerprints
from checker.ooxml.page import Choice, PageCell
from checker.privacy.masking import mask_for_digest
from checker.text.bilingual import Text
from checker.wording.remedy import remedy
from tests.marking.drawn import DEPARTMENT, REPORT, cells_of, fill, flag_at, head_row, page_of, workbook
from tests.reporters.drawn_reports import CLAUSES, JUSTICE_RESULTS, date_order


def texts(page):
    return [[cell.value for cell in row if cell is not None and cell.value != ""] for row in page.rows]


def cell(page, row, column):
    return page.rows[row - 1][column - 1]


def test_the_top_says_whose_what_to_do_next_and_how_much_there_is():
    assert texts(page_of())[:8] == [
        ["核对结果  区司法局  2022Q3"],
        [
            "和平区法治政府建设指标  heping 1.0  截至 2022-09-30",
            "checker 0.1.0 · heping 1.0 · justice · 2022Q3 · 2022-09-30",
        ],
        ["须先改正 3 处再报送"],
        ["错误 3（须改正）", "红旗 1（未达标）", "黄旗 1（请核对或改正）", "提示 1（供参考）"],
        ["指标 5 项：✓ 达标 1，> 进度正常 1，✗ 未达标 1，- 不适用 1，? 待定 1", "逐项情况见第 16 行"],
        ["改正：单击“单元格”一列的链接，跳到有问题的单元格，改正后保存，再检查一次本文件。颜色、批注和本表不必删除。"],
        [
            "说明：原来填写无误的，在“处理结果”中选“确认无误”或“申请豁免”，写明理由和填写人，然后报送本文件。"
            "可以排序、筛选，请勿删除“编号”一列。"
        ],
        [
            *(
                "序号",
                "级别",
                "工作表",
                "单元格",
                "列名",
                "记录",
                "填报内容",
                "问题",
                "应为／怎样改",
                "编码",
                "指标（条款）",
            ),
            *("处理结果", "理由", "填写人", "编号"),
        ],
    ]


def test_the_gravest_come_first_and_then_what_stands_first():
    lines = [(row[1], row[9], row[3]) for row in cells_of(page_of())[8:14]]
    assert lines == [
        ("错误", "C401", "F7"),
        ("错误", "C401", "F9"),
        ("错误", "V320", "D12"),
        ("红旗", "T601", "见指标"),
        ("黄旗", "A720", "第 31 行"),
        ("提示", "W213", "整张表"),
    ]


def test_a_line_says_everything_of_its_finding_unmasked():
    page = page_of()
    found = flag_at("C401", 7)
    assert cells_of(page)[8] == [
        1,
        "错误",
        "行政应诉案件",
        "F7",
        "裁判日期",
        "(2022)津0101行初7号",
        "2022-02-01",
        "裁判日期 2022-02-01 早于开庭日期 2022-03-05",
        "2022-03-05 当日或以后的日期",
        "C401",
        "行政机关负责人出庭应诉率（二十七）",
        None,
        None,
        None,
        found.fingerprint,
    ]
    assert cell(page, 13, 8).value == "欧阳修（证件 11010519491231002X，电话 13812345678）有两个工号"
    assert cell(page, 13, 6).value == "11010519491231002X"


def test_links_lead_to_the_cell_the_row_the_sheet_or_the_indicator():
    page = page_of()
    links = [cell(page, row, 4).link for row in range(9, 15)]
    assert links == [
        ("行政应诉案件", "F7"),
        ("行政应诉案件", "F9"),
        ("行政应诉案件", "D12"),
        ("核对结果", "A20"),
        ("公务员名册", "A31"),
        ("Sheet3", "A1"),
    ]
    assert cell(page, 20, 3).value == "法治培训学时达标率（三十）"
    assert cell(page, 5, 9).link == ("核对结果", "A16")
    assert cell(page, 16, 1).value == "指标完成情况"


def test_what_is_about_the_whole_file_leads_nowhere():
    found = replace(date_order(3), place=Place(), indicator="", fingerprint="0" * 16)
    page = page_of(replace(DEPARTMENT, flags=(found,)))
    assert (cell(page, 9, 4).value, cell(page, 9, 4).link, cell(page, 9, 4).style) == ("整份文件", None, "text")


def test_where_a_row_has_no_key_its_other_cells_tell_it():
    found = replace(date_order(3), place=Place("行政应诉案件", 3, "F"), fingerprint="0" * 16)
    assert cell(page_of(replace(DEPARTMENT, flags=(found,))), 9, 6).value == "承办人：张三丰 13812345678"


def test_the_indicators_are_told_one_by_one():
    page = page_of()
    assert texts(page)[15:22] == [
        ["指标完成情况"],
        ["序号", "状态", "指标（条款）", "数值（分子/分母）", "目标", "差距", "时限和说明"],
        [1, "✓ 达标", "行政机关负责人出庭应诉率（二十七）", "100%（12/12，剔除 1）", "≥ 100%"],
        [
            *(2, "? 待定", "办理满意率（十二）", "95%（57/60）", "≥ 95%", "补填 2 行即可判定：第 14、33 行"),
            "[91.94% – 95.16%]；有 2 行无法判定，足以影响结论",
        ],
        [
            *(3, "✗ 未达标", "法治培训学时达标率（三十）", "94.995%（18999/20000）", "≥ 95%"),
            "还需 1 人达到 60 学时：0417 59/60",
        ],
        [4, "> 进度正常", "法治专题讲座（三十一）", "3 次（目前应达 3 次）", "≥ 4 次"],
        [5, "- 不适用", "依申请公开按期答复率（九）", "-", "≥ 100%", "没有应纳入统计的记录（分母为零）"],
    ]


def test_rows_read_are_rows_judged_and_refused_by_sheet():
    assert texts(page_of())[-4:] == [
        ["读入的行"],
        [
            *("报送表", "读入行", "= 判定", "+ 拒收（有单元格须改正）", "+ 重复（同一记录只计一次）"),
            "跳过的行（合计、重复的表头、说明）",
        ],
        ["行政应诉案件", 13, 10, 3, 0, 1],
        ["公务员名册", 120, 120, 0, 0, 0],
    ]


def test_english_is_english_where_the_words_are_ours():
    page = page_of(language="en")
    said = texts(page)
    assert page.name == "Flags"
    assert said[0] == ["Flags  District Bureau of Justice  2022Q3"]
    assert said[2] == ["Fix 3 before submitting"]
    assert said[3] == [
        "Error 3 (must be fixed)",
        "Red 1 (misses a target)",
        "Amber 1 (fix or confirm)",
        "Info 1 (for reference)",
    ]
    assert said[7][-4:] == ["Disposition", "Reason", "By", "Ref"]
    assert cell(page, 9, 8).value == "Judgment date 2022-02-01 is before Hearing date 2022-03-05"
    assert page.choices[0].words == ("Corrected", "Confirmed", "Waiver requested")
    ours = [text for row in said[:8] for text in row]
    assert not [text for text in ours if re.search(r"[\u4e00-\u9fff]", str(text))]


def test_the_head_stays_in_view_is_printed_on_every_page_and_the_list_can_be_filtered():
    page = page_of()
    assert head_row(cells_of(page)) == 8
    assert (page.frozen, page.repeated, page.filtered) == (8, 8, "A8:O14")
    assert len(page.widths) == 15
    (choice,) = page.choices
    assert choice == Choice("L9:L14", ("已改正", "确认无误", "申请豁免"), "处理结果", choice.hint)
    assert [cell(page, 9, column).style for column in (12, 13, 14)] == ["input"] * 3
    assert not any(page.rows[14]), "a blank row ends what a program takes for the list"


def test_answers_are_filled_in_again():
    answer = Answer(Disposition.CONFIRMED, Shown("裁定书如此 13812345678", "text"), Shown("张三丰", "name"))
    flags = tuple(replace(each, answer=answer) if each.place.cell == "F9" else each for each in DEPARTMENT.flags)
    department = replace(DEPARTMENT, flags=flags)
    page = page_of(department)
    assert cells_of(page)[9][11:14] == ["确认无误", "裁定书如此 13812345678", "张三丰"]
    assert cells_of(page_of(department, "en"))[9][11] == "Confirmed"
    assert texts(page)[3][-1] == "已说明 1（待审核）"
    assert texts(page)[2] == ["须先改正 2 处再报送"]


def test_half_an_answer_is_no_answer():
    answer = Answer(Disposition.CONFIRMED, Shown("", "text"), Shown("张三丰", "name"))
    flags = tuple(replace(each, answer=answer) if each.place.cell == "F9" else each for each in DEPARTMENT.flags)
    said = texts(page_of(replace(DEPARTMENT, flags=flags)))
    assert said[3][-1] == "说明没有填完整 1"
    assert said[2] == ["须先改正 3 处再报送"]


@pytest.mark.parametrize("words", [("同意", "裁定书如此", "张三丰"), ("", "裁定书如此", "张三丰")])
def test_what_was_typed_stays_though_it_was_not_taken(words):
    first = flag_at("C401", 9)
    sheets = read_returned_sheets(workbook(fill(cells_of(page_of()), {first.fingerprint: words})))
    page = page_of(attach_answers(DEPARTMENT, sheets, Stamp("heping", "justice", "2022Q3")))
    assert cells_of(page)[9][11:15] == [None, "裁定书如此", "张三丰", first.fingerprint]


def test_a_note_and_what_is_not_listed_are_said_above_the_list(monkeypatch):
    monkeypatch.setattr(view, "MOST_LINES", 2)
    page = make_flags_page(REPORT, DEPARTMENT, "zh", Text("原文件是 csv 格式", "the file is csv"))
    said = texts(page)
    assert said[7] == ["原文件是 csv 格式"]
    assert said[8] == [
        "下面列出最要紧的 2 条，另有 4 条未列出；以上合计包括全部。checker check --format csv 可列出全部。"
    ]
    assert said[3][0] == "错误 3（须改正）"
    assert (page.frozen, page.filtered) == (10, "A10:O12")
    assert said[4][1] == "逐项情况见第 14 行"
    assert said[13] == ["指标完成情况"]


def test_a_submission_without_findings_says_so():
    page = page_of(replace(DEPARTMENT, flags=(), results=(), state=State.ACCEPTED))
    said = texts(page)
    assert said[2] == ["可以报送，没有发现问题"]
    assert said[5] == ["没有发现问题"]
    assert (page.choices, page.filtered) == ((), "")
    assert is_ours(cells_of(page))


def test_who_is_short_of_a_goal_is_listed_and_counted(short_cohort):
    report, department = short_cohort
    said = texts(make_flags_page(report, department, "zh", None))
    start = said.index(["尚未达到要求的人员和单位"])
    assert said[start + 1] == ["序号", "位置", "人员或单位", "完成情况", "指标（条款）"]
    name = "法治培训学时达标率（三十）"
    assert said[start + 2] == [1, "第 12 行", "执法证号 0010", "0010：59/60 学时，还差 1", name]
    assert said[start + 51][0] == 50
    assert said[start + 52] == [f"{name}：共 60 个尚未达到要求，以上列出最接近的 50 个"]


def test_a_cell_of_the_workbook_is_shown_on_one_line_and_steers_nothing():
    found = replace(date_order(3), observed=Shown("=1+1\n\x1b[31m\u202e"), fingerprint="0" * 16)
    assert cell(page_of(replace(DEPARTMENT, flags=(found,))), 9, 7).value == "=1+1␊␛[31m‹U+202E›"


def test_findings_of_the_sheet_that_came_back_lead_to_its_new_lines():
    first = flag_at("C401", 9)
    place = Place("核对结果", 40, "M", header="理由", key=first.fingerprint)
    about = replace(date_order(1), place=place, severity=Severity.AMBER, indicator="")
    about = replace(about, code=ANSWER_INCOMPLETE, values=(("flagged", Shown("C401")), ("missing", Shown("理由"))))
    flags = add_fingerprints("heping", "justice", (*DEPARTMENT.flags, about), mask_for_digest)
    page = page_of(replace(DEPARTMENT, flags=flags))
    (line,) = [row for row in page.rows if len(row) == 15 and row[9] == PageCell("W252")]
    assert (line[3].value, line[3].link) == ("第 2 条", ("核对结果", "A10"))
    assert line[5].value == "承办人：张三丰 13812345678"


def test_statuses_without_an_indicator_in_the_pack_keep_their_id():
    stranger = replace(JUSTICE_RESULTS[0], indicator="stranger", clause="", status=Status.MET)
    page = page_of(replace(DEPARTMENT, results=(stranger,)))
    assert "stranger" in [value for row in texts(page) for value in row]
    assert "stranger" not in CLAUSES


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_word_of_the_choice_holds_a_comma(language):
    (choice,) = page_of(language=language).choices
    assert not [word for word in choice.words if "," in word]
    assert len(choice.hint) <= 255 and len(choice.title) <= 32


def test_where_no_value_can_be_told_the_line_says_how_to_put_it_right():
    page = page_of()
    assert cell(page, 8, 9).value == "应为／怎样改"
    assert cell(page, 11, 9).value == "2022-03-05、2022年3月5日、2022.3.5 等", "what is expected comes first"
    assert cell(page, 13, 9).value == remedy(flag_at("A720", 31).code, "zh")
    assert cell(page, 14, 9).value == "", "what is for information only asks for nothing"


def test_lines_come_in_the_order_of_the_tabs():
    flags = [
        replace(date_order(3), place=Place(sheet, 3, "F"), fingerprint=sheet) for sheet in ("乙", "丁", "甲", "丙")
    ]
    sheets = tuple(SheetCount(sheet, sheet, 1, 0, 1, 0) for sheet in ("甲", "乙", "丙"))
    page = page_of(replace(DEPARTMENT, flags=tuple(flags), sheets=sheets))
    assert [cell(page, row, 3).value for row in range(9, 13)] == ["丁", "甲", "乙", "丙"], (
        "one without a table is first"
    )
