"""Opens a ledger, adds to it and reads it. Every addition is one transaction: it is there whole, or not at all."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, select

from checker.ledger.adding import add_entry
from checker.ledger.address import Address, read_address
from checker.ledger.database import PATIENCE, Mode, connect, read_head
from checker.ledger.heads import Head
from checker.ledger.keys import Key, read_key
from checker.ledger.records import Entry, fragments, matches, read_entry, seal_items, write_time
from checker.ledger.tables import ENTRIES, ITEMS
from checker.model.stops import make_stop
from checker.text.exact_json import Json, canonical, parse

#: Rows that are read at a time.
_BATCH = 2_000


def open_ledger(url: str | Path, key: Path | None = None, *, patience: float = PATIENCE) -> "Ledger":
    """Opens a ledger.

    Args:
        url: a path, sqlite:///path, or postgresql://user@host/database.
        key: the file with its key; beside a SQLite file if not given.
        patience: how many seconds a writer waits for others.

    Raises:
        Stop: there is no ledger, it is of another version of the program, or the database refuses.
    """
    return Ledger(read_address(str(url), key), patience)


class Ledger:
    """An open ledger. It holds no connection between two calls, so nobody waits for it.

    Attributes:
        address: where it is.
        origin: its name, which no other ledger has.
        algorithm: how it hashes.
    """

    def __init__(self, address: Address, patience: float = PATIENCE) -> None:
        self.address = address
        self._patience = patience
        with self._connect("ro") as connection:
            row = read_head(connection, address)
            self.origin, self.algorithm = str(row.origin), str(row.algorithm)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Closes nothing: every call opens and closes its own connection."""

    def head(self) -> Head:
        """Returns the head."""
        with self._connect("ro") as connection:
            row = read_head(connection, self.address)
            return Head(row.origin, row.size, row.hash)

    def entries(self, kind: str | None = None, *, newest_first: bool = False) -> Iterator[Entry]:
        """Yields the entries, all or those of one kind, without their items."""
        order = ENTRIES.c.seq.desc() if newest_first else ENTRIES.c.seq
        query = select(ENTRIES.c.payload, ENTRIES.c.hash).order_by(order)
        if kind is not None:
            query = query.where(ENTRIES.c.kind == kind)
        with self._connect("ro") as connection:
            for text, hash in connection.execute(query).yield_per(_BATCH):
                yield _read(text, hash, self.address)

    def entry(self, seq: int) -> Entry:
        """Returns one entry.

        Raises:
            Stop: there is no entry with this number.
        """
        with self._connect("ro") as connection:
            return find_entry(connection, self.address, seq)

    def items(self, seq: int, item: str | None = None, **fields: str) -> Iterator[dict[str, Any]]:
        """Yields the items of an entry in their order: all, those of one kind, or those whose fields have a value."""
        with self._connect("ro") as connection:
            first, last = find_entry(connection, self.address, seq).span(item)
            query = select(ITEMS.c.payload).where(ITEMS.c.entry == seq, ITEMS.c.n.between(first, last))
            for fragment in fragments(fields):
                query = query.where(ITEMS.c.payload.contains(fragment, autoescape=True))
            for (text,) in connection.execute(query.order_by(ITEMS.c.n)).yield_per(_BATCH):
                if matches(found := self._parse(text), fields):
                    yield found

    def items_of(self, kind: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yields the items of all entries of a kind in their order, each with the number of its entry."""
        seqs = select(ENTRIES.c.seq).where(ENTRIES.c.kind == kind)
        query = select(ITEMS.c.entry, ITEMS.c.payload).where(ITEMS.c.entry.in_(seqs)).order_by(ITEMS.c.entry, ITEMS.c.n)
        with self._connect("ro") as connection:
            for seq, text in connection.execute(query).yield_per(_BATCH):
                yield seq, self._parse(text)

    def numbered_items(self, seq: int, numbers: Sequence[int]) -> Iterator[dict[str, Any]]:
        """Yields the items of an entry that have these numbers, in their order."""
        with self._connect("ro") as connection:
            query = select(ITEMS.c.payload).where(ITEMS.c.entry == seq, ITEMS.c.n.in_(numbers)).order_by(ITEMS.c.n)
            yield from map(self._parse, connection.execute(query).scalars())

    @cached_property
    def key(self) -> Key | None:
        """The key; None if it is lost: then nothing can be added, and personal values can't be matched."""
        path = self.address.key
        key = None if path is None else read_key(path)
        return key if key is not None and key.id == self.key_id else None

    @cached_property
    def key_id(self) -> str:
        """The id of the key that the last entry names."""
        return self.entry(self.head().size).key

    def keyed(self, text: str) -> str:
        """Hashes a personal value under the key: equal values have equal hashes.

        Raises:
            Stop: the key is lost.
        """
        return self._require_key(self.key_id).hash(text)

    def append(
        self, kind: str, payload: Mapping[str, Json], items: Iterable[Mapping[str, Json]] = (), *, at: datetime
    ) -> Entry:
        """Adds an entry. Each item has a field "item" that says what kind of item it is.

        Raises:
            Stop: the database refuses, or the key is lost. Nothing was written.
        """
        with self.appending(kind, payload, lambda: items, at=at) as entry:
            return entry

    @contextmanager
    def appending(
        self,
        kind: str,
        payload: Mapping[str, Json],
        items: Callable[[], Iterable[Mapping[str, Json]]] = tuple,
        *,
        at: datetime,
        repeats: Callable[[Mapping[str, Any]], Hashable] | None = None,
    ) -> Iterator[Entry]:
        """Adds an entry when the block ends, and adds nothing if the block fails.

        Args:
            kind: the kind of entry.
            payload: what it says.
            items: gives its items; each has a field "item" that says what kind of item it is. It is called when it is
                this writer's turn, so what it reads from the ledger is what the entry follows.
            at: the time.
            repeats: says for a payload which series it belongs to. If the newest entry of the series says the same,
                that entry is given, and nothing is added.

        Raises:
            Stop: the database refuses, or the key is lost. Nothing was written.
        """
        with self._connect("rw") as connection:
            head = read_head(connection, self.address, lock=True)
            key = self._require_key(find_entry(connection, self.address, head.size).key)
            if repeats is not None and (same := self._find_same(connection, kind, payload, repeats)):
                yield same
                return
            sealed = seal_items(self.algorithm, items())
            yield add_entry(connection, head, write_time(at), kind, payload, key.id, sealed)

    def _find_same(
        self,
        connection: Connection,
        kind: str,
        payload: Mapping[str, Json],
        repeats: Callable[[Mapping[str, Any]], Hashable],
    ) -> Entry | None:
        series = repeats(payload)
        query = select(ENTRIES.c.payload, ENTRIES.c.hash).where(ENTRIES.c.kind == kind).order_by(ENTRIES.c.seq.desc())
        for text, hash in connection.execute(query):
            entry = _read(text, hash, self.address)
            if repeats(entry.payload) == series:
                return entry if canonical(entry.payload) == canonical(payload) else None
        return None

    def _require_key(self, id: str) -> Key:
        if self.address.key is None:
            raise make_stop("no-key-place", self.address.shown)
        if self.key is None or self.key.id != id:
            raise make_stop("ledger-key-lost", self.address.key, id=id)
        return self.key

    @contextmanager
    def _connect(self, mode: Mode) -> Iterator[Connection]:
        with connect(self.address, mode, self._patience) as connection:
            yield connection

    def _parse(self, text: object) -> dict[str, Any]:
        try:
            return dict(parse(str(text)))
        except (ValueError, TypeError) as error:
            raise make_stop("ledger-damaged", self.address.shown, why=ITEMS.name) from error


def find_entry(connection: Connection, address: Address, seq: int) -> Entry:
    """Finds an entry by its number.

    Raises:
        Stop: there is none.
    """
    row = connection.execute(select(ENTRIES.c.payload, ENTRIES.c.hash).where(ENTRIES.c.seq == seq)).one_or_none()
    if row is None:
        raise make_stop("no-entry", address.shown, seq=str(seq))
    return _read(*row, address)


def _read(text: object, hash: object, address: Address) -> Entry:
    try:
        return read_entry(str(text), str(hash))
    except (ValueError, KeyError, TypeError) as error:
        raise make_stop("ledger-damaged", address.shown, why=ENTRIES.name) from error
