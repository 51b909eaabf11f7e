"""Opens the database of a ledger. Every writer takes its turn before it reads where the chain ends."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Engine, Row, create_engine, event, inspect, select
from sqlalchemy.pool import NullPool

from checker.ledger.address import Address
from checker.ledger.records import ALGORITHMS
from checker.ledger.refusals import explain_refusals
from checker.ledger.tables import HEAD, newest
from checker.model.stops import make_stop
from checker.text.ordinary_files import NotOrdinaryError, open_ordinary

#: How long a writer waits for the others, in seconds.
PATIENCE = 300.0
#: How long to wait for a server to answer at all, in seconds.
_CONNECT_WITHIN = 10
#: Pages this large hold a flag whole; SQLite's default would put most of each into a page of its own.
_PAGE_BYTES = 16_384

#: The hash of the last entry, in hexadecimal.
_HASH = re.compile("[0-9a-f]{64}")

Mode = Literal["ro", "rw", "rwc"]


@lru_cache(maxsize=8)
def make_engine(address: Address, mode: Mode, patience: float = PATIENCE) -> Engine:
    """Makes the engine of a ledger's database; `mode` says whether to write, and whether a file may be created.

    An engine holds no connection; what it has compiled is compiled once.

    Raises:
        Stop: the driver of the database is not installed.
    """
    if address.file is not None:
        return _make_for_file(address.file, mode, patience)
    assert address.server is not None
    milliseconds = round(patience * 1000)
    options = f"-c lock_timeout={milliseconds} -c default_transaction_read_only={'on' if mode == 'ro' else 'off'}"
    try:
        return create_engine(
            address.server,
            poolclass=NullPool,
            connect_args={"connect_timeout": _CONNECT_WITHIN, "options": options, "application_name": "checker"},
        )
    except ImportError as error:
        raise make_stop("no-psycopg", address.shown) from error


@contextmanager
def connect(address: Address, mode: Mode, patience: float = PATIENCE) -> Iterator[Connection]:
    """Opens a transaction, which is undone if the block fails.

    Raises:
        Stop: there is no such file, or the database refuses.
    """
    _require_ordinary(address)
    if address.file is not None and mode != "rwc" and not address.file.is_file():
        raise make_stop("no-ledger", address.shown)
    # The engine is kept for the file itself: a relative path is another file once the process has moved.
    fixed = replace(address, file=address.file and address.file.absolute())
    with explain_refusals(address), make_engine(fixed, mode, patience).begin() as connection:
        yield connection


def _require_ordinary(address: Address) -> None:
    """Requires that SQLite won't wait for ever for what a file holds.

    A ledger is never opened here: closing it again would let go of all locks that this process has on it.

    Raises:
        Stop: it is no ordinary file.
    """
    with suppress(FileNotFoundError, PermissionError):
        if address.file is None or address.file.is_dir() or address.file.stat().st_size:
            return
        try:
            open_ordinary(address.file).close()
        except NotOrdinaryError as error:
            raise make_stop("not-a-ledger", address.shown) from error


def _make_for_file(path: Path, mode: Mode, patience: float) -> Engine:
    def connect() -> sqlite3.Connection:
        # A reader may have to undo what a killed writer left half done, so only its statements are kept from writing.
        name = f"{path.absolute().as_uri()}?mode={'rwc' if mode == 'rwc' else 'rw'}"
        connection = sqlite3.connect(name, uri=True, timeout=patience, isolation_level=None)
        if mode == "ro":
            connection.execute("PRAGMA query_only=on")
        if mode == "rwc":
            connection.execute(f"PRAGMA page_size={_PAGE_BYTES}")
        # A reader is not locked out while a writer has not committed.
        connection.execute("PRAGMA cache_spill=off")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def take_turn(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if mode == "ro" else "BEGIN IMMEDIATE")

    return engine


def read_head(connection: Connection, address: Address, *, lock: bool = False) -> Row[Any]:
    """Reads the one row that says what the ledger is; `lock` makes other writers wait until the transaction ends.

    Raises:
        Stop: the database holds no ledger, or one of another version of the program.
    """
    found = read_format(connection, address, lock=lock)
    if found != newest():
        raise make_stop("ledger-older", address.shown, found=str(found), known=str(newest()))
    row = connection.execute(select(HEAD)).one()
    named = isinstance(row.origin, str) and row.origin.isprintable()
    sound = named and isinstance(row.size, int) and row.algorithm in ALGORITHMS
    if not sound or not isinstance(row.hash, str) or not _HASH.fullmatch(row.hash):
        raise make_stop("ledger-damaged", address.shown, why=HEAD.name)
    return row


def read_format(connection: Connection, address: Address, *, lock: bool = False) -> int:
    """Reads the number of the ledger's format, which can be older than that of this version of the program.

    Raises:
        Stop: the database holds no ledger, or one of a newer version of the program.
    """
    if not inspect(connection).has_table(HEAD.name):
        raise make_stop("not-a-ledger", address.shown)
    query = select(HEAD.c.format).with_for_update() if lock else select(HEAD.c.format)
    formats = connection.execute(query).scalars().all()
    if len(formats) != 1 or not isinstance(formats[0], int) or formats[0] < 1:
        raise make_stop("ledger-damaged", address.shown, why=HEAD.name)
    if formats[0] > newest():
        raise make_stop("ledger-newer", address.shown, found=str(formats[0]), known=str(newest()))
    return formats[0]
