"""A one-vote veto: what a missed indicator does to the whole score and grade."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import Discriminator, Field, Tag, model_validator

from checker.codes.shared import BAD_COMBINATION, BAD_FORM
from checker.definitions.document import Grade
from checker.model import Aim, Between, Operator, Target
from checker.tables.words import Exact, Strict, TrueFalse
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text, join_texts
from checker.text.normalize import number_text

_OPERATORS: tuple[Operator, ...] = ("at_least", "at_most", "above", "below")
#: What holds if a condition does not.
OPPOSITES: dict[Operator, Operator] = {"at_least": "below", "at_most": "above", "above": "at_most", "below": "at_least"}


class VetoWhen(Strict):
    """The values that a veto is for.

    Attributes:
        at_least: this value and higher ones.
        at_most: this value and lower ones.
        above: higher values.
        below: lower values.
    """

    at_least: Exact | None = None
    at_most: Exact | None = None
    above: Exact | None = None
    below: Exact | None = None

    @model_validator(mode="after")
    def _one(self) -> VetoWhen:
        if len(given := [name for name in _OPERATORS if getattr(self, name) is not None]) != 1:
            reason = Text(zh="只写一个条件", en="write exactly one condition")
            raise refused(refusal(BAD_COMBINATION, *given[1:2], allowed=_OPERATORS, reason=reason))
        return self

    @property
    def target(self) -> Target:
        """The operator and its value."""
        return next(Target(name, value) for name in _OPERATORS if (value := getattr(self, name)) is not None)

    @property
    def opposite(self) -> Target:
        """What a value must do to escape the veto."""
        return Target(OPPOSITES[self.target.op], self.target.value)

    def contradicts(self, target: Aim) -> bool:
        """Whether it is for a value that reaches a target."""
        mine = self.target
        if isinstance(target, Between):
            return self.contradicts(target.low if mine.is_ceiling else target.high)
        if target.is_exact:
            return False
        if mine.is_ceiling is target.is_ceiling:
            return True
        beyond = mine.value > target.value if not target.is_ceiling else mine.value < target.value
        both = mine.op in ("at_least", "at_most") and target.op in ("at_least", "at_most")
        return beyond or (both and mine.value == target.value)


class VetoBy(Strict):
    """A veto that says what it does.

    Attributes:
        when: the values that it is for; any that misses the target if not given.
        score: the score is no more than this.
        grade: the grade is no better than this: its name in either language. Without `score` and `grade`, the lowest.
    """

    when: VetoWhen | None = None
    score: Exact | None = None
    grade: str | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _something(self) -> VetoBy:
        if not self.model_fields_set:
            reason = Text(zh="写明何时否决，或者否决到什么程度", en="say when it applies, or what it does")
            raise refused(refusal(BAD_COMBINATION, allowed=("when", "score", "grade"), reason=reason))
        if self.score is not None and not 0 <= self.score < 100:
            needed = Text("应从 0 到 100，且小于 100", "it must be from 0 to less than 100")
            raise refused(refusal(BAD_FORM, "score", needed=needed))
        return self


def _word_or_rule(value: object) -> str:
    return "rule" if isinstance(value, (dict, VetoBy)) else "word"


Veto = Annotated[Annotated[TrueFalse, Tag("word")] | Annotated[VetoBy, Tag("rule")], Discriminator(_word_or_rule)]
#: What `veto: true` says.
PLAIN = VetoBy(when=None)


def veto_of(veto: bool | VetoBy) -> VetoBy | None:
    """Reads what an indicator says; None if it has no veto."""
    if isinstance(veto, VetoBy):
        return veto
    return PLAIN if veto else None


def find_grade(name: str, grades: Sequence[Grade]) -> int | None:
    """The place of a grade by its name in either language, the best first."""
    return next((place for place, grade in enumerate(grades) if name in (grade.name.zh, grade.name.en)), None)


def tell_effect(rule: VetoBy, grades: Sequence[Grade]) -> Text:
    """Says what a veto does."""
    said = []
    if rule.score is not None:
        score = number_text(rule.score)
        zero = Text("总分记 0 分", "the score is 0")
        said.append(zero if not rule.score else Text(f"总分不高于 {score} 分", f"the score is {score} at most"))
    if rule.grade is not None and (place := find_grade(rule.grade, grades)) is not None:
        grade = grades[place].name
        said.append(Text(f"总评不高于“{grade.zh}”", f"the grade is no better than “{grade.en}”"))
    elif rule.score is None:
        said.append(Text("总评为最低等次", "the grade is the lowest"))
    return join_texts(said, "，", ", and ")
