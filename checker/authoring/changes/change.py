"""One thing in which two versions of a pack differ, and how two sets of named things are set side by side."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from checker.text.bilingual import Text

Subject = Literal["pack", "group", "department", "table", "column", "indicator", "requirement"]
Named = TypeVar("Named")
#: What is compared of a thing: (which part of it, what stands there; None for nothing).
Facts = Iterable[tuple[Text, Text | None]]

YES, NO = Text(zh="是", en="yes"), Text(zh="否", en="no")


@dataclass(frozen=True)
class Change:
    """One difference.

    Attributes:
        of: what kind of thing it is about.
        id: which of them, by its id.
        name: the same for people; as the new version calls it, where that has it.
        part: what of it differs; None when the thing as a whole came or went.
        before, after: what stood there and what stands there now; None for nothing.
    """

    of: Subject
    id: str
    name: Text
    part: Text | None
    before: Text | None
    after: Text | None


def shared(old: Mapping[str, Named], new: Mapping[str, Named]) -> Iterator[tuple[str, Named, Named]]:
    """What both sides have, by id, in the new order."""
    for name, now in new.items():
        if name in old:
            yield name, old[name], now


def arrivals(
    of: Subject, old: Mapping[str, Named], new: Mapping[str, Named], called: Callable[[Named], Text]
) -> Iterator[Change]:
    """What one side has and the other has not: first what came, then what went.

    Args:
        of: what kind of thing they are.
        old: the things before, by id.
        new: those now.
        called: what people call one.
    """
    for name, each in new.items():
        if name not in old:
            yield Change(of, name, called(each), None, None, called(each))
    for name, each in old.items():
        if name not in new:
            yield Change(of, name, called(each), None, called(each), None)


def differing(of: Subject, name: str, called: Text, before: Facts, after: Facts) -> Iterator[Change]:
    """The parts in which a thing differs; both sides list the same parts in the same order."""
    for (part, was), (_, now) in zip(before, after, strict=True):
        if was != now:
            yield Change(of, name, called, part, was, now)


def moved(
    of: Subject, name: str, called: Text, part: Text, before: Iterable[str], after: Iterable[str]
) -> Iterator[Change]:
    """That what both sides have stands in another order; what came or went is told elsewhere."""
    was, now = list(before), list(after)
    left, right = [each for each in was if each in now], [each for each in now if each in was]
    if left != right:
        yield Change(of, name, called, part, listed(map(plain, left)), listed(map(plain, right)))


def plain(value: object) -> Text:
    """What reads the same in both languages."""
    return Text(str(value), str(value))


def listed(words: Iterable[Text]) -> Text | None:
    """Several texts as one; None for none."""
    given = tuple(words)
    if not given:
        return None
    return Text(zh="、".join(each.zh for each in given), en=", ".join(each.en for each in given))
