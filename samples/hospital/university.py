"""Northmoor University Hospitals: a workbook in order, in which every target is met."""

from __future__ import annotations

from datetime import date, datetime, time

from samples.hospital.rows import add, add_cover, attendance, cancer, complaint, handover, operation, pathway, request
from samples.library.cells import Book
from samples.library.records import Row
from samples.library.xlsx import by_xlsxwriter
from samples.truth import Outcome, Sample


def on(day: int, clock: str = "09:00") -> datetime:
    """A moment in December 2022."""
    return datetime.combine(date(2022, 12, day), time.fromisoformat(clock))


def december(day: int) -> date:
    """A day of December 2022."""
    return date(2022, 12, day)


def university() -> Sample:
    """Northmoor University Hospitals.xlsx."""
    told = Sample(
        "Northmoor University Hospitals.xlsx",
        "nuh",
        "accepted",
        "单元格都是日期和时刻，没有错误。急诊 22 人次：19 人停留 2 小时，1 人 4 小时 5 分，1 人 90 分钟后未诊治离开，"
        "1 人 12 月 31 日22:30 到院、仍在急诊（待定），20/21；诊治等候都是 30 分钟。救护车 20 辆：14 辆 10 分钟、5 辆"
        " 25 分钟、1 辆 45 分钟。择期治疗月末等候 25 人，2 人超过 18 周。检查 12 人等候，都在 6 周内。癌症告知 4/4，"
        "31 天 3/3，62 天 2/2。临时取消的手术补做 2/2。投诉确认 2/2。",
        "All cells are days and times as Excel has them, and nothing is wrong. A&E has 22 patients: 19 stay for 2 "
        "hours, one for 4 hours 5 minutes, one leaves unseen after 90 minutes, and one came on 31 December at 22:30 "
        "and is still there (not due yet): 20 of 21. Everybody treated has waited for 30 minutes. Of 20 ambulances, "
        "14 hand over in 10 minutes, 5 in 25 and one in 45. On the last day, 25 patients wait for treatment, 2 of "
        "them for over 18 weeks, and 12 for a test, all for less than six weeks. Cancer: 4 of 4 told in time, 3 of 3 "
        "treated in 31 days, 2 of 2 in 62. Both cancelled operations were carried out in time, and both complaints "
        "acknowledged.",
    )
    book = Book()
    add_cover(book, "Northmoor University Hospitals", "December 2022", 0, date(2023, 1, 9))
    arrivals = [attendance(day, on(day), 30, 120, "Discharged") for day in range(1, 18)]
    arrivals += [attendance(day, on(day), 30, 120, "Admitted", decided_at=on(day, "10:00")) for day in (18, 19)]
    slow = attendance(20, on(20), 30, 245, "Discharged")
    left = attendance(21, on(21), None, 90, "Left before being treated")
    there = attendance(22, on(31, "22:30"), None, None, None)
    laid = add(book, "attendances", [*arrivals, slow, left, there])
    told.at(
        "M501", laid, slow, "departed_at", "4小时5分", "4 hours 5 minutes", indicator="ae-four-hours", severity="info"
    )
    told.at("M520", laid, there, "departed_at", "仍在急诊", "still in A&E", indicator="ae-four-hours", severity="info")
    told.comes_to("ae-four-hours", 20, 21)
    told.outcomes["ae-trolley-waits"] = Outcome("met", 0)
    told.outcomes["ae-time-to-treatment"] = Outcome("met", None, 20, excluded=1, change="30")

    minutes = [10] * 14 + [25] * 5 + [45]
    ambulances = [handover(number, on(number, "11:15"), wait) for number, wait in enumerate(minutes, 1)]
    laid = add(book, "handovers", ambulances)
    for limit, late in ((15, ambulances[14:]), (30, ambulances[19:])):
        for row in late:
            told.at("M501", laid, row, "handed_over_at", "超时", "late", indicator=f"handover-{limit}", severity="info")
    told.comes_to("handover-15", 14, 20)
    told.comes_to("handover-30", 19, 20)
    told.comes_to("handover-60", 20, 20)

    waiting = [pathway(number, date(2022, 11, 1)) for number in range(1, 24)]
    long = [pathway(number, date(2022, 8, 1)) for number in (24, 25)]
    treated = [pathway(number, date(2022, 5, 2), december(number)) for number in (26, 27, 28)]
    laid = add(book, "pathways", [*waiting, *long, *treated])
    for row in long:
        told.at("M501", laid, row, "clock_started_on", "152天", "152 days", indicator="rtt-18-weeks", severity="info")
    told.comes_to("rtt-18-weeks", 23, 25)
    told.outcomes["rtt-52-weeks"] = Outcome("met", 0)

    tests = [request(number, december(5)) for number in range(1, 13)]
    tests += [request(number, date(2022, 10, 3), december(12), "Gastroscopy") for number in range(13, 17)]
    add(book, "diagnostics", tests)
    told.comes_to("diagnostics-six-weeks", 0, 12)

    suspected: list[Row] = [
        cancer(1, "Urgent GP referral", date(2022, 11, 21), told_on=december(12)),
        cancer(2, "Screening", date(2022, 11, 7), told_on=december(2), decided_on=december(5), treated_on=december(20)),
        *(
            cancer(
                number,
                "Urgent GP referral",
                date(2022, 11, 14),
                told_on=december(6),
                decided_on=december(8),
                treated_on=december(22),
            )
            for number in (3, 4)
        ),
    ]
    add(book, "cancer", suspected)
    told.comes_to("cancer-28-days", 4, 4)
    told.comes_to("cancer-31-days", 3, 3)
    told.comes_to("cancer-62-days", 2, 2)

    operations = [
        operation(1, date(2022, 11, 10), december(1), details="No bed in intensive care"),
        operation(2, december(1), december(15), details="Theatre list overran"),
        operation(3, december(2), None, "Clinical", details="Chest infection"),
    ]
    add(book, "cancellations", operations)
    told.comes_to("cancelled-operations", 2, 2)

    add(book, "complaints", [complaint(1, 4, december(5), december(6)), complaint(2, 5, december(22), december(29))])
    told.comes_to("complaints-acknowledged", 2, 2)
    told.content = lambda: by_xlsxwriter(book)
    return told
