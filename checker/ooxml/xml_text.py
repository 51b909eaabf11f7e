"""Writes pieces of XML: prefixed names, escaped texts, counted lists, filled-in templates; converts UTF-16 and back."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from checker.ooxml.cannot_mark import broken

_UTF_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def qualify(fragment: str, prefix: str) -> str:
    """Puts a prefix before the name of each element in a fragment."""
    return re.sub(r"<(/?)(?=[A-Za-z])", rf"<\1{prefix}", fragment) if prefix else fragment


def attribute(text: str) -> str:
    """Quotes and escapes a text as the value of an attribute."""
    escaped = content(text).replace("\n", "&#10;").replace("\t", "&#9;")
    if '"' not in escaped:
        return f'"{escaped}"'
    return f"'{escaped}'" if "'" not in escaped else '"' + escaped.replace('"', "&quot;") + '"'


def content(text: str) -> str:
    """Escapes a text as the content of an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def counted_list(name: str, items: Sequence[str]) -> str:
    """Writes an element that states the number of its children; nothing if it would have none."""
    return f'<{name} count="{len(items)}">{"".join(items)}</{name}>' if items else ""


def rank_names(names: str) -> dict[str, int]:
    """Ranks the names of an element's children, given in the order that the schema requires."""
    return {name: rank for rank, name in enumerate(names.split())}


def fill_template(name: str, **values: object) -> str:
    """Fills in a template, whose line breaks and indents aren't part of the XML."""
    return _template(name).format_map(values)


@cache
def _template(name: str) -> str:
    lines = (Path(__file__).parent / "templates" / name).read_text(encoding="utf-8").splitlines()
    return "".join(map(str.strip, lines))


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
