"""A PostgreSQL server of Debian for the tests: on loopback, with its own data folder and port."""

from __future__ import annotations

import itertools
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tests.system import REQUIRED

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Server:
    """A running server, with one user who may create databases."""

    port: int
    password: str

    def url(self, database: str, password: str | None = None) -> str:
        return f"postgresql://checker:{password or self.password}@127.0.0.1:{self.port}/{database}"

    def make_database(self) -> str:
        """Makes an empty database and returns its address."""
        name = f"ledger{next(_numbers)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self.url(name)


def _folder_of_programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if not found:
        reason = "the server is not installed (Debian: postgresql)"
        if os.environ.get(REQUIRED):
            pytest.fail(reason)
        pytest.skip(reason)
    return found[-1].parent


@contextmanager
def start_server() -> Iterator[Server]:
    """Starts a server, which refuses to run as root: then it runs as Debian's user for it."""
    programs = _folder_of_programs()
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="checker-postgresql-"))
    data, secret, password = folder / "data", folder / "password", secrets.token_hex(8)
    secret.write_text(password)
    if user is not None:
        owner = pwd.getpwnam(user)
        for path in (folder, secret):
            os.chown(path, owner.pw_uid, owner.pw_gid)
    prepare = [programs / "initdb", "-D", data, "-U", "checker", "-A", "scram-sha-256", f"--pwfile={secret}", "-N"]
    subprocess.run([*prepare, "-E", "UTF8", "--locale=C.UTF-8"], check=True, capture_output=True, user=user, cwd=folder)
    port = free_port()
    settings = ("listen_addresses=127.0.0.1", f"port={port}", f"unix_socket_directories={folder}", "fsync=off")
    command = [programs / "postgres", "-D", data, *(part for each in settings for part in ("-c", each))]
    running = subprocess.Popen(command, user=user, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        server = Server(port, password)
        _wait_for(server)
        yield server
    finally:
        running.terminate()
        running.wait(timeout=60)
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(server: Server) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            psycopg.connect(server.url("postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return
