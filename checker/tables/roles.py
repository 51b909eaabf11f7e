"""What the rows of a table are besides records: rows that are asked for by name, or sessions that people attend."""

from collections.abc import Iterable, Iterator

from pydantic import Field, model_validator

from checker.codes.shared import BAD_COMBINATION, BAD_FORM
from checker.tables.columns import Column, ColumnKind
from checker.tables.words import Exact, Strict
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text


class Listed(Strict):
    """The columns that the template fills in for rows that indicators ask for by the first column of the key.

    Attributes:
        title: what the row is about.
        due: the day by which it is asked for.
    """

    title: str
    due: str


class Sessions(Strict):
    """Says that each row is one person's part in a session, such as a course.

    Attributes:
        person: the column that identifies the person.
        start: the first day.
        end: the last day, if the sheet has it.
        called: the columns that tell sessions of one first day apart.
        hours: how long the person took part, if the sheet has it.
        most_hours: what one person can attend on one day.
    """

    person: str
    start: str = Field(alias="from")
    end: str | None = Field(default=None, alias="to")
    called: tuple[str, ...] = Field(min_length=1)
    hours: str | None = None
    most_hours: Exact = Field(default="10", validate_default=True)

    @model_validator(mode="after")
    def _says_how_long(self) -> "Sessions":
        if self.end is None and self.hours is None:
            reason = Text(zh="sessions 须写 to 或 hours", en="`sessions` needs `to` or `hours`")
            raise refused(refusal(BAD_COMBINATION, reason=reason))
        if self.most_hours <= 0:
            needed = Text(zh="大于 0 的数", en="a number above 0")
            raise refused(refusal(BAD_FORM, "most_hours", needed=needed))
        return self

    def named(self, columns: dict[str, Column]) -> Iterator[tuple[tuple[str | int, ...], str, Iterable[str]]]:
        """The columns that it names, each with its place below the table and the columns that could be meant."""

        def of(kind: ColumnKind) -> list[str]:
            return [name for name, column in columns.items() if column.kind == kind]

        yield ("sessions", "person"), self.person, of("text")
        yield ("sessions", "from"), self.start, of("date")
        yield from ((("sessions", "called", index), name, columns) for index, name in enumerate(self.called))
        if self.end is not None:
            yield ("sessions", "to"), self.end, of("date")
        if self.hours is not None:
            lengths = [
                name for name in of("number") if columns[name].type != "duration" or columns[name].time_unit == "hours"
            ]
            yield ("sessions", "hours"), self.hours, lengths
