"""What Excel, LibreOffice and WPS ask of a file, asked of the XML that was written."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries
from python_calamine import CalamineWorkbook

from checker.model import Language
from checker.tables.table import Table
from checker.template import Blank, make_workbook
from tests.definitions.small_pack import write_small

from .making import PERIODS, blanks, bytes_of, header_row, seen, task

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
LANGUAGES: tuple[Language, ...] = ("zh", "en")
_FORMATS = {"text": "@", "id": "@", "date": "yyyy-mm-dd", "datetime": "yyyy-mm-dd hh:mm", "percent": "0.00##%"}
EVERY = [(pack, language) for pack in PERIODS for language in LANGUAGES]


class File:
    """The parts of a workbook."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
            assert len(self.parts) == len(archive.namelist())
        self.book = self.xml("xl/workbook.xml")
        targets = {each.get("Id"): each.get("Target") for each in self.xml("xl/_rels/workbook.xml.rels")}
        self.sheets = {
            str(each.get("name")): self.xml(str(targets[each.get(RELATION + "id")]).lstrip("/"))
            for each in self.book.iter(MAIN + "sheet")
        }

    def xml(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.parts[name])


def units(text: str | None) -> int:
    return len((text or "").encode("utf-16-le")) // 2


def check_sheets(file: File) -> None:
    entries = list(file.book.iter(MAIN + "sheet"))
    names = [str(each.get("name")) for each in entries]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 0 < units(name) <= 31
        assert not re.search(r"[\[\]:*?/\\]|^'|'$", name)
    assert len({each.get("sheetId") for each in entries}) == len(entries)
    assert {each.get("state", "visible") for each in entries} == {"visible"}


def check_names(file: File, headers: dict[str, int]) -> None:
    """Rows that are repeated on every printed page: on the sheet itself, and the row of the headers."""
    names = list(file.sheets)
    repeated = {}
    for each in file.book.iter(MAIN + "definedName"):
        assert each.get("name") == "_xlnm.Print_Titles"
        assert each.get("hidden") is None
        sheet = names[int(str(each.get("localSheetId")))]
        quoted = "'" + sheet.replace("'", "''") + "'!"
        parts = str(each.text).split(",")
        assert all(part.startswith(quoted) for part in parts), each.text
        repeated[sheet] = [part.removeprefix(quoted) for part in parts]
    for sheet, row in headers.items():
        assert set(repeated[sheet]) - {"$A:$A"} == {f"${row}:${row}"}


def check_rules(file: File, sheet: ElementTree.Element) -> int:
    """The rules of what may be typed; gives how many."""
    holders = list(sheet.iter(MAIN + "dataValidations"))
    rules = list(sheet.iter(MAIN + "dataValidation"))
    assert [holder.get("count") for holder in holders] == ([str(len(rules))] if rules else [])
    areas = []
    for rule in rules:
        first_column, first_row, last_column, last_row = range_boundaries(str(rule.get("sqref")))
        assert 1 <= first_column == last_column <= 16_384
        assert 1 <= first_row <= last_row <= 1_048_576
        areas.append((first_column, first_row, last_row))
        assert units(rule.get("promptTitle")) <= 32
        assert units(rule.get("errorTitle")) <= 32
        assert 0 < units(rule.get("prompt")) <= 255
        assert units(rule.get("error")) <= 255
        assert rule.get("type", "none") in ("none", "list", "date", "whole", "decimal")
        assert rule.get("errorStyle") == ("warning" if rule.get("type") else None)
        formulas = [str(each.text) for each in rule if each.text]
        assert all(units(formula) <= 255 for formula in formulas)
        check_formulas(file, str(rule.get("type", "none")), formulas)
    assert not any(one[0] == two[0] and one[1] <= two[2] and two[1] <= one[2] for one, two in combinations(areas, 2))
    return len(rules)


def check_formulas(file: File, kind: str, formulas: list[str]) -> None:
    if kind == "none":
        assert formulas == []
    elif kind == "list" and not formulas[0].startswith('"'):
        sheet, cells = formulas[0].rsplit("!", 1)
        listed = file.sheets[sheet.strip("'").replace("''", "'")]
        match = re.fullmatch(r"\$([A-Z]+)\$(\d+):\$([A-Z]+)\$(\d+)", cells)
        assert match and match[1] == match[3]
        filled = {str(each.get("r")) for each in listed.iter(MAIN + "c") if len(each)}
        wanted = {f"{match[1]}{row}" for row in range(int(match[2]), int(match[4]) + 1)}
        assert wanted <= filled
        assert f"{match[1]}{int(match[4]) + 1}" not in filled
    elif kind == "list":
        assert len(formulas) == 1
    else:
        assert len(formulas) == 2
        assert float(formulas[0]) <= float(formulas[1])


def check_sheet(file: File, name: str, is_cover: bool) -> None:
    sheet = file.sheets[name]
    assert not list(sheet.iter(MAIN + "f"))
    assert not list(sheet.iter(MAIN + "mergeCell"))
    assert not [each for each in sheet.iter() if each.get("hidden") in ("1", "true")]
    assert bool(list(sheet.iter(MAIN + "sheetProtection"))) is is_cover
    for row in sheet.iter(MAIN + "row"):
        assert 0 < float(row.get("ht", "15")) <= 409
    for column in sheet.iter(MAIN + "col"):
        assert 0 < float(column.get("width", "8")) <= 255
    (setup,) = sheet.iter(MAIN + "pageSetup")
    assert setup.get("paperSize") == "9"
    assert setup.get("fitToHeight") == "0"
    assert next(sheet.iter(MAIN + "pageSetUpPr")).get("fitToPage") == "1"
    assert "&P" in str(next(sheet.iter(MAIN + "oddFooter")).text)
    assert units(next(sheet.iter(MAIN + "oddFooter")).text) <= 255
    looks = len(list(file.xml("xl/styles.xml").iter(MAIN + "dxf")))
    assert all(int(str(each.get("dxfId"))) < looks for each in sheet.iter(MAIN + "cfRule"))


def check_parts(file: File) -> None:
    """Every part has a type, and nothing points at a part that is not there or outside the file."""
    types = file.xml("[Content_Types].xml")
    named = {str(each.get("PartName")).lstrip("/") for each in types if each.get("PartName")}
    endings = {each.get("Extension") for each in types if each.get("Extension")}
    for name in file.parts:
        assert name in named or name.rsplit(".", 1)[-1] in endings
        if name.endswith(".rels"):
            assert not [each for each in file.xml(name) if each.get("TargetMode") == "External"]
    assert named <= set(file.parts)


def check_file(data: bytes, blank: Blank) -> None:
    file = File(data)
    book = seen(data)
    tables = book.sheetnames[2 : 2 + len(blank.tables)]
    headers = {name: header_row(book[name]) for name in tables}
    check_sheets(file)
    check_parts(file)
    check_names(file, headers)
    for name, table in zip(tables, blank.tables, strict=True):
        assert check_rules(file, file.sheets[name]) == len(table.asked)
        check_columns(book, blank, name, table)
    for number, name in enumerate(file.sheets):
        check_sheet(file, name, is_cover=number == 0)
        check_rules(file, file.sheets[name])
    check_readers(data, book, headers)


def check_columns(book: Any, blank: Blank, name: str, table: Table) -> None:
    """Ids stay texts, dates look like dates, and a dropdown offers what the table defines, and nothing else."""
    sheet = book[name]
    rules = {range_boundaries(str(rule.sqref))[0]: rule for rule in sheet.data_validations.dataValidation}
    for at, column in enumerate(table.asked.values(), start=1):
        wanted = _FORMATS.get(column.type, "General")
        assert sheet.column_dimensions[get_column_letter(at)].number_format == wanted
        if column.type in ("choice", "boolean"):
            yes_or_no = ["是", "否"] if blank.language == "zh" else ["Yes", "No"]
            labels = [each.text.of(blank.language) for each in column.choices.values()] or yes_or_no
            assert offered(book, rules[at].formula1) == labels


def offered(book: Any, formula: str) -> list[str]:
    if formula.startswith('"'):
        return formula.strip('"').replace('""', '"').split(",")
    sheet, cells = formula.rsplit("!", 1)
    return [cell.value for (cell,) in book[sheet.strip("'")][cells.replace("$", "")]]


def check_readers(data: bytes, book: Any, headers: dict[str, int]) -> None:
    """Two other programs find the same sheets and the same headers."""
    other = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert other.sheet_names == book.sheetnames
    for name, row in headers.items():
        cells = other.get_sheet_by_name(name).to_python(skip_empty_area=False)
        assert cells[row - 1] == [cell.value for cell in book[name][row]]
        below = book[name].iter_rows(min_row=row + 1, max_row=len(cells), values_only=True) if len(cells) > row else ()
        assert cells[row:] == [[plain(value) for value in line] for line in below]
        assert len(cells) == row or all(line[0] for line in cells[row:])  # only rows that the pack knows


def plain(value: Any) -> Any:
    """A cell as the other program reads it."""
    return value.date() if isinstance(value, datetime) else value or ""


@pytest.mark.parametrize(("pack", "language"), EVERY)
def test_every_template_is_a_sound_file(pack: str, language: Language) -> None:
    for blank in blanks(task(pack, PERIODS[pack]), language):
        check_file(bytes_of(blank), blank)


def test_the_same_is_the_same_to_the_byte() -> None:
    (blank,) = blanks(task("heping", "2022Q4"), "zh", "sfj")
    (other,) = blanks(task("heping", "2022Q4"), "zh", "区司法局")
    assert make_workbook(blank) == make_workbook(other) == bytes_of(blank)
    assert make_workbook(blank) != make_workbook(blanks(task("heping", "2022Q3"), "zh", "sfj")[0])


def test_only_the_cover_is_locked_and_its_lock_has_no_key() -> None:
    (blank,) = blanks(task("heping", "2022Q4"), "zh", "sfj")
    file = File(bytes_of(blank))
    (lock,) = file.sheets["填报说明"].iter(MAIN + "sheetProtection")
    assert lock.get("sheet") == "1"
    assert not {"password", "hashValue", "algorithmName"} & set(lock.keys())


HOSTILE = {
    "tables/cases.yaml": {
        "sheet: {zh: 案件, en: Cases, aliases: [案件表]}": (
            "sheet: {zh: '案件[表]:*?/\\', en: \"Case's\", aliases: [案件表]}"
        ),
        "case_no: {header: {zh: 案号, en: Case number}, type": (
            "case_no: {header: {zh: '=1+1', en: '@SUM(A1)'}, example: A1, hint: {zh: '"
            + "很" * 300
            + "', en: '"
            + "long " * 80
            + "'}, type"
        ),
        "header: {zh: 案件类别, en: Category}": "header: {zh: " + "类" * 40 + ", en: " + "Category " * 8 + "}",
        "general: {zh: 一般案件, en: General}": "general: {zh: '一般,案件', en: 'say \"it\", then'}",
        "major: {zh: 重大案件, en: Major}": "major: {zh: '=2+2', en: '+3'}",
        "unit: {zh: 万元, en: 10k yuan}": "unit: {zh: '元/件', en: 'yuan \"each\"'}",
    },
    "demo/departments.yaml": {"zh: 东街道": "zh: '=东/街道&'"},
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_words_in_a_pack_stay_words(language: Language, tmp_path: Path) -> None:
    folder = write_small(tmp_path / "small", change=HOSTILE)
    (blank,) = blanks(task(folder, "2022Q4"), language, "east")
    data = make_workbook(blank)
    check_file(data, blank)
    book = load_workbook(io.BytesIO(data))
    sheet = book.worksheets[2]
    row = header_row(sheet)
    assert sheet.cell(row, 1).data_type == "s"
    assert sheet.cell(row, 1).value == {"zh": "*=1+1", "en": "*@SUM(A1)"}[language]
    choices = book[{"zh": "选项", "en": "Choices"}[language]]
    values = [cell.value for cell in choices["A"]]
    assert values[3:5] == {"zh": ["一般,案件", "=2+2"], "en": ['say "it", then', "+3"]}[language]
    assert choices["A5"].data_type == "s"
