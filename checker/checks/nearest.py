"""The existing value that a mistyped one most likely stands for, found without comparing it with every one.

Knows texts only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from checker.text.normalize import key_form

#: So many values that are not found are not slips of the pen: the wrong list was filled in.
MOST_SLIPS = 200
#: Longer texts are sentences, not names or numbers that someone copied.
LONGEST = 64


def find_nearest(missing: Collection[str], existing: Iterable[str]) -> dict[str, str]:
    """For each missing text, the existing one a single slip away, where exactly one stands out.

    A slip is a character wrong, left out, too many, or swapped with the next, or leading zeros that a spreadsheet
    dropped. Two texts one slip apart agree once a character is left out of one or both, so the missing texts are
    filed under what is then left of them, and each existing text looks there.
    """
    if len(missing) > MOST_SLIPS:
        return {}
    filed: defaultdict[str, set[str]] = defaultdict(set)
    for text in missing:
        for remainder in _remainders(key_form(text)):
            filed[remainder].add(text)
    found: defaultdict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for candidate in set(existing):
        form = key_form(candidate)
        for text in set().union(*(filed[remainder] for remainder in _remainders(form) if remainder in filed)):
            found[text][_distance(key_form(text), form)].add(candidate)
    best = {text: by_distance[min(by_distance)] for text, by_distance in found.items()}
    return {text: next(iter(candidates)) for text, candidates in best.items() if len(candidates) == 1}


def _remainders(form: str) -> set[str]:
    if len(form) > LONGEST:
        return set()
    return {form, form.lstrip("0")} | {form[:index] + form[index + 1 :] for index in range(len(form))}


def _distance(one: str, other: str) -> int:
    """How unlikely the slip is: dropped zeros, then a character lost or two swapped, then one wrong, then any other."""
    if one.lstrip("0") == other.lstrip("0"):
        return 0
    if len(one) != len(other) or sorted(one) == sorted(other):
        return 1
    return 2 if sum(mine != its for mine, its in zip(one, other, strict=True)) == 1 else 3
