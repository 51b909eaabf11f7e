"""Adds an entry and its items to the database. The transaction that calls this has locked the head."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Connection, insert, update

from checker.ledger.records import Entry, Sealed, digest, read_entry, write_entry
from checker.ledger.tables import ENTRIES, HEAD, ITEMS
from checker.text.exact_json import Json

#: Rows that are written at a time.
_BATCH = 2_000


def add_entry(
    connection: Connection, head: Any, at: str, kind: str, payload: Mapping[str, Json], key: str, items: Sealed
) -> Entry:
    """Adds an entry after the head, which the transaction has locked, and moves the head."""
    seq = head.size + 1
    row = write_entry(seq, at, kind, payload, key, items, head.hash)
    row["hash"] = digest(head.algorithm, row["payload"])
    entry = read_entry(row["payload"], row["hash"])
    put_entry(connection, entry, zip(items.lines, items.hashes, strict=True))
    return entry


def put_entry(connection: Connection, entry: Entry, items: Iterable[tuple[str, str]]) -> None:
    """Stores an entry and its items, each a line and its hash, and moves the head, which the transaction has locked."""
    row = {"seq": entry.seq, "at": entry.at, "kind": entry.kind, "payload": entry.text}
    connection.execute(insert(ENTRIES), row | {"prev": entry.prev, "hash": entry.hash})
    numbered = enumerate(items, start=1)
    rows = ({"entry": entry.seq, "n": n, "payload": line, "hash": hash} for n, (line, hash) in numbered)
    while batch := list(islice(rows, _BATCH)):
        connection.execute(insert(ITEMS), batch)
    connection.execute(update(HEAD).values(size=entry.seq, hash=entry.hash))
