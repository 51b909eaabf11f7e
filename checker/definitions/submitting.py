"""The day by which a department's workbook is due."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta

from pydantic import Field, model_validator

from checker.codes.shared import BAD_COMBINATION
from checker.tables.words import Strict, Whole
from checker.tables.workdays import WorkCalendar, workdays_of
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text


class SubmitWithin(Strict):
    """How long after the last day of a period its workbooks are due, in days or in working days.

    Attributes:
        days, workdays: the limit; exactly one of them is given.
    """

    days: Whole | None = Field(default=None, ge=0, le=366)
    workdays: Whole | None = Field(default=None, ge=1, le=250)

    @model_validator(mode="after")
    def _has_one_limit(self) -> SubmitWithin:
        if (self.days is None) == (self.workdays is None):
            reason = Text(zh="days 和 workdays 须写一个", en="give either `days` or `workdays`")
            raise refused(refusal(BAD_COMBINATION, reason=reason))
        return self

    def due_day(self, last: date, calendar: WorkCalendar) -> date | None:
        """The last day on which a workbook of the period that ends on `last` is in time.

        None if working days are counted and the holidays of that year are not known: no day is guessed.
        """
        if self.days is not None:
            return last + timedelta(days=self.days)
        first, final = calendar.years
        if not first <= last.year <= final or self.workdays is None:
            return None
        working = workdays_of(calendar)
        number = bisect_right(working, last.toordinal()) + self.workdays - 1
        return date.fromordinal(working[number]) if number < len(working) else None
