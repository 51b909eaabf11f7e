"""Reads decisions that were taken elsewhere: in the workbook that `flags --format xlsx` wrote, or on the page.

A draft is what somebody filled in about one flag, as typed, with its place for messages.
"""

from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from checker.frozen import dataclass
from checker.locate.cells import text_of
from checker.model.stops import make_stop
from checker.model.workbook import Sheet, Workbook, letters
from checker.review.form import FILLED_IN, Stamp, find_field, find_stamp
from checker.text.exact_json import parse

#: The format of the file that the page saves.
PAGE_FORMAT = "checker-decisions-draft/1"
#: The row up to which the stamp and the heads are looked for.
_TOP = 30


@dataclass(frozen=True)
class Draft:
    """What somebody filled in about one flag.

    Attributes:
        ref: the reference of the flag.
        words: what was filled in, by field; blank fields are left out.
        place: where, e.g. "review.xlsx [Review] row 7".
        cells: the places of the fields that were filled in.
    """

    ref: str
    words: Mapping[str, str]
    place: str
    cells: Mapping[str, str] = field(default_factory=dict)

    def at(self, name: str) -> str:
        """Names the place of a field."""
        return self.cells.get(name, self.place)


@dataclass(frozen=True)
class Drafts:
    """What a file holds."""

    stamp: Stamp
    source: str
    drafts: tuple[Draft, ...]


def read_sheet(path: Path, workbook: Workbook) -> Drafts:
    """Reads the workbook, also as another program saved it, with its lines and columns in any order.

    Raises:
        Stop: it isn't such a workbook.
    """
    for sheet in workbook.sheets:
        head = _find_head(sheet)
        stamp = _find_stamp(sheet)
        if head is not None and stamp is not None:
            row, columns = head
            return Drafts(stamp, "workbook", tuple(_read_lines(path, sheet, row, columns)))
    raise make_stop("not-a-review", path)


def read_page_file(path: Path, content: bytes) -> Drafts:
    """Reads the file that the page saved.

    Raises:
        Stop: it isn't such a file.
    """
    try:
        document: Any = parse(content.decode("utf-8-sig"))
        if document["format"] != PAGE_FORMAT:
            raise ValueError(document["format"])
        stamp = Stamp(str(document["pack"]), str(document["period"]), str(document["run"] or ""))
        drafts = tuple(_read_entry(path, number, each) for number, each in enumerate(document["decisions"], start=1))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise make_stop("not-a-review", path) from error
    return Drafts(stamp, "html", drafts)


def _read_entry(path: Path, number: int, entry: Mapping[str, Any]) -> Draft:
    words = {name: str(entry[name]).strip() for name in FILLED_IN if entry.get(name)}
    return Draft(str(entry["ref"]), words, f"{path} [{number}]")


def _find_head(sheet: Sheet) -> tuple[int, Mapping[str, int]] | None:
    for number, row in enumerate(sheet.rows[:_TOP], start=1):
        columns = {name: at for at, cell in enumerate(row, 1) if (name := find_field(text_of(cell))) is not None}
        if {"ref", "decision"} <= columns.keys():
            return number, columns
    return None


def _find_stamp(sheet: Sheet) -> Stamp | None:
    cells = (text_of(cell) for row in sheet.rows[:_TOP] for cell in row)
    return next((stamp for text in cells if (stamp := find_stamp(text)) is not None), None)


def _read_lines(path: Path, sheet: Sheet, head: int, columns: Mapping[str, int]) -> Iterator[Draft]:
    for row in range(head + 1, len(sheet.rows) + 1):
        texts = {name: text_of(sheet.at(row, column)) for name, column in columns.items()}
        words = {name: texts[name] for name in FILLED_IN if texts.get(name)}
        # A name that was filled down the whole column decides nothing by itself.
        if set(words) - {"by"}:
            cells = {name: f"{path} [{sheet.name}] {letters(columns[name])}{row}" for name in columns}
            yield Draft(texts["ref"], words, cells["ref"], cells)
