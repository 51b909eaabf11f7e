"""A private folder for the files on their way through: in memory where the system has such a place, and gone at once.

The folder is removed when the server ends. If the server is killed, a small process that watches it removes the folder;
if that is killed too, the next server does.
"""

import multiprocessing
import os
import re
import secrets
import shutil
import signal
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path

from checker.outputs.processes import runs

#: Linux keeps the files of this folder in memory.
_MEMORY = Path("/dev/shm")
#: In containers, the folder in memory is often too small for a workbook.
_ENOUGH = 1024**3
#: The folders of the servers of this process. In a container, an earlier server had the number of this process.
_mine: set[Path] = set()
#: No part of the name can be taken for a period or a pack, which the name of a folder may say.
_NAME = re.compile(r"checker\.serve\.p(?P<process>\d{1,10})\.k[0-9a-f]{16}")


@contextmanager
def private_folder() -> Iterator[Path]:
    """Makes the folder, which only this account can read, and removes it with all that is in it."""
    places = _places()
    for place in places:
        clear_left(place)
    folder = places[0] / f"checker.serve.p{os.getpid()}.k{secrets.token_hex(8)}"
    folder.mkdir(mode=0o700)
    _mine.add(folder)
    watched, held = multiprocessing.Pipe(duplex=False)
    context = multiprocessing.get_context("spawn")
    watcher = context.Process(target=_remove_after, args=(folder, watched), daemon=True, name="checker-serve-watcher")
    try:
        watcher.start()
        watched.close()
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        _mine.discard(folder)
        held.close()  # the watcher ends
        watcher.join(5)


@contextmanager
def own_folder(folder: Path) -> Iterator[Path]:
    """Makes a folder for one file, and removes it."""
    own = folder / f"u{secrets.token_hex(8)}"
    own.mkdir(mode=0o700)
    try:
        yield own
    finally:
        shutil.rmtree(own, ignore_errors=True)


def clear_left(place: Path) -> None:
    """Removes the folders of servers of this account that run no more."""
    for path in place.iterdir() if place.is_dir() else ():
        match = _NAME.fullmatch(path.name)
        with suppress(OSError):
            left = match is not None and path not in _mine and not runs(int(match["process"]))
            if left and _is_own_folder(path):
                shutil.rmtree(path, ignore_errors=True)


def _places() -> list[Path]:
    places = [Path(tempfile.gettempdir())]
    with suppress(OSError):
        if os.access(_MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(_MEMORY).free >= _ENOUGH:
            places.insert(0, _MEMORY)
    return places


def _is_own_folder(path: Path) -> bool:
    found = path.lstat()
    return stat.S_ISDIR(found.st_mode) and (os.name != "posix" or found.st_uid == os.getuid())


def _remove_after(folder: Path, watched: Connection) -> None:
    """Waits until the server is gone, and removes its folder."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is meant for the server, which ends in order
    with suppress(EOFError, OSError):
        watched.recv_bytes()
    shutil.rmtree(folder, ignore_errors=True)
