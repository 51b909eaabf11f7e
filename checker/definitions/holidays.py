"""The days on which a pack's offices work: the source of its holidays, its own list of days off, and its week."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo, WithJsonSchema, model_validator

from checker.codes.shared import BAD_COMBINATION, BAD_FORM, WRONG_ORDER
from checker.tables.countries import COUNTRY, is_country
from checker.tables.weekdays import WEEKDAYS
from checker.tables.words import Day, Strict
from checker.tables.workdays import CHINESE, OWN, WORDS, WorkCalendar
from checker.tables.yaml.problems import Refusal, refusal, refused
from checker.text.bilingual import Text


class Holidays(Strict):
    """`holidays.yaml`: every day off from Monday to Friday, for whole years.

    Attributes:
        days_off: the days from Monday to Friday on which nobody works.
        workdays: the days at weekends that are worked to make up for them.
    """

    days_off: tuple[Day, ...] = Field(min_length=1)
    workdays: tuple[Day, ...] = ()

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Holidays:
        wrong: list[Refusal] = []
        years = {day.year for day in self.days_off}
        both = Text(zh="这一天既放假又上班", en="it is both a day off and a workday")
        uncovered = Text(zh="这一年没有写放假日期", en="there are no days off in that year")
        for index, day in enumerate(self.workdays):
            reason = both if day in self.days_off else uncovered if day.year not in years else None
            if reason is not None:
                wrong.append(refusal(BAD_COMBINATION, "workdays", index, found=str(day), reason=reason))
        for index, day in enumerate(self.days_off):
            if day.year - 1 not in years and day.year != min(years):
                gap = Text(zh=f"缺 {day.year - 1} 年的放假日期", en=f"the days off of {day.year - 1} are missing")
                wrong.append(refusal(WRONG_ORDER, "days_off", index, found=str(day), reason=gap))
                break
        if wrong:
            raise refused(*wrong)
        return self

    def calendar(self, week: tuple[int, ...]) -> WorkCalendar:
        """The working days of these years, in a week of these days."""
        return WorkCalendar(OWN, self.days_off, self.workdays, week)


#: In the context of a validation: whether to take it that the holidays of each country are known. The library that
#: knows them takes longer to load than the headers of all packs.
TRUST_COUNTRIES = "trust countries"


def check_source(source: str, info: ValidationInfo) -> str:
    """Checks that holidays come from somewhere.

    Raises:
        PydanticCustomError: they don't.
    """
    if source in WORDS or ((info.context or {}).get(TRUST_COUNTRIES) and COUNTRY.fullmatch(source)):
        return source
    if source == "CN" or not is_country(source):
        raise refused(refusal(BAD_FORM, found=source, needed=_IS_CHINA if source == "CN" else _NEEDED))
    return source


_NEEDED = Text(
    zh="应为 cn、none、holidays.yaml，或国家（地区）代码，如 GB，可加地方代码，如 GB-ENG",
    en="write cn, none, holidays.yaml, or the code of a country such as GB, perhaps with its part: GB-ENG",
)
_IS_CHINA = Text(zh="中国公布的节假日写 cn", en="the holidays that China publishes are `cn`")
#: Where the holidays of a pack come from.
HolidaysSource = Annotated[
    str,
    AfterValidator(check_source),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": list(WORDS)},
                {"type": "string", "pattern": f"^{COUNTRY.pattern}$", "description": "a country, or a part of one"},
            ]
        }
    ),
]


def read_calendar(source: str | None, week: Sequence[str], own: Holidays | None) -> WorkCalendar:
    """Puts a calendar together; what is wrong with its parts is said where they are validated.

    Args:
        source: where the holidays come from, as written.
        week: the days of the working week, as written; empty if nothing is said.
        own: the pack's own list of days off, if it names one.
    """
    days = tuple(sorted(WEEKDAYS.index(day) for day in WEEKDAYS if day in week))
    if source == OWN:
        return CHINESE if own is None else own.calendar(days)
    if source == "none" or (source is not None and source not in WORDS and source != "CN" and is_country(source)):
        return WorkCalendar(source, week=days)
    return CHINESE


def worked_anyway(calendar: WorkCalendar) -> Iterator[tuple[int, date]]:
    """Yields the make-up workdays, with their places in the list, on which people work anyway."""
    week = calendar.week or range(5)
    yield from ((index, day) for index, day in enumerate(calendar.on) if day.weekday() in week)
