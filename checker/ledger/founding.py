"""Begins a ledger, brings an older one up to date, and begins a new key where the old one is lost."""

import os
import secrets
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, insert, inspect, select, update

import checker
from checker.ledger.adding import add_entry, put_entry
from checker.ledger.address import Address
from checker.ledger.bundle import ITEM_LINES, Bundle
from checker.ledger.database import connect, read_format, read_head
from checker.ledger.keys import Key, make_key, read_key
from checker.ledger.records import Entry, seal_items, write_time
from checker.ledger.store import Ledger, find_entry
from checker.ledger.tables import HEAD, copy_tables, newest, take_steps
from checker.ledger.verify_bundle import verify_bundle
from checker.model.stops import make_stop
from checker.text.exact_json import Json


def create_ledger(address: Address, *, at: datetime, origin: str | None = None, algorithm: str = "sha256") -> Ledger:
    """Begins a ledger, with its key if there is none yet.

    Args:
        address: where.
        at: the time.
        origin: a name that no other ledger has; made up if not given.
        algorithm: "sha256" or "sm3".

    Raises:
        Stop: there is a ledger or another file already, or it can't be written. Nothing was written.
    """
    if address.key is None:
        raise make_stop("no-key-place", address.shown)
    if address.file is not None and address.file.exists():
        raise make_stop("ledger-exists", address.shown)
    had_key = address.key.exists()
    key = make_key(address.key)
    try:
        name = origin or f"checker-ledger/{secrets.token_hex(8)}"

        def fill(place: Address) -> None:
            said: dict[str, Json] = {"algorithm": algorithm, "format": newest(), "origin": name}
            said["tool"] = checker.__version__
            with connect(place, "rwc") as connection:
                head = _make_tables(connection, address, name, algorithm)
                add_entry(connection, head, write_time(at), "init", said, key.id, seal_items(algorithm, ()))

        if address.file is None:
            fill(address)
        else:
            _make_file(address, address.file, fill)
    except BaseException:
        if not had_key:
            address.key.unlink(missing_ok=True)
        raise
    return Ledger(address)


def _make_file(address: Address, path: Path, fill: Callable[[Address], None]) -> None:
    """Fills a file under another name first: at its own it is either whole or not there."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        fill(replace(address, file=part))
        os.link(part, path)
    except FileExistsError as error:
        raise make_stop("ledger-exists", address.shown) from error
    except OSError as error:
        raise make_stop("cannot-write-ledger", address.shown, why=error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            part.unlink()


def _make_tables(connection: Connection, address: Address, origin: str, algorithm: str) -> Row[Any]:
    """Makes the tables of a ledger that has no entry yet; returns its head."""
    if inspect(connection).has_table(HEAD.name):
        raise make_stop("ledger-exists", address.shown)
    take_steps(connection, 0)
    row = {"one": 1, "format": newest(), "origin": origin, "algorithm": algorithm, "size": 0, "hash": ""}
    connection.execute(insert(HEAD), row)
    return connection.execute(select(HEAD)).one()


def import_ledger(address: Address, bundle: Bundle, *, at: datetime) -> Ledger:
    """Makes a ledger again from a bundle, record by record, and adds an entry that says so.

    Raises:
        Stop: the bundle was changed, its key is not here, or there is a ledger or another file already.
    """
    done, entries = verify_bundle(bundle)
    if done.damage is not None:
        raise make_stop("bundle-changed", why=done.damage.text)
    if address.key is None:
        raise make_stop("no-key-place", address.shown)
    key = read_key(address.key)
    if key is None or key.id != entries[-1].key:
        raise make_stop("ledger-key-lost", address.key, id=entries[-1].key)
    if address.file is not None and address.file.exists():
        raise make_stop("ledger-exists", address.shown)
    said: dict[str, Json] = {"head": bundle.head.text, "tool": checker.__version__}

    def fill(place: Address) -> None:
        with connect(place, "rwc") as connection:
            _make_tables(connection, address, bundle.head.origin, bundle.algorithm)
            for entry in entries:
                lines = bundle.lines(f"{ITEM_LINES}{entry.seq}.txt")
                put_entry(connection, entry, [(row.text or "", row.hash or "") for row in lines])
            _add_bare(connection, address, "import", said, at)

    if address.file is None:
        fill(address)
    else:
        _make_file(address, address.file, fill)
    return Ledger(address)


def update_ledger(address: Address, *, at: datetime) -> Entry | None:
    """Brings a ledger of an older format up to date, after a copy of it; None if there is nothing to do.

    Raises:
        Stop: it is of a newer version of the program, or the database refuses. Nothing was changed.
    """
    if address.file is not None and not address.file.exists():
        return None
    with connect(address, "rw") as connection:
        found = read_format(connection, address, lock=True) if inspect(connection).has_table(HEAD.name) else newest()
        if found == newest():
            return None
        copies = copy_tables(connection, found) if address.file is None else [_copy_file(address.file, found)]
        take_steps(connection, found)
        connection.execute(update(HEAD).values(format=newest()))
        said: dict[str, Json] = {"from": found, "to": newest(), "copies": copies, "tool": checker.__version__}
        return _add_bare(connection, address, "migration", said, at)


def _copy_file(path: Path, found: int) -> str:
    """Copies a SQLite ledger beside itself; returns the name of the copy."""
    copy = path.with_name(f"{path.stem}.format{found}{path.suffix}")
    copy.unlink(missing_ok=True)  # left over from a step that failed later
    source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        source.execute("VACUUM INTO ?", (str(copy),))
    finally:
        source.close()
    return copy.name


def begin_key(address: Address, *, at: datetime) -> Entry:
    """Begins a new key for a ledger whose key is lost: what was hashed under the old one can't be matched any more.

    Raises:
        Stop: the database refuses, or the key is not lost.
    """
    if address.key is None:
        raise make_stop("no-key-place", address.shown)
    if Ledger(address).key is not None:
        raise make_stop("ledger-key-there", address.key)
    key = make_key(address.key)
    with connect(address, "rw") as connection:
        return _add_bare(connection, address, "key", {"tool": checker.__version__}, at, key)


def _add_bare(
    connection: Connection, address: Address, kind: str, said: Mapping[str, Json], at: datetime, key: Key | None = None
) -> Entry:
    """Adds an entry without items, under a new key or under that of the last entry."""
    head = read_head(connection, address, lock=True)
    id = find_entry(connection, address, head.size).key if key is None else key.id
    return add_entry(connection, head, write_time(at), kind, said, id, seal_items(head.algorithm, ()))
