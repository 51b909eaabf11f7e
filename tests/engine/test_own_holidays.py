"""Working days follow the pack: its published calendar, Monday to Friday, or its own list; counted one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from checker.authoring.examples import example_tables
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import task_of
from checker.definitions.worked import Example
from checker.describe.sections import describe
from checker.engine.indicator import judge_indicator
from checker.errors import Stop
from checker.model.workbook import Submission
from checker.tables.countries import known_years
from checker.tables.due_day import compile_due_day
from checker.tables.rows.context import Context
from checker.tables.rows.due_days import row_days
from checker.tables.weekdays import week_words
from checker.tables.workdays import WorkCalendar, workdays_of
from checker.text.bilingual import Text
from tests.definitions.small_pack import write_small

OFF = [date(2022, 1, 3), date(2022, 4, 15), date(2022, 4, 18), date(2022, 6, 2), date(2022, 6, 3), date(2022, 12, 26)]
ON = [date(2022, 4, 23), date(2022, 5, 29)]
LISTED = f"days_off: [{', '.join(map(str, OFF))}]\nworkdays: [{', '.join(map(str, ON))}]\n"
START = "starts: 2021-01-01"


#: The bank holidays of England in 2022, as its government listed them.
BANK = [
    *(date(2022, 1, 3), date(2022, 4, 15), date(2022, 4, 18), date(2022, 5, 2), date(2022, 6, 2), date(2022, 6, 3)),
    *(date(2022, 8, 29), date(2022, 9, 19), date(2022, 12, 26), date(2022, 12, 27), date(2023, 1, 2)),
]
SUNDAY_ON = "none\nworking_week: [sunday, monday, tuesday, wednesday, thursday]"
SIX_DAYS = "holidays.yaml\nworking_week: [monday, tuesday, wednesday, thursday, friday, saturday]"
WAYS = ["none", "holidays.yaml", "GB-ENG", SUNDAY_ON, SIX_DAYS]


def pack_of(folder: Path, holidays: str) -> Pack:
    change = {"demo/pack.yaml": {START: f"holidays: {holidays}\n{START}"}}
    listed = LISTED.replace(", 2022-06-02", "").replace("2022-04-23, ", "") if holidays == SIX_DAYS else LISTED
    return load_pack(
        write_small(folder, change=change, write={"demo/holidays.yaml": listed} if "." in holidays else {})
    )


def works(day: date, holidays: str) -> bool:
    if holidays == SUNDAY_ON:
        return day.strftime("%a") not in ("Fri", "Sat")
    if holidays == SIX_DAYS:
        return day == ON[1] or (day.strftime("%a") != "Sun" and (day not in OFF or day == date(2022, 6, 2)))
    if holidays == "GB-ENG":
        return day.strftime("%a") not in ("Sat", "Sun") and day not in BANK
    if "." in holidays and (day in OFF or day in ON):
        return day in ON
    return day.weekday() < 5


def fifth(day: date, holidays: str) -> date:
    """The last day of five working days, counted on the fingers."""
    left = 5
    while left:
        day += timedelta(days=1)
        left -= works(day, holidays)
    return day


def judged(pack: Pack, filed: date, heard: date) -> tuple[int, int]:
    """How many hearings are left out as being within five working days of filing, and how many are undecided."""
    indicator = pack.indicators["appearance"]
    row = {"case_no": "A1", "category": "major", "filed_on": filed, "hearing_on": heard, "head_appeared": True}
    example = Example.model_validate({"rows": {"cases": [row]}, "expect": {}})
    entry = next(entry for entry in pack.roster.departments if entry.code in pack.judged(indicator))
    task = task_of(pack, str(heard.year), date(heard.year, 12, 31))
    result = judge_indicator(indicator, Submission(example_tables(pack, indicator, example)), entry, task, {})
    return result.excluded, result.unknown


@pytest.mark.parametrize("holidays", WAYS)
def test_a_limit_in_working_days(tmp_path: Path, holidays: str) -> None:
    pack, chance = pack_of(tmp_path, holidays), Random(holidays)
    for _ in range(60):
        filed = date(2022, 1, 1) + timedelta(days=chance.randrange(350))
        last = fifth(filed, holidays)
        assert judged(pack, filed, last) == (1, 0), (filed, last)
        assert judged(pack, filed, last + timedelta(days=1)) == (0, 0), (filed, last)


@pytest.mark.parametrize("holidays", WAYS)
def test_a_due_day(tmp_path: Path, holidays: str) -> None:
    pack, chance = pack_of(tmp_path, holidays), Random(holidays)
    indicator, columns = pack.indicators["appearance"], pack.tables["cases"].columns
    when = compile_due_day({"within": {"workdays": 5, "of": "filed_on"}, "done": "hearing_on"}, columns)
    filed = [date(2022, 1, 1) + timedelta(days=chance.randrange(350)) for _ in range(60)]
    rows: list[dict[str, Any]] = [{"case_no": f"A{number}", "filed_on": day} for number, day in enumerate(filed)]
    typed = example_tables(pack, indicator, Example.model_validate({"rows": {"cases": rows}, "expect": {}}))["cases"]
    due = [date.fromordinal(int(day)) for day in row_days(typed, when, Context(date(2022, 12, 31))).due]
    assert due == [fifth(day, holidays) for day in filed]


def test_a_year_that_the_list_does_not_cover_is_unknown(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "none").mkdir()
    own, none = pack_of(tmp_path / "own", "holidays.yaml"), pack_of(tmp_path / "none", "none")
    filed, heard = date(2023, 3, 1), date(2023, 3, 8)
    assert judged(own, filed, heard) == (0, 1)
    assert judged(none, filed, heard) == (1, 0)


def test_two_packs_side_by_side_keep_their_calendars(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    (tmp_path / "cn").mkdir()
    none, chinese = pack_of(tmp_path / "none", "none"), pack_of(tmp_path / "cn", "cn")
    filed, heard = date(2022, 9, 30), date(2022, 10, 9)  # the National Day holiday, with two make-up days
    assert judged(chinese, filed, heard) == (1, 0)
    assert judged(none, filed, heard) == (0, 0)


def test_the_words_name_the_calendar(tmp_path: Path) -> None:
    for folder, holidays, zh, en in (
        ("a", "none", "5 个工作日（周一至周五）之内", "5 working days (Monday to Friday) of"),
        (
            "b",
            "holidays.yaml",
            "5 个工作日（按指标包的节假日表）之内",
            "5 working days (by the pack's list of days off) of",
        ),
        ("c", "cn", "5 个工作日之内", "5 working days of"),
        (
            "d",
            "GB-ENG",
            "5 个工作日（按 GB-ENG 的公共假日）之内",
            "5 working days (by the public holidays of GB-ENG) of",
        ),
        ("e", SUNDAY_ON, "5 个工作日（周日至周四）之内", "5 working days (Sunday to Thursday) of"),
        (
            "f",
            SIX_DAYS,
            "5 个工作日（周一至周六，按指标包的节假日表）之内",
            "5 working days (Monday to Saturday, by the pack's list of days off) of",
        ),
    ):
        (tmp_path / folder).mkdir()
        pack = pack_of(tmp_path / folder, holidays)
        assert zh in "".join(describe(pack, pack.indicators["appearance"], "zh"))
        assert en in "".join(describe(pack, pack.indicators["appearance"], "en"))


def test_estimated_holidays_leave_a_year_unknown() -> None:
    # The feasts of the Emirates are proclaimed when the moon is seen; later years are estimates.
    first, last = known_years("AE")
    assert 2020 <= last <= 2035
    assert first <= 2020
    known = known_years("GB-ENG")
    assert known[0] <= 2000 and known[1] >= 2030


def test_the_weekend_is_that_of_the_country() -> None:
    worked = [date.fromordinal(day) for day in workdays_of(WorkCalendar("IL")) if date.fromordinal(day).year == 2022]
    names = {day.strftime("%a") for day in worked}
    assert names == {"Sun", "Mon", "Tue", "Wed", "Thu"}
    # The Day of Atonement of 2022 was a Wednesday.
    assert date(2022, 10, 5) not in worked


REFUSED = {
    "a country that isn't there": ("XX", "GB-ENG"),
    "a part that isn't there": ("GB-XYZ", "GB-ENG"),
    "small letters": ("gb", "GB-ENG"),
    "China": ("CN", "are `cn`"),
    "a week of the published calendar": ("cn\nworking_week: [monday]", "says which weekends are worked"),
    "a day twice": ("none\nworking_week: [monday, monday]", "monday"),
    "no day": ("none\nworking_week: []", "at least one is needed"),
    "a word that is no day": ("none\nworking_week: [mon]", "monday"),
    "a make-up workday that is worked anyway": (
        "holidays.yaml\nworking_week: [monday, tuesday, wednesday, thursday, friday, saturday]",
        "it is a workday anyway",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str, tmp_path: Path) -> None:
    written, said = REFUSED[name]
    change = {"demo/pack.yaml": {START: f"holidays: {written}\n{START}"}}
    with pytest.raises(Stop) as stop:
        load_pack(write_small(tmp_path, change=change, write={"demo/holidays.yaml": LISTED} if "." in written else {}))
    assert stop.value.hint is not None and said in stop.value.hint.en


@pytest.mark.parametrize(
    ("days", "zh", "en"),
    [
        ((0, 1, 2, 3, 4), "周一至周五", "Monday to Friday"),
        ((6, 0, 1, 2, 3), "周日至周四", "Sunday to Thursday"),
        ((5, 6, 0, 1, 2, 3), "周六至周四", "Saturday to Thursday"),
        ((0, 2, 4), "周一、周三、周五", "Monday, Wednesday, Friday"),
        ((0, 1), "周一、周二", "Monday, Tuesday"),
        (range(7), "每天", "every day"),
    ],
)
def test_a_week_in_words(days: Sequence[int], zh: str, en: str) -> None:
    assert week_words(days) == Text(zh, en)
