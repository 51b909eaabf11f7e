"""Zip files with the same bytes every time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime

#: When every workbook says it was made.
MADE = datetime(2023, 1, 4, 9, 0)  # noqa: DTZ001 - written as it is, wherever this runs
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_PLAIN_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACRO_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def zipped(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of the parts, in their order."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", compression) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, MADE.timetuple()[:6])
            info.create_system, info.external_attr = 0, 0
            archive.writestr(info, content, compression)
    return whole.getvalue()


def settled(data: bytes, *, macros: bool = False, compression: int = zipfile.ZIP_STORED) -> bytes:
    """The same workbook with fixed times; `macros` makes an xlsm of an xlsx.

    Its parts are stored unless another way is asked for: what zlib makes of the same data differs by its version.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {member.filename: source.read(member) for member in source.infolist()}
    if "docProps/core.xml" in parts:
        stamp = MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
        parts["docProps/core.xml"] = _STAMP.sub(rb"\g<1>" + stamp, parts["docProps/core.xml"])
    if macros:
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(_PLAIN_TYPE, _MACRO_TYPE)
    return zipped(parts, compression)
