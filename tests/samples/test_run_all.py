"""`make run-all` checks every folder of samples, whatever packs there are."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

#: Nothing is installed.
MAKE = ["make", "-o", ".venv/.installed", "run-all"]
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
def test_every_folder_of_samples_is_run(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    for folder in (ROOT / "inputs").glob("*/*/"):
        (tmp_path / folder.relative_to(ROOT)).mkdir(parents=True)
    (tmp_path / "inputs" / "new-pack" / "2030-01").mkdir(parents=True)
    (tmp_path / "inputs" / "README.md").touch()
    said = subprocess.run([*MAKE, "-n"], cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    (named,) = re.findall(r"^for run in (.*); do", said, flags=re.M)
    there = {path.relative_to(tmp_path / "inputs").as_posix() for path in tmp_path.glob("inputs/*/*/")}
    assert len(there) >= 7
    assert sorted(named.split()) == sorted(there)


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
@pytest.mark.parametrize(("code", "runs"), [(0, 2), (2, 1)])
def test_only_what_could_not_run_stops_it(tmp_path: Path, code: int, runs: int) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("one/2022Q1", "two/2022Q1"):
        (tmp_path / "inputs" / name).mkdir(parents=True)
    programs = tmp_path / ".venv" / "bin"
    programs.mkdir(parents=True)
    (programs / "checker").write_text(f'#!/bin/sh\necho "$@" >> asked\nexit {code}\n')
    (programs / "checker").chmod(0o755)
    done = subprocess.run(MAKE, cwd=tmp_path, check=False, capture_output=True)
    asked = (tmp_path / "asked").read_text().splitlines()
    assert (done.returncode != 0) == (code == 2)
    assert (
        asked
        == [
            f"run {pack} 2022Q1 inputs/{pack}/2022Q1 --out out/{pack}/2022Q1 --fail-on never" for pack in ("one", "two")
        ][:runs]
    )
