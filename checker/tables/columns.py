"""A column of a table: what its cells hold, and which values a pack may name for it."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import Annotated, Any, Literal, assert_never

from pydantic import Field, PrivateAttr, ValidationInfo, field_validator, model_validator

from checker.codes import Code
from checker.codes.shared import BAD_COMBINATION, IMPOSSIBLE_VALUE, SHARED_NAME, WRONG_ORDER
from checker.model import Personal
from checker.tables.computed_words import COMPUTED, DAY_WORDS, ONLY_COMPUTED, unit_words
from checker.tables.logic import quote
from checker.tables.operands import Literals
from checker.tables.spellings import find_shared_spellings
from checker.tables.words import CHOICE, OF_TIME, Asked, Exact, Labels, Strict, TrueFalse, Words, exact
from checker.tables.workdays import CHINESE, WorkCalendar
from checker.tables.yaml.problems import Refusal, refusal, refused
from checker.text.bilingual import Text
from checker.text.durations import TIME_UNITS, UNIT_SECONDS, TimeUnit, parse_duration
from checker.text.locales import USUAL, Locales
from checker.text.moments import parse_moment
from checker.text.patterns import pattern_fault, whole_match

BAD_PATTERN = Code("D124")

ColumnType = Literal["text", "integer", "decimal", "percent", "duration", "boolean", "date", "datetime", "choice", "id"]
ColumnKind = Literal["text", "number", "boolean", "date", "choice"]


_ONLY_TEXT = Text(zh="只有 text 和 id 列可以写 pattern", en="only text and id columns take a pattern")
_ONLY_NUMBERS = Text(zh="只有数字列可以写这一项", en="only number columns take this key")
_ONLY_CHOICE = Text(zh="只有 choice 列可以写 choices", en="only choice columns take choices")
_NEEDS_UNIT = Text(
    zh="duration 列应写明 unit：seconds、minutes 或 hours",
    en="a duration column needs a unit: seconds, minutes or hours",
)
_NEEDS_CHOICES = Text(zh="choice 列应写明 choices", en="a choice column needs choices")


class Column(Strict):
    """One column of a table.

    Attributes:
        header: the text of the header cell; spaces, brackets, asterisks and line breaks are ignored.
        type: what its cells hold, and so how they are read and compared.
        required: a blank is an error in every row.
        required_when: a blank is an error in the rows that satisfy this condition.
        pattern: a regular expression that the whole text must match.
        example: an accepted value, shown when a cell holds one that is not.
        minimum, maximum: inclusive limits of numbers; percentages are shares of 1.
        choices: the values of a choice column, by id.
        unit: the unit of numbers, e.g. hours; of a duration: seconds, minutes or hours.
        personal: the kind of personal data, masked wherever the report leaves the department.
        blank_means: the value that a blank means; without it, a blank is unknown where a value is needed.
        hint: one sentence for the clerk who fills it in.
        start, end: of a number that nobody fills in, the two columns from which it is computed: of a duration, moments;
            of days, dates.
        working_time: only the hours of working days count for it.
    """

    header: Labels
    type: ColumnType
    required: TrueFalse = False
    required_when: Asked = None
    pattern: str | None = None
    example: str | None = None
    minimum: Exact | None = None
    maximum: Exact | None = None
    choices: dict[Annotated[str, Field(pattern=CHOICE)], Labels] = Field(default_factory=dict)
    unit: Annotated[Words | None, Field(json_schema_extra={OF_TIME: True})] = None
    personal: Personal | None = None
    blank_means: Any = None
    hint: Words | None = None
    start: str | None = Field(default=None, alias="from")
    end: str | None = Field(default=None, alias="to")
    working_time: TrueFalse = False
    _calendar: WorkCalendar = PrivateAttr(default=CHINESE)
    _locales: Locales = PrivateAttr(default_factory=lambda: USUAL)  # a default would be copied for each column

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, value: str | None) -> str | None:
        if value is not None and (reason := pattern_fault(value)):
            raise refused(refusal(BAD_PATTERN, found=value, reason=reason))
        return value

    @field_validator("unit", mode="before")
    @classmethod
    def _of_time(cls, value: object, info: ValidationInfo) -> object:
        """The unit of a duration, or of days that are counted, is a word that the program knows in both languages."""
        if value is None or isinstance(value, Words):
            return value
        words = unit_words(info.data.get("type"), value)
        if words is None and info.data.get("type") == "duration":
            raise refused(refusal(IMPOSSIBLE_VALUE, found=quote(value), allowed=TIME_UNITS, column="unit"))
        return value if words is None else Words(zh=words.zh, en=words.en)

    @model_validator(mode="after")
    def _goes_together(self) -> Column:
        wrong = self._misplaced()
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            reason = Text(zh="minimum 大于 maximum", en="minimum is greater than maximum")
            wrong.append(refusal(WRONG_ORDER, "minimum", reason=reason))
        if self.blank_means is not None and self.cell_value(self.blank_means) is None:
            found, allowed = quote(self.blank_means), self.allowed_words()
            wrong.append(refusal(IMPOSSIBLE_VALUE, "blank_means", found=found, allowed=allowed, column=self.header.zh))
        if self.pattern is not None and self.example is not None and not whole_match(self.pattern)(self.example):
            wrong.append(refusal(IMPOSSIBLE_VALUE, "example", found=self.example, column=self.header.zh))
        for spelling, one, other in find_shared_spellings(self.choices.items()):
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
        if self.type == "duration" and self.unit is None:
            wrong.append(refusal(BAD_COMBINATION, "type", reason=_NEEDS_UNIT))
        if self.type == "choice" and not self.choices:
            wrong.append(refusal(BAD_COMBINATION, "type", reason=_NEEDS_CHOICES))
        return wrong + self._wrongly_derived()

    def _wrongly_derived(self) -> list[Refusal]:
        """What a computed length of time must have, and what makes sense only where somebody fills it in."""
        if not self.is_derived and self.end is None:
            return [refusal(BAD_COMBINATION, "working_time", reason=ONLY_COMPUTED)] if self.working_time else []
        filled_in = ("required", "required_when", "pattern", "example", "blank_means", "personal", "hint")
        wrong = [name for name in (*filled_in, "minimum", "maximum") if getattr(self, name) not in (None, False)]
        if not (self.type == "duration" or self.counts_days) or self.start is None or self.end is None:
            wrong.append("from" if self.start is not None else "to")
        if self.working_time and self.type != "duration":
            return [refusal(BAD_COMBINATION, "working_time", reason=ONLY_COMPUTED)]
        return [refusal(BAD_COMBINATION, name, reason=COMPUTED) for name in wrong]

    @property
    def is_derived(self) -> bool:
        """Whether it is computed from two others, so that no sheet has it."""
        return self.start is not None

    @property
    def calendar(self) -> WorkCalendar:
        """Which days are working days, for time limits that start on its dates: the calendar of the pack."""
        return self._calendar

    @property
    def locales(self) -> Locales:
        """The languages in which its cells are written: those of the pack."""
        return self._locales

    def follow(self, calendar: WorkCalendar, locales: Locales = USUAL) -> None:
        """Takes over the calendar and the languages of the pack that has been loaded."""
        self._calendar, self._locales = calendar, locales

    @property
    def kind(self) -> ColumnKind:
        """The kind of its values; columns of one kind can be compared."""
        match self.type:
            case "integer" | "decimal" | "percent" | "duration":
                return "number"
            case "text" | "id":
                return "text"
            case "date" | "datetime":
                return "date"
            case "boolean" | "choice":
                return self.type
            case _:
                assert_never(self.type)

    @property
    def is_timed(self) -> bool:
        """Whether its days have a time of day."""
        return self.type == "datetime"

    @property
    def lowest(self) -> Fraction | None:
        """The least number that it can hold, if there is one; no length of time is negative."""
        return Fraction(0) if self.minimum is None and (self.type == "duration" or self.is_derived) else self.minimum

    @property
    def time_unit(self) -> TimeUnit:
        """The unit in which a duration column counts."""
        return next((unit for unit in TIME_UNITS if self.unit and unit == self.unit.en), "minutes")

    @property
    def counts_days(self) -> bool:
        """Whether it counts the days, or working days, from one of two other columns to the other."""
        words = {each.en for each in DAY_WORDS.values()}
        return self.is_derived and self.type == "integer" and self.unit is not None and self.unit.en in words

    def counts_otherwise(self, other: Column) -> bool:
        """Whether one of two columns is a length of time, and the other one no number of the same unit."""
        lengths = [each for each in (self, other) if each.type == "duration"]
        return bool(lengths) and (len(lengths) < 2 or self.time_unit != other.time_unit)

    def cell_value(self, value: object) -> Literals | None:
        """Reads the value of a cell that a pack writes; None if the column cannot hold it."""
        read = self.literal(value)
        return None if self.is_timed and not isinstance(read, datetime) else read

    def literal(self, value: object) -> Literals | None:
        """Reads what a pack compares cells with; None if none of them could ever be like that.

        A time of day is compared with a moment, or, by its day, with a day.
        """
        match self.kind:
            case "boolean":
                return value if isinstance(value, bool) else None
            case "date":
                moment = parse_moment(value) if self.is_timed and isinstance(value, str) else value
                return moment if isinstance(moment, date) else None
            case "number":
                return self._length(value) if self.type == "duration" else exact(value)
            case "choice":
                return str(value) if str(value) in self.choices else None
            case "text":
                return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else None
            case _:
                assert_never(self.kind)

    def _length(self, value: object) -> Fraction | None:
        """Reads a length of time: a number of its unit, or with units of its own, such as 4 hours."""
        if isinstance(value, str) and (parsed := parse_duration(value.strip(), self.time_unit)) is not None:
            return parsed / UNIT_SECONDS[self.time_unit]
        return None if str(value).endswith("%") else exact(value)

    def with_hint(self, accepted: Text) -> Text:
        """Adds the column's hint, if it has one, to what is accepted."""
        if self.hint is None:
            return accepted
        zh, en = f"；填写说明：{self.hint.zh}", f"; how to fill it in: {self.hint.en}"
        return Text(zh=accepted.zh + zh, en=accepted.en + en)

    def allowed_words(self) -> tuple[str, ...]:
        """The words that `literal` accepts, if they can be listed."""
        return {"boolean": ("true", "false"), "choice": tuple(self.choices)}.get(self.type, ())
