"""The census of a sheet: what its XML or records contain, and how the reader's cells are reconciled with it.

The reader returns failed and uncalculated formulas as blanks, and impossible dates as possible ones. The census
corrects them.
"""

import math
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, time

from checker.model.workbook import ErrorCell, Merged, Raw, Uncalculated
from checker.text.number_formats import adds_to_cell, shows_time

#: The value of a cell that the reader lost. It isn't blank, so the cell doesn't count as absent.
UNREAD = ErrorCell("?")

#: Parts of a number format in which a percent sign is only a character: quoted, escaped, padding, filler, condition.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')

Address = tuple[int, int]
#: By number format that adds digits or words, the rows by column of the cells with it.
Coded = dict[str, dict[int, list[int]]]


@dataclass
class Census:
    """Which cells contain what; addresses are 1-based (row, column)."""

    filled: set[Address] = field(default_factory=set)  # cells with a value that a reader must return
    maybe_filled: set[Address] = field(default_factory=set)  # with a text that may be empty, which reads as a blank
    texts: dict[Address, str] = field(default_factory=dict)  # what the reader must return, where it may garble texts
    unknown: set[Address] = field(default_factory=set)  # cells whose content can't be told
    errors: dict[Address, str] = field(default_factory=dict)  # what failed formulas show
    uncalculated: dict[Address, str] = field(default_factory=dict)  # formulas without a value
    own_texts: dict[Address, str] = field(default_factory=dict)  # where the reader is known to return another text
    odd_numbers: dict[Address, float | str] = field(default_factory=dict)  # can't be dates; texts if not finite
    percent: dict[int, list[int]] = field(default_factory=dict)  # rows by column of cells with a percentage format
    coded: Coded = field(default_factory=dict)
    duplicates: set[Address] = field(default_factory=set)  # addresses that occur twice
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Merged] = field(default_factory=list)  # if the reader does not return them

    def add_number(self, here: Address, text: str, in_percent: bool, code: str = "") -> None:
        """Enters a number, which can't be a date if it is negative, the nonexistent 29 February 1900, or not finite."""
        self.filled.add(here)
        if in_percent:
            self.percent.setdefault(here[1], []).append(here[0])
        self.add_code(here, code)
        with suppress(ValueError):  # not a number: the reader returns it as text
            number = float(text)
            if not math.isfinite(number):
                self.odd_numbers[here] = text
            elif number < 0 or 60 <= number < 61:
                self.odd_numbers[here] = number

    def add_code(self, here: Address, code: str) -> None:
        """Enters a cell whose format adds digits or words to what it has, if it does."""
        if code:
            self.coded.setdefault(code, {}).setdefault(here[1], []).append(here[0])

    def farthest(self) -> Address:
        """The last row and the last column with content."""
        taken = [*self.filled, *self.maybe_filled, *self.unknown, *self.errors, *self.uncalculated]
        return max((row for row, _ in taken), default=0), max((column for _, column in taken), default=0)


def percent_styles(codes: Mapping[int, str], formats: Iterable[int]) -> frozenset[int]:
    """The cell styles that show a percentage, from the codes that a workbook defines and the format of each style."""
    built_in = {9, 10} - codes.keys()
    percent = built_in | {number for number, code in codes.items() if "%" in _LITERAL.sub("", code)}
    return frozenset(style for style, number in enumerate(formats) if number in percent)


def adding_styles(codes: Mapping[int, str], formats: Iterable[int]) -> dict[int, str]:
    """The format of each cell style that adds digits or words to a number, or a time of day to a day."""
    adding = {22: "m/d/yy h:mm"} | {**codes}
    adding = {number: code for number, code in adding.items() if adds_to_cell(code) or shows_time(code)}
    return {style: adding[number] for style, number in enumerate(formats) if number in adding}


def reconcile(rows: list[list[Raw]], census: Census) -> list[Address]:
    """Puts the census's errors, uncalculated formulas and odd numbers into `rows`, and returns where they still differ.

    Cells that the reader lost (it returns blanks as "" or None) now contain `UNREAD`.
    """
    for address, text in census.own_texts.items():
        _put(rows, address, text or None)
    read = {
        (number, column)
        for number, row in enumerate(rows, 1)
        for column, value in enumerate(row, 1)
        if value is not None and value != ""
    }
    for address, shown in census.errors.items():
        _put(rows, address, ErrorCell(shown))
    for address, formula in census.uncalculated.items():
        _put(rows, address, Uncalculated(formula))
    for address, number in census.odd_numbers.items():
        if _is_date(rows, address):
            _put(rows, address, number)
    lost = (
        (census.filled - read)
        | census.unknown
        | {at for at, text in census.texts.items() if _is_garbled(rows, at, text)}
    )
    for address in lost:
        _put(rows, address, UNREAD)
    known = census.filled | census.maybe_filled | census.errors.keys() | census.uncalculated.keys()
    return sorted(lost | (read - known) | census.duplicates)


def _put(rows: list[list[Raw]], address: Address, value: Raw) -> None:
    number, column = address
    rows.extend([] for _ in range(number - len(rows)))
    row = rows[number - 1]
    row.extend([None] * (column - len(row)))
    row[column - 1] = value


def _is_garbled(rows: list[list[Raw]], address: Address, text: str) -> bool:
    """Whether the reader returns another text than the file has; a text of blanks may come as a blank."""
    row = rows[address[0] - 1] if address[0] <= len(rows) else []
    value = row[address[1] - 1] if address[1] <= len(row) else None
    return value != text and not (value in (None, "") and text.isspace())


def _is_date(rows: list[list[Raw]], address: Address) -> bool:
    row = rows[address[0] - 1] if address[0] <= len(rows) else []
    return address[1] <= len(row) and isinstance(row[address[1] - 1], (date, time))
