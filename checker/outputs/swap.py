"""Exchanges two folders in one step, where the system can."""

import ctypes
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

_EXCHANGE = 2
#: The folder that relative paths start from: the current one.
_HERE = -100


def exchange(one: Path, other: Path) -> bool:
    """Gives each of two folders the other's name; returns whether the system and the file system can do that."""
    rename = _renameat2()
    if rename is None:
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


@cache
def _renameat2() -> Any:
    """The C library's function, which Python doesn't offer; None outside Linux and in old libraries."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        return ctypes.CDLL(None).renameat2
    except (OSError, AttributeError):
        return None
