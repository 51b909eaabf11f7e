"""A template that went through LibreOffice, filled in or not, is what it was."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from checker.engine.batch import check
from checker.model import State
from tests.system import libreoffice

from .making import blanks, bytes_of, fill, loaded, opened, saved, task
from .rows import rows_of


def through_libreoffice(paths: Sequence[Path], folder: Path) -> list[Path]:
    """The workbooks as LibreOffice saves them."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [libreoffice(), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "out")]
    subprocess.run([*command, *map(str, paths)], check=True, capture_output=True, timeout=120)
    return [folder / "out" / path.name for path in paths]


def found(path: Path) -> tuple[State, list[tuple[str, str, str]], list[tuple[str, int]]]:
    (department,) = check([path]).departments
    flags = [(each.code.id, each.place.sheet, each.place.cell) for each in department.flags]
    return department.state, flags, [(count.table, count.judged) for count in department.sheets]


def test_it_checks_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.intake.target.load_pack", loaded)
    (blank,) = blanks(task("hantai", "2024Q4"), "zh", "sfj")
    empty, filled = tmp_path / "empty.xlsx", tmp_path / "filled.xlsx"
    empty.write_bytes(bytes_of(blank))
    book, tables = opened(blank), list(blank.pack.tables_of("sfj"))
    fill(book, blank.pack, "zh", rows_of(blank.pack.tables, tables, blank.period.window.start, "sfj", "zh"), {})
    saved(book, filled)
    for before, after in zip((empty, filled), through_libreoffice((empty, filled), tmp_path), strict=True):
        assert found(after) == found(before)
        assert found(after)[0] is State.ACCEPTED
        mine, theirs = load_workbook(before), load_workbook(after)
        assert theirs.sheetnames == mine.sheetnames
        for sheet in mine.worksheets[2:]:
            assert rules(theirs[sheet.title]) == rules(sheet)


def rules(sheet: Any) -> dict[tuple[int, int], tuple[str | None, str]]:
    """By the first cell of a rule, what may be typed and what is said; LibreOffice keeps a rule for 1000 blank rows."""
    kept = {}
    for rule in sheet.data_validations.dataValidation:
        column, first, _, last = range_boundaries(str(rule.sqref))
        assert last > 1000
        kept[column, first] = (rule.type, rule.prompt)
    return kept
