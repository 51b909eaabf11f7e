"""Finds parts of conditions that change nothing, because the parts beside them already say the same or more."""

from collections.abc import Iterator, Mapping, Sequence

from checker.tables.columns import Column
from checker.tables.contradictions import find_contradiction
from checker.tables.logic import All, AnyOf, Condition, Filled, Not
from checker.tables.phrases import phrase
from checker.text.bilingual import Text

Columns = Mapping[str, Column]


def find_overlaps(condition: Condition, columns: Columns) -> Iterator[Text]:
    """Lists in words the parts of a condition without which it means the same."""
    if isinstance(condition, Not):
        yield from find_overlaps(condition.part, columns)
    if not isinstance(condition, (All, AnyOf)):
        return
    for part in condition.parts:
        yield from find_overlaps(part, columns)
    for index, part in enumerate(condition.parts):
        # Of two parts that say the same, the later one is superfluous.
        later = [other for other in condition.parts[index + 1 :] if not _says_same(part, other, columns)]
        others = [*condition.parts[:index], *later]
        if others and _is_superfluous(condition, part, others, columns):
            yield phrase(part, columns)


def _is_superfluous(whole: All | AnyOf, part: Condition, others: Sequence[Condition], columns: Columns) -> bool:
    """Whether the others decide every row as the whole does.

    `present` and `absent` are never superfluous beside other demands: they make a blank a no and not a doubt. Nor is a
    demand that every value meets: it makes a blank a doubt.
    """
    if _asks_for_blanks(part) or find_contradiction([Not(part)], columns) is not None:
        return False
    if isinstance(whole, All):
        implied = find_contradiction([*others, Not(part)], columns) is not None
        return implied and find_contradiction(others, columns) is None
    return any(
        find_contradiction([part, Not(other)], columns) is not None
        for other in others
        if not _asks_for_blanks(other) and find_contradiction([part], columns) is None
    )


def _says_same(one: Condition, other: Condition, columns: Columns) -> bool:
    return all(
        find_contradiction([first, Not(second)], columns) is not None for first, second in ((one, other), (other, one))
    )


def _asks_for_blanks(condition: Condition) -> bool:
    match condition:
        case All(parts) | AnyOf(parts):
            return any(map(_asks_for_blanks, parts))
        case Not(part):
            return _asks_for_blanks(part)
        case _:
            return isinstance(condition, Filled)
