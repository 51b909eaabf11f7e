"""The day, or the moment, on which a time limit ends, with the pauses in which its clock is stopped.

Both conditions and computed days ask for it, so that they never differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np

from checker.model.workbook import INVALID, VALID, TypedTable
from checker.tables.logic import Within
from checker.tables.rows.time_limits import Mask, between, end_after, ends_of, first_filled, limits_of
from checker.text.moments import DAY_SECONDS

#: After every day, and every moment, that a cell can hold: a due day that is not in sight.
NEVER = date.max.toordinal() + 1
NO_MOMENT = NEVER * DAY_SECONDS

Ordinals = Any


def ends_with_pauses(
    limit: Within, typed: TypedTable, extended: Sequence[tuple[Mask, Mask]], as_of: date
) -> tuple[Ordinals, Ordinals]:
    """Computes the first and last possible end of a limit for each row; `extended` as in `limits_of`."""
    starts, known = first_filled(typed, limit, as_of)
    ends = []
    for base, longest in zip(limits_of(limit, typed, extended), (False, True), strict=True):
        spans = [_pause(typed, limit, pause, starts, longest=longest) for pause in limit.paused]
        ends.append(_after(limit, starts, base, spans, last=longest))
    return np.where(known, ends[0], 0), np.where(known, ends[1], NO_MOMENT if limit.seconds else NEVER)


def keeps_stopped_limit(
    limit: Within, typed: TypedTable, extended: Sequence[tuple[Mask, Mask]], as_of: date
) -> tuple[Mask, Mask]:
    """Says for each row whether it certainly keeps a limit that can be paused, and whether that is unknown."""
    first, last = ends_with_pauses(limit, typed, extended, as_of)
    ends, known = ends_of(limit, typed, limit.column, as_of)
    starts, starts_known = first_filled(typed, limit, as_of)
    known, forward = known & starts_known, ends >= starts
    yes = known & ((forward & (ends <= first)) | (~forward & limit.early))
    return yes, ~known | (forward & (ends <= last) & ~yes)


def _after(limit: Within, starts: Ordinals, number: Ordinals, spans: list[Any], *, last: bool) -> Ordinals:
    """Counts from each start; a pause that begins by the end adds its own length."""
    number, ever = number * (limit.seconds or 1), NO_MOMENT if limit.seconds else NEVER
    end = end_after(limit, starts, number, last=last)
    if len(spans) > 1:
        ever_begins = [(np.where(there, begins, ever), np.where(there, until, ever)) for begins, until, there in spans]
        spans = [(begins, until, begins < ever) for begins, until in _disjoint(ever_begins)]
    for _ in spans:
        further = number
        never = np.zeros(len(starts), dtype=bool)
        for first, until, there in spans:
            stops = there & (first <= end)
            never |= stops & (until >= ever)
            length = between(limit, first, np.minimum(until, ever - 1))[int(last)]
            further = further + np.where(stops & (until < ever), length, 0)
        end = np.where(never, ever, end_after(limit, starts, further, last=last))
    return end


def _disjoint(spans: list[tuple[Ordinals, Ordinals]]) -> Iterator[tuple[Ordinals, Ordinals]]:
    """Puts the spans of each row in their order, and cuts off what an earlier one covers: a day is stopped once."""
    order = np.argsort(np.stack([first for first, _ in spans]), axis=0, kind="stable")
    firsts, lasts = (np.take_along_axis(np.stack(ends), order, axis=0) for ends in zip(*spans, strict=True))
    reached = firsts[0]
    for first, last in zip(firsts, lasts, strict=True):
        begins = np.maximum(first, reached)
        reached = np.maximum(last, begins)
        yield begins, reached


def _pause(
    typed: TypedTable, limit: Within, columns: tuple[str, str], starts: Ordinals, *, longest: bool
) -> tuple[Ordinals, Ordinals, Any]:
    """Gives the shortest or longest possible pause: its first and last day, and whether there is one.

    A pause without a first day doesn't count; one without a last day still runs.
    """
    first, first_known = ends_of(limit, typed, columns[0], date.max)
    last, last_known = ends_of(limit, typed, columns[1], date.max)
    no_first, no_last = (typed.state[column] == INVALID for column in columns)
    there = typed.state[columns[0]] == VALID
    there = there | no_first if longest else there & ~no_last
    begins = np.maximum(np.where(first_known, first, starts), starts)
    until = np.where(last_known, np.maximum(last, begins), NO_MOMENT if limit.seconds else NEVER)
    return begins, until, there
