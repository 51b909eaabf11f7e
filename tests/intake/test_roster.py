"""Which department of the roster a text means, exactly, within more words, or only nearly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from checker.definitions.load import load_pack
from checker.definitions.roster import RosterEntry
from checker.definitions.task import Task, task_of
from checker.engine.batch import check
from checker.intake.department import check_name, find_department
from checker.intake.roster_names import find_named_in, find_nearest, suggest_names
from checker.locate import Cover
from checker.model import Flag, Place
from checker.periods import parse_period
from checker.privacy.masking import flag_message

from .books import book, cover


@pytest.fixture(scope="module")
def task() -> Task:
    return task_of(load_pack("heping"), "2022Q4", None)


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("司法局（法制科）", ["sfj"]),
        ("区司法局[办公室]", ["sfj"]),
        ("天津市和平区司法局法制科", ["sfj"]),
        ("区司法所", ["sfj"]),
        ("新兴街", ["xx"]),
        ("Justice Buro", ["sfj"]),
        ("？", []),
        ("", []),
    ],
)
def test_the_department_that_was_meant_comes_first(said: str, codes: list[str], task: Task) -> None:
    assert [each.code for each in find_nearest(task.pack.on_roster(task.period), said)][:1] == codes


def test_no_more_than_three_are_named(task: Task) -> None:
    assert len(find_nearest(task.pack.on_roster(task.period), "街道办事处")) == 3


@pytest.mark.parametrize(
    ("stem", "codes"),
    [
        ("2022Q4-区司法局(终稿)", {"sfj"}),
        ("市规划资源局和平分局", {"gzfj"}),  # whose end is what people call another one
        ("区司法局和区财政局", {"sfj", "czj"}),
        ("工作簿1", set()),
    ],
)
def test_departments_are_found_within_a_name(stem: str, codes: set[str], task: Task) -> None:
    assert {each.code for each in find_named_in(task.pack.on_roster(task.period), stem)} == codes


def test_a_small_roster_is_listed_whole(task: Task) -> None:
    few = replace(
        task.pack, roster=task.pack.roster.model_copy(update={"departments": task.pack.roster.departments[:3]})
    )
    assert (
        suggest_names(replace(task, pack=few), "？").zh == "名册上需要报送的单位：区政府办公室、区司法局、区市场监管局"
    )


def test_where_no_name_is_like_it_all_that_submit_are_listed(task: Task) -> None:
    assert find_nearest(task.pack.on_roster(task.period), "区体育局") == ()
    said = suggest_names(task, "区体育局")
    assert all((each.name.zh in said.zh) is each.submits for each in task.pack.on_roster(task.period))


def test_an_unknown_department_is_told_what_to_write(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", cover("司法局（法制科）"))
    (department,) = check([path]).departments
    (found,) = [flag for flag in department.flags if flag.code.id == "W242"]
    assert found.place.cell == "B1"
    assert flag_message(found, "zh") == ("“司法局（法制科）”不在单位名册中，无法确定报送单位，最接近的是“区司法局”")
    assert found.expected is not None
    assert "最接近的：区司法局；" in found.expected.zh
    assert "checker template heping 2022Q4" in found.expected.zh


def test_a_file_name_that_names_two_departments_decides_nothing(task: Task) -> None:
    found = find_department(Path("区司法局和区财政局.xlsx"), Cover(), task)
    assert isinstance(found, Flag)
    assert found.place == Place()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("区安监局", "yjj"),
        ("天津市和平区安全生产监督管理局", "yjj"),
        ("区工商局", "scjgj"),
        ("和平区食药监局", "scjgj"),
        ("区卫计委", "wjw"),
        ("区环保局", "sthjj"),
        ("区旅游局", "wlj"),
        ("区政府法制办", "sfj"),
        ("市规划局和平分局", "gzfj"),
    ],
)
def test_a_former_name_leads_to_the_department_and_to_no_lookalike(said: str, code: str, task: Task) -> None:
    found = find_department(Path("a.xlsx"), Cover({"department": said}), task)
    assert isinstance(found, RosterEntry)
    assert found.code == code
    named = find_department(Path(f"{said}2022Q4.xlsx"), Cover(), task)
    assert isinstance(named, RosterEntry)
    assert named.code == code
    (told,) = check_name(Cover({"department": said}), task, found)
    assert told.code.id == "W283"
    assert check_name(Cover({"department": found.name.zh}), task, found) == ()


def roster(task: Task, *entries: dict[str, object]) -> Task:
    departments = tuple(RosterEntry.model_validate(entry) for entry in entries)
    changed = task.pack.roster.model_copy(update={"departments": departments})
    return replace(task, pack=replace(task.pack, roster=changed))


def unit(code: str, name: str, **more: object) -> dict[str, object]:
    return {"code": code, "name": {"zh": name, "en": code}, **more}


def former(name: str, until: date | None = None) -> dict[str, object]:
    return {"name": {"zh": name, "en": f"former {name}"}, "until": until}


def asked(said: str, changed: Task) -> RosterEntry | Flag:
    return find_department(Path("a.xlsx"), Cover({"department": said}), changed)


def test_departments_that_were_merged_lead_to_the_new_one(task: Task) -> None:
    day = date(2022, 6, 30)
    changed = roster(
        task,
        unit("wh", "区文化局", until=day),
        unit("ly", "区旅游局", until=day),
        unit(
            "wl", "区文旅局", **{"from": date(2022, 7, 1)}, formerly=[former("区文化局", day), former("区旅游局", day)]
        ),
    )
    for said in ("区文化局", "区旅游局", "区文旅局"):
        found = asked(said, changed)
        assert isinstance(found, RosterEntry)
        assert found.code == "wl"
    before = replace(changed, period=parse_period("2022Q2"))
    assert [asked(said, before).code for said in ("区文化局", "区旅游局")] == ["wh", "ly"]
    unknown = asked("区文旅局", before)
    assert isinstance(unknown, Flag)
    assert "从 2022-07-01 起才列入名册" in flag_message(unknown, "zh")


def test_a_department_that_was_split_is_asked_about(task: Task) -> None:
    day = date(2022, 9, 30)
    heirs = [
        unit(code, name, formerly=[former("区商贸局", day)]) for code, name in (("sw", "区商务局"), ("tc", "区投促局"))
    ]
    changed = roster(task, *heirs, unit("sm", "区商贸所"))
    found = asked("区商贸局", changed)
    assert isinstance(found, Flag)
    assert "已分设为：区商务局、区投促局" in flag_message(found, "zh")


def test_a_department_that_is_gone_leads_to_no_lookalike(task: Task) -> None:
    changed = roster(task, unit("aj", "区安监局", until=date(2022, 3, 31)), unit("sj", "区审监局"))
    found = asked("区安监局", changed)
    assert isinstance(found, Flag)
    assert "在名册上列至 2022-03-31" in flag_message(found, "zh")


def test_a_name_that_was_still_in_use_in_the_period_is_not_flagged(task: Task) -> None:
    changed = roster(task, unit("yj", "区应急局", formerly=[former("区安监局", date(2022, 11, 30))]))
    found = asked("区安监局", changed)
    assert isinstance(found, RosterEntry)
    assert check_name(Cover({"department": "区安监局"}), changed, found) == ()
