"""Corners of single rows and members, each in a workbook of its own: what an open cell leaves open, and no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from checker.sources.reader import Reader
from samples.drawn.heping.generator import PACK, Drawn, last_day, write
from samples.library.cells import Failed
from samples.library.definitions import tables_of
from samples.library.meanings import Row, Unreadable
from tests.oracle.checking import Checking
from tests.oracle.comparing import differences, misflagged, misplaced_rows
from tests.oracle.oracle import evidence_of, expected
from tests.oracle.test_drawn import looked_at

UNREAD = Unreadable("待核实")
LOST = Unreadable(Failed("#REF!"))
MARCH, JUNE, LAST_YEAR, TO_COME = date(2022, 3, 31), date(2022, 6, 30), date(2021, 12, 31), date(2022, 9, 1)

#: The first officer, and the first officer's only course; officer B beside them has what is asked by June.
OFFICERS: list[tuple[Row, list[Row]]] = [
    ({}, []),
    ({}, [{"hours": 60}]),
    ({}, [{"hours": 59}]),
    ({"officer_id": LOST}, [{"hours": 60}]),
    ({"officer_id": None}, [{"hours": 60}]),
    ({"officer_id": LOST}, [{"hours": 5}]),
    ({"officer_id": LOST}, [{"officer_id": "B"}]),
    ({}, [{"officer_id": LOST}]),
    ({}, [{"officer_id": None}]),
    ({}, [{"officer_id": LOST, "hours": 5}]),
    ({}, [{"hours": UNREAD}]),
    ({}, [{"hours": None}]),
    ({}, [{"held_on": UNREAD}]),
    ({}, [{"held_on": UNREAD, "hours": 5}]),
    ({}, [{"content_type": UNREAD}]),
    ({}, [{"content_type": UNREAD, "hours": UNREAD}]),
    ({"role": UNREAD}, [{}]),
    ({"role": UNREAD}, []),
    ({"role": UNREAD, "on_duty_to": date(2022, 1, 25)}, []),
    ({"role": UNREAD, "cert_status": "revoked"}, []),
    ({"cert_status": UNREAD}, [{}]),
    ({"cert_status": UNREAD}, []),
    ({"cert_status": UNREAD, "role": "auxiliary"}, []),
    ({"on_duty_from": UNREAD}, [{}]),
    ({"on_duty_from": UNREAD}, []),
    ({"on_duty_from": UNREAD, "cert_status": "revoked"}, []),
    ({"on_duty_from": UNREAD, "on_duty_to": LAST_YEAR}, []),
    ({"on_duty_to": UNREAD}, [{}]),
    ({"on_duty_to": UNREAD}, [{"hours": 30}]),
    ({"on_duty_to": UNREAD}, [{"hours": 29}]),
    ({"on_duty_to": UNREAD}, []),
    ({"on_duty_to": UNREAD, "on_duty_from": TO_COME}, []),
    ({"on_duty_from": TO_COME}, []),
    ({"on_duty_from": TO_COME}, [{"hours": 20}]),
    ({"on_duty_from": JUNE}, [{"hours": 1}]),
    ({"on_duty_from": date(2022, 3, 16)}, [{"hours": 47}]),
    ({"on_duty_to": MARCH}, [{"hours": 15}]),
    ({"on_duty_to": MARCH}, [{"hours": 14}]),
    ({"on_duty_to": JUNE}, [{"hours": 29}]),
    ({"on_duty_from": date(2022, 5, 1), "on_duty_to": date(2022, 4, 1)}, []),
]
#: The first head, and the first head's only course; head L2 beside them has had one.
HEADS: list[tuple[Row, list[Row]]] = [
    ({}, [{}]),
    ({}, []),
    ({}, [{"off_job": None}]),
    ({}, [{"start_on": UNREAD}]),
    ({}, [{"law_topic": UNREAD}]),
    ({}, [{"person_id": LOST}]),
    ({}, [{"start_on": date(2023, 2, 2)}]),
    ({}, [{"start_on": date(2020, 2, 2)}]),
    ({"term_end": JUNE}, []),
    ({"term_end": JUNE}, [{"off_job": None}]),
    ({"term_end": JUNE}, [{"off_job": UNREAD, "law_topic": False}]),
    ({"term_end": JUNE}, [{"start_on": JUNE}]),
    ({"term_end": JUNE}, [{"start_on": date(2022, 7, 1)}]),
    ({"term_end": JUNE}, [{"person_id": LOST}]),
    ({"term_end": JUNE}, [{"person_id": None}]),
    ({"term_end": UNREAD}, []),
    ({"term_end": UNREAD}, [{}]),
    ({"term_end": UNREAD}, [{"off_job": False}]),
    ({"term_end": UNREAD, "term_start": date(2026, 1, 1)}, [{}]),
    ({"term_start": UNREAD}, []),
    ({"term_start": UNREAD}, [{}]),
    ({"term_start": UNREAD, "term_end": JUNE}, []),
    ({"term_start": UNREAD, "term_end": JUNE}, [{}]),
    ({"term_start": UNREAD, "term_end": date(2020, 12, 31)}, [{}]),
    ({"term_start": None}, []),
    ({"term_start": None, "term_end": JUNE}, [{}]),
    ({"term_start": date(2019, 2, 2)}, [{"start_on": date(2020, 2, 2)}]),
    ({"term_start": date(2016, 1, 1), "term_end": date(2020, 12, 31)}, []),
    ({"term_start": date(2023, 2, 2)}, []),
    ({"term_start": date(2017, 12, 31)}, []),
    ({"term_start": date(2017, 12, 30)}, []),
    ({"term_start": date(2017, 6, 1)}, [{}]),
    ({"term_start": date(2017, 6, 1)}, [{"start_on": date(2022, 2, 2)}]),
    ({"term_start": date(2022, 2, 2), "term_end": LAST_YEAR}, [{}]),
    ({"person_id": LOST}, [{}]),
    ({"person_id": LOST, "term_end": JUNE}, [{}]),
    ({"person_id": LOST, "term_end": JUNE}, []),
    ({"person_id": None, "term_end": JUNE}, [{}]),
]
RECEIVED = date(2022, 2, 1)
IN_TIME, LATE, VERY_LATE = date(2022, 2, 8), date(2022, 4, 2), date(2022, 6, 1)
APPLICATIONS: list[Row] = [
    {"received_on": UNREAD},
    {"received_on": None},
    {"received_on": UNREAD, "replied_on": IN_TIME},
    {"replied_on": UNREAD},
    {"replied_on": IN_TIME, "extended": UNREAD},
    {"replied_on": date(2022, 3, 30), "extended": UNREAD},
    {"replied_on": VERY_LATE, "extended": UNREAD},
    {"valid_application": UNREAD},
    {"withdrawn_on": UNREAD, "replied_on": IN_TIME},
    {"withdrawn_on": UNREAD, "replied_on": LATE},
    {"supplement_asked_on": UNREAD},
    {"supplement_asked_on": UNREAD, "replied_on": IN_TIME},
    {"supplement_asked_on": IN_TIME, "supplement_received_on": UNREAD},
    {"supplement_received_on": UNREAD, "replied_on": IN_TIME},
    {"supplement_received_on": IN_TIME, "replied_on": date(2022, 2, 7)},
    {"third_party_from": UNREAD, "replied_on": IN_TIME},
    {"third_party_from": UNREAD, "replied_on": LATE},
    {"third_party_from": UNREAD, "third_party_to": date(2022, 2, 9), "replied_on": LATE},
    {"third_party_from": date(2022, 2, 9), "third_party_to": UNREAD, "replied_on": LATE},
    {"third_party_to": UNREAD, "replied_on": LATE},
    {"third_party_to": date(2022, 3, 20), "replied_on": LATE},
    {"third_party_from": date(2022, 2, 9), "replied_on": VERY_LATE},
]
PROPOSALS: list[Row] = [
    {},
    {"replied_on": UNREAD},
    {"replied_on": date(2022, 3, 1), "role": UNREAD},
    {"satisfaction": UNREAD},
    {"satisfaction": "satisfied", "role": UNREAD},
    {"satisfaction": "dissatisfied", "role": UNREAD},
    {"satisfaction": "satisfied", "assigned_on": UNREAD},
    {"due_on": UNREAD},
    {"due_on": JUNE},
]


@pytest.fixture(scope="module")
def checking() -> Iterator[Checking]:
    with Reader() as reader:
        yield Checking(PACK, reader)


def wrong(
    department: str, period: str, tables: dict[str, Sequence[Row]], checking: Checking, folder: Path
) -> list[str]:
    """Where the program differs from the oracle over these rows; tables that are not named have none."""
    whole = {name: list(tables.get(name, ())) for name in tables_of(PACK, department)}
    drawn = Drawn(department, period, last_day(period), whole)
    written = write(drawn, folder / "corner.xlsx", by="openpyxl")
    checked = looked_at(checking.check(written.path, period))
    evidence = evidence_of(drawn)
    return [
        *differences(period, checked.results, expected(evidence, drawn.as_of)),
        *misplaced_rows(period, checked.results, evidence, written.laid),
        *misflagged(period, checked, evidence, written.laid),
    ]


def of_officers(officer: Row, courses: list[Row], others: Sequence[str]) -> dict[str, Sequence[Row]]:
    """One officer with courses, and others with half of a year's hours each."""
    roster: list[Row] = [{"officer_id": "A", "name": "王伟", **officer}]
    held: list[Row] = [_course("A", number) | course for number, course in enumerate(courses)]
    for number, other in enumerate(others, 100):
        roster.append({"officer_id": other, "name": "李芳"})
        held.append(_course(other, number) | {"hours": 30})
    return {"officers": roster, "training": held}


def _course(officer: str, number: int) -> Row:
    rest: Row = {"title": f"第{number}期", "content_type": "law", "hours": 60}
    return {"officer_id": officer, "held_on": date(2022, 2, 1), **rest}


def of_heads(head: Row, courses: list[Row], others: Sequence[str]) -> dict[str, Sequence[Row]]:
    """One head with courses, and others who have had one."""
    roster: list[Row] = [{"person_id": "L1", "name": "张敏", "term_start": date(2021, 1, 1), **head}]
    held: list[Row] = [{"person_id": "L1", "start_on": date(2021, 5, 1), "off_job": True, **each} for each in courses]
    for other in others:
        roster.append({"person_id": other, "name": "刘静", "term_start": date(2021, 3, 1)})
        held.append({"person_id": other, "start_on": date(2021, 6, 1), "off_job": True})
    return {"leaders": roster, "leader_training": held}


@pytest.mark.parametrize("number", range(max(len(OFFICERS), len(HEADS))))
def test_members(number: int, checking: Checking, tmp_path: Path) -> None:
    officer, courses = OFFICERS[number % len(OFFICERS)]
    head, own = HEADS[number % len(HEADS)]
    periods = ("2022Q4", "2022Q2") if number % 2 else ("2022Q2", "2022Q4")
    officer_alone = of_officers(officer, courses, ()) | of_heads(head, own, ("L2",))
    head_alone = of_officers(officer, courses, ("B",)) | of_heads(head, own, ())
    found = [
        each
        for period, tables in zip(periods, (officer_alone, head_alone), strict=True)
        for each in wrong("sfj", period, tables, checking, tmp_path)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("number", range(max(len(APPLICATIONS), len(PROPOSALS))))
def test_rows(number: int, checking: Checking, tmp_path: Path) -> None:
    application = {"application_no": "1", "received_on": RECEIVED, **APPLICATIONS[number % len(APPLICATIONS)]}
    proposal = {"proposal_no": "1", "source": "members", "assigned_on": RECEIVED, **PROPOSALS[number % len(PROPOSALS)]}
    found = []
    for period in ("2022Q4", "2022Q2"):
        tables: dict[str, Sequence[Row]] = {"disclosure": [application], "proposals": [proposal]}
        found += wrong("zwb", period, tables, checking, tmp_path)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("period", ["2022Q4", "2022Q2"])
@pytest.mark.parametrize("rows", [{}, {"officers": of_officers({}, [], ())["officers"]}])
def test_sheets_without_rows(rows: dict[str, Sequence[Row]], period: str, checking: Checking, tmp_path: Path) -> None:
    assert wrong("sfj", period, rows, checking, tmp_path) == []


def test_an_unread_person_may_be_a_known_one_in_another_term(checking: Checking, tmp_path: Path) -> None:
    tables = of_heads({"person_id": LOST, "term_end": LAST_YEAR}, [], ())
    tables["leaders"] = [*tables["leaders"], {"person_id": "L2", "name": "刘静", "term_start": date(2022, 1, 1)}]
    tables["leader_training"] = [{"person_id": "L2", "start_on": date(2021, 6, 1), "off_job": True}]
    assert wrong("sfj", "2022Q4", tables, checking, tmp_path) == []
