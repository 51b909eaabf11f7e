"""Makes the odd files of `outcomes.yaml`: one function per family, which takes what is put in."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable
from typing import Any

from samples.library.handmade import ods, row, sheet_xml, xlsx, xlsx_parts, zipped
from tests.sources import biff_writer as biff

Made = tuple[str, bytes]
HELLO = '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>0</v></c>'
TITLE = biff.narrow("Titel")


def xlsx_cell(inside: str) -> Made:
    return "a.xlsx", xlsx(row(1, '<c r="A1" t="s"><v>0</v></c>', f'<c r="B1" {inside}</c>'))


def xlsx_text(inside: str) -> Made:
    return xlsx_cell(f't="inlineStr"><is><t>a{inside}b</t></is>')


def shared_string(inside: str) -> Made:
    return "a.xlsx", xlsx(
        row(1, '<c r="B1" t="s"><v>0</v></c>', '<c r="C1"><v>1</v></c>'), strings=f"<si>{inside}</si>"
    )


def xlsx_strings(said: str) -> Made:
    parts = xlsx_parts(row(1, HELLO))
    listed = str(parts["xl/sharedStrings.xml"])
    return "a.xlsx", zipped({**parts, "xl/sharedStrings.xml": re.sub("<sst ([^>]*)>", rf"<sst \1 {said}>", listed)})


def without_part(name: str) -> Made:
    parts = xlsx_parts(row(1, HELLO))
    del parts[name]
    return "a.xlsx", zipped(parts)


def emptied_part(name: str) -> Made:
    data = bytearray(zipped({**xlsx_parts(row(1, HELLO)), name: b""}, zipfile.ZIP_STORED))
    listed = zipfile.ZipFile(io.BytesIO(data))
    local = listed.getinfo(name).header_offset
    central = next(
        at
        for at in range(listed.start_dir, len(data))
        if data.startswith(b"PK\x01\x02", at) and data.startswith(name.encode(), at + 46)
    )
    data[local + 8] = data[central + 10] = zipfile.ZIP_DEFLATED
    return "a.xlsx", bytes(data)


def cut_xlsx(percent: int) -> Made:
    data = xlsx(row(1, HELLO))
    return "a.xlsx", data[: len(data) * percent // 100]


def dimension(reference: str) -> Made:
    return "a.xlsx", xlsx(sheet_xml(row(1, HELLO), before=f'<dimension ref="{reference}"/>'))


def address(reference: str) -> Made:
    where = f' r="{reference}"' if reference else ""
    return "a.xlsx", xlsx(row(1, f'<c r="A1"><v>1</v></c><c{where}><v>5</v></c>'))


def code_page(number: int) -> Made:
    return "a.xls", biff.xls(biff.label(0, 1, biff.wide("案号é")), code_page=number)


def old_text(given: tuple[int, str, str]) -> Made:
    number, codec, text = given
    return "a.xls", biff.xls(biff.label(0, 1, biff.coded(text, codec)), version=biff.BIFF5, code_page=number)


def xls_size(size: tuple[int, int]) -> Made:
    return "a.xls", biff.xls(biff.number(0, 1, 2) + biff.number(3, 3, 4), size=size)


def xls_strings(count: int) -> Made:
    return "a.xls", biff.xls(biff.shared(0, 1, 0), before=biff.strings(TITLE, count=count))


_RECORDS = {
    "shared string": biff.shared(0, 1, 0),
    "no such shared string": biff.shared(0, 1, 1),
    "text cut short": biff.label(0, 1, struct.pack("<HB", 99, 0) + b"Titel"),
    "text of a formula": biff.text_formula(0, 1, TITLE),
    "no text of a formula": biff.text_formula(0, 1),
    "number twice": biff.number(0, 1, 1) + biff.number(0, 1, 2),
    "truth": biff.record(0x0205, struct.pack("<HHHBB", 0, 1, 0, 1, 0)),
    "error": biff.record(0x0205, struct.pack("<HHHBB", 0, 1, 0, 0x17, 1)),
    "record cut short": biff.record(0x0203, b"\0\0\1\0"),
    "no end": struct.pack("<HH", 0x0203, 60000),
}


def xls_record(name: str) -> Made:
    return "a.xls", biff.xls(biff.number(0, 0, 1) + _RECORDS[name], before=biff.strings(TITLE))


def ods_row(rows: str) -> Made:
    return "a.ods", ods(rows)


def csv(text: str) -> Made:
    return "a.csv", text.encode()


MAKERS: dict[str, Callable[[Any], Made]] = {
    each.__name__: each
    for each in (
        *(xlsx_cell, xlsx_text, shared_string, xlsx_strings, without_part, emptied_part, cut_xlsx, dimension, address),
        *(code_page, old_text, xls_size, xls_strings, xls_record, ods_row, csv),
    )
}
