"""Parts in UTF-16, as some programs write them: worked on in UTF-8, and written back as they came.

Knows encodings; knows nothing of XML.
"""

from __future__ import annotations

from checker.ooxml.cannot_mark import broken

_UTF_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def in_utf_8(xml: bytes, part: str) -> tuple[bytes, bytes]:
    """The part in UTF-8, whatever it says of itself, and the mark of UTF-16 that it began with (empty for none).

    Raises:
        CannotMark: it cannot be decoded.
    """
    encoding = _UTF_16.get(xml[:2])
    if encoding is None:
        return xml, b""
    try:
        return xml[2:].decode(encoding).encode(), xml[:2]
    except UnicodeError as error:
        raise broken(part) from error


def as_it_came(xml: bytes, mark: bytes) -> bytes:
    """A part in UTF-8 back in the encoding that `in_utf_8` found it in."""
    return mark + xml.decode().encode(_UTF_16[mark]) if mark else xml
