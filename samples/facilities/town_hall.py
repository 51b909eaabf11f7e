"""The Town Hall: the template as it is, with dates and times as Excel has them, and nothing wrong."""

from __future__ import annotations

from datetime import date

from samples.facilities.sheets import at, covered, monthly, months_worked, plain
from samples.library.cells import Book
from samples.library.records import Row
from samples.library.xlsx import by_xlsxwriter
from samples.truth import Outcome, Sample


def sample() -> Sample:
    """Town Hall.xlsx."""
    told = Sample(
        "Town Hall.xlsx",
        "town-hall",
        "accepted",
        "照模板填写，日期、时间都是真正的日期和时间；没有问题。最后一件故障六月底报修，未到期。",
        "The template as it is, with real dates and times. Nothing is wrong. The last fault was reported at the end of "
        "June and isn't due yet.",
    )
    book = Book()
    covered(book, "Town Hall", "2023/24 Q1", "Grace Oduya", 801)
    faults = plain(book, "faults", _faults())
    plain(book, "planned_tasks", _tasks())
    plain(book, "hours_worked", months_worked(9600))
    plain(
        book,
        "operatives",
        [
            {"staff_no": f"R-10{number}", "name": who}
            for number, who in enumerate(("Adam Pike", "Bela Novak", "Cara Finch"), 1)
        ],
    )
    training: list[Row] = [
        {"staff_no": f"R-10{number}", "course": "Working at height", "held_on": date(2023, 5, 16), "length": hours}
        for number, hours in enumerate((2, 2.5, 2), 1)
    ]
    plain(book, "safety_training", training)
    plain(
        book,
        "surveys",
        [
            {"survey_no": "S-23-01", "held_on": date(2023, 4, 28), "replies": 120, "points": 504},
            {"survey_no": "S-23-02", "held_on": date(2023, 6, 30), "replies": 80, "points": 330},
        ],
    )
    complaints: list[Row] = [
        {"complaint_no": "C-101", "received_on": date(2023, 4, 12), "answered_on": date(2023, 4, 20), "upheld": "No"},
        # on the ninth working day
        {"complaint_no": "C-102", "received_on": date(2023, 5, 15), "answered_on": date(2023, 5, 26), "upheld": "Yes"},
    ]
    plain(book, "complaints", complaints)
    invoices: list[Row] = [
        {"invoice_no": f"RF/2023/10{place}", "sent_on": date(2023, 3 + place, 28), "accepted": "Yes"}
        for place in (1, 2, 3)
    ]
    plain(book, "invoices", invoices)
    _outcomes(told)
    last = faults.rows[-1]
    note = ("七月中旬到期", "due on 13 July")
    told.at("M520", faults, last, "fixed_at", *note, indicator="faults-fixed", severity="info")
    told.content = lambda: by_xlsxwriter(book)
    return told


def _outcomes(told: Sample) -> None:
    told.outcomes["made-safe"] = Outcome("met", 0)
    told.comes_to("urgent-attended", 2, 2)
    told.comes_to("routine-attended", 2, 2)
    told.comes_to("minor-attended", 2, 2)
    told.comes_to("faults-fixed", 6, 6)
    told.comes_to("repeat-faults", 0, 7)
    told.comes_to("planned-in-month", 6, 6)
    told.comes_to("statutory-inspections", 3, 3)
    told.outcomes["injury-rate"] = Outcome("met", 0, 115200)
    told.outcomes["lost-time-rate"] = Outcome("met", 0, 115200)
    # Nobody has the year's 8 hours yet; a quarter of the year has passed, and each has a quarter of them.
    told.comes_to("safety-training", 0, 3, "on_track")
    told.outcomes["satisfaction"] = Outcome("met", 834, 200)
    told.outcomes["complaints-upheld"] = Outcome("met", 1)
    told.comes_to("complaints-answered", 2, 2)
    told.comes_to("invoices-right", 3, 3)


def _faults() -> list[Row]:
    return [
        {
            "fault_no": "F-10001",
            "place": "Lift 2 out of service",
            "priority": "Urgent",
            "reported_at": at(4, 3, 9, 10),
            "attended_at": at(4, 3, 9, 50),
            "fixed_at": at(4, 3, 12),
        },
        {
            "fault_no": "F-10002",
            "place": "Room 104, radiator cold",
            "priority": "Routine",
            "reported_at": at(4, 4, 14),
            "attended_at": at(4, 4, 16, 30),
            "fixed_at": at(4, 6, 11),
        },
        {
            # Saturday night, into Sunday
            "fault_no": "F-10003",
            "place": "Basement, burst pipe",
            "priority": "Emergency",
            "reported_at": at(4, 8, 23, 30),
            "attended_at": at(4, 9, 0, 15),
            "made_safe_at": at(4, 9, 0, 45),
            # Good Friday and Easter Monday are off: Wednesday is the second working day
            "fixed_at": at(4, 12, 10),
        },
        {
            # Friday; Monday, 8 May, was a bank holiday
            "fault_no": "F-10004",
            "place": "Foyer, lamp out",
            "priority": "Minor",
            "reported_at": at(5, 5, 10),
            "attended_at": at(5, 9, 15),
            "fixed_at": at(5, 12, 9),
        },
        {
            "fault_no": "F-10005",
            "place": "Room 211, blind stuck",
            "priority": "Routine",
            "reported_at": at(5, 22, 10),
            "attended_at": at(5, 22, 11, 15),
            "fixed_at": at(5, 24, 16),
        },
        {
            # 20 minutes before the end of the working day, and 20 after the start of the next
            "fault_no": "F-10006",
            "place": "Door entry system dead",
            "priority": "Urgent",
            "reported_at": at(6, 15, 17, 40),
            "attended_at": at(6, 16, 8, 20),
            "fixed_at": at(6, 19, 9),
        },
        {
            "fault_no": "F-10007",
            "place": "Courtyard, loose slab",
            "priority": "Minor",
            "reported_at": at(6, 29, 12),
            "attended_at": at(6, 30, 9),
        },
    ]


def _tasks() -> list[Row]:
    alarms = (date(2023, 4, 28), date(2023, 5, 26), date(2023, 6, 30))
    tested = (date(2023, 4, 26), date(2023, 5, 24), date(2023, 6, 28))
    filters = (date(2023, 4, 3), date(2023, 5, 2), date(2023, 6, 1))
    return monthly("PM-101", "Fire alarm", tested, alarms) + monthly("PM-102", "Air handling unit", filters)
