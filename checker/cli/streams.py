"""Writes to stdout (the result) and to stderr (progress and remarks); nothing else in the program does.

A result is a page for people or a document for programs.
"""

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO, TypeVarTuple

from checker.cli.system import plain_signs
from checker.text.bilingual import Language, Text
from checker.text.visible import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text as Line

    from checker.text.exact_json import Json

Values = TypeVarTuple("Values")

#: The fewest columns that pages are laid out for, and how many a terminal has that doesn't say.
_NARROWEST, _USUAL = 30, 80


class ReaderGone(Exception):  # noqa: N818 - not an error: whoever read our output has seen enough
    """The other end of stdout is closed, e.g. by `head`."""


def make_console(*, stderr: bool = False) -> "Console":
    """Makes a console that never takes text for markup, and has no style if NO_COLOR is set or nobody can see it."""
    from checker.cli.screen import Screen  # imports late: a document for programs needs none

    plain = bool(os.environ.get("NO_COLOR"))
    screen = Screen(stderr=stderr, highlight=False, markup=False, emoji=False, color_system=None if plain else "auto")
    if screen.width < _NARROWEST:  # rich would leave out what has no room: everything, where COLUMNS is 0
        screen.width = _NARROWEST if screen.width > 0 else _USUAL
    return screen


def capture(render: "Callable[[Console], None]") -> str:
    """Captures what `render` prints on stdout's console; it has styles only if stdout is a terminal.

    Raises:
        ReaderGone: nobody reads stdout any more.
        Stop: it can't be written to.
    """
    screen = make_console()
    screen.begin_capture()
    render(screen)
    with _printing():  # the console touches stdout even then
        return screen.end_capture()


def emit(result: str | bytes) -> None:
    """Writes to stdout: text in the encoding of the stream, bytes unchanged.

    Raises:
        ReaderGone: nobody reads stdout any more.
        Stop: it can't be written to, e.g. because the disk is full.
    """
    with _printing():
        if isinstance(result, bytes):
            sys.stdout.flush()
            sys.stdout.buffer.write(result)
            sys.stdout.buffer.flush()
        else:
            sys.stdout.write(result)
            sys.stdout.flush()


@contextmanager
def _printing() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise ReaderGone from error
    except OSError as error:
        discard_stdout()
        from checker.model.stops import make_stop  # imports late: most runs don't fail

        raise make_stop("cannot-print", why=error.strerror or str(error)) from error


def print_page(
    form: str,
    language: Language,
    dump: "Callable[[*Values], Json]",
    show: "Callable[[Console, *Values, Language], None]",
    *values: *Values,
) -> None:
    """Prints the values: dumped as a document if JSON is asked for, else shown as a page."""
    if form == "json":
        from checker.text.exact_json import dumps

        emit(dumps(dump(*values)).encode())
    else:
        emit(capture(lambda screen: show(screen, *values, language)))


def both(text: Text | None) -> "Json":
    """Returns a text in both languages, for programs."""
    return None if text is None else {"zh": visible(text.zh), "en": visible(text.en)}


def make_table(*heads: tuple[str, str], language: Language) -> "Table":
    """Makes a table without lines; its heads are given as (Chinese, English)."""
    from rich.table import Column, Table

    titles = [Column(zh if language == "zh" else en, overflow="fold") for zh, en in heads]
    return Table(*titles, box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")


def remark(text: "str | Line") -> None:
    """Prints to stderr without breaking lines, however long; what nobody can read is left unsaid."""
    try:
        make_console(stderr=True).print(text, soft_wrap=True)
    except OSError:  # a full disk or a closed pipe must not change what the run does, nor its exit code
        _discard(sys.stderr)


def require_streams() -> None:
    """Requires a stdout; a closed stdin or stderr leads nowhere instead.

    Without this, the first file that the program opens would take the place of the closed stream.

    Raises:
        Stop: stdout is closed.
    """
    closed = [name for name in ("stdin", "stdout", "stderr") if getattr(sys, name) is None]
    for name in closed:
        descriptor = ("stdin", "stdout", "stderr").index(name)
        opened = os.open(os.devnull, os.O_RDWR)
        if opened != descriptor:
            os.dup2(opened, descriptor)
            os.close(opened)
        setattr(sys, name, open(descriptor, "r" if name == "stdin" else "w", encoding="utf-8", closefd=False))  # noqa: SIM115 - as long as the process
    if "stdout" in closed:
        from checker.model.stops import make_stop  # imports late: most runs don't fail

        raise make_stop("stdout-closed")


def require_names() -> None:
    """Requires that the system can spell the names of files in Chinese.

    Raises:
        Stop: it can't in this locale.
    """
    encoding = sys.getfilesystemencoding()
    try:
        "核对结果".encode(encoding)
    except UnicodeEncodeError as error:
        from checker.model.stops import make_stop  # imports late: most runs don't fail

        raise make_stop("locale", encoding=encoding) from error


def replace_unencodable() -> None:
    """Makes stdout and stderr print a plain character for one that they can't encode, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=plain_signs(stream.encoding))


def discard_stdout() -> None:
    """Redirects stdout to nowhere, so that closing it at the end does not fail again."""
    _discard(sys.stdout)


def _discard(stream: TextIO) -> None:
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
