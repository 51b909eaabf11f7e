"""Damage of any kind gives a workbook or a flag; and the quick look at a sheet agrees with the full walk."""

from __future__ import annotations

import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.sources.reader import Reader
from checker.sources.sheet_walk import Strings, walk
from checker.sources.sheet_xml import scan
from samples.library.handmade import ods, row, sheet_xml, xlsx_parts, zipped

from .test_outcomes import xls

PARTS = xlsx_parts(
    "".join(
        row(
            number,
            f'<c r="A{number}" t="s"><v>0</v></c><c r="B{number}" s="1"><v>{44000 + number}</v></c>'
            f'<c r="C{number}" s="2"><v>0.{number}</v></c><c r="D{number}" t="e"><v>#N/A</v></c>',
        )
        for number in range(1, 12)
    )
)
FILES = {
    "a.xlsx": zipped(PARTS),
    "b.xlsx": zipped(PARTS, zipfile.ZIP_STORED),
    "c.xls": xls(),
    "d.ods": ods('<table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row>'),
    "e.csv": "案号,日期\n一,2022\n".encode() * 5,
}


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_raises(reader: Reader, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(FILES)))
    damaged = bytearray(FILES[name])
    for place, value in data.draw(
        st.lists(st.tuples(st.integers(0, len(damaged) - 1), st.integers(0, 255)), max_size=3)
    ):
        damaged[place] = value
    del damaged[data.draw(st.one_of(st.just(len(damaged)), st.integers(0, len(damaged)))) :]
    assert_read_or_flagged(reader, tmp_path_factory, name, bytes(damaged))


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_within_a_part_raises(
    reader: Reader, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(PARTS)))
    part = str(PARTS[name]).encode()
    first = data.draw(st.integers(0, len(part)))
    last = data.draw(st.integers(first, min(len(part), first + 30)))
    new = data.draw(st.sampled_from([b"", b"<", b">", b'"', b"&", b"-1", b"99999999999", b"\0", part[first:last] * 2]))
    mended = zipped({**PARTS, name: part[:first] + new + part[last:]})
    assert_read_or_flagged(reader, tmp_path_factory, "a.xlsx", mended)


def assert_read_or_flagged(reader: Reader, folders: pytest.TempPathFactory, name: str, data: bytes) -> None:
    path = folders.getbasetemp() / name
    path.write_bytes(data)
    workbook, flags = reader.read(path)
    assert (workbook is not None) or flags
    assert all(found.code.id.startswith("W2") for found in flags)


CELL = st.sampled_from(
    [
        '<c r="{at}" s="{style}"><v>0.5</v></c>',
        '<c r="{at}" s="{style}" t="s"><v>0</v></c>',
        '<c r="{at}" t="n" s="{style}"><v>-1</v></c>',
        '<c r="{at}" s="{style}"/>',
        '<c r="{at}"><f>A1</f><v>2</v></c>',
        '<c r="{at}" t="str"><f>A1</f><v></v></c>',
        '<c r="{at}" t="inlineStr"><is><t>x</t></is></c>',
        "",
    ]
)


@given(
    cells=st.lists(st.tuples(CELL, st.integers(0, 7), st.booleans()), max_size=12),
    columns=st.sampled_from(["", '<cols><col min="2" max="3" hidden="1"/></cols>']),
)
def test_the_quick_look_agrees_with_the_walk(cells: list[tuple[str, int, bool]], columns: str) -> None:
    lines = []
    for number, (cell, style, hidden) in enumerate(cells, 1):
        attributes = ' hidden="1"' if hidden else ""
        lines.append(f'<row r="{number}" s="2"{attributes}>{cell.format(at=f"C{number}", style=style)}</row>')
    xml = sheet_xml("".join(lines), before=columns).encode()
    percent = frozenset({2, 3})
    seen, census = scan(xml, percent, {}), walk(xml, "sheet1.xml", percent, {}, Strings(1))
    assert seen.sure
    assert seen.values == len(census.filled)
    assert (seen.hidden_rows, seen.hidden_columns) == (census.hidden_rows, census.hidden_columns)
    assert {(at, line) for at, found in census.percent.items() for line in found} <= {
        (at, line) for at, found in seen.percent.items() for line in found
    }
    assert seen.corner == max(((line, 3) for line, (cell, _, _) in enumerate(cells, 1) if cell), default=(0, 0))


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1"><f>1</f></c>',
        '<c r="A1"><f>1</f><v></v></c>',
        '<c r="A1"><f>1</f><v/></c>',
        '<c r="A1"><f t="shared" si="0"/></c>',
        '<c r="A1"><f/></c>',
        '<c s="2"><v>1</v></c>',
        "<c r='A1' s='2'><v>1</v></c>",
    ],
)
def test_the_quick_look_asks_for_the_walk(cell: str) -> None:
    assert not scan(sheet_xml(row(1, cell)).encode(), frozenset({2}), {}).sure
