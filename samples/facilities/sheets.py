"""The sheets of a site's workbook, headed as its template has them, and the rows that go below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from samples.library.cells import Book, Cell
from samples.library.people import phone
from samples.library.records import Row
from samples.library.tables import Head, Laid, lay

FILLED_ON = date(2023, 7, 10)

#: By table, the name of its sheet, and by column what heads it: as the template has them.
SHEETS: dict[str, tuple[str, dict[str, str]]] = {
    "faults": (
        "Faults",
        {
            "fault_no": "Fault no.",
            "place": "Place and fault",
            "priority": "Priority",
            "reported_at": "Reported at",
            "attended_at": "Attended at",
            "made_safe_at": "Made safe at",
            "fixed_at": "Fixed at",
            "on_hold": "On hold",
            "hold_instruction": "Instruction to hold",
            "repeat_of": "Repeat of",
            "earlier_fixed_on": "Earlier fault fixed on",
        },
    ),
    "planned_tasks": (
        "Planned tasks",
        {
            "task_no": "Task no.",
            "asset": "Asset",
            "statutory": "Statutory inspection",
            "month_from": "First day of the month",
            "month_to": "Last day of the month",
            "due_on": "Due on",
            "done_on": "Done on",
        },
    ),
    "hours_worked": (
        "Hours and injuries",
        {
            "month_ends": "Month ending",
            "hours": "Hours worked",
            "injuries": "Injuries",
            "lost_time_injuries": "Of which lost-time",
        },
    ),
    "operatives": (
        "Operatives",
        {"staff_no": "Staff no.", "name": "Name", "started_on": "Started on", "left_on": "Left on"},
    ),
    "safety_training": (
        "Safety training",
        {"staff_no": "Staff no.", "course": "Course", "held_on": "Held on", "length": "Length (hours)"},
    ),
    "surveys": (
        "Surveys",
        {"survey_no": "Survey no.", "held_on": "Closed on", "replies": "Replies", "points": "Points in total"},
    ),
    "complaints": (
        "Complaints",
        {
            "complaint_no": "Complaint no.",
            "received_on": "Received on",
            "answered_on": "Answered on",
            "upheld": "Upheld",
        },
    ),
    "invoices": (
        "Invoices",
        {"invoice_no": "Invoice no.", "sent_on": "First sent on", "accepted": "Accepted as first sent"},
    ),
}


def heads(table: str, **spelled: str) -> list[Head]:
    """The heads of a table, some of them spelled otherwise."""
    return [Head(key, spelled.get(key, text)) for key, text in SHEETS[table][1].items()]


def plain(book: Book, table: str, rows: list[Row]) -> Laid:
    """A sheet called and headed as the template has it."""
    return lay(book.add(SHEETS[table][0]), table, heads(table), rows)


def covered(book: Book, building: str, period: Cell, person: str, number: int) -> None:
    """The cover sheet."""
    book.add(
        "Cover",
        [
            ("Building", building),
            ("Quarter", period),
            ("Pack", "facilities"),
            ("Template version", "1.0.0"),
            ("Filled in by", person),
            ("Telephone", phone(number)),
            ("Filled in on", FILLED_ON),
        ],
    )


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of 2023, as the clock on the wall shows it."""
    return datetime(2023, month, day, hour, minute)  # noqa: DTZ001 - Excel knows no time zones


def month(number: int) -> tuple[date, date]:
    """The first and the last day of a month, counted from April 2023, which is 0."""
    years, place = divmod(3 + number, 12)
    following, after = divmod(4 + number, 12)
    return date(2023 + years, place + 1, 1), date(2023 + following, after + 1, 1) - timedelta(days=1)


def months_worked(hours: Cell, injured: Sequence[tuple[int, int]] = ()) -> list[Row]:
    """July 2022 to June 2023, each with the same hours; one injury in each month named, with or without lost time."""
    lost = dict(injured)
    return [
        {
            "month_ends": month(number)[1],
            "hours": hours,
            "injuries": int(number in lost),
            "lost_time_injuries": lost.get(number, 0),
        }
        for number in range(-9, 3)
    ]


def monthly(task: str, asset: str, done: Sequence[Cell], due: Sequence[date] = ()) -> list[Row]:
    """One task in April, May and June; a statutory inspection if it has due days."""
    rows: list[Row] = []
    for number, each in enumerate(done):
        first, last = month(number)
        rows.append(
            {
                "task_no": task,
                "asset": asset,
                "statutory": "Yes" if due else "No",
                "month_from": first,
                "month_to": last,
                "due_on": due[number] if due else None,
                "done_on": each,
            }
        )
    return rows
