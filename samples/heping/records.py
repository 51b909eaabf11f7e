"""Plausible rows of 2022 for one department of Heping, all in order unless the department changes them."""

from __future__ import annotations

from datetime import date, timedelta

from samples.library import records
from samples.library.cells import Cell
from samples.library.people import name
from samples.library.places import HEPING
from samples.library.records import MATTERS, Row

_SUBJECTS = """
加强老旧小区消防通道管理 规范共享单车停放 完善社区养老服务 优化营商环境 整治占道经营
增设非机动车停车位 改进窗口服务 保护五大道历史建筑 推进垃圾分类
"""
_TOPICS = {"first": "习近平法治思想与依法行政", "second": "行政处罚法与行政复议法"}


def case(
    number: int, heard: date | None, category: str = "一般案件", appeared: str | None = "是", **changes: Cell
) -> Row:
    """A suit at first instance; closed five weeks after a hearing that was before November."""
    if heard is None:
        return _unheard(number) | changes
    closed = heard + timedelta(days=35) if heard < date(2022, 11, 1) else None
    row = records.suit(HEPING, number, heard, closed)
    row |= {"category": category, "court_notified": "否" if category == "一般案件" else "是", "head_appeared": appeared}
    if appeared != "是":
        row |= {"appeared_name": None, "appeared_post": None}
    return row | changes


def _unheard(number: int) -> Row:
    return {
        "case_no": HEPING.case_no(2022, number),
        "court": HEPING.court,
        "instance_level": "一审",
        "accepted_on": date(2022, 11, 21),
        "court_notified": "否",
        "outcome": "未结",
    }


def officer(number: int, **changes: Cell) -> Row:
    """An officer in post for years, with a valid certificate."""
    row = records.officer(HEPING, number, (date(2021, 6, 1), date(2026, 5, 31)))
    row |= {
        "former_cert_no": f"A120101{number:04d}",
        "cert_inspected_on": date(2022, 3, 25),
        "checked_on": date(2022, 4, 15),
        "on_duty_from": date(2012 + number % 8, 7, 1),
    }
    return row | changes


def course(
    number: int, held_on: Cell, title: str, hours: Cell, content: str | None = "法律法规", **changes: Cell
) -> Row:
    """One officer at one course."""
    return records.course(HEPING, number, held_on, title, hours, content) | changes


def application(number: int, received: Cell, replied: Cell, **changes: Cell) -> Row:
    """A valid application for information."""
    row: Row = {
        "application_no": f"依申请2022-{number:03d}",
        "applicant": name(number + 300),
        "matter": MATTERS[number % len(MATTERS)],
        "received_on": received,
        "extended": "否",
        "replied_on": replied,
        "valid_application": "是",
    }
    return row | changes


def proposal(number: int, source: str, satisfaction: str | None = "满意", **changes: Cell) -> Row:
    """A suggestion or proposal that the department leads, answered within its time."""
    subjects = _SUBJECTS.split()
    replied = date(2022, 4, 1) + timedelta(days=number % 25)
    row: Row = {
        "proposal_no": f"第{number}号",
        "source": source,
        "title": f"关于{subjects[number % len(subjects)]}的{source[-2:]}",
        "proposer": name(number + 500),
        "role": "主办",
        "assigned_on": date(2022, 2, 18),
        "due_on": date(2022, 5, 18),
        "replied_on": replied,
        "satisfaction": satisfaction,
        "feedback_on": replied + timedelta(days=10) if satisfaction else None,
    }
    return row | changes


def visit(on: date, leaders: Cell, staff: Cell, number: int = 31) -> Row:
    """A hearing that the department observed."""
    return records.visit(HEPING, on, leaders, staff, number)


def leader(person: str, number: int, start: date, end: date | None, post: str = "副局长") -> Row:
    """A head and one term of office."""
    return records.leader(person, name(number + 700), (start, end), post)


def leader_course(person: str, start: date, off_job: Cell = "是", law: Cell = "是") -> Row:
    """A head at a course of one week."""
    topic = _TOPICS["first" if start.year == 2021 else "second"]
    return records.leader_course(person, start, "区管领导干部法治专题培训班", topic, off_job, law)


def lecture(on: date, body: str, topic: str, lecturer: Cell, attendees: int, **changes: Cell) -> Row:
    """A lecture on law."""
    row: Row = {
        "held_on": on,
        "body": body,
        "meeting_no": f"{on.month}月{body}",
        "topic": topic,
        "lecturer": lecturer,
        "attendees": attendees,
        "law_topic": "是",
        "minutes_no": f"纪要〔2022〕{on.month}号",
    }
    return row | changes
