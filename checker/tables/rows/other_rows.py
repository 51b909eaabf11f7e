"""Counts the other rows of a table that come before each row, or after it, with the same values; loads numpy.

Rows are sorted once by what must be the same and by their days, and counted by binary search: no pair is looked at.
An unreadable cell leaves open whether a row is one of those counted, so there is a least and a most number.
"""

from __future__ import annotations

from functools import cached_property
from itertools import chain, islice
from typing import Any

import numpy as np
import pandas as pd

from checker.model.workbook import BLANK, TypedTable
from checker.tables.logic import OtherRows
from checker.tables.rows.beyond import looks_beyond, still_to_come
from checker.tables.rows.context import Context
from checker.tables.rows.keys import forms, key_forms
from checker.tables.rows.sorted_counts import count_below, counting_order
from checker.tables.rows.time_limits import Mask, days_of, end_after, ends_of, moments_of

Numbers = Any
#: More than any number of rows.
_ANY_NUMBER = 1 << 40
#: Before and after every day and moment.
_FIRST, _LAST = -1, 1 << 45


class Neighbours:
    """The rows of a table as other rows of one another.

    Attributes:
        sure: the rows that certainly count as other rows, as far as `where` decides it.
        possible: those that may.
        groups: the number of what must be the same; -1 where that isn't known.
    """

    def __init__(self, asked: OtherRows, typed: TypedTable, counted: tuple[Mask, Mask], context: Context) -> None:
        self._asked, self._typed, self._context = asked, typed, context
        self.sure, self.possible = counted[0], ~counted[1]
        keys = np.array(key_forms(typed, asked.same), dtype=object)
        codes = pd.factorize(keys)[0] if len(keys) else np.zeros(0, dtype=np.int64)
        self.groups = np.where(keys == "", -1, codes).astype(np.int64)
        read = moments_of if asked.to_second else days_of
        self._when, self._when_known = read(typed, asked.when, context.as_of)
        self._of, self._of_known = read(typed, asked.of, context.as_of)
        earlier = asked.side == "earlier"
        self._day_known = self._of_known if earlier else self._when_known
        #: The row's own day, from which one looks back or ahead.
        self._own_known = self._when_known if earlier else self._of_known
        # An earlier row that has not ended is passed over: a limit that counts from its end has not begun.
        over = (typed.state[asked.of] == BLANK) & (asked.of != asked.when) & earlier
        self.possible = self.possible & ~over
        self.sure = self.sure & self.possible

    def answers(self) -> tuple[Mask, Mask]:
        """Says for each row whether there are certainly, and possibly, as many other rows as asked."""
        least, most = self._numbers
        number = self._asked.number
        if self._asked.exactly:
            return (least == number) & (most == number), (least <= number) & (number <= most)
        return least >= number, most >= number

    @cached_property
    def _numbers(self) -> tuple[Numbers, Numbers]:
        """The least and the most other rows of each row."""
        known = (self.groups >= 0) & self._own_known
        in_group = np.maximum(self.groups, 0)
        anywhere = np.zeros_like(self.groups)
        named = self.groups >= 0
        dated = self._day_known
        sure = self.sure & named & dated & ~self._rank_open
        least = np.where(known, self._between(sure, in_group, in_group, last=False), 0)
        own = self._between(self.possible & named & dated, in_group, in_group, last=True)
        loose = self._between(self.possible & ~named & dated, anywhere, anywhere, last=True)
        whole = self._between(self.possible & dated, anywhere, anywhere, last=True)
        undated = self._same_group(self.possible & ~dated)
        most = np.where(named, own + loose, whole) + undated
        most = np.where(self._own_known, most, self._same_group(self.possible))
        others = self.may_still_come | self.may_be_lacking
        return least, most if self._context.standing else np.where(others, _ANY_NUMBER, most)

    @cached_property
    def may_still_come(self) -> Mask:
        """Where the time in which later rows count isn't over on the as-of date."""
        if self._asked.side == "earlier":
            return np.zeros(len(self.groups), dtype=bool)
        return ~self._of_known | still_to_come(self._asked, self._typed, self._limit_ends(last=True), self._context)

    @cached_property
    def may_be_lacking(self) -> Mask:
        """Where rows from before the window would count, of which the sheet has none at all: they may not be there."""
        return looks_beyond(self._asked, self._typed, self._context)

    def _limit_ends(self, *, last: bool) -> Numbers:
        """The end of the limit that begins with each row, in its own unit; never, without a limit."""
        limit = self._asked.limit
        if limit is None:
            return np.full(len(self.groups), _LAST)
        starts, known = ends_of(limit, self._typed, self._asked.of, self._context.as_of)
        number = np.full(len(starts), limit.limit * (limit.seconds or 1), dtype=np.int64)
        return np.where(known, end_after(limit, starts, number, last=last), _FIRST)

    def _between(self, counted: Mask, own: Numbers, groups: Numbers, *, last: bool) -> Numbers:
        """Counts for each row the other ones among `counted` that come before it, or after it, within the limit.

        Args:
            counted: which rows are counted.
            own: the group of each of them.
            groups: in which group each row looks for them.
            last: whether to take the last possible end of the limit, not the first.
        """
        ends, when = self._limit_ends(last=last), self._when_in_limit
        before_codes, own_codes, side = self._codes(last=last)
        if self._asked.side == "earlier":
            begun = count_below(counted, own, before_codes, groups, own_codes, side)
            found = begun - count_below(counted, own, ends, groups, when, "left")
        else:
            other = "left" if side == "right" else "right"
            reached = count_below(counted, own, when, groups, ends, "right")
            found = reached - count_below(counted, own, own_codes, groups, before_codes, other)
        return np.maximum(found, 0) - self._itself(counted & (own == groups), ends, when)

    def _itself(self, counted: Mask, ends: Numbers, when: Numbers) -> Numbers:
        """Where a row has been counted as another row of its own."""
        before = self._of <= self._when if self._asked.ties == "counts" else self._of < self._when
        return (counted & before & (when <= ends) & self._when_known & self._of_known).astype(np.int64)

    @cached_property
    def _when_in_limit(self) -> Numbers:
        limit = self._asked.limit
        return self._when if limit is None else ends_of(limit, self._typed, self._asked.when, self._context.as_of)[0]

    @property
    def _rank_open(self) -> Mask:
        """Where it isn't known which of the rows of its day a row follows."""
        return ~self._when_known if self._asked.ties == "in-turn" else np.zeros(len(self.groups), dtype=bool)

    def _codes(self, *, last: bool) -> tuple[Numbers, Numbers, str]:
        """Numbers of the earlier and the later row of a pair: the first comes earlier if its number is less.

        With the third, "right", also if they are equal.
        """
        if self._asked.ties != "in-turn":
            return self._of, self._when, "right" if self._asked.ties == "counts" else "left"
        when = np.where(self._when_known, self._when, _FIRST if last else _LAST)
        days = np.concatenate([self._of, self._when])
        turns = np.concatenate([when, self._when])
        ranks = np.concatenate([self._ranks, self._ranks])
        order = np.lexsort((ranks, turns, days))
        changed = np.zeros(len(order), dtype=bool)
        for each in (days, turns, ranks):
            changed[1:] |= np.diff(each[order]) != 0
        codes = np.empty(len(order), dtype=np.int64)
        codes[order] = np.cumsum(changed)
        return codes[: len(self.groups)], codes[len(self.groups) :], "left"

    @cached_property
    def _ranks(self) -> Numbers:
        """The turn of each row among the rows of one day: by its cells, from the first column on."""
        ranks = np.zeros(len(self.groups), dtype=np.int64)
        # A row that names nobody may have the same values as any row of its day.
        together = np.zeros_like(self.groups) if (self.groups < 0).any() else self.groups
        _, where, sizes = np.unique(np.stack([together, self._when]), axis=1, return_inverse=True, return_counts=True)
        tied = np.flatnonzero((sizes[where.reshape(-1)] > 1) & self._when_known)
        if len(tied):
            columns = [forms(self._typed, name) for name in self._typed.frame.columns]
            cells = {at: (counting_order(columns[0][at]), *(column[at] for column in columns)) for at in tied.tolist()}
            places = {cell: place for place, cell in enumerate(sorted(set(cells.values())))}
            ranks[tied] = [places[cells[at]] for at in tied.tolist()]
        return ranks

    def _same_group(self, counted: Mask) -> Numbers:
        """Counts the other ones among `counted` that may have the same values, whatever their day."""
        named = self.groups >= 0
        sizes = np.bincount(self.groups[counted & named], minlength=len(self.groups) + 1)
        loose = int((counted & ~named).sum())
        here = np.where(named, sizes[np.maximum(self.groups, 0)] + loose, int(counted.sum()))
        return here - counted.astype(np.int64)

    def nearest(self, position: int, most: int) -> list[int]:
        """Finds the positions of certainly counted other rows of a row, the nearest ones first."""
        asked, group = self._asked, int(self.groups[position])
        if group < 0 or not self._own_known[position]:
            return []
        before, own, side = self._codes_found
        ends, when = self._first_ends, self._when_in_limit
        days, members = self._members.get(group, (np.zeros(0), np.zeros(0, dtype=np.int64)))
        if asked.side == "earlier":
            near = members[: int(np.searchsorted(days, own[position], side))][::-1]  # type: ignore[call-overload]
        else:
            other = "left" if side == "right" else "right"
            near = members[int(np.searchsorted(days, before[position], other)) :]  # type: ignore[call-overload]
        found = []
        for each in near[: most + 50].tolist():
            first, last = (each, position) if asked.side == "earlier" else (position, each)
            if each != position and when[last] <= ends[first]:
                found.append(each)
        return found[:most]

    def doubtful(self, position: int, most: int) -> list[int]:
        """Finds the positions of some of the rows that may be counted for a row, or may not."""
        group = int(self.groups[position])
        if group < 0 or not self._own_known[position]:
            return []
        may_be = chain(self._unsure.get(group, ()), self._unsure.get(-1, ()))
        near = (each for each in may_be if each != position and self._may_be_near(each, position))
        return list(islice(near, most))

    def _may_be_near(self, other: int, position: int) -> bool:
        """Whether the days of two rows, as far as they are known, leave it possible that one is counted."""
        if not self._day_known[other]:
            return True
        first, last = (other, position) if self._asked.side == "earlier" else (position, other)
        return bool(self._of[first] <= self._when[last] and self._when_in_limit[last] <= self._last_ends[first])

    @cached_property
    def _last_ends(self) -> Numbers:
        return self._limit_ends(last=True)

    @cached_property
    def _unsure(self) -> dict[int, list[int]]:
        """By group, the rows that may be counted: cells of theirs can't be read."""
        found: dict[int, list[int]] = {}
        unsure = np.flatnonzero(self.possible & ~(self.sure & (self.groups >= 0) & self._day_known)).tolist()
        columns = [forms(self._typed, name) for name in self._typed.frame.columns]
        for at in sorted(unsure, key=lambda each: [column[each] for column in columns]):  # however the sheet is sorted
            found.setdefault(int(self.groups[at]), []).append(at)
        return found

    @cached_property
    def _codes_found(self) -> tuple[Numbers, Numbers, str]:
        return self._codes(last=False)

    @cached_property
    def _first_ends(self) -> Numbers:
        return self._limit_ends(last=False)

    @cached_property
    def _members(self) -> dict[int, tuple[Numbers, Numbers]]:
        """By group, the certainly counted rows in the order of their days, and the numbers of these."""
        before, own, _ = self._codes_found
        codes = before if self._asked.side == "earlier" else own
        at = np.flatnonzero(self.sure & (self.groups >= 0) & self._day_known & ~self._rank_open)
        at = at[np.lexsort((codes[at], self.groups[at]))]
        starts = np.flatnonzero(np.r_[True, np.diff(self.groups[at]) != 0]) if len(at) else np.zeros(0, dtype=int)
        parts = np.split(at, starts[1:])
        return {int(self.groups[part[0]]): (codes[part], part) for part in parts if len(part)}
