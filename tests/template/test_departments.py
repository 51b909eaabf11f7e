"""For whom templates are made, and what is said to those who ask for somebody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.errors import Stop
from checker.template import choose_departments
from tests.definitions.small_pack import write_small

from .making import task


def test_all_that_submit_are_meant_where_nobody_is_named() -> None:
    asked = task("heping", "2022Q4")
    chosen = choose_departments(asked, [])
    assert len(chosen) == 30  # 46 on the roster, 16 of which submit nothing
    assert all(entry.submits for entry in chosen)


def test_names_aliases_and_codes_mean_the_same_department_once_and_in_the_rosters_order() -> None:
    asked = task("heping", "2022Q4")
    chosen = choose_departments(asked, ["区市场监管局", "sfj", "Justice Bureau", "司法局", "区 司法局"])
    assert [entry.code for entry in chosen] == ["sfj", "scjgj"]


def stopped(asked: object, *names: str) -> Stop:
    with pytest.raises(Stop) as caught:
        choose_departments(asked, names)  # type: ignore[arg-type]  # as the tests below give it
    return caught.value


def test_a_misspelt_name_is_answered_with_the_nearest() -> None:
    stop = stopped(task("heping", "2022Q4"), "区司发局")
    assert stop.reference == "unknown-department"
    assert stop.message.zh == "名册上没有“区司发局”"
    assert stop.context == "heping 2022Q4"
    assert stop.hint is not None
    assert stop.hint.zh.startswith("是不是：区司法局（sfj）")
    assert stop.hint.en.startswith("did you mean: Justice Bureau (sfj)")


def test_a_name_like_no_other_is_answered_with_all() -> None:
    stop = stopped(task("jizhou", "2021Q4"), "甲乙丙丁")
    assert stop.hint is not None
    assert stop.hint.zh == "可以写：区委依法治区委员会办公室（yfzqb）"


def test_who_submits_nothing_is_told_so() -> None:
    stop = stopped(task("heping", "2022Q4"), "区残联")
    assert stop.reference == "department-submits-nothing"
    assert stop.message.zh == "“区残联”不需要报送，没有模板"
    assert stop.message.en == "Disabled Persons' Federation has nothing to submit, so it has no template"
    assert stop.hint is not None and "区司法局（sfj）" in stop.hint.zh


def test_who_came_later_is_told_when(tmp_path: Path) -> None:
    change = {"demo/departments.yaml": {"{code: east,": "{code: east, from: 2023-04-01,"}}
    asked = task(write_small(tmp_path / "small", change=change), "2022Q4")
    assert "east" not in {entry.code for entry in choose_departments(asked, [])}
    stop = stopped(asked, "东街道")
    assert stop.reference == "department-not-on-roster"
    assert stop.hint is not None
    assert stop.hint.en == "East Street Office is on the roster from 2023-04-01 to 2025-12-31"


def test_a_roster_of_which_nobody_submits(tmp_path: Path) -> None:
    names = ("justice", "finance", "east")
    change = {"demo/departments.yaml": {f"{{code: {name},": f"{{code: {name}, submits: false," for name in names}}
    asked = task(write_small(tmp_path / "small", change=change), "2022Q4")
    assert stopped(asked).reference == stopped(asked, "east").reference == "nobody-submits"
