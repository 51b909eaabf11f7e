"""Looks for what must not be there: a value in an output, in whatever form it may have got through.

Plain, full-width, broken by blanks, dashes, tags or line ends, escaped as JSON or as HTML, percent-encoded, packed in
a workbook's parts. Both sides are brought to one form, and the one is looked for in the other.
"""

from __future__ import annotations

import html
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache
from urllib.parse import quote, unquote

_JSON = re.compile(r"\\u([0-9a-fA-F]{4})")
_TAGS = re.compile(r"<[^<>]*>")
_CLUTTER = re.compile(r"[\s\u200b-\u200f\u2060\ufeff_–—‐‑‒―−-]+")


def canonical(text: str) -> str:
    """The one form: decoded in every way that an output may encode, narrow, without blanks, dashes and tags."""
    text = unquote(html.unescape(_JSON.sub(lambda match: chr(int(match[1], 16)), text)))
    return _CLUTTER.sub("", _TAGS.sub("", unicodedata.normalize("NFKC", text))).casefold()


def traces(values: Iterable[str], text: str) -> list[str]:
    """Which of the values stand in a text."""
    return list(each_trace(values, text))


def each_trace(values: Iterable[str], text: str) -> Iterator[str]:
    """Each of the values that stands in a text, as soon as it is found."""
    plain = canonical(text)
    # Most values are nowhere, and their beginnings tell that at once.
    begins = {plain[at : at + _BEGINS] for at in range(len(plain))}
    for value in values:
        form = _looked_for(value)
        if (len(form) < _BEGINS or form[:_BEGINS] in begins) and form in plain:
            yield value


#: So many characters of a value are looked up first.
_BEGINS = 4


#: The same values are looked for in hundreds of outputs.
_looked_for = cache(canonical)


def parts_text(content: bytes) -> str:
    """All that a workbook's package holds, as text: names of parts, raw XML, and the XML without its tags."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
        comment = package.comment.decode("utf-8", "replace")
        return "\n".join([*package.namelist(), comment, *parts])


def dressed(value: str) -> list[str]:
    """The forms in which a value may get through."""
    wide = "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in value)
    escaped = "".join(f"\\u{ord(each):04x}" for each in value)
    entities = "".join(f"&#{ord(each)};" for each in value), "".join(f"&#x{ord(each):X};" for each in value)
    return [value, wide, " ".join(value), "-".join(value), "\n".join(value), escaped, *entities, quote(value)]
