"""The rows of a table as a run recorded them, and which row of an earlier run each of them is."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from checker.text.normalize import key_form

Cell = str | bool | None
#: Stands between an indicator and a role, which have neither this nor spaces.
_IS = "="
#: The positions of one row before and after; None where it is not there.
Pair = tuple[int | None, int | None]


class StoredTable:
    """The rows of one table of one department, read only as far as they are needed.

    `keyed` says whether its keyed hashes can be compared with those of the other run.
    """

    def __init__(self, item: Mapping[str, Any], *, keyed: bool = True) -> None:
        self.item = item
        self.department, self.table = str(item["department"]), str(item["table"])
        self.rows: list[int] = item["row"]
        self.digests: list[str] = item["digest"]
        blank = [""] * len(self.rows)
        self.secrets: list[str] = item["secrets"] if keyed and item["secrets"] else blank
        self._hidden: list[str] = item["hidden"] if keyed and item["hidden"] else blank
        self.shown: list[str] = item["shown"]

    @cached_property
    def ids(self) -> list[str]:
        """What identifies each row: the hash of a key that shows personal data, else its key; "" if it has none."""
        return [
            secret or form or key_form(shown)
            for secret, form, shown in zip(self._hidden, self.item["forms"], self.shown, strict=True)
        ]

    def alike(self, position: int) -> tuple[str, str]:
        """What equal rows have in common."""
        return self.digests[position], self.secrets[position]

    def cell(self, column: str, position: int) -> Cell:
        """A cell, masked; None if it is blank."""
        cells = self.item["cells"].get(column)
        return None if cells is None else cells[position]

    @cached_property
    def counted(self) -> dict[int, str]:
        """How each row counts and which codes flag it, in one text by its number: says quickly that nothing differs."""
        found: dict[int, str] = {}
        for indicator, roles in sorted(self.item["counted"].items()):
            for role, rows in roles.items():
                mark = f"{indicator}{_IS}{role} "
                for row in rows:
                    found[row] = found.get(row, "") + mark
        for code, rows in sorted(self.item["flagged"].items()):
            mark = f"{code} "
            for row in rows:
                found[row] = found.get(row, "") + mark
        return found

    def roles(self, row: int) -> dict[str, str]:
        """How a row counts, by its number: its role by indicator."""
        marks = self.counted.get(row, "").split()
        return dict(mark.split(_IS) for mark in marks if _IS in mark)

    def codes(self, row: int) -> list[str]:
        """The codes that flag a row, by its number."""
        return [mark for mark in self.counted.get(row, "").split() if _IS not in mark]

    def without_key(self, position: int) -> tuple[Hashable, ...]:
        """The filled cells outside the key, and the personal ones."""
        key = set(self.item["key"])
        cells = (
            (name, cells[position])
            for name, cells in self.item["cells"].items()
            if name not in key and cells[position] is not None
        )
        return (*cells, self.secrets[position])


def pair_rows(before: StoredTable, after: StoredTable) -> list[Pair]:
    """Says which row is which, the surest first, each used once; rows that can't be told apart are not paired.

    By a key that one row has on both sides; equal rows; the only two left of one key; and rows equal in everything
    but the key, if there is only one on each side: somebody corrected the key.
    """
    left, right = set(range(len(before.rows))), set(range(len(after.rows)))
    pairs: list[Pair] = []

    def take(found: Iterable[tuple[int, int]]) -> None:
        listed = list(found)
        left.difference_update([old for old, _ in listed])
        right.difference_update([new for _, new in listed])
        pairs.extend(listed)

    take(_with_own_id(before.ids, after.ids))
    take(_equal(_by(before.alike, left), _by(after.alike, right)))
    take(_single(_by(before.ids.__getitem__, left), _by(after.ids.__getitem__, right)))
    take(_single(_by(before.without_key, left, least=3), _by(after.without_key, right, least=3)))
    pairs += [(old, None) for old in left]
    pairs += [(None, new) for new in right]
    return pairs


def _with_own_id(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs the rows whose id no other row has, on both sides."""
    before, after = _alone(old), _alone(new)
    return [(position, after[id]) for id, position in before.items() if id in after]


def _alone(ids: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for position, id in enumerate(ids):
        found[id] = -1 if id in found else position
    return {id: position for id, position in found.items() if id and position >= 0}


def _by(get: Callable[[int], Any], among: Iterable[int], least: int = 0) -> dict[Any, list[int]]:
    """Groups positions; leaves out blank groups and those of fewer parts than `least`."""
    groups: defaultdict[Any, list[int]] = defaultdict(list)
    for position in sorted(among):
        if (key := get(position)) and len(key) >= least:
            groups[key].append(position)
    return groups


def _single(old: Mapping[Any, Sequence[int]], new: Mapping[Any, Sequence[int]]) -> Iterator[tuple[int, int]]:
    for key, group in old.items():
        if len(group) == 1 and len(other := new.get(key, ())) == 1:
            yield group[0], other[0]


def _equal(old: Mapping[Any, Sequence[int]], new: Mapping[Any, Sequence[int]]) -> Iterator[tuple[int, int]]:
    for key, group in old.items():
        yield from zip(group, new.get(key, ()), strict=False)
