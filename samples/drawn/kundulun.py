"""Draws the rows of a department from a seeded chance, and writes them as the workbook that it would submit.

Knows the definitions of tables and which values the rules of the two packs ask for; knows nothing of how they judge.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from samples.drawn.filling import fill_in
from samples.library.definitions import Column, tables
from samples.library.meanings import Row, Value

Rows = dict[str, list[Row]]

#: The days on which the rules change their mind.
DEADLINES = tuple(date(year, month, day) for year in range(2015, 2023) for month, day in ((3, 31), (12, 31)))
EDGES = (*DEADLINES, date(2017, 6, 30))
#: Columns that rightly tell of days to come.
TO_COME = ("cert_valid_to", "on_duty_to", "due_on", "reply_due", "contract_to", "term_end")
#: Columns that are never left blank: what a blank there would mean is asked by other tests.
ALWAYS = (
    *("check_result", "review_result", "has_section", "published_report", "sat", "should_sit", "items"),
    *("opinions_received", "in_catalogue", "procedure_ok", "livelihood", "technical", "is_principal"),
    *("on_site", "recorded", "online", "reviewer_qualified"),
)
#: Values that the rules ask for, drawn much more often than the others.
WANTED: dict[str, dict[str, tuple[Value, ...]]] = {
    "reports": {
        "report_type": ("annual", "annual", "annual", "plan", "debriefing"),
        "addressee": ("party", "government", "congress", "higher-government", "higher-department"),
    },
    "lists": {"list_name": ("problem-ledger",)},
    "inspections": {"kind": ("annual-report",), "published_report": (True,), "published_total": (None, 4, 9)},
    "exams": {"kind": ("officer", "state-staff"), "result": ("passed",)},
    "officers": {"role": ("officer",), "cert_status": ("valid",), "check_result": ("kept",)},
    "lectures": {
        "body": ("leading-body", "plenary", "special-study", "study-group"),
        "topic": ("学习习近平法治思想", "行政处罚法"),
    },
    "assessments": {"kind": ("democratic-review",)},
    "decisions": {"major": (True,), "livelihood": (True,), "legality_result": ("lawful",)},
    "enforcement_cases": {"type": ("penalty",), "legal_review_result": ("passed",)},
    "norm_docs": {"review_result": ("passed", "passed-after-changes")},
}
TASKS = (
    *("9-1", "11-1", "11-2", "13-1", "13-2", "13-3", "18-1", "18-2", "20-1", "21-1", "26-2", "四2-1"),
    *(f"26-1-{part}" for part in range(1, 5)),
    *(f"39-1-{part}" for part in range(1, 6)),
)
LISTS = (
    *("adjudication-duties", "certificates", "discretion-baselines", "fees", "flow-charts", "funds"),
    *("intermediary-bodies", "intermediary-services", "power-duty", "public-services"),
    *("post-duties", "receptions-vehicles", "decisions", "disclosure-lists", "disclosure-items", "priced-items"),
)
WHOLE: dict[str, Value] = {"item": None}
KINDS = ("registration", "annual-report", "licence", "penalty", "abnormal", "serious-breach", "other")
UNITS = ("区教育局", "昆区民政局", "区环保局", "区政府法制办公室", "区审计局", "昆河镇人民政府", "没有这个局")
COMMUNITIES = ("双环邨街道", *(f"第{number}社区" for number in "一二三四五六七八九"), None)


class Drawer:
    """Draws the rows of one department, as they stand on a day."""

    def __init__(self, pack: str, code: str, as_of: date, chance: Random) -> None:
        self._tables = tables(pack)
        self._code = code
        self._as_of = as_of
        self._chance = chance
        self._number = 0

    def rows(self) -> Rows:
        """Rows of every table, plain values by column."""
        drawn = {name: self._table(name) for name in self._tables}
        people = [row["officer_id"] for row in drawn.get("officers", [])]
        for row in drawn.get("exams", []):
            if people and row["kind"] == "officer":
                row["officer_id"] = self._chance.choice(people)
        documents = [row["doc_no"] for row in drawn.get("norm_docs", [])]
        for row in drawn.get("enforcement_cases", []):
            row["officer_id"] = self._chance.choice([*people, "没有这个证号"])
            row["co_officer_id"] = self._chance.choice([*people, None, None])
            row["cited_doc"] = self._chance.choice([*documents, "包府发〔2016〕9号", None])
        heads = [row["person_id"] for row in drawn.get("leaders", [])]
        for row in drawn.get("reports", []):
            if heads and row["report_type"] == "debriefing":
                row["person_id"] = self._chance.choice(heads)
        return drawn

    def _table(self, name: str) -> list[Row]:
        if name == "milestones":
            return [self._row(name, task_id=f"昆{task}") for task in TASKS if self._chance.random() < 0.8]
        if name == "lists":
            return self._lists()
        rows = [self._row(name) for _ in range(self._chance.choice((0, 3, 8, 14)))]
        if name == "lectures":
            return list({(row["held_on"], row["body"]): row for row in rows}.values())
        return rows

    def _lists(self) -> list[Row]:
        kept: list[Value] = [name for name in LISTS for _ in range(self._chance.choice((0, 1, 1, 2)))]
        # A blank item is the whole list.
        rows = [self._row("lists", list_name=name, **self._chance.choice((WHOLE, WHOLE, {}))) for name in kept]
        kinds = [kind for kind in KINDS for _ in range(self._chance.choice((0, 1, 1, 2)))]
        rows += [self._row("lists", list_name="enterprise-information", kind=kind) for kind in kinds]
        rows += [self._row("lists", list_name="problem-ledger") for _ in range(self._chance.choice((0, 3, 44)))]
        return rows

    def _row(self, table: str, **given: Value) -> Row:
        self._number += 1
        columns = self._tables[table].columns
        row = {name: given[name] if name in given else self._cell(table, name) for name in columns}
        self._in_order(table, row)
        return row

    def _cell(self, table: str, name: str) -> Value:
        column = self._tables[table].columns[name]
        if name == "unit_assessed":
            return self._chance.choice(UNITS)
        if name == "unit" and table == "legal_advisers":
            return self._chance.choice(COMMUNITIES)
        key = self._tables[table].key
        if name in ("unit", "officer_id", "person_id", "id_no") and not column.required:
            return None
        needed = column.required or column.required_when or name in ALWAYS or name in key
        if not needed and self._chance.random() < 0.15:
            return None
        wanted = WANTED.get(table, {}).get(name)
        if (table, name) == ("reports", "year"):
            wanted = (self._as_of.year - 1,)
        if wanted and self._chance.random() < 0.8:
            return self._chance.choice(wanted)
        return self._any(table, name, column)

    def _any(self, table: str, name: str, column: Column) -> Value:
        if column.choices:
            return self._chance.choice(sorted(column.choices))
        if column.type == "boolean":
            return self._chance.random() < 0.7
        if column.type == "date":
            return self._day(name)
        if column.type in ("integer", "decimal"):
            low = int(column.minimum or 0)
            return (
                self._chance.randint(self._as_of.year - 3, self._as_of.year)
                if low == 2000
                else self._chance.randint(low, low + 3)
            )
        if name == "subject_id":  # several rounds for one firm
            return f"{self._code}-{self._number // 3}"
        return f"{self._code}-{table}-{name}-{self._number}"

    def _day(self, name: str) -> date:
        if name == "held_on" and self._chance.random() < 0.6:
            return self._as_of - timedelta(days=self._chance.randrange(366))
        days = [day + timedelta(days=more) for day in EDGES for more in (-1, 0, 1)]
        days += [self._as_of - timedelta(days=back) for back in (0, 1, 14, 15, 16, 30, 200)]
        days += [date(self._as_of.year - 2, 12, day) for day in (30, 31)]
        days += [date(2014, 1, 1) + timedelta(days=self._chance.randrange(2900)) for _ in range(20)]
        days += [date(self._as_of.year, 1, 1) + timedelta(days=self._chance.randrange(90)) for _ in range(15)]
        return self._chance.choice([day for day in days if day <= self._as_of or name in TO_COME])

    def _in_order(self, table: str, row: Row) -> None:
        order = self._tables[table].order
        for _ in range(len(order) + 1):
            for rule in order:
                first, second = (row[name] for name in rule)
                if isinstance(first, date) and isinstance(second, date) and first > second:
                    row[rule[0]], row[rule[1]] = second, first


def write(path: Path, rows: Rows, cover: Sequence[tuple[str, str]], ways: Mapping[str, str]) -> None:
    """Writes the rows as a workbook with a cover sheet and a sheet for each table; `ways` declares empty ones."""
    fill_in(path, cover, rows, ways)
