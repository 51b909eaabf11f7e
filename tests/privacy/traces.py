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

import numpy as np

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
    # Most values are nowhere: of most, not even every piece is there.
    there = np.zeros(1 << _BITS, dtype=bool)
    there[_hash_pieces(plain)] = True
    known = memoryview(there).__getitem__
    for value in values:
        form, pieces = _looked_for(value)
        if all(map(known, pieces)) and form in plain:
            yield value


#: The length of a piece, and how many bits its hash has.
_PIECE, _BITS = 4, 24
#: Odd, and otherwise any.
_FACTORS = (2654435761, 2246822519, 3266489917, 668265263)


def _hash_pieces(plain: str) -> np.ndarray:
    """For each place in a text, a hash of the piece that begins there."""
    signs = np.frombuffer(plain.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    count = max(len(signs) - _PIECE + 1, 0)
    hashes = np.zeros(count, dtype=np.uint32)
    for place, factor in enumerate(_FACTORS):
        hashes += signs[place : place + count] * np.uint32(factor)
    return hashes >> np.uint32(32 - _BITS)


@cache
def _looked_for(value: str) -> tuple[str, list[int]]:
    """A value's form, and the hashes of its pieces; the same values are looked for in hundreds of outputs."""
    form = canonical(value)
    hashes: list[int] = _hash_pieces(form).tolist()
    return form, hashes


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
