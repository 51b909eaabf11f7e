"""Converts parts in UTF-16, which some programs write, to UTF-8 for our work and back again."""

from checker.ooxml.cannot_mark import broken

_UTF_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def to_utf_8(xml: bytes, part: str) -> tuple[bytes, bytes]:
    """Returns the part in UTF-8 and its UTF-16 byte order mark, which is empty for other encodings.

    Raises:
        CannotMark: the part can't be decoded.
    """
    encoding = _UTF_16.get(xml[:2])
    if encoding is None:
        return xml, b""
    try:
        return xml[2:].decode(encoding).encode(), xml[:2]
    except UnicodeError as error:
        raise broken(part) from error


def restore_encoding(xml: bytes, mark: bytes) -> bytes:
    """Converts a part from UTF-8 to the encoding that `to_utf_8` found."""
    return mark + xml.decode().encode(_UTF_16[mark]) if mark else xml
