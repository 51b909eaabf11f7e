"""The urban management commission: an old xls with dates in every spelling, and a cover that contradicts itself."""

from __future__ import annotations

from datetime import date

from samples.heping.records import application, case, course, leader, leader_course, officer, proposal, visit
from samples.heping.sheets import covered
from samples.heping.usual import alike
from samples.library.cells import Book, Cell
from samples.library.other_formats import by_xlwt
from samples.library.records import review
from samples.library.tables import plain
from samples.truth import Sample


def sample() -> Sample:
    """区城市管理委.xls."""
    told = Sample(
        "区城市管理委.xls",
        "cgw",
        "accepted_with_errors",
        "xls；开庭日期有日期单元格、序列号、2022.3.5、2022/3/15、2022年4月6日、20220418、全角、带时间、英文月名、顿号等写法。",
        "An xls; hearing dates as date cells, as a serial number and in eight written forms.",
    )
    book = Book()
    covered(book, "区城市管理委", None)
    book.sheets[0].write(8, ("报送单位", "和平区城市管理综合行政执法支队"))
    told.cover("W230", "B2", "period", "报送期没有填", "the period is blank")
    told.cover("W231", "B8", "department", "与B1的报送单位不一致", "contradicts the department in B1")
    _court(book, told)
    _officers(book, told)
    _openness(book, told)
    alike(book, told, "城管", "enforcing")
    told.content = lambda: by_xlwt(book)
    return told


def _court(book: Book, told: Sample) -> None:
    spelled: dict[int, tuple[date, Cell]] = {
        402: (date(2022, 3, 5), "2022.3.5"),
        403: (date(2022, 3, 15), "2022/3/15"),
        405: (date(2022, 4, 6), "2022年4月6日"),
        406: (date(2022, 4, 18), "20220418"),
        409: (date(2022, 5, 9), "２０２２年５月９日"),
        411: (date(2022, 5, 31), 44712),
        413: (date(2022, 6, 20), "2022-6-20 9:30"),
        414: (date(2022, 7, 5), "July 5, 2022"),
        418: (date(2022, 8, 10), "2022、8、10"),
    }
    named = {403: "重大公共利益", 411: "社会高度关注"}
    rows = [case(401, date(2022, 1, 18))]
    for number, (day, text) in spelled.items():
        rows.append(case(number, day, named.get(number, "一般案件"), hearing_on=text))
    laid = plain(book, "litigation", rows)
    told.head("V341", laid, "hearing_on", "开庭日期写了时刻", "a hearing with its time of day")
    told.comes_to("court-appearance", 2, 2)


def _officers(book: Book, told: Sample) -> None:
    roster = {number: officer(number) for number in range(701, 709)}
    laid = plain(book, "officers", list(roster.values()))
    rows = []
    for number in roster:
        rows += [
            course(number, date(2022, 4, 20), "城市管理执法业务培训", 36, "业务知识"),
            course(number, date(2022, 9, 14), "行政处罚法培训", 23.5 if number == 703 else 26),
        ]
    plain(book, "training", rows)
    told.short("officer-training", laid, roster[703], "59.5学时，差半个学时", "59.5 hours, half an hour short")
    told.comes_to("officer-training", 7, 8, "missed")
    from_above = review("津城管评〔2022〕9号", date(2022, 8, 25), "上级", 930, 15, "市城市管理委")
    laid = plain(book, "casefile_reviews", [from_above])
    note = ("只有上级组织的评查，本单位和区里都没有评查", "only a higher level reviewed its files")
    told.over("M503", "casefile-review", laid, *note)
    told.comes_to("casefile-review", 0, 1, "missed")


def _openness(book: Book, told: Sample) -> None:
    rows = [
        application(1, date(2022, 1, 10), "2022.1.28"),
        application(2, date(2022, 3, 1), "2022年3月22日"),
        application(3, "20220711", "2022/8/8"),  # the 20th working day
        application(4, date(2022, 10, 10), date(2022, 10, 31)),
    ]
    plain(book, "disclosure", rows)
    rows = [proposal(number, "人大代表建议") for number in (3, 9, 26)]
    rows += [proposal(number, "政协委员提案") for number in (8, 15, 70)]
    plain(book, "proposals", rows)
    plain(book, "court_visits", [visit(date(2022, 7, 21), 2, 12, 61)])
    rows = [
        leader("城管-01", 41, date(2021, 9, 1), date(2026, 8, 31), "主任"),
        leader("城管-02", 42, date(2020, 5, 1), date(2025, 4, 30), "副主任"),
        leader("城管-03", 43, date(2022, 10, 1), None, "副主任"),
    ]
    plain(book, "leaders", rows)
    rows = [leader_course("城管-01", date(2022, 5, 16)), leader_course("城管-02", date(2022, 5, 16))]
    plain(book, "leader_training", rows)
    told.comes_to("disclosure-replies", 4, 4)
    told.comes_to("proposal-satisfaction", 6, 6)
    told.comes_to("court-observation", 1, 1)
    told.comes_to("leader-training", 2, 2, "on_track", excluded=1)
