"""The environment bureau: sheets and headers wrong in every way that leaves the rest readable."""

from __future__ import annotations

from datetime import date

from samples.heping.records import application, case, course, leader, lecture, officer, proposal, visit
from samples.heping.sheets import covered
from samples.heping.usual import alike
from samples.library.cells import Book
from samples.library.records import Row
from samples.library.tables import Head, heads, lay, plain, sheet_name
from samples.library.xlsx import by_xlsxwriter
from samples.truth import Sample


def sample() -> Sample:
    """区生态环境局.xlsx."""
    told = Sample(
        "区生态环境局.xlsx",
        "sthjj",
        "accepted_with_errors",
        "工作表和表头的问题：缺表、一表两张、没有表头、缺列、重复列、近似列、写错的表头、单位不符、多交的表。",
        "Trouble with sheets and headers: one missing, one twice, one without a header, columns missing, doubled, "
        "alike, misspelt, in another unit, and a sheet that nobody asked for.",
    )
    book = Book()
    covered(book, "区生态环境局", "2022Q4")
    _court(book, told)
    _officers(book, told)
    sheet = book.add(sheet_name("casefile_reviews"))
    sheet.write(1, ("2022年9月，本局组织了一次案卷评查，共抽取案卷25卷，评查报告为和环评〔2022〕7号。",))
    told.add("W215", "只有一段话，没有表头", "a paragraph and no header", sheet=sheet.name, table="casefile_reviews")
    told.cannot_be_judged("casefile-review", "案卷评查表没有读取", "its sheet could not be read")
    _openness(book, told)
    plain(book, "leaders", [leader("环境-01", 71, date(2021, 5, 1), date(2026, 4, 30), "局长")])
    told.add("W210", "缺少负责人培训表", "the sheet is missing", table="leader_training")
    told.cannot_be_judged("leader-training", "没有负责人培训表", "its sheet is missing")
    plain(book, "lectures", [lecture(date(2022, 6, 2), "领导班子法治讲座", "噪声污染防治法", "王老师", 18)])
    told.add("W214", "本部门不需要报送", "not asked of this department", sheet=sheet_name("lectures"), table="lectures")
    alike(book, told, "环境", "enforcing")
    told.content = lambda: by_xlsxwriter(book)
    return told


def _court(book: Book, told: Sample) -> None:
    columns = [*heads("litigation"), Head("again", "立案日期"), Head("court_time", "庭审时间")]
    rows = [
        case(651, date(2022, 3, 29), "社会高度关注"),
        case(655, date(2022, 7, 19), "检察公益诉讼"),
        case(658, date(2022, 11, 22)),
    ]
    for row in rows:
        row |= {"again": date(2022, 1, 28), "court_time": "9:30"}
    laid = lay(book.add(sheet_name("litigation")), "litigation", columns, rows)
    told.head("W218", laid, "accepted_on", "E1、R1都是立案日期，均未读取", "E1 and R1 are the same; not read")
    note = ("与开庭日期相近，以F1为准", "resembles the hearing date in F1, which was read")
    told.head("W219", laid, "court_time", *note, field="hearing_on")
    told.comes_to("court-appearance", 2, 2)


def _officers(book: Book, told: Sample) -> None:
    laid = lay(
        book.add(sheet_name("officers")),
        "officers",
        heads("officers", "cert_status:证件装态"),
        [officer(number) for number in range(851, 856)],
    )
    told.head("W221", laid, "cert_status", "“证件状态”写成“证件装态”", "a misspelt header")
    told.on("W217", laid, None, "没有证件状态列", "no column with the state of certificates")
    rows = [course(number, date(2022, 5, 18), "生态环境执法培训", 62, "业务知识") for number in range(851, 856)]
    plain(book, "training", rows)
    lay(book.add("培训记录"), "training", heads("training"), [dict(row) for row in rows[:3]])
    note = ("与“培训记录”是同一张表，均未读取", "it and 培训记录 are one table; neither was read")
    told.add("W211", *note, sheet=sheet_name("training"), table="training")
    told.cannot_be_judged("officer-training", "培训表没有读取", "its sheet could not be read")


def _openness(book: Book, told: Sample) -> None:
    rows = [
        application(1, date(2022, 2, 14), date(2022, 3, 2)),
        application(2, date(2022, 6, 20), date(2022, 7, 8)),
        application(3, date(2022, 11, 7), date(2022, 11, 30)),
    ]
    columns = heads("disclosure", leave_out=("application_no", "invalid_reason"))
    shorter: list[Row] = [{key: value for key, value in row.items() if key != "application_no"} for row in rows]
    laid = lay(book.add(sheet_name("disclosure")), "disclosure", columns, shorter)
    told.lacks(laid, "application_no", "缺少必填列申请编号", "a column that every row needs is missing")
    told.lacks(laid, "invalid_reason", "缺少不符合条件的理由列", "a column that some rows need is missing", "amber")
    told.comes_to("disclosure-replies", 3, 3)
    plain(book, "proposals", [proposal(number, "人大代表建议") for number in (12, 19, 28, 35)])
    told.comes_to("proposal-satisfaction", 4, 4)
    columns = heads("court_visits", "leaders_attending:班子成员人数（人次）")
    laid = lay(book.add(sheet_name("court_visits")), "court_visits", columns, [visit(date(2022, 4, 7), 2, 14, 44)])
    told.head("W222", laid, "leaders_attending", "括号内是人次，规定的单位是人", "the brackets name another unit")
    told.comes_to("court-observation", 1, 1)
