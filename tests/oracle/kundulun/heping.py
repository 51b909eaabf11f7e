"""The rules of heping on documents, reports, lists, decisions and cases. Shares nothing with the checker."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from tests.oracle.hantai.rules import months_after
from tests.oracle.kundulun.asked import Asked, plan_with_section
from tests.oracle.kundulun.decided import MEDIA, PASSED, each, legal_review, no_later, of_list, verdict
from tests.oracle.kundulun.rules import (
    FAIL,
    OUT,
    PASS,
    UNKNOWN,
    Found,
    Row,
    Rows,
    Rule,
    annual_report_published,
    judged_now,
    of_the_year,
    this_year,
    total,
)
from tests.oracle.rules import within_workdays

OFFICE, BUREAUS, ENFORCE, STREET = {"zfb"}, {"sfj", "sjj"}, {"sfj"}, {"qyc"}
REPLY_MONTHS, COMMENT_DAYS, PUBLIC_WORKDAYS, SERVICE_DAYS = 2, 30, 20, 7


def documents_reviewed(rows: Rows, as_of: date) -> Found:
    """Every document of the year passed its review by the day it was issued."""
    documents = of_the_year(rows, as_of)
    return total(
        verdict(no_later([row["reviewed_on"]], row["issued_on"]) and row["review_result"] in PASSED)
        for row in documents
    )


def suggestions(kind: str) -> Rule:
    """Letters of the year answered by the day they set, or within two months."""

    def of(row: Row, as_of: date) -> Found:
        due = row["reply_due"] or months_after(row["received_on"], REPLY_MONTHS)
        if not judged_now(row["received_on"], due, row["replied_on"], as_of):
            return Found()
        return verdict(row["replied_on"] and row["replied_on"] <= due)

    def rule(rows: Rows, as_of: date) -> Found:
        return total(of(row, as_of) for row in rows["suggestions"] if row["type"] == kind)

    return rule


def debriefings(rows: Rows, as_of: date) -> Found:
    """Every principal who is in office when the year ends reported on law in it."""
    reports = [row for row in rows["reports"] if row["report_type"] == "debriefing"]

    def of(leader: Row) -> Found:
        if (leader["term_end"] or date.max) < date(as_of.year, 12, 31):
            return OUT
        days = [row["signed_on"] for row in reports if row["person_id"] == leader["person_id"]]
        if any(this_year(day, as_of) for day in days):
            return PASS
        return UNKNOWN if None in days else FAIL

    principals = [row for row in rows["leaders"] if row["is_principal"]]
    return total(
        of(row)
        for row in principals
        if row["term_start"] <= as_of and (row["term_end"] or date.max) >= date(as_of.year, 1, 1)
    )


def catalogues(rows: Rows, as_of: date) -> Found:
    """The district's lists of decisions that were issued in the year, published and filed."""
    issued = [row for row in of_list(rows, "decisions") if this_year(row["issued_on"], as_of)]
    return Found(passed=sum(bool(row["published_on"] and row["filed_on"]) for row in issued))


def disclosure_list(rows: Rows, as_of: date) -> Found:
    """A list that is public."""
    return verdict(any(row["published_on"] for row in of_list(rows, "disclosure-lists")))


def in_order(*days: date | None) -> bool:
    """Whether all of them are there, none before the one in front."""
    found = [day for day in days if day is not None]
    return len(found) == len(days) and found == sorted(found)


def seven_steps(row: Row, as_of: date) -> Found | None:
    """From the start to publication; experts and risk where it is technical, the public where it is no secret."""
    if row["major"] is False:
        return None
    start, review, meeting, decided = (
        row[name] for name in ("started_on", "legality_review_on", "meeting_on", "decided_on")
    )
    good = in_order(start, review, meeting, decided)
    if not row["secret"]:
        good &= in_order(start, row["consult_from"], review) and in_order(decided, row["published_on"])
    if row["technical"]:
        good &= all(in_order(start, row[name], meeting) for name in ("expert_on", "risk_on"))
    return verdict(good)


def legal_opinion(row: Row, as_of: date) -> Found | None:
    """Heard by the day of the decision."""
    return None if row["major"] is False else verdict(no_later([row["legal_opinion_on"]], row["decided_on"]))


def consultation(row: Row, as_of: date) -> Found | None:
    """Thirty days of public comment, over by the day of the decision."""
    if row["major"] is False:
        return None
    if row["secret"]:
        return OUT
    first, last = row["consult_from"], row["consult_to"]
    long = first is not None and last is not None and (last - first).days + 1 >= COMMENT_DAYS
    return verdict(long and last <= row["decided_on"] and row["consult_channel"] in MEDIA)


def experts_and_risk(row: Row, as_of: date) -> Found | None:
    """Both before a technical decision."""
    asked = row["major"] is not False and row["technical"]
    return verdict(no_later([row["expert_on"], row["risk_on"]], row["decided_on"])) if asked else None


def publication(row: Row, as_of: date) -> Found | None:
    """Entry, basis and result public: the last two within twenty working days."""
    if row["major"] is False:
        return None
    if row["secret"]:
        return OUT
    decided, basis, result = row["decided_on"], row["basis_published_on"], row["published_on"]
    if not (row["catalogue_published_on"] and basis and result):
        return OUT if within_workdays(decided, as_of, PUBLIC_WORKDAYS, None) else FAIL
    early = basis <= decided or within_workdays(decided, basis, PUBLIC_WORKDAYS, None)
    return verdict(early and within_workdays(decided, result, PUBLIC_WORKDAYS, None))


def after_workdays(first: date, number: int) -> date:
    """The last of so many working days after a day."""
    last = first
    while within_workdays(first, last + timedelta(days=1), number, None):
        last += timedelta(days=1)
    return last


def in_its_time(row: Row, last: date, done: date | None, as_of: date) -> Found:
    """What has to be done after a decision by a last day."""
    if not judged_now(row["decided_on"], last, done, as_of):
        return Found()
    return verdict(done and done <= last)


def publicity(rows: Rows, as_of: date) -> Found:
    """Decisions published: penalties and licences in seven working days, others in twenty."""

    def of(row: Row) -> Found:
        limit = 7 if row["type"] in ("penalty", "licence") else 20
        found = in_its_time(row, after_workdays(row["decided_on"], limit), row["published_on"], as_of)
        return OUT if found != Found() and row["publish_exempt"] else found

    cases = [row for row in rows["enforcement_cases"] if row["decided_on"] and row["type"] != "inspection"]
    return total(map(of, cases))


def served(rows: Rows, as_of: date) -> Found:
    """Penalties served within seven days, but for those handed over at once or put up in public."""

    def of(row: Row) -> Found:
        last = row["decided_on"] + timedelta(days=SERVICE_DAYS)
        return in_its_time(row, last, row["served_on"], as_of)

    penalties = [row for row in rows["enforcement_cases"] if row["decided_on"] and row["type"] == "penalty"]
    return total(of(row) for row in penalties if row["service_mode"] not in ("on-the-spot", "public-notice"))


def recorded(row: Row, as_of: date) -> Found | None:
    """Cases with acts on the spot."""
    return verdict(row["recorded"]) if row["on_site"] else None


def _of(rule: Rule, *groups: set[str], district: bool = False) -> Asked:
    return Asked(rule, frozenset().union(*groups), district=district)


def _decisions(of: Rule, *more: set[str]) -> Asked:
    return _of(of, OFFICE, BUREAUS, *more)


HEPING = {
    "annual-debriefing": _of(debriefings, OFFICE, BUREAUS, STREET),
    "annual-report": _of(annual_report_published, OFFICE, BUREAUS),
    "decision-catalogue": Asked(catalogues, frozenset(OFFICE), district=True, target=Fraction(1), counts=True),
    "decision-expert-and-risk": _decisions(each("decisions", "decided_on", experts_and_risk).rule),
    "decision-legal-opinion": _decisions(each("decisions", "decided_on", legal_opinion).rule, STREET),
    "decision-public-consultation": _decisions(each("decisions", "decided_on", consultation).rule),
    "decision-publication": _decisions(each("decisions", "decided_on", publication).rule),
    "decision-seven-steps": _decisions(each("decisions", "decided_on", seven_steps).rule),
    "disclosure-list": _of(disclosure_list, OFFICE, BUREAUS),
    "documents-served": _of(served, ENFORCE, STREET),
    "enforcement-publicity": _of(publicity, ENFORCE, STREET),
    "judicial-suggestions": _of(suggestions("judicial"), BUREAUS, STREET),
    "major-enforcement-review": _of(each("enforcement_cases", "decided_on", legal_review).rule, ENFORCE, STREET),
    "normdoc-legality-review": _of(documents_reviewed, OFFICE, BUREAUS, STREET),
    "recorded-cases": _of(each("enforcement_cases", "decided_on", recorded).rule, ENFORCE, STREET),
    "plan-inclusion": _of(plan_with_section, OFFICE, BUREAUS, STREET),
    "procuratorial-suggestions": _of(suggestions("procuratorial"), BUREAUS, STREET),
}
