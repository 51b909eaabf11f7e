"""Cells of a csv that a spreadsheet opens as they are: no formula runs, and no key becomes a number or a date."""

import io
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from checker.spreadsheet.cells import FORMULA_STARTS

_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
#: A number that would lose its sign or zeros: +86, -0012. No spreadsheet computes it.
_SIGNED = re.compile(r"[-+]\d+(?:\.\d*)?")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
#: What a spreadsheet takes for something else: 00123 for 123, 1E5 for 100000, 3-1 and 3月1日 for days, 8:30 for a time,
#: and the last digits of a long number for zeros. Whole days such as 2022-03-05 stay: they are days.
_CHANGED = re.compile(
    r"[-+]?(?:"
    r"0\d+(?:\.\d*)?"
    r"|\d{12,}(?:\.\d*)?"
    r"|\d[\d,]*\.?\d*e[-+]?\d+"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d*)?"
    r"|\d{1,4}[-/]\d{1,4}"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{1,4}"
    r"|\d{4}(?:[/.]\d{1,2}[/.]\d{1,2}|-\d{1,2}-\d|-\d-\d{1,2})"
    r"|(?:\d{1,4}年)?\d{1,2}月(?:\d{1,2}日?)?"
    r"|\d{1,4}年"
    r"|\d+ \d+/\d+"
    r"|\d{1,4}:\d{1,2}(?::\d{1,2}(?:\.\d*)?)?(?: ?[ap]m?)?"
    rf"|{_MONTH}[- /.]?\d{{1,4}}"
    rf"|\d{{1,4}}[- /.]?{_MONTH}(?:[- /.]?\d{{1,4}})?"
    r")|true|false"
)


#: Whatever a spreadsheet takes for something else is shorter.
_LONGEST = 64


_QUOTED = re.compile('[,"\r\n\t]')


def write_csv(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Writes a table that spreadsheets open as it is: a byte order mark, CRLF, and keys that stay what they are."""
    return _START + _join([headings]) + _join(map(csv_field, row) for row in rows)


def encode_fields(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """Does the same in UTF-8, with rows whose cells `csv_field` has written, each different one once.

    A million rows take little more memory than their bytes.
    """
    written, lines = io.BytesIO(), iter(rows)
    written.write((_START + _join([headings])).encode())
    while text := _join(islice(lines, _AT_ONCE)):
        written.write(text.encode())
    return written.getvalue()


_START = "\ufeff"
#: So many rows are encoded at once.
_AT_ONCE = 1_000


def _join(rows: Iterable[Iterable[str]]) -> str:
    return "".join([",".join(row) + "\r\n" for row in rows])


def csv_cell(text: str) -> str:
    """Protects a text that a spreadsheet would run or change; plain numbers stay as they are.

    A formula gets an apostrophe before it, which people see. A key gets a tab behind it, which they don't: Excel, WPS
    and LibreOffice then keep 00123 and 1E5 as texts. `="00123"` would do so in Excel only, and is a formula itself.
    """
    if not text:
        return text
    if text.startswith(FORMULA_STARTS):
        return text if _NUMBER.fullmatch(text) else f"{text}\t" if _SIGNED.fullmatch(text) else f"'{text}"
    if len(text) > _LONGEST:
        return text
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    return f"{text}\t" if plain and _CHANGED.fullmatch(plain) else text


def csv_field(text: str) -> str:
    """Writes a cell between two commas."""
    return _field(text) if len(text) <= _LONGEST else _written(text)  # long ones hardly come again


def _written(text: str) -> str:
    """Quotes a cell; a tab too, because programs may take it for the end of a cell."""
    cell = csv_cell(text)
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell


_field = lru_cache(maxsize=65536)(_written)
