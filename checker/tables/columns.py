"""A column of a table: what its cells hold and which values a pack may name for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal, assert_never

from pydantic import Field, field_validator, model_validator

from checker.codes import Code
from checker.codes.shared import BAD_COMBINATION, IMPOSSIBLE_VALUE, SHARED_NAME, WRONG_ORDER
from checker.model import Personal
from checker.tables.logic import Literals, shown
from checker.tables.words import WORD, Asked, Exact, Labels, Strict, TrueFalse, Words, exact
from checker.tables.yaml.problems import Refusal, refusal, refused
from checker.text.bilingual import Text
from checker.text.normalize import key_form

BAD_PATTERN = Code("D124")

ColumnType = Literal["text", "integer", "decimal", "percent", "boolean", "date", "choice", "id"]
ColumnKind = Literal["text", "number", "boolean", "date", "choice"]


def shared_spellings(named: Iterable[tuple[str, Labels]]) -> list[tuple[str, str, str]]:
    """Spellings that two things share, compared as cells are: (the spelling, the first thing, the second)."""
    seen: dict[str, str] = {}
    shared = []
    for thing, labels in named:
        for spelling in dict.fromkeys(labels.all):
            first = seen.setdefault(key_form(spelling), thing)
            if first != thing:
                shared.append((spelling, first, thing))
    return shared


_ONLY_TEXT = Text(zh="只有 text 和 id 列才有 pattern", en="only text and id columns have a pattern")
_ONLY_NUMBERS = Text(zh="只有数字列才有这一项", en="only number columns have this")
_ONLY_CHOICE = Text(zh="只有 choice 列才列出 choices", en="only a choice lists choices")
_NEEDS_CHOICES = Text(zh="choice 列要列出 choices", en="a choice lists its choices")


class Column(Strict):
    """One column of a table.

    Attributes:
        header: what the header cell says; compared without spaces, brackets, asterisks and line breaks.
        type: what its cells hold.
        required: a blank is an error in every row.
        required_when: a blank is an error in the rows that satisfy this condition.
        pattern: a regular expression that the whole text must match.
        example: a value that is accepted, shown when one is not.
        minimum, maximum: of numbers, inclusive, as shares of 1 for percentages.
        choices: the values of a choice, by id.
        unit: of numbers, e.g. hours.
        personal: what is masked of it wherever the report leaves the department.
        blank_means: the value that a blank stands for; without it a blank is unknown where a value is needed.
        hint: one sentence for whoever fills it in.
    """

    header: Labels
    type: ColumnType
    required: TrueFalse = False
    required_when: Asked = None
    pattern: str | None = None
    example: str | None = None
    minimum: Exact | None = None
    maximum: Exact | None = None
    choices: dict[Annotated[str, Field(pattern=WORD)], Labels] = Field(default_factory=dict)
    unit: Words | None = None
    personal: Personal | None = None
    blank_means: Any = None
    hint: Words | None = None

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                re.compile(value)
            except (re.error, OverflowError, RecursionError) as error:
                raise refused(refusal(BAD_PATTERN, found=value, reason=error)) from None
        return value

    @model_validator(mode="after")
    def _goes_together(self) -> Column:
        wrong = self._misplaced()
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            reason = Text(zh="minimum 大于 maximum", en="minimum is above maximum")
            wrong.append(refusal(WRONG_ORDER, "minimum", reason=reason))
        if self.blank_means is not None and self.literal(self.blank_means) is None:
            found, allowed = shown(self.blank_means), self.words()
            wrong.append(refusal(IMPOSSIBLE_VALUE, "blank_means", found=found, allowed=allowed, column=self.header.zh))
        if self.pattern is not None and self.example is not None and not re.fullmatch(self.pattern, self.example):
            wrong.append(refusal(IMPOSSIBLE_VALUE, "example", found=self.example, column=self.header.zh))
        for spelling, one, other in shared_spellings(self.choices.items()):
            wrong.append(refusal(SHARED_NAME, "choices", other, found=spelling, one=one, other=other))
        if wrong:
            raise refused(*wrong)
        return self

    def _misplaced(self) -> list[Refusal]:
        given = {"pattern": self.pattern, "minimum": self.minimum, "maximum": self.maximum, "unit": self.unit}
        wrong = [
            refusal(BAD_COMBINATION, name, reason=_ONLY_TEXT if name == "pattern" else _ONLY_NUMBERS)
            for name, value in given.items()
            if value is not None and self.kind != ("text" if name == "pattern" else "number")
        ]
        if self.choices and self.type != "choice":
            wrong.append(refusal(BAD_COMBINATION, "choices", reason=_ONLY_CHOICE))
        if self.type == "choice" and not self.choices:
            wrong.append(refusal(BAD_COMBINATION, "type", reason=_NEEDS_CHOICES))
        return wrong

    @property
    def kind(self) -> ColumnKind:
        """Columns of one kind can be compared with each other."""
        match self.type:
            case "integer" | "decimal" | "percent":
                return "number"
            case "text" | "id":
                return "text"
            case "boolean" | "date" | "choice":
                return self.type
            case _:
                assert_never(self.type)

    def literal(self, value: object) -> Literals | None:
        """Reads a value as a pack writes it; None if the column cannot hold it."""
        match self.kind:
            case "boolean":
                return value if isinstance(value, bool) else None
            case "date":
                return value if isinstance(value, date) else None
            case "number":
                return exact(value)
            case "choice":
                return str(value) if str(value) in self.choices else None
            case "text":
                return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else None
            case _:
                assert_never(self.kind)

    def hinted(self, accepted: Text) -> Text:
        """What is accepted, then the column's hint if it has one."""
        if self.hint is None:
            return accepted
        zh, en = f"；填写说明：{self.hint.zh}", f"; how to fill it in: {self.hint.en}"
        return Text(zh=accepted.zh + zh, en=accepted.en + en)

    def words(self) -> tuple[str, ...]:
        """The words that `literal` takes, where they can be listed."""
        return {"boolean": ("true", "false"), "choice": tuple(self.choices)}.get(self.type, ())
