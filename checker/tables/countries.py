"""The public holidays of countries, from the library `holidays`: which days were and will be working days.

A year counts as known only if the library knows all its days: those that follow the moon are estimates until they are
proclaimed, and what hangs on an estimate is undecided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

#: A country, and perhaps a part of it (ISO 3166): GB, GB-ENG, DE-BY.
COUNTRY = re.compile(r"([A-Z]{2})(?:-([A-Z0-9]{1,3}))?")
#: Nobody sets time limits for earlier years, and later ones aren't settled.
_FIRST, _LAST = 1990, 2060
_ESTIMATED = "estimated"


def is_country(text: str) -> bool:
    """Whether it is the code of a country, or of a part of one, whose holidays are known."""
    if not (found := COUNTRY.fullmatch(text)):
        return False
    from holidays import list_supported_countries  # imported late: only packs of such countries need it

    parts = list_supported_countries().get(found[1])
    return parts is not None and (found[2] is None or found[2] in parts)


@cache
def known_years(code: str) -> tuple[int, int]:
    """The first and last of the latest years that are known, of which none between them is estimated."""
    years = _holidays(code)
    known = [year for year, calendar in years.items() if not any(_ESTIMATED in name for name in calendar.values())]
    last = first = max(known)
    while first - 1 in known:
        first -= 1
    return first, last


def country_workdays(code: str, first: int, last: int, week: Sequence[int] = ()) -> Iterator[int]:
    """Yields the ordinals of the working days of some years.

    Args:
        code: the country.
        first: the first year; it must be known.
        last: the last year, included.
        week: the days of the week that are worked, 0 for Monday; those of the country if empty.
    """
    for year in range(first, last + 1):
        calendar = _holidays(code)[year]
        worked = set(week) or set(range(7)) - set(calendar.weekend)
        for number in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1):
            day = date.fromordinal(number)
            if day not in calendar and (day.weekday() in worked or day in calendar.weekend_workdays):
                yield number


@cache
def _holidays(code: str) -> dict[int, HolidayBase]:
    """The holidays of each year; the weekend of a country may change from year to year."""
    from holidays import country_holidays

    country, _, part = code.partition("-")
    asked = country_holidays(country, subdiv=part or None)
    language = "en_US" if "en_US" in asked.supported_languages else None
    return {
        year: country_holidays(country, subdiv=part or None, years=year, language=language)
        for year in range(max(_FIRST, asked.start_year), min(_LAST, asked.end_year) + 1)
    }
