"""The texts that a ledger stores and hashes, and how each record leads to the next. Needs no database.

An entry is one line of canonical JSON that names its number, its time and the hash of the entry before it. Its hash is
that of the line, so `sha256sum` computes it too. The items of an entry are lines that name their number; the hash of
an item is that of the hash before it, a line break and the line, and the last one is the root that the entry names.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from checker.frozen import dataclass
from checker.model.stops import make_stop
from checker.text.exact_json import Json, canonical, parse

#: Every kind of entry.
KINDS = ("init", "run", "accept", "decision", "sample", "export", "import", "reveal", "migration", "key")
ALGORITHMS = ("sha256", "sm3")
#: The field of an item that says what kind of item it is, and the one with its number.
ITEM, NUMBER = "item", "n"


@dataclass(frozen=True)
class Entry:
    """One entry.

    Attributes:
        seq: its number, from 1.
        at: when it was written, in UTC, e.g. "2026-11-29T16:40:03Z".
        payload: what it says.
        key: the id of the key under which its personal values are hashed.
        groups: the kinds of its items in their order, each with how many there are.
        root: the hash of the last item; "" without items.
        prev: the hash of the entry before it; "" for the first.
        text: what is hashed.
    """

    seq: int
    at: str
    kind: str
    payload: Mapping[str, Any]
    key: str
    groups: tuple[tuple[str, int], ...]
    root: str
    prev: str
    hash: str
    text: str

    @property
    def count(self) -> int:
        """How many items it has."""
        return sum(count for _, count in self.groups)

    @property
    def id(self) -> str:
        """Its number and how its hash begins, e.g. "12-9f86d081884c", for people and reports."""
        return f"{self.seq}-{self.hash[:12]}"

    def span(self, item: str | None) -> tuple[int, int]:
        """The numbers of the first and last item of a kind, or of all items; the last is smaller if there is none."""
        first = 1
        for kind, count in self.groups:
            if item == kind:
                return first, first + count - 1
            first += count
        return (1, first - 1) if item is None else (1, 0)


@dataclass(frozen=True)
class Sealed:
    """Items ready to be stored: their lines, the hash of each, and what their entry says of them."""

    lines: tuple[str, ...]
    hashes: tuple[str, ...]
    groups: tuple[tuple[str, int], ...]

    @property
    def root(self) -> str:
        """The hash of the last item; "" if there is none."""
        return self.hashes[-1] if self.hashes else ""


def digest(algorithm: str, text: str) -> str:
    """Hashes a text.

    Raises:
        Stop: this computer's Python does not have the algorithm.
    """
    try:
        return hashlib.new(algorithm, text.encode()).hexdigest()
    except ValueError as error:
        raise make_stop("no-algorithm", algorithm=algorithm) from error


def link(algorithm: str, before: str, line: str) -> str:
    """Hashes an item after the one before it; `before` is "" for the first."""
    return digest(algorithm, f"{before}\n{line}")


def seal_items(algorithm: str, items: Iterable[Mapping[str, Json]]) -> Sealed:
    """Numbers items and chains them; those of one kind come together, kinds in the order in which they appear."""
    listed = list(items)
    kinds = Counter(str(each[ITEM]) for each in listed)
    order = {kind: place for place, kind in enumerate(kinds)}
    listed.sort(key=lambda each: order[str(each[ITEM])])
    lines = [canonical({**each, NUMBER: number}) for number, each in enumerate(listed, start=1)]
    return Sealed(tuple(lines), tuple(_chain(algorithm, lines)), tuple(kinds.items()))


def _chain(algorithm: str, lines: Iterable[str]) -> Iterator[str]:
    before = ""
    for line in lines:
        before = link(algorithm, before, line)
        yield before


def write_entry(
    seq: int, at: str, kind: str, payload: Mapping[str, Json], key: str, items: Sealed, prev: str
) -> dict[str, Any]:
    """Writes the line of an entry, without its hash."""
    if kind not in KINDS:
        raise ValueError(kind)
    return {
        "seq": seq,
        "at": at,
        "kind": kind,
        "prev": prev,
        "payload": canonical(
            {
                "seq": seq,
                "at": at,
                "kind": kind,
                "key": key,
                "prev": prev,
                "items": {"groups": items.groups, "root": items.root},
                "payload": payload,
            }
        ),
    }


def read_entry(text: str, hash: str) -> Entry:
    """Reads the line of an entry.

    Raises:
        ValueError, KeyError, TypeError: it is not such a line.
    """
    line = parse(text)
    groups = tuple((str(kind), int(count)) for kind, count in line["items"]["groups"])
    return Entry(
        int(line["seq"]),
        str(line["at"]),
        str(line["kind"]),
        dict(line["payload"]),
        str(line["key"]),
        groups,
        str(line["items"]["root"]),
        str(line["prev"]),
        hash,
        text,
    )


def write_time(at: datetime) -> str:
    """Writes a time in UTC to the second."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def matches(item: Mapping[str, Any], fields: Mapping[str, str]) -> bool:
    """Whether an item has these values."""
    return all(item.get(name) == value for name, value in fields.items())


def fragments(fields: Mapping[str, str]) -> Sequence[str]:
    """What the line of an item with these values contains: finds most others without parsing them."""
    return [canonical({name: value})[1:-1] for name, value in fields.items()]
