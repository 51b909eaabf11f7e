"""The day on which a workbook was last saved: read from each kind of file, and never in the way."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from checker.sources.reader import Reader

INPUTS = Path(__file__).resolve().parent.parent.parent / "inputs" / "heping" / "2022Q4"
_MODIFIED = rb"2023-01-04T09:00:00Z(?=</dcterms:modified>)"
XLSX, ODS, XLS = INPUTS / "区司法局.xlsx", INPUTS / "公安和平分局.ods", INPUTS / "区城市管理委.xls"


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as opened:
        yield opened


def saved_on(reader: Reader, path: Path) -> date | None:
    workbook, flags = reader.read(path)
    assert workbook is not None
    assert not [flag for flag in flags if flag.code.id == "W203"], "properties never damage a file"
    return workbook.saved_on


def with_part(source: Path, path: Path, part: str, pattern: bytes, words: bytes) -> Path:
    """The same file with other words in one of its parts."""
    shutil.copy(source, path)
    with zipfile.ZipFile(source) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    changed = re.sub(pattern, lambda _: words, parts[part], count=1)
    assert changed != parts[part]
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(name, changed if name == part else content)
    return path


def modified(tmp_path: Path, words: str) -> Path:
    return with_part(XLSX, tmp_path / "a.xlsx", "docProps/core.xml", _MODIFIED, words.encode())


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2022-12-20T09:00:00Z", date(2022, 12, 20)),
        ("2022-12-20T09:59:59Z", date(2022, 12, 20)),
        ("2022-12-20T10:00:00Z", date(2022, 12, 21)),  # midnight where clocks are 14 hours ahead
        (" 2022-12-20T09:00:00.123Z ", date(2022, 12, 20)),
    ],
)
def test_the_day_is_the_latest_that_it_was_anywhere(reader: Reader, tmp_path: Path, words: str, day: date) -> None:
    assert saved_on(reader, modified(tmp_path, words)) == day


@pytest.mark.parametrize("words", ["", "yesterday", "2022-13-01T00:00:00Z", "9999-12-31T23:59:59Z", "&#1;", "<a"])
def test_words_that_are_no_time_say_nothing_and_do_no_harm(reader: Reader, tmp_path: Path, words: str) -> None:
    assert saved_on(reader, modified(tmp_path, words)) is None


def test_a_file_of_each_kind(reader: Reader, tmp_path: Path) -> None:
    assert saved_on(reader, XLSX) == date(2023, 1, 4)
    assert saved_on(reader, ODS) is None
    date_ = b'<dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">2022-12-20T09:00:00</dc:date></office:meta>'
    dated = with_part(ODS, tmp_path / "a.ods", "meta.xml", b"</office:meta>", date_)
    assert saved_on(reader, dated) == date(2022, 12, 20)
    assert saved_on(reader, XLS) is None
