"""Ashbridge and Dale Hospitals: days and times typed as text, a duplicate, a blank, late ones, a total."""

from __future__ import annotations

from datetime import date

from samples.hospital.rows import (
    add,
    add_cover,
    add_nil,
    attendance,
    cancer,
    handover,
    operation,
    pathway,
    request,
    typed,
)
from samples.hospital.university import december, on
from samples.library.cells import Book
from samples.library.records import Row
from samples.library.tables import Laid
from samples.library.xlsx import by_xlsxwriter
from samples.truth import Outcome, Sample

_ABOVE = ("Ashbridge and Dale Hospitals NHS Trust", "Monthly return")


def ashbridge() -> Sample:
    """Ashbridge returns Dec 22.xlsx."""
    told = Sample(
        "Ashbridge returns Dec 22.xlsx",
        "adh",
        "accepted_with_errors",
        "各表上方有两行标题；日期和时刻都是文本，如 31/12/2022 08:15，先写日。急诊 11 人次（第 3 人重复一行）：1 人"
        " 10 小时，1 人 12 月11 日到院、离开时间空白而早已超过 4 小时，9/11；诊治等候 40、60、80 分钟各 4、3、3 人，"
        "中位 60。救护车 10 辆：6 辆 12 分钟、3 辆 28 分钟、1 辆 75 分钟，下面有合计行。择期治疗等候 10 人，1 人 140 "
        "天、1 人 400 天。检查等候 10 人，1 人正好 42 天。癌症告知1/2；1 人决定后 32 天、转诊后 72 天才治疗，但暂停计"
        "时 10 天，两项都按时。1 台取消的手术 29 天后才补做，1 台未到期。没有投诉。",
        "Two lines of title above every sheet; days and times are text such as 31/12/2022 08:15, the day first. A&E "
        "has 11 patients (the third is there twice): one stays for 10 hours, and one who came on 11 December has no "
        "time of departure, long after 4 hours: 9 of 11. Of those treated, 4 waited for 40 minutes, 3 for 60 and 3 "
        "for 80: median 60. Of 10 ambulances, 6 hand over in 12 minutes, 3 in 28 and one in 75; a total is below "
        "them. Of 10 patients who wait for treatment, one has waited for 140 days and one for 400; of 10 who wait "
        "for a test, one for exactly 42 days. Cancer: one of 2 told in time; one was treated 32 days after the "
        "decision and 72 after the referral, but the clock was paused for 10, so both are in time. One cancelled "
        "operation was carried out after 29 days, one isn't due yet. There are no complaints.",
    )
    book = Book()
    add_cover(book, "Ashbridge & Dale Hospitals NHS Trust", "2022-12", 1, "12/01/2023")
    _emergencies(told, book)
    _ambulances(told, book)
    _waiting(told, book)
    _cancer(told, book)
    late = typed(operation(1, date(2022, 11, 1), date(2022, 11, 30), details="No anaesthetist"))
    coming = typed(operation(2, december(20), details="Ward closed"))
    laid = add(book, "cancellations", [late, coming], _ABOVE)
    told.against("cancelled-operations", laid, late, "treated_on", "第29天", "day 29")
    told.at(
        "M520", laid, coming, "treated_on", "未到期", "not due yet", indicator="cancelled-operations", severity="info"
    )
    told.comes_to("cancelled-operations", 0, 1, "missed")
    add_nil(book, "complaints")
    told.comes_to("complaints-acknowledged", 0, 0, "not_applicable")
    told.content = lambda: by_xlsxwriter(book)
    return told


def _emergencies(told: Sample, book: Book) -> None:
    waits = (40, 40, 40, 40, 60, 60, 60, 80, 80, 80)
    rows = [
        typed(attendance(200 + number, on(number, "08:15"), wait, 120, "Discharged"))
        for number, wait in enumerate(waits[:8], 1)
    ]
    rows.append(typed(attendance(209, on(9, "20:00"), 80, 240, "Transferred")))
    slow = typed(attendance(210, on(10), 80, 600, "Admitted", decided_at=on(10, "11:00")))
    blank = typed(attendance(211, on(11), None, None, None))
    again = dict(rows[2])
    laid = add(book, "attendances", [*rows, slow, blank, again], _ABOVE)
    for row in (rows[2], again):
        told.at("C403", laid, row, "attendance_no", "第3人重复一行", "the third patient twice")
    told.against("ae-four-hours", laid, slow, "departed_at", "10小时", "10 hours")
    told.against("ae-four-hours", laid, blank, "departed_at", "离开时间空白，已超过4小时", "no departure, long overdue")
    told.comes_to("ae-four-hours", 9, 11, "missed")
    told.outcomes["ae-trolley-waits"] = Outcome("met", 0)
    told.outcomes["ae-time-to-treatment"] = Outcome("met", None, 10, change="60")


def _ambulances(told: Sample, book: Book) -> None:
    minutes = [12] * 6 + [28] * 3 + [75]
    rows = [typed(handover(200 + number, on(number, "17:40"), wait)) for number, wait in enumerate(minutes, 1)]
    total: Row = {"handover_no": "Total", "ambulance_at": "10"}
    laid = add(book, "handovers", [*rows, total], _ABOVE)
    told.add("W310", "合计行", "a total", sheet=laid.sheet.name, row=laid.row(total), table=laid.table)
    for limit, passed in ((15, 6), (30, 9), (60, 9)):
        for row in rows[passed:]:
            told.against(f"handover-{limit}", laid, row, "handed_over_at", "超时", "late")
        told.comes_to(f"handover-{limit}", passed, 10, "missed")


def _waiting(told: Sample, book: Book) -> None:
    short = [typed(pathway(200 + number, december(10 + number))) for number in range(1, 9)]
    long = typed(pathway(209, date(2022, 8, 13)))
    longest = typed(pathway(210, date(2021, 11, 26)))
    laid = add(book, "pathways", [*short, long, longest], _ABOVE, clock_started_on="Referral received")
    _say_late(told, laid, long, "140天", "140 days")
    _say_late(told, laid, longest, "400天", "400 days")
    told.comes_to("rtt-18-weeks", 8, 10, "missed")
    told.against("rtt-52-weeks", laid, longest, "clock_started_on", "400天", "400 days")
    told.outcomes["rtt-52-weeks"] = Outcome("missed", 1)
    told.add("T601", "1人", "one patient", indicator="rtt-52-weeks")

    tests = [typed(request(200 + number, december(number), test="CT")) for number in range(1, 10)]
    six_weeks = typed(request(210, date(2022, 11, 19), test="Echocardiogram"))
    laid = add(book, "diagnostics", [*tests, six_weeks], _ABOVE)
    told.against("diagnostics-six-weeks", laid, six_weeks, "requested_on", "42天", "42 days")
    told.comes_to("diagnostics-six-weeks", 1, 10, "missed")


def _say_late(told: Sample, laid: Laid, row: Row, zh: str, en: str) -> None:
    told.against("rtt-18-weeks", laid, row, "clock_started_on", zh, en)


def _cancer(told: Sample, book: Book) -> None:
    late = typed(cancer(202, "2WW", date(2022, 10, 31), told_on=december(10)))
    rows = [
        typed(cancer(201, "2WW", date(2022, 11, 14), told_on=december(12))),
        late,
        typed(
            cancer(
                203,
                "2WW",
                date(2022, 10, 1),
                told_on=date(2022, 10, 20),
                decided_on=date(2022, 11, 10),
                treated_on=december(12),
                paused_from=december(1),
                paused_to=december(11),
            )
        ),
    ]
    laid = add(book, "cancer", rows, _ABOVE)
    told.against("cancer-28-days", laid, late, "told_on", "第40天", "day 40")
    told.comes_to("cancer-28-days", 1, 2, "missed")
    told.comes_to("cancer-31-days", 1, 1)
    told.comes_to("cancer-62-days", 1, 1)
