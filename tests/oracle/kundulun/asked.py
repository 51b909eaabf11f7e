"""The rest of the rules of kundulun and shuanghuancun, and of whom each is asked. Shares nothing with the checker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.oracle.kundulun.rules import (
    END_2016,
    END_2017,
    END_2018,
    END_2019,
    END_2020,
    FAIL,
    PASS,
    UNKNOWN,
    Found,
    Row,
    Rows,
    Rule,
    adjudication_duties,
    all_in_time,
    annual_report_checks,
    annual_report_published,
    certificates_cleared,
    certificates_renewed,
    certified_on_duty,
    cleanup_documents,
    enterprise_information,
    fee_catalogues,
    flow_charts,
    intermediary_services,
    judged_now,
    normdoc_filing,
    of_the_year,
    officer_cleanup,
    officer_tests,
    one_list,
    sent_to,
    staff_exam,
    task,
    tasks,
    this_year,
    total,
    whole_list,
)

GOVERNMENT, ENFORCE = {"fzb", "czj", "fgj", "scjgj", "hbj", "gtfj"}, {"czj", "fgj", "scjgj", "hbj", "gtfj"}
ADJUDICATE, OFFICE, TOWN = {"czj", "gtfj"}, {"zfb"}, {"khz"}
REVIEWED = {"区教育局": "jyj", "昆区民政局": "mzj", "区环保局": "hbj", "区政府法制办公室": "fzb", "区审计局": "sjj"}


@dataclass(frozen=True)
class Asked:
    """One indicator: its rule, of whom it is asked, or whose rows tell of the district, and when it is final.

    Attributes:
        counts: its value is how many there are, and no share.
        most: there may be no more than the target.
        empty: what is said where there is nothing to judge.
    """

    rule: Rule
    of: frozenset[str]
    district: bool = False
    once: bool = False
    target: Fraction = Fraction(1)
    counts: bool = False
    most: bool = False
    empty: str = "not_applicable"


def normdoc_legality(rows: Rows, as_of: date) -> Found:
    """Every document of the year passed its review before the meeting and before it was issued."""

    def good(row: Row) -> bool:
        day = row["reviewed_on"]
        if day is None or row["review_result"] not in ("passed", "passed-after-changes"):
            return False
        return bool(day <= (row["meeting_on"] or date.max) and day <= row["issued_on"])

    return total(PASS if good(row) else FAIL for row in of_the_year(rows, as_of))


def proposals_in_time(rows: Rows, as_of: date) -> Found:
    """Every proposal that the department leads is answered by its day; the year of the answer or of that day counts."""

    def of(row: Row) -> Found:
        came, due, replied = row["assigned_on"], row["due_on"], row["replied_on"]
        if due is None:
            # Between the day it came and the answer: unknown if that may be this year, or any later day.
            past = replied is not None and replied.year < as_of.year
            return Found() if past or came > as_of else UNKNOWN
        if not judged_now(came, due, replied, as_of):
            return Found()
        return PASS if replied and replied <= due else FAIL

    return total(of(row) for row in rows["proposals"] if (row["role"] or "lead") in ("lead", "separate"))


def cleanup_cycle(rows: Rows, as_of: date) -> Found:
    """A clean-up in each two years of the plan."""
    first = date(as_of.year - as_of.year % 2, 1, 1)
    days = [row["done_on"] for row in rows["milestones"] if row["task_id"] in ("昆18-1", "昆18-2")]
    return PASS if any(day and first <= day <= as_of for day in days) else FAIL


def responsibility_letter(rows: Rows, as_of: date) -> Found:
    """A letter signed in the year."""
    letters = [row for row in rows["milestones"] if row["task_id"] == "昆四2-1"]
    return PASS if any(this_year(row["done_on"], as_of) for row in letters) else FAIL


def plan_with_section(rows: Rows, as_of: date) -> Found:
    """A work plan of the year that speaks of the rule of law."""
    plans = [row for row in rows["reports"] if row["report_type"] == "plan" and row["has_section"]]
    if any(this_year(row["signed_on"], as_of) for row in plans):
        return PASS
    # a plan without its day may be this year's: nothing says that it is not signed
    return UNKNOWN if any(row["signed_on"] is None for row in plans) else FAIL


def democratic_review(rows: Rows, as_of: date) -> Found:
    """Each of the nineteen departments was reviewed, ranked, and that was published."""
    reviews = [row for row in rows["assessments"] if row["kind"] == "democratic-review" and row["rank"]]
    ranked = [row for row in reviews if row["published_on"] and this_year(row["assessed_on"], as_of)]
    reached = {REVIEWED[row["unit_assessed"]] for row in ranked if row["unit_assessed"] in REVIEWED}
    return Found(passed=len(reached), failed=19 - len(reached))


def leaders_lectures(rows: Rows, as_of: date) -> Found:
    """The days of the year with a lecture on law for the leaders."""
    held = [row for row in rows["lectures"] if row["body"] in ("leading-body", "plenary", "executive")]
    days = {row["held_on"] for row in held if row["law_topic"] is not False and this_year(row["held_on"], as_of)}
    return Found(passed=len(days))


def quarterly_study(rows: Rows, as_of: date) -> Found:
    """A special meeting in each quarter of the year."""
    held = [row["held_on"] for row in rows["lectures"] if row["body"] == "special-study"]
    quarters = {(day.month - 1) // 3 for day in held if this_year(day, as_of)}
    return Found(passed=len(quarters), failed=4 - len(quarters))


def checks_on_platform(rows: Rows, as_of: date) -> Found:
    """Every inspection of the year is entered."""
    done = [row for row in rows["inspections"] if this_year(row["done_on"], as_of)]
    return total(PASS if row["system_record_on"] else FAIL for row in done)


def supervision_points(rows: Rows, as_of: date) -> Found:
    """Forty-two points, each with a day of 2021 at the latest."""
    points = [row for row in rows["lists"] if row["list_name"] == "problem-ledger"]
    return all_in_time(points, "closed_on", date(2021, 12, 31), as_of, expected=42)


def study_group_topic(rows: Rows, as_of: date) -> Found:
    """The days of the year, from that of the report on, on which the study group had the topic."""
    held = [row for row in rows["lectures"] if row["body"] == "study-group" and "习近平法治思想" in row["topic"]]
    days = {row["held_on"] for row in held if this_year(row["held_on"], as_of)}
    return Found(passed=len({day for day in days if day >= date(2022, 2, 27)}))


def adviser_coverage(rows: Rows, as_of: date) -> Found:
    """The street and its eight communities, each with a contract that runs on the day."""
    served = {
        row["unit"] or "双环邨街道"
        for row in rows["legal_advisers"]
        if row["contract_from"] and row["contract_from"] <= as_of and (row["contract_to"] or date.max) >= as_of
    } - {"第九社区"}
    return Found(passed=len(served), failed=9 - len(served))


def _of(rule: Rule, *groups: set[str]) -> Asked:
    return Asked(rule, frozenset().union(*groups))


def _once(rule: Rule, *groups: set[str], district: bool = False) -> Asked:
    return Asked(rule, frozenset().union(*groups), district=district, once=True)


LEGAL = {"fzb"}
KUNDULUN = {
    "adjudication-duties": _once(adjudication_duties, ADJUDICATE),
    "adjudication-procedure": _once(tasks("昆39-1", 5, END_2018), ADJUDICATE),
    "annual-report-checks": Asked(
        annual_report_checks, frozenset({"scjgj"}), target=Fraction(3, 100), empty="undetermined"
    ),
    "annual-report-published": _of(annual_report_published, GOVERNMENT, TOWN, OFFICE),
    "certificates-cleared": _once(certificates_cleared, GOVERNMENT),
    "certificates-renewed-2016": _once(certificates_renewed, ENFORCE),
    "certified-on-duty": _of(certified_on_duty, ENFORCE),
    "democratic-review": Asked(democratic_review, frozenset(OFFICE), district=True),
    "department-annual-report": _of(sent_to("government", "higher-department"), GOVERNMENT),
    "discretion-baselines": _once(one_list("discretion-baselines", END_2020), ENFORCE),
    "enterprise-information": _once(
        enterprise_information("registration", "annual-report", "licence", "penalty", "abnormal", "serious-breach"),
        {"scjgj"},
    ),
    "enterprise-information-shared": _once(enterprise_information("licence", "penalty"), ENFORCE - {"scjgj"}),
    "environment-vertical-management": _once(task("昆9-1", END_2018), {"hbj"}),
    "expert-opinions-public": _once(task("昆13-2", END_2018), OFFICE, district=True),
    "expert-pool": _once(task("昆13-1", END_2017), LEGAL, district=True),
    "fee-catalogues": _once(fee_catalogues, {"czj", "fgj"}, district=True),
    "flow-charts": _once(flow_charts, ENFORCE),
    "full-recording": _once(task("昆26-2", END_2019), ENFORCE),
    "government-annual-report": _of(sent_to("party", "congress", "higher-government"), TOWN, OFFICE),
    "intermediary-services-list": _once(intermediary_services, OFFICE, district=True),
    "leaders-lectures": Asked(leaders_lectures, frozenset(OFFICE), district=True, counts=True),
    "legality-review-filing": _once(task("昆11-1", END_2018), LEGAL, district=True),
    "normdoc-cleanup-2017": _once(task("昆18-1", END_2017), GOVERNMENT, OFFICE),
    "normdoc-cleanup-cycle": Asked(cleanup_cycle, frozenset(GOVERNMENT | OFFICE), once=True),
    "normdoc-cleanup-documents": _of(cleanup_documents, GOVERNMENT, OFFICE),
    "normdoc-cleanup-published": _once(task("昆18-1", END_2017, "published_on"), GOVERNMENT, OFFICE),
    "normdoc-filing": _of(normdoc_filing, GOVERNMENT, OFFICE),
    "normdoc-legality": _of(normdoc_legality, GOVERNMENT, OFFICE),
    "officer-assessment-rules": _once(task("昆20-1", END_2017), ENFORCE),
    "officer-cleanup-2016": _once(officer_cleanup, ENFORCE),
    "officer-tests": _of(officer_tests, ENFORCE),
    "online-enforcement": _once(tasks("昆26-1", 4, END_2018), ENFORCE),
    "plan-inclusion": _of(plan_with_section, GOVERNMENT),
    "power-duty-list": _once(whole_list("power-duty", date(2017, 3, 31)), OFFICE, district=True),
    "proposals-in-time": _of(proposals_in_time, GOVERNMENT, OFFICE),
    "public-services-catalogue": _once(whole_list("public-services", END_2016), OFFICE, district=True),
    "responsibility-letters": Asked(responsibility_letter, frozenset(GOVERNMENT | TOWN)),
    "stability-risk-accountability": _once(task("昆13-3", END_2019), OFFICE, district=True),
    "supervision-platform": _once(task("昆21-1", END_2019), LEGAL, district=True),
    "third-party-legality-checks": _once(task("昆11-2", END_2019), LEGAL, district=True),
}
STREET = {"jdb"}
SHUANGHUANCUN = {
    "checks-on-platform": Asked(checks_on_platform, frozenset(STREET)),
    "legal-adviser-coverage": Asked(adviser_coverage, frozenset(STREET), district=True),
    "quarterly-study": _of(quarterly_study, STREET),
    "staff-law-exam": _of(staff_exam, STREET),
    "study-group-topic": Asked(study_group_topic, frozenset(STREET), counts=True),
    "supervision-points": _once(supervision_points, STREET),
    "yearly-work-plan": _of(plan_with_section, STREET),
}
