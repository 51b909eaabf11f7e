"""The Justice Bureau: a workbook as the template asks for it, with nothing wrong and every target met."""

from __future__ import annotations

from datetime import date

from samples.heping.records import application, case, course, leader, leader_course, officer, proposal, visit
from samples.heping.sheets import covered
from samples.heping.usual import alike
from samples.library.cells import Book
from samples.library.records import review
from samples.library.tables import plain
from samples.library.xlsx import by_xlsxwriter
from samples.truth import Sample


def sample() -> Sample:
    """区司法局.xlsx."""
    told = Sample(
        "区司法局.xlsx",
        "sfj",
        "accepted",
        "与模板完全一致（含“填写说明”页）：没有任何问题，全部达标。",
        "As the template lays it out, instructions sheet included: nothing is wrong and every target is met.",
    )
    book = Book()
    covered(book, "区司法局")
    notes = book.add("填写说明")
    notes.write(1, ("一、一案一行、一人一行、一件一行，不要合并单元格。",))
    notes.write(2, ("二、日期写到日，证号和身份证号用文本格式。",))
    _court(book)
    _officers(book)
    _openness(book)
    _leaders(book)
    told.comes_to("court-appearance", 3, 3)
    told.comes_to("officer-training", 6, 6)
    told.comes_to("casefile-review", 1, 1)
    told.comes_to("disclosure-replies", 4, 4, excluded=1)
    told.hangs("disclosure-replies")
    told.comes_to("proposal-satisfaction", 7, 7)
    told.comes_to("court-observation", 1, 1)
    told.comes_to("leader-training", 3, 3, "on_track", excluded=1)
    alike(book, told, "司法", "enforcing")
    told.content = lambda: by_xlsxwriter(book)
    return told


def _court(book: Book) -> None:
    second = {"case_no": "（2022）津01行终88号", "instance_level": "二审", "court": "天津市第一中级人民法院"}
    rows = [
        case(12, date(2022, 2, 22)),
        case(27, date(2022, 3, 17), "社会高度关注"),
        case(41, date(2022, 5, 11), "重大公共利益"),
        case(58, date(2022, 6, 28), appeared="否"),
        case(63, date(2022, 9, 8), "检察机关提起的行政公益诉讼", principal_appeared="是", appeared_post="局长"),
        case(88, date(2022, 10, 13), **second),
        case(97, date(2022, 11, 24)),
        case(104, None),
    ]
    plain(book, "litigation", rows)


def _officers(book: Book) -> None:
    plain(book, "officers", [*(officer(number) for number in range(101, 107)), officer(107, role="辅助人员")])
    rows = []
    for place, number in enumerate(range(101, 107)):
        rows += [
            course(number, date(2022, 3, 14), "行政处罚法专题培训", 24),
            course(number, date(2022, 6, 20), "法律援助业务培训", 20.5, "业务知识"),
            course(number, date(2022, 10, 24), "公共法律知识网络培训", 17 + place, "公共法律知识", mode="线上"),
        ]
    plain(book, "training", rows)
    reviews = [
        review("和司评〔2022〕3号", date(2022, 6, 30), "本单位", 86, 20),
        review("和法治办〔2022〕11号", date(2022, 11, 18), "区级", 86, 5, "区委依法治区办"),
    ]
    plain(book, "casefile_reviews", reviews)


def _openness(book: Book) -> None:
    rows = [
        application(1, date(2022, 1, 10), date(2022, 1, 24)),
        # the 20th working day
        application(2, date(2022, 3, 1), date(2022, 3, 29)),
        application(3, date(2022, 5, 23), date(2022, 7, 12), extended="是"),
        application(
            4,
            date(2022, 6, 20),
            date(2022, 7, 20),
            supplement_asked_on=date(2022, 6, 22),
            supplement_received_on=date(2022, 6, 29),
        ),
        application(5, date(2022, 8, 15), None, withdrawn_on=date(2022, 8, 19)),
        application(6, date(2022, 9, 19), None, valid_application="否", invalid_reason="以申请公开名义进行信访"),
    ]
    plain(book, "disclosure", rows)
    rows = [
        proposal(11, "人大代表建议"),
        proposal(36, "人大代表建议", role="分办"),
        proposal(52, "人大代表建议"),
        proposal(14, "政协委员提案"),
        proposal(29, "政协委员提案"),
        proposal(77, "政协委员提案"),
        proposal(80, "政协委员提案"),
        proposal(91, "政协委员提案", "不满意", role="会办", lead_unit="区城市管理委"),
    ]
    plain(book, "proposals", rows)


def _leaders(book: Book) -> None:
    plain(book, "court_visits", [visit(date(2022, 5, 19), 3, 14), visit(date(2022, 11, 10), 2, 9, 96)])
    rows = [
        leader("司法-01", 1, date(2021, 4, 1), date(2026, 3, 31), "局长"),
        leader("司法-02", 2, date(2020, 9, 1), date(2025, 8, 31)),
        leader("司法-03", 3, date(2022, 6, 1), date(2027, 5, 31)),
        leader("司法-04", 4, date(2017, 7, 1), date(2022, 6, 30)),
    ]
    plain(book, "leaders", rows)
    rows = [
        leader_course("司法-01", date(2022, 9, 5)),
        leader_course("司法-02", date(2021, 10, 11)),
        leader_course("司法-04", date(2021, 10, 11)),
    ]
    plain(book, "leader_training", rows)
