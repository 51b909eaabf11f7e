"""Finds the first record at which a chain no longer leads to its end, and says what happened to it.

Works for entries and for the items of an entry alike. Nothing but the chain is trusted: not the number in a column, not
a stored hash.
"""

from collections.abc import Callable, Sequence
from typing import Literal

from checker.frozen import dataclass

What = Literal["altered", "removed", "added", "moved", "doubled", "end"]


@dataclass(frozen=True)
class Stored:
    """A record as it is stored; a value of the wrong type is None."""

    place: int
    text: str | None
    hash: str | None


@dataclass(frozen=True)
class Break:
    """The first record at which a chain breaks.

    Attributes:
        what: what happened: "end" if the last record does not lead to the end that was promised.
        place: its number.
        at: the number under which it is now, if it was moved; of a double, the number of the record that it repeats.
    """

    what: What
    place: int
    at: int | None = None


#: Whether a record's hash is that of its text after the hash of the record before it.
Follows = Callable[[str, Stored], bool]


def find_break(rows: Sequence[Stored], size: int, end: str, follows: Follows) -> Break | None:
    """Finds the first break in a chain that should have `size` records and end in the hash `end`."""
    placed = {row.place: row for row in rows}
    outside = [row for row in rows if row.place < 1 or row.place > size]
    earlier = before = ""
    for place in range(1, size + 1):
        row = placed.get(place)
        if row is None or not follows(before, row):
            return _name(rows, size, place, (earlier, before), follows)
        earlier, before = before, str(row.hash)
    if outside:
        first = outside[0]
        if before != end and size > 0 and any(follows(earlier, each) for each in outside):
            return Break("added", size)  # a forged record took the place of the last one
        same = _same_text(rows, first)
        return Break("added", first.place) if same is None else Break("doubled", first.place, same)
    return Break("end", size) if before != end else None


def _name(rows: Sequence[Stored], size: int, place: int, hashes: tuple[str, str], follows: Follows) -> Break:
    """Names what is wrong at the first place whose record does not follow, given the two hashes before it."""
    earlier, before = hashes
    row = next((each for each in rows if each.place == place), None)
    if row is not None and place > 1 and follows(earlier, row):
        above = next(each for each in rows if each.place == place - 1)
        # Either this is the record above once more, or a forged one took its place.
        return Break("doubled", place, place - 1) if row.text == above.text else Break("added", place - 1)
    true = next((each for each in rows if each.place != place and follows(before, each)), None)
    if true is not None and (row is None or len(rows) <= size):
        return Break("moved", place, true.place)
    if row is None:
        return Break("removed", place)
    same = _same_text(rows, row)
    if same is not None:
        return Break("doubled", place, same)
    return Break("altered" if true is None else "added", place)


def _same_text(rows: Sequence[Stored], row: Stored) -> int | None:
    if row.text is None:
        return None
    return next((each.place for each in rows if each.place != row.place and each.text == row.text), None)
