"""What departments are asked or sued for: suits, applications for information, proposals."""

from __future__ import annotations

from datetime import date, timedelta

from samples.drawn.heping.season import Season
from samples.library.meanings import Row, Value
from samples.library.places import HEPING
from samples.library.records import MATTERS

_NAMED_KINDS = ("public-interest", "high-attention", "group-incident", "procuratorial")
_OUTCOMES = ("withdrawn", "mediated", "dismissed", "won", "partly-lost", "lost", "unlawful")
_TITLES = ("关于消防通道管理的建议", "关于社区养老服务的提案", "关于规范单车停放的提案", "关于垃圾分类的建议")


def litigation(season: Season, count: int) -> list[Row]:
    """Suits, most of them heard; about half of the four kinds that count."""
    return [_suit(season, number) for number in season.rows(count)]


def _suit(season: Season, number: int) -> Row:
    row: Row = {"case_no": HEPING.case_no(season.start.year, number)}
    if season.one_in(9):
        accepted = season.day()
        row |= {"accepted_on": accepted, "outcome": season.one_of((None, "pending", "withdrawn-before-hearing"))}
    else:
        row |= _hearing(season)
    if not season.lean:
        row |= {
            "defendant": season.one_of((None, "本单位", "本单位、区政府")),
            "court": HEPING.court,
            "instance_level": season.one_of((None, "first", "first", "second", "retrial")),
            "court_notified": season.one_of((None, True, False)),
        }
    return row


def _hearing(season: Season) -> Row:
    heard = season.day()
    counts = season.chance.random() < 0.6
    appeared = season.good() if counts else season.one_in(2)
    row: Row = {
        "accepted_on": heard - timedelta(days=season.one_of((14, 30, 60, 120))),
        "hearing_on": heard,
        "category": season.one_of(_NAMED_KINDS) if counts else "general",
        "head_appeared": appeared,
    }
    if appeared:
        row["principal_appeared"] = season.one_of((None, True, False))
        if not season.lean:
            row |= {"appeared_name": season.person(), "appeared_post": season.one_of(("局长", "副局长"))}
    elif season.one_in(2):
        row |= {"absence_reason": "因公出差", "absence_accepted": True}
    else:
        row |= {"absence_reason": season.one_of((None, "未说明")), "absence_accepted": season.one_of((None, False))}
    closed = season.later(heard, 10, 60)
    if season.one_in(12):
        row |= {"outcome": "withdrawn-before-hearing", "closed_on": closed}
    elif closed is not None:
        row |= {"outcome": season.one_of(_OUTCOMES), "closed_on": closed}
        row["judgment_effective_on"] = season.later(closed, 15, 30)
    else:
        row["outcome"] = season.one_of((None, "pending"))
    return row


def disclosure(season: Season, count: int) -> list[Row]:
    """Applications for information; the replies lie a few days before or after the last day for them."""
    return [_application(season, number) for number in season.rows(count)]


def _application(season: Season, number: int) -> Row:
    received = season.day() if not season.one_in(8) else season.day_before(70)
    row: Row = {"application_no": f"{season.start.year}-{number:06d}", "received_on": received}
    if not season.lean:
        row |= {"applicant": season.person(), "matter": season.one_of(MATTERS)}
    begins: date | None = received
    if season.one_in(6):
        asked = season.later(received, 1, 14)
        begins = asked and season.later(asked, 0, 15)
        row |= {"supplement_asked_on": asked, "supplement_received_on": begins}
        begins = begins if asked else received
    row["extended"] = season.one_of((None, False, False, True))
    if season.one_in(12):
        row |= {"valid_application": False, "invalid_reason": "信访事项"}
    else:
        row["valid_application"] = season.one_of((None, True))
    if begins is not None:
        row |= _reply(season, begins, extended=row["extended"] is True)
    if season.one_in(15):
        row["withdrawn_on"] = season.later(received, 1, 20)
    return row


def _reply(season: Season, begins: date, *, extended: bool) -> Row:
    row: Row = {}
    # 20 working days are 26 to 36 calendar days, whatever holidays there are; 40 are 54 to 66.
    least, most = (50, 62) if extended else (24, 36)
    if season.one_in(6):
        asked = season.later(begins, 0, 10)
        heard = asked and season.later(asked, 0, 15)
        row |= {"third_party_from": asked, "third_party_to": heard}
        if asked is not None:
            pause = (heard - asked).days if heard else 0
            least, most = least + pause, most + pause
    if season.good():
        least, most = (1, least) if season.one_in(2) else (least, least + 5)
    row["replied_on"] = None if season.one_in(14) else season.later(begins, least, most)
    return row


def proposals(season: Season, count: int) -> list[Row]:
    """Suggestions and proposals; those without a reply have a day by which one is due."""
    return [_proposal(season, number) for number in season.rows(count)]


def _proposal(season: Season, number: int) -> Row:
    assigned = season.day() if not season.one_in(8) else season.day_before(110)
    due = assigned + timedelta(days=season.one_of((30, 60, 90)))
    replied = season.later(assigned, 3, 80)
    rated = season.later(replied, 0, 40) if replied and not season.one_in(8) else None
    source = season.one_of(("deputies", "members"))
    row: Row = {
        "proposal_no": f"第{number}号",
        "source": source,
        "role": season.one_of((None, "lead", "lead", "separate", "joint")),
        "assigned_on": assigned,
        "due_on": _due(season, due, replied),
        "replied_on": replied,
        "satisfaction": _rating(season) if rated else None,
        "feedback_on": rated,
    }
    if not season.lean:
        row |= {"title": season.one_of(_TITLES), "proposer": season.person()}
        row["lead_unit"] = "区城市管理委" if row["role"] == "joint" else None
    return row


def _due(season: Season, due: date, replied: date | None) -> date | None:
    """The day by which a reply is due: sometimes the very day told up to, and blank only where there was a reply."""
    if replied is not None:
        return None if season.one_in(4) else due
    return season.as_of if season.one_in(5) else due


def _rating(season: Season) -> Value:
    return "satisfied" if season.good() else season.one_of(("basically-satisfied", "dissatisfied"))
