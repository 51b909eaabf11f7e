"""Which rule of the pack hantai is whose: by indicator, of a department's tables or of the district's."""

from __future__ import annotations

from datetime import date

from tests.oracle.hantai import measures, rules
from tests.oracle.hantai.rules import passed, share

DEPARTMENT = {
    "adviser-coverage": measures.Rule(rules.year, measures.adviser),
    "court-appearance": measures.of_rows("litigation", "hearing_on", measures.rows_of(rules.court_appearance)),
    "court-observation": measures.at_least_one("court_visits", "held_on", lambda row: row["leaders_attending"] >= 1),
    "disclosure-staff": measures.Rule(rules.year, measures.disclosure_staff),
    "disclosure-staff-changes": measures.of_every_row("staff", rules.staff_change),
    "discretion-filing": measures.of_rows(
        "lists",
        "issued_on",
        lambda row, _: (
            passed("filed_on" in row and "reviewed_on" in row) if row["list_name"] == "discretion-baselines" else "none"
        ),
    ),
    "discretion-problems": measures.of_every_row("lists", measures.problem_reported),
    "enforcement-catalogue": measures.milestone(
        "lists", "issued_on", "list_name", "enforcement-items", date(2024, 12, 31), whole=True
    ),
    "internal-assessment": measures.at_least_one("assessments", "assessed_on", lambda row: row["kind"] == "internal"),
    "judicial-suggestions": measures.of_every_row(
        "suggestions", lambda row, time: rules.suggestion(row, "judicial", time)
    ),
    "key-cases": measures.of_rows("litigation", "hearing_on", measures.rows_of(rules.key_case)),
    "law-exam": measures.at_least_one("exams", "held_on", lambda row: row["kind"] == "state-staff" and row["sat"] >= 1),
    "leader-training": measures.Rule(
        rules.plan,
        lambda tables, time: share(
            [rules.head_trained(row, tables["leader_training"], time) for row in tables["leaders"]], time
        ),
    ),
    "normdoc-filing": measures.of_every_row(
        "norm_docs", lambda row, time: rules.normative(lambda row: rules.filed(row, time))(row)
    ),
    "normdoc-filing-in-time": measures.of_rows(
        "norm_docs", "filed_on", measures.rows_of(rules.normative(rules.filed_in_time))
    ),
    "normdoc-form": measures.of_rows("norm_docs", "filed_on", measures.rows_of(rules.normative(rules.in_good_form))),
    "normdoc-review": measures.of_rows("norm_docs", "issued_on", measures.rows_of(rules.normative(rules.reviewed))),
    "officer-cleanup": measures.Rule(
        rules.year,
        lambda tables, time: share(
            [rules.officer_checked(row, tables["officers"], time) for row in tables["officers"]], time
        ),
    ),
    "officer-training": measures.Rule(
        rules.year,
        lambda tables, time: share(
            [rules.officer_hours(row, tables["training"], time) for row in tables["officers"]], time
        ),
    ),
    "principal-appearance": measures.Rule(
        rules.year_of_notice, lambda tables, time: share([rules.principal(tables, time)], time)
    ),
    "problem-lists": measures.milestone("lists", "issued_on", "list_name", "prominent-problems", date(2024, 6, 30)),
    "procuratorial-suggestions": measures.of_every_row(
        "suggestions", lambda row, time: rules.suggestion(row, "procuratorial", time)
    ),
    "publicity-duty-list": measures.at_least_one(
        "lists", "issued_on", lambda row: row["list_name"] == "publicity-duties" and row["has_topic"]
    ),
    "unit-casefile-review": measures.at_least_one(
        "casefile_reviews",
        "reviewed_on",
        lambda row: row["level"] == "department" and (row["files_sampled"] >= 1 or row["files_in_scope"] == 0),
        rules.last_months(3),
    ),
    "unqualified-officers": measures.of_rows(
        "officers",
        "checked_on",
        lambda row, _: (
            passed(row.get("cert_status", "valid") in ("revoked", "none"))
            if row["check_result"] == "removed"
            else "none"
        ),
    ),
}
DISTRICT = {
    "assessment-coverage": measures.Rule(
        rules.year, lambda tables, time: share(rules.assessed_units(tables["assessments"], time), time)
    ),
    "case-volume": measures.Rule(rules.year, measures.fewer_cases),
    "delegated-adjustment": measures.Rule(rules.plan, measures.adjusted),
    "delegated-evaluation": measures.Rule(rules.plan, measures.evaluations),
    "district-casefile-reviews": measures.different(
        "casefile_reviews",
        "reviewed_on",
        "report_no",
        lambda row: row["level"] == "district" and row["files_sampled"] >= 1,
        2,
    ),
    "government-lectures": measures.different(
        "lectures", "held_on", "held_on", lambda row: row["body"] == "leading-body" and row.get("law_topic", True), 2
    ),
    "decision-legality": measures.of_rows("decisions", "meeting_on", measures.rows_of(measures.lawful_before)),
    "decision-supervision": measures.different(
        "assessments", "assessed_on", "doc_no", lambda row: row["kind"] == "decision-reviews", 1
    ),
    **{
        f"halfyear-circular-{content}": measures.at_least_one(
            "circulars", "issued_on", measures.covers(content), rules.last_months(6)
        )
        for content in ("suggestions", "judgments")
    },
    "legality-report": measures.Rule(rules.year, measures.legality_report),
    "loss-rate": measures.Rule(rules.year, measures.fewer_lost),
    "observation-circular": measures.at_least_one(
        "circulars", "issued_on", lambda row: row["topic"] == "court-visits", rules.last_months(6)
    ),
    "pre-appointment-exams": measures.of_rows(
        "exams", "held_on", lambda row, _: passed(row["has_law"]) if row["kind"] == "pre-appointment" else "none"
    ),
    "quality-assessment": measures.different(
        "assessments", "assessed_on", "doc_no", lambda row: row["kind"] == "enforcement-quality", 1
    ),
    "poor-performers-corrected": measures.of_rows("assessments", "assessed_on", measures.put_right),
    **{
        f"quarterly-circular-{content}": measures.at_least_one(
            "circulars", "issued_on", measures.covers(column), rules.last_months(3)
        )
        for content, column in (
            *(("appearance", "appearance"), ("lost-suits", "lost_suits")),
            *(("corrections", "corrected_reviews"), ("typical-cases", "typical_cases")),
        )
    },
    "reconsideration-cases": measures.at_least_one(
        "circulars", "published_on", lambda row: row["topic"] == "reconsideration-cases", rules.last_months(6)
    ),
    "results-used": measures.of_rows(
        "assessments", "assessed_on", lambda row, _: measures.used(row) if row["kind"] == "rule-of-law" else "none"
    ),
    "special-check": measures.milestone(
        "assessments", "assessed_on", "kind", "special", date(2024, 6, 30), rules.PLAN[0]
    ),
    "task-groups": measures.Rule(rules.plan, measures.task_groups),
    "task-list": measures.Rule(rules.plan, measures.tasks),
}
