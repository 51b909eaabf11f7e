"""The Leisure Centre: printed forms with titles above and signatures below; no complaints, which it says."""

from __future__ import annotations

from datetime import date

from samples.facilities.sheets import SHEETS, at, covered, heads, monthly, months_worked
from samples.library.cells import Book
from samples.library.records import Row
from samples.library.tables import Laid, lay_form
from samples.library.xlsx import by_openpyxl
from samples.truth import Outcome, Sample


def sample() -> Sample:
    """Leisure Centre.xlsx."""
    told = Sample(
        "Leisure Centre.xlsx",
        "leisure",
        "accepted",
        "每张表上有两行标题、下有签字行；投诉表写明没有。一件故障没有填到场时间，两件六月底报修、未到期。",
        "Each sheet has two lines of title above and signatures below; the sheet of complaints says that there were "
        "none. One fault has no time of arrival, and two were reported so late in June that they aren't due yet.",
    )
    book = Book()
    covered(book, "Leisure Centre", "2023/24 Q1", "Jo Quill", 803)
    _faults(told, book)
    pool = [date(2023, 4, 20), date(2023, 5, 18), date(2023, 6, 20)]
    tasks = monthly("PM-301", "Pool water", pool, pool)
    tasks += monthly("PM-302", "Air handling unit", [date(2023, 4, 5), date(2023, 5, 4), date(2023, 6, 7)])
    _form(told, book, "planned_tasks", tasks)
    told.comes_to("planned-in-month", 6, 6)
    told.comes_to("statutory-inspections", 3, 3)
    _form(told, book, "hours_worked", months_worked(14000, [(-2, 1)]))
    # 1 injury in 168,000 hours is 1.19 in 200,000 hours, and 5.95 in a million.
    told.outcomes["injury-rate"] = Outcome("met", 1, 168000, change="25/21")
    told.outcomes["lost-time-rate"] = Outcome("missed", 1, 168000, change="125/21")
    told.add("T601", "每百万工时5.95起", "5.95 per 1,000,000 hours", indicator="lost-time-rate")
    _training(told, book)
    _form(
        told, book, "surveys", [{"survey_no": "S-23-04", "held_on": date(2023, 6, 16), "replies": 500, "points": 2250}]
    )
    told.outcomes["satisfaction"] = Outcome("met", 2250, 500)
    _form(told, book, "complaints", [{"complaint_no": "No complaints in this quarter"}])
    told.outcomes["complaints-upheld"] = Outcome("met", 0)
    told.comes_to("complaints-answered", 0, 0, "not_applicable")
    invoices: list[Row] = [
        {"invoice_no": f"RF/2023/30{place}", "sent_on": date(2023, 4 + place, 5), "accepted": "Yes"} for place in (1, 2)
    ]
    _form(told, book, "invoices", invoices)
    told.comes_to("invoices-right", 2, 2)
    told.content = lambda: by_openpyxl(book)
    return told


def _form(told: Sample, book: Book, table: str, rows: list[Row]) -> Laid:
    name = SHEETS[table][0]
    laid = lay_form(
        *(book, table, heads(table), rows),
        above=[[f"Leisure Centre: {name}"], ["Riverford Borough Council, facilities management"]],
        merged=(1,),
        below=("Signed: Jo Quill", None, "Date: 10/07/2023"),
        name=name,
    )
    told.add("W310", "签字行", "signatures", sheet=name, row=laid.signed, table=table)
    return laid


def _faults(told: Sample, book: Book) -> None:
    rows = _rows()
    laid = _form(told, book, "faults", rows)
    _, _, unattended, _, slow, evening, night = rows
    note = ("没有到场时间，到期未到", "no time of arrival, and it was due long ago")
    told.against("urgent-attended", laid, unattended, "attended_at", *note)
    told.against("minor-attended", laid, slow, "attended_at", "第二个工作日才到", "attended on the second working day")
    due = {
        "urgent-attended": (evening, "attended_at", "七月三日到期", "due on 3 July at 08:30"),
        "made-safe": (night, "made_safe_at", "七月一日到期", "due on 1 July at 01:15"),
    }
    for indicator, (row, key, zh, en) in due.items():
        told.at("M520", laid, row, key, zh, en, indicator=indicator, severity="info")
    for row in (evening, night):
        note = ("七月五日到期", "due on 5 July")
        told.at("M520", laid, row, "fixed_at", *note, indicator="faults-fixed", severity="info")
    told.outcomes["made-safe"] = Outcome("met", 0)
    told.comes_to("urgent-attended", 1, 2, "missed")
    told.comes_to("routine-attended", 1, 1)
    told.comes_to("minor-attended", 0, 1, "missed")
    told.comes_to("faults-fixed", 5, 5)
    told.comes_to("repeat-faults", 0, 7)


def _rows() -> list[Row]:
    return [
        {
            # 1 May was a bank holiday: of no matter to an emergency
            "fault_no": "F-30001",
            "place": "Pool hall, smell of chlorine",
            "priority": "Emergency",
            "reported_at": at(5, 1, 10),
            "attended_at": at(5, 1, 10, 40),
            "made_safe_at": at(5, 1, 11, 30),
            "fixed_at": at(5, 3, 9),
        },
        {
            # the first working hour after the bank holiday, to the minute; and the third working day
            "fault_no": "F-30002",
            "place": "Turnstile jammed",
            "priority": "Urgent",
            "reported_at": at(5, 1, 11),
            "attended_at": at(5, 2, 9),
            "fixed_at": at(5, 4, 17),
        },
        {
            "fault_no": "F-30003",
            "place": "Changing room, no hot water",
            "priority": "Urgent",
            "reported_at": at(6, 5, 9),
            "fixed_at": at(6, 6, 10),
        },
        {
            "fault_no": "F-30004",
            "place": "Squash court 1, lamp out",
            "priority": "Routine",
            "reported_at": at(6, 7, 9),
            "attended_at": at(6, 7, 12, 59),
            "fixed_at": at(6, 9, 15),
        },
        {
            "fault_no": "F-30005",
            "place": "Locker 88, hinge",
            "priority": "Minor",
            "reported_at": at(6, 8, 9),
            "attended_at": at(6, 12, 10),
            "fixed_at": at(6, 14, 10),
        },
        {
            "fault_no": "F-30006",
            "place": "Reception, telephone dead",
            "priority": "Urgent",
            "reported_at": at(6, 30, 17, 30),
        },
        {
            "fault_no": "F-30007",
            "place": "Plant room, gas alarm",
            "priority": "Emergency",
            "reported_at": at(6, 30, 23, 15),
        },
    ]


def _training(told: Sample, book: Book) -> None:
    staff: list[Row] = [
        {"staff_no": "R-301", "name": "Femi Cole"},
        {"staff_no": "R-302", "name": "Gwen Hart", "left_on": date(2023, 5, 31)},
        {"staff_no": "R-303", "name": "Hal Brook"},
    ]
    rows: list[Row] = [
        {"staff_no": "R-301", "course": "Pool chemicals", "held_on": date(2023, 4, 18), "length": 2},
        # two of twelve months: 1 hour 20 minutes are enough
        {"staff_no": "R-302", "course": "Pool chemicals", "held_on": date(2023, 4, 18), "length": 1.5},
    ]
    laid = _form(told, book, "operatives", staff)
    _form(told, book, "safety_training", rows)
    note = ("没有培训", "no training at all")
    told.at("M503", laid, staff[2], "staff_no", *note, indicator="safety-training", severity="amber")
    # Of the year's hours, only who has left has all that is asked.
    told.comes_to("safety-training", 1, 3, "behind")
    told.add("T603", "3 人中 2 人跟上", "2 of 3 keep up", indicator="safety-training", severity="amber")
