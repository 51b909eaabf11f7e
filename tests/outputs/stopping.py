"""Makes the n-th call that changes a folder fail, or kills the process there."""

from __future__ import annotations

import io
import os
import signal
import stat
from contextlib import contextmanager
from pathlib import Path

from checker.outputs import folder

#: What changes folders and files: by module and name.
CALLS = (
    (os, "mkdir"),
    (os, "rename"),
    (os, "replace"),
    (os, "unlink"),
    (os, "rmdir"),
    (os, "fsync"),
    (os, "open"),
    (io, "open"),
    (folder, "exchange"),
)


def fail() -> None:
    """What the system does when the disk is full."""
    raise OSError(28, "No space left on device")


def kill() -> None:
    """What the system does when it is out of memory."""
    os.kill(os.getpid(), signal.SIGKILL)


class Countdown:
    """Counts calls down, and does something instead of the last one."""

    def __init__(self, number: int, then) -> None:
        self.left, self.then = number, then

    def tick(self) -> None:
        """Counts one call."""
        self.left -= 1
        if self.left == 0:
            self.then()


class HalfWritten:
    """A stream whose writing counts, and that then has half of what was to be written."""

    def __init__(self, stream, countdown: Countdown) -> None:
        self.stream, self.countdown = stream, countdown

    def write(self, content):
        """Writes in two halves, so that a call between them leaves a cut file."""
        half = len(content) // 2
        self.stream.write(content[:half])
        self.stream.flush()
        self.countdown.tick()
        self.stream.write(content[half:])

    def __getattr__(self, name: str):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, *_) -> None:
        self.stream.close()


def _touches(folder: Path, where, mode: str) -> bool:
    """Whether a call is about something below a folder, or about a file that is open, and does more than read it."""
    if isinstance(where, int):
        return "r" not in mode and not stat.S_ISFIFO(os.fstat(where).st_mode)
    return "r" not in mode and folder in Path(where).absolute().parents


@contextmanager
def stopped_at(number: int, then, *, can_exchange: bool = True, below: Path | None = None):
    """Does `then` instead of the n-th call; gives the countdown, whose `left` is above 0 if there were fewer calls.

    Only calls that change something `below` a folder count, if one is given.
    """
    countdown = Countdown(number, then)
    real = {(module, name): getattr(module, name) for module, name in CALLS}

    def counted(call, *, opens: bool = False):
        def instead(*arguments, **named):
            mode = str(named.get("mode") or (*arguments[1:2], "r")[0]) if opens else ""
            if call is real[os, "open"] and not arguments[1] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                mode = "r"
            if below is not None and not _touches(below, arguments[0], mode):
                return call(*arguments, **named)
            countdown.tick()
            made = call(*arguments, **named)
            return HalfWritten(made, countdown) if mode == "wb" else made

        return instead

    for (module, name), call in real.items():
        setattr(module, name, counted(call, opens=module is io))
    if not can_exchange:
        folder.exchange = lambda *_: False
    try:
        yield countdown
    finally:
        for (module, name), call in real.items():
            setattr(module, name, call)


def killed_at(number: int, work, *, can_exchange: bool = True, below: Path | None = None) -> bool:
    """Does some work in a copy of this process that is killed at its n-th call; returns whether it was."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            with stopped_at(number, kill, can_exchange=can_exchange, below=below):
                work()
            code = 0
        finally:
            os._exit(code)
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        return True
    assert os.WEXITSTATUS(status) == 0, "the work failed by itself"
    return False
