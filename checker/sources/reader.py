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
from checker.codes import catalogue
from checker.codes.shared import READER_STOPPED
from checker.model import Flag, Place, Shown, placed
from checker.model.stops import make_stop
from checker.model.workbook import Workbook, letters
from checker.runtime import READING, is_frozen
from checker.sources.endings import KILLED, NOT_STARTED, cause_of_death
from checker.sources.limits import Limits
from checker.sources.messages import BUG, DONE, SHEET, PackedSheet, load, receive, unpack
from checker.sources.refusals import SAVE_AGAIN, RawFlag
from checker.text.file_names import name_of

DEFAULT = Limits()

Read = tuple[Workbook | None, tuple[Flag, ...]]

#: The reading process gets the standard library and the folders it needs, so it runs nothing in the current folder.
_BOOT = "import sys; sys.path += sys.argv[2:]; from checker.sources.child import main; main(sys.argv[1])"


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
        self._was_killed = False
        self._has_answered = False
        # The end of a pipe that the process watches: it closes when this process ends, however it does.
        self._alive = -1

    @property
    def limits(self) -> Limits:
        """The limits beyond which a file is refused."""
        return self._limits

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, path: Path) -> Read:
        """Reads one file, or collects it if its reading has begun; the reading of any other file is abandoned.

        A file whose reading the system ended is read once more: it may have been another program that took the memory.

        Returns:
            The workbook and its flags; or None and at least one flag if the file cannot be read.

        Raises:
            RuntimeError: the reading process has a bug.
            OSError: the system starts no more processes.
            Stop: the process can't start.
        """
        if self._listener is not None and self._path != path:
            self.close()
        if self._listener is None:
            self.begin(path)
        found = self.collect()
        if self._was_killed:
            self.begin(path)
            return self.collect()
        return found

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
        listener = threading.Thread(target=receive, args=(process.stdout, self._messages), daemon=True)
        listener.start()
        self._listener = listener

    def collect(self) -> Read:
        """Waits for the outcome of the reading that was begun.

        Raises:
            RuntimeError: the reading process has a bug, or nothing was begun.
            Stop: it can't start.
        """
        if self._listener is None or self._process is None:
            raise RuntimeError("nothing was begun")
        self._listener.join(max(self._deadline - time.monotonic(), 0))
        late = self._listener.is_alive()
        if late:
            self._process.kill()
            self._listener.join()
        self._listener = None
        self._was_killed = False
        kind, last = self._messages[-1] if self._messages else (b"", b"")
        if kind == BUG:
            raise RuntimeError(f"the reading process failed:\n{load(last, str)}")
        if kind != DONE:
            code = self._process.wait()
            if code == NOT_STARTED and not late and not self._has_answered and not self._messages:
                self.close()
                raise make_stop("no-reader")
            self._was_killed = not late and code in KILLED
            self.close()
            stopped = RawFlag(READER_STOPPED, {"reason": cause_of_death(code, late, self._limits)}, SAVE_AGAIN)
            return None, (_flag_of(stopped, self._path),)
        messages, self._messages = self._messages, []
        self._has_answered = True
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
            self._let_go()

    def _let_go(self) -> None:
        if self._alive >= 0:
            os.close(self._alive)
            self._alive = -1

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self.close()
        if self._process is None:
            self._start()
        assert self._process is not None
        return self._process

    def _start(self) -> None:
        watched: tuple[int, ...] = ()
        if sys.platform != "win32":
            end, self._alive = os.pipe()
            watched = (end,)
        self._has_answered = False
        try:
            self._process = subprocess.Popen(
                _command(str(*watched)),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # it only reports crashes of the library
                env={**os.environ, "RUST_BACKTRACE": "0"},
                pass_fds=watched,
            )
        except BaseException:
            self._let_go()
            raise
        finally:
            for end in watched:
                os.close(end)


def outcome_of(messages: list[tuple[bytes, bytes]], path: Path) -> Read:
    """The workbook and the flags from the messages about one file; the last message is `DONE`."""
    collecting = gc.isenabled()
    gc.disable()  # with a million new rows, every pass of the collector is long and useless
    try:
        sheets = tuple(unpack(load(message, PackedSheet)) for kind, message in messages if kind == SHEET)
        format_found, sha256, raw_flags, saved_on = load(messages[-1][1], tuple)
    finally:
        if collecting:
            gc.enable()
    flags = tuple(_flag_of(raw, path) for raw in raw_flags)
    read = {"", *(sheet.name for sheet in sheets)}
    unread = tuple(dict.fromkeys(each.sheet for each in raw_flags if each.sheet not in read))
    return (Workbook(name_of(path), format_found, sha256, sheets, saved_on, unread) if format_found else None), flags


def _command(watched: str) -> list[str]:
    """What starts the reading process."""
    if is_frozen():
        return [sys.executable, READING, watched]
    return [sys.executable, "-I", "-S", "-c", _BOOT, watched, *_import_folders()]


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


def _flag_of(raw: RawFlag, path: Path) -> Flag:
    """The flag for a raw flag about the file at `path`."""
    code = catalogue()[raw.code.id]  # no other id, for the other process has met the file
    row, column = raw.cell or (None, 0)
    values = {
        name: placed(value, str(raw.values.get("count", ""))) if name == raw.placed else Shown(value)
        for name, value in raw.values.items()
    }
    if "{file}" in code.message.en:
        values["file"] = Shown(name_of(path))
    place = Place(sheet=raw.sheet, row=row, column=letters(column))
    return Flag(code, place, tuple(sorted(values.items())), code.severity, expected=raw.advice)
