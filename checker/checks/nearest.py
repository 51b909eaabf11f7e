"""Finds the existing value that a mistyped one most likely means, without comparing it with every value."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from checker.text.normalize import key_form
from checker.text.opposites import opposed

#: More missing values than this are not slips: the wrong list was filled in.
MOST_SLIPS = 200
#: Longer texts are sentences, not copied names or numbers.
LONGEST = 64


def find_nearest(missing: Collection[str], existing: Iterable[str]) -> dict[str, str]:
    """Finds, for each missing text, the one existing text that is a single slip away.

    A slip is a wrong, missing, extra or swapped character, or leading zeros that a spreadsheet dropped. Two texts one
    slip apart are equal after a character is removed from one or both. So the missing texts are indexed by these
    remainders, and the existing texts are looked up by theirs. A text is never a slip of its opposite.
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
            if not opposed(text, candidate):
                found[text][_distance(key_form(text), form)].add(candidate)
    best = {text: by_distance[min(by_distance)] for text, by_distance in found.items()}
    return {text: next(iter(candidates)) for text, candidates in best.items() if len(candidates) == 1}


def _remainders(form: str) -> set[str]:
    if len(form) > LONGEST:
        return set()
    return {form, form.lstrip("0")} | {form[:index] + form[index + 1 :] for index in range(len(form))}


def _distance(one: str, other: str) -> int:
    """Ranks slips from the likeliest: dropped zeros, a missing character or a swap, a wrong character, any other."""
    if one.lstrip("0") == other.lstrip("0"):
        return 0
    if len(one) != len(other) or sorted(one) == sorted(other):
        return 1
    return 2 if sum(mine != its for mine, its in zip(one, other, strict=True)) == 1 else 3
