"""From a blank template to an accepted submission: filled, spoiled in twenty ways, fixed from the marked copy alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from checker.cli.app import main
from checker.model import Language
from tests.journey.clerk import Book, Records, fill_cover, told

DEPARTMENT = "区司法局"
Run = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module", params=["zh", "en"])
def language(request: pytest.FixtureRequest) -> Language:
    return request.param


@pytest.fixture(scope="module")
def typed(language: Language, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The template, with the clerk's records typed in."""
    folder = tmp_path_factory.mktemp(language)
    words = ["template", "heping", "2022Q4", DEPARTMENT, "--out", str(folder), "--lang", language]
    subprocess.run([sys.executable, "-m", "checker", *words], check=True, capture_output=True, env=os.environ)
    (path,) = folder.iterdir()
    book = Book(path, language)
    book.fill(Records(language))
    del book.book[book.sheet("attestations").title]  # this clerk attests nothing
    fill_cover(book, filled_by="闻人致和", phone="022-27200000", filled_on="2023-01-05")
    book.book.save(path)
    return path.read_bytes()


@pytest.fixture
def run(capfd, monkeypatch, tmp_path, language: Language) -> Run:
    """Calls the program in the clerk's folder; gives its exit code and what it printed."""
    monkeypatch.chdir(tmp_path)

    def call(*words: str) -> tuple[int, str]:
        code = main([*words, "--lang", language])
        return code, capfd.readouterr().out

    return call


@pytest.fixture
def filled(typed: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "work.xlsx"
    path.write_bytes(typed)
    return path


def checked(run: Run, path: Path) -> tuple[int, dict[str, Any]]:
    code, printed = run("check", str(path), "--format", "json")
    return code, json.loads(printed)["departments"][0]


def test_a_filled_template_is_clean(run: Run, filled: Path) -> None:
    code, department = checked(run, filled)
    assert department["flags"] == []
    statuses = {result["indicator"]: result["status"] for result in department["results"]}
    decided = {name: status for name, status in statuses.items() if name.startswith("decision-")}
    assert set(decided.values()) == {"not_applicable"}  # the year had no major decision
    assert {status for name, status in statuses.items() if name not in decided} <= {"met", "on_track"}
    assert (code, department["state"]) == (0, "accepted")
    assert [path.name for path in Path().glob("*.xlsx")] == ["work.xlsx"], "nothing to mark, no copy"


@dataclass(frozen=True)
class Spoiled:
    """A workbook that went wrong, and what has to be found in it: sheet, cell and code."""

    path: Path
    expected: set[tuple[str, str, str]]


@pytest.fixture
def spoiled(filled: Path, language: Language) -> Spoiled:
    book = Book(filled, language)
    expected = set()
    spoils = told("spoils.yaml")
    for each in spoils["cells"]:
        cell = book.spoil(each["table"], each["row"], each["column"], each["value"])
        expected.add((book.sheet(each["table"]).title, cell, each["code"]))
    for each in spoils["headers"]:
        sheet = book.sheet(each["table"])
        sheet.cell(book.header_row(each["table"]), book.column(each["table"], each["column"])).value = each["value"]
        expected.add((sheet.title, "", each["code"]))
    book.book.save(filled)
    assert len(expected) == 20
    return Spoiled(filled, expected)


def test_every_spoil_is_found_where_it_is_and_no_other(run: Run, spoiled: Spoiled) -> None:
    code, department = checked(run, spoiled.path)
    errors = [flag for flag in department["flags"] if flag["severity"] == "error"]
    assert {(flag["sheet"], flag["cell"], flag["code"]) for flag in errors} == spoiled.expected
    assert (code, department["state"]) == (1, "accepted_with_errors")


def test_the_marked_copy_alone_leads_back_to_a_clean_workbook(run: Run, spoiled: Spoiled, language: Language) -> None:
    before = spoiled.path.read_bytes()
    checked(run, spoiled.path)
    assert spoiled.path.read_bytes() == before, "the clerk's own file is not touched"
    copy = Path("work.checked.xlsx")
    book = Book(copy, language)
    for sheet, cell, _ in spoiled.expected:
        assert cell == "" or (book.is_coloured(sheet, cell) and book.comment(sheet, cell)), (sheet, cell)
    records = Records(language)
    for line in book.findings():
        book.fix(line, records)
    book.book.save(copy)

    code, department = checked(run, copy)
    assert department["flags"] == []
    assert (code, department["state"]) == (0, "accepted")
    clean = Book(Path("work.checked-2.xlsx"), language)
    assert clean.findings() == []
    assert not any(
        clean.is_coloured(sheet, cell) or clean.comment(sheet, cell) for sheet, cell, _ in spoiled.expected if cell
    )


def test_without_its_fix_each_spoil_is_found_again(run: Run, spoiled: Spoiled, language: Language) -> None:
    """The fixing of the test above does something: whatever line it leaves out is a finding of the next check."""
    checked(run, spoiled.path)
    copy = Path("work.checked.xlsx")
    book = Book(copy, language)
    lines = book.findings()
    left = next(line for line in lines if line["link"] == "'{}'!{}".format(*left_out(spoiled, "V334")))
    for line in lines:
        if line["link"] != left["link"]:
            book.fix(line, Records(language))
    book.book.save(copy)
    code, department = checked(run, copy)
    errors = [flag for flag in department["flags"] if flag["severity"] == "error"]
    assert [(flag["sheet"], flag["cell"], flag["code"]) for flag in errors] == [(*left_out(spoiled, "V334"), "V334")]
    assert code == 1


def left_out(spoiled: Spoiled, code: str) -> tuple[str, str]:
    return next((sheet, cell) for sheet, cell, of in spoiled.expected if of == code)
