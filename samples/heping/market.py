"""The Market Regulation Bureau: printed-style tables, and red rows under every indicator that has rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from samples.heping.market_officers import officers, training
from samples.heping.records import application, case, leader, leader_course, proposal, visit
from samples.heping.sheets import blank, covered, printed
from samples.heping.usual import alike
from samples.library.cells import Book
from samples.library.records import Row, review
from samples.library.tables import Head, heads
from samples.library.xlsx import by_openpyxl
from samples.truth import Sample

_OF_HEADS = ("court_notified", "head_appeared", "appeared_name", "appeared_post", "principal_appeared")
_GROUPS = {
    **dict.fromkeys((*_OF_HEADS, "absence_reason", "absence_accepted", "court_document"), "出庭应诉"),
    **dict.fromkeys(("outcome", "closed_on", "judgment_effective_on"), "审理结果"),
}


def sample() -> Sample:
    """区市场监管局.xlsx."""
    told = Sample(
        "区市场监管局.xlsx",
        "scjgj",
        "accepted_with_errors",
        "各表有合并的标题行和填报单位行，应诉案件为两级表头，表头带星号、换行和括号单位；"
        "有空行、小计行、合计行，表下有填表人一行。",
        "Merged titles, a two-level header in litigation, asterisks, line breaks and units in brackets in headers; "
        "blank rows, subtotals, totals, and a signature line below every table.",
    )
    book = Book()
    covered(book, "和平区市场监督管理局")
    _court(book, told)
    officers(book, told)
    training(book, told)
    _disclosure(book, told)
    _proposals(book, told)
    _leaders(book, told)
    alike(book, told, "市监", "enforcing")
    told.content = lambda: by_openpyxl(book)
    return told


def _court(book: Book, told: Sample) -> None:
    refused: Row = {"absence_accepted": "否", "absence_reason": "参加其他会议"}
    reason = "负责人因病住院，已提交证明"
    accepted: Row = {"absence_accepted": "是", "absence_reason": reason, "court_document": "（2022）津0101行初209号函"}
    absent = case(206, date(2022, 4, 21), "可能引发群体性事件", "否") | refused
    excused = case(209, date(2022, 6, 9), "重大公共利益", "否") | accepted
    swapped = case(211, date(2022, 6, 14), closed_on=date(2022, 5, 31), judgment_effective_on=date(2022, 6, 20))
    last_year = case(188, date(2021, 11, 18), case_no="（2021）津0101行初188号")
    twice = [case(214, date(2022, 7, 7)), case(214, date(2022, 7, 7), court_notified=None)]
    rows: list[Row] = [
        last_year,
        case(201, date(2022, 1, 20), "社会高度关注"),
        case(203, date(2022, 2, 24)),
        case(204, date(2022, 3, 10), "重大公共利益"),
        absent,
        case(207, date(2022, 5, 12), appeared="否"),
        blank(),
        excused,
        swapped,
        *twice,
        case(216, date(2022, 8, 18), "社会高度关注"),
        case(219, date(2022, 9, 15), "检察机关提起的行政公益诉讼"),
        case(222, date(2022, 11, 3)),
        case(225, None),
        {"no": "合计", "remark": "14件"},
    ]
    columns = [replace(head, group=_GROUPS.get(head.key, "")) for head in heads("litigation")]
    columns[0] = Head("case_no", "*案号（必填）")
    laid = printed(book, told, "litigation", columns, rows)
    told.at("C411", laid, last_year, "hearing_on", "2021年开庭", "a hearing in 2021")
    told.at("C401", laid, swapped, "closed_on", "结案日期早于开庭日期", "closed before the hearing")
    for each in twice:
        note = ("同一案号填了两行，一行没有填法院是否通知", "the same case in two rows, one without the notice")
        told.at("C413", laid, each, "case_no", *note)
    asked = "court-appearance"
    told.against(asked, laid, absent, "head_appeared", "负责人未出庭，法院未认可", "no head came, no accepted reason")
    told.comes_to(asked, 4, 5, "missed", excluded=1)


def _disclosure(book: Book, told: Sample) -> None:
    one_late = application(2, date(2022, 2, 14), date(2022, 3, 15))
    far_too_late = application(4, date(2022, 5, 23), date(2022, 7, 20), extended="是")
    unanswered = application(10, date(2022, 11, 1), None)
    december = application(11, date(2022, 12, 12), None)
    waiting = application(12, date(2022, 11, 14), None, supplement_asked_on=date(2022, 11, 17))
    third = {"third_party_from": date(2022, 6, 27), "third_party_to": date(2022, 7, 11)}
    supplement = {"supplement_asked_on": date(2022, 8, 18), "supplement_received_on": date(2022, 8, 29)}
    rows: list[Row] = [
        application(1, date(2022, 1, 10), date(2022, 2, 10)),  # the 20th working day, over the Spring Festival
        one_late,
        application(3, date(2022, 4, 18), date(2022, 6, 15), extended="是"),  # the 40th
        far_too_late,
        application(5, date(2022, 6, 20), date(2022, 8, 1), **third),  # 30 working days less 10 of asking
        application(6, date(2022, 7, 11), date(2022, 7, 25)),
        application(7, date(2022, 8, 15), date(2022, 9, 22), **supplement),
        blank(),
        application(8, date(2022, 9, 19), None, withdrawn_on=date(2022, 9, 26)),
        application(9, date(2022, 10, 10), None, valid_application="否", invalid_reason="要求解答法律问题"),
        unanswered,
        december,
        waiting,
        application(13, date(2022, 12, 5), date(2022, 12, 20)),
        {"no": "合计", "remark": "13件"},
    ]
    laid = printed(book, told, "disclosure", heads("disclosure", "application_no:*申请编号"), rows)
    asked = "disclosure-replies"
    told.against(asked, laid, one_late, "replied_on", "第21个工作日答复，未延长", "working day 21, not extended")
    told.against(asked, laid, far_too_late, "replied_on", "延长后第41个工作日答复", "extended, and working day 41")
    told.against(asked, laid, unanswered, "replied_on", "超期未答复", "overdue and unanswered")
    told.pending(asked, laid, december, "2023年1月才到期", "due in January 2023", "M520")
    told.pending(asked, laid, waiting, "等待申请人补正", "waits for the applicant's supplement")
    told.comes_to(asked, 6, 9, "missed", excluded=1)


def _proposals(book: Book, told: Sample) -> None:
    unhappy = proposal(113, "政协委员提案", "不满意"), proposal(115, "政协委员提案", "不满意", role="分办")
    deputies, members = "人大代表建议", "政协委员提案"
    unrated = proposal(47, deputies, None), proposal(118, members, None)
    rows: list[Row] = [
        *(proposal(number, deputies) for number in (21, 24, 25, 33, 38, 40, 45)),
        unrated[0],
        proposal(49, deputies, "满意", role="会办", lead_unit="区商务局"),
        {"no": "人大代表建议小计", "remark": "9件"},
        blank(),
        *(proposal(number, members) for number in (101, 102, 104, 105, 107, 108, 109, 110, 112)),
        *unhappy,
        proposal(116, members, role="分办"),
        unrated[1],
        proposal(120, members, "不满意", role="会办", lead_unit="区住房建设委"),
        proposal(121, members, "基本满意", role="会办", lead_unit="区住房建设委"),
        {"no": "政协委员提案小计", "remark": "15件"},
        {"no": "合计", "remark": "24件"},
    ]
    laid = printed(book, told, "proposals", heads("proposals", "satisfaction:满意度\n（满意/基本满意/不满意）"), rows)
    asked = "proposal-satisfaction"
    for record in unhappy:
        told.against(asked, laid, record, "satisfaction", "不满意", "dissatisfied")
    for record in unrated:
        note = ("已答复，尚未评价", "answered and not rated")
        told.at("M502", laid, record, "satisfaction", *note, indicator=asked)
    told.comes_to(asked, 17, 19, "missed", unknown=2)


def _leaders(book: Book, told: Sample) -> None:
    reviews = [
        review("和市监评〔2022〕2号", date(2022, 5, 27), "本单位", 412, 40),
        review("和市监评〔2022〕5号", date(2022, 11, 25), "本单位", 538, 50),
    ]
    columns = heads("casefile_reviews", "files_in_scope:案卷总数\n（卷） files_sampled:评查案卷数\n（卷）")
    printed(book, told, "casefile_reviews", columns, reviews)
    columns = heads("court_visits", "leaders_attending:*班子成员人数\n（人） staff_attending:旁听总人数（人）")
    visits = [visit(date(2022, 6, 16), 4, 22, 58), visit(date(2022, 12, 1), 1, 30, 97)]
    printed(book, told, "court_visits", columns, visits)
    overdue = leader("市监-04", 14, date(2017, 9, 1), date(2022, 8, 31))
    rows: list[Row] = [
        leader("市监-01", 11, date(2021, 3, 15), date(2026, 3, 14), "局长"),
        leader("市监-02", 12, date(2020, 9, 1), date(2025, 8, 31)),
        leader("市监-03", 13, date(2022, 4, 20), date(2027, 4, 19)),
        overdue,
        leader("市监-05", 15, date(2019, 6, 1), date(2024, 5, 31)),
    ]
    laid = printed(book, told, "leaders", heads("leaders"), rows)
    rows = [
        leader_course("市监-01", date(2021, 10, 11)),
        leader_course("市监-02", date(2022, 5, 16)),
        leader_course("市监-04", date(2021, 10, 11), off_job="否"),
    ]
    printed(book, told, "leader_training", heads("leader_training"), rows)
    told.comes_to("casefile-review", 1, 1)
    told.comes_to("court-observation", 1, 1)
    told.short("leader-training", laid, overdue, "任期已满，没有脱产培训", "the term is over without an off-job course")
    told.comes_to("leader-training", 2, 3, "missed", excluded=2)
