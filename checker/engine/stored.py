"""Writes a judged workbook as bytes and reads it back exactly, also from a file that somebody else may have touched."""

from typing import Any

import numpy as np

from checker.engine.checked import CheckedWorkbook
from checker.model.packed import packed_classes
from checker.model.packing import Handled, NotStoredError, Packing

__all__ = ["NotStoredError", "dump", "load", "stored_classes"]


def dump(checked: CheckedWorkbook) -> bytes:
    """Writes a judged workbook as bytes.

    Raises:
        TypeError: it holds a value of a class that is not among those it is declared to consist of.
    """
    return _PACKING.dump(checked)


def load(stored: bytes) -> CheckedWorkbook:
    """Reads what `dump` wrote.

    Raises:
        NotStoredError: the bytes are something else.
    """
    return _PACKING.load(stored)


def stored_classes() -> frozenset[type]:
    """The dataclasses and enums that a judged workbook consists of."""
    return _PACKING.classes


def _make_array(kind: str, shape: tuple[int, ...], content: bytes) -> Any:
    if kind != np.dtype(np.uint64).str:
        raise NotStoredError("it was written by another kind of machine")
    return np.frombuffer(content, dtype=np.uint64).reshape(shape)


def _further_classes() -> dict[type, Handled]:
    return {
        np.ndarray: (_make_array, lambda array: (array.dtype.str, array.shape, array.tobytes())),
        **packed_classes(),
    }


_PACKING = Packing(CheckedWorkbook, _further_classes)
