"""The Market Regulation Bureau's officers and their courses, with subtotals: who has 60 hours, who has not, and why."""

from __future__ import annotations

from datetime import date

from samples.heping.records import course, officer
from samples.heping.sheets import blank, printed
from samples.library.cells import Book
from samples.library.records import Row
from samples.library.tables import heads
from samples.truth import Sample

#: Hours by officer: at the three courses, then at a fourth that few took. 401 to 408 have exactly 60.
_HOURS = """
401 24 20 16 -
402 24 20 16 -
403 24 20 16 -
404 24 20 16 -
405 24 20 16 -
406 24 20 16 -
407 24 20 16 -
408 24 20 16 -
409 24 20 18 -
410 24 20 20.5 -
411 30 20 20 -
412 24 22 20 -
413 24 20 8 -
415 - - 16 8
416 - - 16 -
417 24 8 - -
418 - - - 12
420 - - - 10
421 24 24 - -
423 24 20 17 -
424 24 20 14 -
499 24 - - -
"""
_COURSES = (
    (date(2022, 3, 14), "行政处罚法专题培训", "法律法规"),
    (date(2022, 6, 20), "市场监管业务骨干班", "业务知识"),
    (date(2022, 10, 24), "公共法律知识培训", "公共法律知识"),
    (date(2022, 11, 21), "执法文书制作", "业务知识"),
)
_CHANGED: dict[int, Row] = {
    415: {"on_duty_from": date(2022, 9, 1)},
    416: {"on_duty_from": date(2022, 9, 1)},
    417: {"on_duty_to": date(2022, 6, 30)},
    418: {"role": "协管员", "cert_status": "无证"},
    419: {"cert_status": "注销"},
    420: {"cert_status": "无证"},
    422: {"on_duty_to": date(2021, 12, 31)},
    423: {"cert_status": "过期", "cert_valid_to": date(2022, 10, 31)},
}
#: 415 has 24 of 20, 417 has 32 of 30, 418 is no officer, 419 and 420 are left out, 422 was gone before the year.
_SHORT = {
    413: ("52学时", "52 hours"),
    414: ("没有任何培训记录", "no training at all"),
    416: ("9月上岗，应20学时，只有16学时", "joined in September: 16 of 20 hours"),
    421: ("48学时，另12学时是执法技能，不计", "48 hours; 12 more are skills and do not count"),
    424: ("58学时，另8学时在2021年", "58 hours; 8 more were in 2021"),
}


def officers(book: Book, told: Sample) -> None:
    """The roster of 24: 15 of the 20 who count have what is asked of them.

    24 hours are of a number that is not on the roster. Whoever is short may have them; for one it is too little anyway.
    """
    roster = {number: officer(number, **_CHANGED.get(number, {})) for number in range(401, 425)}
    spelled = "officer_id:*执法证号\n（按证件填写） cert_valid_from:证件有效期起\n（发证日期）"
    total: Row = {"no": "合计", "remark": "24人"}
    laid = printed(book, told, "officers", heads("officers", spelled), [*roster.values(), total])
    told.at("C405", laid, roster[405], "officer_id", "公安和平分局也有这个证号", "also in the public security workbook")
    asked = "officer-training"
    for number, (zh, en) in _SHORT.items():
        tell = told.short if number == 414 else told.open
        tell(asked, laid, roster[number], zh, en)
    told.comes_to(asked, 15, 16, "missed", excluded=2, unknown=4)


def training(book: Book, told: Sample) -> None:
    """The courses, one after the other, each with its subtotal."""
    rows: list[Row] = []
    strangers: list[Row] = []
    total = 0.0
    for place, (held_on, title, content) in enumerate(_COURSES, 1):
        subtotal = 0.0
        for line in _HOURS.strip().splitlines():
            number, hours = int(line.split()[0]), line.split()[place]
            if hours != "-":
                rows.append(course(number, held_on, title, float(hours), content))
                strangers += [rows[-1]] if number == 499 else []
                subtotal += float(hours)
        rows += [{"no": f"第{place}期小计", "hours": subtotal}, blank()]
        total += subtotal
    skills = course(421, date(2022, 11, 28), "现场检查实操", 12, "执法技能")
    last_year = course(424, date(2021, 12, 20), "冬季岗位练兵", 8, "业务知识")
    rows += [skills, last_year, {"no": "合计", "hours": total + 20}]
    laid = printed(book, told, "training", heads("training", "hours:*学时\n（学时，保留1位小数）"), rows)
    told.at("C402", laid, strangers[0], "officer_id", "名册里没有津01-0499", "no such officer on the roster")
    told.at("C411", laid, last_year, "held_on", "2021年的培训", "a course in 2021")
