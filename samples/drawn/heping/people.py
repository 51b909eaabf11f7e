"""The people of a department and their training: enforcement officers, and its heads."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from samples.drawn.heping.season import Season
from samples.library.meanings import Row
from samples.library.people import drawn_id_no

_CONTENTS = ("professional", "law", "public-law")
_COUNTED_BY_NO_ONE = ("skills", "other")
_HALF, _ONE = Fraction(1, 2), Fraction(1)


def officers(season: Season, count: int) -> list[Row]:
    """The roster: most are there for the whole year, some come or go within it, some do not count."""
    return [_officer(season, number) for number in season.rows(count)]


def _officer(season: Season, number: int) -> Row:
    row: Row = {
        "officer_id": f"{season.department.upper()}-{number:06d}",
        "name": season.person(),
        "role": season.one_of((None, *["officer"] * 8, "auxiliary")),
        "cert_status": season.one_of((None, *["valid"] * 8, "expired", "suspended", "revoked", "none")),
        **_on_duty(season),
    }
    if not season.lean:
        issued = season.day(date(season.start.year - 4, 1, 1), season.start)
        row |= {
            "id_no": drawn_id_no(number),
            "phone": season.phone(),
            "cert_valid_from": issued,
            "cert_valid_to": season.one_of((None, issued + timedelta(days=1825))),
            "former_cert_no": season.one_of((None, f"A{number:08d}")),
            "cert_inspected_on": season.one_of((None, season.day())),
            "checked_on": season.one_of((None, season.day())),
            "check_result": season.one_of((None, "kept")),
        }
    return row


def _on_duty(season: Season) -> Row:
    year = season.start.year
    if season.one_in(8):
        first = season.day() if season.one_in(2) else date(year, season.one_of(range(1, season.as_of.month + 1)), 1)
        row: Row = {"on_duty_from": first}
        if season.one_in(4):
            row["on_duty_to"] = season.later(first, 0, 150)
        return row
    begun = season.one_of((None, season.day(date(year - 9, 1, 1), date(year - 1, 6, 30))))
    if season.one_in(10):
        left = season.one_of((season.day(), season.as_of, season.day(date(year - 1, 7, 1), date(year - 1, 12, 31))))
        return {"on_duty_from": begun, "on_duty_to": left}
    if season.one_in(15):
        return {"on_duty_from": begun, "on_duty_to": date(year + 2, 8, 31)}  # will retire
    return {"on_duty_from": begun}


def training(season: Season, count: int, roster: list[Row]) -> list[Row]:
    """Courses of the officers on the roster, one officer after the other until there are enough rows.

    The hours of one officer add up to exactly the goal, or half an hour more or less, or far from it.
    """
    rows: list[Row] = []
    turn = 0
    while len(rows) < count and roster:
        if turn < len(roster) and season.one_in(20) and len(roster) > 1:
            turn += 1  # an officer without any course
            continue
        officer = roster[turn % len(roster)]
        again = turn >= len(roster)
        left = max(1, count - len(rows) - max(0, len(roster) - turn - 1))
        rows += _courses(season, officer, min(left, 3), len(rows), again=again)[: count - len(rows)]
        turn += 1
    return rows


def _courses(season: Season, officer: Row, most: int, number: int, *, again: bool) -> list[Row]:
    asked = _asked(season, officer)
    share = season.one_of((_ONE, _ONE, Fraction(3, 2)) if season.good() else (_HALF, _ONE))
    shift = season.one_of((Fraction(0), _HALF) if season.goodness > 0.95 else (-_HALF, Fraction(0), _HALF))
    total = season.one_of((Fraction(2), Fraction(4))) if again else asked * share + shift
    hours = _split(season, min(max(total, _HALF), Fraction(200)), most)
    rows = [_course(season, officer, number + index, part) for index, part in enumerate(hours, 1)]
    if len(rows) < most and season.one_in(5):
        extra = _course(season, officer, number + len(rows) + 1, Fraction(6))
        rows.append(extra | {"content_type": season.one_of(_COUNTED_BY_NO_ONE)})
    return rows


def _asked(season: Season, officer: Row) -> Fraction:
    """About what will be asked of an officer by the day told up to, in half hours."""
    first, last = officer.get("on_duty_from"), officer.get("on_duty_to")
    begins = max(first, season.start) if isinstance(first, date) else season.start
    ends = min(last, season.as_of) if isinstance(last, date) else season.as_of
    days = max(0, (ends - begins).days + 1)
    return Fraction(round(days * 12 / 365 * 10), 2)


def _split(season: Season, total: Fraction, most: int) -> list[Fraction]:
    """A number of hours in one, two or three parts."""
    parts = [total]
    while len(parts) < most and parts[-1] > 8 and season.one_in(2):
        part = season.one_of((Fraction(4), Fraction(15, 2), Fraction(8)))
        parts[-1:] = [part, parts[-1] - part]
    return parts


def _course(season: Season, officer: Row, number: int, hours: Fraction) -> Row:
    row: Row = {
        "officer_id": officer["officer_id"],
        "held_on": season.day(),
        "title": f"行政执法培训第{number}期",
        "content_type": season.one_of(_CONTENTS),
        "hours": hours,
    }
    if not season.lean:
        row |= {
            "officer_name": officer["name"],
            "mode": season.one_of((None, "classroom", "online")),
            "proof": season.one_of((None, f"签到-{number}")),
        }
    return row


def leaders(season: Season, count: int) -> list[Row]:
    """Heads and their terms; every fifth person has a second term after the first."""
    rows: list[Row] = []
    while len(rows) < count:
        person = {"person_id": f"{season.department.upper()}-L{len(rows) + 1:06d}", "name": season.person()}
        start, end = _term(season)
        rows.append({**person, **_post(season), "term_start": start, "term_end": end})
        recent = end is not None and _may_be_open(season, end) and end < season.as_of
        if end is not None and recent and len(rows) < count and season.one_in(5):
            rows.append({**person, **_post(season), "term_start": end + timedelta(days=1), "term_end": None})
    return rows


def _term(season: Season) -> tuple[date, date | None]:
    year = season.start.year
    start = season.day(date(year - 6, 1, 1), season.as_of)
    match int(season.chance.random() * 6):
        case 0 | 1 if _may_be_open(season, start):
            return start, None
        case 2:
            return start, start + timedelta(days=1825)
        case 3 if start < season.as_of:
            return start, season.as_of
        case _:
            return start, season.day(start, season.as_of)


def _may_be_open(season: Season, start: date) -> bool:
    """Whether the end of a term may still be blank; it may not after five years."""
    return start > season.as_of - timedelta(days=1825)


def _post(season: Season) -> Row:
    principal = season.one_in(4)
    return {"post": "局长" if principal else "副局长", "is_principal": season.one_of((None, principal))}


def leader_training(season: Season, count: int, roster: list[Row]) -> list[Row]:
    """Courses of the heads on the roster, on the first or last day of the term now and then; one a person and day."""
    rows: list[Row] = []
    taken: set[tuple[object, object]] = set()
    for number in range(count * 3 if roster else 0):
        if len(rows) == count:
            break
        head = season.one_of(roster) if number >= len(roster) else roster[number]
        first, last = head["term_start"], head["term_end"]
        assert isinstance(first, date)
        end = min(last, season.as_of) if isinstance(last, date) else season.as_of
        day = season.one_of((first, end, season.day(first, end), season.day(first, season.as_of)))
        if (not season.good() and number < len(roster)) or (head["person_id"], day) in taken:
            continue
        taken.add((head["person_id"], day))
        rows.append(_head_course(season, head, day))
    return rows


def _head_course(season: Season, head: Row, day: date) -> Row:
    return {
        "person_id": head["person_id"],
        "name": season.one_of((None, head["name"])),
        "title": "法治专题培训班",
        "start_on": day,
        "end_on": season.one_of((None, day + timedelta(days=4))),
        "off_job": season.good() or season.one_in(2),
        "law_topic": season.one_of((None, True, True, False)),
        "topic": season.one_of((None, "依法行政")),
    }
