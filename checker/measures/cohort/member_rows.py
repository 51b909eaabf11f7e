"""Groups the nested rows of a cohort by the member that they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import field, fields, replace
from fractions import Fraction
from itertools import accumulate, chain
from typing import Any

import numpy as np

from checker.frozen import dataclass
from checker.measures.cohort.settings import CohortSettings
from checker.measures.count import Count
from checker.measures.toolkit.distinct import Key
from checker.measures.toolkit.rows import dated_in, keys_of, open_keys_of
from checker.measures.toolkit.scope import Scope
from checker.model.workbook import VALID, TypedTable
from checker.tables.rows.conditions import Truth, evaluate
from checker.tables.rows.time_limits import Mask, days_of


@dataclass
class MemberRows:
    """The nested rows of one member (or of no known member), as one list per attribute."""

    rows: list[int] = field(default_factory=list)
    days: list[int | None] = field(default_factory=list)
    numbers: list[Any] = field(default_factory=list)
    sure: list[bool] = field(default_factory=list)
    maybe: list[bool] = field(default_factory=list)
    known: list[bool] = field(default_factory=list)
    values: list[Key] = field(default_factory=list)

    def __add__(self, other: MemberRows) -> MemberRows:
        return join((self, other))

    def in_doubt(self) -> MemberRows:
        """Gives the same rows as uncertain."""
        return replace(self, sure=[False] * len(self.rows), maybe=[True] * len(self.rows))


def join(parts: Sequence[MemberRows]) -> MemberRows:
    """Puts rows behind one another, each list in one go: added one by one, the lists are copied once per part."""
    return MemberRows(*([value for part in parts for value in getattr(part, each.name)] for each in fields(MemberRows)))


class NestedRows:
    """The nested rows of a cohort, in the order of the sheet, with what of them is the same on every day.

    Attributes:
        keys: the key of the member that each names.
        filled: where it can be read and names a member that exists; the other rows may be anybody's.
    """

    def __init__(self, spec: CohortSettings, scope: Scope) -> None:
        nested = spec.each.measure
        typed = scope.submission.tables[nested.table]
        members = None if spec.of_no_table else scope.submission.tables[spec.members]
        forms = () if members is None else tuple(map(members.form, nested.match.values()))
        self.keys, self.filled = keys_of(typed, tuple(nested.match), forms)
        if members is not None:
            self.filled = self.filled & resolved(spec, members, self.keys)
        size = len(typed.frame)
        self._rows: list[int] = typed.frame.index.tolist()
        self._numbers: list[Any] = [Fraction(1)] * size
        self._known = [True] * size
        if not isinstance(nested, Count):
            self._numbers = typed.frame[nested.column].tolist()
            self._known = (typed.state[nested.column] == VALID).tolist()
        self._days: list[int | None] = [None] * size
        if spec.within is not None and isinstance(nested.when, str):
            ordinals, dated = days_of(typed, nested.when, scope.as_of)
            self._days = [day if known else None for day, known in zip(ordinals.tolist(), dated.tolist(), strict=True)]
        # Rows with equal values count once for a member; without `distinct`, each row is a value of its own.
        once = nested.distinct if isinstance(nested, Count) else ()
        self._values: list[Key] = open_keys_of(typed, once) if once else [(row,) for row in self._rows]

    def by_key(self, counted: Truth) -> dict[tuple[Any, ...], MemberRows]:
        """Groups the rows that name a member."""
        indices: dict[tuple[Any, ...], list[int]] = defaultdict(list)
        for index in np.flatnonzero(~counted.no & self.filled).tolist():
            indices[self.keys[index]].append(index)
        # All in one go, member after member: to cut lists takes a fraction of the time of making them one by one.
        every = self.group(list(chain.from_iterable(indices.values())), self.surely(counted))
        lists = [getattr(every, each.name) for each in fields(MemberRows)]
        ends = accumulate(map(len, indices.values()))
        places = zip(indices.items(), ends, strict=True)
        return {key: MemberRows(*[each[end - len(theirs) : end] for each in lists]) for (key, theirs), end in places}

    def loose(self, counted: Truth) -> MemberRows:
        """Groups the rows that may be anybody's."""
        return self.group(np.flatnonzero(~counted.no & ~self.filled).tolist(), self.surely(counted))

    def surely(self, counted: Truth) -> list[bool]:
        """Answers for every row whether it certainly counts for the member that it names."""
        surely: list[bool] = (counted.yes & self.filled).tolist()
        return surely

    def group(self, indices: Sequence[int], surely: Sequence[bool]) -> MemberRows:
        """Groups rows that count or may count; `surely` goes over all rows, so a caller with many groups asks once."""
        sure = [surely[index] for index in indices]
        return MemberRows(
            [self._rows[index] for index in indices],
            [self._days[index] for index in indices],
            [self._numbers[index] for index in indices],
            sure,
            [not each for each in sure],
            [self._known[index] for index in indices],
            [self._values[index] for index in indices],
        )


def gather(spec: CohortSettings, scope: Scope) -> tuple[dict[tuple[Any, ...], MemberRows], MemberRows]:
    """Groups the nested rows by the key of the member that they name.

    Rows that may be anybody's come apart: those without a readable key, and those whose key is in no row of the
    members' table.
    """
    nested, counted = NestedRows(spec, scope), counted_rows(spec, scope)
    return nested.by_key(counted), nested.loose(counted)


def counted_rows(spec: CohortSettings, scope: Scope) -> Truth:
    """Answers which nested rows count for the member that they name, by themselves."""
    nested = spec.each.measure
    typed = scope.submission.tables[nested.table]
    counted = evaluate(nested.where, typed, scope.context)
    return counted if spec.within else counted & dated_in(typed, nested.when, scope.window, scope.as_of)


def resolved(spec: CohortSettings, members: TypedTable, keys: Sequence[tuple[Any, ...]]) -> Mask:
    """Where a key names a row of the members' table; one that is not there is a mistake and may be meant for anyone."""
    theirs, readable = keys_of(members, tuple(spec.each.measure.match.values()))
    existing = {key for key, known in zip(theirs, readable, strict=True) if known}
    return np.fromiter((key in existing for key in keys), dtype=bool, count=len(keys))
