"""Checks that nothing in a ledger was altered, removed, added, moved or doubled since it was recorded.

A ledger on its own proves that its records fit together. Whoever can write to the database can also write a whole new
chain, or cut its tail together with its head: only a head that somebody else kept can show that.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection, func, select

from checker.frozen import dataclass
from checker.ledger.breaks import Break, Stored, find_break
from checker.ledger.database import connect, read_head
from checker.ledger.heads import Head
from checker.ledger.records import Entry, digest, link, read_entry
from checker.ledger.samples import check_samples
from checker.ledger.store import Ledger
from checker.ledger.tables import ENTRIES, ITEMS
from checker.text.bilingual import Text
from checker.text.exact_json import parse

_COLUMNS = ("seq", "at", "kind", "prev")


@dataclass(frozen=True)
class Damage:
    """The first thing that is wrong.

    Attributes:
        what: "altered", "removed", "added", "moved", "doubled", "cut", "resealed", "head", "database", "other-ledger",
            "sample".
        entry: the number of the entry, or None if it is about the whole ledger.
        item: the number of the item within the entry, or None.
        text: the same in a sentence.
    """

    what: str
    entry: int | None
    item: int | None
    text: Text


@dataclass(frozen=True)
class Verified:
    """What verifying found.

    Attributes:
        head: the head now.
        entries, items: how many records were read.
        damage: the first thing that is wrong, or None.
    """

    head: Head
    entries: int
    items: int
    damage: Damage | None


def verify_ledger(ledger: Ledger, heads: Sequence[Head] = ()) -> Verified:
    """Verifies every record of a ledger, and that it goes on from each of these earlier heads.

    Raises:
        Stop: the database can't be read.
    """
    with connect(ledger.address, "ro") as connection:
        row = read_head(connection, ledger.address)
        head = Head(str(row.origin), int(row.size), str(row.hash))
        rows = connection.execute(select(ENTRIES).order_by(ENTRIES.c.seq)).all()
        damage, entries = check_entries(rows, head, ledger.algorithm)
        items = connection.execute(select(func.count()).select_from(ITEMS)).scalar_one()
        damage = (
            damage
            or next(_check_items(connection, entries, ledger.algorithm), None)
            or _check_database(connection)
            or check_heads(entries, ledger.origin, heads)
            or check_records(entries, partial(_read_items, connection))
        )
    return Verified(head, len(rows), items, damage)


def check_entries(rows: Sequence[Any], head: Head, algorithm: str) -> tuple[Damage | None, list[Entry]]:
    """Checks the chain of entries, given as the rows of their table; also returns those that can be read."""
    read: dict[str, Entry] = {}
    for row in rows:
        if (entry := _read(row.payload, row.hash)) is not None:
            read[entry.text] = entry

    def follows(before: str, row: Stored) -> bool:
        entry = read.get(row.text or "")
        return entry is not None and entry.prev == before and digest(algorithm, entry.text) == row.hash

    broken = find_break(_stored(rows, "seq"), head.size, head.hash, follows)
    entries = [read[row.payload] for row in rows if row.payload in read]
    for row in rows:
        if row.seq < 1 or (broken is not None and row.seq >= broken.place):
            continue
        entry = read[row.payload]
        if any(getattr(row, name) != getattr(entry, name) for name in _COLUMNS):
            return describe(Break("altered", row.seq), row.seq, None), entries
    if broken is not None:
        return _describe_entry(broken, len(rows), head), entries
    first = entries[0].payload
    if (first.get("origin"), first.get("algorithm")) != (head.origin, algorithm):
        text = Text("台账头的名称或算法与第 1 条记录不符", "the name or algorithm in the head is not that of entry 1")
        return Damage("head", None, None, text), entries
    return None, entries


def _read(text: object, hash: object) -> Entry | None:
    try:
        return read_entry(text, hash) if isinstance(text, str) and isinstance(hash, str) else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _stored(rows: Sequence[Any], column: str) -> list[Stored]:
    """Takes only what has the right type: a damaged SQLite file can hold anything."""
    return [
        Stored(
            place if isinstance(place := getattr(row, column), int) else 0,
            row.payload if isinstance(row.payload, str) else None,
            row.hash if isinstance(row.hash, str) else None,
        )
        for row in rows
    ]


def _check_items(connection: Connection, entries: Sequence[Entry], algorithm: str) -> Iterator[Damage]:
    """Yields what is wrong with items, in their order."""

    def follows(before: str, row: Stored) -> bool:
        return row.text is not None and link(algorithm, before, row.text) == row.hash

    counted = connection.execute(select(ITEMS.c.entry, func.count()).group_by(ITEMS.c.entry))
    counts: dict[Any, int] = dict(counted.all())
    for entry in entries:
        if not entry.count and not counts.get(entry.seq):
            continue
        rows = connection.execute(select(ITEMS).where(ITEMS.c.entry == entry.seq).order_by(ITEMS.c.n)).all()
        broken = find_break(_stored(rows, "n"), entry.count, entry.root, follows)
        if broken is not None:
            yield describe(broken, entry.seq, broken.place)
    known = {entry.seq for entry in entries}
    for number in (each for each in counts if each not in known):
        first = connection.execute(select(func.min(ITEMS.c.n)).where(ITEMS.c.entry == number)).scalar_one()
        yield describe(Break("added", first), number, first)


def check_records(entries: Sequence[Entry], items: Callable[[int], Sequence[dict[str, Any]]]) -> Damage | None:
    """Checks what records say of each other; only called if each is as it was recorded."""
    return next((Damage("sample", seq, None, text) for seq, text in check_samples(entries, items)), None)


def _read_items(connection: Connection, seq: int) -> list[dict[str, Any]]:
    texts = connection.execute(select(ITEMS.c.payload).where(ITEMS.c.entry == seq).order_by(ITEMS.c.n)).scalars()
    return [dict(parse(text)) for text in texts]


def _check_database(connection: Connection) -> Damage | None:
    """Asks a SQLite file whether its structure is whole: a record may be there and still not be found by its number."""
    if connection.dialect.name != "sqlite":
        return None
    said = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    if said == "ok":
        return None
    text = Text(
        zh=f"各条记录无误，但数据库文件的结构已损坏：{said}",
        en=f"every record is as recorded, but the structure of the database file is damaged: {said}",
    )
    return Damage("database", None, None, text)


def check_heads(entries: Sequence[Entry], origin: str, heads: Sequence[Head]) -> Damage | None:
    """Checks that a chain without a break goes on from earlier heads."""
    good = 0
    for head in sorted(heads, key=lambda each: each.size):
        if head.origin != origin:
            text = Text(
                zh=f"台账头属于另一个台账（{head.origin}），这里是 {origin}",
                en=f"a head is of another ledger ({head.origin}); this one is {origin}",
            )
            return Damage("other-ledger", None, None, text)
        if head.size > len(entries):
            text = Text(
                zh=f"台账被截短：台账头记有 {head.size} 条，现在只有 {len(entries)} 条",
                en=f"the end was cut off: a head has {head.size} entries, and there are {len(entries)} now",
            )
            return Damage("cut", len(entries) + 1, None, text)
        if entries[head.size - 1].hash != head.hash:
            text = Text(
                zh=f"第 {good + 1} 至 {head.size} 条记录中有改动，其后的记录全部重新连接过",
                en=f"one of the entries {good + 1} to {head.size} was altered, and all after it were hashed anew",
            )
            return Damage("resealed", good + 1, None, text)
        good = head.size
    return None


def _describe_entry(broken: Break, count: int, head: Head) -> Damage:
    if broken.what == "end":
        text = Text(
            zh=f"第 {broken.place} 条记录与台账头不符：其中一个被改过",
            en=f"entry {broken.place} does not match the head: one of them was altered",
        )
        return Damage("altered", broken.place, None, text)
    if broken.what == "removed" and broken.place == count + 1:
        text = Text(
            zh=f"台账被截短：台账头记有 {head.size} 条，现在只有 {count} 条",
            en=f"the end was cut off: the head has {head.size} entries, and there are {count} now",
        )
        return Damage("cut", broken.place, None, text)
    return describe(broken, broken.place, None)


def describe(broken: Break, entry: int, item: int | None) -> Damage:
    """Says what happened to an entry, or to an item of one."""
    zh, en = (f"第 {entry} 条记录", f"entry {entry}")
    if item is not None:
        zh, en = f"{zh}的第 {item} 个明细", f"item {item} of {en}"
    texts = {
        "altered": Text(f"{zh}被改过", f"{en} was altered"),
        "removed": Text(f"{zh}被删除", f"{en} was removed"),
        "added": Text(f"{zh}是后来加进去的", f"{en} was added later"),
        "moved": Text(f"{zh}被移动，现在的编号是 {broken.at}", f"{en} was moved: it is now number {broken.at}"),
        "doubled": Text(f"{zh}是编号 {broken.at} 的副本", f"{en} is a copy of number {broken.at}"),
        "end": Text(f"{zh}被改过并重新计算了哈希值", f"{en} was altered and hashed anew"),
    }
    return Damage("altered" if broken.what == "end" else broken.what, entry, item, texts[broken.what])
