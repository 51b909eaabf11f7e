"""Cells with nothing but blanks in them: some writers ask for the blanks to be kept, others leave it to the reader."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from checker.sources.reader import Reader


def rewritten(path: Path, pattern: bytes, by: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: re.sub(pattern, by, archive.read(name)) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


@pytest.mark.parametrize("preserved", [True, False])
@pytest.mark.parametrize("writer", ["inline", "shared"])
def test_blanks_alone_are_no_content_and_no_loss(writer: str, preserved: bool, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    if writer == "inline":
        book = openpyxl.Workbook()
        book.active.append(["甲", "  ", "乙"])
        book.save(path)
    else:
        with xlsxwriter.Workbook(path) as other:
            other.add_worksheet().write_row(0, 0, ["甲", "  ", "乙"])
    rewritten(path, rb' xml:space="preserve"', b"")
    if preserved:
        rewritten(path, rb"<t>  </t>", b'<t xml:space="preserve">  </t>')
    with Reader() as reader:
        workbook, flags = reader.read(path)
    assert flags == () and workbook is not None
    (row,) = workbook.sheets[0].rows
    assert [row[0], row[2]] == ["甲", "乙"]
    assert row[1] is None or str(row[1]).isspace()
