"""The rows behind what the district is judged by are flagged in the workbook that holds them; the verdict is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from checker.definitions.load import load_pack
from checker.definitions.packs import Pack, Roster
from checker.definitions.task import task_of
from checker.engine.report import build_report
from checker.model import Flag, Report, Severity, Status
from checker.model.workbook import Raw
from checker.privacy.masking import flag_message
from tests.engine.books import book, cells, checked

#: Judged for the district alone, by the rows of the Justice Bureau: a share of rows, a roster, a duty by a day.
SHARE, ROSTER, DUTY = "results-used", "assessment-coverage", "legality-report"
BUREAU = "区司法局"


@pytest.fixture(scope="module")
def hantai() -> Pack:
    pack = load_pack("hantai")
    bureau = tuple(entry for entry in pack.roster.departments if entry.code == "sfj")
    chosen = {name: pack.indicators[name] for name in (SHARE, DUTY)}
    return replace(pack, roster=Roster(groups=pack.roster.groups, departments=bureau), indicators=chosen)


def used(pack: Pack, *, quality: str, casefile: str = "是", supervision: str = "是") -> list[Raw]:
    """One unit's assessment, in which the results of three checks were used or not."""
    other = {"uses_casefile": casefile, "uses_supervision": supervision}
    day = date(2025, 11, 1)
    return cells(
        pack, "assessments", kind="法治建设考核", unit_assessed="铺镇", assessed_on=day, uses_quality=quality, **other
    )


def sent(pack: Pack, addressee: str, on: date) -> list[Raw]:
    return cells(pack, "reports", report_type="合法性审查工作报告", year=2024, addressee=addressee, sent_on=on)


def flags_of(pack: Pack, assessments: list[list[Raw]], *, whole: bool) -> tuple[Report, dict[str, list[Flag]]]:
    """The report on the bureau's workbook, and its flags by indicator."""
    in_time, late = sent(pack, "区政府", date(2025, 3, 20)), sent(pack, "市司法局", date(2025, 4, 2))
    one = checked(pack, "2025Q4", book(pack, BUREAU, {"assessments": assessments, "reports": [in_time, late]}))
    report = build_report([one], task_of(pack, "2025Q4", None), whole=whole)
    (department,) = report.departments
    return report, {name: [each for each in department.flags if each.indicator == name] for name in pack.indicators}


def with_target(pack: Pack, value: Fraction) -> Pack:
    (target,) = pack.indicators[SHARE].target
    lower = target.model_copy(update={"at_least": value})
    changed = pack.indicators[SHARE].model_copy(update={"target": (lower,)})
    return replace(pack, indicators={**pack.indicators, SHARE: changed})


def test_rows_behind_a_missed_target_are_red_where_they_stand(hantai: Pack) -> None:
    report, flags = flags_of(hantai, [used(hantai, quality="是"), used(hantai, quality="否")], whole=True)
    standing = {result.indicator: result.status for result in report.district_results}
    assert standing == {SHARE: Status.MISSED, DUTY: Status.MISSED}
    assert [(each.code.id, each.place.sheet, each.place.row) for each in flags[SHARE]] == [("M501", "考评督查", 3)]
    assert [(each.code.id, each.place.sheet, each.place.row) for each in flags[DUTY]] == [("M505", "报告报送", 3)]
    assert {each.severity for name in flags for each in flags[name]} == {Severity.RED}


def test_the_flag_points_at_the_cells_that_failed(hantai: Pack) -> None:
    rows = [used(hantai, quality="是", supervision="否"), used(hantai, quality="是", casefile="否", supervision="否")]
    _, flags = flags_of(hantai, rows, whole=True)
    one, both = flags[SHARE]
    assert [each.place.field for each in (one, both)] == ["uses_supervision", "uses_casefile"]
    assert flag_message(one, "zh") == "“考评评查监督结果纳入法治建设考核”：本行不达标（是否运用执法监督结果：否）"
    assert flag_message(both, "zh").endswith("本行不达标（是否运用案卷评查结果：否；是否运用执法监督结果：否）")
    assert both.expected is not None and "执法质量" not in both.expected.zh


def test_the_verdict_stays_with_the_district(hantai: Pack) -> None:
    report, _ = flags_of(hantai, [used(hantai, quality="否")], whole=True)
    (department,) = report.departments
    assert not [each for each in department.flags if each.code.id.startswith("T")]
    assert sorted(each.indicator for each in report.district_flags) == [DUTY, SHARE]
    assert department.results == () and department.score is None


def test_a_department_alone_misses_nothing_of_the_districts(hantai: Pack) -> None:
    report, flags = flags_of(hantai, [used(hantai, quality="否")], whole=False)
    assert [(each.code.id, each.severity) for each in flags[SHARE]] == [("M501", Severity.AMBER)]
    (department,) = report.departments
    assert not [each for each in department.flags if each.code.id.startswith("T")]


def test_rows_weigh_what_the_districts_own_standing_makes_of_them(hantai: Pack) -> None:
    rows = [used(hantai, quality="是"), used(hantai, quality="否")]
    report, flags = flags_of(with_target(hantai, Fraction(1, 2)), rows, whole=True)
    assert {result.indicator: result.status for result in report.district_results}[SHARE] is Status.MET
    assert [(each.code.id, each.severity) for each in flags[SHARE]] == [("M501", Severity.INFO)]
    _, flags = flags_of(with_target(hantai, Fraction(51, 100)), rows, whole=True)
    assert [(each.code.id, each.severity) for each in flags[SHARE]] == [("M501", Severity.RED)]


def test_a_doubt_is_never_red(hantai: Pack) -> None:
    rows = [used(hantai, quality="否"), used(hantai, quality="待核实")]
    report, flags = flags_of(hantai, rows, whole=True)
    assert {result.indicator: result.status for result in report.district_results}[SHARE] is Status.MISSED
    found = {(each.code.id, each.place.row): each.severity for each in flags[SHARE]}
    assert found == {("M501", 2): Severity.RED, ("M502", 3): Severity.AMBER}
