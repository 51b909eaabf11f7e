"""Which department of the roster a text means, exactly, within more words, or only nearly."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from checker.definitions.load import load_pack
from checker.definitions.task import Task, task_of
from checker.engine.batch import check
from checker.intake.department import find_department
from checker.intake.roster_names import find_named_in, find_nearest, suggest_names
from checker.locate import Cover
from checker.model import Flag, Place
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
