"""The flags of a recorded run, read when they are needed: a run has tens of thousands, and a screen shows a few dozen.

A run's index holds what flags are chosen, counted and sorted by, column by column. The rest of a flag is read when
somebody asks for it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from checker.codes import Severity
from checker.text.exact_json import Json

#: Kinds of items: flags that were found, those that are gone, and the index of both.
FLAG, GONE_FLAG, INDEX = "flag", "gone", "index"
#: What the index holds of every flag.
COLUMNS = (
    *("finding", "facts", "ref", "code", "severity", "state", "department"),
    *("indicator", "table", "sheet", "key", "first"),
)
_INDEXED = frozenset(COLUMNS)
#: Flags that are read at a time: databases take a limited number of values.
_BATCH = 2_000
_GRAVITY = {each.word: -each for each in Severity}

Item = Mapping[str, Any]


def sort_flags(flags: Iterable[Mapping[str, Json]]) -> list[Mapping[str, Json]]:
    """Sorts flags as people read them: those that were found, the gravest first, then those that are gone."""
    return sorted(flags, key=_order)


def _order(flag: Item) -> tuple[object, ...]:
    cell = str(flag.get("cell") or "")
    words = (str(flag.get(name) or "") for name in ("code", "ref"))
    place = (str(flag["department"]), str(flag.get("sheet") or ""), len(cell), cell)
    return ("gone" in flag, _GRAVITY[str(flag["severity"])], *place, *words)


def make_index(flags: Sequence[Item]) -> Iterator[dict[str, Json]]:
    """Yields the items of the index of sorted flags, one for each of `COLUMNS`, so that each can be read alone."""
    for name in COLUMNS:
        yield {"item": INDEX, "column": name, "values": [flag.get(name) or "" for flag in flags]}


class Source:
    """Reads the flags of one run.

    Attributes:
        found: how many flags were found; those after them are gone.
    """

    def __init__(self, ledger: Any, run: Any) -> None:
        self._ledger, self._run = ledger, run
        self._read: dict[int, Item] = {}
        self._columns: dict[str, Sequence[str]] = {}
        first, last = run.span(FLAG)
        self.found = last - first + 1

    def column(self, name: str) -> Sequence[str]:
        """What the index holds of all flags under one of the names in `COLUMNS`."""
        if name not in self._columns:
            number = self._run.span(INDEX)[0] + COLUMNS.index(name)
            (item,) = self._ledger.numbered_items(self._run.seq, [number])
            self._columns[name] = item["values"]
        return self._columns[name]

    def load(self, numbers: Iterable[int]) -> None:
        """Reads the items with these numbers, except those that were read before."""
        wanted = sorted(set(numbers) - self._read.keys())
        for start in range(0, len(wanted), _BATCH):
            for item in self._ledger.numbered_items(self._run.seq, wanted[start : start + _BATCH]):
                self._read[item["n"]] = item

    def find(self, number: int) -> Item:
        """Returns the item with this number."""
        if number not in self._read:
            self.load([number])
        return self._read[number]


class ListedFlag(Mapping[str, Any]):
    """What the ledger holds of a flag: what the index has is at hand, the rest is read when it is asked for."""

    __slots__ = ("_place", "_source", "number")

    def __init__(self, source: "Source", place: int, number: int) -> None:
        self._source, self._place, self.number = source, place, number

    def __getitem__(self, name: str) -> Any:
        return self._source.column(name)[self._place] if name in _INDEXED else self._all[name]

    def get(self, name: str, default: Any = None) -> Any:
        """Returns a field; `default` if it has none."""
        return self._source.column(name)[self._place] if name in _INDEXED else self._all.get(name, default)

    def __contains__(self, name: object) -> bool:
        """Whether it has a field; whether it is gone is known without reading it."""
        return self._place >= self._source.found if name == "gone" else name in self._all

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    @property
    def _all(self) -> Item:
        return self._source.find(self.number)

    @property
    def source(self) -> "Source":
        """Where the rest of it is read."""
        return self._source


def read_flags(ledger: Any, run: Any) -> Iterator[tuple[Item, str, str, str]]:
    """Reads the flags of a run in their order, each with its finding, department and indicator."""
    source = Source(ledger, run)
    numbers = (number for first, last in map(run.span, (FLAG, GONE_FLAG)) for number in range(first, last + 1))
    columns = map(source.column, ("finding", "department", "indicator"))
    for place, (number, *known) in enumerate(zip(numbers, *columns, strict=True)):
        yield ListedFlag(source, place, number), *known


def read_ahead(flags: Iterable[Item]) -> None:
    """Reads all of these flags together, which is quicker than one after the other."""
    numbers: dict[Source, list[int]] = {}
    for each in flags:
        if isinstance(each, ListedFlag):
            numbers.setdefault(each.source, []).append(each.number)
    for source, wanted in numbers.items():
        source.load(wanted)
