"""The cells that are marked, how gravely, and the words of their comments."""

from __future__ import annotations

from dataclasses import replace

from checker.codes import page
from checker.codes.shared import ANSWER_INCOMPLETE
from checker.marking import comments
from checker.marking.comments import make_marks
from checker.model import Answer, Disposition, Place, Severity, Shown, flag
from checker.model.fingerprints import add_fingerprints
from checker.privacy.masking import mask_for_digest
from checker.wording.remedy import remedy
from tests.marking.drawn import DEPARTMENT
from tests.reporters.drawn_reports import date_order, missed, name_twice, not_a_date


def marked(*flags, language="zh"):
    return make_marks(
        replace(DEPARTMENT, flags=add_fingerprints("heping", "justice", flags, mask_for_digest)), language
    )


def test_cells_are_marked_by_sheet_and_a_row_by_its_first_cell():
    found = make_marks(DEPARTMENT, "zh")
    assert {sheet: [(each.row, each.column, each.severity) for each in cells] for sheet, cells in found.items()} == {
        "公务员名册": [(31, 1, Severity.AMBER)],
        "行政应诉案件": [(7, 6, Severity.ERROR), (9, 6, Severity.ERROR), (12, 4, Severity.ERROR)],
    }


def test_what_has_no_row_marks_nothing():
    assert marked(missed("training-coverage", "94.995%", "≥ 95%")) == {}


def test_a_comment_says_what_is_wrong_what_is_accepted_and_what_to_do():
    (mark, _) = marked(date_order(7), name_twice(31))["行政应诉案件"][0], None
    assert mark.comment.split("\n") == [
        "1. 错误 C401 日期先后颠倒",
        "裁判日期 2022-02-01 早于开庭日期 2022-03-05",
        "应为：2022-03-05 当日或以后的日期",
        "怎样处理：改正后保存，再检查一次。确实无误的，在“核对结果”第 1 条说明。",
    ]


def test_a_comment_in_english_names_nobody_less_than_the_cell_does():
    (mark,) = marked(name_twice(31), language="en")["公务员名册"]
    assert mark.comment.split("\n") == [
        "1. Amber A720 Two officers of one name",
        "欧阳修 (id 11010519491231002X, phone 13812345678) has two numbers",
        "How to put it right: Compare both rows with the invitations or the attendance sheets. Correct the dates, or "
        "delete the course that was not attended. If both are right, nothing has to be done.",
        "What to do: look at it again. If it is wrong, correct it. If it is right, choose Confirmed in no. 1 of Flags "
        "and give the reason.",
    ]


def test_all_findings_of_a_cell_are_one_comment_the_gravest_first():
    doubt = replace(date_order(12), severity=Severity.AMBER, place=replace(date_order(12).place, column="D"))
    (mark,) = marked(doubt, not_a_date(12, "三月五号"))["行政应诉案件"]
    assert (mark.row, mark.column, mark.severity) == (12, 4, Severity.ERROR)
    numbered = [line for line in mark.comment.split("\n") if line[:2] in ("1.", "2.")]
    assert numbered == ["1. 错误 V320 不是日期", "2. 黄旗 C401 日期先后颠倒"]
    assert mark.comment.count("怎样处理") == 1


def unwanted(row, severity=Severity.ERROR, **more):
    return replace(date_order(row), expected=None, severity=severity, **more)


def test_where_nothing_is_expected_the_comment_says_how_to_put_it_right_once():
    (mark,) = marked(unwanted(7), unwanted(7, indicator="other"))["行政应诉案件"]
    lines = mark.comment.split("\n")
    assert [line for line in lines if line.startswith("怎样改：")] == [f"怎样改：{remedy(date_order(7).code, 'zh')}"]
    assert lines[2].startswith("怎样改：") and remedy(date_order(7).code, "zh") in page(date_order(7).code, "zh")


def answer(reason="裁定书如此", by="李四", disposition=Disposition.CONFIRMED):
    return Answer(disposition, Shown(reason, "text"), Shown(by, "name"))


def test_what_is_answered_is_not_asked_again():
    (mark,) = marked(replace(date_order(7), answer=answer()))["行政应诉案件"]
    assert mark.comment.split("\n")[-2:] == [
        "已有说明：确认无误，待审核",
        "已经说明的，不必再填；要改说明，见“核对结果”第 1 条。",
    ]


def test_half_an_answer_is_to_be_completed_and_one_beside_it_still_to_be_given():
    (mark,) = marked(replace(date_order(7), answer=answer(by="")))["行政应诉案件"]
    assert mark.comment.endswith("怎样处理：有误的改正；无误的，在“核对结果”第 1 条补填理由和填写人。")
    (mark,) = marked(replace(date_order(7), answer=answer()), replace(date_order(7), indicator="x"))["行政应诉案件"]
    assert mark.comment.endswith("确实无误的，在“核对结果”第 2 条说明。")
    (mark,) = marked(replace(date_order(7), answer=answer(disposition=Disposition.CORRECTED)))["行政应诉案件"]
    assert mark.comment.endswith("确实无误的，在“核对结果”第 1 条说明。")


def test_what_is_for_information_need_not_be_put_right():
    (mark,) = marked(unwanted(7, Severity.INFO))["行政应诉案件"]
    assert "怎样改" not in mark.comment and mark.comment.endswith("供参考，可以不改。")


def test_a_comment_tells_eight_findings_and_how_many_more():
    flags = [replace(date_order(7), indicator=f"indicator-{number}") for number in range(11)]
    (mark,) = marked(*flags)["行政应诉案件"]
    assert mark.comment.count("C401") == 8
    assert "另有 3 条，见“核对结果”" in mark.comment.split("\n")


def test_what_is_beyond_the_list_is_coloured_and_not_told(monkeypatch):
    monkeypatch.setattr(comments, "MOST_LINES", 1)
    first, second = marked(date_order(7), date_order(9))["行政应诉案件"]
    assert first.comment and second.comment == ""
    assert second.severity is Severity.ERROR


def test_columns_beyond_z_are_counted_on():
    place = Place("行政应诉案件", 3, "AB")
    (mark,) = marked(replace(date_order(3), place=place))["行政应诉案件"]
    assert mark.column == 28


def test_a_findings_sheet_that_came_back_is_not_marked():
    place = Place("核对结果", 12, "M", header="理由", key="0" * 16)
    assert marked(flag(ANSWER_INCOMPLETE, place, flagged="C401", missing="理由")) == {}
