"""What a clerk does with a spreadsheet program, openpyxl in its place: fills a template, spoils it, follows links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import coordinate_to_tuple
from openpyxl.worksheet.worksheet import Worksheet

from checker.definitions.load import load_pack
from checker.marked_copy.flags_sheet import NAME
from checker.marking.flags_page import HEADS
from checker.model import Language
from checker.tables.table import Table
from checker.text.normalize import key_form
from samples.library.yaml12 import read_yaml

HERE = Path(__file__).parent
_CELL = re.compile(r"^#?'?(?P<sheet>.+?)'?!\$?(?P<cell>[A-Z]+\$?[0-9]+)")


@cache
def told(name: str) -> Any:
    """A YAML file of this folder; days and numbers as they are."""
    return read_yaml(HERE / name)


def _bare(header: str) -> str:
    """A header without its mark and what is in brackets."""
    return key_form(re.sub(r"[*＊]|[（(].*?[)）]", "", header))


@cache
def tables() -> dict[str, Table]:
    """The tables of the pack."""
    return load_pack("heping").tables


@dataclass(frozen=True)
class Records:
    """The clerk's own records: for any row of a table and any column, what is right there, as typed in a language."""

    language: Language

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The rows of a table, by column."""
        columns, *rows = told("records.yaml")[table]
        return [
            {column: self._typed(table, column, value) for column, value in zip(columns, row, strict=True)}
            for row in rows
        ]

    def _typed(self, table: str, column: str, value: Any) -> Any:
        defined = tables()[table].columns[column]
        if isinstance(value, bool):
            return {"zh": ("否", "是"), "en": ("no", "yes")}[self.language][value]
        if defined.type == "choice" and value is not None:
            return defined.choices[value].zh if self.language == "zh" else defined.choices[value].en
        if defined.type == "id" and value is not None:
            return str(value)
        return value


class Book:
    """An open workbook, its tables found by the names and headers that the definitions give."""

    def __init__(self, path: Path, language: Language) -> None:
        self.book: Workbook = load_workbook(path)
        self.language = language
        self._heads: dict[str, tuple[int, dict[str, int]]] = {}

    def sheet(self, table: str) -> Worksheet:
        """The sheet of a table."""
        label = tables()[table].sheet
        names = {key_form(name): name for name in self.book.sheetnames}
        return next(self.book[names[key_form(name)]] for name in label.all if key_form(name) in names)

    def header_row(self, table: str) -> int:
        """The row that holds the headers."""
        return self._head(table)[0]

    def columns(self, table: str) -> dict[str, int]:
        """The number of each column, by id; without those whose header is none of the definition's."""
        return self._head(table)[1]

    def column(self, table: str, column: str) -> int:
        """The number of a column."""
        return self.columns(table)[column]

    def _head(self, table: str) -> tuple[int, dict[str, int]]:
        if table not in self._heads:
            rows = {row: self._headers(table, row) for row in range(1, 16)}
            row = max(rows, key=lambda row: len(rows[row]))
            self._heads[table] = row, rows[row]
        return self._heads[table]

    def _headers(self, table: str, row: int) -> dict[str, int]:
        labels = {
            _bare(label): name
            for name, column in tables()[table].columns.items()
            for label in (column.header.zh, column.header.en)
        }
        found = {}
        for cell in self.sheet(table)[row]:
            said = _bare(str(cell.value or ""))
            if said in labels:
                found[labels[said]] = cell.column
        return found

    def type(self, table: str, row: int, column: str, value: Any) -> str:
        """Types a value into the nth record of a table; gives the cell's address."""
        cell = self.sheet(table).cell(self.header_row(table) + row, self.column(table, column))
        cell.value = value
        if isinstance(value, (date, datetime)):
            cell.number_format = "yyyy-mm-dd"
        return cell.coordinate

    def fill(self, records: Records) -> None:
        """Types every record into its sheet, as far as the template asks for it."""
        for table in told("records.yaml"):
            for number, row in enumerate(records.rows(table), 1):
                for column, value in row.items():
                    if value is not None and column in self.columns(table):
                        self.type(table, number, column, value)

    def spoil(self, table: str, row: int, column: str, value: str) -> str:
        """Puts something wrong into a record; gives the cell's address."""
        kind, _, rest = str(value).partition(":")
        typed: Any = {
            "number": lambda: float(rest),
            "date": lambda: rest,
            "formula": lambda: rest,
            "blank": lambda: None,
            "error": lambda: rest,
        }.get(kind, lambda: str(value))()
        if kind == "date" and int(rest[:4]) > 1900:
            typed = date.fromisoformat(rest)
        return self.type(table, row, column, typed)

    def findings(self) -> list[dict[str, Any]]:
        """The lines of the findings sheet by the words of its head, and the target of each line's link as "link"."""
        sheet = self.book[NAME.of(self.language)]
        head = next(row for row in sheet.iter_rows() if sum(cell.value is not None for cell in row) >= 12)
        lines = []
        for row in sheet.iter_rows(min_row=head[0].row + 1, max_col=len(head)):
            if not isinstance(row[0].value, int):
                break
            line = {str(name.value): cell.value for name, cell in zip(head, row, strict=True)}
            links = [cell.hyperlink.location for cell in row if cell.hyperlink is not None]
            lines.append({**line, "link": links[0] if links else None})
        return lines

    def fix(self, line: dict[str, Any], records: Records) -> None:
        """Does what a line asks for, knowing the line and the clerk's own records and nothing else."""
        expected = line[HEADS[8].of(self.language)]
        name, address = linked(line["link"])
        table = next((each.id for each in tables().values() if name in (each.sheet.zh, each.sheet.en)), None)
        if table is None:  # it leads to the indicators, which follow from the rows
            return
        row, column = coordinate_to_tuple(address)
        record = row - self.header_row(table)
        if record <= 0 and line[HEADS[9].of(self.language)] != "W216":
            return  # about the sheet as a whole, which follows from its rows
        if record <= 0:  # a header: the right one first, the cell that was not recognised last
            unknown = re.findall(r"\b([A-Z]{1,2}[0-9]+) ", expected)
            self.book[name][unknown[-1]].value = re.split("[、,]", expected)[0]
            return
        names = {number: each for each, number in self.columns(table).items()}
        self.book[name].cell(row, column).value = records.rows(table)[record - 1].get(names[column])

    def is_coloured(self, sheet: str, address: str) -> bool:
        """Whether a cell is marked; the template has colours of its own, for rows that are filled in."""
        ranges = self.book[sheet].conditional_formatting
        rules = [rule for each in ranges if address in each.sqref for rule in each.rules]
        return any("checker:" in formula and rule.dxf is not None for rule in rules for formula in rule.formula)

    def comment(self, sheet: str, address: str) -> str:
        """What the comment at a cell says."""
        found = self.book[sheet][address].comment
        return "" if found is None else found.text


def fill_cover(book: Book, **values: str) -> None:
    """Types beside the labels of the cover sheet."""
    cover = book.book.worksheets[0]
    for row in range(1, 20):
        for name, value in values.items():
            if tables()["cover"].columns[name].header.text.of(book.language) in str(cover.cell(row, 1).value or ""):
                cover.cell(row, 2).value = value


def linked(target: str) -> tuple[str, str]:
    """The sheet and the cell that a link leads to."""
    found = _CELL.match(target)
    assert found, target
    return found["sheet"].replace("''", "'"), found["cell"].replace("$", "")
