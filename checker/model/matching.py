"""Which flags of a later check are flags of an earlier one: strongest evidence first, each earlier flag used once.

A flag is never matched by its position. What could be either of two rows is a new flag and says why.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from enum import StrEnum

from checker.frozen import dataclass
from checker.model.fingerprints import Fingerprint
from checker.model.flags import Known


class How(StrEnum):
    """How a flag relates to the flags of an earlier check."""

    PERSISTING = "persisting"
    CHANGED = "changed"
    NEW = "new"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True)
class Trace:
    """What a flag is recognised by.

    Attributes:
        print: its fingerprint.
        keyed: a keyed hash of the record's personal cells, or empty where there is no key; it tells people apart
            whose masked names and numbers are alike.
    """

    print: Fingerprint
    keyed: str = ""


@dataclass(frozen=True)
class Match:
    """What a flag was before.

    Attributes:
        how: its relation to the earlier flags; an ambiguous one counts as new.
        old: the position of the earlier flag, or None.
        certain: whether it is the same record beyond doubt, so that a decision on the earlier flag still holds.
        alike: the positions of the earlier flags that were equal in everything, if there are as many now. A decision
            holds for one of them only if it was taken on all.
    """

    how: How
    old: int | None = None
    certain: bool = False
    alike: tuple[int, ...] = ()


_NEW = Match(How.NEW)
_AMBIGUOUS = Match(How.AMBIGUOUS)
Key = Callable[[Trace], Hashable]


def match(old: Sequence[Trace], new: Sequence[Trace]) -> tuple[Match, ...]:
    """Matches two checks' flags; gives one match per new flag, in order.

    Flags are the same if identity, facts and the row's other cells are. Failing that, identity and facts, or identity
    alone, if they occur once on both sides and the key singles out the record; a row without such a key must at least
    agree in its other cells. Where several flags remain that could be one another, all of them are ambiguous.
    """
    found: dict[int, Match] = {}
    open_old, open_new = set(range(len(old))), set(range(len(new)))

    def pair(one: int, other: int, how: How, alike: Sequence[int] = (), *, certain: bool = True) -> None:
        sure = _is_same_record(old[one], new[other])
        found[other] = Match(how, one, sure and certain and not alike, tuple(alike) if sure else ())
        open_old.discard(one)
        open_new.discard(other)

    def groups(key: Key) -> Iterable[tuple[list[int], list[int]]]:
        before, after = _group(old, open_old, key), _group(new, open_new, key)
        return [(before[each], after[each]) for each in after if each in before]

    for before, after in groups(_exact(old, new)):
        if len(before) == len(after):
            for one, other in zip(before, after, strict=True):
                pair(one, other, How.PERSISTING, before if len(before) > 1 else ())
        else:  # some of several equal ones are gone or new, and nobody can say which
            found |= dict.fromkeys(after, _AMBIGUOUS)
            open_old -= set(before)
            open_new -= set(after)
    for key, how, by_key in (
        (_facts, How.PERSISTING, True),
        (_identity, How.CHANGED, True),
        (_row, How.CHANGED, False),
    ):
        for before, after in groups(key):
            if len(before) == len(after) == 1 and _may_pair(old[before[0]], new[after[0]], by_key=by_key):
                pair(before[0], after[0], how, certain=by_key)
    left = Counter(old[each].print.identity for each in open_old)
    for each in sorted(open_new):
        found[each] = _AMBIGUOUS if left[new[each].print.identity] else _NEW
    return tuple(found[each] for each in range(len(new)))


def match_exactly(old: Sequence[Trace], new: Sequence[Trace]) -> tuple[Match, ...]:
    """Matches only flags that are equal in everything: for flags that were gone for a while."""
    key = _exact(old, new)
    before, after = _group(old, range(len(old)), key), _group(new, range(len(new)), key)
    single = {each: before[each][0] for each in after if len(before.get(each, ())) == len(after[each]) == 1}
    keys = [key(each) for each in new]
    return tuple(
        Match(How.PERSISTING, single[each], _is_same_record(old[single[each]], new[place])) if each in single else _NEW
        for place, each in enumerate(keys)
    )


def _exact(old: Sequence[Trace], new: Sequence[Trace]) -> Key:
    """Compares everything; the keyed hash only where the key does not single out the record, and both sides have it."""
    hashed = any(each.keyed for each in old) and any(each.keyed for each in new)
    loose = {each.print.identity for each in (*old, *new) if each.print.known is not Known.BY_KEY}

    def key(each: Trace) -> Hashable:
        print = each.print
        keyed = each.keyed if hashed and print.identity in loose else ""
        return print.identity, print.facts, print.row, keyed

    return key


def _facts(trace: Trace) -> Hashable:
    return trace.print.identity, trace.print.facts


def _identity(trace: Trace) -> Hashable:
    return trace.print.identity


def _row(trace: Trace) -> Hashable:
    return trace.print.identity, trace.print.row


def _may_pair(old: Trace, new: Trace, *, by_key: bool) -> bool:
    known = {old.print.known, new.print.known}
    return known == {Known.BY_KEY} if by_key else Known.BY_KEY not in known and _is_same_record(old, new)


def _is_same_record(old: Trace, new: Trace) -> bool:
    """Whether two flags that are equal, or equal but for their facts, are on the same record."""
    known = {old.print.known, new.print.known}
    if Known.NOT in known:
        return False
    # A key that was the only one of its kind and is no more says nothing about the persons on the two rows.
    return known in ({Known.BY_KEY}, {Known.BY_ROW}) or bool(old.keyed and old.keyed == new.keyed)


def _group(traces: Sequence[Trace], among: Iterable[int], key: Key) -> Mapping[Hashable, list[int]]:
    groups: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place in sorted(among):
        groups[key(traces[place])].append(place)
    return groups
