"""Writes values of the model as bytes and reads them back exactly, also from a file that somebody may have touched.

The bytes are a compressed pickle of plain values and of the few classes that a value is declared to consist of. Reading
makes nothing else: neither other classes nor functions, whatever the bytes ask for.
"""

from __future__ import annotations

import io
import pickle
import types
import zlib
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cached_property
from operator import attrgetter
from typing import Any, Generic, TypeVar, get_args, get_type_hints

from checker.codes import Code, catalogue
from checker.model.flags import Part, Sensitive
from checker.text.bilingual import Text
from checker.text.levels import PackText

T = TypeVar("T")

#: The most bytes of one value, not compressed: far beyond that of the largest workbook that is read.
_MOST_BYTES = 4 * 1024**3
#: What reading bytes that are something else can raise.
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
    """The bytes are not a value of the class that was asked for."""


def _make_fraction(numerator: int, denominator: int) -> Fraction:
    if type(numerator) is not int or type(denominator) is not int:  # a text could stand for a number without end
        raise NotStoredError("a number is not a number")
    return Fraction(numerator, denominator)


#: What makes an object of a class, and what gives the values from which an equal object is made.
Handled = tuple[Callable[..., Any], Callable[[Any], tuple[Any, ...]]]
_SPECIAL: dict[type, Handled] = {
    Code: (lambda id: catalogue()[id], lambda code: (code.id,)),
    Fraction: (_make_fraction, lambda number: (number.numerator, number.denominator)),
    date: (date, lambda day: (day.year, day.month, day.day)),
    PackText: (Text, lambda text: (text.zh, text.en)),
    Sensitive: (Sensitive, lambda text: (str(text), text.parts)),
    Part: (Part, tuple),
}


class Packing(Generic[T]):
    """Packs values of one class."""

    def __init__(self, kind: type[T], further: Callable[[], dict[type, Handled]] = dict) -> None:
        """`further` gives the classes that need more than their fields."""
        self._kind, self._further = kind, further

    def dump(self, value: T) -> bytes:
        """Writes a value as bytes.

        Raises:
            TypeError: it holds a value of a class that is not among those it is declared to consist of.
        """
        stream = io.BytesIO()
        _Pickler(stream, self._takers_apart).dump(value)
        return zlib.compress(stream.getbuffer(), level=1)

    def load(self, stored: bytes) -> T:
        """Reads what `dump` wrote.

        Raises:
            NotStoredError: the bytes are something else.
        """
        try:
            inflater = zlib.decompressobj()
            plain = inflater.decompress(stored, _MOST_BYTES)
            if not inflater.eof or inflater.unused_data:
                raise NotStoredError("it is cut off, or too long")
            found = _Unpickler(io.BytesIO(plain), self._makers).load()
        except _DAMAGED as error:
            raise NotStoredError(str(error)) from error
        if type(found) is not self._kind:
            raise NotStoredError("it is something else")
        return found

    @cached_property
    def classes(self) -> frozenset[type]:
        """The dataclasses and enums that the fields of a value are declared to hold, with their own fields."""
        found: set[type] = set()
        waiting: list[Any] = [self._kind]
        while waiting:
            for each in _classes_in(waiting.pop()):
                if each not in found and each.__module__.startswith("checker."):
                    found.add(each)
                    waiting += get_type_hints(each).values() if is_dataclass(each) else ()
        return frozenset(found - {Code})

    @cached_property
    def _handled(self) -> dict[type, Handled]:
        found: dict[type, Handled] = {}
        for kind in self.classes:
            names = [each.name for each in fields(kind)] if is_dataclass(kind) else ["value"]
            found[kind] = kind, _values_of(names)
        return found | _SPECIAL | self._further()

    @cached_property
    def _takers_apart(self) -> dict[type, Callable[[Any], tuple[Any, ...]]]:
        return {kind: take_apart for kind, (_, take_apart) in self._handled.items()}

    @cached_property
    def _makers(self) -> dict[tuple[str, str], Callable[..., Any]]:
        return {(kind.__module__, kind.__qualname__): make for kind, (make, _) in self._handled.items()}


def _classes_in(hint: Any) -> Iterator[type]:
    for part in get_args(hint):
        yield from _classes_in(part)
    if isinstance(hint, type) and not isinstance(hint, types.GenericAlias) and (is_dataclass(hint) or _is_enum(hint)):
        yield hint


def _is_enum(kind: type) -> bool:
    return issubclass(kind, Enum)


def _values_of(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    several = attrgetter(*names)
    return several if len(names) > 1 else lambda value: (several(value),)


class _Pickler(pickle.Pickler):
    def __init__(self, stream: io.BytesIO, takers_apart: dict[type, Callable[[Any], tuple[Any, ...]]]) -> None:
        super().__init__(stream, protocol=5)
        self._takers_apart = takers_apart

    def reducer_override(self, value: Any) -> Any:
        """Takes an object of a known class apart; classes are written by their names."""
        kind = type(value)
        take_apart = self._takers_apart.get(kind)
        if take_apart is not None:
            return kind, take_apart(value)
        if isinstance(value, type) and value in self._takers_apart:
            return NotImplemented
        raise TypeError(f"a judged workbook can't hold {kind.__module__}.{kind.__qualname__}")


class _Unpickler(pickle.Unpickler):
    def __init__(self, stream: io.BytesIO, makers: dict[tuple[str, str], Callable[..., Any]]) -> None:
        super().__init__(stream)
        self._known = makers

    def find_class(self, module: str, name: str) -> Any:
        """Gives what makes objects of a known class, and never the class itself, which bytes could change."""
        make = self._known.get((module, name))
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
