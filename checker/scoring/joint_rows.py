"""What the parts of an index can come to together, where the same rows are undecided in several of them.

Of two shares of the same rows, one may count the rows that the other doesn't: a row that may be “satisfied” or “fairly
satisfied” can't be both. So the index is between narrower bounds than its parts by themselves allow.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product

from checker.definitions.indicators import Indicator
from checker.frozen import dataclass
from checker.measures.proportion import Proportion
from checker.measures.toolkit.base import Tables
from checker.model import Result
from checker.model.composed import IndexPart
from checker.tables.contradictions import find_contradiction
from checker.tables.logic import Condition, Not

#: Whose row it is, and its number.
RowOf = tuple[str, int]

_ZERO = Fraction(0)
#: Of more parts than this, not every combination is tried.
_MOST_PARTS = 6


@dataclass(frozen=True)
class _Share:
    """One part: its place in the index, its share of rows, and the rows that may count."""

    at: int
    weight: Fraction
    asked: Proportion
    period: object
    rows: frozenset[RowOf]
    base: int


def join_rows(
    parts: Sequence[IndexPart],
    results: Mapping[str, Result],
    own: Callable[[str], Indicator],
    tables: Tables,
    undecided: Callable[[str], frozenset[RowOf]],
) -> tuple[IndexPart, ...]:
    """Says at the last part of those over the same rows by how much their bounds are narrower together.

    Args:
        parts: of an index, each with its own bounds.
        results: of the indicators that they are.
        own: gives an indicator as it judges the department, or the district.
        tables: of the pack.
        undecided: gives the undecided rows of an indicator.
    """
    found = list(parts)
    groups: defaultdict[object, list[_Share]] = defaultdict(list)
    for at, part in enumerate(parts):
        result = results.get(part.indicator)
        share = None if result is None else _share(at, part, result, own(part.indicator), undecided)
        if share is not None:
            same = next((key for key in groups if _same_rows(groups[key][0], share)), at)
            groups[same].append(share)
    for shares in groups.values():
        if 1 < len(shares) <= _MOST_PARTS:
            more, less = _narrower(shares, tables)
            found[shares[-1].at] = replace(found[shares[-1].at], low_together=more, high_together=less)
    return tuple(found)


def _share(
    at: int, part: IndexPart, result: Result, indicator: Indicator, undecided: Callable[[str], frozenset[RowOf]]
) -> _Share | None:
    """One part if it is a share of rows that are certain, of which some may be good."""
    asked, counts = indicator.asked, result.measured.counts
    if not isinstance(asked, Proportion) or asked.distinct or part.place != "in" or part.low == part.high:
        return None
    base, rows = counts.passed + counts.failed + counts.pass_or_fail, undecided(part.indicator)
    bounds = (Fraction(counts.passed, base), Fraction(base - counts.failed, base)) if base else None
    if bounds != (part.low, part.high) or counts.unknown != counts.pass_or_fail or len(rows) != counts.pass_or_fail:
        return None  # a score, or rows that nobody can name
    return _Share(at, part.weight, asked, (indicator.period, indicator.binds_from), rows, base)


def _same_rows(one: _Share, other: _Share) -> bool:
    """Whether two parts are shares of the same rows."""
    return (one.period, one.base) == (other.period, other.base) and all(
        getattr(one.asked, name) == getattr(other.asked, name)
        for name in ("table", "when", "denominator", "exclusion", "base")
    )


def _narrower(shares: Sequence[_Share], tables: Tables) -> tuple[Fraction, Fraction]:
    """By how much the lower bound of a weighted sum is higher, and the upper one lower, than the parts' together."""
    ends: dict[tuple[int, ...], tuple[Fraction, Fraction]] = {}
    more = less = _ZERO
    for row in sorted({row for share in shares for row in share.rows}):
        open_ = tuple(place for place, share in enumerate(shares) if row in share.rows)
        if open_ not in ends:
            ends[open_] = _ends([shares[place] for place in open_], tables)
        least, most = ends[open_]
        more, less = more + least, less + sum((shares[place].weight for place in open_), _ZERO) - most
    return more / shares[0].base, less / shares[0].base


def _ends(shares: Sequence[_Share], tables: Tables) -> tuple[Fraction, Fraction]:
    """The least and the most that one row adds to parts in which it is undecided."""
    columns = tables[shares[0].asked.table].columns
    sums = [
        sum((share.weight for share, good in zip(shares, answers, strict=True) if good), _ZERO)
        for answers in product((False, True), repeat=len(shares))
        if find_contradiction([shares[0].asked.denominator, *_answered(shares, answers)], columns) is None
    ]
    return (min(sums), max(sums)) if sums else (_ZERO, sum((share.weight for share in shares), _ZERO))


def _answered(shares: Sequence[_Share], answers: Iterable[bool]) -> list[Condition]:
    conditions = ((share.asked.numerator, good) for share, good in zip(shares, answers, strict=True))
    return [condition if good else Not(condition) for condition, good in conditions]
