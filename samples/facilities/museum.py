"""The Museum: cells that can't be read, copies that contradict each other, and an inspection that was late."""

from __future__ import annotations

from datetime import date

from samples.facilities.sheets import at, covered, monthly, months_worked, plain
from samples.library.cells import Book
from samples.library.records import Row
from samples.library.xlsx import by_xlsxwriter
from samples.truth import Outcome, Sample


def sample() -> Sample:
    """Museum.xlsx."""
    told = Sample(
        "Museum.xlsx",
        "museum",
        "accepted_with_errors",
        "有读不懂的时刻、工时和人数，一件故障的两行互相矛盾；一次法定检验晚了四天，等次最低。",
        "A time, a day without a time, hours and a number of replies that can't be read; two rows of one fault "
        "contradict each other. A statutory inspection was four days late, so the grade is the lowest.",
    )
    book = Book()
    covered(book, "Museum", "2023/24 Q1", "Kay Lund", 804)
    _faults(told, book)
    due = [date(2023, 4, 21), date(2023, 5, 19), date(2023, 6, 23)]
    tasks = monthly("PM-401", "Fire alarm", [date(2023, 4, 20), date(2023, 5, 23), date(2023, 6, 22)], due)
    tasks += monthly("PM-402", "Showcase lamps", [date(2023, 4, 11), date(2023, 5, 11), date(2023, 6, 12)])
    laid = plain(book, "planned_tasks", tasks)
    told.comes_to("planned-in-month", 6, 6)
    note = ("晚了四天", "four days late, though in its month")
    told.against("statutory-inspections", laid, tasks[1], "done_on", *note)
    told.comes_to("statutory-inspections", 2, 3, "missed")
    vetoed = ("一票否决：等次最低", "the veto: the lowest grade")
    told.add("M550", *vetoed, indicator="statutory-inspections", severity="red")
    _safety(told, book)
    _training(told, book)
    _users(told, book)
    _invoices(told, book)
    told.content = lambda: by_xlsxwriter(book)
    return told


def _faults(told: Sample, book: Book) -> None:
    rows = _rows()
    laid = plain(book, "faults", rows)
    vague, _, dayless, _, backwards, once, again = rows
    told.at("V314", laid, vague, "attended_at", "不是日期时刻", "words instead of a time")
    open_note = ("何时到场不明", "nobody can read when somebody came")
    told.at("M502", laid, vague, "attended_at", *open_note, indicator="urgent-attended")
    told.comes_to("urgent-attended", 1, 1, "undetermined", unknown=1)
    told.at("V350", laid, dayless, "reported_at", "只有日期没有时刻", "a day without a time")
    unread = ("何时报修不明", "nobody can read when it was reported")
    for indicator in ("routine-attended", "faults-fixed", "repeat-faults"):
        # 1 in 5 would be too many repeats, but this fault is none, whenever it was reported.
        severity = "info" if indicator == "repeat-faults" else ""
        told.at("M502", laid, dayless, "reported_at", *unread, indicator=indicator, severity=severity)
    told.comes_to("routine-attended", 1, 1, "undetermined", unknown=1)
    told.at("C401", laid, backwards, "fixed_at", "修好早于到场", "fixed before somebody came")
    for row in (once, again):
        told.at("C413", laid, row, "fault_no", "同一故障两行不一致", "two rows of one fault differ")
    doubtful = ("到场日期两行不同", "two days of arrival, one in time and one late")
    told.at("M502", laid, once, "attended_at", *doubtful, indicator="minor-attended")
    told.comes_to("minor-attended", 1, 1, "undetermined", unknown=1)
    told.outcomes["made-safe"] = Outcome("met", 0)
    # Five are fixed in time; of the sixth nobody knows when it was reported.
    told.comes_to("faults-fixed", 5, 5, "undetermined", unknown=1)
    # None names an earlier fault.
    told.comes_to("repeat-faults", 0, 5, unknown=1)


def _rows() -> list[Row]:
    twice: Row = {
        "fault_no": "F-40006",
        "place": "Cloakroom, hook missing",
        "priority": "Minor",
        "reported_at": at(6, 20, 9),
        "attended_at": at(6, 20, 15),
        "fixed_at": at(6, 23, 9),
    }
    return [
        {
            "fault_no": "F-40001",
            "place": "Gallery 2, humidity alarm",
            "priority": "Urgent",
            "reported_at": at(4, 17, 9),
            "attended_at": "about half past nine",
            "fixed_at": at(4, 18, 12),
        },
        {
            "fault_no": "F-40002",
            "place": "Till power failed",
            "priority": "Urgent",
            "reported_at": at(4, 18, 9),
            "attended_at": at(4, 18, 9, 30),
            "fixed_at": at(4, 19, 12),
        },
        {
            "fault_no": "F-40003",
            "place": "Gallery 5, skylight",
            "priority": "Routine",
            "reported_at": "10/05/2023",
            "attended_at": at(5, 10, 11),
            "fixed_at": at(5, 11, 9),
        },
        {
            "fault_no": "F-40004",
            "place": "Gallery 1, projector",
            "priority": "Routine",
            "reported_at": at(5, 11, 10),
            "attended_at": at(5, 11, 12),
            "fixed_at": at(5, 12, 10),
        },
        {
            "fault_no": "F-40005",
            "place": "Shop, drawer stuck",
            "priority": "Minor",
            "reported_at": at(5, 16, 10),
            "attended_at": at(5, 17, 10),
            "fixed_at": at(5, 17, 9),
        },
        twice,
        twice | {"attended_at": at(6, 22, 15)},
    ]


def _safety(told: Sample, book: Book) -> None:
    rows = months_worked(6000, [(-6, 0)])
    rows[2]["hours"] = "tbc"
    laid = plain(book, "hours_worked", rows)
    told.at("V304", laid, rows[2], "hours", "不是数字", "not a number")
    # 1 injury in at least 66,000 hours: 3.03 per 200,000 at most, and fewer with the hours of September.
    told.at("M502", laid, rows[2], "hours", "九月工时不明", "the hours of September", indicator="injury-rate")
    told.outcomes["injury-rate"] = Outcome("undetermined", 1, 66000, unknown=1, change="100/33")
    told.add("T604", "九月工时不明", "the hours of September can tip it", indicator="injury-rate")
    # Nobody lost time, whatever the hours were.
    note = ("九月工时不明", "the hours of September")
    told.at("M502", laid, rows[2], "hours", *note, indicator="lost-time-rate", severity="info")
    told.outcomes["lost-time-rate"] = Outcome("met", 0, 66000, unknown=1)


def _training(told: Sample, book: Book) -> None:
    plain(book, "operatives", [{"staff_no": "R-401", "name": "Lena Holm"}, {"staff_no": "R-402", "name": "Max Dorn"}])
    rows: list[Row] = [
        {"staff_no": "R-401", "course": "Showcases", "held_on": date(2023, 5, 3), "length": 2},
        {"staff_no": "R-402", "course": "Showcases", "held_on": date(2023, 5, 3), "length": 2},
        {"staff_no": "R-499", "course": "Showcases", "held_on": date(2023, 5, 3), "length": 2},
    ]
    laid = plain(book, "safety_training", rows)
    told.at("C402", laid, rows[2], "staff_no", "名单上没有此人", "nobody on the list has this number")
    told.comes_to("safety-training", 0, 2, "on_track")


def _users(told: Sample, book: Book) -> None:
    survey: Row = {"survey_no": "S-23-05", "held_on": date(2023, 6, 9), "replies": "ca. 90", "points": 380}
    laid = plain(book, "surveys", [survey])
    told.at("V308", laid, survey, "replies", "约数", "a rough figure")
    told.at("M502", laid, survey, "replies", "答卷数不明", "how many replied", indicator="satisfaction")
    told.outcomes["satisfaction"] = Outcome("undetermined", 380, 0, unknown=1)
    told.add("T604", "答卷数不明", "how many replied can tip it", indicator="satisfaction")
    complaint: Row = {"complaint_no": "C-401", "received_on": date(2023, 6, 26)}
    laid = plain(book, "complaints", [complaint])
    note = ("七月十日到期", "due on 10 July")
    told.at("M520", laid, complaint, "answered_on", *note, indicator="complaints-answered", severity="info")
    told.comes_to("complaints-answered", 0, 0, "not_applicable")
    told.outcomes["complaints-upheld"] = Outcome("met", 0)


def _invoices(told: Sample, book: Book) -> None:
    rows: list[Row] = [
        {"invoice_no": "RF/2023/201", "sent_on": date(2023, 4, 27), "accepted": "Yes"},
        {"invoice_no": "RF/2023/402", "sent_on": date(2023, 5, 26)},
        {"invoice_no": "RF/2023/399", "sent_on": date(2023, 3, 30), "accepted": "Yes"},
    ]
    laid = plain(book, "invoices", rows)
    told.at("C405", laid, rows[0], "invoice_no", "中央图书馆也有同一号码", "also in the Central Library's workbook")
    told.at("V330", laid, rows[1], "accepted", "必填项空白", "a required cell is blank")
    told.at("M502", laid, rows[1], "accepted", "是否接受不明", "accepted or not", indicator="invoices-right")
    told.at("C411", laid, rows[2], "sent_on", "上一年度的发票", "an invoice of the year before")
    told.comes_to("invoices-right", 1, 1, "undetermined", unknown=1)
