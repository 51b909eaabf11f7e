"""Plausible rows of 2024 for one unit of Hantai, all in order unless the unit changes them."""

from __future__ import annotations

from datetime import date, timedelta

from samples.cells import Row, Value
from samples.people import id_no, name, phone


def suit(number: int, heard: date, principal: str = "否", **changes: Value) -> Row:
    """A suit at first instance that was won; closed five weeks after the hearing."""
    closed = heard + timedelta(days=35)
    row: Row = {
        "case_no": f"（{heard.year}）陕0702行初{number}号",
        "court": "汉中市汉台区人民法院",
        "instance_level": "一审",
        "accepted_on": heard - timedelta(days=40),
        "hearing_on": heard,
        "category": "一般案件",
        "court_notified": "否",
        "head_appeared": "是",
        "appeared_name": name(number),
        "appeared_post": "局长" if principal == "是" else "副局长",
        "principal_appeared": principal,
        "outcome": "驳回诉讼请求",
        "closed_on": closed,
        "judgment_effective_on": closed + timedelta(days=16),
    }
    return row | changes


def letter(number: int, kind: str, received: date, due: date | None, replied: Value) -> Row:
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


def document(short: str, number: int, **changes: Value) -> Row:
    """A normative document, reviewed before it was issued and filed with both in time."""
    row: Row = {
        "doc_no": f"汉区{short}发〔2024〕{number}号",
        "title": "关于规范有关管理工作的通知",
        "is_normative": "是",
        "reviewed_by": "区司法局",
        "reviewed_on": date(2024, 5, 6),
        "review_result": "通过",
        "meeting_on": date(2024, 5, 9),
        "issued_on": date(2024, 5, 13),
        "published_on": date(2024, 5, 15),
        "filed_to": "政府和人大常委会",
        "filed_on": date(2024, 5, 28),
        "filing_ok": "是",
        "status": "有效",
    }
    return row | changes


def officer(number: int, **changes: Value) -> Row:
    """An officer in post for years, whose qualification was checked this year."""
    row: Row = {
        "officer_id": f"陕F-{number:04d}",
        "name": name(number),
        "id_no": id_no(number),
        "phone": phone(number),
        "role": "执法人员",
        "cert_status": "有效",
        "cert_valid_from": date(2021, 9, 1),
        "cert_valid_to": date(2026, 8, 31),
        "checked_on": date(2024, 5, 20),
        "check_result": "保留",
        "on_duty_from": date(2014 + number % 6, 7, 1),
    }
    return row | changes


def course(number: int, held_on: date, title: str, hours: float, content: str) -> Row:
    """One officer at one course."""
    return {
        "officer_id": f"陕F-{number:04d}",
        "officer_name": name(number),
        "held_on": held_on,
        "title": title,
        "content_type": content,
        "mode": "线下",
        "hours": hours,
        "proof": f"签到-{number:04d}",
    }


def courses(number: int, skills: float) -> list[Row]:
    """The year of one officer: 44 hours and some of skills."""
    return [
        course(number, date(2024, 3, 19), "公共法律知识轮训", 20, "公共法律知识"),
        course(number, date(2024, 6, 12), "执法业务培训", 24, "业务知识"),
        course(number, date(2024, 10, 15), "行政执法技能培训", skills, "执法技能"),
    ]


def review(report: str, on: date, level: str = "本单位", sampled: int = 6) -> Row:
    """A finished review of case files."""
    return {
        "report_no": report,
        "reviewed_on": on,
        "organiser": "法制股" if level == "本单位" else "区司法局",
        "level": level,
        "files_in_scope": 4 * sampled,
        "files_sampled": sampled,
    }


def listed(list_name: str, issued: date | None, **changes: Value) -> Row:
    """A list or catalogue of the year."""
    row: Row = {"list_name": list_name, "version": "2024", "issued_on": issued}
    return row | changes


def leader(short: str, number: int, start: date, end: date, post: str = "副局长") -> Row:
    """A head and one term of office."""
    return {
        "person_id": f"{short}-{number:02d}",
        "name": name(number + len(short) * 31),
        "post": post,
        "is_principal": "否" if post.startswith("副") else "是",
        "term_start": start,
        "term_end": end,
    }


def leader_course(short: str, number: int, start: date) -> Row:
    """A head at a full-time course of one week."""
    return {
        "person_id": f"{short}-{number:02d}",
        "title": "法治专题脱产培训班",
        "start_on": start,
        "end_on": start + timedelta(days=4),
        "off_job": "是",
        "law_topic": "是",
        "topic": "依法行政与行政复议法",
    }


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
