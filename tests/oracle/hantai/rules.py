"""What the indicators of the pack hantai must come to for drawn rows, written by hand from their texts.

Plain Python over plain dicts in which nothing is open; shares nothing with the checker. Each rule of a department takes
its tables, each rule of the district those of all departments that bring evidence for it, and the time.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Literal

from samples.library.definitions import departments
from tests.oracle.members import months

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]
Outcome = Literal["pass", "fail", "left out", "none"]
PLAN = date(2024, 6, 1), date(2025, 12, 31)
LONG_AGO, NEVER = date(1900, 1, 1), date(2999, 12, 31)
FILING_DAYS, REPLY_MONTHS, CHANGE_DAYS = 15, 2, 10


@dataclass(frozen=True)
class Told:
    """What an indicator comes to; the status only where its time is over."""

    numerator: int | None
    denominator: int | None
    excluded: int
    value: Fraction | None
    status: str | None


#: What was not asked for yet.
NOT_ASKED = Told(None, None, 0, None, "not_applicable")


@dataclass(frozen=True)
class Time:
    """The days that are judged, and the last that counts."""

    start: date
    end: date
    as_of: date

    def has(self, day: date | None) -> bool:
        """Whether what happened on a day counts."""
        return day is not None and self.start <= day <= min(self.end, self.as_of)

    def judges(self, came: date, due: date, done: date | None) -> bool:
        """Whether what has a last day is judged here: when it was done in time, or else once that day is over."""
        last = max(due, came)
        if done is not None and done <= last:
            return self.has(max(done, came))
        return self.has(last) and (last < self.as_of or self.over)

    @property
    def before_the_notice(self) -> bool:
        """Whether it was over when the notice came out, or about to be: quarters and halves are asked for whole."""
        return self.start < PLAN[0] and self.end < date(2024, 7, 1)

    @property
    def over(self) -> bool:
        """Whether nothing more can happen."""
        return self.as_of >= self.end


def year(as_of: date) -> Time:
    """The calendar year."""
    return Time(date(as_of.year, 1, 1), date(as_of.year, 12, 31), as_of)


def year_of_notice(as_of: date) -> Time:
    """The calendar year, as far as the notice was out."""
    return Time(max(date(as_of.year, 1, 1), PLAN[0]), date(as_of.year, 12, 31), as_of)


def last_months(number: int) -> Callable[[date], Time]:
    """The quarter or the half that ends with the day told up to."""
    return lambda as_of: Time(date(as_of.year, as_of.month - number + 1, 1), as_of, as_of)


def plan(as_of: date) -> Time:
    """All the time of the notice."""
    return Time(*PLAN, as_of)


def share(places: Iterable[Outcome], time: Time, over: bool | None = None) -> Told:
    """So many good ones of so many; `over` where they may be past before the time is."""
    if time.before_the_notice:
        return NOT_ASKED
    found = list(places)
    good, bad = found.count("pass"), found.count("fail")
    value = Fraction(good, good + bad) if good + bad else None
    status = "not_applicable" if not good + bad else "missed" if bad else "met"
    final = time.over if over is None else over
    return Told(good, good + bad, found.count("left out"), value, status if final else None)


def count(found: set[Any], least: int, time: Time) -> Told:
    """So many different ones."""
    status = "met" if len(found) >= least else "missed"
    return Told(len(found), None, 0, Fraction(len(found)), status if time.over else None)


def passed(good: bool) -> Outcome:
    """A plain verdict."""
    return "pass" if good else "fail"


def months_after(day: date, number: int) -> date:
    """The same day so many months later, or the last of that month."""
    number += day.year * 12 + day.month - 1
    into, month = number // 12, number % 12 + 1
    return date(into, month, min(day.day, calendar.monthrange(into, month)[1]))


def judged_in(column: str, rows: Sequence[Row], time: Time, rule: Callable[[Row], Outcome]) -> list[Outcome]:
    """What the rows come to that are dated in the time."""
    return [rule(row) for row in rows if time.has(row.get(column))]


def court_appearance(row: Row) -> Outcome:
    """A head comes to every suit."""
    if row.get("outcome") == "withdrawn-before-hearing" or (
        not row["head_appeared"] and row.get("absence_accepted", False)
    ):
        return "left out"
    return passed(row["head_appeared"])


def key_case(row: Row) -> Outcome:
    """The principal comes to those of the named kinds."""
    if row["category"] not in ("public-interest", "high-attention", "procuratorial"):
        return "none"
    if row.get("outcome") == "withdrawn-before-hearing" or (
        not row["principal_appeared"] and row.get("absence_accepted", False)
    ):
        return "left out"
    return passed(row["principal_appeared"] and row["head_appeared"])


def principal(tables: Tables, time: Time) -> Outcome:
    """The principal of a sued organ comes at least once a year."""
    heard = [row for row in tables["litigation"] if time.has(row.get("hearing_on"))]
    if all(row.get("outcome") == "withdrawn-before-hearing" for row in heard):
        return "none"
    return passed(any(row["head_appeared"] and row["principal_appeared"] for row in heard))


def suggestion(row: Row, kind: str, time: Time) -> Outcome:
    """Answered by the day that the letter sets, or within two months."""
    due = row.get("reply_due") or months_after(row["received_on"], REPLY_MONTHS)
    replied = row.get("replied_on")
    if row["type"] != kind or not time.judges(row["received_on"], due, replied):
        return "none"
    return passed(replied is not None and replied <= due)


def staff_change(row: Row, time: Time) -> Outcome:
    """A change reported within ten days, or beforehand."""
    if row["role"] != "disclosure" or row.get("change_type") not in ("joined", "left") or "changed_on" not in row:
        return "none"
    due, reported = row["changed_on"] + timedelta(days=CHANGE_DAYS), row.get("reported_on")
    if not time.judges(row["changed_on"], due, reported):
        return "none"
    return passed(reported is not None and reported <= due)


def normative(rule: Callable[[Row], Outcome]) -> Callable[[Row], Outcome]:
    """The rule for normative documents; the others do not count."""
    return lambda row: rule(row) if row.get("is_normative", True) else "none"


def filed(row: Row, time: Time) -> Outcome:
    """Filed, whether in time or not."""
    due = (row.get("published_on") or row["issued_on"]) + timedelta(days=FILING_DAYS)
    if not time.judges(row["issued_on"], due, row.get("filed_on")):
        return "none"
    return passed("filed_on" in row)


def filed_in_time(row: Row) -> Outcome:
    """Filed within fifteen days of publication."""
    due = (row.get("published_on") or row["issued_on"]) + timedelta(days=FILING_DAYS)
    return passed(row["filed_on"] <= due) if "filed_on" in row else "none"


def in_good_form(row: Row) -> Outcome:
    """Taken as it was first filed."""
    return passed(row["filing_ok"] and "returned_on" not in row) if "filed_on" in row else "none"


def reviewed(row: Row) -> Outcome:
    """Found lawful before it was issued."""
    early = row.get("reviewed_on", NEVER) <= row["issued_on"]
    return passed(early and row["review_result"] in ("passed", "passed-after-changes"))


def employed(row: Row, since: str, time: Time) -> tuple[date, date] | None:
    """The days of the time during which somebody holds a post, unless none of them has come yet."""
    first = max(row.get(since, LONG_AGO), time.start)
    last = min(row.get(since.replace("_from", "_to").replace("_start", "_end"), NEVER), time.end)
    return (first, last) if first <= min(last, time.as_of) else None


def officer_hours(row: Row, courses: Sequence[Row], time: Time) -> Outcome:
    """Sixty hours a year, five for each month on duty."""
    held = employed(row, "on_duty_from", time)
    if held is None or row.get("role", "officer") != "officer":
        return "none"
    if row.get("cert_status", "valid") in ("revoked", "none"):
        return "left out"
    mine = [course for course in courses if course["officer_id"] == row["officer_id"] and time.has(course["held_on"])]
    hours = sum((course["hours"] for course in mine if course["content_type"] != "other"), Fraction(0))
    return passed(hours >= 5 * months(*held))


def officer_checked(row: Row, staff: Sequence[Row], time: Time) -> Outcome:
    """Looked at in the year's clean-up."""
    if employed(row, "on_duty_from", time) is None or row.get("role", "officer") != "officer":
        return "none"
    if row.get("on_duty_to", NEVER) <= time.as_of:
        return "left out"
    came = row.get("on_duty_from", LONG_AGO)
    kind = row.get("role", "officer")
    checks = [each["checked_on"] for each in staff if "checked_on" in each and each.get("role", "officer") == kind]
    this_year = [day for day in checks if day >= time.start]
    if "checked_on" not in row and this_year and max(this_year) < came:
        return "left out"
    return passed(time.has(row.get("checked_on")))


def head_trained(row: Row, courses: Sequence[Row], time: Time) -> Outcome:
    """One full-time course on law in each term."""
    if employed(row, "term_start", time) is None:
        return "none"
    last = row.get("term_end", NEVER)
    for course in courses:
        fits = course["person_id"] == row["person_id"] and course["off_job"] and course.get("law_topic", True)
        if fits and row["term_start"] <= course["start_on"] <= min(last, time.as_of):
            return "pass"
    return "fail" if last <= time.as_of else "left out"


def done_by(days: Iterable[date | None], due: date, time: Time) -> Outcome:
    """A duty done by a day; while it still can be, a row without that day is left out, and no row is nothing at all."""
    rows = list(days)
    first = min((day for day in rows if day is not None and day <= time.as_of), default=None)
    if first is None:
        return "fail" if time.as_of > due else "left out" if rows else "none"
    return passed(first <= due)


def assessed_units(rows: Sequence[Row], time: Time) -> list[Outcome]:
    """Every town, street office and enforcement department but the bureau itself."""
    held = [row for row in rows if row["kind"] == "enforcement-quality" and time.has(row["assessed_on"])]
    named = {row.get("unit_assessed") for row in held}
    asked = {"towns", "street-offices", "enforcement-departments"}
    units = [unit for unit in departments("hantai").values() if unit.groups & asked and unit.code != "sfj"]
    return [passed(bool(named & set(unit.names))) for unit in units]
