"""The sheets that every unit of Heping submits in the same way, all in order, and what its indicators then come to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from samples.heping.records import leader
from samples.library.cells import Book, Cell
from samples.library.records import Row
from samples.library.tables import Laid, plain
from samples.truth import Outcome, Sample

#: A department, one that enforces, and the Government Office.
Kind = Literal["department", "enforcing", "office"]
DECISIONS = (
    *("decision-expert-and-risk", "decision-legal-opinion", "decision-public-consultation"),
    *("decision-publication", "decision-seven-steps"),
)
#: The units of the samples that mediate disputes.
MEDIATE = ("司法", "市监", "公安", "住建", "环境", "卫健")
CASES = ("major-enforcement-review", "enforcement-publicity", "documents-served", "recorded-cases")


def alike(book: Book, told: Sample, short: str, kind: Kind, decisions: list[Row] | None = None) -> dict[str, Laid]:
    """Adds documents, suggestions, reports, lists, decisions, cases, and where it has none yet the leaders.

    Args:
        book: to which the sheets are added.
        told: what is said of them.
        short: the unit as its own numbers call it; its principal is number 1 of its leaders.
        kind: which sheets it is asked for.
        decisions: that it prepared; it says that there are none otherwise.
    """
    laid = {
        "norm_docs": plain(book, "norm_docs", [document(short)]),
        "reports": plain(book, "reports", _reports(short)),
    }
    told.comes_to("normdoc-legality-review", 1, 1)
    for indicator in ("annual-report", "plan-inclusion", "annual-debriefing", "disclosure-list"):
        told.comes_to(indicator, 1, 1)
    lists: list[Row] = [{"list_name": "政府信息公开清单", "published_on": date(2021, 5, 17)}]
    if kind == "office":
        lists.append(_catalogue())
        told.outcomes["decision-catalogue"] = Outcome("met", 1)
    else:
        plain(book, "suggestions", [_letter(short, "检察建议", date(2022, 4, 11)), _letter(short, "司法建议", None)])
        told.comes_to("judicial-suggestions", 1, 1)
        told.comes_to("procuratorial-suggestions", 1, 1)
    plain(book, "lists", lists)
    if kind != "enforcing":
        plain(book, "leaders", [leader(f"{short}-01", len(short) + 90, date(2021, 4, 1), date(2026, 3, 31), "主任")])
    laid["decisions"] = plain(book, "decisions", decisions or [{"decision_no": "无"}])
    for indicator in DECISIONS:
        count = len(decisions or ())
        told.comes_to(indicator, count, count, "met" if count else "not_applicable")
    if kind == "enforcing":
        laid["enforcement_cases"] = plain(book, "enforcement_cases", cases(short))
        told.comes_to("major-enforcement-review", 1, 1)
        told.comes_to("enforcement-publicity", 3, 3)
        told.comes_to("documents-served", 1, 1)
        told.comes_to("recorded-cases", 3, 3)
    if short in MEDIATE:
        plain(book, "mediations", [_dispute(short, number) for number in range(1, 6)])
        plain(book, "earlier_figures", [_rate_before()])
        told.outcomes["mediation-rate"] = RATE_RISES
    return laid


def document(short: str, **changes: Cell) -> Row:
    """A normative document of the year that was reviewed before it was issued."""
    row: Row = {
        "doc_no": f"和{short}规〔2022〕1号",
        "title": "关于规范有关管理工作的通知",
        "reviewed_on": date(2022, 6, 6),
        "review_result": "通过",
        "issued_on": date(2022, 6, 13),
    }
    return row | changes


def _reports(short: str) -> list[Row]:
    plan: Row = {"report_type": "年度工作计划", "title": "2022年工作要点", "year": 2022, "has_section": "是"}
    annual: Row = {"report_type": "法治政府建设年度报告", "title": "2021年法治政府建设情况报告", "year": 2021}
    debriefing: Row = {"report_type": "述职述法", "title": "2022年述职述法报告", "year": 2022}
    return [
        plan | {"signed_on": date(2022, 2, 21)},
        annual | {"signed_on": date(2022, 1, 24), "published_on": date(2022, 3, 28)},
        debriefing | {"signed_on": date(2022, 12, 23), "person_id": f"{short}-01"},
    ]


def _catalogue() -> Row:
    return {
        "list_name": "重大行政决策事项目录",
        "version": "2022",
        "issued_on": date(2022, 3, 15),
        "published_on": date(2022, 3, 31),
        "filed_on": date(2022, 4, 8),
    }


#: Four of five disputes were mediated, and three of five the year before.
RATE_RISES = Outcome("met", "4/5", "3/5", change="1/5")


def _dispute(short: str, number: int) -> Row:
    """A dispute of the year; all but the fourth were taken into mediation three days later."""
    received = date(2022, 2 * number, 10)
    taken = None if number == 4 else received + timedelta(days=3)
    number_of = f"和{short}调〔2022〕{number}号"
    return {"mediation_no": number_of, "matter": "消费纠纷", "received_on": received, "accepted_on": taken}


def _rate_before() -> Row:
    return {
        "figure": "上年纠纷调解率",
        "printed": "60%",
        "numerator": "3",
        "denominator": "5",
        "source": "2021年行政调解情况统计表",
    }


def _letter(short: str, kind: str, due: date | None) -> Row:
    return {
        "suggestion_no": f"{short}{kind}〔2022〕1号",
        "type": kind,
        "received_on": date(2022, 3, 11),
        "reply_due": due,
        # where the letter sets no day: two months to the day
        "replied_on": due or date(2022, 5, 11),
        "adopted": "采纳",
    }


def cases(short: str) -> list[Row]:
    """A major penalty in order, a penalty on the spot, an inspection, and coercion on the 20th working day."""
    penalty: Row = {"type": "行政处罚", "major": "否", "publish_exempt": "否", "on_site": "是", "recorded": "是"}
    reviewed: Row = {"major": "是", "legal_review_on": date(2022, 7, 1), "legal_review_result": "修改后通过"}
    coercion: Row = {"type": "行政强制", "on_site": "否", "recorded": None, "published_on": date(2022, 12, 1)}
    days: Row = {"decided_on": date(2022, 7, 4), "served_on": date(2022, 7, 8), "published_on": date(2022, 7, 12)}
    last = date(2022, 11, 3)
    at_once: Row = {"decided_on": date(2022, 9, 14), "served_on": date(2022, 9, 14), "published_on": date(2022, 9, 20)}
    return [
        penalty | reviewed | days | {"case_no": f"津和{short}罚〔2022〕15号", "service_mode": "直接送达"},
        penalty | at_once | {"case_no": f"津和{short}罚〔2022〕22号", "service_mode": "当场交付"},
        penalty | {"case_no": f"津和{short}检〔2022〕31号", "type": "行政检查", "decided_on": date(2022, 10, 20)},
        penalty | coercion | {"case_no": f"津和{short}强〔2022〕2号", "decided_on": last},
    ]


def decision(number: int, title: str, **changes: Cell) -> Row:
    """A technical decision of the district with every step in order."""
    row: Row = {
        "decision_no": f"和政决〔2022〕{number}号",
        "title": title,
        "technical": "是",
        "started_on": date(2022, 4, 6),
        "catalogue_published_on": date(2022, 3, 31),
        "consult_from": date(2022, 5, 9),
        "consult_to": date(2022, 6, 7),
        "consult_channel": "互联网",
        "expert_on": date(2022, 6, 14),
        "risk_on": date(2022, 6, 17),
        "legal_opinion_on": date(2022, 6, 22),
        "legality_review_on": date(2022, 6, 22),
        "legality_result": "合法",
        "meeting_on": date(2022, 6, 28),
        "decided_on": date(2022, 6, 28),
        "basis_published_on": date(2022, 5, 9),
        "published_on": date(2022, 7, 8),
    }
    return row | changes
