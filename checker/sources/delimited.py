"""Reads csv: which encoding, which delimiter, and every value as the text that it is.

The encoding is the one that a byte order mark names (UTF-8, UTF-16), else UTF-8 if the bytes are that, else GB18030.
The delimiter is, of comma, tab and semicolon, the one that splits most of the first ten lines (quoted text apart);
between equals the one that splits them into most pieces, then the first of the three. A first line `sep=;` names it,
as in Excel, and is not a row.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice

from checker.codes import Code
from checker.sources.found import RawFlag, Refused, damaged
from checker.sources.grid import Grid, check_cells, columns_of
from checker.sources.limits import Limits
from checker.text.bilingual import Text

UNDECODABLE = Code("W209")

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: So many characters beyond ASCII that are good UTF-8 before the first bad byte are no accident.
_SURELY_UTF8 = 10
_LINES_LOOKED_AT = 10
_DELIMITERS = ",\t;"


def read_csv(data: bytes, name: str, limits: Limits) -> Iterator[Grid]:
    """Reads the one sheet that a csv is; it bears the file's name, as in Excel.

    Raises:
        Refused: W209 where the bytes are in no known encoding, W203 where a quotation mark is never closed, W205
            where it has too many cells.
    """
    text = decode(data)
    csv.field_size_limit(max(len(text), csv.field_size_limit()))  # the whole process has one: it is never lowered
    first, _, rest = text.partition("\n")
    if first.rstrip("\r").lower().startswith("sep=") and len(first.rstrip("\r")) == 5:
        delimiter, text = first[4], rest
    else:
        delimiter = sniff(text)
    rows = _records(text, delimiter)
    check_cells(sum(len(row) - row.count("") for row in rows), limits)
    yield Grid(name, columns_of(rows))


def decode(data: bytes) -> str:
    """The text of a csv file.

    Raises:
        Refused: W209, with the line that holds the first byte that fits no encoding.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise _undecodable(data[len(mark) :][: error.start].decode(encoding), encoding) from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8")
        if sum(1 for character in good if character > "\x7f") >= _SURELY_UTF8:
            raise _undecodable(good, "utf-8") from error
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise _undecodable(data[: error.start].decode("gb18030"), "gb18030") from error


def _undecodable(before: str, encoding: str) -> Refused:
    line = 1 + before.count("\n") + before.replace("\r\n", "").count("\r")
    return Refused(
        RawFlag(
            UNDECODABLE,
            {"line": str(line), "encoding": encoding.upper()},
            Text(
                zh="用 Excel 或 WPS 打开核对该行，另存为 .xlsx 后报送；或另存为“CSV UTF-8（逗号分隔）”",
                en="Open it in Excel or WPS, look at that line and save as .xlsx, or as CSV UTF-8 (comma delimited)",
            ),
            cell=(line, 1),
        )
    )


def sniff(text: str) -> str:
    """The delimiter, by the rule that the module states."""
    lines = list(islice((line for line in io.StringIO(text, newline="") if line.strip()), _LINES_LOOKED_AT))

    def pieces(delimiter: str) -> tuple[int, int]:
        records = [record for record in csv.reader(lines, delimiter=delimiter) if record]
        return sum(len(record) > 1 for record in records), sum(len(record) for record in records)

    return max(_DELIMITERS, key=pieces)


def _records(text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    records: list[list[str]] = []
    begun = ended = 0  # lines before and behind the last record
    for record in reader:
        records.append(record)
        begun, ended = ended, reader.line_num
    if ended - begun > 1 and _is_open(islice(io.StringIO(text, newline=""), begun, None), delimiter):
        raise damaged(
            Text(
                zh=f"第 {begun + 1} 行有一个引号没有配对，其后各行被并入同一个单元格",
                en=f"a quotation mark in line {begun + 1} is never closed, and swallows the lines after it",
            )
        )
    return records


def _is_open(lines: Iterable[str], delimiter: str) -> bool:
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return str(error) == "unexpected end of data"
    return False
