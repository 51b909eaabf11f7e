"""The screens: as agreed in the golden files, readable at any width, and never moved by what stands in a cell."""

import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console, Group

from checker.model import Answer, Disposition, IndicatorLabel, Rank, Shown, State, Status
from checker.reporters.aggregates import district_flags, own_flags
from checker.reporters.selection import select
from checker.reporters.terminal.flags import Caps, Severity, cap, group_flags, list_flags
from checker.reporters.terminal.line import Line
from checker.reporters.terminal.screens import render_batch, render_workbooks
from checker.reporters.terminal.view import View
from checker.text.bilingual import Text
from checker.wording.funnels import ranks_in_short
from checker.wording.labels import STATUSES
from tests.reporters.drawn_reports import AUDIT, JUSTICE, LABELS, MARKET, POLICE, date_order, name_twice, not_a_date

SCREENS = {"run": render_batch, "check": render_workbooks}


def printed(report, screen, language="zh", width=100, **more):
    styled = more.pop("styled", False)
    stream = io.StringIO()
    console = Console(width=width, file=stream, highlight=False, markup=False, emoji=False, force_terminal=styled)
    SCREENS[screen](View(report, language, width, **more), console)
    return stream.getvalue()


def trimmed(text):
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("screen", ["run", "check"])
def test_a_screen_is_as_agreed(quarter, submission, screen, language, assert_as_agreed):
    report = quarter if screen == "run" else submission
    assert_as_agreed(f"{screen}.{language}.txt", trimmed(printed(report, screen, language)))


@pytest.mark.parametrize("width", [80, 81, 97, 100, 120, 140, 200])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_line_is_wider_than_the_screen(quarter, submission, language, width):
    for report, screen in ((quarter, "run"), (submission, "check")):
        lines = printed(report, screen, language, width).splitlines()
        assert max(map(cell_len, lines)) <= width


def many(number):
    labels = tuple(
        IndicatorLabel(f"i{each}", Text(f"第{each}项指标", f"Indicator {each}"), "一", Text("%", "%"))
        for each in range(number)
    )
    results = tuple(replace(JUSTICE.results[0], indicator=label.id) for label in labels)
    return labels, results


@pytest.mark.parametrize(
    ("number", "width", "tables"), [(6, 80, 1), (20, 100, 2), (40, 100, 3), (40, 200, 2), (40, 216, 1)]
)
def test_marks_move_below_the_scores_and_then_into_several_tables(quarter, number, width, tables):
    labels, results = many(number)
    report = replace(
        quarter, indicators=labels, departments=(replace(JUSTICE, results=results), AUDIT), district_results=()
    )
    board = printed(report, "run", width=width).split("✓ 达标")[0]
    assert board.count("部门  ") == tables
    assert board.count("✓") == number


def test_ranks_are_shown_with_those_that_are_possible_if_anybody_has_one(quarter):
    ranked = replace(JUSTICE, rank=Rank(2, 1, 5, 40))
    board = printed(replace(quarter, departments=(ranked, AUDIT)), "run", width=120)
    assert "名次" in board
    assert "2 (1–5)" in board
    assert "名次" not in printed(replace(quarter, departments=(JUSTICE, AUDIT)), "run", width=120)


def test_every_status_is_told_by_a_mark_and_a_word(quarter):
    text = printed(quarter, "run")
    for status, words in STATUSES.items():
        assert words.zh in text, status
    plain = re.sub(r"\x1b\[[0-9;]*m", "", printed(quarter, "run", styled=True))
    assert plain == text


@pytest.mark.parametrize(("alike", "lines"), [(1, 1), (2, 1), (5, 1)])
def test_what_is_not_applicable_for_one_reason_is_told_once(submission, alike, lines):
    labels, results = many(alike + 2)
    nothing, other = Text("没有应纳入统计的记录", "no row"), Text("尚未开始", "not begun")
    results = [
        replace(each, status=Status.NOT_APPLICABLE, value=None, reason=nothing if number < alike else other)
        for number, each in enumerate(results[:-1])
    ] + [results[-1]]
    report = replace(submission, indicators=labels, departments=(replace(JUSTICE, results=tuple(results), flags=()),))
    text = printed(report, "check", width=200)
    assert text.count(nothing.zh) == lines
    assert text.count(other.zh) == 1
    assert [text.count(f"第{number}项指标") for number in range(alike + 2)] == [1] * (alike + 2)
    # Those that can be acted on come first.
    assert alike == 1 or text.index("第0项指标") > text.index(f"第{alike + 1}项指标")


def test_there_is_no_style_where_none_is_wanted(quarter):
    assert "\x1b" not in printed(quarter, "run")
    assert "\x1b[" in printed(quarter, "run", styled=True)


def test_departments_stand_by_score_and_those_without_one_last(quarter):
    board = printed(quarter, "run").split("✓ 达标")[0]
    places = [board.rindex(name) for name in ("区司法局 ", "区市场监督管理局 ", "公安和平分局 ")]
    assert places == sorted(places)
    assert "区审计局 " not in board


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_the_brackets_behind_a_rank_mean_is_said_where_there_are_ranks(quarter, language):
    none, ranked = (
        replace(quarter, departments=tuple(replace(each, rank=rank) for each in quarter.departments))
        for rank in (None, Rank(1, 1, 2, 12))
    )
    said = ranks_in_short(quarter).of(language)[:20]
    assert said not in printed(none, "run", language)
    first, *others = ranked.departments
    alone = replace(ranked, departments=(first, *(replace(each, rank=None) for each in others)))
    assert said not in printed(alone, "run", language)
    assert printed(ranked, "run", language).count(said) == 1


def test_who_was_rejected_and_why_stands_on_top(quarter):
    text = printed(quarter, "run")
    assert "已报送 3 个部门（其中退回 1 个）" in text
    reason = next(line for line in text.splitlines() if line.startswith("  公安和平分局 "))
    assert "文件不是可读的工作簿" in reason
    assert text.index(reason) < text.index("得分")


def test_a_part_of_the_findings_is_not_taken_for_all_of_them(quarter, submission):
    for report, screen in ((quarter, "run"), (submission, "check")):
        every = len(report.district_flags) + sum(len(each.flags) for each in report.departments)
        some = select(report, ["V3"], ["W"])
        shown = len(some.district_flags) + sum(len(each.flags) for each in some.departments)
        assert 0 < shown < every
        said = f"已筛选（只列 V3，不列 W）：另有 {every - shown} 处问题未列出，也未计数"
        assert said in printed(some, screen)
        assert "已筛选" not in printed(report, screen)


def test_flags_of_the_district_s_indicators_do_not_count_for_who_files_them(quarter):
    filed = replace(date_order(4), indicator="plenary", severity=Severity.RED, fingerprint="f")
    filer = replace(JUSTICE, flags=(*JUSTICE.flags, filed))
    assert filed not in own_flags(filer)
    assert set(own_flags(filer)) == set(JUSTICE.flags)
    report = replace(quarter, departments=(filer,))
    assert filed in district_flags(report)
    assert len(district_flags(report)) + len(own_flags(filer)) == len(quarter.district_flags) + len(filer.flags)


def test_a_cell_can_neither_style_nor_move_nor_link_anything(submission):
    evil = "[bold red]x[/] \x1b[2J\x1b]8;;http://x\x07 \u202e :smile: \x9b31m"
    flags = (
        not_a_date(3, evil),
        replace(date_order(4), place=replace(date_order(4).place, sheet="[link=http://x]\x1b")),
    )
    text = printed(replace(submission, departments=(replace(JUSTICE, flags=flags),)), "check")
    assert "[bold red]x[/] ␛[2J" in text
    assert ":smile:" in text
    assert "[link=http://x]␛" in text
    assert not set(text) & {"\x1b", "\x07", "\x9b", "\u202e"}


def test_what_is_left_out_is_counted_and_said_to_be_elsewhere(quarter):
    text = printed(quarter, "run", rest=Text("见 out/flags.csv", "see out/flags.csv"))
    assert "日期先后颠倒  8 处" in text
    assert text.count("早于开庭日期") == 3
    assert "另有 6 处未列出（C401 5、W213 1），见 out/flags.csv" in text


def test_caps_hold_of_one_code_and_of_each_severity(quarter):
    flags = (*((JUSTICE.name, date_order(row)) for row in range(1, 30)), (JUSTICE.name, name_twice(1)))
    console = Console(width=200, file=io.StringIO())
    for part in list_flags(View(quarter, "en", 200), flags, Caps(20, {Severity.ERROR: 12}), named=False):
        console.print(part)
    text = console.file.getvalue()
    assert text.count("is before") == 12
    assert "18 more not shown (C401 17, A720 1)" in text


def shown_of(flags, caps):
    """How many findings of each code and severity are on the screen."""
    return {(group.code.id, group.severity): len(shown) for group, shown in cap(group_flags(flags), caps) if shown}


def test_every_error_code_has_some_lines_however_many_there_are_of_another():
    flags = [(JUSTICE.name, date_order(row)) for row in range(1, 80)]
    flags += [(JUSTICE.name, not_a_date(row, "x")) for row in range(1, 5)]
    caps = Caps(50, {Severity.ERROR: 20}, least=3)
    assert shown_of(tuple(flags), caps) == {("C401", Severity.ERROR): 17, ("V320", Severity.ERROR): 3}
    assert shown_of(tuple(flags), replace(caps, of={Severity.ERROR: 4})) == {
        ("C401", Severity.ERROR): 3,
        ("V320", Severity.ERROR): 3,
    }


@pytest.mark.parametrize(("room", "ambers"), [(None, 5), (40, 5), (12, 2), (10, 0), (4, 0)])
def test_what_need_not_be_fixed_has_the_room_that_errors_leave(room, ambers):
    flags = [(JUSTICE.name, date_order(row)) for row in range(1, 11)]
    flags += [(JUSTICE.name, replace(name_twice(row), severity=Severity.AMBER)) for row in range(1, 6)]
    caps = Caps(10, {Severity.ERROR: 10, Severity.AMBER: 20}, room=room)
    shown = shown_of(tuple(flags), caps)
    assert shown.get(("A720", Severity.AMBER), 0) == ambers
    assert shown["C401", Severity.ERROR] == (4 if room == 4 else 10)


def test_needs_are_capped_and_those_left_out_are_counted(quarter):
    departments = tuple(replace(MARKET, code=f"m{number}", flags=()) for number in range(10))
    text = printed(replace(quarter, departments=departments), "run", rest=Text("见 out/flags.csv", "see out/flags.csv"))
    assert text.count("按进度目前还差 2 次") + text.count("更正 1 行即可") == 15
    assert "另有 5 项，见 out/flags.csv" in text


def test_personal_values_are_masked_unless_revealed(submission):
    assert "欧**（证件 110105********002X，电话 138****5678）" in printed(submission, "check")
    assert "欧阳修（证件 11010519491231002X，电话 13812345678）" in printed(submission, "check", reveal=True)


CLEAN = replace(JUSTICE, state=State.ACCEPTED)


@pytest.mark.parametrize(
    ("department", "zh", "en"),
    [
        (JUSTICE, "须先改正 3 处再报送", "Fix 3 before submitting"),
        (replace(JUSTICE, flags=()), "还有未列出的错误须改正", "Fix the errors that are not listed here"),
        (POLICE, "退回：请改正所列问题后重新报送", "Rejected: fix the problems listed, then submit again"),
        (replace(CLEAN, flags=(), results=()), "可以报送，没有发现问题", "Ready to submit; nothing to fix"),
        (replace(CLEAN, flags=()), "可以报送：1 项未达标", "Ready to submit; targets missed: 1"),
        (
            replace(CLEAN, flags=JUSTICE.flags[4:]),
            "可以报送：1 项未达标，1 处请核对或改正",
            "Ready to submit; targets missed: 1, to fix or confirm: 1",
        ),
    ],
)
def test_the_last_line_says_what_to_do(submission, department, zh, en):
    report = replace(submission, departments=(department,))
    assert printed(report, "check").splitlines()[-1].rstrip() == zh
    assert printed(report, "check", "en").splitlines()[-1].rstrip() == en


CONFIRMED = Answer(Disposition.CONFIRMED, Shown("裁定书日期有误 13812345678", "text"), Shown("张三丰", "name"))
WAIVED, CORRECTED = (replace(CONFIRMED, disposition=each) for each in (Disposition.WAIVER, Disposition.CORRECTED))


@pytest.mark.parametrize(
    ("flags", "zh", "en"),
    [
        ((date_order(7), replace(date_order(9), answer=CONFIRMED)), "须先改正 1 处再报送", "Fix 1 before submitting"),
        (
            (replace(date_order(7), answer=WAIVED), replace(name_twice(31), answer=CONFIRMED)),
            "可以报送：2 处已说明，待审核",
            "Ready to submit; answered and awaiting review: 2",
        ),
        ((replace(date_order(7), answer=CORRECTED),), "须先改正 1 处再报送", "Fix 1 before submitting"),
        (
            (replace(name_twice(31), answer=CORRECTED),),
            "可以报送：1 处请核对或改正",
            "Ready to submit; to fix or confirm: 1",
        ),
    ],
)
def test_what_is_answered_waits_for_the_auditor_and_what_is_called_corrected_does_not(submission, flags, zh, en):
    state = State.ACCEPTED_WITH_ERRORS if flags[0].severity is Severity.ERROR else State.ACCEPTED
    report = replace(submission, departments=(replace(JUSTICE, flags=flags, results=(), state=state),))
    assert printed(report, "check").splitlines()[-1].rstrip() == zh
    assert printed(report, "check", "en").splitlines()[-1].rstrip() == en


def test_an_answer_is_told_behind_its_finding_and_counted(submission):
    flags = tuple(
        replace(date_order(row), answer=answer) for row, answer in enumerate((CONFIRMED, WAIVED, CORRECTED, None), 1)
    )
    report = replace(submission, departments=(replace(JUSTICE, flags=flags),))
    text = printed(report, "check", width=200)
    for mark, number in (("（确认无误，待审核）", 1), ("（申请豁免，待审核）", 1), ("（填写为“已改正”）", 1), ("", 4)):
        assert text.count(f"早于开庭日期 2022-03-05{mark}") == number
    assert "提示 0 · 已说明 2（待审核）" in text
    english = printed(report, "check", "en", width=200)
    assert "2022-03-05 (confirmed, awaiting review)" in english
    assert "2022-03-05 (waiver requested, awaiting review)" in english
    assert "2022-03-05 (marked as corrected)" in english
    assert "Info 0 · Answered 2 (awaiting review)" in english


def test_half_an_answer_is_counted_as_such(submission):
    half = replace(CONFIRMED, by=Shown("", "name"))
    flags = (replace(date_order(1), answer=CONFIRMED), replace(date_order(2), answer=half))
    text = printed(replace(submission, departments=(replace(JUSTICE, flags=flags),)), "check", width=200)
    assert "· 已说明 1（待审核），说明没有填完整 1" in text
    assert "2022-03-05（确认无误，没有写理由或填写人）" in text
    assert text.splitlines()[-1].rstrip() == "须先改正 1 处再报送"


def test_what_is_answered_of_an_indicator_stands_with_it(submission):
    flags = tuple(replace(each, answer=WAIVED) if each.code.id == "T601" else each for each in JUSTICE.flags)
    lines = printed(replace(submission, departments=(replace(JUSTICE, flags=flags),)), "check", width=200).splitlines()
    first = next(index for index, line in enumerate(lines) if line.strip().startswith("✗ 未达标"))
    assert "申请豁免，待审核" in " ".join(lines[first + 1 : first + 3])
    assert sum("申请豁免" in line for line in lines) == 1


def test_several_workbooks_are_shown_one_after_the_other(submission):
    text = printed(replace(submission, departments=(JUSTICE, MARKET)), "check")
    assert text.index("区司法局 2022Q3") < text.index("-" * 100) < text.index("区市场监督管理局 2022Q3")


def test_a_quarter_without_any_submission_is_still_a_screen(quarter):
    report = replace(quarter, departments=(AUDIT,), district_results=(), district_flags=())
    text = printed(report, "run")
    assert "已报送 0 个部门，未报送 1 个：区审计局" in text
    assert AUDIT.state is State.MISSING
    for label in LABELS:
        assert label.name.zh in text


def test_an_indicator_that_the_pack_does_not_name_is_shown_by_its_id(submission):
    stranger = replace(JUSTICE.results[0], indicator="stranger", status=Status.MET)
    text = printed(replace(submission, departments=(replace(JUSTICE, results=(stranger,)),)), "check")
    assert "stranger" in text


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("裁判日期早于开庭日期", 8, ["裁判日期", "早于开庭", "日期"]),
        ("可填：是，或否（见说明）。", 10, ["可填：是，", "或否（见说", "明）。"]),
        ("第 1 行和 Officer number 一列", 12, ["第 1 行和", "Officer", "number 一列"]),
        ("two plain words", 9, ["two plain", "words"]),
        ("antidisestablishmentarianism", 10, ["antidisest", "ablishment", "arianism"]),
        ("第一行\n\n第三行", 20, ["第一行", "", "第三行"]),
        ("（1）1 或 0）", 11, ["（1）1 或", "0）"]),
        ("甲乙丙丁；（2）戊", 12, ["甲乙丙丁；", "（2）戊"]),
    ],
)
def test_lines_break_as_chinese_does(text, width, lines):
    console = Console(width=width, file=io.StringIO())
    console.print(Group(Line(text)))
    assert [line.rstrip() for line in console.file.getvalue().splitlines()] == lines


@given(st.text(alphabet="字，（） ab1。"), st.integers(2, 20))
def test_no_broken_line_is_too_wide_and_nothing_is_lost(text, width):
    console = Console(width=width, file=io.StringIO())
    lines = list(Line(text).wrap(console, width))
    assert all(cell_len(line.plain) <= width for line in lines)
    assert "".join(line.plain for line in lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [72, 80, 96])
def test_long_figures_leave_room_for_numbers_and_names(quarter, language, width):
    """Long units are broken; neither the numbers of the indicators nor the marks of their status are squeezed out."""
    unit = Text("个百分点（与上年同期相比）", "percentage points (from a year before)")
    labels, results = many(12)
    labels = tuple(replace(label, unit=unit) for label in labels)
    results = tuple(replace(result, status=Status.UNDETERMINED, excluded=12) for result in results)
    report = replace(quarter, indicators=labels, district_results=results, departments=(JUSTICE,))
    text = printed(report, "run", language, width=width)
    assert max(map(cell_len, text.splitlines())) <= width
    rows = text.split("（汇总）" if language == "zh" else "(overall)")[1]
    for number in range(1, 13):
        assert re.search(rf"^{number} +\?", rows, re.MULTILINE), number
