"""The last words of the board: one sentence on the quarter, and what the office does next."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.model import Department, Report, State
from checker.text.bilingual import Text
from checker.wording.conclusion import conclude, what_next
from tests.reporters.drawn_reports import JUSTICE, QUARTER

ERROR = next(flag for flag in JUSTICE.flags if flag.severity.word == "error")
AMBER = next(flag for flag in JUSTICE.flags if flag.severity.word == "amber")


def department(code: str, state: State, *flags: object) -> Department:
    return replace(JUSTICE, code=code, name=Text(code, code), state=state, flags=flags)


def report(*departments: Department, results: int = 0) -> Report:
    return replace(QUARTER, departments=departments, district_results=QUARTER.district_results[:results])


MISSING = department("m", State.MISSING)
CLEAN = department("c", State.ACCEPTED)


@pytest.mark.parametrize(
    ("departments", "zh", "en"),
    [
        ((CLEAN,), "下一步：没有要退回或改正的，可以使用这份结果。",
         "Next: nothing is left to fix; the results can be used."),
        ((CLEAN, MISSING), "下一步：催报 1 个单位。", "Next: remind 1 department to submit."),
        (
            (department("r", State.REJECTED, ERROR), MISSING, department("n", State.MISSING)),
            "下一步：催报 2 个单位，退回 1 份请重报。",
            "Next: remind 2 departments to submit, send back 1 workbook.",
        ),
        (
            (department("e", State.ACCEPTED_WITH_ERRORS, ERROR, ERROR, AMBER), CLEAN),
            "下一步：请 1 个单位改正 2 处错误。",
            "Next: have 1 department correct 2 errors.",
        ),
        (
            (department("a", State.ACCEPTED, AMBER), department("b", State.ACCEPTED, AMBER)),
            "下一步：请 2 个单位核对 2 处黄旗。",
            "Next: have 2 departments fix or confirm 2 flags.",
        ),
    ],
)  # fmt: skip
def test_what_the_office_does_next(departments: tuple[Department, ...], zh: str, en: str) -> None:
    assert what_next(report(*departments)) == Text(zh, en)


def test_the_office_finds_out_whose_a_file_is() -> None:
    nobody = replace(department("", State.REJECTED, ERROR), file="a.xlsx")
    given = replace(report(CLEAN, MISSING), unplaced=(nobody,))
    assert what_next(given) == Text(
        "下一步：催报 1 个单位，查明 1 份文件属于哪个单位。",
        "Next: remind 1 department to submit, find out which department sent 1 file.",
    )
    assert what_next(replace(given, unplaced=(nobody, nobody))).en.endswith("find out which departments sent 2 files.")


def test_the_conclusion_counts_what_is_known() -> None:
    unknown = department("", State.REJECTED)
    assert conclude(report(CLEAN, MISSING, unknown)) == Text(
        "2 个单位中 1 个已报送，退回 1 份。", "1 of 2 departments has submitted, 1 workbook rejected."
    )
    assert conclude(report(CLEAN, results=1)) == Text(
        "1 个单位中 1 个已报送；全区 1 项指标中，1 项未达标。",
        "1 of 1 department has submitted; of the district's 1 indicator, 1 is missed.",
    )
    everything = conclude(report(CLEAN, results=4))
    assert everything.en.endswith("of the district's 4 indicators, 2 are missed, 1 behind, 1 undetermined.")
