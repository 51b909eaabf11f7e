"""What departments hold: case-file reviews, visits to court hearings, lectures."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

from samples.drawn.heping.season import Season
from samples.library.meanings import Row
from samples.library.places import HEPING

_BODIES = ("plenary", "executive", "leading-body", "study-group", "special-study", "other")
_TOPICS = ("宪法", "行政处罚法", "民法典", "行政复议法", "监察法")


def casefile_reviews(season: Season, count: int) -> list[Row]:
    """Finished reviews; where the department is not to be good, only those that do not count."""
    counts = season.good()
    return [_review(season, number, counts=counts) for number in season.rows(count)]


def _review(season: Season, number: int, *, counts: bool) -> Row:
    sampled = season.one_of((1, 2, 12))
    level = season.one_of(("department", "district", "superior"))
    if not counts and level != "superior":
        sampled = 0
    return {
        "report_no": f"和评〔{season.start.year}〕{number}号",
        "reviewed_on": season.day(),
        "organiser": season.one_of((None, "法制科")),
        "level": level,
        "files_in_scope": season.one_of((None, 60, 1200)),
        "files_sampled": sampled,
    }


def court_visits(season: Season, count: int) -> list[Row]:
    """Hearings observed, by leaders or, where the department is not to be good, by staff only."""
    counts = season.good()
    return [_visit(season, number, counts=counts) for number in season.rows(count)]


def _visit(season: Season, number: int, *, counts: bool) -> Row:
    return {
        "held_on": season.day(),
        "court": HEPING.court,
        "case_no": HEPING.case_no(season.start.year, number),
        "organiser": season.one_of((None, "区司法局")),
        "leaders_attending": season.one_of((0, 1, 3)) if counts else 0,
        "staff_attending": season.one_of((None, 5, 20)),
        "online": season.one_of((None, True, False)),
    }


def lectures(season: Season, count: int) -> list[Row]:
    """Lectures, at most one a day and body; there are no more than six a day."""
    days = (season.as_of - season.start).days + 1
    spots = list(product(range(days), _BODIES))
    season.chance.shuffle(spots)
    # few plenary meetings, so that their number lies about the target
    plenary = [spot for spot in spots if spot[1] == "plenary"]
    others = [spot for spot in spots if spot[1] != "plenary"]
    wanted = min(count, season.one_of((1, 2, 3, 4, 5)))
    chosen = plenary[:wanted] + others[: count - wanted]
    season.chance.shuffle(chosen)
    return [_lecture(season, day, body) for day, body in chosen]


def _lecture(season: Season, day: int, body: str) -> Row:
    return {
        "held_on": season.start + timedelta(days=day),
        "body": body,
        "meeting_no": season.one_of((None, f"第{day}次会议")),
        "topic": season.one_of(_TOPICS),
        "lecturer": season.one_of((None, season.person())),
        "attendees": season.one_of((None, 12, 40)),
        "law_topic": season.one_of((None, True, True, False)),
        "minutes_no": season.one_of((None, f"纪要〔{season.start.year}〕{day}号")),
    }
