"""Sees blocks of rows that are equal in two departments although their keys differ."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import combinations, product

import numpy as np

from checker.checks.gathered import Batch, Seen, batch_signal
from checker.checks.prints import FEWEST_COLUMNS, Hashes, RowPrints
from checker.codes import Code
from checker.locate.cells import list_items, list_rows
from checker.model import Place, placed
from checker.model.fingerprints import digest_texts
from checker.text.bilingual import Text

COPIED_BLOCK = Code("A730")

#: Fewer consecutive rows can be chance.
FEWEST_ROWS = 3
#: Rows are equal if they are so in this part of the columns that both have filled in.
MOSTLY = Fraction(3, 4)
#: What more departments have is common to them: a review of the whole district, a form that all were sent.
MOST_DEPARTMENTS = 3
#: A day and a text that more rows have single no row out.
_MOST_ALIKE = 20

#: Mixes two hashes into one.
_ODD = np.uint64(0x9E3779B97F4A7C15)

#: A row of a department: its code, and the row's position.
_Spot = tuple[str, int]
#: Consecutive rows: the first position, and how many.
_Block = tuple[int, int]


@batch_signal(COPIED_BLOCK)
def copied_blocks(batch: Batch) -> Iterable[Seen]:
    """Flags three or more consecutive rows that another department has too, with other keys.

    Two rows are equal if four or more of their filled columns outside the key are, one of them a date and one a text,
    and three quarters of the columns that both have filled in.
    """
    for table in sorted({name for prints in batch.prints.values() for name in prints}):
        prints = {code: theirs[table] for code, theirs in sorted(batch.prints.items()) if table in theirs}
        found: defaultdict[tuple[str, _Block], list[tuple[str, _Block]]] = defaultdict(list)
        for (one, start), (other, begin), length in _blocks(_equal_rows(prints)):
            found[one, (start, length)].append((other, (begin, length)))
            found[other, (begin, length)].append((one, (start, length)))
        for (code, block), others in sorted(found.items()):
            named = [_name(batch, other, _numbers(prints[other], theirs)) for other, theirs in sorted(others)]
            rows = placed(list_rows(_numbers(prints[code], block)), _digest(prints[code], block))
            others_named = placed(list_items(named), *(other for other, _ in others))
            yield Seen(
                code,
                Place(sheet=batch.sheet_name(code, table), table=table),
                {"rows": rows, "count": block[1], "others": others_named},
            )


def _digest(prints: RowPrints, block: _Block) -> str:
    """The digest of a block's cells, wherever it is and in whatever order."""
    start, length = block
    return digest_texts(prints.cells[at].tobytes().hex() for at in range(start, start + length))


def _name(batch: Batch, code: str, rows: list[int]) -> Text:
    name, listed = batch.departments[code].name, list_rows(rows)
    return Text(f"{name.zh}（第 {listed.zh} 行）", f"{name.en} (rows {listed.en})")


def _numbers(prints: RowPrints, block: _Block) -> list[int]:
    start, length = block
    return list(prints.rows[start : start + length])


def _equal_rows(prints: Mapping[str, RowPrints]) -> set[tuple[_Spot, _Spot]]:
    """The pairs of equal rows of two departments, without rows that many departments have."""
    spots = [(code, position) for code, theirs in prints.items() for position in range(len(theirs.rows))]
    cells = np.concatenate([theirs.cells for theirs in prints.values()])
    any_one = next(iter(prints.values()))
    equal: set[tuple[_Spot, _Spot]] = set()
    for day, words in product(any_one.dates, any_one.texts):
        for group in _alike(cells[:, day], cells[:, words]):
            pairs = combinations([spots[index] for index in group], 2)
            equal |= {pair for pair in pairs if pair[0][0] != pair[1][0] and _are_equal(prints, *pair)}
    having: defaultdict[_Spot, set[str]] = defaultdict(set)
    for one, other in equal:
        having[one].add(other[0])
        having[other].add(one[0])
    return {pair for pair in equal if all(len(having[spot]) < MOST_DEPARTMENTS for spot in pair)}


def _alike(days: Hashes, words: Hashes) -> Iterator[list[int]]:
    """The rows, in groups of a few, whose day and text are filled in and equal."""
    filled = np.flatnonzero((days != 0) & (words != 0))
    mixed = days[filled] * _ODD ^ words[filled]
    order = np.argsort(mixed, kind="stable")
    starts = np.flatnonzero(np.diff(mixed[order], prepend=mixed[order[:1]] + _ODD) != 0)
    lengths = np.diff(starts, append=len(order))
    for each in np.flatnonzero((lengths > 1) & (lengths <= _MOST_ALIKE)):
        group: list[int] = filled[order[starts[each] : starts[each] + lengths[each]]].tolist()
        yield sorted(group)


def _are_equal(prints: Mapping[str, RowPrints], one: _Spot, other: _Spot) -> bool:
    left, right = prints[one[0]], prints[other[0]]
    if left.keys[one[1]] and left.keys[one[1]] == right.keys[other[1]]:
        return False  # one record in two departments, which is another matter (C405)
    mine, theirs = left.cells[one[1]], right.cells[other[1]]
    filled, same = (
        int(np.count_nonzero((mine != 0) & (theirs != 0))),
        int(np.count_nonzero((mine == theirs) & (mine != 0))),
    )
    return same >= FEWEST_COLUMNS and same >= MOSTLY * filled


def _blocks(equal: set[tuple[_Spot, _Spot]]) -> Iterator[tuple[_Spot, _Spot, int]]:
    """The blocks of consecutive equal rows: where they begin in both departments, and how many rows they have."""
    for (one, start), (other, begin) in sorted(equal):
        if ((one, start - 1), (other, begin - 1)) in equal:
            continue
        length = 1
        while ((one, start + length), (other, begin + length)) in equal:
            length += 1
        if length >= FEWEST_ROWS:
            yield (one, start), (other, begin), length
