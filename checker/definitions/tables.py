"""A table: one sheet that departments submit, its columns and their rules. Shared by every pack."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from checker.definitions.conditions import Condition, ConditionError, Literals, read_condition
from checker.errors import Text
from checker.model import Personal

ColumnType = Literal["text", "integer", "decimal", "percent", "boolean", "date", "choice", "id"]
NAME = r"^[a-z][a-z0-9_]*$"
WORD = r"^[a-z0-9][a-z0-9-]*$"


class Strict(BaseModel):
    """Frozen; an unknown key is an error, so that a misspelt word is never read as nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Words(Strict):
    """A text in both languages."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @property
    def text(self) -> Text:
        """The same as a plain `Text`."""
        return Text(self.zh, self.en)


class Labels(Words):
    """What people call a sheet, a column or a choice: both languages, and whatever else they write for it."""

    aliases: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every spelling."""
        return (self.zh, self.en, *self.aliases)


def exact(value: object) -> Fraction | None:
    """Reads a number exactly: 4, 0.95, "95%", "1/3". None if it is none."""
    if isinstance(value, bool):
        return None
    text = str(value).strip()
    try:
        return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None


def _exact(value: object) -> Fraction:
    number = value if isinstance(value, Fraction) else exact(value)
    if number is None:
        raise PydanticCustomError("not_a_number", "a number or a percentage is needed", {"found": str(value)})
    return number


Exact = Annotated[Fraction, BeforeValidator(_exact)]


def conditional(raw: object, columns: dict[str, Column]) -> Condition:
    """Reads a condition inside a pydantic validator; troubles keep their place in the file."""
    try:
        return read_condition(raw, columns)
    except ConditionError as error:
        raise PydanticCustomError("condition", "the condition cannot be read", {"troubles": error.troubles}) from None


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
    required: bool = False
    required_when: Any = None
    pattern: str | None = None
    example: str | None = None
    minimum: Exact | None = None
    maximum: Exact | None = None
    choices: dict[Annotated[str, Field(pattern=WORD)], Labels] = {}
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
            except re.error as error:
                raise PydanticCustomError("pattern", "not a regular expression", {"found": str(error)}) from None
        return value

    @model_validator(mode="after")
    def _choices_go_with_choice(self) -> Column:
        if (self.type == "choice") != bool(self.choices):
            raise PydanticCustomError("choices", "a choice lists its choices, and only a choice does")
        if self.blank_means is not None and self.literal(self.blank_means) is None:
            raise PydanticCustomError(
                "blank_means",
                "the column cannot hold this",
                {"found": str(self.blank_means), "allowed": self.words()},
            )
        return self

    @property
    def kind(self) -> str:
        """Columns of one kind can be compared with each other."""
        return {"integer": "number", "decimal": "number", "percent": "number", "id": "text"}.get(self.type, self.type)

    def literal(self, value: object) -> Literals | None:
        """Reads a value as a pack writes it; None if the column cannot hold it."""
        if self.type == "boolean":
            return value if isinstance(value, bool) else None
        if self.type == "date":
            return value if isinstance(value, date) else None
        if self.kind == "number":
            return exact(value)
        if self.type == "choice":
            return str(value) if str(value) in self.choices else None
        return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else None

    def words(self) -> tuple[str, ...]:
        """The words that `literal` takes, where they can be listed."""
        return {"boolean": ("true", "false"), "choice": tuple(self.choices)}.get(self.type, ())


class Order(Strict):
    """Two date columns of a row, the first on or before the second (or strictly before it)."""

    first: str
    second: str
    strict: bool = False


class Table(Strict):
    """One sheet.

    Attributes:
        id: the file's stem.
        layout: "rows" below a header, or "fields" (a label with its value to the right or below, as on a cover).
        key: the columns that name a row; two rows with the same key are duplicates.
        unique_across: the key may not stand in two departments' workbooks either.
        order: pairs of date columns.
        references: by column, the `table.column` in which its value must stand.
    """

    id: str = Field(pattern=NAME)
    sheet: Labels
    layout: Literal["rows", "fields"] = "rows"
    note: Words | None = None
    columns: dict[Annotated[str, Field(pattern=NAME)], Column] = Field(min_length=1)
    key: tuple[str, ...] = ()
    unique_across: bool = False
    order: tuple[Order, ...] = ()
    references: dict[str, str] = {}

    @field_validator("order", mode="before")
    @classmethod
    def _orders(cls, value: object) -> object:
        if not isinstance(value, (list, tuple)):
            return value
        return [_order(item) if isinstance(item, str) else item for item in value]

    @model_validator(mode="after")
    def _columns_exist(self, info: ValidationInfo) -> Table:
        named = [("key", name) for name in self.key] + [("references", name) for name in self.references]
        named += [("order", name) for pair in self.order for name in (pair.first, pair.second)]
        for where, name in named:
            if name not in self.columns:
                raise PydanticCustomError(
                    "unknown_column",
                    "there is no such column",
                    {"at": (where,), "found": name, "allowed": tuple(self.columns)},
                )
        for name in self.key:
            if self.columns[name].personal in ("id", "phone", "name"):
                raise PydanticCustomError(
                    "personal_key", "a key is quoted everywhere and may not be personal", {"found": name}
                )
        return self

    def required_when(self) -> dict[str, Condition]:
        """By column, the compiled condition under which a blank is an error.

        Raises:
            PydanticCustomError: a condition cannot be read; the loader calls this once and reports it with its place.
        """
        return {
            name: conditional(column.required_when, self.columns)
            for name, column in self.columns.items()
            if column.required_when is not None
        }


def _order(text: str) -> dict[str, object]:
    match = re.fullmatch(r"\s*(\w+)\s*(<=|<)\s*(\w+)\s*", text)
    if not match:
        raise PydanticCustomError("order", "an order is written `first_column <= second_column`", {"found": text})
    return {"first": match[1], "second": match[3], "strict": match[2] == "<"}
