"""Draws the workbooks of a seed one by one, has each checked, and compares."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

from checker.sources.reader import Reader
from tests.oracle.checking import Checking
from tests.oracle.many.cases import SOURCES
from tests.oracle.many.census import Census


class Desk:
    """Keeps a warm reader and each pack's definitions."""

    def __init__(self, reader: Reader, folder: Path) -> None:
        self._reader = reader
        self._path = folder / "workbook.xlsx"
        self._packs: dict[str, Checking] = {}

    def look_at(self, seed: int, number: int, kinds: Sequence[str], census: Census) -> list[str]:
        """Where the workbook of a number differs from its oracle; `kinds` take turns."""
        kind = kinds[number % len(kinds)]
        case = SOURCES[kind](Random(f"{seed} {number} {kind}"))
        case.write(self._path)
        if case.pack not in self._packs:
            self._packs[case.pack] = Checking(case.pack, self._reader)
        department = self._packs[case.pack].check(self._path, case.period)
        where = f"--seed {seed} --first {number} --only {kind} ({case.department} {case.period})"
        if department.code != case.department:
            return [f"{where}: read as {department.code}"]
        wider: list[str] = []
        wrong = case.differ(department, wider)
        census.add(kind, department, case.compared, wider)
        return [f"{where}: {line}" for line in wrong]
