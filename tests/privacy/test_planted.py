"""Nobody who is planted anywhere in a workbook can be read in anything that leaves the department."""

from __future__ import annotations

import pytest

from checker.model import State
from tests.privacy.conftest import Scene
from tests.privacy.outputs import outputs
from tests.privacy.traces import dressed, each_trace, traces

#: Places of which the report says something; there the same search has to find whoever is shown.
TOLD = (
    "cover template_version",
    "file name",
    "file name of nobody",
    "cover department",
    "one of two",
    "other of two",
    "broken file",
    "csv file name",
    "csv litigation.hearing_on",
    "sheet name",
    "merged cells",
    "hidden row",
    "officers headed after somebody",
    "officers extra column of names",
    "officers.officer_id name",
    "officers.officer_id spaced name",
    "officers.officer_id id",
    "officers.officer_id numbers",
    "officers.officer_id sentence",
    "officers.name name",
    "officers.on_duty_from name",
    "training.hours name",
    "training.officer_id name",
    "litigation.head_appeared name",
    "litigation.category name",
    "litigation.case_no sentence",
    "swapped key",
    "swapped key of two words",
    "answer 0",
    "answer 3",
)


@pytest.fixture(scope="module")
def masked(scene: Scene) -> dict[str, str]:
    return outputs(scene.report)


@pytest.fixture(scope="module")
def revealed(scene: Scene) -> dict[str, str]:
    return outputs(scene.report, reveal=True)


def test_nobody_can_be_read_in_any_output(scene: Scene, masked: dict[str, str]) -> None:
    values = scene.planted.values
    found = {name: [(values[each], each) for each in traces(values, text)] for name, text in masked.items()}
    assert {name: people for name, people in found.items() if people} == {}


def test_who_is_shown_on_demand_is_found(scene: Scene, revealed: dict[str, str]) -> None:
    values = scene.planted.values
    shown = {values[each] for each in traces(values, revealed["report.json en"])}
    assert set(TOLD) - shown == set()
    # The page of one number shows nobody if its indicator has no rows.
    told = {name: text for name, text in revealed.items() if not name.startswith("explain ")}
    assert [name for name, text in told.items() if next(each_trace(values, text), None) is None] == []


def test_the_report_is_what_it_was_meant_to_be(scene: Scene) -> None:
    states = [department.state for department in scene.report.departments]
    assert states.count(State.REJECTED) == 3
    assert sum(flag.answer is not None for each in scene.report.departments for flag in each.flags) >= 3


def test_masking_changes_nothing_else(masked: dict[str, str], revealed: dict[str, str]) -> None:
    lines = masked["flags.csv en"].count("\n"), revealed["flags.csv en"].count("\n")
    assert lines[0] == lines[1]


@pytest.mark.parametrize("value", ["沈珩琮", "990000195001010037", "19900001234", "a.b@c.example"])
def test_a_value_is_traced_in_every_form(value: str) -> None:
    for form in dressed(value):
        assert traces([value], f"前{form}后") == [value], form
    assert traces([value], "别的") == []
