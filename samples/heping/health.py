"""The health commission: one wrong value of every kind, most of them where they decide nothing."""

from __future__ import annotations

from datetime import date, time

from samples.heping.records import application, case, course, leader, leader_course, officer, proposal, visit
from samples.heping.sheets import covered
from samples.heping.usual import alike
from samples.library.cells import Book, Cell
from samples.library.people import id_no
from samples.library.records import Row, review
from samples.library.tables import plain
from samples.library.xlsx import by_openpyxl
from samples.truth import Sample


def sample() -> Sample:
    """区卫生健康委.xlsx."""
    told = Sample(
        "区卫生健康委.xlsx",
        "wjw",
        "accepted_with_errors",
        "版式正常，单元格里各种填写错误齐全；有的不影响结论，有的使指标无法判定。",
        "Laid out well, with cells wrong in every way; some decide nothing, others leave an indicator undetermined.",
    )
    book = Book()
    covered(book, "区卫健委", "2022年四季度")
    _court(book, told)
    _officers(book, told)
    _training(book, told)
    _reviews(book, told)
    _openness(book, told)
    _leaders(book, told)
    alike(book, told, "卫健", "enforcing")
    told.content = lambda: by_openpyxl(book)
    return told


def _court(book: Book, told: Sample) -> None:
    wrong: dict[int, tuple[str, str, Cell, str, str]] = {
        601: ("V332", "case_no", "行初字第9号", "案号没有年份", "a case number without its year"),
        602: ("V316", "accepted_on", "2022年5月", "日期缺日", "a date without its day"),
        603: ("V317", "accepted_on", "2022-02-30", "没有2月30日", "there is no 30 February"),
        604: ("V320", "hearing_on", "2022-05-10、2022-06-07", "一格两个日期", "two dates in one cell"),
        605: ("V315", "accepted_on", "22.3.5", "年份只有两位，读法不止一种", "reads more than one way"),
        606: ("V318", "closed_on", "2202-08-15", "年份2202", "the year 2202"),
        607: ("V319", "hearing_on", time(9, 30), "只有时间没有日期", "a time without a date"),
        608: ("V314", "closed_on", "择期宣判", "不是日期", "no date"),
        609: ("V312", "head_appeared", "口头通知", "不是“是”或“否”", "neither yes nor no"),
        610: ("V313", "outcome", "结案", "不在裁判结果的选项内", "none of the outcomes"),
    }
    rows: dict[int, Row] = {}
    for number, (_, key, value, _, _) in wrong.items():
        rows[number] = case(number, date(2022, 9, 6)) | {key: value}
    unexplained = case(613, date(2022, 8, 9), "群体性事件", "否", absence_accepted="是")
    others = [case(611, date(2022, 3, 8), "社会高度关注"), case(612, date(2022, 6, 7), "社会高度关注"), unexplained]
    laid = plain(book, "litigation", [*rows.values(), *others])
    for number, (code, key, _, zh, en) in wrong.items():
        told.at(code, laid, rows[number], key, zh, en)
    told.at("V331", laid, unexplained, "absence_reason", "法院认可缺席，没有写理由", "accepted, without the reason")
    told.at(
        "M525",
        laid,
        unexplained,
        "court_document",
        "没有法院的文书号",
        "no paper of the court",
        indicator="court-appearance",
    )
    told.hangs("court-appearance")
    told.comes_to("court-appearance", 2, 2, excluded=1)


def _officers(book: Book, told: Sample) -> None:
    rows = {number: officer(number) for number in range(801, 809)}
    # wrong, and no indicator reads it
    rows[803]["id_no"] = float(id_no(803)[:17] + "0")
    rows[805]["id_no"] = date(1985, 3, 12)
    laid = plain(book, "officers", list(rows.values()))
    told.head("W276", laid, "id_no", "没有指标使用，末几位已丢失", "no indicator reads it, and digits are lost")
    told.open("officer-training", laid, rows[807], "已确认40学时，另一条看不懂", "40 hours; one more row is unreadable")
    told.comes_to("officer-training", 7, 7, "undetermined", unknown=1)


def _training(book: Book, told: Sample) -> None:
    rows = [course(number, date(2022, 3, 23), "卫生监督业务培训", 40, "业务知识") for number in range(801, 809)]
    rows += [
        course(number, date(2022, 9, 7), "行政处罚法培训", 21 + number % 3)
        for number in range(801, 809)
        if number != 807
    ]
    wrong: list[tuple[int, str, str, Cell, str, str]] = [
        (801, "V306", "hours", "1,5", "逗号不在千位上", "the comma marks no thousands"),
        (802, "V308", "hours", "约8", "是约数", "an estimate"),
        (803, "V309", "hours", date(2022, 3, 4), "“3-4”被Excel变成了日期", "3-4 that Excel turned into a date"),
        (804, "V333", "hours", -4, "学时为负", "negative hours"),
        (805, "V334", "hours", 600, "一次600学时", "600 hours at once"),
        (806, "V330", "content_type", None, "培训类别空白", "the kind of content is blank"),
        (807, "V308", "hours", "若干", "不是确切的数", "no exact number"),
        (808, "V307", "hours", "990000198001015678", "填成了18位号码", "an 18-digit number instead of hours"),
    ]
    bad = {
        number: course(number, date(2022, 11, 16), "传染病防治法讲座", 8) | {key: value}
        for number, _, key, value, _, _ in wrong
    }
    laid = plain(book, "training", [*rows, *bad.values()])
    for number, code, key, _, zh, en in wrong:
        told.at(code, laid, bad[number], key, zh, en)


def _reviews(book: Book, told: Sample) -> None:
    half = review("和卫评〔2022〕6号", date(2022, 11, 30), "本单位", "近200", 12.5)
    laid = plain(book, "casefile_reviews", [review("和卫评〔2022〕1号", date(2022, 5, 31), "本单位", 150, 30), half])
    told.at("V305", laid, half, "files_sampled", "12.5卷不是整数", "12.5 files")
    told.head(
        "W276", laid, "files_in_scope", "没有指标使用，“近200”不是数字", "no indicator reads it; “近200” is no number"
    )
    told.comes_to("casefile-review", 1, 1)


def _openness(book: Book, told: Sample) -> None:
    nameless = application(3, date(2022, 5, 23), date(2022, 6, 10), application_no=None)
    undated = application(5, date(2022, 9, 5), "已答复")
    rows = [
        application(1, date(2022, 1, 10), date(2022, 1, 27)),
        application(2, date(2022, 3, 1), date(2022, 3, 18)),
        nameless,
        application(4, date(2022, 7, 11), date(2022, 7, 29)),
        undated,
        application(6, date(2022, 10, 10), date(2022, 10, 28)),
        application(7, date(2022, 11, 14), date(2022, 12, 2)),
    ]
    laid = plain(book, "disclosure", rows)
    asked = "disclosure-replies"
    told.at("V330", laid, nameless, "application_no", "申请编号空白", "no application number")
    told.at("V314", laid, undated, "replied_on", "不是日期", "no date")
    told.at("M502", laid, undated, "replied_on", "因此无法判定", "and so undecided", indicator=asked)
    told.comes_to(asked, 6, 6, "undetermined", unknown=1)
    high = proposal(99, "政协委员提案", "满意度高")
    rows = [*(proposal(number, "人大代表建议") for number in range(61, 69))]
    rows += [*(proposal(number, "政协委员提案") for number in range(71, 83)), high]
    laid = plain(book, "proposals", rows)
    asked = "proposal-satisfaction"
    told.at("V313", laid, high, "satisfaction", "不在满意度的选项内", "none of the ratings")
    note = ("无法判定，但不影响结论", "undecided, though it cannot tip the result")
    told.at("M502", laid, high, "satisfaction", *note, indicator=asked, severity="info")
    told.comes_to(asked, 20, 20, unknown=1)


def _leaders(book: Book, told: Sample) -> None:
    vague = visit(date(2022, 8, 11), "约3", "990000198001015678", 80)
    laid = plain(book, "court_visits", [vague])
    told.at("V308", laid, vague, "leaders_attending", "是约数", "an estimate")
    told.head(
        "W276", laid, "staff_attending", "没有指标使用，填成了18位号码", "no indicator reads it; an 18-digit number"
    )
    told.over("M504", "court-observation", laid, "唯一一次旁听的人数看不懂", "the only visit has no readable number")
    told.comes_to("court-observation", 0, 0, "undetermined", unknown=1)
    doubtful = leader("卫健-03", 63, date(2017, 11, 1), date(2022, 10, 31), "副主任")
    rows = [
        leader("卫健-01", 61, date(2021, 4, 1), date(2026, 3, 31), "主任"),
        leader("卫健-02", 62, date(2022, 7, 1), None, "副主任"),
        doubtful,
    ]
    laid = plain(book, "leaders", rows)
    half = leader_course("卫健-03", date(2021, 6, 7), off_job="半脱产")
    courses = plain(book, "leader_training", [leader_course("卫健-01", date(2021, 10, 11)), half])
    told.at("V312", courses, half, "off_job", "不是“是”或“否”", "neither yes nor no")
    told.open("leader-training", laid, doubtful, "任期已满，唯一一次培训是否脱产不明", "its only course is unclear")
    told.comes_to("leader-training", 1, 1, "undetermined", excluded=1, unknown=1)
