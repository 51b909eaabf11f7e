"""The public security sub-bureau: its own ledgers as they are, columns in another order and under other names."""

from __future__ import annotations

from datetime import date

from samples.heping.records import application, case, course, leader, leader_course, officer, proposal, visit
from samples.heping.sheets import covered
from samples.heping.usual import alike
from samples.library.cells import Book
from samples.library.other_formats import by_odfpy
from samples.library.people import name
from samples.library.records import Row, review
from samples.library.tables import heads, in_order, lay
from samples.truth import Sample

_SIGNS = {"是": "√", "否": "×"}
_HAVES = {"是": "有", "否": "无"}
_SUITS = """
序号 court:受理法院 hearing_on:开庭时间 case_no:案件编号 category:案件性质 defendant:被告机关 instance_level:审理程序
accepted_on:收案日期 联系人 court_notified:是否通知负责人出庭 head_appeared:是否负责人出庭 appeared_name:出庭人员
appeared_post:出庭人职务 principal_appeared:是否主要负责人出庭 absence_reason:未出庭原因
absence_accepted:法院是否准许 court_document:法院文书编号
outcome:结案方式 closed_on:判决日期 judgment_effective_on:生效日期 备注
"""
_ROSTER = """
序号 name:姓名 officer_id:行政执法证号 role:人员性质 cert_status:持证情况 cert_valid_from:发证日期
cert_valid_to:有效期至 on_duty_from:调入日期 on_duty_to:调出日期 phone:手机号 id_no:身份证号码 备注
"""
_COURSES = """
序号 officer_name:学员姓名 title:培训班名称 held_on:培训时间 hours:学时数（小时） officer_id:执法人员编号
content_type:培训类型 mode:培训形式 proof:佐证材料 备注
"""


def sample() -> Sample:
    """公安和平分局.ods."""
    told = Sample(
        "公安和平分局.ods",
        "gafj",
        "accepted_with_errors",
        "ods；工作表和表头都用别名，列的顺序不同，另有序号、备注、联系人列；"
        "√/×、有/无、文本数字、全角数字；名册有两行隐藏，培训台账整张隐藏。",
        "An ods; sheets and headers go by other names, columns stand in another order beside columns of its own; ticks "
        "and crosses, numbers as text, full-width digits; two rows of the roster and the training sheet are hidden.",
    )
    book = Book()
    covered(book, "公安和平分局", "2022Q4")
    book.sheets[0].name = "封面"
    _court(book, told)
    _officers(book, told)
    _training(book, told)
    _openness(book, told)
    _visits(book, told)
    _leaders(book, told)
    book.add("工作总结").write(1, ("2022年，我局扎实推进法治公安建设，各项工作取得新成效。",))
    told.add("W213", "不是报送表", "no table", sheet="工作总结")
    alike(book, told, "公安", "enforcing")
    told.content = lambda: by_odfpy(book)
    return told


def _spoken(rows: list[Row], words: dict[str, str], keys: tuple[str, ...]) -> list[Row]:
    return [row | {key: words.get(str(row.get(key)), row.get(key)) for key in keys if key in row} for row in rows]


def _court(book: Book, told: Sample) -> None:
    rows = [
        case(301, date(2022, 2, 17)),
        case(304, date(2022, 3, 24), "社会高度关注案件"),
        case(309, date(2022, 5, 26), appeared="否"),
        case(312, date(2022, 7, 14), "群体性事件"),
        case(318, date(2022, 9, 1), "重大公共利益案件", appeared=None),
        case(320, date(2022, 9, 29), "行政公益诉讼"),
        case(326, date(2022, 12, 8)),
    ]
    for place, row in enumerate(rows, 1):
        row |= {"序号": place, "defendant": "天津市公安局和平分局", "联系人": name(61)}
    rows = _spoken(rows, _SIGNS, ("court_notified", "head_appeared", "principal_appeared"))
    blank = rows[4]
    laid = lay(book.add("应诉台账"), "litigation", in_order(_SUITS), rows)
    asked = "court-appearance"
    told.at(
        "V331",
        laid,
        blank,
        "head_appeared",
        "已开庭，是否出庭没有填",
        "a hearing was held; whether a head came is blank",
    )
    told.at("M502", laid, blank, "head_appeared", "因此无法判定", "and so undecided", indicator=asked)
    told.comes_to(asked, 3, 3, "undetermined", unknown=1)


def _officers(book: Book, told: Sample) -> None:
    wanted = [head.key for head in in_order(_ROSTER)]
    shared = officer(405)
    rows = [*(officer(number, role="公务员", cert_status="持证") for number in range(601, 611)), shared]
    rows = [{"序号": place} | {key: row[key] for key in wanted if key in row} for place, row in enumerate(rows, 1)]
    sheet = book.add("执法人员花名册")
    laid = lay(sheet, "officers", in_order(_ROSTER), rows)
    sheet.hidden_rows = {laid.row(rows[3]), laid.row(rows[4])}
    told.on("W226", laid, rows[3], "第5、6行隐藏，已照常读取", "rows 5 and 6 are hidden; they were read")
    told.at("C405", laid, rows[-1], "officer_id", "区市场监管局也有这个证号", "also in the market bureau's workbook")


def _training(book: Book, told: Sample) -> None:
    rows: list[Row] = []
    spoken: tuple[str | float, ...] = ("４０", "40", "40学时", 40, "40小时", "４０．０", 40, "40", 40, 40.5, "42")
    for place, number in enumerate((*range(601, 611), 405)):
        rows += [
            course(number, date(2022, 4, 11), "公安执法规范化培训", spoken[place], "1.业务"),
            course(number, date(2022, 8, 22), "行政处罚法轮训", str(21 + place), "法律", mode="网络"),
        ]
    rows[4]["officer_id"] = "津01-０６０３"
    for place, row in enumerate(rows, 1):
        row["序号"] = place
    sheet = book.add("培训台账")
    sheet.hidden = True
    laid = lay(sheet, "training", in_order(_COURSES), rows)
    note = ("整张隐藏，已照常读取", "the whole sheet is hidden; it was read")
    told.add("W226", *note, sheet=laid.sheet.name, table="training")
    told.comes_to("officer-training", 11, 11)


def _openness(book: Book, told: Sample) -> None:
    reviews = [review("和公评〔2022〕4号", date(2022, 10, 28), "本部门", "１２００", "120", "法制支队")]
    spelled = "report_no:通报文号 reviewed_on:完成日期 files_in_scope:应评查案卷数 files_sampled:抽查案卷数"
    lay(book.add("案卷评查台账"), "casefile_reviews", heads("casefile_reviews", spelled)[::-1], reviews)
    rows = [
        application(1, date(2022, 2, 14), date(2022, 3, 11)),
        application(2, date(2022, 4, 18), date(2022, 5, 17)),  # the 20th working day, over Labour Day
        application(3, date(2022, 9, 5), date(2022, 10, 9)),  # the 20th, a Sunday that was a working day
        application(4, date(2022, 11, 7), date(2022, 11, 25)),
    ]
    spelled = "application_no:受理编号 received_on:收件日期 replied_on:答复书日期 extended:是否延期"
    rows = _spoken(rows, _HAVES, ("extended", "valid_application"))
    lay(book.add("依申请公开台账"), "disclosure", heads("disclosure", spelled)[::-1], rows)
    spelled = "proposal_no:建议提案编号 source:来源 satisfaction:满意情况 role:主协办"
    words = {"人大代表建议": "人大", "政协委员提案": "政协提案", "满意": "非常满意", "主办": "独办"}
    rows = [proposal(number, "人大代表建议") for number in (5, 17, 31)]
    rows += [proposal(number, "政协委员提案") for number in (6, 18, 44, 45, 60)]
    rows = _spoken(rows, words, ("source", "satisfaction", "role"))
    lay(book.add("建议提案台账"), "proposals", heads("proposals", spelled)[::-1], rows)
    told.comes_to("casefile-review", 1, 1)
    told.comes_to("disclosure-replies", 4, 4)
    told.comes_to("proposal-satisfaction", 8, 8)


def _visits(book: Book, told: Sample) -> None:
    columns = heads("court_visits", "held_on:庭审日期 court:审理法院 leaders_attending:旁听领导人数")
    lay(book.add("旁听庭审台账"), "court_visits", columns, [visit(date(2022, 9, 22), "３", "25人", 66)])
    lay(book.add("Sheet3"), "court_visits", heads("court_visits"), [visit(date(2022, 4, 28), 2, 18, 33)])
    note = ("表头与旁听庭审相同，有一行数据，未读取", "has the same headers and a row; not read")
    told.add("W212", *note, sheet="Sheet3", table="court_visits")
    told.comes_to("court-observation", 1, 1)


def _leaders(book: Book, told: Sample) -> None:
    rows = [
        leader("公安-01", 31, date(2021, 6, 1), date(2026, 5, 31), "局长"),
        leader("公安-02", 32, date(2019, 11, 1), date(2024, 10, 31)),
        leader("公安-03", 33, date(2020, 3, 1), date(2025, 2, 28)),
    ]
    lay(book.add("领导班子成员"), "leaders", heads("leaders", "term_start:任职日期 term_end:届满日期"), rows)
    rows = [
        leader_course("公安-01", date(2022, 9, 5), off_job="√"),
        leader_course("公安-02", date(2022, 9, 5), off_job="√"),
        leader_course("公安-03", date(2021, 10, 11), off_job="Y"),
    ]
    lay(book.add("领导干部培训"), "leader_training", heads("leader_training", "off_job:是否脱产培训"), rows)
    told.comes_to("leader-training", 3, 3, "on_track")
