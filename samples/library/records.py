"""Plausible rows of the tables that several districts share, as cells: all in order unless the caller changes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from samples.library.cells import Cell
from samples.library.people import id_no, name, phone
from samples.library.places import Place

#: One row by the key of its columns: a field of the table, or the header of a column that the table does not have.
Row = dict[str, Cell]

#: What people ask departments for information about.
MATTERS = ("房屋征收补偿方案", "行政处罚决定文书", "餐饮单位检查记录", "年度预算执行情况", "行政许可事项清单")


def suit(place: Place, number: int, heard: date, closed: date | None) -> Row:
    """A suit at first instance that a deputy head attended; won, unless it is still open."""
    return {
        "case_no": place.case_no(heard.year, number),
        "court": place.court,
        "instance_level": "一审",
        "accepted_on": heard - timedelta(days=40),
        "hearing_on": heard,
        "category": "一般案件",
        "court_notified": "否",
        "head_appeared": "是",
        "appeared_name": name(number),
        "appeared_post": "副局长",
        "principal_appeared": "否",
        "outcome": "驳回诉讼请求" if closed else "未结",
        "closed_on": closed,
        "judgment_effective_on": closed + timedelta(days=16) if closed else None,
    }


def officer(place: Place, number: int, valid: tuple[date, date], **more: Cell) -> Row:
    """An officer with a valid certificate, who was kept when qualifications were checked."""
    row: Row = {
        "officer_id": place.officer_id(number),
        "name": name(number),
        "id_no": id_no(number),
        "phone": phone(number),
        "role": "执法人员",
        "cert_status": "有效",
        "cert_valid_from": valid[0],
        "cert_valid_to": valid[1],
        "check_result": "保留",
    }
    return row | more


def course(place: Place, number: int, held_on: Cell, title: str, hours: Cell, content: Cell, **changes: Cell) -> Row:
    """One officer at one course."""
    row: Row = {
        "officer_id": place.officer_id(number),
        "officer_name": name(number),
        "held_on": held_on,
        "title": title,
        "content_type": content,
        "mode": "线下",
        "hours": hours,
        "proof": f"签到-{number:04d}",
    }
    return row | changes


def review(report: str, on: date, level: str, scope: Cell, sampled: Cell, organiser: str = "法制科") -> Row:
    """A finished review of case files."""
    return {
        "report_no": report,
        "reviewed_on": on,
        "organiser": organiser,
        "level": level,
        "files_in_scope": scope,
        "files_sampled": sampled,
    }


def visit(place: Place, on: date, leaders: Cell, staff: Cell, number: int) -> Row:
    """A hearing that the department observed."""
    return {
        "held_on": on,
        "court": place.court,
        "case_no": place.case_no(on.year, number),
        "organiser": "区司法局",
        "leaders_attending": leaders,
        "staff_attending": staff,
        "online": "否",
    }


def leader(person: str, full_name: str, term: Sequence[date | None], post: str = "副局长") -> Row:
    """A head and one term of office."""
    start, end = term
    return {
        "person_id": person,
        "name": full_name,
        "post": post,
        "is_principal": "否" if post.startswith("副") else "是",
        "term_start": start,
        "term_end": end,
    }


def leader_course(person: str, start: date, title: str, topic: str, off_job: Cell = "是", law: Cell = "是") -> Row:
    """A head at a course of one week."""
    return {
        "person_id": person,
        "title": title,
        "start_on": start,
        "end_on": start + timedelta(days=4),
        "off_job": off_job,
        "law_topic": law,
        "topic": topic,
    }
