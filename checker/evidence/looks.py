"""What a result asks of the rows of one table, and the answer of each row."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

import numpy as np

from checker.measures.toolkit.rows import dated_in
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.trace import KINDS, Kind, Look
from checker.model.evidence import Asked, Outcome
from checker.model.workbook import TypedTable
from checker.tables.dependence import own_columns_of
from checker.tables.due_day import DueDay, When, columns_of_when
from checker.tables.logic import All, Condition
from checker.tables.phrases import Columns, column_text, phrase
from checker.tables.rows.conditions import Truth, evaluate
from checker.tables.rows.named_others import NamedOthers
from checker.tables.rows.reasons import Reasons
from checker.text.bilingual import Text

#: Every outcome that a question can have.
_OUTCOMES: tuple[Outcome, ...] = (True, None, False)
_IN_PERIOD = Text("属于评判期的条件", "in the period if")


class Looking:
    """One look at the rows of a table.

    Attributes:
        first: the number of its first question among all that the result asks.
    """

    def __init__(self, look: Look, scope: Scope, first: int) -> None:
        self.look, self.first = look, first
        self.typed: TypedTable = scope.submission.tables[look.table]
        self.columns: Columns = scope.tables[look.table].columns
        self.context = replace(scope.context, window=look.window)
        self._scope = scope
        self._reasons: dict[Kind, Reasons] = {}
        self._found: dict[bytes, tuple[tuple[int, Outcome], ...]] = {}
        self._phrases: dict[Condition, Text] = {}
        self._lacks: dict[Condition, Text] = {}

    @cached_property
    def positions(self) -> dict[int, int]:
        """The position of each row by its number."""
        return {row: at for at, row in enumerate(self.typed.frame.index.tolist())}

    @cached_property
    def others(self) -> NamedOthers:
        """The other rows of the sheet that conditions find for a row."""
        return NamedOthers(self.typed, self._scope.tables[self.look.table], self.context)

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """Everything that is asked, one by one."""
        return tuple(asked for asked, _ in self._questions)

    def outcomes(self, row: int) -> tuple[tuple[int, Outcome], ...]:
        """Answers everything for a row."""
        at = self.positions.get(row)
        if at is None:
            return ()
        answers = self._answers[at].tobytes()
        if answers not in self._found:  # many rows have the same answers, and share them
            self._found[answers] = tuple(
                (self.first + index, _OUTCOMES[answer]) for index, answer in enumerate(answers)
            )
        return self._found[answers]

    @cached_property
    def _answers(self) -> np.ndarray:
        """By row and question, the position of the outcome in `_OUTCOMES`."""
        answers = [np.where(truth.yes, 0, np.where(truth.unknown, 1, 2)) for _, truth in self._questions]
        if not answers:
            return np.zeros((len(self.typed.frame), 0), dtype=np.uint8)
        return np.stack(answers, axis=1).astype(np.uint8)

    def is_outside(self, row: int) -> bool:
        """Whether its day puts a row outside the window for certain."""
        at = self.positions.get(row)
        return self.look.when is not None and at is not None and _OUTCOMES[self._answers[at, 0]] is False

    def reasons(self, kind: Kind) -> Reasons | None:
        """Returns the reasons for the answers to one condition; None if the measure has no such condition."""
        condition = self.look.condition(kind)
        if condition is None:
            return None
        if kind not in self._reasons:
            self._reasons[kind] = Reasons(condition, self.typed, self.context)
        return self._reasons[kind]

    def phrase(self, condition: Condition) -> Text:
        """Puts a condition into words; many rows have the same reason."""
        if condition not in self._phrases:
            self._phrases[condition] = phrase(condition, self.columns)
        return self._phrases[condition]

    def phrase_lack(self, condition: Condition) -> Text:
        """Says that a condition does not hold."""
        if condition not in self._lacks:
            wanted = self.phrase(condition)
            self._lacks[condition] = Text(f"不满足：{wanted.zh}", f"it isn't true that {wanted.en}")
        return self._lacks[condition]

    @cached_property
    def _questions(self) -> tuple[tuple[Asked, Truth], ...]:
        found = []
        if self.look.when is not None:
            day = dated_in(self.typed, self.look.when, self.look.window, self._scope.as_of)
            found.append((self._day_asked(self.look.when), day))
        for test in self.look.tests:
            for part in _parts(test.condition):
                wanted, fields = phrase(part, self.columns), own_columns_of(part)
                asked = Asked(self.look.table, KINDS[test.kind], wanted, fields, out=test.kind == "out")
                found.append((asked, evaluate(part, self.typed, self.context)))
        return tuple(found)

    def _day_asked(self, when: When) -> Asked:
        first, last = self.look.window.start, min(self.look.window.end, self._scope.as_of)
        day = Text("办结日或到期日", "the day on which it was done or fell due")
        if not isinstance(when, DueDay):
            day = column_text(when, self.columns)
        wanted = Text(f"{day.zh}在 {first} 至 {last} 之间", f"{day.en} is from {first} to {last}")
        return Asked(self.look.table, _IN_PERIOD, wanted, columns_of_when(when))


def _parts(condition: Condition) -> tuple[Condition, ...]:
    """Splits a condition into the parts that must all hold."""
    if isinstance(condition, All):
        return tuple(part for each in condition.parts for part in _parts(each))
    return (condition,)
