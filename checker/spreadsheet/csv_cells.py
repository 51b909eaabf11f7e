"""Cells of a csv that a spreadsheet opens as they are: no formula runs, and no key becomes a number or a date."""

import re
import unicodedata
from functools import lru_cache

from checker.spreadsheet.cells import FORMULA_STARTS

_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
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


_NEEDS_QUOTES = re.compile('[",\r\n]')
#: Whatever a spreadsheet takes for something else is shorter.
_LONGEST = 64


@lru_cache(maxsize=65536)
def csv_cell(text: str) -> str:
    """Puts an apostrophe before a text that a spreadsheet would run or change; plain numbers stay as they are."""
    if not text or len(text) > _LONGEST or text.startswith(FORMULA_STARTS):
        return _as_text(text)
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    return f"'{text}" if plain and _CHANGED.fullmatch(plain) else text


def _as_text(text: str) -> str:
    """The same for a text that at most a formula begins like."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) and not _NUMBER.fullmatch(text) else text


def csv_field(text: str) -> str:
    """Writes a cell as a line of a csv has it, as `csv.writer` does: for lines whose cells come again and again."""
    cell = csv_cell(text) if len(text) <= _LONGEST else _as_text(text)
    return '"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.search(cell) else cell
