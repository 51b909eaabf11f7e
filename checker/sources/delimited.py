"""Reads csv; every value remains a text.

The encoding is the one of the byte order mark (UTF-8, UTF-16), else UTF-8 if the bytes are valid, else GB18030. The
delimiter is the one of comma, tab and semicolon that splits the most of the first ten lines; if several do, the one
that yields the most pieces, then the first of the three. Delimiters in quotes don't count. As in Excel, a first line
`sep=;` sets the delimiter and is not a row.
"""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice

from checker.codes import Code
from checker.sources.grid import Grid, check_area, check_cells, columns_of
from checker.sources.limits import Limits
from checker.sources.refusals import RawFlag, Refused, damaged
from checker.text.bilingual import Text

UNDECODABLE = Code("W209")

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
#: With so many valid non-ASCII characters before the first bad byte, the encoding must be UTF-8.
_SURELY_UTF8 = 10
_LINES_LOOKED_AT = 10
_DELIMITERS = ",\t;"


def read_csv(data: bytes, name: str, limits: Limits) -> Iterator[Grid]:
    """Reads a csv as one sheet, which has the file's name, as in Excel.

    Raises:
        Refused: W209 if the encoding is unknown, W203 if a quotation mark is never closed, W205 if it has too many
            cells.
    """
    text = _decode(data)
    csv.field_size_limit(max(len(text), csv.field_size_limit()))  # it applies to the whole process: never lower it
    first, _, rest = text.partition("\n")
    if first.rstrip("\r").lower().startswith("sep=") and len(first.rstrip("\r")) == 5:
        delimiter, text = first[4], rest
    else:
        delimiter = sniff(text)
    rows = _records(text, delimiter)
    check_cells(sum(len(row) - row.count("") for row in rows), limits)
    check_area((len(rows), max(map(len, rows), default=0)), limits)
    yield Grid(name, columns_of(rows), delimited=True)


def _decode(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(encoding, data[len(mark) :])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8")
    surely = sum(character > "\x7f" for character in good) >= _SURELY_UTF8
    return _decode_as("utf-8" if surely else "gb18030", data)


def _decode_as(encoding: str, data: bytes) -> str:
    """Decodes a text, or refuses it (W209) with the line of the first byte that doesn't fit."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding)
        line = 1 + before.count("\n") + before.replace("\r\n", "").count("\r")
        advice = Text(
            zh="用 Excel 或 WPS 打开核对该行，另存为 .xlsx 后报送；或另存为“CSV UTF-8（逗号分隔）”",
            en="Open it in Excel or WPS, check that line, and save as .xlsx or as CSV UTF-8 (comma delimited)",
        )
        values: dict[str, Text | str] = {"line": str(line), "encoding": encoding.upper()}
        raise Refused(RawFlag(UNDECODABLE, values, advice, cell=(line, 1), placed="line")) from error


def sniff(text: str) -> str:
    """The delimiter, by the rule in the module's docstring."""
    lines = list(islice((line for line in io.StringIO(text, newline="") if line.strip()), _LINES_LOOKED_AT))

    def pieces(delimiter: str) -> tuple[int, int]:
        records = [record for record in csv.reader(lines, delimiter=delimiter) if record]
        return sum(len(record) > 1 for record in records), sum(len(record) for record in records)

    return max(_DELIMITERS, key=pieces)


def _records(text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    records: list[list[str]] = []
    begun = ended = 0  # how many lines there are before the last record, and up to its end
    for record in reader:
        records.append(record)
        begun, ended = ended, reader.line_num
    if ended - begun > 1 and _is_open(islice(io.StringIO(text, newline=""), begun, None), delimiter):
        raise damaged(
            zh=f"第 {begun + 1} 行有一个引号没有配对，其后各行被并入同一个单元格",
            en=f"a quotation mark in line {begun + 1} is never closed, so the lines after it become one cell",
        )
    return records


def _is_open(lines: Iterable[str], delimiter: str) -> bool:
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return str(error) == "unexpected end of data"
    return False
