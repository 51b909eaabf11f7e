"""The masks of what identifies rows and flags are the same, whatever else a run is asked for."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from checker.definitions.load import load_pack
from checker.definitions.task import task_of
from checker.engine.pipeline import check_workbook
from checker.intake.target import Request, read_declaration
from checker.model import Department
from checker.model.workbook import Located, Raw, Sheet, TypedTable
from checker.privacy.personal_data import PersonalData
from checker.privacy.steady import steady_mask
from checker.sources.reader import Reader


def judged(rows: str, *, trend: bool) -> Department:
    """A sample whose staff have numbers that look like names."""
    path = Path("inputs/hantai/2024Q4/区司法局.xlsx")
    pack = load_pack("hantai")
    with Reader() as reader:
        workbook, flags = reader.read(path)
    assert workbook is not None
    task = dataclasses.replace(task_of(pack, "2024Q4", None), records=True, rows=rows, trend=trend)
    return check_workbook(path, workbook, read_declaration(workbook, pack.cover), flags, task, Request()).department


def test_rows_and_flags_have_one_identity_with_and_without_the_rows_behind_the_numbers() -> None:
    bare, full = judged("none", trend=False), judged("all", trend=True)
    assert full.evidence is not None and bare.evidence is None
    staff = next(each for each in bare.records if each.table == "staff")
    assert all("*" in str(cell) for cell in staff.cells["person_id"])
    assert bare.records == full.records
    assert [each.fingerprint for each in bare.flags] == [each.fingerprint for each in full.flags]


def typed(headers: dict[str, list[Raw]]) -> TypedTable:
    """A sheet of which the table defines the column `key` only."""
    columns = list(headers.values())
    sheet = Sheet("表", [list(headers), *(list(row) for row in zip(*columns, strict=True))])
    extra = {header: number for number, header in enumerate(headers, 1) if header != "key"}
    rows = tuple(range(2, 2 + len(columns[0])))
    return TypedTable("t", None, {}, Located("t", sheet, 1, {"key": 1}, {"key": "编号"}, extra, rows))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("headers", "text", "masked"),
    [
        ({"key": ["A-1"]}, "司公-1", "司**-1"),  # looks like a name by itself
        ({"key": ["司公-1"]}, "司-01", "司-01"),
        ({"key": ["欧阳修-7"]}, "请欧阳修签字", "请欧阳修签字"),  # another row's key teaches nothing
        ({"key": ["A-1"], "姓名": ["欧阳修"]}, "请欧阳修签字", "请欧**签字"),  # a column of names does
        ({"key": ["A-1"], "备注": ["欧阳修"]}, "请欧阳修签字", "请欧阳修签字"),
        ({"key": ["A-1"], "备注": ["台胞证"], "号": ["12345678"]}, "持12345678", "持12****78"),
        ({"key": ["A-1"], "备注": [""], "号": ["12345678"]}, "持12345678", "持12345678"),
        ({"key": ["A-1"], "办理": [date(2022, 1, 1)], "电话": [None]}, "2022-01-01", "2022-01-01"),
    ],
)
def test_a_text_is_masked_by_the_columns_of_the_sheet_and_by_itself(
    headers: dict[str, list[Raw]], text: str, masked: str
) -> None:
    first = steady_mask(PersonalData(), {"t": typed(headers)})
    assert first(text) == masked
    again = steady_mask(PersonalData(), {"t": typed(headers)})
    for other in ("欧阳修", "司公-1", "司公"):
        again(other)
    assert again(text) == masked  # whatever was masked before
