"""A small district whose departments have had cases: its pack, its workbooks, and an auditor who fills in samples."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from samples.library.cells import book_of
from samples.library.xlsx import by_openpyxl
from tests.definitions.small_pack import write_small

_CASES = """
id: cases
sheet: {zh: 案件, en: Cases}
nil: {zh: 本期无案件, en: No cases}
key: [case_no]
columns:
  case_no: {header: {zh: 案号, en: Case number}, type: text, required: true}
  party: {header: {zh: 当事人, en: Party}, type: text, personal: name}
  hearing_on: {header: {zh: 开庭日期, en: Hearing date}, type: date}
  head_appeared: {header: {zh: 负责人是否出庭, en: Head appeared}, type: boolean}
"""
_INDICATOR = """
id: {id}
name: {{zh: {zh}, en: {en}}}
clause: 第十条
basis: {{zh: 依据。, en: Its basis.}}
owner: [区司法局]
measure:
  {measure}
target: {{{target}}}
period: year
weight: 10
examples: [{{rows: {{cases: []}}, expect: {{unknown: 0}}}}]
"""
_SHARE = "proportion: {table: cases, when: hearing_on, numerator: {head_appeared: %s}}"
_INDICATORS = {
    "appearance": ("出庭率", "Appearance rate", _SHARE % "true", "at_least: 50%"),
    "absence": ("缺席率", "Absence rate", _SHARE % "false", "at_most: 50%"),
    "load": ("案件数", "Cases", "count: {table: cases, when: hearing_on}", "at_most: 3"),
}
DEPARTMENTS = {"justice": "区司法局", "finance": "区财政局", "east": "东街道"}


@dataclass(frozen=True)
class Case:
    """A case as its department has it in its workbook."""

    number: str
    appeared: bool = True
    party: str = "张三丰"
    day: date = date(2022, 3, 1)


def write_pack(folder: Path) -> Path:
    """Writes the pack and gives its folder."""
    folder.mkdir()
    indicators = {
        f"demo/{id}.yaml": _INDICATOR.format(id=id, zh=zh, en=en, measure=measure, target=target)
        for id, (zh, en, measure, target) in _INDICATORS.items()
    }
    return write_small(
        folder,
        change={"demo/pack.yaml": {"tables: [cases, officers, training, tasks, figures]": "tables: [cases]"}},
        write={"tables/cases.yaml": _CASES, **indicators},
    )


def write_inputs(folder: Path, cases: Mapping[str, list[Case]]) -> Path:
    """Writes one workbook per department and gives their folder."""
    folder.mkdir()
    for code, own in cases.items():
        rows = [["案号", "当事人", "开庭日期", "负责人是否出庭"]]
        rows += [[each.number, each.party, each.day, "是" if each.appeared else "否"] for each in own]
        cover = [("单位", DEPARTMENTS[code]), ("报送期", "2022Q4")]
        (folder / f"{DEPARTMENTS[code]}.xlsx").write_bytes(by_openpyxl(book_of({"封面": cover, "案件": rows})))
    return folder


def fill_in(path: Path, answer: Callable[[int], tuple[object, object]] = lambda number: ("是", "是")) -> Path:
    """Fills in a sample as the auditor does: for each row by its number, whether the document was seen and agrees."""
    book = load_workbook(path)
    sheet = book.worksheets[1]
    for row in range(2, sheet.max_row + 1):
        seen, agrees = answer(row - 1)
        sheet.cell(row, 7).value, sheet.cell(row, 8).value = seen, agrees
    book.save(path)
    return path
