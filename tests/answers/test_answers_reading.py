"""A findings sheet that came back is known again, and its answers are read wherever they stand now."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.answers import read_returned_sheets
from checker.locate import locate, read_cover
from checker.locate.names import is_aside, without_flags_sheet
from checker.marked_copy.flags_sheet import Stamp, find_head, find_stamp, is_ours, read_disposition
from checker.model import Disposition
from checker.model.workbook import Merged, Sheet, Workbook
from checker.text.locales import USUAL
from tests.locate.workbooks import TABLES
from tests.marking.drawn import DEPARTMENT, cells_of, fill, flag_at, head_row, page_of, workbook

FIRST, SECOND, NAME = (flag_at(*where).fingerprint for where in (("C401", 7), ("C401", 9), ("A720", 31)))
ANSWERS = {
    FIRST: ("已改正", "", ""),
    SECOND: ("确认无误", "裁定书如此", "李四"),
    NAME: ("申请豁免", "两人同名", "李四"),
}


def said(*sheets):
    return {
        line.ref: (line.disposition, line.reason.text, line.by.text)
        for sheet in read_returned_sheets(workbook(*sheets))
        for line in sheet.lines
    }


EXPECTED = {
    FIRST: (Disposition.CORRECTED, "", ""),
    SECOND: (Disposition.CONFIRMED, "裁定书如此", "李四"),
    NAME: (Disposition.WAIVER, "两人同名", "李四"),
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_our_sheet_is_known_in_either_language(language):
    cells = cells_of(page_of(language=language))
    assert is_ours(cells)
    assert find_stamp(cells) == Stamp("heping", "justice", "2022Q3")
    assert not is_ours(cells[16:])


def test_it_is_known_by_its_numbers_where_its_top_was_deleted():
    cells = cells_of(page_of())
    assert is_ours(cells[head_row(cells) - 1 :])
    assert not is_ours(cells[head_row(cells) : 16])


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [[]],
        [["核对结果"], ["单位", "结论"], ["区司法局", "通过"]],
        [["编号", "处理结果", "理由", "填写人"], ["2022-001", "同意", "材料齐全", "张三"]],
        [["编号", "处理结果"], [None, 3], [20220001, "已改正"]],
        [["checker", "1.0"], ["案号", "编号"]],
    ],
)
def test_a_sheet_of_somebody_else_is_never_taken_for_ours(rows):
    assert not is_ours(rows)


def test_answers_are_read_by_the_number_of_their_finding():
    assert said(fill(cells_of(page_of()), ANSWERS)) == EXPECTED
    english = {ref: (word, reason, by) for ref, (word, reason, by) in ANSWERS.items()}
    assert said(fill(cells_of(page_of(language="en")), english)) == EXPECTED


@settings(max_examples=60)
@given(
    st.randoms(use_true_random=False), st.sets(st.sampled_from([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])), st.integers(0, 3)
)
def test_columns_moved_and_deleted_and_lines_sorted_change_nothing(chance: random.Random, dropped, above):
    cells = fill(cells_of(page_of()), ANSWERS)
    start = head_row(cells)
    order = [column for column in range(15) if column not in dropped]
    chance.shuffle(order)
    lines = cells[start : start + len(DEPARTMENT.flags)]
    chance.shuffle(lines)
    table = [[row[column] for column in order] for row in (cells[start - 1], *lines)]
    shuffled = [[None]] * above + cells[: start - 1] + table + cells[start + len(lines) :]
    assert said(shuffled) == EXPECTED


def test_lines_that_were_deleted_are_not_missed_and_untouched_ones_say_nothing():
    cells = fill(cells_of(page_of()), ANSWERS)
    kept = [row for row in cells if FIRST not in row]
    assert said(kept) == {ref: answer for ref, answer in EXPECTED.items() if ref != FIRST}
    (sheet,) = read_returned_sheets(workbook(kept))
    assert sheet.refs == {flag.fingerprint for flag in DEPARTMENT.flags} - {FIRST}


def test_one_answer_merged_over_several_lines_is_an_answer_to_each():
    cells = fill(cells_of(page_of()), {FIRST: ("确认无误", "均已核对", "李四")})
    merged = tuple(Merged(9, column, 10, column) for column in (12, 13, 14))
    (sheet,) = read_returned_sheets(Workbook("x.xlsx", "xlsx", "", (Sheet("核对结果", cells, merged=merged),)))
    assert [(line.ref, line.reason.text, line.by.text) for line in sheet.lines] == [
        (FIRST, "均已核对", "李四"),
        (SECOND, "均已核对", "李四"),
    ]


def test_what_a_program_turned_into_a_number_or_a_day_is_read_as_people_see_it():
    cells = fill(cells_of(page_of()), {FIRST: ("确认无误", "x", "y")})
    cells[8][12:14] = [date(2022, 3, 5), 417.0]
    (sheet,) = read_returned_sheets(workbook(cells))
    assert (sheet.lines[0].reason.text, sheet.lines[0].by.text) == ("2022-03-05", "417")


def test_a_name_alone_is_no_answer():
    assert said(fill(cells_of(page_of()), {FIRST: ("", "", "李四")})) == {}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        *((word, Disposition.CORRECTED) for word in ("已改正", " 已 改 正。", "改正", "已改", "CORRECTED", "fixed")),
        *(
            (word, Disposition.CONFIRMED)
            for word in ("确认无误", "确认", "无误", "确认无误！", "Ｃｏｎｆｉｒｍｅｄ", "confirm")
        ),
        *(
            (word, Disposition.WAIVER)
            for word in ("申请豁免", "豁免", "（申请豁免）", "Waiver requested", "waiver-requested")
        ),
        *((word, None) for word in ("", "同意", "不改", "张三", "未改正", "无误吗", "not confirmed", "是")),
    ],
)
def test_dispositions_are_understood_as_people_type_them(word, expected):
    assert read_disposition(word) is expected


def test_the_sheet_is_no_part_of_what_was_submitted_whatever_it_is_called():
    cells = cells_of(page_of())
    renamed = workbook(cells, cells, names=("填报说明", "行政应诉案件 (2)"))
    assert [sheet.name for sheet in without_flags_sheet(renamed).sheets] == ["行政应诉案件"]
    assert all(
        is_aside(Sheet(name, [["x"]]), USUAL) for name in ("核对结果", "检查结果", "Flags", "Findings", "FINDINGS")
    )


def test_no_table_and_no_cover_is_read_from_it():
    """Its lines quote headers, and its own name may be any."""
    cells = [*cells_of(page_of()), ["案号", "被诉单位", "开庭日期"], ["1", "x", "2022-03-05"], ["报送单位", "区审计局"]]
    own = [["案号", "被诉单位", "开庭日期", "负责人是否出庭"], ["(2022)津0101行初7号", "区司法局", "2022-03-05", "是"]]
    cover = [["报送单位", "区司法局"], ["报送期间", "2022Q3"]]
    given = ("封面", cover), ("行政应诉案件", own)
    plain = Workbook("x.xlsx", "xlsx", "", tuple(Sheet(name, rows) for name, rows in given))
    marked = Workbook(
        "x.xlsx", "xlsx", "", tuple(Sheet(n, r) for n, r in (("Cover", cells), ("应诉案件", cells), *given))
    )
    assert read_cover(marked, TABLES["cover"]) == read_cover(plain, TABLES["cover"])
    assert locate(marked, TABLES, ["litigation", "training"]) == locate(plain, TABLES, ["litigation", "training"])


def test_the_head_is_the_row_that_names_most_columns():
    rows = [["理由", "填写人"], ["编号", "处理结果", "理由", "填写人"]]
    head = find_head(rows)
    assert head is not None
    assert (head.row, dict(head.columns)) == (2, {"ref": 1, "disposition": 2, "reason": 3, "by": 4})
    assert find_head([["编号", "x"]]) is None
