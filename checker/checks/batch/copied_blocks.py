"""Sees blocks of rows that are equal in two departments although their keys differ."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import combinations, product

from checker.checks.gathered import Batch, Seen, batch_signal
from checker.checks.prints import FEWEST_COLUMNS, RowPrints
from checker.codes import Code
from checker.locate.cells import list_items, list_rows
from checker.model import Place
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
            rows = list_rows(_numbers(prints[code], block))
            yield Seen(
                code,
                Place(sheet=batch.sheet_name(code, table), table=table),
                {"rows": rows, "count": block[1], "others": list_items(named)},
            )


def _name(batch: Batch, code: str, rows: list[int]) -> Text:
    name, listed = batch.departments[code].name, list_rows(rows)
    return Text(f"{name.zh}（第 {listed.zh} 行）", f"{name.en} (rows {listed.en})")


def _numbers(prints: RowPrints, block: _Block) -> list[int]:
    start, length = block
    return list(prints.rows[start : start + length])


def _equal_rows(prints: Mapping[str, RowPrints]) -> set[tuple[_Spot, _Spot]]:
    """The pairs of equal rows of two departments."""
    alike: defaultdict[tuple[int, int, int, int], list[_Spot]] = defaultdict(list)
    for code, theirs in prints.items():
        pairs = list(product(theirs.dates, theirs.texts))
        for position, cells in enumerate(theirs.cells):
            for day, words in pairs:
                if cells[day] and cells[words]:
                    alike[day, words, cells[day], cells[words]].append((code, position))
    candidates = {
        pair
        for spots in alike.values()
        if 1 < len(spots) <= _MOST_ALIKE
        for pair in combinations(spots, 2)
        if pair[0][0] != pair[1][0]
    }
    equal = {(one, other) for one, other in candidates if _are_equal(prints, one, other)}
    having: defaultdict[_Spot, set[str]] = defaultdict(set)
    for one, other in equal:
        having[one].add(other[0])
        having[other].add(one[0])
    return {pair for pair in equal if all(len(having[spot]) < MOST_DEPARTMENTS for spot in pair)}


def _are_equal(prints: Mapping[str, RowPrints], one: _Spot, other: _Spot) -> bool:
    left, right = prints[one[0]], prints[other[0]]
    if left.keys[one[1]] and left.keys[one[1]] == right.keys[other[1]]:
        return False  # one record in two departments, which is another matter (C405)
    filled = [pair for pair in zip(left.cells[one[1]], right.cells[other[1]], strict=True) if all(pair)]
    same = sum(mine == theirs for mine, theirs in filled)
    return same >= FEWEST_COLUMNS and same >= MOSTLY * len(filled)


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
