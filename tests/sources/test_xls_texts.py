"""The texts of an xls are those of its records, or their cells are named: never garbled, never lost."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.model import Flag
from checker.model.workbook import ErrorCell
from checker.sources.limits import Limits
from checker.sources.reader import Reader

from .biff_writer import BIFF5, BIFF8, coded, label, narrow, number, record, shared, strings, text_formula, wide, xls
from .conftest import Reading

NARROW, WIDE = narrow("Titel é"), wide("案号𠀀")


@pytest.mark.parametrize("code_page", [1200, 1252, 936, 950, 65001, None, 12345])
def test_texts_of_biff_8_are_unicode_whatever_the_code_page_says(reading: Reading, code_page: int | None) -> None:
    cells = label(0, 0, NARROW) + label(1, 0, WIDE) + shared(2, 0, 0) + shared(3, 0, 1) + text_formula(4, 0, WIDE)
    workbook, flags = reading(xls(cells, before=strings(NARROW, WIDE), code_page=code_page), "a.xls")
    assert workbook is not None
    assert flags == ()
    assert [row[0] for row in workbook.sheets[0].rows] == ["Titel é", "案号𠀀", "Titel é", "案号𠀀", "案号𠀀"]


@pytest.mark.parametrize(
    ("code_page", "codec"), [(936, "gb18030"), (950, "cp950"), (1252, "cp1252"), (1251, "cp1251"), (932, "cp932")]
)
def test_texts_of_biff_5_are_in_their_code_page(reading: Reading, code_page: int, codec: str) -> None:
    text = {"cp1252": "Größe", "cp1251": "Дело", "cp932": "事件"}.get(codec, "案件")
    workbook, flags = reading(xls(label(0, 0, coded(text, codec)), version=BIFF5, code_page=code_page), "a.xls")
    assert workbook is not None
    assert flags == ()
    assert workbook.sheets[0].rows == [[text]]


def test_a_text_in_an_unknown_code_page_is_named(reading: Reading) -> None:
    cells = label(0, 0, coded("plain", "ascii")) + label(1, 0, coded("案件", "gb18030"))
    workbook, (found,) = reading(xls(cells, version=BIFF5, code_page=708), "a.xls")
    assert workbook is not None
    assert found.code.id == "W207"
    assert named(found) == "A2"
    assert workbook.sheets[0].rows == [["plain"], [ErrorCell("?")]]


def named(found: Flag) -> str:
    return str(dict(found.values)["cells"].text)


@pytest.mark.parametrize(
    ("cells", "where"),
    [
        (shared(0, 0, 0) + shared(2, 1, 7), "B3"),
        (label(0, 0, NARROW) + label(2, 1, struct.pack("<HB", 9, 1) + b"a\0"), "B3"),
        (label(0, 0, NARROW) + text_formula(2, 1), "B3"),
        (number(0, 0, 1) + number(2, 1, 2) + number(2, 1, 3), "B3"),
        (number(0, 0, 1) + label(2, 1, NARROW) + label(2, 1, WIDE), "B3"),
    ],
    ids=["no such shared string", "cut text", "text of a formula missing", "number twice", "text twice"],
)
def test_what_the_records_do_not_say_is_named(reading: Reading, cells: bytes, where: str) -> None:
    workbook, flags = reading(xls(cells, before=strings(NARROW)), "a.xls")
    assert workbook is not None
    assert [(found.code.id, named(found)) for found in flags] == [("W207", where)]


def split(text: str, at: int, first_wide: bool, second_wide: bool) -> bytes:
    """A table of one shared string that continues in a second record after `at` characters."""

    def part(piece: str, is_wide: bool) -> bytes:
        return piece.encode("utf-16-le" if is_wide else "latin-1")

    head = struct.pack("<IIHB", 1, 1, len(text), first_wide)
    continuation = bytes([second_wide]) + part(text[at:], second_wide)
    return record(0x00FC, head + part(text[:at], first_wide)) + record(0x003C, continuation)


@pytest.mark.parametrize("first_wide", [False, True])
@pytest.mark.parametrize("second_wide", [False, True])
@pytest.mark.parametrize("at", [0, 3, 5])
def test_a_text_can_go_on_in_another_record(reading: Reading, at: int, first_wide: bool, second_wide: bool) -> None:
    data = xls(shared(0, 0, 0), before=split("abcdéf", at, first_wide, second_wide))
    workbook, flags = reading(data, "a.xls")
    assert workbook is not None
    if not flags:
        assert workbook.sheets[0].rows == [["abcdéf"]]
    else:  # the reader takes it otherwise: then the cell is named
        assert [(found.code.id, named(found)) for found in flags] == [("W207", "A1")]
        assert workbook.sheets[0].rows == [[ErrorCell("?")]]


@pytest.mark.parametrize("at", range(1, 5))
def test_a_character_can_be_torn_between_two_records(reading: Reading, at: int) -> None:
    units = "字𠀀é".encode("utf-16-le")
    head, rest = struct.pack("<IIHB", 2, 2, 4, 1) + units[: 2 * at], b"\1" + units[2 * at :]
    table = record(0x00FC, head) + record(0x003C, (rest if units[2 * at :] else b"") + WIDE)
    workbook, flags = reading(xls(*[shared(0, 0, 0) + shared(1, 0, 1) + shared(2, 0, 0)] * 2, before=table), "a.xls")
    assert workbook is not None
    assert flags == ()
    assert [sheet.rows for sheet in workbook.sheets] == [[["字𠀀é"], ["案号𠀀"], ["字𠀀é"]]] * 2


def test_texts_with_formats_and_phonetics(reading: Reading) -> None:
    rich = struct.pack("<HBH", 2, 1 | 8, 1) + "案号".encode("utf-16-le") + struct.pack("<HH", 1, 0)
    spoken = struct.pack("<HBI", 2, 1 | 4, 6) + "日期".encode("utf-16-le") + bytes(6)
    both = struct.pack("<HBHI", 2, 8 | 4, 1, 6) + b"ab" + struct.pack("<HH", 1, 0) + bytes(6)
    cells = b"".join(shared(row, 0, row) for row in range(4))
    workbook, flags = reading(xls(cells, before=strings(rich, spoken, both, NARROW)), "a.xls")
    assert workbook is not None
    assert flags == ()
    assert [row[0] for row in workbook.sheets[0].rows] == ["案号", "日期", "ab", "Titel é"]


DRAWN = st.text(st.characters(codec="utf-16", exclude_categories=["Cs"]), max_size=5)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(DRAWN, min_size=1, max_size=4), page=st.sampled_from([1200, 936, 1252]), how=st.integers(0, 2))
def test_drawn_texts_come_back_whole(reading: Reading, texts: list[str], page: int, how: int) -> None:
    made = [wide(text) if any(letter > "\xff" for letter in text) else narrow(text) for text in texts]
    writers = (
        lambda at: label(at, 0, made[at]),
        lambda at: shared(at, 0, at),
        lambda at: text_formula(at, 0, made[at]),
    )
    data = xls(b"".join(writers[how](at) for at in range(len(texts))), before=strings(*made), code_page=page)
    workbook, flags = reading(data, "a.xls")
    assert workbook is not None
    assert flags == ()
    rows = [row[0] if row else None for row in workbook.sheets[0].rows]
    assert rows + [None] * (len(texts) - len(rows)) == [text or None for text in texts]


@pytest.mark.parametrize("size", [(65536, 256), (0xFFFFFFFF, 0xFFFF), (0, 0), (1, 1)])
def test_no_declared_size_reserves_memory_or_cuts_cells(size: tuple[int, int], tmp_path: Path) -> None:
    data = xls(*[number(0, 0, 1) + number(9, 9, 2)] * 40, before=strings(NARROW, count=0xFFFFFFF), size=size)
    with Reader(Limits(memory_bytes=512 * 1024 * 1024)) as small:
        path = tmp_path / "a.xls"
        path.write_bytes(data)
        workbook, flags = small.read(path)
    assert workbook is not None
    assert flags == ()
    assert all(sheet.at(10, 10) == 2 for sheet in workbook.sheets)


def test_sheets_that_reach_far_together_are_refused_before_they_are_read(reading: Reading) -> None:
    _, (found,) = reading(xls(*[number(65535, 255, 1)] * 3), "a.xls")
    assert found.code.id == "W205"


@pytest.mark.parametrize("kept", range(40, 400, 7))
def test_no_cut_workbook_loses_cells_in_silence(reading: Reading, kept: int) -> None:
    cells = b"".join(label(row, 0, WIDE) for row in range(10))
    data = xls(cells, before=strings(NARROW, WIDE))
    start = data.index(struct.pack("<HHH", 0x0809, 16, BIFF8))
    whole = data.rindex(record(0x000A, b"")) + 4 - start
    cut = data[: start + min(kept, whole)].ljust(len(data), b"\0")
    workbook, flags = reading(cut, "a.xls")
    complete = workbook is not None and len(workbook.sheets[0].rows) == 10
    assert flags or complete
    assert not (flags and kept >= whole)
