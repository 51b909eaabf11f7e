"""stdout carries the result, stderr the progress and the diagnostics. The only place that writes to either."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable

from rich.console import Console
from rich.text import Text as Line


class ReaderGone(Exception):  # noqa: N818 - not an error: whoever read our output has seen enough
    """The other end of stdout is closed, e.g. by `head`."""


def console(*, stderr: bool = False) -> Console:
    """A console that takes no text for markup and has no style where none is wanted or none can be seen."""
    plain = bool(os.environ.get("NO_COLOR"))
    return Console(
        stderr=stderr,
        highlight=False,
        markup=False,
        emoji=False,
        color_system=None if plain else "auto",
    )


def rendered(render: Callable[[Console], None]) -> str:
    """What `render` prints on stdout's console, as text; with styles only if stdout is a terminal."""
    screen = console()
    with screen.capture() as captured:
        render(screen)
    return captured.get()


def emit(result: str | bytes) -> None:
    """Writes to stdout: text in its encoding, bytes as they are.

    Raises:
        ReaderGone: nobody reads it.
    """
    try:
        if isinstance(result, bytes):
            sys.stdout.flush()
            sys.stdout.buffer.write(result)
            sys.stdout.buffer.flush()
        else:
            sys.stdout.write(result)
            sys.stdout.flush()
    except BrokenPipeError as error:
        raise ReaderGone from error


def remark(said: Line) -> None:
    """Prints to stderr, on one line however long."""
    console(stderr=True).print(said, soft_wrap=True)


def tolerate_any_text() -> None:
    """Lets a stream that cannot spell a character print a question mark in its place instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def abandon_stdout() -> None:
    """Points stdout at nothing, so that closing it at the end does not fail once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
