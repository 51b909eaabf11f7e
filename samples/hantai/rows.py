"""Plausible rows of 2024 for one unit of Hantai, all in order unless the unit changes them."""

from __future__ import annotations

from datetime import date, timedelta

from samples.library import records
from samples.library.cells import Cell
from samples.library.people import name
from samples.library.places import HANTAI
from samples.library.records import Row


def suit(number: int, heard: date, principal: str = "否", **changes: Cell) -> Row:
    """A suit at first instance that was won; closed five weeks after the hearing."""
    row = records.suit(HANTAI, number, heard, heard + timedelta(days=35))
    if principal == "是":
        row |= {"appeared_post": "局长", "principal_appeared": "是"}
    return row | changes


def letter(number: int, kind: str, received: date, due: date | None, replied: Cell) -> Row:
    """A judicial or procuratorial suggestion that was answered."""
    judicial = kind == "司法建议"
    return {
        "suggestion_no": f"{'汉台法司建' if judicial else '汉台检建'}〔2024〕{number}号",
        "type": kind,
        "issuer": "汉台区人民法院" if judicial else "汉台区人民检察院",
        "received_on": received,
        "reply_due": due,
        "replied_on": replied,
        "adopted": "采纳" if replied else None,
    }


def document(short: str, number: int, **changes: Cell) -> Row:
    """A normative document, reviewed before it was issued and filed with both in time."""
    row: Row = {
        "doc_no": f"汉区{short}发〔2024〕{number}号",
        "title": "关于规范有关管理工作的通知",
        "is_normative": "是",
        "reviewed_by": "区司法局",
        "reviewed_on": date(2024, 7, 8),
        "review_result": "通过",
        "meeting_on": date(2024, 7, 11),
        "issued_on": date(2024, 7, 15),
        "published_on": date(2024, 7, 17),
        "filed_to": "政府和人大常委会",
        "filed_on": date(2024, 7, 30),
        "filing_ok": "是",
        "status": "有效",
    }
    return row | changes


def officer(number: int, **changes: Cell) -> Row:
    """An officer in post for years, whose qualification was checked this year."""
    row = records.officer(HANTAI, number, (date(2021, 9, 1), date(2026, 8, 31)))
    row |= {"checked_on": date(2024, 6, 20), "on_duty_from": date(2014 + number % 6, 7, 1)}
    return row | changes


def course(number: int, held_on: date, title: str, hours: float, content: str) -> Row:
    """One officer at one course."""
    return records.course(HANTAI, number, held_on, title, hours, content)


def courses(number: int, skills: float) -> list[Row]:
    """The year of one officer: 44 hours and some of skills."""
    return [
        course(number, date(2024, 3, 19), "公共法律知识轮训", 20, "公共法律知识"),
        course(number, date(2024, 6, 12), "执法业务培训", 24, "业务知识"),
        course(number, date(2024, 10, 15), "行政执法技能培训", skills, "执法技能"),
    ]


def review(report: str, on: date, level: str = "本单位", sampled: int = 6) -> Row:
    """A finished review of case files."""
    organiser = "法制股" if level == "本单位" else "区司法局"
    return records.review(report, on, level, 4 * sampled, sampled, organiser)


def listed(list_name: str, issued: date | None, **changes: Cell) -> Row:
    """A list or catalogue of the year."""
    row: Row = {"list_name": list_name, "version": "2024", "issued_on": issued}
    return row | changes


def leader(short: str, number: int, start: date, end: date, post: str = "副局长") -> Row:
    """A head and one term of office."""
    return records.leader(f"{short}-{number:02d}", name(number + len(short) * 31), (start, end), post)


def leader_course(short: str, number: int, start: date) -> Row:
    """A head at a full-time course of one week."""
    return records.leader_course(f"{short}-{number:02d}", start, "法治专题脱产培训班", "依法行政与行政复议法")


def assessed(document_no: str, kind: str, on: date, unit: str | None = None, score: float | None = None) -> Row:
    """A unit under one assessment."""
    return {"doc_no": document_no, "kind": kind, "unit_assessed": unit, "assessed_on": on, "score": score}


def task(number: int, done: date | None) -> Row:
    """One of the 104 tasks."""
    return {
        "task_id": str(number),
        "group": f"第{(number - 1) // 11 + 1}类",
        "deliverable": f"示范指标第{number}项",
        "due_on": date(2025, 6, 30),
        "done_on": done,
        "status": "已完成" if done else "进行中",
        "evidence_no": f"佐证-{number:03d}" if done else None,
    }
