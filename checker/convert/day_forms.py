"""The spellings of dates in the languages of a pack, as patterns."""

import re
from functools import cache, cached_property

from checker.codes import Code
from checker.codes.shared import INCOMPLETE_DATE, ONLY_A_TIME
from checker.text.bilingual import Text
from checker.text.late import late
from checker.text.locales import Locales, either, fill

SEVERAL_DATES = Code("V320")

_NAMES = "january february march april may june july august september october november december"
MONTHS = tuple(_NAMES.split())
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
HOUR = r"(?:[01]?\d|2[0-3])"

_WHICH_IS_WHICH = Text(
    zh="哪个数是年、哪个数是月、哪个数是日", en="which number is the year, which the month and which the day"
)
_WHICH_YEAR = Text(zh="是哪一年（年份只有两位）", en="which year is meant (it has only two digits)")
_HOW_DIVIDED = Text(
    zh="六位数字里哪几位是年、哪几位是月、有没有日",
    en="which of the six digits are the year and which the month, and whether there is a day",
)


@cache
def day_forms(locales: Locales) -> "DayForms":
    """The spellings of dates in these languages."""
    return DayForms(locales)


class DayForms:
    """Patterns for dates.

    Attributes:
        months: the number of each month by its names.
        clear: spellings that can be read in only one way.
        year_last: a year after month and day, or day and month.
        none: what people write if there is no date, or none yet, in comparing form.
    """

    def __init__(self, locales: Locales) -> None:
        self._locales = locales
        self.months = {name: at for at, month in enumerate(MONTHS, 1) for name in locales.words(f"months.{month}")}
        self._month = rf"{either(sorted(self.months, key=len, reverse=True))}\.?"
        self._join = rf" ?(?P<join>[-/.\\{locales.characters('dates.joints')}]) ?"
        self._time = self._time_behind()
        numeric = rf"(?P<year>\d{{4}}){self._join}(?P<month>\d{{1,2}}) ?(?P=join) ?(?P<day>\d{{1,2}})"
        slots = {"year": r"(?P<year>\d{4})", "month": r"(?P<month>\d{1,2})", "day": r"(?P<day>\d{1,2})"}
        slots["name"] = f"(?P<name>{self._month})"
        self.clear = tuple(
            late(pattern + self._time, re.I | re.A)
            for pattern in (
                numeric,
                r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
                *(fill(each, slots) for each in locales.words("dates.written")),
            )
        )
        last = rf"(?P<one>\d{{1,2}}){self._join}(?P<two>\d{{1,2}}) ?(?P=join) ?(?P<year>\d{{4}}){self._time}"
        self.year_last = late(last, re.I | re.A)
        self.none = late(locales.pattern("dates.none"))

    def _time_behind(self) -> str:
        """A time of day behind a date, which is dropped."""
        locales = self._locales
        minutes = rf"(?::[0-5]\d){{1,2}}(?:\.\d+)?(?: ?{locales.pattern('clock.behind')})?"
        before = locales.spelled("clock.before")
        return (
            rf"(?:(?:[ T]|{locales.pattern('dates.before_clock')}) ?(?P<clock>{before}? ?{HOUR}"
            rf"(?:{minutes}|{locales.pattern('clock.after')})))?"
        )

    @cached_property
    def unclear(self) -> tuple[tuple[Text, re.Pattern[str]], ...]:
        """Spellings that can be read in several ways, with the open question."""
        join, time = self._join, self._time
        short = self._locales.words("dates.two_digits")
        return tuple(
            (what, late(pattern, re.I | re.A))
            for what, pattern in (
                (_WHICH_IS_WHICH, rf"\d{{1,2}}{join}\d{{1,2}} ?(?P=join) ?\d{{2}}{time}"),
                (_WHICH_IS_WHICH, rf"\d{{2}}{join}\d{{1,2}} ?(?P=join) ?\d{{1,2}}{time}"),
                *((_WHICH_YEAR, fill(each, {"name": self._month, "time": time})) for each in short),
                (_HOW_DIVIDED, r"\d{6}"),
            )
        )

    @cached_property
    def faulty(self) -> tuple[tuple[Code, re.Pattern[str]], ...]:
        """Spellings that can't be read; the most specific code comes first."""
        locales = self._locales
        year, month, day = (locales.characters(f"dates.{part}_signs") for part in ("year", "month", "day"))
        days = rf" ?[{day}]?" if day else ""
        return tuple(
            (code, late(pattern, re.I | re.A))
            for code, pattern in (
                (INCOMPLETE_DATE, rf"\d{{4}} ?[-/.{locales.characters('dates.joints')}] ?\d{{1,2}}|\d{{4}}"),
                (INCOMPLETE_DATE, r"\d{1,2} ?[-/.] ?\d{1,2}"),
                (INCOMPLETE_DATE, locales.pattern("dates.incomplete", name=self._month)),
                (ONLY_A_TIME, rf"{locales.spelled('clock.before')}? ?{HOUR}(?::[0-5]\d){{1,2}}"),
                (ONLY_A_TIME, rf"{HOUR}{locales.pattern('clock.alone')}"),
                (
                    SEVERAL_DATES,
                    rf"\d{{4}} ?[-/.{year}] ?\d{{1,2}} ?[-/.{month}] ?\d{{1,2}}{days}"
                    rf"(?: ?(?:[-~、,;&/]|{locales.pattern('dates.and')}) ?\d| \d{{1,4}} ?[-/.{year}{month}]).*",
                ),
            )
        )

    @cached_property
    def adorned(self) -> re.Pattern[str]:
        """A date with its weekday before or behind it, a part of the day, a closing point."""
        parts, names = self._locales.pattern("dates.parts"), either(self._weekday_patterns())
        return late(
            rf"(?:[(\[]?(?P<before>{names})[)\]]?[,，、]? ?)?(?P<date>\S.*?)"
            rf"(?:[,，、]? ?[(\[]?(?P<behind>{names})[)\]]?)?(?:[,，、]? ?[(\[]?{parts}[)\]]?)?[.。;；]?",
            re.I,
        )

    @cached_property
    def weekdays(self) -> dict[str, int]:
        """The weekdays by their names, 0 for Monday."""
        return {name: at for at, day in enumerate(WEEKDAYS) for name in self._locales.words(f"weekdays.{day}")}

    def _weekday_patterns(self) -> list[str]:
        """The names of weekdays, the longest first; an abbreviation ends with its word, perhaps with a point."""
        names = sorted(self.weekdays, key=len, reverse=True)
        return [
            rf"{name}\b\.?" if any(each != name and each.startswith(name) for each in names) else name for name in names
        ]
