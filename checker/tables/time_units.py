"""The units of time limits."""

from typing import Literal, get_args

Unit = Literal["seconds", "minutes", "hours", "working_minutes", "working_hours", "days", "workdays", "months"]
UNITS: tuple[Unit, ...] = get_args(Unit)
#: How many seconds the units have that are shorter than a day; limits in them need times of day.
SECONDS: dict[Unit, int] = {"seconds": 1, "minutes": 60, "hours": 3600, "working_minutes": 60, "working_hours": 3600}
#: The units of which some do not count: at night, at weekends, on holidays.
WORKING: tuple[Unit, ...] = ("working_minutes", "working_hours", "workdays")
