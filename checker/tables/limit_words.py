"""Writes limits of time in words."""

from checker.tables.logic import Within
from checker.tables.time_units import SECONDS, WORKING, Unit
from checker.text.bilingual import Text

_UNITS: dict[Unit, tuple[str, str, str]] = {
    "seconds": ("秒", "second", "seconds"),
    "minutes": ("分钟", "minute", "minutes"),
    "hours": ("小时", "hour", "hours"),
    "working_minutes": ("分钟工作时间", "working minute", "working minutes"),
    "working_hours": ("小时工作时间", "working hour", "working hours"),
    "days": ("天", "day", "days"),
    "workdays": ("个工作日", "working day", "working days"),
    "months": ("个月", "month", "months"),
}


def limit_text(limit: int, within: Within) -> Text:
    """Writes a limit of time in the unit of a condition, e.g. "20 个工作日", "20 working days"."""
    zh, one, several = _UNITS[within.unit]
    kind = Text("", "")
    if within.unit in WORKING:
        kind = within.calendar.hours_words if within.unit in SECONDS else within.calendar.words
    return Text(zh=f"{limit} {zh}{kind.zh}", en=f"{limit} {one if limit == 1 else several}{kind.en}")
