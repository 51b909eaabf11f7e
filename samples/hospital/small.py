"""Two smaller hospitals: one with sheets that are nil or absent, one whose days and times can't all be read."""

from __future__ import annotations

from datetime import date

from samples.hospital.rows import add, add_cover, add_nil, attendance, complaint, handover, pathway, sheet_name
from samples.hospital.university import december, on
from samples.library.cells import Book
from samples.library.xlsx import by_openpyxl, by_xlsxwriter
from samples.truth import Outcome, Sample

#: What a nil sheet of each table makes not applicable, and what it makes a count of zero.
_NIL = {
    "handovers": ("handover-15", "handover-30", "handover-60"),
    "pathways": ("rtt-18-weeks",),
    "diagnostics": ("diagnostics-six-weeks",),
    "cancer": ("cancer-28-days", "cancer-31-days", "cancer-62-days"),
    "cancellations": ("cancelled-operations",),
    "complaints": ("complaints-acknowledged",),
}


def _declare_nil(told: Sample, book: Book, *tables: str) -> None:
    for table in tables:
        add_nil(book, table)
        for indicator in _NIL[table]:
            told.comes_to(indicator, 0, 0, "not_applicable")


def calderwick() -> Sample:
    """Calderwick General.xlsx."""
    told = Sample(
        "Calderwick General.xlsx",
        "cgh",
        "accepted_with_errors",
        "急诊 5 人次都在 2 小时内离开，诊治等候 20、30、50、70、90 分钟，中位 50。救护车、癌症、手术取消写明"
        "“Nothing to report”。择期治疗等候 5 人，都在 18 周内。没有“Diagnostic waits”表，该项无法判定。投诉 2 件：12 "
        "月 28 日收到的 30 日确认（第 2 个工作日），12 月 22 日收到的也在 30 日确认，隔着圣诞节和节礼日的公共假日，是"
        "第 4 个工作日，超期。",
        "All 5 patients in A&E leave within 2 hours; they waited for 20, 30, 50, 70 and 90 minutes: median 50. "
        "Handovers, cancer and cancelled operations say “Nothing to report”. All 5 patients who wait for treatment "
        "have waited for less than 18 weeks. The sheet “Diagnostic waits” is absent, so its indicator is "
        "undetermined. Of 2 complaints, that of 28 December was acknowledged on the 30th (working day 2), and so was "
        "that of 22 December: with the bank holidays of Christmas and Boxing Day between them, on working day 4, "
        "which is late.",
    )
    book = Book()
    add_cover(book, "Calderwick General Hospital", "2022-12", 2, date(2023, 1, 6))
    waits = enumerate((20, 30, 50, 70, 90), 1)
    add(book, "attendances", [attendance(300 + n, on(3 * n, "14:10"), wait, 115, "Discharged") for n, wait in waits])
    told.comes_to("ae-four-hours", 5, 5)
    told.outcomes["ae-trolley-waits"] = Outcome("met", 0)
    told.outcomes["ae-time-to-treatment"] = Outcome("met", None, 5, change="50")
    _declare_nil(told, book, "handovers")
    add(book, "pathways", [pathway(300 + number, date(2022, 10, number)) for number in range(3, 8)])
    told.comes_to("rtt-18-weeks", 5, 5)
    told.outcomes["rtt-52-weeks"] = Outcome("met", 0)
    _declare_nil(told, book, "cancer", "cancellations")
    late = complaint(31, 0, december(22), december(30))
    laid = add(book, "complaints", [complaint(30, 3, december(28), december(30)), late])
    told.against("complaints-acknowledged", laid, late, "acknowledged_on", "第4个工作日", "working day 4")
    told.comes_to("complaints-acknowledged", 1, 2, "missed")
    missing = sheet_name("diagnostics")
    told.add("W210", f"没有“{missing}”表", "the sheet of diagnostics was not submitted", table="diagnostics")
    told.cannot_be_judged("diagnostics-six-weeks", "没有报送数据的表", "the sheet with its data was not submitted")
    told.content = lambda: by_openpyxl(book)
    return told


def westhaven() -> Sample:
    """WHH_Dec.xlsx."""
    told = Sample(
        "WHH_Dec.xlsx",
        "whh",
        "accepted_with_errors",
        "急诊 8 人次：5 人 2 小时离开，等候 30 分钟；1 人到院时间只有日期；1 人离开时间写成 12/31/2022 11:00（本表先"
        "写日，没有第 31 月）；1 人离开早于到院，不算按时。后两人诊治等候 30 分钟。救护车 4 辆都是 14 分钟。其余各表"
        "写明“Nothing to report”。四小时为 5/6，另两行未定，最好也只有 7/8，未达标；中位数不论那一行是多少都是 30。",
        "A&E has 8 patients: 5 leave after 2 hours, having waited for 30 minutes; one has a day without a time of "
        "arrival; one left at “12/31/2022 11:00” (the day comes first on this sheet, and there is no 31st month); "
        "one left before arriving, which isn't in time. The last two waited for 30 minutes. So 5 of 6 are in time, "
        "and two are open: at best 7 of 8, and missed. The median is 30 whatever the third wait was. All 4 "
        "ambulances hand over in 14 minutes. The other sheets say “Nothing to report”.",
    )
    book = Book()
    add_cover(book, "Westhaven Hospitals", "Dec 2022", 3, date(2023, 1, 13))
    good = [attendance(400 + number, on(number, "10:00"), 30, 120, "Discharged") for number in range(1, 6)]
    daily = attendance(406, on(6, "10:00"), 30, 120, "Discharged", arrived_at="06/12/2022")
    american = attendance(407, on(31, "09:00"), 30, 120, "Discharged", departed_at="12/31/2022 11:00")
    backwards = attendance(408, on(8, "10:00"), 30, -60, "Discharged")
    laid = add(book, "attendances", [*good, daily, american, backwards])
    told.at("V350", laid, daily, "arrived_at", "没有时刻", "a day without a time")
    told.at("V317", laid, american, "departed_at", "没有第31月", "there is no month 31")
    told.at("C401", laid, backwards, "departed_at", "离开早于到院", "left before arriving")
    told.against("ae-four-hours", laid, backwards, "departed_at", "离开早于到院", "left before arriving")
    told.at("M502", laid, daily, "arrived_at", "因而未定", "and so undecided", indicator="ae-four-hours")
    told.at("M502", laid, american, "departed_at", "因而未定", "and so undecided", indicator="ae-four-hours")
    told.comes_to("ae-four-hours", 5, 6, "missed", unknown=2)
    note = ("未定，但不影响中位数", "undecided, but the median is 30 anyway")
    told.at("M502", laid, daily, "arrived_at", *note, indicator="ae-time-to-treatment", severity="info")
    told.outcomes["ae-trolley-waits"] = Outcome("met", 0)
    told.outcomes["ae-time-to-treatment"] = Outcome("met", None, 7, unknown=1, change="30")
    add(book, "handovers", [handover(400 + number, on(number, "23:50"), 14) for number in range(1, 5)])
    for limit in (15, 30, 60):
        told.comes_to(f"handover-{limit}", 4, 4)
    _declare_nil(told, book, "pathways", "diagnostics", "cancer", "cancellations", "complaints")
    told.outcomes["rtt-52-weeks"] = Outcome("met", 0)
    told.content = lambda: by_xlsxwriter(book)
    return told
