"""A server in this process, and a client of HTTP that sends what a page would send, or what it never would."""

from __future__ import annotations

import http.client
import json
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from checker.definitions.built_in import available_packs, definitions_root, read_title
from checker.model import Fault
from checker.serve import private
from checker.serve.server import address_of, listen, make_server
from checker.serve.settings import OfferedPack, Settings
from checker.text.bilingual import Text

ROOT = Path(__file__).parents[2]
QUARTER = ROOT / "inputs" / "heping" / "2022Q4"
OWN = {"X-Checker": "1"}


def offered() -> dict[str, OfferedPack]:
    """The built-in packs."""
    titles = {name: read_title(definitions_root() / name) for name in available_packs()}
    return {name: OfferedPack(title or Text(name, name), name) for name, title in titles.items()}


@dataclass
class Answer:
    """What the server answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def document(self) -> Any:
        """The document of an answer, with or without a workbook after it."""
        if self.headers["content-type"] != "application/octet-stream":
            return json.loads(self.body)
        return json.loads(self.body[4 : 4 + self._length])

    @property
    def content(self) -> bytes:
        """The workbook of an answer."""
        return self.body[4 + self._length :]

    @property
    def _length(self) -> int:
        return int.from_bytes(self.body[:4], "big")


@dataclass
class Served:
    """A running server, and the faults that it told."""

    address: str
    faults: list[Fault] = field(default_factory=list)
    stop: Callable[[], None] = lambda: None

    @property
    def netloc(self) -> str:
        """Host and port."""
        return urlsplit(self.address).netloc

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        """Sends a request; headers are given with underscores."""
        connection = http.client.HTTPConnection(self.netloc, timeout=120)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body or None, {**OWN, **named})
        answer = connection.getresponse()
        read = Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        connection.close()
        return read

    def get(self, path: str, **query: str) -> Answer:
        """Asks for something."""
        return self.ask("GET", f"{path}?{urlencode(query)}")

    def begin(self, size: int, content: bytes = b"") -> socket.socket:
        """Begins to send a file of that size, and leaves the rest of it to the test."""
        host, port = self.netloc.split(":")
        connection = socket.create_connection((host, int(port)))
        head = f"POST /api/check HTTP/1.1\r\nHost: {self.netloc}\r\nX-Checker: 1\r\nContent-Length: {size}\r\n\r\n"
        connection.sendall(head.encode() + content)
        return connection

    def send(
        self, name: str, content: bytes, to: str = "check", headers: dict[str, str] | None = None, **query: str
    ) -> Answer:
        """Sends a file."""
        given = {"X-File-Name": quote(name), **(headers or {})}
        return self.ask("POST", f"/api/{to}?{urlencode({'lang': 'en', **query})}", content, **given)


@contextmanager
def serving(**changes: Any) -> Iterator[Served]:
    """Runs a server with these settings until the block ends."""
    served = Served("")
    settings = Settings(**{"host": "127.0.0.1", "packs": offered(), "tell": served.faults.append, **changes})
    with listen(settings.host, 0) as listening, private.private_folder() as folder:
        server = make_server(settings, folder)
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        served.address = address_of(listening, settings.host)
        while not server.started:
            time.sleep(0.02)

        def stop() -> None:
            server.should_exit = True
            thread.join(30)

        served.stop = stop
        try:
            yield served
        finally:
            stop()


def kept_files() -> list[Path]:
    """Every file in a private folder of a server of this process."""
    places = private._places()
    mine = f"checker.serve.p{os.getpid()}.*/**/*"
    return [path for place in places for path in place.glob(mine) if path.is_file()]


def wait_for(what: Callable[[], bool], seconds: float = 20) -> None:
    """Waits until something holds."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


def flat(nodes: list[dict[str, Any]]) -> str:
    """The words of a screen's nodes in their order."""

    def joined(spans: list[list[str]]) -> str:
        return "".join(text for text, _ in spans)

    words = []
    for node in nodes:
        if node["kind"] == "line":
            words.append(joined(node["spans"]))
        elif node["kind"] == "table":
            words += [joined(cell) for row in (node["heads"], *node["rows"]) for cell in row]
        else:
            words += map(joined, node["heads"])
            for entry in node["entries"]:
                words += map(joined, (*entry["cells"], *entry["notes"]))
    return " ".join(words)
