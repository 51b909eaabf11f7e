"""Signals over several departments and two reports: each on both sides of its limits, through the whole line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import checker.checks.batch as package
from checker.checks.batch import batch_signals
from checker.checks.gathered import Batch, BatchSignal, Seen
from checker.codes import Severity
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import Task, task_of
from checker.engine.pipeline import check_workbook
from checker.engine.report import build_report
from checker.intake.target import Request, read_declaration
from checker.model import Previous, Report, Standing, Status
from tests.engine.books import book, cells
from tests.typed_rows import message

ONE, OTHER, THIRD = "区市场监管局", "区城市管理委", "区卫生健康委"
APPEARANCE = "court-appearance"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack("heping")


def report(pack: Pack, sheets: dict[str, dict[str, Sequence[Any]]], previous: Previous | None = None) -> Report:
    """The report on some departments' sheets."""
    task = replace(task_of(pack, "2022", None), prints=True)
    checked = [_checked(pack, name, theirs, task) for name, theirs in sheets.items()]
    return build_report(checked, task, whole=True, previous=previous)


def _checked(pack: Pack, name: str, sheets: dict[str, Sequence[Any]], task: Task) -> Any:
    workbook = book(pack, name, sheets)
    return check_workbook(Path(workbook.name), workbook, read_declaration(workbook, pack.cover), (), task, Request())


def said(report: Report, code: str) -> list[tuple[str, str]]:
    """The sentences of one code, with the department."""
    found = [(each.name.zh, flag) for each in report.departments for flag in each.flags if flag.code.id == code]
    assert {flag.severity for _, flag in found} <= {Severity.INFO}
    return [(name, message(flag, "en")) for name, flag in found]


def suits(pack: Pack, count: int, left_out: int = 0) -> list[Any]:
    """Suits with a hearing in 2022, some of them left out of the appearance rate."""
    return [
        cells(
            pack,
            "litigation",
            case_no=f"（2022）津0101行初{number}号",
            hearing_on=date(2022, 1, 4) + timedelta(number % 300),
            category="重大公共利益",
            head_appeared="是",
            outcome="开庭前撤诉" if number < left_out else "胜诉",
        )
        for number in range(1, count + 1)
    ]


def former(pack: Pack, code: str, judged: int, excluded: int = 0, **changes: Any) -> Previous:
    """A report on 2021 in which a department had so many suits."""
    standing = Standing(Status.MET, Fraction(1), judged, excluded)
    made = Previous("2021", {}, {(code, APPEARANCE): standing}, pack.header.version, frozenset({code}))
    return replace(made, **{"as_of": date(2021, 12, 31), **changes})


def code_of(pack: Pack, name: str) -> str:
    return next(each.code for each in pack.roster.departments if each.name.zh == name)


def test_every_file_is_found() -> None:
    files = {path.stem for path in Path(str(package.__file__)).parent.glob("*.py")} - {"__init__"}
    assert len({each.code.id for each in batch_signals()}) == len(files)


# 60 before: by scipy.stats.binom, at a rate of 0.8/1.8 the doubled tail of 21 in 81 is 0.00090, of 22 in 82 0.0015.
@pytest.mark.parametrize(("now", "flagged"), [(21, True), (22, False), (60, False), (90, False)])
def test_a_denominator_that_falls_further_than_a_quiet_time_explains(pack: Pack, now: int, flagged: bool) -> None:
    made = report(pack, {ONE: {"litigation": suits(pack, now)}}, former(pack, code_of(pack, ONE), 60))
    name = pack.indicators[APPEARANCE].name.en
    sentence = (
        f"Worth a look: “{name}” counts {now} where the report for 2021 counted 60, "
        "which is more of a fall than a quiet time explains"
    )
    assert said(made, "A731") == ([(ONE, sentence)] if flagged else [])
    assert made.comparisons is not None
    # One comparison of the denominator, and one of what is left out.
    assert (made.comparisons.count, made.comparisons.flagged) == (2, int(flagged))
    assert made.comparisons.by_chance == Fraction(2, 1000)


def test_half_a_year_is_compared_with_half_of_the_year_before(pack: Pack) -> None:
    code = code_of(pack, ONE)
    half = former(pack, code, 60, as_of=date(2021, 3, 31))  # 60 in three months: 240 are expected in twelve
    assert said(report(pack, {ONE: {"litigation": suits(pack, 90)}}, half), "A731")
    assert not said(report(pack, {ONE: {"litigation": suits(pack, 90)}}, former(pack, code, 60)), "A731")


@pytest.mark.parametrize("changes", [{"pack_version": "other"}, {"as_of": None}, {"standings": {}}])
def test_what_is_not_comparable_is_not_compared(pack: Pack, changes: dict[str, Any]) -> None:
    made = report(pack, {ONE: {"litigation": suits(pack, 5)}}, former(pack, code_of(pack, ONE), 200, **changes))
    assert said(made, "A731") == []


def test_a_sheet_that_is_missing_is_not_a_fall(pack: Pack) -> None:
    assert said(report(pack, {ONE: {}}, former(pack, code_of(pack, ONE), 200)), "A731") == []


# 10 of 100 before: by scipy.stats.binom, at one half the doubled tail of 10 in 41 is 0.0015, of 10 in 42 0.00094.
@pytest.mark.parametrize(("now", "flagged"), [(32, True), (31, False), (10, False), (2, False)])
def test_exclusions_that_jump(pack: Pack, now: int, flagged: bool) -> None:
    made = report(pack, {ONE: {"litigation": suits(pack, 100, now + 1)}}, former(pack, code_of(pack, ONE), 90, 10))
    name = pack.indicators[APPEARANCE].name.en
    sentence = f"Worth a look: “{name}” leaves out {now} of 100, where the report for 2021 left out 10 of 100"
    assert said(made, "A732") == ([(ONE, sentence)] if flagged else [])


def decisions(pack: Pack, prefix: str, count: int = 3, **changes: Any) -> list[Any]:
    """Decisions with a title, three dates and a number of one's own."""
    return [
        cells(
            pack,
            "decisions",
            decision_no=f"{prefix}〔2022〕{number}号",
            **{
                "title": f"关于第{number}项改造的决定",
                "started_on": date(2022, 1, number),
                "consult_from": date(2022, 2, number),
                "decided_on": date(2022, 6, number),
                **changes,
            },
        )
        for number in range(1, count + 1)
    ]


def test_three_equal_rows_with_other_numbers_are_seen_in_both_departments(pack: Pack) -> None:
    own = decisions(pack, "津和市", title="另一项决定", started_on=date(2022, 3, 3), count=2)
    made = report(
        pack, {ONE: {"decisions": decisions(pack, "津和管")}, OTHER: {"decisions": [*own, *decisions(pack, "津和城")]}}
    )
    assert sorted(said(made, "A730")) == sorted(
        [
            (
                ONE,
                f"Worth a look: 2-4 (3 rows) are the same as rows with other keys in {en_of(pack, OTHER)} (rows 4-6)",
            ),
            (
                OTHER,
                f"Worth a look: 4-6 (3 rows) are the same as rows with other keys in {en_of(pack, ONE)} (rows 2-4)",
            ),
        ]
    )
    assert made.comparisons is None, "nothing was compared with chance"


def en_of(pack: Pack, name: str) -> str:
    return next(each.name.en for each in pack.roster.departments if each.name.zh == name)


def test_a_block_in_three_departments_names_both_others(pack: Pack) -> None:
    made = report(
        pack,
        {name: {"decisions": decisions(pack, prefix)} for name, prefix in ((ONE, "甲"), (OTHER, "乙"), (THIRD, "丙"))},
    )
    found = dict(said(made, "A730"))
    assert set(found) == {ONE, OTHER, THIRD}
    assert en_of(pack, OTHER) in found[ONE] and en_of(pack, THIRD) in found[ONE]


@pytest.mark.parametrize(
    ("name", "mine", "theirs"),
    [
        ("two rows", {"count": 2}, {"count": 2}),
        ("three equal columns", {"consult_from": None}, {}),
        ("no equal text", {"title": "甲"}, {"title": "乙", "hearing_on": date(2022, 4, 4)}),
        ("the same numbers: joint decisions", {"prefix": "津和联"}, {"prefix": "津和联"}),
    ],
)
def test_fewer_prove_nothing(pack: Pack, name: str, mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    sheets = {ONE: {"prefix": "津和管", **mine}, OTHER: {"prefix": "津和城", **theirs}}
    made = report(pack, {name: {"decisions": decisions(pack, **values)} for name, values in sheets.items()})
    assert said(made, "A730") == []


def test_what_four_departments_have_is_common_to_them(pack: Pack) -> None:
    names = (ONE, OTHER, THIRD, "区政府办公室")
    sheets = {name: {"decisions": decisions(pack, name)} for name in names}
    assert not said(report(pack, sheets), "A730")
    del sheets[ONE]
    assert len(said(report(pack, sheets), "A730")) == 3


def test_three_of_four_columns_are_enough_and_no_fewer(pack: Pack) -> None:
    mine = {"submitted_on": date(2022, 4, 1), "meeting_on": date(2022, 5, 1)}
    theirs = {"submitted_on": date(2022, 4, 1), "meeting_on": date(2022, 5, 2)}
    sheets = {ONE: {"decisions": decisions(pack, "甲", **mine)}, OTHER: {"decisions": decisions(pack, "乙", **theirs)}}
    assert said(report(pack, sheets), "A730"), "five of six"
    sheets[OTHER] = {"decisions": decisions(pack, "乙", **{**theirs, "submitted_on": date(2022, 4, 2)})}
    assert not said(report(pack, sheets), "A730"), "four of six"


def test_rows_that_many_have_are_common(pack: Pack) -> None:
    same = {"title": "转发通知", "started_on": date(2022, 1, 1), "decided_on": date(2022, 1, 9)}
    ten, eleven = (decisions(pack, "甲", count, consult_from=date(2022, 1, 2), **same) for count in (10, 11))
    others = decisions(pack, "乙", 10, consult_from=date(2022, 1, 2), **same)
    assert said(report(pack, {ONE: {"decisions": ten}, OTHER: {"decisions": others}}), "A730")
    assert not said(report(pack, {ONE: {"decisions": eleven}, OTHER: {"decisions": others}}), "A730")


def test_tables_in_which_all_attend_the_same_are_left_out(pack: Pack) -> None:
    assert pack.tables["training"].same_elsewhere and pack.tables["leader_training"].same_elsewhere
    rows = [
        cells(
            pack, "leader_training", person_id=f"L{number}", title="法治班", start_on=date(2022, 5, 1), topic="行政法"
        )
        for number in range(3)
    ]
    assert not said(report(pack, {ONE: {"leader_training": rows}, OTHER: {"leader_training": rows}}), "A730")


def test_a_signal_that_crashes_is_a_fault_and_stops_no_other(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(_: Batch) -> list[Seen]:
        raise RuntimeError("crash")

    blocks, *others = batch_signals()
    monkeypatch.setattr(package, "batch_signals", lambda: (BatchSignal(blocks.code, crash), *others))
    made = report(pack, {ONE: {"litigation": suits(pack, 21)}}, former(pack, code_of(pack, ONE), 60))
    assert [fault.where for fault in made.faults] == ["copied-block"]
    assert said(made, "A731")
