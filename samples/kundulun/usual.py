"""What a unit of Kundulun submits when nothing is wrong, and what its indicators then come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from samples.kundulun.rows import (
    cases,
    certificates,
    clean_ups,
    documents,
    letter,
    listed,
    officer,
    plan,
    proposals,
    report,
    task,
    test,
)
from samples.library.cells import Book
from samples.library.records import Row
from samples.library.tables import Head, Laid, heads, lay, lay_cover, sheet_name
from samples.truth import Outcome, Sample

#: A department, one that enforces, the Government Office, and a town.
Kind = Literal["department", "enforcing", "office", "town"]
Tables = dict[str, list[Row]]
#: What is asked of the decisions of a year, and of those since the rules had to be there.
DECISIONS = (
    *(
        "decision-five-steps",
        "decision-hearing-expert-risk",
        "decision-legality-before-meeting",
        "decision-public-comment",
        "decision-feedback",
    ),
)
DECISIONS_SINCE_2019 = ("legality-reviews-registered", "expert-opinions-each-decision")


def usual(short: str, first: int, kind: Kind) -> Tables:
    """The rows of every table that a unit is asked for, but for what is its own.

    Args:
        short: its name in document numbers.
        first: where its numbers of officers and proposals begin; hundreds, so that no two units share any.
        kind: which tables it is asked for.
    """
    if kind == "town":
        return {"milestones": [letter()], "reports": _to_three()}
    rows: Tables = {
        "milestones": [*clean_ups(), letter()],
        "lists": [*certificates(), listed("公务接待和公务用车情况", date(2018, 12, 29), version="2018")],
        "reports": [
            report("本级政府", date(2018, 1, 30), date(2018, 3, 26)),
            report("上一级主管部门", date(2018, 2, 8)),
            plan(),
        ],
        "norm_docs": documents(short),
        "proposals": proposals(first),
        "decisions": [{"decision_no": "无"}],
    }
    if kind == "office":
        rows["lists"] = rows["lists"][-1:]
        rows["reports"] = _to_three()
    if kind == "enforcing":
        rows["milestones"] += [
            task("昆20-1", "执法人员平时考核制度", date(2017, 6, 28)),
            task("昆26-1-1", "执法信息网上录入", date(2018, 6, 1)),
            task("昆26-1-2", "执法程序网上运转", date(2018, 6, 1)),
            task("昆26-1-3", "执法活动网上监督", date(2018, 11, 30)),
            task("昆26-1-4", "执法信息网上传递", date(2018, 12, 31)),
            task("昆26-2", "执法全过程记录", None),
        ]
        rows["lists"] += [
            listed("行政执法流程图", date(2018, 9, 28), item="行政处罚流程图", kind="行政处罚"),
            listed("行政执法流程图", date(2018, 12, 31), item="行政强制流程图", kind="行政强制"),
            listed("行政裁量权基准", date(2018, 5, 18)),
            listed("执法岗位责任清单", None, issued_on=date(2018, 3, 20)),
            listed("涉企信息", date(2018, 7, 20), kind="行政许可"),
            listed("涉企信息", date(2018, 7, 20), kind="行政处罚"),
        ]
        came = {
            "on_duty_from": date(2018, 7, 2),
            "cert_valid_from": date(2018, 7, 2),
            "exam_passed_on": date(2018, 6, 25),
        }
        newcomer = officer(first + 4, checked_on=None, **came)
        rows["officers"] = [*(officer(number) for number in range(first + 1, first + 4)), newcomer]
        rows["exams"] = [test(number, date(2018, 3, 16)) for number in range(first + 1, first + 4)]
        rows["exams"].append(test(first + 4, date(2018, 11, 16)))
        rows["enforcement_cases"] = cases(short, first)
    return rows


def _to_three() -> list[Row]:
    return [
        report("同级党委", date(2018, 2, 12)),
        report("本级人大常委会", date(2018, 3, 6)),
        report("上一级政府", date(2018, 2, 12), date(2018, 3, 20)),
    ]


def submit(book: Book, rows: Tables, spelled: Mapping[str, Sequence[Head]] | None = None) -> dict[str, Laid]:
    """Lays every table on a sheet of its own, under its own headers or those that are given for it."""
    given = spelled or {}
    return {
        table: lay(book.add(sheet_name(table)), table, given.get(table) or heads(table), records)
        for table, records in rows.items()
    }


def covered(book: Book, department: str, period: str = "2018年第四季度") -> None:
    """The cover sheet, as the template lays it out."""
    lay_cover(book, department, period, "kundulun", filled_on=date(2019, 1, 4), person=len(department) + 80)


def all_in_order(told: Sample, kind: Kind) -> None:
    """What the indicators of a unit come to when nothing is wrong; whoever plants a fault says so afterwards.

    The year is over, and with it what is asked for every year and what was due before its last day; what is due later,
    or asked for in two years, goes on.
    """
    told.comes_to("annual-report-published", 1, 1)
    if kind in ("town", "office"):
        told.comes_to("government-annual-report", 3, 3)
    if kind != "office":
        told.comes_to("responsibility-letters", 1, 1)
    if kind == "town":
        return
    told.comes_to("normdoc-cleanup-2017", 1, 1)
    told.comes_to("normdoc-cleanup-published", 1, 1)
    told.comes_to("normdoc-cleanup-cycle", 1, 1, "on_track")
    told.comes_to("normdoc-cleanup-documents", 2, 2)
    told.comes_to("normdoc-legality", 1, 1)
    told.comes_to("normdoc-filing", 1, 1)
    told.comes_to("proposals-in-time", 2, 2)
    told.comes_to("receptions-published", 1, 1)
    told.comes_to("disclosure-on-time", 0, 0, "not_applicable")
    for indicator in (*DECISIONS, *DECISIONS_SINCE_2019):
        told.comes_to(indicator, 0, 0, "not_applicable")
    if kind == "office":
        return
    told.comes_to("department-annual-report", 2, 2)
    told.comes_to("plan-inclusion", 1, 1)
    told.comes_to("decision-legality-in-department", 0, 0, "not_applicable")
    told.comes_to("certificates-cleared", 1, 1, "on_track", excluded=1)
    if kind == "enforcing":
        told.comes_to("officer-cleanup-2016", 3, 3, "on_track")
        told.comes_to("certificates-renewed-2016", 3, 3, "on_track")
        told.comes_to("officer-assessment-rules", 1, 1)
        told.comes_to("online-enforcement", 4, 4, "on_track")
        told.comes_to("enterprise-information-shared", 2, 2, "on_track")
        for indicator in ("discretion-baselines", "post-duties"):
            told.comes_to(indicator, 1, 1, "on_track")
        for indicator in ("major-enforcement-review", "major-penalty-filing", "cited-documents-published"):
            told.comes_to(indicator, 1, 1)
        told.comes_to("exam-before-certificate", 1, 1)
        told.comes_to("exam-before-enforcement", 2, 2)
        for indicator in ("online-enforcement-cases", "recorded-cases"):
            told.comes_to(indicator, 0, 0, "not_applicable")
        told.outcomes["criminal-transfer"] = Outcome("met", 0)
        told.comes_to("full-recording", 0, 0, "not_applicable", excluded=1)
        told.comes_to("flow-charts", 2, 2, "on_track")
        told.comes_to("officer-tests", 4, 4)
        told.comes_to("certified-on-duty", 4, 4)
