"""Plausible rows of 2018 for one unit of Kundulun, all in order unless the unit changes them."""

from __future__ import annotations

from datetime import date

from samples.library import records
from samples.library.cells import Cell
from samples.library.places import KUNDULUN
from samples.library.records import Row


def task(task_id: str, deliverable: str, done: Cell, **changes: Cell) -> Row:
    """One task of the plan; under way where it has no date."""
    row: Row = {
        "task_id": task_id,
        "deliverable": deliverable,
        "done_on": done,
        "status": "已完成" if done else "进行中",
        "evidence_no": f"佐证-{task_id}" if done else None,
    }
    return row | changes


def clean_ups() -> list[Row]:
    """The clean-up of 2017, published three weeks later, and the next one."""
    return [
        task("昆18-1", "2017年规范性文件清理", date(2017, 11, 20), published_on=date(2017, 12, 11)),
        task("昆18-2", "2018年规范性文件清理", date(2018, 10, 30)),
    ]


def letter() -> Row:
    """The year's letter of responsibility."""
    return task("昆四2-1", "2018年依法行政责任书", date(2018, 3, 15))


def listed(list_name: str, published: date | None, **changes: Cell) -> Row:
    """A list that was published, or one row of it."""
    row: Row = {"list_name": list_name, "published_on": published}
    return row | changes


def certificates() -> list[Row]:
    """One certificate abolished, one still to be decided."""
    return [
        listed("证明事项清单", date(2018, 6, 1), item="无房证明", result="取消"),
        listed("证明事项清单", None, item="居住情况证明"),
    ]


def report(addressee: str, sent: Cell, published: date | None = None) -> Row:
    """The report on 2017, to one addressee."""
    return {
        "report_type": "法治政府建设年度报告",
        "title": "2017年法治政府建设情况报告",
        "year": 2017,
        "addressee": addressee,
        "signed_on": date(2018, 1, 22),
        "sent_on": sent,
        "published_on": published,
    }


def plan() -> Row:
    """The plan of the year, with its section on law-based government."""
    return {
        "report_type": "年度工作计划",
        "title": "2018年工作要点",
        "year": 2018,
        "signed_on": date(2018, 2, 26),
        "has_section": "是",
    }


def documents(short: str) -> list[Row]:
    """A normative document of the year, in order; and one of 2013 that the clean-up of 2017 looked at."""
    young: Row = {
        "doc_no": f"昆{short}发〔2018〕12号",
        "title": "关于规范有关管理工作的通知",
        "reviewed_by": "本单位法制机构",
        "reviewed_on": date(2018, 5, 7),
        "review_result": "通过",
        "meeting_on": date(2018, 5, 10),
        "issued_on": date(2018, 5, 14),
        "published_on": date(2018, 5, 16),
        "filed_to": "政府",
        "filed_on": date(2018, 5, 28),
        "status": "有效",
    }
    old: Row = {
        "doc_no": f"昆{short}发〔2013〕5号",
        "title": "关于加强有关管理工作的意见",
        "issued_on": date(2013, 6, 9),
        "status": "有效",
        "last_cleaned_on": date(2017, 11, 20),
    }
    return [young, old]


def decision(number: str, title: str, **changes: Cell) -> Row:
    """A major decision of the year with every step before it."""
    row: Row = {
        "decision_no": number,
        "title": title,
        "consult_from": date(2018, 3, 5),
        "consult_to": date(2018, 4, 4),
        "consult_channel": "互联网",
        "opinions_received": 12,
        "feedback_on": date(2018, 4, 16),
        "expert_on": date(2018, 4, 11),
        "risk_on": date(2018, 4, 18),
        "dept_review_on": date(2018, 4, 24),
        "submitted_on": date(2018, 4, 26),
        "legality_review_on": date(2018, 5, 3),
        "legality_result": "合法",
        "review_registered_on": date(2018, 5, 3),
        "meeting_on": date(2018, 5, 8),
        "decided_on": date(2018, 5, 8),
        "published_on": date(2018, 5, 15),
    }
    return row | changes


def case(number: str, kind: str, decided: Cell, **changes: Cell) -> Row:
    """An ordinary case of enforcement."""
    row: Row = {"case_no": number, "type": kind, "major": "否", "on_site": "是", "recorded": "是", "online": "否"}
    return row | {"decided_on": decided} | changes


def cases(short: str, first: int) -> list[Row]:
    """A major penalty that was reviewed before and filed afterwards, and an inspection, by two officers."""
    both: Row = {"officer_id": KUNDULUN.officer_id(first + 1), "co_officer_id": KUNDULUN.officer_id(first + 2)}
    penalty = case(
        f"昆{short}罚字〔2018〕7号",
        "行政处罚",
        date(2018, 6, 14),
        major="是",
        legal_review_on=date(2018, 6, 11),
        legal_review_result="通过",
        filed_on=date(2018, 6, 29),
        published_on=date(2018, 6, 20),
        cited_doc="包府发〔2016〕31号",
        cited_doc_published_on=date(2016, 5, 20),
    )
    return [penalty | both, case(f"昆{short}检字〔2018〕21号", "行政检查", date(2018, 9, 4)) | both]


def officer(number: int, **changes: Cell) -> Row:
    """An officer who was checked in 2016 and got a new certificate then."""
    row = records.officer(KUNDULUN, number, (date(2016, 12, 1), date(2021, 11, 30)))
    row |= {"checked_on": date(2016, 10, 18), "on_duty_from": date(2012, 7, 1), "exam_passed_on": date(2012, 6, 8)}
    return row | changes


def test(number: int, on: date) -> Row:
    """One officer who passed the year's test."""
    return {
        "exam": "2018年度执法人员考核测试",
        "kind": "执法人员考试",
        "held_on": on,
        "officer_id": KUNDULUN.officer_id(number),
        "result": "合格",
    }


def proposals(first: int) -> list[Row]:
    """A suggestion and a proposal, one of them answered on the very day it was due."""
    common: Row = {"role": "主办", "assigned_on": date(2018, 2, 27), "due_on": date(2018, 5, 27)}
    return [
        {"proposal_no": f"第{first}号", "source": "人大代表建议", "title": "关于改善小区环境的建议"}
        | common
        | {"replied_on": date(2018, 5, 27)},
        {"proposal_no": f"第{first + 1}号", "source": "政协委员提案", "title": "关于优化办事流程的提案"}
        | common
        | {"replied_on": date(2018, 4, 19)},
    ]
