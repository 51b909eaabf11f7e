"""A bundle of a run whose amounts hang on earlier periods: it is judged again to the same amounts elsewhere."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from checker.definitions.load import load_pack
from tests.cli.test_repeated import small, submit

RUN = ("inputs", "--ledger", "ledger.sqlite", "--no-annotate", "--fail-on", "never")
PERIODS = ("2022Q3", "2022Q4")


def amount(folder: Path) -> Any:
    document = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    (justice,) = [each for each in document["departments"] if each["code"] == "justice"]
    (consequence,) = justice["consequences"]
    return consequence["amount"]


def test_every_run_is_verified_with_the_amounts_that_it_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, called: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = small(tmp_path / "packs", "{score: {below: 80}, in_a_row: 2}")
    header = folder / "pack.yaml"
    text = header.read_text(encoding="utf-8").replace("missed: {takes: 500}", "tiers: [{below: 80, takes: 500}]")
    header.write_text(text, encoding="utf-8")
    submit(tmp_path / "inputs", load_pack(folder))
    for number, period in enumerate(PERIODS):
        done = called("run", str(folder), period, *RUN, "--out", period)
        assert done.code == 0, done.err
        assert amount(Path(period)) == (None, 500)[number]
    bundled = {}
    for number, period in enumerate(PERIODS, start=1):
        name, more = f"{period}.zip", ("--inputs", "inputs", "--reports", period, "--pack", str(folder))
        done = called("ledger", "export", name, "--ledger", "ledger.sqlite", "--run", str(number + 1), *more)
        assert done.code == 0, done.err
        bundled[period] = name
    shutil.rmtree("inputs")
    shutil.rmtree("packs")
    Path("ledger.sqlite").unlink()
    for period in PERIODS:
        verified = called("ledger", "verify", "--bundle", bundled[period])
        assert verified.code == 0, (period, verified.out)
        assert "judged again: every result is the same" in verified.out
    spoil(Path(bundled["2022Q4"]), amount=400)
    wrong = called("ledger", "verify", "--bundle", bundled["2022Q4"])
    assert wrong.code == 1 and "report.json" in wrong.out, wrong.out


def spoil(path: Path, amount: int) -> None:
    """Writes another amount into the report of a bundle."""
    with zipfile.ZipFile(path) as bundle:
        files = {name: bundle.read(name) for name in bundle.namelist()}
    (name,) = [name for name in files if name.endswith("report.json")]
    document = json.loads(files[name])
    for department in document["departments"]:
        for consequence in department.get("consequences", ()):
            consequence["amount"] = amount
    files[name] = json.dumps(document, ensure_ascii=False).encode()
    with zipfile.ZipFile(path, "w") as bundle:
        for each, content in files.items():
            bundle.writestr(each, content)
