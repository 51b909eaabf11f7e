"""Starts the reading process, limits its time, and turns its messages into values.

A file can harm only the reading process: if the process dies or hangs, the file gets a flag and the next file a new
process.
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
from checker.sources.limits import Limits
from checker.sources.messages import BUG, DONE, SHEET, load, receive
from checker.sources.packed_sheet import PackedSheet, unpack
from checker.sources.refusals import SAVE_AGAIN, RawFlag

DEFAULT = Limits()

Read = tuple[Workbook | None, tuple[Flag, ...]]

#: The reading process gets the standard library and the folders it needs, so it runs nothing in the current folder.
_BOOT = "import sys; sys.path += sys.argv[1:]; from checker.sources.child import main; main()"


class Reader:
    """Reads files one after the other in a process, which starts when needed and again after it died.

    Only one thread can use a reader. As a context manager, it ends its process on exit.
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
        """Reads one file, or collects it if its reading has begun; the reading of any other file is abandoned.

        Returns:
            The workbook and its flags; or None and at least one flag if the file cannot be read.

        Raises:
            RuntimeError: the reading process has a bug.
        """
        if self._listener is not None and self._path != path:
            self.close()
        if self._listener is None:
            self.begin(path)
        return self.collect()

    def begin(self, path: Path) -> None:
        """Begins to read a file and returns at once; `collect` returns the outcome."""
        question = json.dumps({"path": str(path), "limits": asdict(self._limits)}).encode() + b"\n"
        process = self._running()
        try:
            _ask(process, question)
        except OSError:  # it died since the last check
            self.close()
            process = self._running()
            _ask(process, question)
        self._path = path
        self._messages = []
        self._deadline = time.monotonic() + self._limits.wall_seconds
        self._listener = threading.Thread(target=receive, args=(process.stdout, self._messages), daemon=True)
        self._listener.start()

    def collect(self) -> Read:
        """Waits for the outcome of the reading that was begun.

        Raises:
            RuntimeError: the reading process has a bug, or nothing was begun.
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
        """Ends the process, if any; the reader remains usable."""
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
                [sys.executable, "-I", "-S", "-c", _BOOT, *_import_folders()],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # it only reports crashes of the library
                env={**os.environ, "RUST_BACKTRACE": "0"},
            )
        return self._process


def outcome_of(messages: list[tuple[bytes, bytes]], path: Path) -> Read:
    """The workbook and the flags from the messages about one file; the last message is `DONE`."""
    collecting = gc.isenabled()
    gc.disable()  # with a million new rows, every pass of the collector is long and useless
    try:
        sheets = tuple(unpack(load(message, PackedSheet)) for kind, message in messages if kind == SHEET)
        format_found, sha256, raw_flags = load(messages[-1][1], tuple)
    finally:
        if collecting:
            gc.enable()
    flags = tuple(flag_of(raw, path) for raw in raw_flags)
    return (Workbook(path.name, format_found, sha256, sheets) if format_found else None), flags


def _import_folders() -> list[str]:
    """The folders of this package and of the libraries that read files."""
    folders = [Path(checker.__file__).parents[1]]
    for name in ("python_calamine", "olefile"):
        spec = importlib.util.find_spec(name)
        if spec and spec.origin:
            folders.append(Path(spec.origin).parents[1])
    return [str(folder) for folder in dict.fromkeys(folders)]


def _ask(process: subprocess.Popen[bytes], question: bytes) -> None:
    if process.stdin is not None:
        os.write(process.stdin.fileno(), question)  # without a buffer, a broken pipe leaves nothing to write
