"""The housing commission: a macro workbook that counts days from 1904, with formulas good, failed and unfinished."""

from __future__ import annotations

from datetime import date

from samples.heping.records import application, case, course, leader, leader_course, officer, proposal, visit
from samples.heping.sheets import covered
from samples.heping.usual import alike
from samples.library.cells import Book, Cell, Failed, Formula, Percent
from samples.library.records import Row, review
from samples.library.tables import Head, heads, lay, plain, sheet_name
from samples.library.xlsx import by_xlsxwriter
from samples.truth import Sample


def sample() -> Sample:
    """区住房建设委.xlsm."""
    told = Sample(
        "区住房建设委.xlsm",
        "zjw",
        "accepted_with_errors",
        "xlsm，1904日期系统；学时和评查卷数是公式；名册隐藏了身份证号列；"
        "案卷评查多一列完成率（98%、0.98、文本98%、98、#DIV/0!）。各项都达标。",
        "An xlsm with the 1904 date system; hours and counts are formulas; a column of the roster is hidden; one more "
        "column with percentages in every form. Every target is met.",
    )
    book = Book(since_1904=True)
    covered(book, "区住建委")
    rows = [
        case(501, date(2022, 2, 10)),
        case(503, date(2022, 4, 14), "重大公共利益"),
        case(508, date(2022, 6, 23), appeared="否"),
        case(511, date(2022, 10, 20), "群体性事件"),
        case(515, date(2022, 12, 15)),
    ]
    plain(book, "litigation", rows)
    told.comes_to("court-appearance", 2, 2)
    _officers(book, told)
    _reviews(book, told)
    _openness(book, told)
    alike(book, told, "住建", "enforcing")
    told.content = lambda: by_xlsxwriter(book, macros=True)
    return told


def _officers(book: Book, told: Sample) -> None:
    laid = plain(book, "officers", [officer(number) for number in range(751, 757)])
    laid.sheet.hidden_columns = {laid.columns["id_no"]}
    told.add("W226", "C列隐藏，已照常读取", "column C is hidden; it was read", sheet=laid.sheet.name, table="officers")
    rows: list[Row] = []
    for number in range(751, 757):
        hours: Cell = Formula("=24+16", 40)
        rows += [
            course(number, date(2022, 5, 9), "建设工程执法业务培训", hours, "业务知识"),
            course(number, date(2022, 9, 19), "城市更新法律法规培训", 22 + number % 5),
        ]
    failed = course(752, date(2022, 11, 7), "行政执法三项制度培训", Failed("#VALUE!"))
    unfinished = course(753, date(2022, 11, 7), "行政执法三项制度培训", Formula("=SUM(G2:G3)", None))
    next_year = course(754, date(2023, 1, 5), "新年第一课", 4)
    rows += [failed, unfinished, next_year]
    laid = plain(book, "training", rows)
    told.at("V301", laid, failed, "hours", "公式出错 #VALUE!", "#VALUE!")
    told.at("V302", laid, unfinished, "hours", "公式没有计算结果", "a formula that was never calculated")
    told.at("C411", laid, next_year, "held_on", "2023年的培训", "a course in 2023")
    told.comes_to("officer-training", 6, 6)


def _reviews(book: Book, told: Sample) -> None:
    rows = [
        review("和住建评〔2022〕1号", date(2022, 3, 31), "本单位", 60, Formula("=6+6", 12)) | {"完成率": Percent(0.98)},
        review("和住建评〔2022〕2号", date(2022, 6, 30), "本单位", 72, 15) | {"完成率": 0.98},
        review("和住建评〔2022〕3号", date(2022, 9, 30), "本单位", 55, 11) | {"完成率": "98%"},
        review("和住建评〔2022〕4号", date(2022, 11, 30), "本单位", 51, 10) | {"完成率": 98},
        review("和住建评〔2022〕5号", date(2022, 12, 30), "本单位", 0, 0) | {"完成率": Failed("#DIV/0!")},
    ]
    columns = [*heads("casefile_reviews"), Head("完成率", "完成率")]
    lay(book.add(sheet_name("casefile_reviews")), "casefile_reviews", columns, rows)
    told.comes_to("casefile-review", 1, 1)


def _openness(book: Book, told: Sample) -> None:
    rows = [
        application(1, date(2022, 2, 14), date(2022, 3, 4)),
        application(2, date(2022, 6, 20), date(2022, 7, 18)),  # the 20th working day
        application(3, date(2022, 10, 10), date(2022, 11, 1)),
        application(4, date(2022, 12, 2), date(2022, 12, 30)),  # the 20th
    ]
    plain(book, "disclosure", rows)
    plain(book, "proposals", [proposal(number, "人大代表建议") for number in (2, 10, 22, 30, 54)])
    broken = visit(date(2022, 10, 27), Failed("#REF!"), 20, 72)
    laid = plain(book, "court_visits", [visit(date(2022, 3, 17), 3, 16, 40), broken])
    told.at("V301", laid, broken, "leaders_attending", "公式出错 #REF!", "#REF!")
    rows = [
        leader("住建-01", 51, date(2021, 2, 1), date(2026, 1, 31), "主任"),
        leader("住建-02", 52, date(2020, 7, 1), date(2025, 6, 30), "副主任"),
        leader("住建-03", 53, date(2022, 3, 1), date(2027, 2, 28), "副主任"),
    ]
    plain(book, "leaders", rows)
    rows = [leader_course("住建-01", date(2021, 10, 11)), leader_course("住建-02", date(2022, 5, 16))]
    plain(book, "leader_training", rows)
    told.comes_to("disclosure-replies", 4, 4)
    told.comes_to("proposal-satisfaction", 5, 5)
    told.comes_to("court-observation", 1, 1)
    told.comes_to("leader-training", 2, 2, "on_track", excluded=1)
