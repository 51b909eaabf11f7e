"""Every odd file has its outcome, in the reading process and through the whole command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from checker.model.workbook import ErrorCell, Raw, Uncalculated
from checker.sources.reader import Reader
from samples.library.yaml12 import read_yaml

from .makers import MAKERS

FAMILIES = read_yaml(Path(__file__).with_name("outcomes.yaml"))
#: By name: what makes the file, what is put in, the codes, and what B1 holds if it is said.
CASES = {
    f"{family['family']} {at}": (family["make"], *line)
    for family in FAMILIES
    for at, line in enumerate(family["gives"], 1)
}


@pytest.fixture(scope="module")
def reader() -> Any:
    with Reader() as warm:
        yield warm


def shown(raw: Raw) -> object:
    if isinstance(raw, ErrorCell):
        return raw.text
    return raw.formula if isinstance(raw, Uncalculated) else raw


@pytest.mark.parametrize("name", CASES)
def test_each_has_its_outcome(reader: Reader, tmp_path: Path, name: str) -> None:
    make, given, codes, *held = CASES[name]
    file, data = MAKERS[make](given)
    path = tmp_path / file
    path.write_bytes(data)
    workbook, flags = reader.read(path)
    assert [found.code.id for found in flags] == codes.split()
    if held:
        assert workbook is not None
        value = shown(workbook.sheets[0].at(1, 2))
        assert (type(value) is bool, value) == (type(held[0]) is bool, held[0])


def test_there_are_many_and_every_maker_is_used() -> None:
    assert len(CASES) >= 120
    assert {family["make"] for family in FAMILIES} == set(MAKERS)


def test_the_whole_command_names_every_file(tmp_path: Path) -> None:
    inputs, out = tmp_path / "inputs", tmp_path / "out"
    inputs.mkdir()
    names = []
    for at, (make, given, *_) in enumerate(CASES.values()):
        file, data = MAKERS[make](given)
        names.append(f"{at:03d}{Path(file).suffix}")
        (inputs / names[-1]).write_bytes(data)
    command = f"-m checker run heping 2022Q4 {inputs} --out {out} --workers 2".split()
    run = subprocess.run(
        [sys.executable, *command],
        capture_output=True,
        text=True,
        env={**os.environ, "CHECKER_CACHE": ""},
        timeout=300,
        check=False,
    )
    assert run.returncode == 1, run.stderr
    assert "Traceback" not in run.stderr
    assert "Fault" not in run.stderr
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    said = json.dumps(report)
    assert [name for name in names if name not in said] == []
