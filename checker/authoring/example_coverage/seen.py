"""Finds the conditions of an indicator that its examples never show true, false or unknown."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, assert_never, get_args

from checker.authoring.examples import example_tables
from checker.definitions.examples import example_as_of, example_period
from checker.definitions.indicators import Indicator
from checker.definitions.packs import Pack
from checker.frozen import dataclass
from checker.measures.toolkit.parts import Part
from checker.tables.columns import Column
from checker.tables.day_parts import DayPart
from checker.tables.dependence import columns_of
from checker.tables.logic import (
    All,
    Always,
    AnyOf,
    Compare,
    CompareMatched,
    Condition,
    Filled,
    Matches,
    Not,
    OneOf,
    OtherRows,
    SameSpan,
    Within,
    WithinBy,
)
from checker.tables.phrases import phrase
from checker.tables.rows.conditions import Truth, evaluate
from checker.tables.rows.context import Context
from checker.text.bilingual import Text

Answer = Literal["true", "false", "unknown"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)


@dataclass(frozen=True)
class Unseen:
    """A condition, and the answers that no row of an example gives.

    Attributes:
        place: where it is written, below the measure's key.
        condition: in words.
        lacking: the answers.
    """

    place: str
    condition: Text
    lacking: tuple[Answer, ...]


def find_unseen(pack: Pack, indicator: Indicator) -> tuple[Unseen, ...]:
    """Finds the simplest conditions (no `all`, `any` or `not`) that the examples show in fewer than three answers."""
    found = []
    for part in indicator.asked.conditions():
        columns = pack.tables[part.table].columns
        for condition in dict.fromkeys(simplest(part.condition)):
            seen = _answers(pack, indicator, part, condition)
            lacking = [each for each in ANSWERS if each not in seen and _possible(each, condition, columns)]
            if lacking:
                found.append(Unseen(".".join(map(str, part.path)), phrase(condition, columns), tuple(lacking)))
    return tuple(found)


def simplest(condition: Condition) -> Iterator[Condition]:
    """Lists the conditions that others are combined of, in their order."""
    match condition:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from simplest(part)
        case Not(part):
            yield from simplest(part)
        case Within() | WithinBy():
            yield condition
            for _, when in condition.extra:
                yield from simplest(when)
        case OtherRows(where=where):
            yield condition
            yield from simplest(where)
        case Filled() | OneOf() | Compare() | CompareMatched() | Matches() | SameSpan() | DayPart():
            yield condition
        case Always():
            return
        case _:
            assert_never(condition)


def _possible(answer: Answer, condition: Condition, columns: Mapping[str, Column]) -> bool:
    """Whether any row can give the answer.

    A condition on the as-of date alone is never unknown, and one that lists every choice of its column is never false.
    """
    if answer == "unknown":
        return bool(columns_of(condition))
    if answer == "false" and isinstance(condition, OneOf):
        choices = columns[condition.column].choices
        return not choices or not set(choices) <= set(condition.values)
    return True


def _answers(pack: Pack, indicator: Indicator, part: Part, condition: Condition) -> set[Answer]:
    seen: set[Answer] = set()
    for example in indicator.examples:
        window = indicator.window(example_period(pack, example), pack.plan)
        tables = example_tables(pack, indicator, example)
        typed = tables[part.table]
        seen |= set(_in_words(evaluate(condition, typed, Context(example_as_of(pack, example), window, tables))))
    return seen


def _in_words(truth: Truth) -> Iterable[Answer]:
    pairs: tuple[tuple[Answer, bool], ...] = (
        ("true", bool(truth.yes.any())),
        ("false", bool(truth.no.any())),
        ("unknown", bool(truth.unknown.any())),
    )
    return (answer for answer, is_seen in pairs if is_seen)
