"""One difference between two versions of a pack, and how to compare two sets of named things."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, TypeVar

from checker.frozen import dataclass
from checker.text.bilingual import Text, join_texts

Subject = Literal["pack", "group", "department", "table", "column", "indicator", "requirement"]
Named = TypeVar("Named")
#: The parts of a thing to compare: (name of the part, its text; None for nothing).
Facts = Iterable[tuple[Text, Text | None]]

YES, NO = Text(zh="是", en="yes"), Text(zh="否", en="no")


@dataclass(frozen=True)
class Change:
    """One difference.

    Attributes:
        of: the kind of thing that differs.
        id: its id.
        name: its name for people; from the new version if it has the thing.
        part: the part that differs; None if the whole thing was added or removed.
        before, after: the text of the part before and after; None for nothing.
    """

    of: Subject
    id: str
    name: Text
    part: Text | None
    before: Text | None
    after: Text | None


def in_both(old: Mapping[str, Named], new: Mapping[str, Named]) -> Iterator[tuple[str, Named, Named]]:
    """Pairs what both sides have, by id, in the new order."""
    for name, now in new.items():
        if name in old:
            yield name, old[name], now


def compare_members(
    of: Subject, old: Mapping[str, Named], new: Mapping[str, Named], title: Callable[[Named], Text]
) -> Iterator[Change]:
    """Finds what only one side has: first what was added, then what was removed; `title` names a thing for people."""
    for name, each in new.items():
        if name not in old:
            yield Change(of, name, title(each), None, None, title(each))
    for name, each in old.items():
        if name not in new:
            yield Change(of, name, title(each), None, title(each), None)


def compare_facts(of: Subject, name: str, title: Text, before: Facts, after: Facts) -> Iterator[Change]:
    """Finds the parts in which a thing differs; both sides list the same parts in the same order."""
    for (part, was), (_, now) in zip(before, after, strict=True):
        if was != now:
            yield Change(of, name, title, part, was, now)


def compare_order(
    of: Subject, name: str, title: Text, part: Text, before: Iterable[str], after: Iterable[str]
) -> Iterator[Change]:
    """Finds whether what both sides have is in another order; ignores what was added or removed."""
    was, now = list(before), list(after)
    left, right = [each for each in was if each in now], [each for each in now if each in was]
    if left != right:
        yield Change(of, name, title, part, join(map(same_text, left)), join(map(same_text, right)))


def same_text(value: object) -> Text:
    """Makes a text that is the same in both languages."""
    return Text(str(value), str(value))


def join(words: Iterable[Text]) -> Text | None:
    """Joins several texts into one; None if there are none."""
    texts = tuple(words)
    return join_texts(texts, "、", ", ") if texts else None
