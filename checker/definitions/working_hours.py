"""The hours of a working day in a pack, and the tables whose conditions need them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any

from pydantic import AfterValidator, WithJsonSchema

from checker.codes.shared import BAD_CONDITION, BAD_FORM
from checker.tables.logic import quote
from checker.tables.table import Table
from checker.tables.troubles import ConditionError
from checker.tables.workdays import WorkCalendar
from checker.tables.working_day import NEEDED, SCHEMA, read_working_day
from checker.tables.yaml.nodes import Definition
from checker.tables.yaml.problems import Problem, Spot, problem, refusal, refused


def _check(raw: object) -> object:
    if read_working_day(raw) is None:
        raise refused(refusal(BAD_FORM, found=quote(raw), needed=NEEDED))
    return raw


#: The hours of a working day as written.
AskedWorkingDay = Annotated[Any, WithJsonSchema(SCHEMA), AfterValidator(_check)]


def with_hours(calendar: WorkCalendar, raw: object) -> WorkCalendar:
    """The calendar with the hours of a working day, if they are there and can be read."""
    spans = read_working_day(raw)
    return calendar if spans is None else replace(calendar, spans=spans)


def limit_problems(definition: Definition | None, table: Table) -> Iterator[Problem]:
    """Reads the table's own conditions again, now that its columns follow the calendar of the pack."""
    try:
        table.required_when()
    except ConditionError as error:
        for trouble in error.troubles:
            spot = Spot(table.id) if definition is None else definition.spot("columns")
            yield problem(BAD_CONDITION, spot, found=trouble.found, reason=trouble.message)
