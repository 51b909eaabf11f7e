"""A template that went through LibreOffice, filled in or not, is what it was."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from checker.fleet import check
from checker.model import Report, State
from checker.purpose import NOTHING_ASKED
from tests.system import libreoffice

from .making import blanks, bytes_of, fill, opened, saved, task
from .rows import rows_of


def through_libreoffice(path: Path, folder: Path) -> Path:
    """The workbook as LibreOffice saves it."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [libreoffice(), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "out"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / "out" / path.name


def seen(report: Report) -> tuple[State, list[tuple[str, str, str]], list[tuple[str, int]]]:
    (department,) = report.departments
    flags = [(each.code.id, each.place.sheet, each.place.cell) for each in department.flags]
    return department.state, flags, [(count.table, count.judged) for count in department.sheets]


@pytest.mark.parametrize("is_filled", [True, False])
def test_it_checks_the_same(is_filled: bool, tmp_path: Path) -> None:
    (blank,) = blanks(task("hantai", "2024Q4"), "zh", "sfj")
    path = tmp_path / blank.file
    path.write_bytes(bytes_of(blank))
    if is_filled:
        book, tables = opened(blank), list(blank.pack.tables_of("sfj"))
        fill(book, blank.pack, "zh", rows_of(blank.pack.tables, tables, blank.period.window.start, "sfj", "zh"), {})
        saved(book, path)
    before = seen(check([path], NOTHING_ASKED))
    after = through_libreoffice(path, tmp_path)
    assert seen(check([after], NOTHING_ASKED)) == before
    assert before[0] is State.ACCEPTED
    mine, theirs = load_workbook(path), load_workbook(after)
    assert theirs.sheetnames == mine.sheetnames
    for sheet in mine.worksheets[2:]:
        assert rules(theirs[sheet.title]) == rules(sheet)


def rules(sheet: Any) -> dict[tuple[int, int], tuple[str | None, str]]:
    """By the first cell of a rule, what may be typed and what is said; LibreOffice keeps a rule for 1000 blank rows."""
    found = {}
    for rule in sheet.data_validations.dataValidation:
        column, first, _, last = range_boundaries(str(rule.sqref))
        assert last > 1000
        found[column, first] = (rule.type, rule.prompt)
    return found
