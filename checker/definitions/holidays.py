"""The file of a pack's own days off."""

from __future__ import annotations

from pydantic import Field, model_validator

from checker.codes.shared import BAD_COMBINATION, WRONG_ORDER
from checker.tables.words import Day, Strict
from checker.tables.workdays import OWN, WorkCalendar
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
        weekday = Text(zh="周一至周五本来就上班", en="Monday to Friday are workdays anyway")
        uncovered = Text(zh="这一年没有写放假日期", en="there are no days off in that year")
        for index, day in enumerate(self.workdays):
            reason = both if day in self.days_off else weekday if day.weekday() < 5 else None
            reason = uncovered if reason is None and day.year not in years else reason
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

    @property
    def calendar(self) -> WorkCalendar:
        """The working days of these years."""
        return WorkCalendar(OWN, self.days_off, self.workdays)
