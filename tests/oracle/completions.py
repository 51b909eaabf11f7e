"""What rows may turn out to be whose cells are blank or unreadable: every completion is tried.

A rule is an ordinary function of a row in which every question has one answer. A cell that cannot be read may hold
anything, or nothing; a blank one is blank for certain, and yet it may stand for any value where a value is asked for.
Where a rule asks what is open, it is started again with each possible answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, TypeVar

from samples.library.meanings import Row, Typed, Unreadable

Found = TypeVar("Found")
#: By column, every value that it can have (of dates and numbers, enough of them to fall on every side).
Domains = Mapping[str, Sequence[Any]]
BOOLEANS = (True, False)
NUMBERS = tuple(Fraction(number) for number in (0, 1, 4, 30, 60, 200))


class _Open(Exception):  # noqa: N818 - it asks for an answer
    def __init__(self, question: tuple[str, str]) -> None:
        super().__init__(question)
        self.question = question


@dataclass(frozen=True)
class Seen:
    """One row, with answers to what is open in it.

    Attributes:
        means: by column, what a blank stands for.
    """

    row: Row
    means: Mapping[str, Any] = field(default_factory=dict)
    answers: Mapping[tuple[str, str], Any] = field(default_factory=dict)

    def filled(self, column: str) -> bool:
        """Whether the cell holds anything."""
        cell = self.row.get(column)
        if isinstance(cell, Unreadable):
            return bool(self._answer("filled", column))
        return cell is not None or column in self.means

    def value(self, column: str) -> Any:
        """What the cell holds."""
        cell = self.row.get(column)
        if isinstance(cell, Typed):
            cell = cell.value
        if cell is None and column in self.means:
            return self.means[column]
        if cell is None or isinstance(cell, Unreadable):
            return self._answer("value", column)
        return Fraction(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell

    def _answer(self, kind: str, column: str) -> Any:
        if (kind, column) not in self.answers:
            raise _Open((kind, column))
        return self.answers[kind, column]


def outcomes(rule: Callable[[Seen], Found], row: Row, domains: Domains, means: Mapping[str, Any]) -> set[Found]:
    """Everything that a rule can come to for one row; a rule that says yes or no can come to nothing more than both."""
    found: set[Found] = set()
    waiting: list[dict[tuple[str, str], Any]] = [{}]
    while waiting and not (len(found) == 2 and all(isinstance(each, bool) for each in found)):
        answers = waiting.pop()
        try:
            found.add(rule(Seen(row, means, answers)))
        except _Open as open_:
            kind, column = open_.question
            possible = BOOLEANS if kind == "filled" else domains[column]
            waiting += [{**answers, open_.question: answer} for answer in possible]
    return found


def days(first: date, last: date, step: int, *more: date) -> tuple[date, ...]:
    """Every so many days from the first to the last, and some more."""
    found = {first + timedelta(days=number) for number in range(0, (last - first).days + 1, step)}
    return tuple(sorted(found | set(more)))
