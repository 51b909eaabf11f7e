"""Writes xls workbooks record by record, with what no honest program writes if a test asks for it."""

from __future__ import annotations

import struct

from checker.sources.compound import compound

BIFF5, BIFF8 = 0x0500, 0x0600


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def narrow(text: str) -> bytes:
    """A text of BIFF 8 in one byte per character."""
    return struct.pack("<HB", len(text), 0) + text.encode("latin-1")


def wide(text: str) -> bytes:
    """A text of BIFF 8 in two bytes per character."""
    return struct.pack("<HB", len(text.encode("utf-16-le")) // 2, 1) + text.encode("utf-16-le")


def coded(text: str, codec: str) -> bytes:
    """A text of BIFF 5."""
    return struct.pack("<H", len(text.encode(codec))) + text.encode(codec)


def number(row: int, column: int, value: float) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def label(row: int, column: int, text: bytes) -> bytes:
    return record(0x0204, struct.pack("<HHH", row, column, 0) + text)


def shared(row: int, column: int, at: int) -> bytes:
    return record(0x00FD, struct.pack("<HHHI", row, column, 0, at))


def text_formula(row: int, column: int, *text: bytes) -> bytes:
    """A formula whose result is a text, which follows in a record of its own."""
    formula = struct.pack("<HHH", row, column, 0) + b"\0\0\0\0\0\0\xff\xff" + bytes(6) + struct.pack("<H", 0)
    return record(0x0006, formula) + b"".join(record(0x0207, each) for each in text)


def strings(*texts: bytes, count: int | None = None) -> bytes:
    """The table of shared strings; `count` is what it says of itself."""
    head = struct.pack("<II", len(texts), len(texts) if count is None else count)
    return record(0x00FC, head + b"".join(texts))


def xls(
    *sheets: bytes,
    before: bytes = b"",
    version: int = BIFF8,
    code_page: int | None = 1200,
    size: tuple[int, int] = (4, 4),
) -> bytes:
    """A workbook with these cells on its sheets, `before` the first sheet, and this declared size of each sheet."""
    begin = record(0x0809, struct.pack("<HHHHII", version, 5, 0, 0, 0, 0)[: 16 if version == BIFF8 else 8])
    page = b"" if code_page is None else record(0x0042, struct.pack("<H", code_page))
    names = [f"S{at}".encode() for at in range(len(sheets))]
    listed_size = sum(4 + 7 + (version == BIFF8) + len(name) for name in names)
    offset = len(begin) + len(page) + len(before) + listed_size + 4
    listed, parts = b"", []
    for name, cells in zip(names, sheets, strict=True):
        body = struct.pack("<IBBB", offset, 0, 0, len(name)) + (b"\0" if version == BIFF8 else b"") + name
        listed += record(0x0085, body)
        far = struct.pack("<IIHHH" if version == BIFF8 else "<HHHHH", 0, size[0], 0, size[1], 0)
        kind = record(0x0809, struct.pack("<HHHHII", version, 16, 0, 0, 0, 0)[: 16 if version == BIFF8 else 8])
        parts.append(kind + record(0x0200, far) + cells + record(0x000A, b""))
        offset += len(parts[-1])
    stream = begin + page + before + listed + record(0x000A, b"") + b"".join(parts)
    return compound("Workbook" if version == BIFF8 else "Book", stream)
