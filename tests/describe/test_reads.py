"""Which columns decide a value: every kind of measure, worked out by hand from the small pack's files."""

from __future__ import annotations

import pytest

from checker.definitions.load import available_packs, load_pack
from checker.tables.due_day import columns_of_when
from tests.definitions.small_pack import SMALL, write_small

READ = {
    "agreement": {"figures": ("figure", "printed", "top", "base")},
    "appearance": {"cases": ("filed_on", "hearing_on", "head_appeared", "category")},
    "fall": {"cases": ("filed_on",)},
    "hours": {
        "officers": ("officer_id", "role", "from_on", "to_on"),
        "training": ("officer_id", "held_on", "hours", "share"),
    },
    "lectures": {"cases": ("filed_on", "category")},
    "plan": {"tasks": ("task", "done_on")},
    "reviews": {"cases": ("case_no", "filed_on")},
    "sums": {"cases": ("filed_on", "sum", "won")},
}


@pytest.mark.parametrize("name", READ)
def test_of_the_small_pack(name: str) -> None:
    pack = load_pack(SMALL / "demo")
    assert pack.indicators[name].asked.columns_read(pack.tables) == READ[name]


@pytest.mark.parametrize(
    ("change", "name", "read"),
    [
        ({"demo/plan.yaml": {"due: 2022-12-31, expected: 2": "due: {column: due_on}"}}, "plan", ("due_on", "done_on")),
        ({"demo/plan.yaml": {"expected: 2": "each: {task: [a, b]}, when: due_on"}}, "plan", ("due_on", "done_on")),
    ],
)
def test_of_deadlines(tmp_path, change, name, read) -> None:
    pack = load_pack(write_small(tmp_path, change=change))
    assert pack.indicators[name].asked.columns_read(pack.tables) == {"tasks": ("task", *read)}


def test_of_those_for_whom_rows_are_provided(tmp_path) -> None:
    provided = "members: department\n    provided: {table: tasks, when: due_on, where: {done_on: present}}"
    pack = load_pack(write_small(tmp_path, change={"demo/reviews.yaml": {"members: quarters": provided}}))
    assert pack.indicators["reviews"].asked.columns_read(pack.tables) == {
        "cases": ("case_no", "filed_on"),
        "tasks": ("due_on", "done_on"),
    }


@pytest.mark.parametrize("name", available_packs())
def test_every_built_in_indicator_reads_some_column_of_each_of_its_sheets(name: str) -> None:
    pack = load_pack(name)
    for indicator in pack.indicators.values():
        read = indicator.asked.columns_read(pack.tables)
        assert tuple(read) == indicator.asked.tables()
        for table, when in indicator.asked.dated_by():
            assert set(columns_of_when(when)) <= set(read[table])
        assert all(read.values()), indicator.id
