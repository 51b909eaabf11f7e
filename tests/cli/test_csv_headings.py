"""Every csv table has headings in the language asked for: Chinese ones, or in English the ids that programs know."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest

from checker.cli import coverage, differences, series
from checker.definitions.load import load_pack
from checker.model import Language
from checker.reporters import flags_csv
from checker.reporters.rows import table
from checker.review import documents
from checker.wording.headings import WORDS, csv_headings

TABLES = {
    "flags.csv": (flags_csv.HEADERS, "csv"),
    "rows.csv": (table.HEADERS, "csv"),
    "flags": (documents.COLUMNS, "csv_review"),
    "coverage": (coverage.HEADERS, "csv_coverage"),
    "history": (series.HEADERS, "csv_history"),
    "compare": (differences.HEADERS, "csv_differences"),
}


@pytest.mark.parametrize("name", TABLES)
def test_headings_are_in_the_language_asked_for(name: str) -> None:
    ids, words = TABLES[name]
    chinese = csv_headings(ids, "zh", words)
    assert csv_headings(ids, "en", words) == list(ids)
    assert not any(heading.isascii() for heading in chinese)
    assert len(set(chinese)) == len(ids), "no heading twice"


def test_no_heading_is_left_over() -> None:
    used: dict[str, set[str]] = {}
    for ids, words in TABLES.values():
        used.setdefault(words, set()).update(ids)
        used.setdefault("csv", set()).update(ids)
    for words, ids in used.items():
        assert set(WORDS[words]) <= ids, words


@pytest.mark.parametrize(("language", "first"), [("zh", "要求代号"), ("en", "requirement")])
def test_a_command_asks_for_its_language(language: Language, first: str) -> None:
    lines: Sequence[Sequence[str]] = list(csv.reader(io.StringIO(coverage.make_csv(load_pack("heping"), language)[1:])))
    assert lines[0][0] == first
    assert len(lines) > 1
