"""The Central Library: exported lists under other headers, with every day, time and length as text, and totals."""

from __future__ import annotations

from datetime import date

from samples.facilities.sheets import covered, heads, monthly, months_worked, plain
from samples.library.cells import Book
from samples.library.records import Row
from samples.library.tables import lay
from samples.library.xlsx import by_xlsxwriter
from samples.truth import Outcome, Sample


def sample() -> Sample:
    """Central Library Q1.xlsx."""
    told = Sample(
        "Central Library Q1.xlsx",
        "library",
        "accepted_with_errors",
        "系统导出的清单：表名、表头是别名，日期、时间、时长都是文本（日在前），表末有合计行；同一故障填了两行。",
        "Lists exported from a system: other names for sheets and headers; days, times and lengths as text, the day "
        "first; totals at the end. One fault is in two rows.",
    )
    book = Book()
    covered(book, "Riverford Central Library", "Q1 2023/24", "Ian Marsh", 802)
    _faults(told, book)
    _tasks(told, book)
    _safety(told, book)
    _training(told, book)
    plain(book, "surveys", [{"survey_no": "S-23-03", "held_on": "23/06/2023", "replies": 60, "points": 216}])
    told.outcomes["satisfaction"] = Outcome("missed", 216, 60)
    told.add("T601", "3.6 分，未达 4 分", "3.6 points of 4", indicator="satisfaction")
    _complaints(told, book)
    _invoices(told, book)
    told.content = lambda: by_xlsxwriter(book)
    return told


def _faults(told: Sample, book: Book) -> None:
    rows = _jobs()
    total: Row = {"fault_no": "Total", "place": "9 jobs"}
    spelled = heads(
        "faults",
        fault_no="Job no.",
        place="Description",
        reported_at="Logged at",
        attended_at="On site at",
        fixed_at="Completed at",
        hold_instruction="Hold ref",
    )
    laid = lay(book.add("Fault log"), "faults", spelled, [*rows, total])
    told.add("W310", "合计行", "a row of totals", sheet="Fault log", row=laid.row(total), table="faults")
    first, late, emergency, job, again, slow, unfixed, held, repeat, _ = rows
    del first
    for row in (job, again):
        told.at("C403", laid, row, "fault_no", "同一故障填了两行", "the same fault in two rows")
    told.against("made-safe", laid, emergency, "made_safe_at", "2小时5分才排险", "made safe after 2 hours 5 minutes")
    told.outcomes["made-safe"] = Outcome("missed", 1)
    told.add("T601", "1 件未按时排险", "one was not made safe in time", indicator="made-safe")
    told.against("urgent-attended", laid, late, "attended_at", "晚1分钟", "a minute late, after Easter")
    told.comes_to("urgent-attended", 1, 2, "missed")
    told.against("routine-attended", laid, slow, "attended_at", "超过4个工作小时", "after 4 hours 30 minutes")
    told.comes_to("routine-attended", 3, 4, "missed")
    told.comes_to("minor-attended", 2, 2)
    told.against("faults-fixed", laid, unfixed, "fixed_at", "第12个工作日修好", "fixed on the 12th working day")
    told.comes_to("faults-fixed", 7, 8, "missed", excluded=1)
    del held
    told.against("repeat-faults", laid, repeat, "repeat_of", "25天前刚修好", "fixed 25 days before")
    told.comes_to("repeat-faults", 1, 9, "missed")


def _jobs() -> list[Row]:
    job: Row = {
        "fault_no": "F-20004",
        "place": "Children's room, tap drips",
        "priority": "P3",
        "reported_at": "24/04/2023 09:00",
        "attended_at": "24/04/2023 12:45",
        # the eighth working day: 1 May was a bank holiday
        "fixed_at": "05/05/2023 15:00",
    }
    return [
        {
            "fault_no": "F-20001",
            "place": "Entrance door stuck",
            "priority": "P2",
            "reported_at": "03/04/2023 09:05",
            "attended_at": "03/04/2023 10:05",
            "fixed_at": "04/04/2023 16:00",
        },
        {
            # 30 minutes on the Thursday before Easter, 31 on the Tuesday after it
            "fault_no": "F-20002",
            "place": "Server room too hot",
            "priority": "P2",
            "reported_at": "06/04/2023 17:30",
            "attended_at": "11/04/2023 08:31",
            "fixed_at": "12/04/2023 10:00",
        },
        {
            "fault_no": "F-20003",
            "place": "Reading room, ceiling tile down",
            "priority": "P1",
            "reported_at": "15 Apr 2023 1:15 pm",
            "attended_at": "15 Apr 2023 2.40 pm",
            "made_safe_at": "15 Apr 2023 3:20 pm",
            "fixed_at": "17 Apr 2023 11:00",
        },
        job,
        dict(job),
        {
            # 2 hours on the first day and 2 hours 30 minutes on the next
            "fault_no": "F-20005",
            "place": "Staff kitchen, sink blocked",
            "priority": "P3",
            "reported_at": "25/04/2023 16:00",
            "attended_at": "26/04/2023 10:30",
            "fixed_at": "27/04/2023 09:00",
        },
        {
            "fault_no": "F-20006",
            "place": "Shelf 14, bracket loose",
            "priority": "P4",
            "reported_at": "09/05/2023 11:00",
            "attended_at": "10/05/2023 16:00",
            "fixed_at": "25/05/2023 12:00",
        },
        {
            "fault_no": "F-20007",
            "place": "Local history room, stain on the wall",
            "priority": "P3",
            "reported_at": "16/05/2023 10:00",
            "attended_at": "16/05/2023 13:00",
            "on_hold": "Yes",
            "hold_instruction": "CI-114",
        },
        {
            "fault_no": "F-20008",
            "place": "Children's room, tap drips again",
            "priority": "P3",
            "reported_at": "30/05/2023 10:00",
            "attended_at": "30/05/2023 11:00",
            "fixed_at": "31/05/2023 10:00",
            "repeat_of": "F-20004",
            "earlier_fixed_on": "05/05/2023",
        },
        {
            "fault_no": "F-20009",
            "place": "Bicycle stand bent",
            "priority": "P4",
            "reported_at": "12/06/2023 09:00",
            "attended_at": "13/06/2023 09:30",
            "fixed_at": "14/06/2023 10:00",
        },
    ]


def _tasks(told: Sample, book: Book) -> None:
    due = [date(2023, 4, 28), date(2023, 5, 31), date(2023, 6, 30)]
    rows = monthly("PM-201", "Emergency lighting", ["27/04/2023", "30/05/2023", "29/06/2023"], due)
    rows += monthly("PM-202", "Boiler", ["12/04/2023", "02/06/2023", "13/06/2023"])
    for row in rows:
        for key in ("month_from", "month_to", "due_on"):
            row[key] = _as_text(row[key])
    laid = lay(book.add("PPM"), "planned_tasks", heads("planned_tasks", statutory="Statutory"), rows)
    late = rows[4]
    told.against("planned-in-month", laid, late, "done_on", "五月的任务六月才做", "the task of May, done in June")
    told.comes_to("planned-in-month", 5, 6, "missed")
    told.comes_to("statutory-inspections", 3, 3)


def _safety(told: Sample, book: Book) -> None:
    rows = months_worked("4,000", [(-5, 0)])
    for row in rows:
        row["month_ends"] = _as_text(row["month_ends"])
    total: Row = {"month_ends": "Total", "hours": "48,000", "injuries": 1, "lost_time_injuries": 0}
    laid = lay(book.add("Accidents"), "hours_worked", heads("hours_worked", hours="Hours"), [*rows, total])
    told.add("W310", "合计行", "a row of totals", sheet="Accidents", row=laid.row(total), table="hours_worked")
    # 1 injury in 48,000 hours is 4 and a sixth in 200,000.
    told.outcomes["injury-rate"] = Outcome("missed", 1, 48000, change="25/6")
    told.add("T601", "每20万工时4.17起", "4.17 per 200,000 hours", indicator="injury-rate")
    told.outcomes["lost-time-rate"] = Outcome("met", 0, 48000)


def _training(told: Sample, book: Book) -> None:
    plain(book, "operatives", [{"staff_no": "R-201", "name": "Dana Reed"}, {"staff_no": "R-202", "name": "Eric Stone"}])
    rows: list[Row] = [
        {"staff_no": "R-201", "course": "Ladders", "held_on": "02/05/2023", "length": "1 h 30 min"},
        {"staff_no": "R-201", "course": "Fire extinguishers", "held_on": "13/06/2023", "length": "45 min"},
        {"staff_no": "R-202", "course": "Ladders", "held_on": "02/05/2023", "length": "2:00"},
    ]
    plain(book, "safety_training", rows)
    told.comes_to("safety-training", 0, 2, "on_track")


def _complaints(told: Sample, book: Book) -> None:
    rows: list[Row] = [
        # The tenth working day is 21 April: Good Friday and Easter Monday are off.
        {"complaint_no": "C-201", "received_on": "05/04/2023", "answered_on": "24/04/2023", "upheld": "Yes"},
        {"complaint_no": "C-202", "received_on": "02/05/2023", "answered_on": "10/05/2023", "upheld": "Yes"},
        {"complaint_no": "C-203", "received_on": "05/06/2023", "answered_on": "12/06/2023", "upheld": "Yes"},
    ]
    laid = plain(book, "complaints", rows)
    told.against("complaints-answered", laid, rows[0], "answered_on", "第11个工作日答复", "on the 11th working day")
    told.comes_to("complaints-answered", 2, 3, "missed")
    for row in rows:
        told.against("complaints-upheld", laid, row, "upheld", "投诉成立", "upheld; two of three are allowed", "info")
    told.outcomes["complaints-upheld"] = Outcome("missed", 3)
    told.add("T601", "3 件成立，上限 2 件", "3 of at most 2", indicator="complaints-upheld")


def _invoices(told: Sample, book: Book) -> None:
    rows: list[Row] = [
        {"invoice_no": "RF/2023/201", "sent_on": "28/04/2023", "accepted": "Yes"},
        {"invoice_no": "RF/2023/202", "sent_on": "30/05/2023", "accepted": "No"},
    ]
    laid = plain(book, "invoices", rows)
    told.at("C405", laid, rows[0], "invoice_no", "博物馆也有同一号码", "also in the Museum's workbook")
    told.against("invoices-right", laid, rows[1], "accepted", "退回重开", "sent back")
    told.comes_to("invoices-right", 1, 2, "missed")


def _as_text(day: object) -> str | None:
    return day.strftime("%d/%m/%Y") if isinstance(day, date) else None
