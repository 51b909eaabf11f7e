"""What a sheet holds by the file's own account, and the reconciliation of the reader's cells with it.

Knows raw cells and addresses; knows no file format. A reader gives failed formulas as blanks, formulas that were
never calculated as blanks, and impossible dates as possible ones; here they become what they are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date, time

from checker.model.workbook import ErrorCell, Merged, Raw, Uncalculated

#: What stands at an address whose content the reader did not give: never blank, so that nothing counts as absent.
UNREAD = ErrorCell("?")

Address = tuple[int, int]


@dataclass
class Census:
    """What stands where; addresses are (row, column), 1-based.

    Attributes:
        filled: cells with a value that any reader must give.
        perhaps: cells that hold a text of unknown length: empty ones read as blank.
        errors: failed formulas, by what they show.
        uncalculated: formulas without a value.
        own_texts: what cells say themselves in which the reader takes in the words of a picture or text box.
        odd_numbers: numbers that no calendar has a date for, whatever the format of their cell; as text where the
            number is none.
        percent: rows by column of cells formatted as a percentage.
        doubled: addresses that occur twice.
        hidden_rows, hidden_columns: 1-based numbers.
        merged: merged ranges.
    """

    filled: set[Address] = field(default_factory=set)
    perhaps: set[Address] = field(default_factory=set)
    errors: dict[Address, str] = field(default_factory=dict)
    uncalculated: dict[Address, str] = field(default_factory=dict)
    own_texts: dict[Address, str] = field(default_factory=dict)
    odd_numbers: dict[Address, float | str] = field(default_factory=dict)
    percent: dict[int, list[int]] = field(default_factory=dict)
    doubled: set[Address] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Merged] = field(default_factory=list)

    def farthest(self) -> Address:
        """The last row and the last column with anything in them."""
        taken = [*self.filled, *self.perhaps, *self.errors, *self.uncalculated]
        return max((row for row, _ in taken), default=0), max((column for _, column in taken), default=0)


def odd_number(text: str) -> float | str | None:
    """The number, if no date stands behind it: negative, the 29 February 1900 that never was, not a number."""
    number = float(text)
    if not math.isfinite(number):
        return text
    return number if number < 0 or 60 <= number < 61 else None


def reconcile(rows: list[list[Raw]], census: Census) -> list[Address]:
    """Puts the census's errors, uncalculated formulas and odd numbers into `rows`, and finds what else differs.

    Args:
        rows: the reader's cells, blanks as "" or None; changed in place, and lengthened where needed.
        census: the file's own account of the same sheet.

    Returns:
        Addresses, in order, where reader and file disagree whether there is anything. Those that the reader lost
        now hold `UNREAD`.
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
    lost = census.filled - read
    for address in lost:
        _put(rows, address, UNREAD)
    known = census.filled | census.perhaps | census.errors.keys() | census.uncalculated.keys()
    return sorted(lost | (read - known) | census.doubled)


def _put(rows: list[list[Raw]], address: Address, value: Raw) -> None:
    number, column = address
    while len(rows) < number:
        rows.append([])
    row = rows[number - 1]
    row.extend([None] * (column - len(row)))
    row[column - 1] = value


def _is_date(rows: list[list[Raw]], address: Address) -> bool:
    number, column = address
    row = rows[number - 1] if number <= len(rows) else []
    return column <= len(row) and isinstance(row[column - 1], (date, time))
