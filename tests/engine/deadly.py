"""Work that kills the process that does it, and files that kill the process that reads them."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from pathlib import Path, PosixPath


def begin() -> None:
    """Nothing is needed before the work."""


def begin_and_die(_: object) -> None:
    """A process that ends before it has worked."""
    _die()


def wait_for_ever(item: str) -> str:
    """Work that never ends by itself."""
    signal.pause()
    return item


def work(item: str) -> str:
    """Comes back with the item; "deadly" kills its process, and "once:FILE" the first time."""
    kind, _, marker = item.partition(":")
    if kind == "deadly" or (kind == "once" and _first_time(Path(marker))):
        _die()
    if kind == "wrong":
        raise ValueError(item)
    return item


def between_passes(_: object) -> int:
    """How many new objects there are between two passes of this process's garbage collector."""
    return gc.get_threshold()[0]


def _first_time(marker: Path) -> bool:
    first = not marker.exists()
    marker.touch()
    return first


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Deadly(PosixPath):
    """A path that kills any process of a pool that asks for it as a text, as whoever reads the file does."""

    def __str__(self) -> str:
        if multiprocessing.parent_process() is not None:
            _die()
        return super().__str__()
