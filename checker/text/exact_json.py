"""Writes JSON whose numbers are exact decimals, never binary floating point."""

import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from json.encoder import encode_basestring
from typing import Any, Generic, TypeVar

from checker.text.normalize import decimal_text

#: The most decimals of a number: the only place where a third or a seventh is rounded.
PLACES = 10

#: So many pieces of a document are encoded at once.
_AT_ONCE = 10_000

#: `json.dumps` would create an encoder for every text.
_encoded = json.JSONEncoder(ensure_ascii=False).encode
_compact = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode

Json = None | bool | int | Fraction | str | Sequence["Json"] | Mapping[str, "Json"]


T = TypeVar("T")


class Made(Sequence[Json], Generic[T]):
    """A list of which each value is made when it is written, and not kept."""

    def __init__(self, make: Callable[[T], Json], values: Sequence[T]) -> None:
        self._make, self._values = make, values

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, index: Any) -> Any:
        return self._make(self._values[index])


def dumps(document: Json) -> str:
    """The document as indented JSON with a final newline; fractions become decimals."""
    pieces: list[str] = []
    _write(document, "\n", pieces.append)
    return "".join((*pieces, "\n"))


def dump_bytes(document: Json) -> bytes:
    """The same in UTF-8: a long document takes little more memory than its bytes."""
    written, pieces = io.BytesIO(), list[str]()

    def put(piece: str) -> None:
        pieces.append(piece)
        if len(pieces) >= _AT_ONCE:
            written.write("".join(pieces).encode())
            pieces.clear()

    _write(document, "\n", put)
    written.write("".join((*pieces, "\n")).encode())
    return written.getvalue()


def canonical(document: Json) -> str:
    """The document in its one form for hashing: one line, no spaces, keys sorted, numbers as `dumps` writes them."""
    try:
        return _compact(document)  # fast, but knows no fractions
    except TypeError:
        return "".join(_written_compactly(document))


def parse(text: str) -> Any:
    """Parses JSON; a number with decimals becomes a fraction, so it is exact.

    Raises:
        ValueError: the text is not JSON, or holds NaN or Infinity.
    """
    return _decode(text)


def _refuse(word: str) -> Fraction:
    raise ValueError(f"{word} is not JSON")


#: As above: `json.loads` would create a decoder for every text.
_decode = json.JSONDecoder(parse_float=Fraction, parse_constant=_refuse).decode


def _written_compactly(value: Json) -> Iterator[str]:
    if isinstance(value, Fraction):
        yield decimal_text(value, PLACES)
    elif value is None or isinstance(value, (bool, int, str)):
        yield _encoded(value)
    elif isinstance(value, Mapping):
        for index, key in enumerate(sorted(value)):
            yield f"{',' if index else '{'}{_encoded(key)}:"
            yield from _written_compactly(value[key])
        yield "}" if value else "{}"
    else:
        for index, each in enumerate(value):
            yield "," if index else "["
            yield from _written_compactly(each)
        yield "]" if value else "[]"


def _write(value: Json, line: str, put: Callable[[str], object]) -> None:
    """Writes a value piece by piece; `line` is a line break and the indent of the value."""
    if isinstance(value, _LEAVES):
        put(_leaf(value))
    elif type(value) is dict or isinstance(value, Mapping):
        before, inner = "{", line + "  "
        for key, each in value.items():
            if isinstance(each, _LEAVES):
                put(f"{before}{inner}{encode_basestring(key)}: {_leaf(each)}")
            else:
                put(f"{before}{inner}{encode_basestring(key)}: ")
                _write(each, inner, put)
            before = ","
        put(line + "}" if value else "{}")
    else:
        before, inner = "[", line + "  "
        for each in value:
            put(before + inner)
            _write(each, inner, put)
            before = ","
        put(line + "]" if value else "[]")


def _leaf(value: bool | int | Fraction | str | None) -> str:
    """Writes a value without parts."""
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, Fraction):
        return decimal_text(value, PLACES)
    return _WORDS[value] if value is None or isinstance(value, bool) else int.__repr__(value)


_LEAVES = (str, int, type(None), Fraction)
_WORDS = {None: "null", True: "true", False: "false"}
