"""The waiting side: starts the process that reads, watches the clock, and turns what comes back into values.

Nothing that a file does to the reading process reaches the caller: a process that dies or hangs is a flag, and the
next file gets a new one.
"""

from __future__ import annotations

import gc
import importlib.util
import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path

import checker
from checker.codes.shared import READER_STOPPED
from checker.model import Flag
from checker.model.workbook import Workbook
from checker.sources.flags import cause_of_death, flag_of
from checker.sources.found import SAVE_AGAIN, RawFlag
from checker.sources.limits import Limits
from checker.sources.messages import BUG, DONE, SHEET, listen, load
from checker.sources.packed_sheet import PackedSheet, unpack

DEFAULT = Limits()

Read = tuple[Workbook | None, tuple[Flag, ...]]

#: Standard library first, then only the folders that the reading process needs: nothing in the current folder is run.
_BOOT = "import sys; sys.path += sys.argv[1:]; from checker.sources.child import main; main()"


class Reader:
    """One process that reads files, one after the other; started when needed, and again when it died.

    Not for use by several threads at once. As a context manager it ends its process on leaving.
    """

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._listener: threading.Thread | None = None
        self._messages: list[tuple[bytes, bytes]] = []
        self._path = Path()
        self._deadline = 0.0

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, path: Path) -> Read:
        """Reads one file, or takes the outcome if that very file was begun; one that was begun for nothing is dropped.

        Args:
            path: the file.

        Returns:
            The workbook, or None where it could not be read; and flags, of which there is at least one in that case.

        Raises:
            RuntimeError: a fault of ours in the reading process.
        """
        if self._listener is not None and self._path != path:
            self.close()
        if self._listener is None:
            self.begin(path)
        return self.collect()

    def begin(self, path: Path) -> None:
        """Sets the process to work on a file and returns at once; `collect` gives the outcome."""
        question = json.dumps({"path": str(path), "limits": asdict(self._limits)}).encode() + b"\n"
        process = self._running()
        try:
            _ask(process, question)
        except OSError:  # it died since it was last looked at
            self.close()
            process = self._running()
            _ask(process, question)
        self._path = path
        self._messages = []
        self._deadline = time.monotonic() + self._limits.wall_seconds
        self._listener = threading.Thread(target=listen, args=(process.stdout, self._messages), daemon=True)
        self._listener.start()

    def collect(self) -> Read:
        """The outcome of the reading that was begun, as soon as there is one.

        Raises:
            RuntimeError: a fault of ours in the reading process, or nothing was begun.
        """
        if self._listener is None or self._process is None:
            raise RuntimeError("nothing was begun")
        self._listener.join(max(self._deadline - time.monotonic(), 0))
        late = self._listener.is_alive()
        if late:
            self._process.kill()
            self._listener.join()
        self._listener = None
        kind, last = self._messages[-1] if self._messages else (b"", b"")
        if kind == BUG:
            raise RuntimeError(f"the reading process failed:\n{load(last, str)}")
        if kind != DONE:
            code = self._process.wait()
            self.close()
            stopped = RawFlag(READER_STOPPED, {"reason": cause_of_death(code, late, self._limits)}, SAVE_AGAIN)
            return None, (flag_of(stopped, self._path),)
        messages, self._messages = self._messages, []
        return outcome_of(messages, self._path)

    def close(self) -> None:
        """Ends the process, if there is one; the reader can still be used."""
        if self._process is not None:
            self._process.kill()
            if self._listener is not None:
                self._listener.join()
                self._listener = None
            with self._process:  # closes its pipes and waits for its end
                pass
            self._process = None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self.close()
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", _BOOT, *_homes()],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # only the reader's last words before an abort
                env={**os.environ, "RUST_BACKTRACE": "0"},
            )
        return self._process


def start(path: Path, limits: Limits = DEFAULT) -> Reader:
    """Begins to read one file in a process of its own and returns at once; `finish` takes what this gives."""
    reader = Reader(limits)
    reader.begin(path)
    return reader


def finish(reader: Reader) -> Read:
    """Waits for what `start` began, and ends its process.

    Raises:
        RuntimeError: a fault of ours in the reading process.
    """
    with reader:
        return reader.collect()


def read(path: Path, limits: Limits = DEFAULT) -> Read:
    """Reads one file in a process of its own; for many files a `Reader` is faster.

    Args:
        path: the file; its format is told by its content.
        limits: what is still read.

    Returns:
        The workbook, or None where it could not be read; and flags, of which there is at least one in that case.

    Raises:
        RuntimeError: a fault of ours in the reading process.
    """
    return finish(start(path, limits))


def outcome_of(messages: list[tuple[bytes, bytes]], path: Path) -> Read:
    """What the messages about one file say, the last of them a `DONE`."""
    collecting = gc.isenabled()
    gc.disable()  # a million new rows make every pass of the collector long and useless
    try:
        sheets = tuple(unpack(load(message, PackedSheet)) for kind, message in messages if kind == SHEET)
        format_found, sha256, findings = load(messages[-1][1], tuple)
    finally:
        if collecting:
            gc.enable()
    flags = tuple(flag_of(finding, path) for finding in findings)
    return (Workbook(path.name, format_found, sha256, sheets) if format_found else None), flags


def _homes() -> list[str]:
    """The folders that hold this package and the readers."""
    homes = [Path(checker.__file__).parents[1]]
    for name in ("python_calamine", "olefile"):
        found = importlib.util.find_spec(name)
        if found and found.origin:
            homes.append(Path(found.origin).parents[1])
    return [str(home) for home in dict.fromkeys(homes)]


def _ask(process: subprocess.Popen[bytes], question: bytes) -> None:
    if process.stdin is not None:
        os.write(process.stdin.fileno(), question)  # unbuffered: nothing is left to write when the pipe breaks
