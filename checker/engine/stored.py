"""Writes a judged workbook as bytes and reads it back exactly, also from a file that somebody else may have touched.

The bytes are a compressed pickle of plain values and of the few classes that a judged workbook consists of. Reading
makes nothing else: neither other classes nor functions, whatever the bytes ask for.
"""

import io
import pickle
import types
import zlib
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from operator import attrgetter
from typing import Any, get_args, get_type_hints

import numpy as np

from checker.codes import Code, catalogue
from checker.engine.checked import CheckedWorkbook
from checker.model.flags import Part, Sensitive

#: The most bytes of one judged workbook, not compressed: far beyond that of the largest workbook that is read.
_MOST_BYTES = 4 * 1024**3
#: What reading bytes that are not a judged workbook can raise.
_DAMAGED = (
    pickle.UnpicklingError,
    zlib.error,
    AttributeError,
    EOFError,
    ImportError,
    LookupError,
    TypeError,
    ValueError,
)


class NotStoredError(Exception):
    """The bytes are not a judged workbook."""


def dump(checked: CheckedWorkbook) -> bytes:
    """Writes a judged workbook as bytes.

    Raises:
        TypeError: it holds a value of a class that is not among those it is declared to consist of.
    """
    stream = io.BytesIO()
    _Pickler(stream, protocol=5).dump(checked)
    return zlib.compress(stream.getbuffer(), level=1)


def load(stored: bytes) -> CheckedWorkbook:
    """Reads what `dump` wrote.

    Raises:
        NotStoredError: the bytes are something else.
    """
    try:
        inflater = zlib.decompressobj()
        plain = inflater.decompress(stored, _MOST_BYTES)
        if not inflater.eof or inflater.unused_data:
            raise NotStoredError("it is cut off, or too long")
        checked = _Unpickler(io.BytesIO(plain)).load()
    except _DAMAGED as error:
        raise NotStoredError(str(error)) from error
    if type(checked) is not CheckedWorkbook:
        raise NotStoredError("it is something else")
    return checked


@cache
def stored_classes() -> frozenset[type]:
    """The dataclasses and enums that the fields of a judged workbook are declared to hold, with their own fields."""
    found: set[type] = set()
    waiting: list[Any] = [CheckedWorkbook]
    while waiting:
        for each in _classes_in(waiting.pop()):
            if each not in found and each.__module__.startswith("checker."):
                found.add(each)
                waiting += get_type_hints(each).values() if is_dataclass(each) else ()
    return frozenset(found - {Code})


def _classes_in(hint: Any) -> Iterator[type]:
    for part in get_args(hint):
        yield from _classes_in(part)
    if isinstance(hint, type) and not isinstance(hint, types.GenericAlias) and (is_dataclass(hint) or _is_enum(hint)):
        yield hint


def _is_enum(kind: type) -> bool:
    return issubclass(kind, Enum)


@cache
def _takers_apart() -> dict[type, Callable[[Any], tuple[Any, ...]]]:
    """By class, what gives the values from which an equal object is made."""
    found: dict[type, Callable[[Any], tuple[Any, ...]]] = {
        Code: lambda code: (code.id,),
        Fraction: lambda number: (number.numerator, number.denominator),
        date: lambda day: (day.year, day.month, day.day),
        Sensitive: lambda text: (str(text), text.parts),
        Part: tuple,
        np.ndarray: lambda array: (array.dtype.str, array.shape, array.tobytes()),
    }
    for kind in stored_classes():
        names = [each.name for each in fields(kind)] if is_dataclass(kind) else ["value"]
        found[kind] = _values_of(names)
    return found


def _values_of(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    several = attrgetter(*names)
    return several if len(names) > 1 else lambda value: (several(value),)


@cache
def _makers() -> dict[tuple[str, str], Callable[..., Any]]:
    """By module and name, what makes an object of each class."""
    special: dict[type, Callable[..., Any]] = {
        Code: lambda id: catalogue()[id],
        Fraction: _make_fraction,
        np.ndarray: _make_array,
    }
    makers = {kind: special.get(kind, kind) for kind in _takers_apart()}
    return {(kind.__module__, kind.__qualname__): maker for kind, maker in makers.items()}


def _make_fraction(numerator: int, denominator: int) -> Fraction:
    if type(numerator) is not int or type(denominator) is not int:  # a text could stand for a number without end
        raise NotStoredError("a number is not a number")
    return Fraction(numerator, denominator)


def _make_array(kind: str, shape: tuple[int, ...], content: bytes) -> Any:
    if kind != np.dtype(np.uint64).str:
        raise NotStoredError("it was written by another kind of machine")
    return np.frombuffer(content, dtype=np.uint64).reshape(shape)


class _Pickler(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        """Takes an object of a known class apart; classes are written by their names."""
        kind = type(value)
        take_apart = _takers_apart().get(kind)
        if take_apart is not None:
            return kind, take_apart(value)
        if isinstance(value, type) and value in _takers_apart():
            return NotImplemented
        raise TypeError(f"a judged workbook can't hold {kind.__module__}.{kind.__qualname__}")


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """Gives what makes objects of a known class, and never the class itself, which bytes could change."""
        make = _makers().get((module, name))
        if make is None:
            raise NotStoredError(f"it asks for {module}.{name}")
        return _Maker(make)


class _Maker:
    """Makes objects."""

    __slots__ = ("__make",)

    def __init__(self, make: Callable[..., Any]) -> None:
        self.__make = make

    def __call__(self, *values: Any) -> Any:
        return self.__make(*values)

    def __setstate__(self, state: object) -> None:
        raise NotStoredError("it asks to change the program")
