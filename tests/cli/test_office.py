"""checker.toml: an office's defaults. Options win over it, and a mistake is one clear error with its place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from checker.ledger.store import open_ledger
from checker.model import Severity
from tests.definitions.small_pack import write_small


@pytest.fixture
def office(tmp_path, monkeypatch, given, make):
    """Writes a checker.toml, and makes a run find one department; gives what was asked for."""
    monkeypatch.chdir(tmp_path)
    asked = given(make.report(make.department("0101", Severity.RED)))

    def write(text: str) -> list:
        Path("checker.toml").write_text(text, encoding="utf-8")
        for folder in ("in/p/2022Q4", "inputs/p/2022Q4", "elsewhere"):
            Path(folder).mkdir(parents=True, exist_ok=True)
        return asked

    return write


RUN = ("run", "p", "2022Q4", "--no-annotate", "--fail-on", "never")


def test_a_run_uses_the_folders_and_the_ledger(office, called):
    asked = office('inputs = "in"\nout = "reports"\nledger = true\nlanguage = "zh"\n')
    done = called(*RUN)
    assert done.code == 0
    assert asked[-1][2] == Path("in/p/2022Q4")
    assert "已记入台账" in done.err
    assert Path("reports/p/2022Q4/report.json").is_file()
    assert open_ledger("reports/ledger.sqlite").head().size == 2
    assert called("ledger", "verify", "--lang", "en").out.startswith("Intact: 2 entries")


def test_options_win(office, called):
    asked = office('inputs = "in"\nout = "reports"\nledger = true\nlanguage = "zh"\n')
    done = called(*RUN, "elsewhere", "--out", "there", "--ledger", "mine.sqlite", "--lang", "en")
    assert asked[-1][2] == Path("elsewhere")
    assert "recorded in the ledger" in done.err
    assert Path("there/report.json").is_file()
    assert open_ledger("mine.sqlite").head().size == 2
    assert not Path("reports").exists()
    assert "recorded" not in called(*RUN, "--no-ledger", "--lang", "en").err


def test_it_counts_in_the_folders_below_too(office, called, monkeypatch):
    asked = office('inputs = "in"\nledger = "books/office.sqlite"\nkey = "safe/office.key"\n')
    Path("work/here").mkdir(parents=True)
    root = Path.cwd()
    monkeypatch.chdir("work/here")
    assert called(*RUN).code == 0
    assert Path(os.path.realpath(asked[-1][2])) == root / "in/p/2022Q4"
    assert (root / "books/office.sqlite").is_file()
    assert (root / "safe/office.key").is_file()


def test_own_packs_come_first(office, called):
    asked = office('packs = "ours"\n')
    Path("ours/p").mkdir(parents=True)
    Path("ours/p/pack.yaml").write_text("id: p\n")
    called(*RUN)
    assert asked[-1][0] == str(Path("ours/p"))


def test_packs_may_be_in_several_folders_outside_the_program(tmp_path, called, monkeypatch):
    """The template's next step is a command that works, whichever folder the pack is in."""
    monkeypatch.chdir(tmp_path)
    write_small(tmp_path / "one")
    Path("two/other").mkdir(parents=True)
    Path("two/other/pack.yaml").write_text("id: other\ntitle: Waiting times\n", encoding="utf-8")
    monkeypatch.setenv("CHECKER_PACKS", os.pathsep.join([str(tmp_path / "one"), str(tmp_path / "two")]))
    listed = called("indicators", "list").out
    assert "demo" in listed and "Waiting times" in listed and "heping" in listed
    assert "demo/pack.yaml" in called("indicators", "lint", "demo").out
    assert called("indicators", "diff", "demo", "one/demo").code == 0
    done = called("template", "demo", "2022Q4", "east")
    assert "run checker check FILE --pack demo; collect them in inputs/demo/2022Q4 and run" in done.out
    (blank,) = Path("templates/demo/2022Q4").iterdir()
    checked = called("check", str(blank), "--pack", "demo", "--format", "json", "--no-annotate")
    assert '"pack"' in checked.out and checked.err == ""
    Path("inputs/demo").mkdir(parents=True)
    Path("templates/demo/2022Q4").rename("inputs/demo/2022Q4")
    run = called("run", "demo", "2022Q4", "--format", "json", "--fail-on", "never", "--workers", "1")
    assert (run.code, '"demo"' in run.out) == (0, True)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('out = "a"\n  inputz = "b"\n', "checker.toml:2:3", "has no setting “inputz”"),
        ('inputz = "b"\n', "checker.toml:1:1", "did you mean “inputs”?"),
        ("[limits]\nfile_mb = 3\ncell = 4\n", "checker.toml:3:1", "did you mean “cells”?"),
        ("out = 3\n", "checker.toml:1:1", "has a wrong value for “out”"),
        ('language = "fr"\n', "checker.toml:1:1", 'it must be "zh" or "en"'),
        ("[limits]\nseconds = 0\n", "checker.toml:2:1", "it must be a whole number, 1 or more"),
        ("ledger = 1\n", "checker.toml:1:1", "it must be true, false or an address"),
        ('out = "a\n', "checker.toml:1:", "has a mistake"),
        ("limits = 3\n", "checker.toml:1:1", "it must be a table [limits]"),
    ],
)
def test_a_mistake_is_one_clear_error(office, called, text, place, words):
    office(text)
    done = called(*RUN)
    assert (done.code, done.out) == (2, "")
    assert place in done.err
    assert words in done.err
    assert done.err.count("Cannot go on") == 1
    assert "无法继续" in called(*RUN, language="zh").err


def test_the_limits_of_the_office_count(office, called):
    asked = office("[limits]\nfile_mb = 3\ncells = 70000\nseconds = 7\nmemory_mb = 900\n")
    called(*RUN)
    limits = asked[-1][-1]
    assert (limits.file_bytes, limits.cells, limits.memory_bytes) == (3 * 1024**2, 70_000, 900 * 1024**2)
    assert (limits.cpu_seconds, limits.wall_seconds, limits.members) == (7, 7, 5_000)


def test_rows_are_gathered_only_for_a_ledger(office, called):
    asked = office("")
    called(*RUN)
    called(*RUN, "--ledger", "ledger.sqlite")
    assert [each[-2] for each in asked] == [False, True]
