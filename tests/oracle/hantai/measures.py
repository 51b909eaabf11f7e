"""How the rows' rules of the pack hantai are summed up: shares, counts, duties by a day, changes from year to year."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from tests.oracle.hantai import rules
from tests.oracle.hantai.rules import Outcome, Row, Tables, Time, Told, count, judged_in, passed, share
from tests.oracle.rules import within_workdays

REPORT_WORKDAYS = 10


@dataclass(frozen=True)
class Rule:
    """When and how an indicator is judged."""

    window: Callable[[date], Time]
    told: Callable[[Tables, Time], Told]


def of_rows(table: str, column: str, rule: Callable[[Row, Time], Outcome]) -> Rule:
    """A share of the rows dated in the year."""
    return Rule(
        rules.year_of_notice,
        lambda tables, time: share(judged_in(column, tables[table], time, lambda row: rule(row, time)), time),
    )


def of_every_row(table: str, rule: Callable[[Row, Time], Outcome]) -> Rule:
    """A share of the rows that find out for themselves whether they belong to the year."""
    return Rule(rules.year_of_notice, lambda tables, time: share([rule(row, time) for row in tables[table]], time))


def at_least_one(
    table: str, column: str, good: Callable[[Row], bool], window: Callable[[date], Time] = rules.year
) -> Rule:
    """One row that will do."""
    return Rule(
        window,
        lambda tables, time: share(
            [passed(any(good(row) for row in tables[table] if time.has(row.get(column))))], time
        ),
    )


def different(table: str, column: str, key: str, good: Callable[[Row], bool], least: int) -> Rule:
    """So many rows of different keys in the year."""
    return Rule(
        rules.year,
        lambda tables, time: count(
            {row[key] for row in tables[table] if time.has(row.get(column)) and good(row)}, least, time
        ),
    )


def milestone(
    table: str, column: str, name: str, asked: str, due: date, since: date = rules.LONG_AGO, whole: bool = False
) -> Rule:
    """One thing done by a day; `whole`: a row of a single item is not it."""

    def told(tables: Tables, time: Time) -> Told:
        days = (
            row.get(column, rules.NEVER)
            for row in tables[table]
            if row[name] == asked and not (whole and "item" in row)
        )
        found = rules.done_by((day for day in days if day >= since), due, time)
        return share([found], time, over=time.over or time.as_of > due)

    return Rule(rules.plan, told)


def adviser(tables: Tables, time: Time) -> Told:
    def serves(row: Row) -> bool:
        if row["type"] in ("lawyer", "expert"):
            return bool(row["contract_from"] <= time.as_of <= row.get("contract_to", rules.NEVER))
        return bool(
            row["type"] == "public-lawyer" and row["cert_from"] <= time.as_of <= row.get("cert_to", rules.NEVER)
        )

    return share([passed(any(map(serves, tables["legal_advisers"])))], time)


def disclosure_staff(tables: Tables, time: Time) -> Told:
    good = (row["role"] == "disclosure" and row.get("change_type") != "left" for row in tables["staff"])
    return share([passed(any(good))], time)


def evaluations(tables: Tables, time: Time) -> Told:
    due, notice = date(2024, 12, 31), date(2024, 6, 1)
    asked = [row for row in tables["lists"] if row["list_name"] == "delegated-items" and row["delegated_on"] <= notice]
    days = [row.get("evaluated_on") for row in asked]
    found = [rules.done_by([day if day is not None and day.year >= 2024 else None], due, time) for day in days]
    return share(found or [rules.done_by([], due, time)], time)


def adjusted(tables: Tables, time: Time) -> Told:
    found: list[Outcome] = [
        passed("adjusted_on" in row)
        for row in tables["lists"]
        if row["list_name"] == "delegated-items"
        and "evaluated_on" in row
        and row["result"] in ("not-handled", "poorly-supervised")
    ]
    return share(found, time)


def legality_report(tables: Tables, time: Time) -> Told:
    due = date(time.start.year, 3, 31)
    if due < rules.PLAN[0]:
        return rules.NOT_ASKED
    sent = [
        row
        for row in tables["reports"]
        if row["report_type"] == "legality-review"
        and row["year"] == time.start.year - 1
        and time.has(row.get("sent_on"))
    ]
    asked = ("government", "higher-department")
    found = [rules.done_by((row["sent_on"] for row in sent if row["addressee"] == to), due, time) for to in asked]
    return share(found, time)


def _done_tasks(tables: Tables, time: Time) -> list[Row]:
    return [
        row
        for row in tables["milestones"]
        if "group" in row and "evidence_no" in row and row.get("done_on", rules.NEVER) <= time.as_of
    ]


def tasks(tables: Tables, time: Time) -> Told:
    return count({row["task_id"] for row in _done_tasks(tables, time)}, 104, time)


def task_groups(tables: Tables, time: Time) -> Told:
    return count({row["group"] for row in _done_tasks(tables, time)}, 10, time)


def _a_year_before(time: Time) -> Time:
    last = time.as_of + timedelta(days=1)
    before = date(last.year - 1, last.month, 1) - timedelta(days=1)
    return Time(time.start.replace(year=time.start.year - 1), before, before)


def fewer_cases(tables: Tables, time: Time) -> Told:
    def cases(when: Time) -> set[str]:
        rows = (row for row in tables["litigation"] if when.has(row.get("accepted_on")))
        return {row["case_no"] for row in rows if row["instance_level"] == "first"}

    before = _a_year_before(time)
    # Whoever kept any case of that time on the sheet had no other of them.
    kept = any(before.has(row.get("accepted_on")) for row in tables["litigation"])
    value = Fraction(len(cases(time)) - len(cases(before)))
    # Without any row the sheet was declared to have nothing, in both years.
    known = kept or not tables["litigation"]
    return Told(None, None, 0, value if known else None, None if kept else "undetermined")


#: The day that says in which year a case counts.
_YEAR_OF = {"case-volume": "accepted_on", "loss-rate": "judgment_effective_on"}


def has_no_earlier(name: str, tables: Tables, time: Time) -> bool:
    """Whether a department keeps no case of the year before on its sheet, so that nobody knows how many it had."""
    column, before, cases = _YEAR_OF.get(name), _a_year_before(time), tables["litigation"]
    return column is not None and bool(cases) and not any(before.has(row.get(column)) for row in cases)


def fewer_lost(tables: Tables, time: Time) -> Told:
    lost = ("partly-lost", "lost", "unlawful")

    def rate(when: Time) -> Fraction | None:
        rows = [row for row in tables["litigation"] if when.has(row.get("judgment_effective_on"))]
        counted = [row for row in rows if row.get("outcome") in ("won", "dismissed", *lost)]
        return Fraction(sum(row["outcome"] in lost for row in counted), len(counted)) if counted else None

    now, before = rate(time), rate(_a_year_before(time))
    return Told(None, None, 0, None if now is None or before is None else now - before, None)


def lawful_before(row: Row) -> Outcome:
    """A major decision found lawful by the day of the meeting."""
    if not row.get("major", True):
        return "none"
    early = row.get("legality_review_on", rules.NEVER) <= row["meeting_on"]
    return passed(early and row["legality_result"] in ("lawful", "lawful-after-changes"))


def put_right(row: Row, time: Time) -> Outcome:
    """A unit that did poorly: something was done about it, and it has corrected itself."""
    done = "action" in row and "action_on" in row and row.get("corrected_on", rules.NEVER) <= time.as_of
    return passed(done) if row.get("poor", False) else "none"


def problem_reported(row: Row, time: Time) -> Outcome:
    """A problem with a baseline reported upwards; the year of the report, or of the tenth working day, counts."""
    if row["list_name"] != "discretion-baselines" or "found_on" not in row:
        return "none"
    due = row["found_on"]
    while within_workdays(row["found_on"], due + timedelta(days=1), REPORT_WORKDAYS, None):
        due += timedelta(days=1)
    reported = row.get("reported_on")
    return passed(reported is not None) if time.judges(row["found_on"], due, reported) else "none"


def covers(*contents: str) -> Callable[[Row], bool]:
    return lambda row: all(row.get(f"covers_{content}", False) for content in contents)


def rows_of(rule: Callable[[Row], Outcome]) -> Callable[[Row, Time], Outcome]:
    return lambda row, _: rule(row)


def together(several: Iterable[Tables]) -> Tables:
    """All departments' rows as one."""
    whole: dict[str, list[Row]] = {}
    for tables in several:
        for name, rows in tables.items():
            whole.setdefault(name, []).extend(rows)
    return whole


def used(row: Row) -> Outcome:
    return passed(all(row.get(f"uses_{name}", False) for name in ("quality", "casefile", "supervision")))
