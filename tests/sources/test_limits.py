"""Each limit from both sides: at the limit a file is read, one beyond it is refused, for that reason."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from checker.model.workbook import ErrorCell
from checker.sources.limits import Limits
from checker.sources.reader import Reader
from samples.library.handmade import ods, row, xlsx_parts, zipped

from .conftest import read_here
from .test_outcomes import in_words, xls

#: Six filled cells, the last of them in C4. The repeated text makes a part that packs well.
CELLS = "".join(row(number, f'<c r="A{number}"><v>1</v></c>') for number in range(1, 4)) + row(
    4, "".join(f'<c r="{letter}4"><v>1</v></c>' for letter in "ABC")
)
PARTS = {**xlsx_parts(CELLS), "xl/media/note.txt": "好" * 1000}
XLSX = zipped(PARTS)
SIZES = {name: len(content.encode() if isinstance(content, str) else content) for name, content in PARTS.items()}
PACKED = {member.filename: member.compress_size for member in zipfile.ZipFile(io.BytesIO(XLSX)).infolist()}
#: The best packed part, as a whole number of times, rounded up.
RATIO = max(-(-SIZES[name] // PACKED[name]) for name in PARTS)
CSV = b"a,b,c\n1,,3\n,2,\n"
ODS = ods(
    '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="3" '
    'office:value-type="float" office:value="1"/></table:table-row>'
)


@pytest.mark.parametrize(
    ("name", "data", "limit", "at", "says"),
    [
        ("a.xlsx", XLSX, "file_bytes", len(XLSX), "the file is larger than"),
        ("a.xlsx", XLSX, "members", len(PARTS), "parts, at most"),
        ("a.xlsx", XLSX, "part_bytes", max(SIZES.values()), "inflates to more than"),
        ("a.xlsx", XLSX, "inflated_bytes", sum(SIZES.values()), "all parts together"),
        ("a.xlsx", XLSX, "ratio", RATIO, "times its packed size"),
        ("a.xlsx", XLSX, "cells", 6, "6 filled cells, at most 5"),
        ("a.xlsx", XLSX, "area", 12, "reaches to C4, 12 cells"),
        ("a.csv", CSV, "cells", 6, "6 filled cells, at most 5"),
        ("a.ods", ODS, "cells", 6, "6 filled cells, at most 5"),
        ("a.ods", ODS, "area", 6, "reaches to C2, 6 cells"),
        ("a.xls", xls(), "cells", 50, "50 filled cells, at most 49"),
        ("a.xls", xls(), "area", 50, "reaches to A50, 50 cells"),
    ],
)
def test_both_sides_of_each_limit(tmp_path: Path, name: str, data: bytes, limit: str, at: int, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    others = {"ratio_from": 0} if limit == "ratio" else {}
    workbook, flags = read_here(path, Limits(**{**others, limit: at}))
    assert flags == ()
    assert workbook is not None
    workbook, (found,) = read_here(path, Limits(**{**others, limit: at - 1}))
    assert workbook is None
    assert found.code.id == "W205"
    assert says in in_words(found, "en")


def test_a_part_that_is_read_again_counts_once(tmp_path: Path) -> None:
    parts = xlsx_parts(CELLS + row(5, '<c r="A5" t="e"><v>#N/A</v></c>'))
    path = tmp_path / "a.xlsx"
    path.write_bytes(zipped(parts))
    total = sum(len(str(content).encode()) for content in parts.values())
    workbook, flags = read_here(path, Limits(inflated_bytes=total))
    assert workbook is not None
    assert (flags, workbook.sheets[0].at(5, 1)) == ((), ErrorCell("#N/A"))


def test_small_parts_may_pack_as_well_as_they_like(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(XLSX)
    size = max(SIZES[name] for name in PARTS)
    assert read_here(path, Limits(ratio=1, ratio_from=size))[1] == ()
    assert [found.code.id for found in read_here(path, Limits(ratio=1, ratio_from=size - 1))[1]] == ["W205"]


def test_what_a_header_says_of_sizes_is_not_believed(tmp_path: Path) -> None:
    """A part that inflates to a million bytes, and that the directory declares to be of ten."""
    data = bytearray(zipped({**xlsx_parts(CELLS), "xl/media/note.txt": "x" * 1_000_000}))
    declared = data.rindex((1_000_000).to_bytes(4, "little"))
    data[declared : declared + 4] = (10).to_bytes(4, "little")
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    _, (found,) = read_here(path, Limits(part_bytes=999_999))
    assert (found.code.id, "inflates to more than" in in_words(found, "en")) == ("W205", True)


def test_a_sheet_beyond_a_limit_does_not_take_the_others_with_it(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(zipped(xlsx_parts(CELLS, row(1, '<c r="A1"><v>1</v></c>'))))
    workbook, (found,) = read_here(path, Limits(cells=5))
    assert workbook is not None
    assert [sheet.name for sheet in workbook.sheets] == ["S2"]
    assert (found.code.id, found.place.sheet) == ("W205", "S1")


def test_the_limits_reach_the_reading_process(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(XLSX)
    for limits, codes in ((Limits(), []), (Limits(cells=5), ["W205"])):
        with Reader(limits) as reader:
            assert [found.code.id for found in reader.read(path)[1]] == codes
