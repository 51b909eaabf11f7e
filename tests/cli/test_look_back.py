"""checker run --ledger flags accepted rows that were restated, in every output, and a bundle of the run holds them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.test_history import SAMPLE, restate

RUN = ("run", "heping", "2022Q4", "inputs", "--ledger", "ledger.sqlite", "--fail-on", "never", "--no-annotate")


@pytest.fixture
def restated(tmp_path, monkeypatch, called):
    """A run of one department, and one after it has submitted another workbook; gives what the second run said."""
    monkeypatch.chdir(tmp_path)
    Path("inputs").mkdir()
    shutil.copy(SAMPLE, "inputs")
    first = called(*RUN)
    assert first.code == 0, first.err
    restate(Path("inputs") / SAMPLE.name)
    return called(*RUN, "--out", "out")


def flags_of(path: str) -> list[dict[str, object]]:
    document = json.loads(Path(path).read_text())
    return [flag for each in document["departments"] for flag in each["flags"] if flag["code"] == "A740"]


def test_every_output_shows_what_was_recorded_and_what_it_says_now(restated, called):
    flags = flags_of("out/report.json")
    assert [(each["table"], each["row"], each["key"]) for each in flags] == [
        ("officers", 2, "津01-0101"),
        ("disclosure", None, "依申请2022-003"),
        ("disclosure", 3, "依申请2022-002"),
    ]
    late = next(each for each in flags if each["row"] == 3)
    assert (late["severity"], late["field"], late["indicator"]) == ("info", "replied_on", "disclosure-replies")
    assert "was “2022-03-29”, and is “2022-12-29” now" in late["message"]["en"]
    assert "goes from numerator to not in the numerator" in late["message"]["en"]
    page = Path("out/report.html").read_text()
    assert "A740" in page
    assert "2022-12-29" in page
    book = load_workbook("out/summary.xlsx")
    cells = [str(cell.value) for sheet in book.worksheets for row in sheet.rows for cell in row]
    assert any("2022-03-29" in text and "2022-12-29" in text for text in cells)
    listed = called("flags", "--ledger", "ledger.sqlite", "--code", "A740").out
    assert "A740" in listed
    everything = restated.out + page + "".join(cells) + listed + Path("out/report.json").read_text()
    assert "吴大明" not in everything


def test_the_same_inputs_again_are_the_same_run(restated, called):
    again = called(*RUN, "--out", "again")
    assert "the run was not recorded twice" in again.err
    assert Path("out/report.json").read_bytes() == Path("again/report.json").read_bytes()


def test_a_bundle_is_judged_again_to_the_same_flags(restated, called):
    done = called(
        *("ledger", "export", "bundle.zip", "--ledger", "ledger.sqlite", "--inputs", "inputs", "--reports", "out")
    )
    assert done.code == 0, done.err
    verified = called("ledger", "verify", "--bundle", "bundle.zip")
    assert verified.code == 0, verified.out
    assert "the workbooks were judged again: every result is the same" in verified.out
