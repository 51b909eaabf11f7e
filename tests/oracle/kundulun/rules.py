"""The rules of the packs kundulun and shuanghuancun, written by hand from their texts, over plain rows.

Shares nothing with the checker. A rule gets the rows of those whose evidence counts and the day judged on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]
Rows = dict[str, list[Row]]


@dataclass(frozen=True)
class Found:
    """What an indicator comes to.

    Attributes:
        unsaid: what the figures would have to be compared with is not said, so nothing is known.
    """

    passed: int = 0
    failed: int = 0
    excluded: int = 0
    unknown: int = 0
    unsaid: bool = False

    def __add__(self, other: Found) -> Found:
        """Two departments together."""
        return Found(
            self.passed + other.passed,
            self.failed + other.failed,
            self.excluded + other.excluded,
            self.unknown + other.unknown,
            self.unsaid or other.unsaid,
        )


PASS, FAIL, OUT, UNKNOWN = Found(passed=1), Found(failed=1), Found(excluded=1), Found(unknown=1)
Rule = Callable[[Rows, date], Found]
END_2016, END_2017, END_2018 = date(2016, 12, 31), date(2017, 12, 31), date(2018, 12, 31)
END_2019, END_2020 = date(2019, 12, 31), date(2020, 12, 31)


def total(several: Iterable[Found]) -> Found:
    """All of them together."""
    return sum(several, Found())


def this_year(day: date | None, as_of: date) -> bool:
    """Whether a day is one of the year judged, up to the day judged on."""
    return day is not None and date(as_of.year, 1, 1) <= day <= as_of


def judged_now(came: date, due: date, done: date | None, as_of: date) -> bool:
    """Whether what has a last day is judged this year: when it was done in time, or else once that day is over."""
    last = max(due, came)
    if done is not None and done <= last:
        return this_year(max(done, came), as_of)
    return this_year(last, as_of) and (last < as_of or (as_of.month, as_of.day) == (12, 31))


def in_time(done: date | None, due: date, as_of: date) -> Found:
    """One deliverable: done by its day, late, overdue, or still open."""
    if done is not None:
        return PASS if done <= due else FAIL
    return FAIL if is_past(due, as_of) else OUT


def is_past(due: date, as_of: date) -> bool:
    """Whether a day is over; the last day of the plan is, when the plan is judged as a whole."""
    return as_of > due or as_of == due == END_2020


def all_in_time(rows: list[Row], done: str, due: date, as_of: date, expected: int = 1) -> Found:
    """Every row a deliverable; those that are missing count once the day has passed."""
    missing = max(0, expected - len(rows)) if is_past(due, as_of) else 0
    return total(in_time(row[done], due, as_of) for row in rows) + Found(failed=missing)


def one_in_time(rows: list[Row], done: str, due: date, as_of: date) -> Found:
    """One deliverable that may have several rows: the best of them decides."""
    if not rows:
        return FAIL if is_past(due, as_of) else Found()
    found = [in_time(row[done], due, as_of) for row in rows]
    return next((best for best in (PASS, OUT) if best in found), FAIL)


def task(number: str, due: date, done: str = "done_on") -> Rule:
    """A task of the task list, with its number there."""
    return lambda rows, as_of: all_in_time(
        [row for row in rows["milestones"] if row["task_id"] == number], done, due, as_of
    )


def tasks(number: str, parts: int, due: date) -> Rule:
    """A task in parts, each with a number of its own: as many deliverables."""
    names = [f"{number}-{part}" for part in range(1, parts + 1)]
    return lambda rows, as_of: total(task(name, due)(rows, as_of) for name in names)


def one_list(name: str, due: date) -> Rule:
    """A list of which one version is published by a day."""
    return lambda rows, as_of: one_in_time(
        [row for row in rows["lists"] if row["list_name"] == name], "published_on", due, as_of
    )


def whole_list(name: str, due: date) -> Rule:
    """A list of which one version is published as a whole by a day."""
    return lambda rows, as_of: one_in_time(
        [row for row in rows["lists"] if row["list_name"] == name and row["item"] is None], "published_on", due, as_of
    )


def by_item(rows: list[Row], due: date, as_of: date, expected: int) -> Found:
    """So many items, each published in one version or another."""
    items = {row["item"] for row in rows}
    found = [one_in_time([row for row in rows if row["item"] == item], "published_on", due, as_of) for item in items]
    missing = max(0, expected - len(items)) if is_past(due, as_of) else 0
    return total(found) + Found(failed=missing)


def known_by(rows: Rows, name: str, due: date, added_only: bool = True) -> list[Row]:
    """The rows of a list, but for those that came later by what they say."""
    listed = [row for row in rows["lists"] if row["list_name"] == name]
    return [
        row
        for row in listed
        if not (row["trigger_on"] and row["trigger_on"] > due and (row["change_type"] == "added" or not added_only))
    ]


def fee_catalogues(rows: Rows, as_of: date) -> Found:
    """Each catalogue of fees is published by the end of 2016."""
    return by_item(known_by(rows, "fees", END_2016), END_2016, as_of, 1)


def intermediary_services(rows: Rows, as_of: date) -> Found:
    """Each service is published by the middle of 2017, and there are as many as the list says."""
    due, name = date(2017, 6, 30), "intermediary-services"
    said = max((row["items"] for row in known_by(rows, name, due, added_only=False)), default=None)
    items = [row for row in known_by(rows, name, due) if row["item"] is not None]
    return by_item(items, due, as_of, max(1, said or 0))


def adjudication_duties(rows: Rows, as_of: date) -> Found:
    """Each duty is public by the end of 2017, with scope, basis and remedies."""

    def of(row: Row) -> Found:
        lacks = not (row["scope"] and row["basis"] and row["remedy"])
        if not is_past(END_2017, as_of) and lacks:
            return OUT
        done = in_time(row["published_on"], END_2017, as_of)
        return FAIL if lacks else done

    duties = [row for row in rows["lists"] if row["list_name"] == "adjudication-duties"]
    missing = Found(failed=1) if not duties and is_past(END_2017, as_of) else Found()
    return total(map(of, duties)) + missing


def annual_report_checks(rows: Rows, as_of: date) -> Found:
    """Of the firms that published a report in the year, which were checked in it; the others are unknown."""
    subjects = [row for row in rows["inspections"] if row["kind"] == "annual-report" and row["published_report"]]
    published = [row for row in subjects if this_year(row["report_published_on"], as_of)]
    checked = {row["subject_id"] for row in published if this_year(row["done_on"], as_of)}
    firms = {row["subject_id"] for row in published}
    said = [row["published_total"] for row in published if row["published_total"] is not None]
    found = total(PASS if firm in checked else FAIL for firm in firms)
    return found + Found(unknown=max(0, max(said) - len(firms)) if said else 0, unsaid=bool(firms and not said))


def reports_on_last_year(rows: Rows, as_of: date) -> list[Row]:
    """The yearly reports on the year before the one judged."""
    return [row for row in rows["reports"] if row["report_type"] == "annual" and row["year"] == as_of.year - 1]


def annual_report_published(rows: Rows, as_of: date) -> Found:
    """The yearly report is public by 31 March of the year."""
    reports = reports_on_last_year(rows, as_of)
    published = [row for row in reports if this_year(row["published_on"], as_of)]
    return one_in_time(published, "published_on", date(as_of.year, 3, 31), as_of)


def sent_to(*addressees: str) -> Rule:
    """The yearly report is sent to each of several by 31 March of the year."""

    def rule(rows: Rows, as_of: date) -> Found:
        reports = reports_on_last_year(rows, as_of)
        sent = [row for row in reports if this_year(row["sent_on"], as_of)]
        due = date(as_of.year, 3, 31)
        return total(
            one_in_time([row for row in sent if row["addressee"] == addressee], "sent_on", due, as_of)
            for addressee in addressees
        )

    return rule


def certificates_cleared(rows: Rows, as_of: date) -> Found:
    """Each certificate has a published result by the end of the plan."""

    def of(row: Row) -> Found:
        if not (row["result"] and row["published_on"]):
            return OUT if as_of < END_2020 else FAIL
        return PASS if row["result"] in ("kept", "changed", "abolished") else FAIL

    return total(of(row) for row in rows["lists"] if row["list_name"] == "certificates")


def on_duty(rows: Rows, day: date) -> list[Row]:
    """The officers, no auxiliaries, who were in post on a day."""
    officers = [row for row in rows["officers"] if (row["role"] or "officer") == "officer"]
    return [
        row for row in officers if (row["on_duty_from"] or date.min) <= day and (row["on_duty_to"] or date.max) >= day
    ]


def certificates_renewed(rows: Rows, as_of: date) -> Found:
    """Those kept in the clean-up got a new certificate in 2016."""

    def of(row: Row) -> Found:
        since = row["cert_valid_from"]
        if since is None:
            return UNKNOWN
        if as_of <= END_2016 and since < date(2016, 1, 1):
            return OUT
        return PASS if since.year == 2016 else FAIL

    return total(of(row) for row in on_duty(rows, END_2016) if row["check_result"] == "kept")


def certified_on_duty(rows: Rows, as_of: date) -> Found:
    """Those in post on the last day of the quarter have a certificate that is good on that day."""

    def good(row: Row) -> bool:
        return (row["cert_status"] or "valid") == "valid" and (row["cert_valid_to"] or date.max) >= as_of

    return total(PASS if good(row) else FAIL for row in on_duty(rows, as_of))


def officer_cleanup(rows: Rows, as_of: date) -> Found:
    """Everyone in post at the end of 2016 was checked in that year, or still can be."""

    def of(day: date | None) -> Found:
        if day is not None and day.year == 2016:
            return PASS
        return OUT if as_of <= END_2016 and (day is None or day.year < 2016) else FAIL

    return total(of(row["checked_on"]) for row in on_duty(rows, END_2016))


def officer_tests(rows: Rows, as_of: date) -> Found:
    """Everyone in post at some time of the year passed a test in it, before his inspection of the year."""
    inspected = {row["officer_id"]: row["cert_inspected_on"] for row in rows["officers"]}

    def early(row: Row) -> bool:
        day = inspected.get(row["officer_id"])
        return day is None or day.year < as_of.year or row["held_on"] < day

    passed = {
        row["officer_id"]
        for row in rows["exams"]
        if row["kind"] == "officer" and row["result"] == "passed" and this_year(row["held_on"], as_of) and early(row)
    }
    found = Found()
    for row in rows["officers"]:
        came, left = row["on_duty_from"] or date.min, row["on_duty_to"] or date.max
        if (row["role"] or "officer") != "officer" or came > as_of or left < date(as_of.year, 1, 1):
            continue
        if row["cert_status"] in ("none", "revoked"):
            found += OUT
        else:
            found += PASS if row["officer_id"] in passed else FAIL
    return found


def flow_charts(rows: Rows, as_of: date) -> Found:
    """Every chart by the end of 2018, but those that a later change of law made necessary."""
    charts = [row for row in rows["lists"] if row["list_name"] == "flow-charts"]
    old = [row for row in charts if (row["trigger_on"] or date.min) <= END_2018]
    return all_in_time(old, "published_on", END_2018, as_of)


def enterprise_information(*kinds: str) -> Rule:
    """Kinds of information on enterprises, each by the end of 2018."""

    def rule(rows: Rows, as_of: date) -> Found:
        lists = [row for row in rows["lists"] if row["list_name"] == "enterprise-information"]
        return total(
            one_in_time([row for row in lists if row["kind"] == kind], "published_on", END_2018, as_of)
            for kind in kinds
        )

    return rule


def cleanup_documents(rows: Rows, as_of: date) -> Found:
    """Every document in force was cleaned up, or issued, within two years."""
    back = date(as_of.year - 2, as_of.month, as_of.day)
    documents = [row for row in rows["norm_docs"] if row["is_normative"] is not False]
    in_force = [row for row in documents if (row["status"] or "in-force") == "in-force"]
    return total(PASS if (row["last_cleaned_on"] or row["issued_on"]) >= back else FAIL for row in in_force)


def of_the_year(rows: Rows, as_of: date) -> list[Row]:
    """The normative documents issued in the year."""
    documents = [row for row in rows["norm_docs"] if row["is_normative"] is not False]
    return [row for row in documents if this_year(row["issued_on"], as_of)]


def normdoc_filing(rows: Rows, as_of: date) -> Found:
    """Every document is filed; one issued up to fifteen days ago may wait, also into the next year."""

    def of(row: Row) -> Found:
        due = row["issued_on"] + timedelta(days=15)
        if not judged_now(row["issued_on"], due, row["filed_on"], as_of):
            return Found()
        return PASS if row["filed_on"] else FAIL

    documents = [row for row in rows["norm_docs"] if row["is_normative"] is not False]
    return total(map(of, documents))


def staff_exam(rows: Rows, as_of: date) -> Found:
    """One exam of the year that everyone sat who should have."""
    exams = [row for row in rows["exams"] if row["kind"] == "state-staff" and row["should_sit"] >= 1]
    full = [row for row in exams if row["sat"] >= row["should_sit"]]
    return PASS if any(this_year(row["held_on"], as_of) for row in full) else FAIL
