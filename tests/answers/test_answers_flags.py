"""What answers make of flags: they travel with them, decide nothing, and are flagged where they are not in order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.answers import attach_answers, read_returned_sheets
from checker.marked_copy.flags_sheet import Stamp
from checker.model import Answer, Disposition, Known, Part, Place, Sensitive, Severity, Shown
from checker.model.fingerprints import Fingerprint
from checker.privacy.masking import flag_message, mask_value
from checker.privacy.people import mark_people
from checker.privacy.personal_data import PersonalData
from checker.text.bilingual import Text
from tests.marking.drawn import DEPARTMENT, cells_of, fill, flag_at, page_of, workbook

WHOSE = Stamp("heping", "justice", "2022Q3")
ERROR, DATE, MISSED, DOUBT, NOTE = (
    flag_at(*where) for where in (("C401", 7), ("V320", 12), ("T601", None), ("A720", 31), ("W213", None))
)


def after(*sheets, department=DEPARTMENT, whose=WHOSE):
    return attach_answers(department, read_returned_sheets(workbook(*sheets)), whose)


def with_answers(answers, department=DEPARTMENT, **more):
    typed = {flag.fingerprint: words for flag, words in answers.items()}
    return after(fill(cells_of(page_of()), typed), department=department, **more)


def news(department):
    """The flags that answers brought about."""
    old = {flag.fingerprint for flag in DEPARTMENT.flags}
    return [flag for flag in department.flags if flag.fingerprint not in old]


def summary(flag):
    return flag.code.id, flag.severity, flag.place.sheet, flag.place.cell, flag_message(flag, "zh")


def test_without_a_sheet_or_without_a_word_on_it_nothing_changes():
    assert after() == DEPARTMENT
    assert after(cells_of(page_of())) == DEPARTMENT


@pytest.mark.parametrize("disposition", [Disposition.CONFIRMED, Disposition.WAIVER])
@pytest.mark.parametrize("found", [ERROR, MISSED, DOUBT, NOTE])
def test_an_answer_travels_with_its_flag_and_changes_nothing_else(found, disposition):
    word = {Disposition.CONFIRMED: "确认无误", Disposition.WAIVER: "申请豁免"}[disposition]
    department = with_answers({found: (word, "当事人撤诉", "李四")})
    answer = Answer(disposition, Shown("当事人撤诉", "text"), Shown("李四", "name"))
    assert department == replace(
        DEPARTMENT,
        flags=tuple(
            replace(flag, answer=answer) if flag.fingerprint == found.fingerprint else flag for flag in DEPARTMENT.flags
        ),
    )


def test_what_is_called_corrected_and_is_still_found_is_said_at_its_cell():
    department = with_answers({ERROR: ("已改正", "", "")})
    (flag,) = news(department)
    assert summary(flag) == (
        *("W251", Severity.AMBER, "行政应诉案件", "F7"),
        "核对结果中填写为“已改正”，但 C401（日期先后颠倒）仍然存在",
    )
    assert (flag.place, flag.expected, flag.observed) == (ERROR.place, ERROR.expected, ERROR.observed)
    (original,) = [each for each in department.flags if each.fingerprint == ERROR.fingerprint]
    assert original.severity is Severity.ERROR
    assert original.answer == Answer(Disposition.CORRECTED, Shown("", "text"), Shown("", "name"))


def test_a_mere_note_that_is_still_found_stays_a_note():
    (flag,) = news(with_answers({NOTE: ("已改正", "", "")}))
    assert (flag.code.id, flag.severity) == ("W251", Severity.INFO)


def test_nothing_is_asked_of_findings_that_are_gone():
    gone = replace(DEPARTMENT, flags=tuple(flag for flag in DEPARTMENT.flags if flag != ERROR))
    for words in (("已改正", "", ""), ("确认无误", "", ""), ("同意", "x", ""), ("", "x", "")):
        assert with_answers({ERROR: words}, gone) == gone


def test_everything_put_right_leaves_nothing_to_say():
    clean = replace(DEPARTMENT, flags=())
    said = dict.fromkeys(DEPARTMENT.flags, ("已改正", "", ""))
    assert with_answers(said, clean) == clean
    assert with_answers({ERROR: ("确认无误", "x", "y")}, clean) == clean


@pytest.mark.parametrize(
    ("words", "cell", "missing"),
    [
        (("确认无误", "", "李四"), "M9", "“理由”"),
        (("申请豁免", "两人同名", ""), "N9", "“填写人”"),
        (("确认无误", "", ""), "M9", "“理由”和“填写人”"),
        (("", "两人同名", "李四"), "L9", "“处理结果”"),
    ],
)
def test_an_incomplete_answer_is_flagged_where_something_is_missing(words, cell, missing):
    department = with_answers({ERROR: words})
    (flag,) = news(department)
    assert summary(flag) == (
        "W252",
        Severity.AMBER,
        "核对结果",
        cell,
        f"对“行政应诉案件”F7 C401（日期先后颠倒）的说明没有填写{missing}",
    )
    assert flag.place.key == ERROR.fingerprint
    (original,) = [each for each in department.flags if each.fingerprint == ERROR.fingerprint]
    assert (original.answer is None) == (not words[0])


def test_an_unknown_word_is_flagged_with_what_can_be_chosen_and_keeps_what_else_was_typed():
    department = with_answers({ERROR: ("同意", "情况属实", "李四 13812345678")})
    (flag,) = news(department)
    assert summary(flag)[:4] == ("W253", Severity.AMBER, "核对结果", "L9")
    assert flag.expected.zh == "已改正、确认无误、申请豁免"
    assert flag.expected.en == "corrected, confirmed, waiver requested"
    said = "对“行政应诉案件”F7 C401（日期先后颠倒）填写的处理结果“同意”不在可选之列，未采用"
    assert flag_message(flag, "zh") == said
    assert [(header, mask_value(shown, "zh")) for header, shown in flag.record] == [
        ("理由", "情况属实"),
        ("填写人", "李**"),
    ]
    assert not any(each.answer for each in department.flags)


@pytest.mark.parametrize(("word", "shown"), [("同意", "同意"), ("属实", "属实"), ("张三丰", "张**")])
def test_a_name_in_the_column_of_dispositions_is_masked_and_a_word_is_not(word, shown):
    sheet = fill(cells_of(page_of()), {ERROR.fingerprint: (word, "x", "y")})
    # As the pipeline does: whatever is read is marked before anything is said of it.
    returned = mark_people(read_returned_sheets(workbook(sheet)), PersonalData())
    (flag,) = news(attach_answers(DEPARTMENT, returned, WHOSE))
    assert f"处理结果“{shown}”" in flag_message(flag, "zh")
    assert mask_value(flag.observed, "zh") == shown


def test_a_name_in_the_name_of_a_sheet_is_masked_where_its_finding_is_named():
    place = replace(ERROR.place, sheet=Sensitive("张三丰案件", (Part(0, 3, "name"),)))
    flags = tuple(replace(each, place=place) if each is ERROR else each for each in DEPARTMENT.flags)
    (flag,) = news(with_answers({ERROR: ("同意", "x", "y")}, replace(DEPARTMENT, flags=flags)))
    assert "张三丰" not in flag_message(flag, "zh") and "张**案件" in flag_message(flag, "zh")


def test_what_was_answered_of_an_indicator_is_named_by_it():
    named = replace(MISSED, values=(("name", Shown(Text("法治培训学时达标率", "Share with enough hours"))),))
    flags = tuple(named if each is MISSED else each for each in DEPARTMENT.flags)
    (flag,) = news(with_answers({MISSED: ("确认无误", "", "李四")}, replace(DEPARTMENT, flags=flags)))
    assert flag_message(flag, "zh") == "对 T601（未达目标，法治培训学时达标率）的说明没有填写“理由”"
    assert flag_message(flag, "en").startswith("the answer to T601 (")


def test_a_sheet_of_another_period_or_department_that_answers_nothing_is_named():
    sheet = fill(cells_of(page_of()), {ERROR.fingerprint: ("确认无误", "x", "y")})
    clean = replace(DEPARTMENT, flags=())
    for pack, code, period in (
        ("heping", "justice", "2022Q4"),
        ("heping", "audit", "2022Q3"),
        ("hantai", "x", "2022Q3"),
    ):
        department = after(sheet, department=clean, whose=Stamp(pack, code, period))
        (flag,) = department.flags
        assert summary(flag) == (
            *("W254", Severity.AMBER, "核对结果", ""),
            "工作表“核对结果”中的 1 条处理意见与本次发现的问题都对不上（该表注明：heping justice 2022Q3），未采用",
        )


def test_an_earlier_sheet_that_still_answers_something_is_taken():
    department = with_answers({ERROR: ("确认无误", "x", "y")}, whose=Stamp("heping", "justice", "2022Q4"))
    assert news(department) == []
    assert [flag.answer for flag in department.flags if flag.answer]


def test_a_sheet_that_names_nobody_is_strange_only_where_it_confirms_something():
    top = [[None]] * 3
    clean = replace(DEPARTMENT, flags=())
    for word, expected in (("确认无误", ["W254"]), ("已改正", [])):
        sheet = top + fill(cells_of(page_of()), {ERROR.fingerprint: (word, "x", "y")})[7:]
        assert [flag.code.id for flag in after(sheet, department=clean).flags] == expected


def test_two_answers_to_one_finding_are_named_and_the_first_is_taken():
    first = fill(cells_of(page_of()), {ERROR.fingerprint: ("确认无误", "x", "李四")})
    second = fill(cells_of(page_of()), {ERROR.fingerprint: ("申请豁免", "y", "李四")})
    department = after(first, second)
    (flag,) = news(department)
    assert summary(flag)[:4] == ("W255", Severity.AMBER, "核对结果 (2)", "L9")
    assert flag_message(flag, "zh") == (
        f"编号 {ERROR.fingerprint} 有两种处理意见（核对结果 9、核对结果 (2) 9），采用的是前一种"
    )
    (answer,) = [flag.answer for flag in department.flags if flag.answer]
    assert (answer.disposition, answer.reason.text) == (Disposition.CONFIRMED, "x")
    assert news(after(first, first)) == []


def test_a_list_without_its_numbers_or_its_head_cannot_be_read():
    sheet = fill(cells_of(page_of()), {ERROR.fingerprint: ("确认无误", "x", "y"), DATE.fingerprint: ("已改正", "", "")})
    headless = sheet[:7] + sheet[8:]
    for spoiled in ([row[:14] for row in sheet], headless):
        (flag,) = news(after(spoiled))
        assert summary(flag) == (
            *("W256", Severity.AMBER, "核对结果", ""),
            "工作表“核对结果”的表头缺少“编号”，其中 2 条处理意见无法对应到问题，未采用",
        )
    assert news(after([row[:14] for row in cells_of(page_of())])) == []


def test_an_answer_whose_number_was_wiped_is_flagged():
    sheet = fill(cells_of(page_of()), {ERROR.fingerprint: ("确认无误", "x", "y")})
    sheet[8][14] = None
    (flag,) = news(after(sheet))
    assert summary(flag) == ("W252", Severity.AMBER, "核对结果", "O9", "对核对结果第 9 行的说明没有填写“编号”")


def test_a_column_that_is_gone_is_pointed_to_by_its_row():
    sheet = fill(cells_of(page_of()), {ERROR.fingerprint: ("确认无误", "x", "y")})
    (flag,) = news(after([row[:13] + row[14:] for row in sheet]))
    assert (flag.code.id, flag.place) == ("W252", Place("核对结果", 9, header="填写人", key=ERROR.fingerprint))


def test_flags_on_answers_can_be_answered_in_their_turn():
    once = with_answers({ERROR: ("已改正", "", "")})
    (still,) = news(once)
    sheet = fill(
        cells_of(page_of(once)),
        {ERROR.fingerprint: ("已改正", "", ""), still.fingerprint: ("确认无误", "裁定书如此", "李四")},
    )
    twice = after(sheet)
    (again,) = news(twice)
    assert again.fingerprint == still.fingerprint
    assert again.answer is not None and again.answer.disposition is Disposition.CONFIRMED


def test_the_same_answers_give_the_same_flags_however_the_lines_are_sorted():
    said = {ERROR: ("已改正", "", ""), DATE: ("确认无误", "", ""), DOUBT: ("同意", "", "")}
    one = with_answers(said)
    sheet = fill(cells_of(page_of()), {flag.fingerprint: words for flag, words in said.items()})
    upside_down = sheet[:8] + sheet[8:14][::-1] + sheet[14:]
    other = after(upside_down)
    assert {flag.fingerprint: flag.answer for flag in other.flags} == {
        flag.fingerprint: flag.answer for flag in one.flags
    }


def reprinted(found, **parts):
    """The department with another fingerprint for one flag, as if its workbook had been edited."""
    print = replace(Fingerprint.parse(found.fingerprint), **parts)
    changed = replace(found, fingerprint=str(print))
    return changed, replace(DEPARTMENT, flags=tuple(changed if flag == found else flag for flag in DEPARTMENT.flags))


def test_an_answer_does_not_pass_to_another_value():
    changed, department = reprinted(ERROR, facts="0" * 8)
    after_edit = with_answers({ERROR: ("确认无误", "签到表如此", "李四")}, department)
    (said,) = [flag for flag in after_edit.flags if flag.code.id == "W257"]
    assert not any(flag.answer for flag in after_edit.flags)
    assert (said.place.key, said.severity) == (changed.fingerprint, Severity.AMBER)
    assert "填写之后数据有了变化" in flag_message(said, "zh")
    assert [mask_value(shown, "zh") for _, shown in said.record] == ["签到表如此", "李**"]


def test_a_corrected_cell_with_another_wrong_value_is_still_found():
    changed, department = reprinted(ERROR, facts="0" * 8)
    after_edit = with_answers({ERROR: ("已改正", "", "")}, department)
    assert [flag.code.id for flag in after_edit.flags if flag not in department.flags and not flag.answer] == ["W251"]
    (answered,) = [flag for flag in after_edit.flags if flag.answer]
    assert answered.fingerprint == changed.fingerprint


def test_an_answer_does_not_pass_to_a_row_that_could_be_another_one():
    loose, department = reprinted(ERROR, known=Known.NOT)
    sheet = [[loose.fingerprint if cell == ERROR.fingerprint else cell for cell in row] for row in cells_of(page_of())]
    after_edit = after(fill(sheet, {loose.fingerprint: ("确认无误", "x", "李四")}), department=department)
    (said,) = [flag for flag in after_edit.flags if flag.code.id == "W257"]
    assert not any(flag.answer for flag in after_edit.flags)
    assert "有几行可能是它所指的那一行" in flag_message(said, "zh")
