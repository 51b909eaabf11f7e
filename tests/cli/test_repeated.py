"""Money that follows only after several periods: from the ledger, from --previous, and against a count by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from openpyxl import Workbook as Book

from checker.authoring.changes import pack_changes
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import task_of
from checker.describe.consequences import tell_consequences
from checker.engine.charges import _members
from checker.engine.report import build_report
from checker.errors import Stop
from checker.history.previous import _length
from checker.model import Previous, Status
from checker.model.consequences import Consequence
from checker.model.earlier import Standing
from checker.model.results import Target
from tests.definitions.small_pack import write_small
from tests.engine.books import book, cells, checked

HEAD = """\
consequences:
  - name: {zh: 扣款, en: Withheld}
    unit: {zh: 元, en: yuan}
    missed: {takes: 500}
"""
STARTS = "starts: 2021-01-01"
IN_A_ROW = "{score: {below: 80}, in_a_row: 3}"
TIMES = "{score: {below: 80}, times: 2, within: 3}"
BY_GRADE = "{grade: Fair, in_a_row: 3}"
BY_TARGET = "{missed: appearance, times: 2, within: 3}"


def small(folder: Path, when: str, starts: str = STARTS) -> Path:
    folder.mkdir(exist_ok=True)
    return write_small(folder, change={"demo/pack.yaml": {STARTS: f"{HEAD}    when: {when}\n{starts}"}})


def row(appeared: str) -> dict[str, str]:
    dates = {"filed_on": "2022-03-01", "hearing_on": "2022-05-05"}
    return {"case_no": "A1", "category": "重大案件", "head_appeared": appeared, **dates}


def found(
    pack: Pack,
    past: list[Previous],
    *,
    appeared: str = "否",
    period: str = "2022Q4",
    previous: Previous | None = None,
    as_of: date | None = None,
) -> Consequence:
    done = checked(pack, period, book(pack, "区司法局", {"cases": [cells(pack, "cases", **row(appeared))]}), as_of)
    task = task_of(pack, period, as_of)
    report = build_report([done], task, whole=True, past=lambda pack, period: past, previous=previous)
    (department,) = [each for each in report.departments if each.code == "justice"]
    (consequence,) = department.consequences
    return consequence


def earlier(period: str, bad: bool | None, as_of: date | None = None) -> list[Previous]:
    """Gives a report of an earlier period that was bad, or good; none if nobody knows."""
    if bad is None:
        return []
    status = Status.MISSED if bad else Status.MET
    standings = {("justice", "appearance"): Standing(status, None)}
    points, grade = (Fraction(70), "中") if bad else (Fraction(80), "好")
    return [Previous(period, {"justice": points}, standings, as_of=as_of, grades={"justice": grade})]


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pack]:
    folder = tmp_path_factory.mktemp("packs")
    rules = (IN_A_ROW, TIMES, BY_GRADE, BY_TARGET)
    return {when: load_pack(small(folder / str(place), when)) for place, when in enumerate(rules)}


@pytest.mark.parametrize("when", [IN_A_ROW, TIMES, BY_GRADE, BY_TARGET])
@pytest.mark.parametrize("before", list(product((True, False, None), repeat=2)))
def test_it_applies_in_exactly_the_histories_that_have_enough(
    packs: dict[str, Pack], when: str, before: tuple[bool | None, bool | None]
) -> None:
    past = [*earlier("2022Q2", before[1]), *earlier("2022Q3", before[0])]
    needed = 2 if "times" in when else 3
    # This quarter is bad: the only target is missed. Every way in which the unknown quarters may have gone:
    ways = product(*((True, False) if each is None else (each,) for each in before))
    outcomes = {500 if 1 + sum(way) >= needed else 0 for way in ways}
    made = found(packs[when], past)
    assert (made.low, made.high) == (min(outcomes), max(outcomes))
    assert made.amount == (outcomes.pop() if len(outcomes) == 1 else None)
    if made.amount is None:
        assert made.provisional
        named = [name for name, bad in zip(("1 July 2022", "1 April 2022"), before, strict=True) if bad is None]
        assert all(name in made.text.en for name in named), made.text.en


def test_a_good_period_now_takes_nothing(packs: dict[str, Pack]) -> None:
    made = found(packs[BY_TARGET], [*earlier("2022Q2", True), *earlier("2022Q3", True)], appeared="是")
    assert made.amount == 0


def test_the_sentences_name_the_periods(packs: dict[str, Pack]) -> None:
    made = found(packs[TIMES], earlier("2022Q3", True))
    assert made.text.en.endswith("; it takes 2 of 3 periods; so far: this period, 2022Q3")
    nothing = found(packs[TIMES], [*earlier("2022Q2", False), *earlier("2022Q3", False)])
    assert nothing.text.zh == "扣款：0.00 元（要求3 期内 2 次，已有：本期）"
    open_ = found(packs[TIMES], earlier("2022Q3", False))
    assert "between 0.00 yuan and 500.00 yuan" in open_.text.en
    assert "if it applies, Withheld: 500.00 yuan" in open_.text.en


def test_a_run_before_its_period_was_over_and_another_kind_of_period_say_nothing(packs: dict[str, Pack]) -> None:
    early = [*earlier("2022Q2", True), *earlier("2022Q3", True, date(2022, 9, 29))]
    assert found(packs[IN_A_ROW], early).amount is None
    over = [*earlier("2022Q2", True), *earlier("2022Q3", True, date(2022, 9, 30))]
    assert found(packs[IN_A_ROW], over).amount == 500
    assert found(packs[IN_A_ROW], [*earlier("2022-09", True), *earlier("2022H1", True)]).amount is None


def test_a_final_report_given_takes_the_place_of_an_early_one(packs: dict[str, Pack]) -> None:
    early = [*earlier("2022Q2", True), *earlier("2022Q3", True, date(2022, 9, 10))]
    assert found(packs[IN_A_ROW], early, previous=earlier("2022Q3", True)[0]).amount == 500
    late = [*earlier("2022Q2", True), *earlier("2022Q3", True)]
    assert found(packs[IN_A_ROW], late, previous=earlier("2022Q3", False)[0]).amount == 500  # the ledger's is newest


def test_nobody_misses_a_target_that_was_not_theirs(packs: dict[str, Pack]) -> None:
    def without(period: str) -> Previous:
        return replace(earlier(period, True)[0], standings={})

    assert found(packs[BY_TARGET], [without("2022Q2"), without("2022Q3")]).amount == 0
    assert found(packs[BY_TARGET], [without("2022Q2"), *earlier("2022Q3", True)]).amount == 500


def test_what_may_still_come_to_apply_is_provisional(packs: dict[str, Pack]) -> None:
    past = [*earlier("2022Q2", True), *earlier("2022Q3", True)]
    good = found(packs[BY_TARGET], past[1:], appeared="是", as_of=date(2022, 11, 1))
    assert (good.amount, good.provisional) == (0, True) and "provisional" in good.text.en
    over = found(packs[BY_TARGET], past[1:], appeared="是")
    assert (over.amount, over.provisional) == (0, False)


def test_a_department_is_not_asked_for_periods_before_it_joined(tmp_path: Path) -> None:
    folder = small(tmp_path, TIMES)
    roster = folder / "departments.yaml"
    text = roster.read_text(encoding="utf-8")
    assert "code: justice" in text
    roster.write_text(text.replace("code: justice,", "code: justice, from: 2022-07-01,"), encoding="utf-8")
    pack = load_pack(folder)
    assert found(pack, earlier("2022Q3", False)).amount == 0
    assert found(pack, earlier("2022Q3", True)).amount == 500


@pytest.mark.parametrize(
    "alike", [("2022Q4", "2021Q1"), ("2022-12", "2022-01"), ("2022H1", "2021H2"), ("2022", "2019")]
)
def test_periods_of_one_length_are_told_from_others(alike: tuple[str, str]) -> None:
    others = {"2022Q4", "2022-12", "2022H1", "2022"} - set(alike)
    assert _length(alike[0]) == _length(alike[1])
    assert all(_length(each) != _length(alike[0]) for each in others)


def members(*places: str) -> Any:
    return [SimpleNamespace(place=place, settled=True, low=0, paced=0) for place in places]


@pytest.mark.parametrize(
    ("places", "value", "charged"),
    [
        (("passed", "passed"), Fraction(1), (0, 0)),  # met: nobody is charged
        (("passed", "anything"), None, (0, None)),  # nobody knows whether it is
        (("passed", "failed"), Fraction(1, 2), (1, 0)),  # too few: those who failed are
    ],
)
def test_a_target_of_exactly_so_much(
    places: tuple[str, ...], value: Fraction | None, charged: tuple[int, int | None]
) -> None:
    measured = SimpleNamespace(members=members(*places))
    target = Target("equals", Fraction(1))
    against = _members(cast("Any", SimpleNamespace(measured=measured, value=value, target=target, side=target)))
    assert (against.number, against.doubtful) == charged


def test_periods_before_the_plan_do_not_count(tmp_path: Path) -> None:
    pack = load_pack(small(tmp_path, TIMES, "starts: 2022-07-01"))
    assert found(pack, earlier("2022Q3", False)).amount == 0
    assert found(pack, earlier("2022Q3", True)).amount == 500


def submit(folder: Path, pack: Pack) -> None:
    """Puts a workbook with one bad row into a folder."""
    workbook = Book()
    cover, sheet = workbook.active, workbook.create_sheet("案件")
    assert cover is not None
    cover.title = "封面"
    cover.append(["单位", "区司法局"])
    sheet.append([column.header.zh for column in pack.tables["cases"].columns.values()])
    sheet.append(cells(pack, "cases", **row("否")))
    folder.mkdir()
    workbook.save(folder / "区司法局.xlsx")


def test_the_ledger_and_previous_give_the_earlier_periods(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, called: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = small(tmp_path / "packs", "{score: {below: 80}, in_a_row: 2}")
    header = folder / "pack.yaml"
    text = header.read_text(encoding="utf-8")
    header.write_text(text.replace("missed: {takes: 500}", "tiers: [{below: 80, takes: 500}]"), encoding="utf-8")
    pack = load_pack(folder)
    submit(tmp_path / "inputs", pack)

    def amount(period: str, *more: str) -> object:
        done = called(
            "run", str(folder), period, "inputs", "--out", period, "--no-annotate", "--fail-on", "never", *more
        )
        assert done.code == 0, done.err
        document = json.loads((tmp_path / period / "report.json").read_text())
        (justice,) = [each for each in document["departments"] if each["code"] == "justice"]
        return justice["consequences"][0]["amount"]

    ledger = ("--ledger", "ledger.sqlite")
    assert amount("2022Q3", *ledger) is None
    assert amount("2022Q4", *ledger) == 500
    assert amount("2022Q4", "--no-ledger") is None
    assert amount("2022Q4", "--no-ledger", "--previous", "2022Q3/report.json") == 500


def test_it_is_told_in_words(packs: dict[str, Pack]) -> None:
    told = {when: next(iter(tell_consequences(pack))) for when, pack in packs.items()}
    assert told[IN_A_ROW].en.endswith("; only if the score is below 80 in 3 periods in a row.")
    assert told[TIMES].zh.endswith("；3 期内有 2 期得分低于 80才适用。")
    assert told[BY_GRADE].en.endswith("; only if the grade is “Fair” or worse in 3 periods in a row.")
    assert told[BY_TARGET].en.endswith("; only if “Appearance rate” is missed in 2 of 3 periods.")
    changed = [each.part.en for each in pack_changes(packs[IN_A_ROW], packs[TIMES])]
    assert changed == ["Amounts that follow"]


@pytest.mark.parametrize(
    ("when", "why"),
    [
        ("{in_a_row: 2}", "exactly one"),
        ("{score: {below: 80}, grade: Poor, in_a_row: 2}", "exactly one"),
        ("{score: {below: 80}}", "exactly one"),
        ("{score: {below: 80}, in_a_row: 1}", "from 2 to 12"),
        ("{score: {below: 80}, in_a_row: 13}", "from 2 to 12"),
        ("{score: {below: 80}, times: 3, within: 2}", "from 2 to 12"),
        ("{score: {below: 80}, times: 2}", "go together"),
        ("{score: {below: 80}, in_a_row: 2, within: 3}", "go together"),
        ("{score: {below: 180}, in_a_row: 2}", "from 0 to 100"),
        ("{grade: Awful, in_a_row: 2}", "Awful"),
        ("{missed: nothing, in_a_row: 2}", "nothing"),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, when: str, why: str) -> None:
    with pytest.raises(Stop) as stop:
        load_pack(small(tmp_path, when))
    assert stop.value.hint is not None and why in stop.value.hint.en
