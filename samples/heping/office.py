"""The Government Office: proposals at exactly 95%, too few lectures, and tables that go on after their end."""

from __future__ import annotations

from datetime import date

from samples.heping.records import application, lecture, proposal, visit
from samples.heping.sheets import covered
from samples.heping.usual import alike, decision
from samples.library.cells import Book
from samples.library.people import name
from samples.library.records import Row
from samples.library.tables import Head, heads, lay, plain, sheet_name
from samples.library.xlsx import by_xlsxwriter
from samples.truth import Outcome, Sample


def sample() -> Sample:
    """区政府办公室.xlsx."""
    told = Sample(
        "区政府办公室.xlsx",
        "zfb",
        "accepted_with_errors",
        "合计行下面又补了两行数据；讲座表的主讲人列有合并单元格；提案表有一行只写了备注。满意率19/20，恰好95%。",
        "Two rows were added below the total; lecturers are merged over two rows; a row has nothing but a remark. "
        "19 of 20 proposals satisfied: exactly 95%.",
    )
    book = Book()
    covered(book, "区政府办")
    _lectures(book, told)
    _disclosure(book, told)
    _proposals(book, told)
    laid = plain(book, "court_visits", [visit(date(2022, 11, 3), 0, 15, 92)])
    told.over("M503", "court-observation", laid, "没有班子成员到场", "no leader was there")
    told.comes_to("court-observation", 0, 1, "missed")
    _decisions(book, told)
    told.content = lambda: by_xlsxwriter(book)
    return told


def _decisions(book: Book, told: Sample) -> None:
    plain(book, "litigation", [{"case_no": "无"}])
    told.comes_to("court-appearance", 0, 0, "not_applicable")
    late = decision(2, "停车收费标准调整", legal_opinion_on=date(2022, 6, 29))
    laid = alike(book, told, "政办", "office", [decision(1, "五大道历史街区保护规划"), late])
    note = ("决定后一天才听取法律意见", "legal opinion was heard a day after the decision")
    told.against("decision-legal-opinion", laid["decisions"], late, "legal_opinion_on", *note)
    told.comes_to("decision-legal-opinion", 1, 2, "missed")


def _lectures(book: Book, told: Sample) -> None:
    plenary, first = "政府全体会议", name(201)
    rows = [
        lecture(date(2022, 2, 24), plenary, "宪法；地方组织法", first, 62),
        lecture(date(2022, 5, 26), plenary, "行政处罚法", None, 60),
        lecture(date(2022, 7, 14), "政府常务会议", "行政复议法", name(202), 31),
        lecture(date(2022, 9, 22), plenary, "民法典与依法行政", name(203), 64),
        lecture(date(2022, 11, 17), plenary, "当前经济形势", name(204), 66, law_topic="否"),
        lecture(date(2022, 12, 8), "理论学习中心组", "习近平法治思想", name(205), 24),
    ]
    laid = plain(book, "lectures", rows)
    column = laid.columns["lecturer"]
    laid.sheet.merge(laid.row(rows[0]), column, laid.row(rows[1]), column)
    told.at("W225", laid, rows[0], "lecturer", "E2:E3合并，E3没有值", "E2:E3 are merged, so E3 has no value")
    told.outcomes["plenary-lectures"] = Outcome("missed", 3)


def _disclosure(book: Book, told: Sample) -> None:
    late = [application(7, date(2022, 12, 19), None), application(8, date(2022, 12, 26), None)]
    total: Row = {"remark": None, "application_no": "合计", "matter": "6件"}
    rows = [
        application(1, date(2022, 1, 10), date(2022, 1, 28)),
        application(2, date(2022, 4, 18), date(2022, 5, 9)),
        application(3, date(2022, 5, 23), date(2022, 6, 21)),  # the 20th working day
        application(4, date(2022, 8, 15), date(2022, 9, 2)),
        application(5, date(2022, 10, 10), date(2022, 10, 26)),
        application(6, date(2022, 11, 28), None, valid_application="否", invalid_reason="索要公开出版物"),
        total,
        *late,
    ]
    laid = lay(book.add(sheet_name("disclosure")), "disclosure", [*heads("disclosure"), Head("remark", "备注")], rows)
    told.passes_over(laid)
    told.on("W223", laid, late[0], "第8行合计之后的第9、10行没有读取", "rows 9 and 10, below the total, were not read")
    told.comes_to("disclosure-replies", 5, 5)


def _proposals(book: Book, told: Sample) -> None:
    mostly = proposal(158, "政协委员提案", "基本满意")
    remark: Row = {"备注": "（以下为政协委员提案）"}
    rows = [
        *(proposal(number, "人大代表建议") for number in range(141, 150)),
        proposal(150, "人大代表建议", role="协办", lead_unit="区财政局"),
        remark,
        *(proposal(number, "政协委员提案") for number in range(151, 158)),
        mostly,
        *(proposal(number, "政协委员提案") for number in range(160, 163)),
        proposal(163, "政协委员提案", role="协办", lead_unit="区财政局"),
        proposal(164, "政协委员提案", "不满意", role="协办", lead_unit="区财政局"),
        proposal(165, "政协委员提案", role="协办", lead_unit="区财政局"),
    ]
    laid = lay(book.add(sheet_name("proposals")), "proposals", [*heads("proposals"), Head("备注", "备注")], rows)
    told.on("W224", laid, remark, "只有备注，不是数据", "only a remark, no data")
    asked = "proposal-satisfaction"
    note = ("基本满意不算满意，但仍达到95%", "mostly satisfied does not count; 95% is reached all the same")
    told.against(asked, laid, mostly, "satisfaction", *note, severity="info")
    told.comes_to(asked, 19, 20)
