"""The rules of kundulun on decisions, cases and what lists say besides their dates. Shares nothing with the checker."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from fractions import Fraction

from tests.oracle.kundulun.asked import ENFORCE, GOVERNMENT, OFFICE, Asked
from tests.oracle.kundulun.rules import (
    END_2020,
    FAIL,
    OUT,
    PASS,
    UNKNOWN,
    Found,
    Row,
    Rows,
    all_in_time,
    judged_now,
    this_year,
    total,
)
from tests.oracle.rules import within_workdays

FILING_DAYS, TRANSFER_DAYS, ADJUSTMENT_WORKDAYS = 15, 4, 20
MEDIA = ("newspaper", "internet", "broadcast")
LAWFUL = ("lawful", "lawful-after-changes")
PASSED = ("passed", "passed-after-changes")


def verdict(good: object) -> Found:
    """One that is in order, or is not."""
    return PASS if good else FAIL


def each(table: str, dated: str, of: Callable[[Row, date], Found | None], since: date = date.min) -> Asked:
    """A rule over the rows of a table that are dated in the year, from a day on; None where a row is not asked."""

    def rule(rows: Rows, as_of: date) -> Found:
        days = ((row, row[dated]) for row in rows[table])
        asked = [row for row, day in days if this_year(day, as_of) and day >= since]
        return total(found for row in asked if (found := of(row, as_of)) is not None)

    return Asked(rule, frozenset(ENFORCE if table == "enforcement_cases" else GOVERNMENT | OFFICE))


def of_list(rows: Rows, name: str) -> list[Row]:
    """The rows of one kind of list."""
    return [row for row in rows["lists"] if row["list_name"] == name]


def no_later(earlier: Iterable[date | None], day: date) -> bool:
    """Whether all of them have a day, none later than another."""
    return all(each is not None and each <= day for each in earlier)


def five_steps(row: Row, as_of: date) -> Found | None:
    """All five before the decision, or on its day."""
    steps = ("consult_from", "expert_on", "risk_on", "legality_review_on", "meeting_on")
    return None if row["major"] is False else verdict(no_later((row[step] for step in steps), row["decided_on"]))


def hearing_expert_risk(row: Row, as_of: date) -> Found | None:
    """Comment or a hearing, experts and risk before the decision, or on its day."""
    heard = any(no_later([row[name]], row["decided_on"]) for name in ("consult_from", "hearing_on"))
    weighed = no_later([row["expert_on"], row["risk_on"]], row["decided_on"])
    return None if row["major"] is False else verdict(heard and weighed)


def before_meeting(row: Row, as_of: date) -> Found:
    """Reviewed and lawful before the meeting, whatever the matter."""
    return verdict(no_later([row["legality_review_on"]], row["meeting_on"]) and row["legality_result"] in LAWFUL)


def in_department(row: Row, as_of: date) -> Found:
    """The department's own review before the draft left it."""
    return verdict(no_later([row["dept_review_on"]], row["submitted_on"]))


def public_comment(row: Row, as_of: date) -> Found | None:
    """Begun before the day of the decision, in one of the named media."""
    if row["major"] is False:
        return None
    if row["secret"]:
        return OUT
    return verdict(row["consult_from"] and row["consult_from"] < row["decided_on"] and row["consult_channel"] in MEDIA)


def feedback(row: Row, as_of: date) -> Found | None:
    """Those on which somebody had an opinion."""
    return None if row["major"] is False or row["opinions_received"] < 1 else verdict(row["feedback_on"])


def exam_first(rows: Rows, as_of: date) -> Found:
    """Certificates of the year for those who had passed the exam; one without its first day may be of the year."""

    def of(row: Row) -> Found:
        first = row["cert_valid_from"]
        if first is None:
            return UNKNOWN
        return verdict(no_later([row["exam_passed_on"]], first)) if this_year(first, as_of) else Found()

    return total(of(row) for row in rows["officers"] if row["cert_status"] != "none")


def handled_after_exam(rows: Rows, as_of: date) -> Found:
    """Cases of the year handled by officers who had passed the exam; a number that is nobody's may be anybody's."""
    passed = {row["officer_id"]: row["exam_passed_on"] for row in rows["officers"]}

    def of(row: Row) -> Found:
        numbers = [number for number in (row["officer_id"], row["co_officer_id"]) if number is not None]
        known = [passed[number] for number in numbers if number in passed]
        if not no_later(known, row["decided_on"]):
            return FAIL
        return PASS if len(known) == len(numbers) else UNKNOWN

    return total(of(row) for row in rows["enforcement_cases"] if this_year(row["decided_on"], as_of))


def cites_published(rows: Rows, as_of: date) -> Found:
    """Cases of the year that rest on a document: public by the day of the decision, by the sheet that knows."""
    own = {row["doc_no"]: row["published_on"] for row in rows["norm_docs"]}
    issued = {row["doc_no"]: row["issued_on"] for row in rows["norm_docs"]}

    def of(row: Row) -> Found:
        number, decided = row["cited_doc"], row["decided_on"]
        if number in own and no_later([own[number]], decided):
            return PASS
        foreign = number not in own or decided < issued[number]
        return verdict(foreign and no_later([row["cited_doc_published_on"]], decided))

    cited = [row for row in rows["enforcement_cases"] if row["cited_doc"] is not None]
    return total(of(row) for row in cited if this_year(row["decided_on"], as_of))


def registered(row: Row, as_of: date) -> Found:
    """Registered when it was made, or later."""
    return verdict(row["review_registered_on"] and row["review_registered_on"] >= row["legality_review_on"])


def experts_public(row: Row, as_of: date) -> Found | None:
    """Those on which experts were heard."""
    if row["major"] is False or row["expert_on"] is None:
        return None
    return OUT if row["secret"] else verdict(row["expert_published_on"])


def legal_review(row: Row, as_of: date) -> Found | None:
    """Major decisions passed before they were made."""
    reviewed = no_later([row["legal_review_on"]], row["decided_on"]) and row["legal_review_result"] in PASSED
    return verdict(reviewed) if row["major"] else None


def penalties_filed(rows: Rows, as_of: date) -> Found:
    """Major penalties filed within fifteen days; the year of the filing or of the last day counts."""

    def of(row: Row) -> Found:
        last = row["decided_on"] + timedelta(days=FILING_DAYS)
        now = judged_now(row["decided_on"], last, row["filed_on"], as_of)
        return verdict(row["filed_on"] and row["filed_on"] <= last) if now else Found()

    penalties = [row for row in rows["enforcement_cases"] if row["type"] == "penalty" and row["major"]]
    return total(of(row) for row in penalties if row["decided_on"])


def kept_back(rows: Rows, as_of: date) -> Found:
    """A suspected crime that the police did not get within four days; each is one too many."""

    def of(row: Row) -> Found:
        found, given = row["crime_found_on"], row["transferred_on"]
        last = found + timedelta(days=TRANSFER_DAYS)
        late = given is None or given > last
        return PASS if late and judged_now(found, last, given, as_of) else Found()

    return total(of(row) for row in rows["enforcement_cases"] if row["crime_found_on"])


def dealt_with(row: Row, as_of: date) -> Found | None:
    """Those that did poorly were interviewed, ordered to correct or named."""
    return verdict(row["action"] in ("interviewed", "ordered", "named") and row["action_on"]) if row["poor"] else None


def list_followed(row: Row, as_of: date) -> Found | None:
    """The list of powers changed after there was a reason."""
    if row["list_name"] != "power-duty":
        return None
    if row["last_changed_on"] is None:
        return OUT if within_workdays(row["trigger_on"], as_of, ADJUSTMENT_WORKDAYS, None) else FAIL
    return verdict(row["last_changed_on"] >= row["trigger_on"])


def lawfully_changed(row: Row, as_of: date) -> Found | None:
    """Changes of the list of powers with a basis and by the rules."""
    asked = row["list_name"] == "power-duty" and row["change_type"]
    return verdict(row["basis"] and row["procedure_ok"]) if asked else None


def on_rhythm(row: Row, as_of: date) -> Found | None:
    """Items published by the day they are due."""
    if row["list_name"] != "disclosure-items":
        return None
    if row["published_on"] is None:
        return FAIL
    return verdict(row["published_on"] <= row["due_on"])


def priced(rows: Rows, as_of: date) -> Found:
    """Priced items that the catalogue has."""
    return total(verdict(row["in_catalogue"]) for row in of_list(rows, "priced-items"))


def untied(rows: Rows, as_of: date) -> Found:
    """Every intermediary without a tie, or cut loose."""

    def of(row: Row) -> Found:
        if row["cut_on"] or row["linked"] is False:
            return PASS
        return UNKNOWN if row["linked"] is None else FAIL

    return total(of(row) for row in of_list(rows, "intermediary-bodies"))


def receptions(rows: Rows, as_of: date) -> Found:
    """Published in the year."""
    return verdict(any(this_year(row["published_on"], as_of) for row in of_list(rows, "receptions-vehicles")))


def post_duties(rows: Rows, as_of: date) -> Found:
    """Every row issued by the end of the plan, and at least one."""
    return all_in_time(of_list(rows, "post-duties"), "issued_on", END_2020, as_of)


def all_public(row: Row, as_of: date) -> Found | None:
    """Livelihood decisions of which everything is public."""
    published = row["catalogue_published_on"] and row["basis_published_on"] and row["published_on"]
    return verdict(published) if row["livelihood"] else None


def both_meetings(row: Row, as_of: date) -> Found | None:
    """Major decisions taken after both meetings."""
    meetings = [row["office_meeting_on"], row["party_meeting_on"]]
    return None if row["major"] is False else verdict(no_later(meetings, row["decided_on"]))


def by_a_lawyer(row: Row, as_of: date) -> Found | None:
    """Major decisions that somebody who knows law reviewed before."""
    reviewed = no_later([row["legal_review_on"]], row["decided_on"]) and row["reviewer_qualified"]
    return verdict(reviewed) if row["major"] else None


def on_platform(row: Row, as_of: date) -> Found | None:
    """Penalties and coercion that were entered."""
    return verdict(row["platform_on"]) if row["type"] in ("penalty", "coercion") else None


STREET = frozenset({"jdb"})
STREETS_OWN = {
    "cases-on-platform": Asked(each("enforcement_cases", "decided_on", on_platform).rule, STREET),
    "decision-two-meetings": Asked(each("decisions", "decided_on", both_meetings, date(2022, 2, 27)).rule, STREET),
    "decisions-published": Asked(each("decisions", "decided_on", all_public).rule, STREET),
    "major-enforcement-review": Asked(each("enforcement_cases", "decided_on", by_a_lawyer).rule, STREET),
}
AFTER_2018, AFTER_2019 = date(2019, 1, 1), date(2020, 1, 1)
DECIDED = {
    "criminal-transfer": Asked(kept_back, frozenset(ENFORCE), target=Fraction(0), counts=True, most=True),
    "decision-feedback": each("decisions", "decided_on", feedback),
    "decision-hearing-expert-risk": each("decisions", "decided_on", hearing_expert_risk),
    "disclosure-on-time": Asked(each("lists", "due_on", on_rhythm).rule, frozenset(GOVERNMENT | OFFICE)),
    "priced-items": Asked(priced, frozenset({"fgj"})),
    "power-list-lawful-changes": Asked(
        each("lists", "last_changed_on", lawfully_changed).rule, frozenset(OFFICE), district=True
    ),
    "decision-five-steps": each("decisions", "decided_on", five_steps),
    "decision-legality-before-meeting": each("decisions", "meeting_on", before_meeting),
    "decision-legality-in-department": Asked(
        each("decisions", "submitted_on", in_department).rule, frozenset(GOVERNMENT)
    ),
    "decision-public-comment": each("decisions", "decided_on", public_comment),
    "cited-documents-published": Asked(cites_published, frozenset(ENFORCE)),
    "exam-before-certificate": Asked(exam_first, frozenset(ENFORCE)),
    "exam-before-enforcement": Asked(handled_after_exam, frozenset(ENFORCE)),
    "expert-opinions-each-decision": each("decisions", "decided_on", experts_public, AFTER_2018),
    "legality-reviews-registered": each("decisions", "legality_review_on", registered, AFTER_2018),
    "major-enforcement-review": each("enforcement_cases", "decided_on", legal_review),
    "major-penalty-filing": Asked(penalties_filed, frozenset(ENFORCE)),
    "online-enforcement-cases": each(
        "enforcement_cases", "decided_on", lambda row, _: verdict(row["online"]), AFTER_2018
    ),
    "poor-performers-handled": Asked(
        each("assessments", "assessed_on", dealt_with).rule, frozenset(OFFICE), district=True
    ),
    "post-duties": Asked(post_duties, frozenset(ENFORCE), once=True),
    "power-list-changes": Asked(each("lists", "trigger_on", list_followed).rule, frozenset(OFFICE), district=True),
    "receptions-published": Asked(receptions, frozenset(GOVERNMENT | OFFICE)),
    "recorded-cases": each(
        "enforcement_cases",
        "decided_on",
        lambda row, _: verdict(row["recorded"]) if row["on_site"] else None,
        AFTER_2019,
    ),
    "tied-intermediaries": Asked(untied, frozenset(OFFICE), district=True),
}
