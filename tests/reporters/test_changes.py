"""What a save changed: findings by their fingerprints, indicators by what people are told of them."""

import io
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from checker.model import Answer, Disposition, Needed, Shown, State, Status
from checker.model.fingerprints import Fingerprint
from checker.reporters.terminal.changes import Changes, compare_reports, render_changes
from checker.reporters.terminal.view import View
from checker.text.bilingual import Text
from tests.reporters.drawn_reports import JUSTICE, MARKET, QUARTER, date_order, missed, not_a_date

NAMES = dict(enumerate(("bad-date", "order", "other", "target", *"abcd"), 1))


def print_of(name):
    (number,) = [number for number, each in NAMES.items() if each == name]
    return str(Fingerprint(f"{number:016x}", "0" * 8, "0" * 8))


BAD_DATE = replace(not_a_date(12, "三月五号"), fingerprint=print_of("bad-date"))
ORDER = replace(date_order(7), fingerprint=print_of("order"))
OTHER = replace(date_order(9), fingerprint=print_of("other"))
TARGET = replace(missed("training-coverage", "94.995%", "≥ 95%"), fingerprint=print_of("target"))


def report(*flags, department=JUSTICE, **more):
    return replace(QUARTER, departments=(replace(department, flags=flags, **more),), district_results=(), missing=())


def told(before, after, language="zh", width=100):
    console = Console(width=width, file=io.StringIO(), highlight=False, markup=False, emoji=False)
    render_changes(View(after, language, width), compare_reports(before, after), console)
    return "".join(f"{line.rstrip()}\n" for line in console.file.getvalue().splitlines())


def fingerprints(found):
    return [NAMES[int(flag.fingerprint[:16], 16)] for _, flag in found]


def test_findings_are_known_by_their_fingerprints_and_not_by_their_rows():
    moved = replace(ORDER, place=replace(ORDER.place, row=700))
    changed = compare_reports(report(ORDER, BAD_DATE), report(OTHER, moved))
    assert fingerprints(changed.gone) == ["bad-date"]
    assert fingerprints(changed.new) == ["other"]
    assert changed.altered == changed.departments == ()


def test_of_several_findings_with_one_fingerprint_as_many_go_as_are_fewer():
    changed = compare_reports(report(ORDER, ORDER, ORDER), report(ORDER))
    assert fingerprints(changed.gone) == ["order", "order"]
    assert compare_reports(report(ORDER), report(ORDER, ORDER)).new == ((JUSTICE.name, ORDER),)


def test_a_cell_that_is_wrong_in_another_way_is_altered():
    again = replace(BAD_DATE, observed=Shown("四月五号"))
    answered = replace(ORDER, answer=Answer(Disposition.CONFIRMED, Shown("属实"), Shown("甲", "name")))
    changed = compare_reports(report(BAD_DATE, ORDER, OTHER), report(again, answered, OTHER))
    assert fingerprints(changed.altered) == ["order", "bad-date"]  # as the sheet goes: rows 7 and 12
    assert changed.gone == changed.new == ()


def test_targets_are_told_by_the_indicators_and_not_once_more_by_their_flags():
    assert compare_reports(report(TARGET), report()) == Changes()


@pytest.mark.parametrize(
    "other",
    [
        {"status": Status.MISSED},
        {"value": Fraction(58, 60)},
        {"numerator": Fraction(58)},
        {"lower": Fraction(1, 2)},
        {"needed": Needed(None, (14,), Text("补填 1 行", "fill in 1 row"))},
        {"needed": None},
        {"reachable": False},
        {"reason": None},
    ],
    ids=lambda other: next(iter(other)),
)
def test_a_result_changes_with_whatever_is_told_of_it(other):
    results = (JUSTICE.results[0], replace(JUSTICE.results[1], **other), *JUSTICE.results[2:])
    (changed,) = compare_reports(report(), report(results=results)).departments
    assert changed.results == ((JUSTICE.results[1], results[1]),)


def test_a_result_may_come_and_go():
    changed = compare_reports(report(results=JUSTICE.results[:1]), report(results=JUSTICE.results[1:2])).departments
    assert changed[0].results == ((None, JUSTICE.results[1]), (JUSTICE.results[0], None))


@pytest.mark.parametrize("other", [{"state": State.ACCEPTED}, {"score": Fraction(95)}, {"grade": None}])
def test_a_department_changes_with_its_standing(other):
    assert len(compare_reports(report(), report(**other)).departments) == 1
    assert compare_reports(report(), report()) == Changes()


@pytest.mark.parametrize(
    "other", [{"pack": "hantai"}, {"period": "2022Q4"}, {"departments": (MARKET,)}, {"departments": (JUSTICE, MARKET)}]
)
def test_another_department_period_or_pack_is_shown_from_the_beginning(other):
    after = replace(report(), **other)
    text = told(report(), after)
    assert text.startswith("报送单位、报送期或指标包变了，以下是全部结果\n")
    assert f"{after.departments[0].name.zh} {after.period}" in text
    assert compare_reports(report(), after).incomparable


def test_what_a_correction_changes_is_told_in_chinese():
    met = replace(JUSTICE.results[1], status=Status.MET, value=Fraction(59, 62), lower=Fraction(59, 62))
    met = replace(met, numerator=Fraction(59), denominator=Fraction(62), needed=None, reason=None)
    after = report(
        OTHER,
        results=(JUSTICE.results[0], met, *JUSTICE.results[2:]),
        score=Fraction(95),
        grade=Text("优秀", "Excellent"),
    )
    assert told(report(BAD_DATE), after) == (
        "已消除 1 处\n"
        "  错误 V320 不是日期  1 处\n"
        "    行政应诉案件 D12  开庭日期“三月五号”不是日期\n"
        "新出现 1 处\n"
        "  错误 C401 日期先后颠倒  1 处\n"
        "    行政应诉案件 F9  裁判日期 2022-02-01 早于开庭日期 2022-03-05\n"
        "                     应为：2022-03-05 当日或以后的日期\n"
        "区司法局  得分 93.5 → 95\n"
        "  ? 待定 95%（57/60） → ✓ 达标 95.16%（59/62）  办理满意率\n"
        "须先改正 1 处再报送\n"
    )


def test_what_a_correction_changes_is_told_in_english():
    before = report(BAD_DATE, results=JUSTICE.results[:3])
    needed = Needed(None, (14,), Text("补填 1 行", "fill in 1 row"))
    results = (JUSTICE.results[0], replace(JUSTICE.results[1], needed=needed), JUSTICE.results[2])
    after = report(
        replace(BAD_DATE, observed=Shown("四月")), state=State.REJECTED, results=results, grade=Text("良好", "Good")
    )
    assert told(before, after, "en") == (
        "Changed but still flagged: 1\n"
        "  Error V320 Not a date (1)\n"
        "    行政应诉案件 D12  Hearing date “三月五号” is not a date\n"
        "                      Expected: 2022-03-05, 2022.3.5, 5/3/2022 and the like\n"
        "District Bureau of Justice  with errors → rejected  grade Excellent → Good\n"
        "  ? undetermined 95% (57/60)  Satisfaction with replies\n"
        "    [91.94% – 95.16%] 2 undecided rows can change the outcome\n"
        "    Needed: fill in 1 row\n"
        "Rejected: fix the problems listed, then submit again\n"
    )


@pytest.mark.parametrize(("language", "words"), [("zh", "没有变化\n"), ("en", "Nothing changed\n")])
def test_nothing_is_told_as_nothing(language, words):
    assert told(report(ORDER), report(ORDER), language) == words


def test_of_several_workbooks_each_finding_and_each_verdict_has_its_name():
    before = replace(QUARTER, departments=(JUSTICE, MARKET))
    after = replace(before, departments=(JUSTICE, replace(MARKET, flags=(BAD_DATE,))))
    text = told(before, after)
    assert "    区市场监督管理局  行政应诉案件 D12" in text
    assert "须先改正 1 处再报送（区市场监督管理局）" in text
    assert "（区司法局）" in text


def test_names_are_masked_unless_revealed(submission):
    after = replace(submission, departments=(replace(JUSTICE, flags=()),))
    console = Console(width=100, file=io.StringIO())
    render_changes(View(after, "zh", 100), compare_reports(submission, after), console)
    assert "欧**（证件 110105********002X" in console.file.getvalue()
    assert "欧阳修" not in console.file.getvalue()


@pytest.mark.parametrize("width", [80, 100, 140])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_line_is_wider_than_the_screen(submission, language, width):
    other = replace(submission, departments=(replace(JUSTICE, flags=(BAD_DATE,), results=JUSTICE.results[2:]),))
    for before, after in ((submission, other), (other, submission)):
        assert max(map(cell_len, told(before, after, language, width).splitlines())) <= width


@given(st.lists(st.sampled_from("abcd"), max_size=6), st.lists(st.sampled_from("abcd"), max_size=6))
def test_what_went_and_what_came_lead_from_the_one_to_the_other(was, now):
    before, after = (report(*(replace(ORDER, fingerprint=print_of(each)) for each in names)) for names in (was, now))
    changed = compare_reports(before, after)
    left = list(was)
    for each in fingerprints(changed.gone):
        left.remove(each)
    assert sorted(left + fingerprints(changed.new)) == sorted(now)
    assert not set(fingerprints(changed.gone)) & set(fingerprints(changed.new))
