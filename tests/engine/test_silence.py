"""What is not handed in is not nothing to report: a sheet has rows, or is declared nil, or is silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest

from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.model import Department, Result, Severity, State, Status
from checker.model.workbook import Raw, Sheet, Workbook
from checker.privacy.masking import flag_message
from checker.text.bilingual import Text
from checker.wording.next_step import next_step
from tests.engine.books import book, cells, checked, of_code, told

COURT = "court-appearance"
NAMED_AFTER = {"litigation": "行政应诉案件", "officers": "执法人员名册", "training": "执法人员培训"}


@pytest.fixture(scope="module")
def heping() -> Pack:
    return load_pack("heping")


@pytest.fixture(scope="module")
def hantai() -> Pack:
    return load_pack("hantai")


def judged(pack: Pack, sheets: Mapping[str, Sequence[Sequence[Raw]]], *ticks: Sequence[Raw]) -> Department:
    """A department of heping with some sheets, and a list of ticks on its cover sheet."""
    return checked(pack, "2022Q4", ticked(book(pack, "区城市管理委", sheets), *ticks)).department


def ticked(workbook: Workbook, *ticks: Sequence[Raw]) -> Workbook:
    cover, *others = workbook.sheets
    listed = [["本期没有内容的表", "没有内容的打√"], *map(list, ticks)] if ticks else []
    return replace(workbook, sheets=(Sheet(cover.name, [*cover.rows, [], *listed]), *others))


def result(department: Department, indicator: str) -> Result:
    return next(each for each in department.results if each.indicator == indicator)


def codes(department: Department, table: str) -> list[str]:
    return [each.code.id for each in department.flags if each.place.table == table]


SILENT: list[list[list[Raw]]] = [[], [[], [" "]], [["合计"]], [["—"]], [["/", "/"]], [["合计", 0]], [["注：按月统计"]]]


@pytest.mark.parametrize("rows", SILENT)
def test_a_sheet_without_rows_is_unknown_and_named(heping: Pack, rows: list[list[Raw]]) -> None:
    department = judged(heping, {"litigation": rows})
    found = result(department, COURT)
    assert (found.status, found.attainment, found.value) == (Status.UNDETERMINED, 0, None)
    assert found.reason is not None
    assert "行政应诉案件" in found.reason.zh and "Litigation" in found.reason.en
    (flag,) = of_code(department, "W262")
    assert told(flag) == {"sheet": "行政应诉案件", "table": "litigation"}
    assert (flag.severity, flag.expected is not None and "本期无" in flag.expected.zh) == (Severity.AMBER, True)
    assert next_step(department).urgency == "stop"
    assert advice(department).en == "Before submitting, fill in 1 sheet, or say there is nothing to report"


def test_a_sheet_that_was_refused_is_neither_missing_nor_nil(heping: Pack) -> None:
    sheets = book(heping, "区城市管理委", {"officers": []})
    read = ticked(replace(sheets, refused=("行政应诉案件",)), ["行政应诉案件", "√"])
    department = checked(heping, "2022Q4", read).department
    found = result(department, COURT)
    assert found.status is Status.UNDETERMINED
    assert found.reason is not None
    assert "can't be read" in found.reason.en
    missing = {told(each)["table"] for each in of_code(department, "W210")}
    assert missing and "litigation" not in missing


def advice(department: Department) -> Text:
    """The next step once nothing but silent sheets is wrong."""
    return next_step(replace(department, flags=(), state=State.ACCEPTED)).text


def test_a_list_that_cannot_be_empty_is_not_to_be_declared_nil(heping: Pack) -> None:
    roster = advice(judged(heping, {"officers": [], "training": [["本期无"]]}))
    assert roster.en == "Before submitting, fill in 1 sheet"
    assert roster.zh == "还有 1 张表没有填写：填好，再报送"
    both = advice(judged(heping, {"officers": [], "training": [["本期无"]], "litigation": []}))
    assert both.en == (
        "Before submitting, fill in 2 sheets; for 1 of them you can say instead that there is nothing to report"
    )
    assert "其中 1 张也可以注明本期无内容" in both.zh


WORDS = [
    "无",
    "没有",
    "本期无",
    "本季度无",
    "无此类案件",
    "零报告",
    "本期无行政应诉案件",
    "nil",
    "None",
    "Nothing to report",
    "N/A",
]


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("at", [0, 3])
def test_a_row_that_says_so_declares_nil(heping: Pack, word: str, at: int) -> None:
    department = judged(heping, {"litigation": [[None] * at + [word]]})
    assert codes(department, "litigation") == []
    assert result(department, COURT).status is Status.NOT_APPLICABLE
    (count,) = [sheet for sheet in department.sheets if sheet.table == "litigation"]
    assert (count.read, count.nil, count.silent) == (0, True, False)


@pytest.mark.parametrize("tick", ["√", "✓", "是", "yes", True, 1, "本期无", "无"])
def test_a_tick_on_the_cover_sheet_declares_nil(heping: Pack, tick: Raw) -> None:
    for sheets in ({"litigation": []}, {}):  # the sheet may even be left out
        department = judged(heping, sheets, ["行政应诉案件", tick])
        assert codes(department, "litigation") == []
        assert result(department, COURT).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize("tick", [None, " ", "否", False, 0, "□"])
def test_an_empty_box_declares_nothing(heping: Pack, tick: Raw) -> None:
    department = judged(heping, {"litigation": []}, ["行政应诉案件", tick])
    assert codes(department, "litigation") == ["W262"]


@pytest.mark.parametrize("tick", ["×", "x", "？", 7, date(2022, 1, 1)])
def test_a_box_that_can_mean_either_is_asked_about(heping: Pack, tick: Raw) -> None:
    department = judged(heping, {"litigation": []}, ["行政应诉案件", tick])
    assert codes(department, "litigation") == ["W266", "W262"]
    (flag,) = of_code(department, "W266")
    assert (flag.place.sheet, flag.place.cell) == ("填报说明", "B4")


def test_names_of_sheets_elsewhere_on_the_cover_sheet_are_no_list(heping: Pack) -> None:
    workbook = book(heping, "区城市管理委", {"litigation": []})
    cover, *others = workbook.sheets
    strange = replace(workbook, sheets=(Sheet(cover.name, [*cover.rows, ["行政应诉案件", "√"]]), *others))
    assert codes(checked(heping, "2022Q4", strange).department, "litigation") == ["W262"]


def test_a_sheet_that_is_not_there_is_missing(heping: Pack) -> None:
    department = judged(heping, {})
    assert codes(department, "litigation") == ["W210"]
    assert result(department, COURT).status is Status.UNDETERMINED


def test_a_tick_excuses_no_sheet_that_cannot_be_read(heping: Pack) -> None:
    workbook = ticked(book(heping, "区城市管理委", {}), ["行政应诉案件", "√"])
    unclear = replace(workbook, sheets=(*workbook.sheets, Sheet("行政应诉案件", [["甲", "乙"], ["丙", "丁"]])))
    department = checked(heping, "2022Q4", unclear).department
    assert codes(department, "litigation") == ["W215"]
    assert result(department, COURT).status is Status.UNDETERMINED


@pytest.mark.parametrize(("ticks", "more"), [([["行政应诉案件", "√"]], []), ([], [["本期无"]])])
def test_rows_count_before_a_declaration(heping: Pack, ticks: list[list[Raw]], more: list[list[Raw]]) -> None:
    case = cells(heping, "litigation", case_no="1", kind="其他")
    department = judged(heping, {"litigation": [case, *more]}, *ticks)
    (flag,) = of_code(department, "W265")
    assert flag.place.cell == ("B4" if ticks else "A3")
    assert "1 行" in flag_message(flag, "zh")
    (count,) = [sheet for sheet in department.sheets if sheet.table == "litigation"]
    assert (count.read, count.nil) == (1, False)


TRAINED = {"officer_id": "A", "held_on": date(2022, 3, 1), "title": "法", "content_type": "法律法规", "hours": 60}
OFFICER = {"officer_id": "A", "name": "王伟", "role": "执法人员", "on_duty_from": date(2020, 1, 1)}


@pytest.mark.parametrize("rows", [[], [["合计"]]])
def test_an_emptied_roster_is_unknown(heping: Pack, rows: list[list[Raw]]) -> None:
    training = cells(heping, "training", **TRAINED)
    department = judged(heping, {"officers": rows, "training": [training]})
    found = result(department, "officer-training")
    assert (found.status, found.attainment) == (Status.UNDETERMINED, 0)
    # The row that is passed over is named.
    assert codes(department, "officers") == [*(["W310"] if rows else []), "W263"]
    assert of_code(department, "C402") == []  # who is on the roster is unknown


@pytest.mark.parametrize("ticks", [(), (["执法人员名册", "√"],)])
def test_a_roster_cannot_be_nil(heping: Pack, ticks: tuple[list[Raw], ...]) -> None:
    department = judged(heping, {"officers": [] if ticks else [["无"]], "training": [["无"]]}, *ticks)
    assert codes(department, "officers") == ["W264"]
    assert result(department, "officer-training").status is Status.UNDETERMINED


def test_a_roster_without_anybody_who_is_judged_is_not_silent(heping: Pack) -> None:
    auxiliary = cells(heping, "officers", officer_id="A", name="王伟", role="辅助人员")
    department = judged(heping, {"officers": [auxiliary], "training": [["无"]]})
    assert result(department, "officer-training").status is Status.NOT_APPLICABLE
    assert codes(department, "officers") == []


@pytest.mark.parametrize(("training", "status"), [([], Status.UNDETERMINED), ([["无"]], Status.MISSED)])
def test_a_second_sheet_may_be_silent_or_nil_too(heping: Pack, training: list[list[Raw]], status: Status) -> None:
    officer = cells(heping, "officers", **OFFICER)
    department = judged(heping, {"officers": [officer], "training": training})
    assert result(department, "officer-training").status is status


@pytest.mark.parametrize(("rows", "status"), [([], Status.UNDETERMINED), ([["无"]], Status.MISSED)])
def test_a_department_as_its_own_member_misses_on_a_nil_only(
    heping: Pack, rows: list[list[Raw]], status: Status
) -> None:
    assert result(judged(heping, {"court_visits": rows}), "court-observation").status is status


def test_the_score_does_not_rise_by_silence(heping: Pack) -> None:
    full: dict[str, list[list[Raw]]] = {
        "litigation": [["无"]],
        "disclosure": [["无"]],
        "proposals": [["无"]],
        "court_visits": [["无"]],
        "casefile_reviews": [["无"]],
        "leader_training": [["无"]],
        "leaders": [cells(heping, "leaders", person_id="L", name="李明", term_from=date(2021, 1, 1))],
        "officers": [cells(heping, "officers", **OFFICER)],
        "training": [cells(heping, "training", **TRAINED)],
    }
    score = judged(heping, full).score
    assert score is not None
    for name in full:
        emptied = judged(heping, {**full, name: []}).score
        removed = judged(heping, {other: rows for other, rows in full.items() if other != name}).score
        assert emptied is not None and removed is not None
        assert max(emptied, removed) <= score, name


def test_a_change_compares_with_a_declared_nil(hantai: Pack) -> None:
    name = next(
        each.name.zh
        for each in hantai.roster.departments
        if each.code in hantai.judged(hantai.indicators["case-volume"])
    )
    found = {}
    for said, rows in {"silent": [], "nil": [["无"]]}.items():
        found[said] = result(
            checked(hantai, "2024Q4", book(hantai, name, {"litigation": rows})).department, "case-volume"
        )
    assert found["silent"].measured.parts == ()
    now, before = found["nil"].measured.parts
    assert (now.amount, before.amount, found["nil"].measured.reason) == (0, 0, None)
