"""Receives files: one per request, as its bare body, with its name in a header. Neither size nor name is trusted."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import unquote

from starlette.requests import Request

from checker.serve.private import own_folder

#: A sender may take so long, and as long as the file takes at the slowest speed.
PATIENCE, SLOWEST = 30.0, 64 * 1024
#: The most bytes of a name: file systems take 255, and the marked copy's name is longer.
_LONGEST = 200
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')


class NotReceived(Exception):  # noqa: N818 - an answer about the request, not an error of ours
    """A file was not received; `status` is the answer's, and `word` names what is wrong."""

    def __init__(self, status: int, word: str) -> None:
        super().__init__(word)
        self.status, self.word = status, word


class Gate:
    """Lets a number of files in at a time, and a number of others wait."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self._places = asyncio.Semaphore(at_once)
        self._room = at_once + waiting
        self._inside = 0

    @asynccontextmanager
    async def enter(self) -> AsyncIterator[None]:
        """Waits for a place.

        Raises:
            NotReceived: too many wait already.
        """
        if self._inside >= self._room:
            raise NotReceived(503, "busy")
        self._inside += 1
        try:
            async with self._places:
                yield
        finally:
            self._inside -= 1


@asynccontextmanager
async def received(request: Request, folder: Path, most: int) -> AsyncIterator[Path]:
    """Receives the file of a request into a folder of its own, which is removed at the end.

    Raises:
        NotReceived: it is too large, comes too slowly, or says nothing of its size.
        ClientDisconnect: the sender is gone.
    """
    size = request.headers.get("content-length", "")
    if not size.isdecimal():
        raise NotReceived(411, "no-size")
    if int(size) > most:
        raise NotReceived(413, "too-large")
    with own_folder(folder) as own:
        path = own / read_name(request)
        try:
            async with asyncio.timeout(PATIENCE + int(size) / SLOWEST):
                with path.open("xb") as stream:
                    async for chunk in request.stream():
                        stream.write(chunk)  # into memory, or the system's cache
        except TimeoutError:
            raise NotReceived(408, "too-slow") from None
        yield path


def read_name(request: Request) -> str:
    """Reads the name of the file; whatever it says, it is a plain name of a file in one folder."""
    given = unquote(request.headers.get("x-file-name", ""), errors="replace")
    name = _NOT_IN_NAMES.sub("_", given).strip()
    stem, dot, ending = name.rpartition(".")
    if len(name.encode()) > _LONGEST:
        ending = ending[:10]
        name = (stem or ending).encode()[: _LONGEST - 40].decode(errors="ignore") + dot + ending
    return name if name.strip(". ") else "workbook"
