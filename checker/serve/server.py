"""Runs the server until it is stopped."""

import errno
import os
import signal
import socket
import sys
import tempfile
from pathlib import Path

import uvicorn

from checker.errors import Exit, Stop
from checker.model.stops import make_stop
from checker.serve.app import Pages
from checker.serve.private import private_folder
from checker.serve.settings import Settings, is_loopback

#: The shortest token: nobody guesses so many characters over a network.
SHORTEST_TOKEN = 16
#: How many connections may be open, and for how many seconds after the last answer.
_CONNECTIONS, _KEPT_OPEN = 200, 10
#: The largest head of a request, and how many seconds open answers get when the server ends.
_HEAD, _LAST = 16 * 1024, 3


def require_token(host: str, token: str) -> None:
    """Requires a token where other computers can reach the page.

    Raises:
        Stop: there is none, or it is too short.
    """
    if not token and not is_loopback(host):
        raise make_stop("serve-without-token", "--host", host=host)
    if token and (len(token) < SHORTEST_TOKEN or not token.isascii() or not token.isprintable() or " " in token):
        raise make_stop("serve-weak-token", "--token", least=str(SHORTEST_TOKEN))


def listen(host: str, port: int) -> socket.socket:
    """Begins to listen at an address.

    Raises:
        Stop: that can't be done.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        try:
            if os.name == "posix":  # elsewhere it would let another program take over the address
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
            listening.listen(128)
        except BaseException:
            listening.close()
            raise
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        raise _cannot_listen(host, port, error.strerror or str(error), taken) from error
    except OverflowError as error:
        raise make_stop("serve-bad-port", "--port", port=str(port)) from error
    return listening


def _cannot_listen(host: str, port: int, why: str, taken: bool) -> Stop:
    if taken:
        return make_stop("serve-port-taken", "--port", port=str(port))
    return make_stop("serve-cannot-listen", "--host", host=host, port=str(port), why=why)


def address_of(listening: socket.socket, host: str) -> str:
    """Returns the address to open in a browser."""
    port = listening.getsockname()[1]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def run_server(settings: Settings, listening: socket.socket) -> None:
    """Answers until the program is asked to end.

    Raises:
        OSError: there is no room for files on their way.
    """
    with private_folder() as folder:
        # What libraries write on the way, here and in other processes, is as private and goes with the rest.
        os.environ.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder)))
        tempfile.tempdir = str(folder)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(Exit.CLEAN))  # once open answers are sent, it is raised again
        make_server(settings, folder).run([listening])


def make_server(settings: Settings, folder: Path) -> uvicorn.Server:
    """Makes the server, with a private folder for files on their way; it writes no log."""
    config = uvicorn.Config(
        Pages(settings, folder).make(),
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="on",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=_KEPT_OPEN,
        timeout_graceful_shutdown=_LAST,
        h11_max_incomplete_event_size=_HEAD,
    )
    return uvicorn.Server(config)
