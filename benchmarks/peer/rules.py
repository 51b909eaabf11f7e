"""The rules that all programs apply to the sheets that the hand-written script knows, and how answers are written.

Five kinds of checks: types (a day, a number), required cells, choices, limits of numbers, keys that no two rows share.
An answer has, for each kind, how many cells fail. Of rows with one key, those after the first fail.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from benchmarks import by_hand_sheets
from benchmarks.by_hand_sheets import DAY, NUMBER, TEXT, YES_NO, Sheet

#: Those that the department of the workbook submits: the checker reads no others.
SHEETS = {name: each for name, each in by_hand_sheets.SHEETS.items() if name not in ("disclosure", "proposals")}
TYPES, REQUIRED, CHOICES, RANGES, UNIQUE = KINDS = ("types", "required", "choices", "ranges", "unique")


def choices_of(sheet: Sheet) -> Iterator[tuple[str, list[str]]]:
    """The fields that take one of some words, with the words."""
    for field, (_, kind) in sheet.columns.items():
        if kind == YES_NO:
            yield field, ["是", "否"]
        elif isinstance(kind, tuple):
            yield field, list(kind)


def fields_of(sheet: Sheet, kind: str) -> list[str]:
    """The fields of one kind of column."""
    return [field for field, (_, each) in sheet.columns.items() if each == kind]


def tell(failed: Iterable[tuple[str, int]]) -> None:
    """Prints an answer: how many cells failed, added up by kind."""
    counts: Counter[str] = Counter()
    for kind, count in failed:
        counts[kind] += count
    print(json.dumps({kind: counts[kind] for kind in KINDS}))


__all__ = ["CHOICES", "DAY", "KINDS", "NUMBER", "RANGES", "REQUIRED", "SHEETS", "TEXT", "TYPES", "UNIQUE", "Sheet"]
