"""Plausible rows of every table, all in order unless a department changes them."""

from __future__ import annotations

from datetime import date, timedelta

from samples.cells import Row, Value
from samples.people import id_no, name, phone

_SUBJECTS = """
加强老旧小区消防通道管理 规范共享单车停放 完善社区养老服务 优化营商环境 整治占道经营
增设非机动车停车位 改进窗口服务 保护五大道历史建筑 推进垃圾分类
"""
_MATTERS = ("房屋征收补偿方案", "行政处罚决定文书", "餐饮单位检查记录", "年度预算执行情况", "行政许可事项清单")
_TOPICS = {"first": "习近平法治思想与依法行政", "second": "行政处罚法与行政复议法"}


def case(
    number: int, heard: date | None, category: str = "一般案件", appeared: str | None = "是", **changes: Value
) -> Row:
    """A suit at first instance; closed five weeks after a hearing that was before November."""
    closed = heard + timedelta(days=35) if heard and heard < date(2022, 11, 1) else None
    yes = appeared == "是"
    row: Row = {
        "case_no": f"（2022）津0101行初{number}号",
        "court": "天津市和平区人民法院",
        "instance_level": "一审",
        "accepted_on": heard - timedelta(days=40) if heard else date(2022, 11, 21),
        "hearing_on": heard,
        "category": category if heard else None,
        "court_notified": "否" if category == "一般案件" else "是",
        "head_appeared": appeared if heard else None,
        "appeared_name": name(number) if heard and yes else None,
        "appeared_post": "副局长" if heard and yes else None,
        "principal_appeared": "否" if heard else None,
        "outcome": "驳回诉讼请求" if closed else "未结",
        "closed_on": closed,
        "judgment_effective_on": closed + timedelta(days=16) if closed else None,
    }
    return row | changes


def officer(number: int, **changes: Value) -> Row:
    """An officer in post for years, with a valid certificate."""
    row: Row = {
        "officer_id": f"津01-{number:04d}",
        "name": name(number),
        "id_no": id_no(number),
        "phone": phone(number),
        "role": "执法人员",
        "cert_status": "有效",
        "cert_valid_from": date(2021, 6, 1),
        "cert_valid_to": date(2026, 5, 31),
        "former_cert_no": f"A120101{number:04d}",
        "cert_inspected_on": date(2022, 3, 25),
        "checked_on": date(2022, 4, 15),
        "check_result": "保留",
        "on_duty_from": date(2012 + number % 8, 7, 1),
    }
    return row | changes


def course(
    number: int, held_on: Value, title: str, hours: Value, content: str | None = "法律法规", **changes: Value
) -> Row:
    """One officer at one course."""
    row: Row = {
        "officer_id": f"津01-{number:04d}",
        "officer_name": name(number),
        "held_on": held_on,
        "title": title,
        "content_type": content,
        "mode": "线下",
        "hours": hours,
        "proof": f"签到-{number:04d}",
    }
    return row | changes


def review(report: str, on: date, level: str, scope: Value, sampled: Value, organiser: str = "法制科") -> Row:
    """A finished review of case files."""
    return {
        "report_no": report,
        "reviewed_on": on,
        "organiser": organiser,
        "level": level,
        "files_in_scope": scope,
        "files_sampled": sampled,
    }


def application(number: int, received: Value, replied: Value, **changes: Value) -> Row:
    """A valid application for information."""
    row: Row = {
        "application_no": f"依申请2022-{number:03d}",
        "applicant": name(number + 300),
        "matter": _MATTERS[number % len(_MATTERS)],
        "received_on": received,
        "extended": "否",
        "replied_on": replied,
        "valid_application": "是",
    }
    return row | changes


def proposal(number: int, source: str, satisfaction: str | None = "满意", **changes: Value) -> Row:
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


def visit(on: date, leaders: Value, staff: Value, number: int = 31) -> Row:
    """A hearing observed."""
    return {
        "held_on": on,
        "court": "天津市和平区人民法院",
        "case_no": f"（2022）津0101行初{number}号",
        "organiser": "区司法局",
        "leaders_attending": leaders,
        "staff_attending": staff,
        "online": "否",
    }


def leader(person: str, number: int, start: date, end: date | None, post: str = "副局长") -> Row:
    """A head and one term of office."""
    return {
        "person_id": person,
        "name": name(number + 700),
        "post": post,
        "is_principal": "否" if post.startswith("副") else "是",
        "term_start": start,
        "term_end": end,
    }


def leader_course(person: str, start: date, off_job: Value = "是", law: Value = "是") -> Row:
    """A head at a course of one week."""
    return {
        "person_id": person,
        "title": "区管领导干部法治专题培训班",
        "start_on": start,
        "end_on": start + timedelta(days=4),
        "off_job": off_job,
        "law_topic": law,
        "topic": _TOPICS["first" if start.year == 2021 else "second"],
    }


def lecture(on: date, body: str, topic: str, lecturer: Value, attendees: int, **changes: Value) -> Row:
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
