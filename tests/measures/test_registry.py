"""Measures are found by walking their package; one that lacks a member is refused by name, never passed over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import checker.measures
from checker.measures import AnyMeasure, Measure, measures

HALF = '''
from typing import ClassVar

from checker.measures.toolkit.over_table import OverTable


class Half(OverTable):
    """Has no description."""

    {order}adds_up: ClassVar[bool] = False

    def possible(self, tables): ...
    def conditions(self): ...
    def decisive_columns(self): ...
    def success_condition(self): ...
    def reads(self): ...
    def compute(self, scope): ...
    def needed(self, result, ground, by, unit): ...
    {shape}def shape(self): ...
'''


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that is walked as a part of the package."""
    monkeypatch.setattr(checker.measures, "__path__", [*checker.measures.__path__, str(tmp_path)])
    measures.cache_clear()
    yield tmp_path
    measures.cache_clear()


def test_every_measure_is_a_key_of_a_pack_in_the_order_of_the_lists() -> None:
    found = measures()
    assert list(found) == list(AnyMeasure.model_fields)
    places = [measure.order for measure in found.values()]
    assert places == sorted(set(places))
    assert all(issubclass(measure, Measure) for measure in found.values())


def test_a_measure_without_a_member_is_refused_by_name(folder: Path) -> None:
    (folder / "half.py").write_text(HALF.format(order="", shape="@property\n    "))
    with pytest.raises(TypeError, match=r"checker\.measures\.half lacks describe, trace, order$"):
        measures()


def test_a_module_without_a_measure_is_refused(folder: Path) -> None:
    (folder / "nothing.py").write_text('"""Nothing."""\n')
    with pytest.raises(TypeError, match=r"checker\.measures\.nothing has 0 measures, not one$"):
        measures()
