"""Writes JSON whose numbers are exact decimals, never binary floating point."""

import json
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from checker.text.normalize import decimal_text

#: The most decimals of a number: the only place where a third or a seventh is rounded.
PLACES = 10

#: `json.dumps` would create an encoder for every text.
_encoded = json.JSONEncoder(ensure_ascii=False).encode

Json = None | bool | int | Fraction | str | Sequence["Json"] | Mapping[str, "Json"]


def dumps(document: Json) -> str:
    """The document as indented JSON with a final newline; fractions become decimals."""
    return "".join(_written(document, "\n")) + "\n"


def _written(value: Json, line: str) -> Iterator[str]:
    """Yields the pieces of a value; `line` is a line break and the indent of the value."""
    if isinstance(value, Fraction):
        yield decimal_text(value, PLACES)
    elif value is None or isinstance(value, (bool, int, str)):
        yield _encoded(value)
    elif not value:
        yield "{}" if isinstance(value, Mapping) else "[]"
    elif isinstance(value, Mapping):
        for index, (key, each) in enumerate(value.items()):
            yield f"{',' if index else '{'}{line}  {_encoded(key)}: "
            yield from _written(each, line + "  ")
        yield line + "}"
    else:
        for index, each in enumerate(value):
            yield f"{',' if index else '['}{line}  "
            yield from _written(each, line + "  ")
        yield line + "]"
