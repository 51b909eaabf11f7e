"""What a unit of Hantai submits when nothing is wrong, and what its indicators then come to."""

from __future__ import annotations

from datetime import date
from typing import Literal

from samples.hantai.rows import (
    assessed,
    courses,
    document,
    leader,
    leader_course,
    letter,
    listed,
    officer,
    review,
    suit,
    task,
)
from samples.library.cells import Book
from samples.library.people import name
from samples.library.places import HANTAI
from samples.library.records import Row, visit
from samples.library.tables import Laid, lay_cover, plain
from samples.truth import Sample

#: A department that enforces, the Government Office, and a town or street.
Kind = Literal["enforcing", "office", "town"]
Tables = dict[str, list[Row]]

_ASKED_OF_ALL = ("litigation", "suggestions", "norm_docs", "lists", "exams", "staff", "legal_advisers")
_OFFICERS = ("officers", "training", "casefile_reviews")
TABLES: dict[Kind, tuple[str, ...]] = {
    "enforcing": (
        *(*_ASKED_OF_ALL, *_OFFICERS),
        *("court_visits", "leaders", "leader_training", "milestones", "assessments"),
    ),
    "office": (*_ASKED_OF_ALL, "court_visits", "milestones"),
    "town": (*_ASKED_OF_ALL, *_OFFICERS),
}


def usual(short: str, first: int, kind: Kind) -> Tables:
    """The rows of every table that a unit is asked for.

    Args:
        short: its name in document numbers, one character or two.
        first: where its numbers of cases and officers begin; hundreds, so that no two units share any.
        kind: which tables it is asked for.
    """
    rows: Tables = {
        "litigation": [
            suit(first + 1, date(2024, 6, 18)),
            suit(first + 2, date(2024, 9, 12), "是"),
            suit(first + 3, date(2023, 5, 18)),
            suit(first + 4, date(2023, 10, 19), outcome="败诉"),
        ],
        "suggestions": [
            letter(first + 1, "检察建议", date(2024, 6, 11), date(2024, 8, 11), date(2024, 7, 22)),
            # no date in the letter: two months to the day
            letter(first + 2, "司法建议", date(2024, 6, 3), None, date(2024, 8, 3)),
        ],
        "norm_docs": [document(short, first + 1)],
        "lists": [listed("普法责任清单", date(2024, 3, 8), has_topic="是")],
        "exams": [_exam(32)],
        "staff": _staff(short, first),
        "legal_advisers": [_adviser(first)],
        "officers": [officer(number) for number in range(first + 1, first + 4)],
        "training": [row for place in range(1, 4) for row in courses(first + place, 16.5 + place)],
        "casefile_reviews": [
            review(f"汉区{short}评〔2024〕{quarter}号", on)
            for quarter, on in enumerate(
                (date(2024, 3, 22), date(2024, 6, 21), date(2024, 9, 20), date(2024, 12, 13)), 1
            )
        ],
        "court_visits": [visit(HANTAI, date(2024, 6, 20), 2, 12, first + 50)],
        "leaders": [
            leader(short, 1, date(2022, 3, 1), date(2027, 2, 28), "局长"),
            leader(short, 2, date(2023, 8, 1), date(2028, 7, 31)),
        ],
        "leader_training": [leader_course(short, 1, date(2023, 5, 15)), leader_course(short, 2, date(2024, 9, 9))],
        "milestones": [
            task(first // 10 + 1, date(2024, 10, 31)),
            task(first // 10 + 2, date(2024, 12, 20)),
            task(first // 10 + 3, None),
        ],
        "assessments": [assessed(f"汉区{short}发〔2024〕{first + 60}号", "系统内部考评", date(2024, 11, 15))],
    }
    if kind == "enforcing":
        rows["lists"] += [
            listed("行政执法事项目录", date(2024, 8, 20), items=46),
            listed("执法突出问题清单", date(2024, 6, 12), items=5),
            listed(
                "行政裁量权基准", date(2024, 7, 15), reviewed_on=date(2024, 7, 8), filed_on=date(2024, 7, 26), items=38
            ),
        ]
    return {table: rows[table] for table in TABLES[kind]}


def _exam(should_sit: int) -> Row:
    return {
        "exam": "2024年度国家工作人员学法考试",
        "kind": "国家工作人员学法考试",
        "mode": "线上",
        "held_on": date(2024, 11, 22),
        "organiser": "区司法局",
        "should_sit": should_sit,
        "sat": should_sit - 1,
        "passed": should_sit - 1,
        "has_law": "是",
    }


def _staff(short: str, first: int) -> list[Row]:
    held: Row = {"person_id": f"{short}公-1", "name": name(first + 21), "entered_on": date(2021, 3, 1)}
    came: Row = {
        "person_id": f"{short}公-2",
        "name": name(first + 22),
        "entered_on": date(2024, 8, 5),
        "change_type": "新任",
        "changed_on": date(2024, 8, 5),
        "reported_on": date(2024, 8, 15),  # the 10th day
        "report_no": f"汉区{short}函〔2024〕12号",
    }
    common: Row = {"role": "政务公开", "full_time": "否"}
    return [held | common, came | common]


def _adviser(first: int) -> Row:
    return {
        "person_id": f"16107{first:03d}",
        "name": name(first + 31),
        "type": "外聘律师",
        "firm": "汉江律师事务所",
        "contract_from": date(2024, 1, 1),
        "contract_to": date(2024, 12, 31),
    }


def submit(book: Book, rows: Tables) -> dict[str, Laid]:
    """Lays every table on a sheet of its own, as the template has it."""
    return {table: plain(book, table, rows[table]) for table in rows}


def covered(book: Book, department: str, period: str = "2024年第四季度") -> None:
    """The cover sheet, as the template lays it out."""
    lay_cover(book, department, period, "hantai", filled_on=date(2025, 1, 6), person=len(department) + 40)


def all_in_order(told: Sample, kind: Kind) -> None:
    """What the indicators of a unit come to when nothing is wrong; whoever plants a fault says so afterwards."""
    for indicator in ("normdoc-review", "normdoc-filing", "normdoc-filing-in-time", "normdoc-form"):
        told.comes_to(indicator, 1, 1)
    told.comes_to("court-appearance", 2, 2)
    told.comes_to("key-cases", 0, 0, "not_applicable")
    met = ["principal-appearance", "judicial-suggestions", "procuratorial-suggestions", "publicity-duty-list"]
    met += ["disclosure-staff", "disclosure-staff-changes", "law-exam", "adviser-coverage"]
    if kind != "town":
        met.append("court-observation")
    if kind != "office":
        told.comes_to("officer-cleanup", 3, 3)
        told.comes_to("officer-training", 3, 3)
        told.comes_to("unqualified-officers", 0, 0, "not_applicable")
        met.append("unit-casefile-review")
    if kind == "enforcing":
        met += ["discretion-filing", "internal-assessment"]
        told.comes_to("discretion-problems", 0, 0, "not_applicable")
        # The year is over; the notice runs on to the end of 2025.
        told.comes_to("enforcement-catalogue", 1, 1, "on_track")
        told.comes_to("problem-lists", 1, 1)
        told.comes_to("leader-training", 2, 2, "on_track")
    for indicator in met:
        told.comes_to(indicator, 1, 1)
