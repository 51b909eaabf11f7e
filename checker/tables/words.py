"""The small parts of all definitions: strict models, texts in both languages, exact numbers, dates.

Must not import conditions, tables or anything built on them.
"""

import re
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from checker.codes.shared import WRONG_TYPE
from checker.tables.logic import quote
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text

NAME = r"^[a-z][a-z0-9_]*$"
WORD = r"^[a-z0-9][a-z0-9-]*$"
#: The id of a choice, which people write like that of a column too.
CHOICE = r"^[a-z0-9][a-z0-9_-]*$"

_NUMBER = re.compile(r"[-+]?([0-9]{1,30}(\.[0-9]{0,30})?|\.[0-9]{1,30}|[0-9]{1,30}/[0-9]{1,30})")

#: Strict, as YAML types them: `yes` is text, and 2021 isn't a date.
TrueFalse = Annotated[bool, Field(strict=True)]
Whole = Annotated[int, Field(strict=True)]
Day = Annotated[date, Field(strict=True)]


class Strict(BaseModel):
    """A frozen model in which an unknown key is an error, so a misspelt key is never ignored."""

    # A model is built when something is first read as it; those that are only parts of others never are.
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


class Words(Strict):
    """A text in both languages. One is enough, or a plain text: it then stands for both.

    Attributes:
        zh: in Chinese.
        en: in English.
    """

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _one_is_enough(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"zh": value, "en": value}
        if isinstance(value, dict) and ("zh" in value) != ("en" in value):
            only, other = ("zh", "en") if "zh" in value else ("en", "zh")
            # A text that is refused is refused once.
            return {**value, other: value[only] if value[only] and isinstance(value[only], str) else "…"}
        return value

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler(core_schema)
        named = handler.resolve_ref_schema(schema)
        del named["required"]
        named["anyOf"] = [{"required": ["zh"]}, {"required": ["en"]}]
        return {"anyOf": [schema, {"type": "string", "minLength": 1}]}

    @property
    def text(self) -> Text:
        """The same text as a plain `Text`."""
        return Text(self.zh, self.en)


class Labels(Words):
    """The names of a sheet, a column or a choice: both languages, and other spellings in use.

    Attributes:
        aliases: other spellings that are read as the same.
    """

    aliases: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every spelling."""
        return (self.zh, self.en, *self.aliases)

    def as_in(self, others: Iterable[str]) -> str:
        """The name in the language in which a sheet has the names beside it."""
        beside = [*others]
        return self.en if sum(each.isascii() for each in beside) * 2 > len(beside) else self.zh


def exact(value: object) -> Fraction | None:
    """Reads a number exactly: 4, 0.95, "95%", "1/3". None if the value isn't a number."""
    if isinstance(value, Fraction):
        return value
    if type(value) is int:
        return Fraction(value)
    text = "" if isinstance(value, bool) else str(value).strip()
    number, percent = (text[:-1], 100) if text.endswith("%") else (text, 1)
    if not _NUMBER.fullmatch(number):
        return None
    if number.isdecimal():
        return Fraction(int(number), percent)
    try:
        return Fraction(number) / percent
    except ZeroDivisionError:
        return None


def _exact(value: object) -> Fraction:
    number = exact(value)
    if number is None:
        needed = Text(zh="数字或百分数", en="a number or a percentage")
        raise refused(refusal(WRONG_TYPE, found=quote(value), needed=needed))
    return number


#: The JSON Schema of what editors accept.
_AS_WRITTEN = {
    "anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^[-+]?[0-9.]+(/[0-9]+)?%?$"}],
    "description": "4, 0.95, 95% or 1/3",
}
Exact = Annotated[Fraction, BeforeValidator(_exact), WithJsonSchema(_AS_WRITTEN)]

#: Marks in the JSON Schema for values that packs write in other ways than their type says.
IS_CONDITION, IS_DAY, IS_EXCLUSION = "is_condition", "is_day", "is_exclusion"
OR_ONE, OF_TIME = "or_one", "of_time"

#: A condition as written; a validator reads it against the columns of its table.
Asked = Annotated[Any, WithJsonSchema({IS_CONDITION: True})]
#: A condition by itself, or with the evidence for it and a limit.
AskedExclusion = Annotated[Any, WithJsonSchema({IS_EXCLUSION: True})]


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


#: Several texts; a single one needs no brackets.
OneOrSeveral = Annotated[tuple[str, ...], BeforeValidator(_several), Field(json_schema_extra={OR_ONE: True})]
