"""One district's quarter in which somebody is planted wherever a workbook can hold a text, checked once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from checker.engine.batch import check
from checker.model import Report
from tests.privacy.planted import PACK, PERIOD, Planted, answer, plant, plant_others


@dataclass(frozen=True)
class Scene:
    """The folder, who stands where, and what is said of it."""

    folder: Path
    planted: Planted
    report: Report


@pytest.fixture(scope="session")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    folder = tmp_path_factory.mktemp("inputs")
    planted = Planted()
    paths = [plant(folder, planted), *plant_others(folder, planted)]
    first = check(paths[-1:], PACK, PERIOD)
    answer(paths[-1], first.departments[0].flags, planted)
    return Scene(folder, planted, check(paths, PACK, PERIOD, rows="all"))
