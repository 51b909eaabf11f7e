"""Dates and numbers in the form that a table declares: day before month, a comma before the decimals.

Nothing is guessed: without a declaration, 5/3/2022 and 1,234 stay unclear; with one, what contradicts it is refused.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from checker.codes import Code
from checker.codes.shared import NOT_A_DURATION, NOT_A_NUMBER
from checker.convert.cells import Cell, Outcome, Reader, Refusal, narrow
from checker.tables.table import Column, Table
from checker.text.bilingual import Text
from checker.text.late import late

_YEAR_LAST = late(r"(?<!\d)(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{4})(?!\d)")
_CLUSTER = late(r"[0-9](?:[0-9., '’]*[0-9])?")
_FIGURE = late(r"[0-9]+(?:[.,][0-9]+)*")
_WITH_COMMA = late(r"(?:[0-9]{1,3}([. '’])[0-9]{3}(?:\1[0-9]{3})*|[0-9]+)(?:,[0-9]+)?")
_ORDERS = {
    "day-first": Text("（本表日在前、月在后：31/12/2024）", " (in this sheet, the day comes first: 31/12/2024)"),
    "month-first": Text("（本表月在前、日在后：12/31/2024）", " (in this sheet, the month comes first: 12/31/2024)"),
}
_COMMA = Text("（本表用逗号作小数点：1.234,5）", " (in this sheet, a comma comes before the decimals: 1.234,5)")


Translate = Callable[[str], str | None]


def as_declared(read: Reader, table: Table, column: Column) -> Reader:
    """A reader that takes texts in the form that the table declares, if it declares one for such a column."""
    order, decimals = table.date_order, table.decimal_sign
    if column.kind == "date" and order is not None:
        return _reader(read, _ORDERS[order], lambda text: _in_one_order(text, day_first=order == "day-first"))
    if column.type in ("integer", "decimal", "percent") and decimals == "comma":
        return _reader(read, _COMMA, _with_point)
    if column.type == "duration" and decimals == "comma":
        return _reader(read, _COMMA, _all_with_points, NOT_A_DURATION)
    return read


def _reader(read: Reader, remark: Text, translate: Translate, otherwise: Code = NOT_A_NUMBER) -> Reader:
    expected = Text(f"{read.expected.zh}{remark.zh}", f"{read.expected.en}{remark.en}")

    def take(raw: Cell) -> Outcome:
        if isinstance(raw, str):
            translated = translate(narrow(raw))
            found = Refusal(otherwise, expected) if translated is None else read(translated)
        else:
            found = read(raw)
        return replace(found, expected=expected) if isinstance(found, Refusal) else found

    return Reader(expected, take)


def _in_one_order(text: str, *, day_first: bool) -> str:
    """The text with its day in the order that everybody reads: 2022-12-31."""

    def turn(found: re.Match[str]) -> str:
        one, two = found[1].zfill(2), found[3].zfill(2)
        return f"{found[4]}-{two}-{one}" if day_first else f"{found[4]}-{one}-{two}"

    return _YEAR_LAST.sub(turn, text, count=1)


def _with_point(text: str) -> str | None:
    """The text with a point before the decimals of its figure; None if the figure isn't in the declared form."""
    clusters = list(_CLUSTER.finditer(text))
    if not clusters:
        return text  # a word
    if len(clusters) != 1:
        return None if "." in text or "," in text else text
    found = clusters[0]
    if not _WITH_COMMA.fullmatch(found[0]):
        return None
    figure = re.sub(r"[. '’]", "", found[0]).replace(",", ".")
    return text[: found.start()] + figure + text[found.end() :]


def _all_with_points(text: str) -> str | None:
    """The same for a text with several figures, such as a length of time."""
    translated = [_with_point(found[0]) for found in _FIGURE.finditer(text)]
    figures = iter(translated)
    return None if None in translated else _FIGURE.sub(lambda _: next(figures) or "", text)
