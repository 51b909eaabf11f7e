"""A district of three departments with 60, 30 and 3 cases in which the head appeared, and some in which not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import called as called
from tests.sampling.office import Case, write_inputs, write_pack

APPEARED = {"justice": 60, "finance": 30, "east": 3}


def cases(code: str) -> list[Case]:
    good = [Case(f"{code}-{number}") for number in range(APPEARED[code])]
    return [*good, Case(f"{code}-absent-1", appeared=False), Case(f"{code}-absent-2", appeared=False)]


@pytest.fixture(scope="session")
def district(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The pack's folder and that of the workbooks, as they are written in a command."""
    folder = tmp_path_factory.mktemp("district")
    pack = write_pack(folder / "pack")
    inputs = write_inputs(folder / "inputs", {code: cases(code) for code in APPEARED})
    return str(pack), str(inputs)


@pytest.fixture
def draw(called, district: tuple[str, str], tmp_path: Path):
    """Draws a sample with further options; gives what the program said, and the path of the file."""

    def call(*more: str, name: str = "sample.xlsx", language: str = "en", seed: str = "lottery 26140: 03 08 12"):
        pack, inputs = district
        out = tmp_path / name
        options = ("--indicator", "appearance", "--tolerable", "5%", "--seed", seed, "--out", str(out))
        return called("sample", "draw", pack, "2022Q4", inputs, *options, *more, language=language), out

    return call
