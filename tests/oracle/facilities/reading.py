"""The rows of a site's workbook, read with openpyxl: whatever can't be read is UNREADABLE, and a blank is None."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl

UNREADABLE = "?"
Row = dict[str, Any]

#: By column, all headers under which the samples have it.
_HEADERS = {
    "fault_no": ("Fault no.", "Job no."),
    "priority": ("Priority",),
    "reported_at": ("Reported at", "Logged at"),
    "attended_at": ("Attended at", "On site at"),
    "made_safe_at": ("Made safe at",),
    "fixed_at": ("Fixed at", "Completed at"),
    "on_hold": ("On hold",),
    "repeat_of": ("Repeat of",),
    "earlier_fixed_on": ("Earlier fault fixed on",),
    "task_no": ("Task no.",),
    "statutory": ("Statutory inspection", "Statutory"),
    "month_from": ("First day of the month",),
    "month_to": ("Last day of the month",),
    "due_on": ("Due on",),
    "done_on": ("Done on",),
    "month_ends": ("Month ending",),
    "hours": ("Hours worked", "Hours"),
    "injuries": ("Injuries",),
    "lost_time_injuries": ("Of which lost-time",),
    "staff_no": ("Staff no.",),
    "started_on": ("Started on",),
    "left_on": ("Left on",),
    "course": ("Course",),
    "held_on": ("Held on", "Closed on"),
    "length": ("Length (hours)",),
    "survey_no": ("Survey no.",),
    "replies": ("Replies",),
    "points": ("Points in total",),
    "complaint_no": ("Complaint no.",),
    "received_on": ("Received on",),
    "answered_on": ("Answered on",),
    "upheld": ("Upheld",),
    "invoice_no": ("Invoice no.",),
    "sent_on": ("First sent on",),
    "accepted": ("Accepted as first sent",),
}
_COLUMNS = {header: column for column, headers in _HEADERS.items() for header in headers}
_SHEETS = {
    "faults": ("Faults", "Fault log"),
    "planned_tasks": ("Planned tasks", "PPM"),
    "hours_worked": ("Hours and injuries", "Accidents"),
    "operatives": ("Operatives",),
    "safety_training": ("Safety training",),
    "surveys": ("Surveys",),
    "complaints": ("Complaints",),
    "invoices": ("Invoices",),
}
_KEYS = {
    **{"faults": ("fault_no",), "planned_tasks": ("task_no", "month_from"), "hours_worked": ("month_ends",)},
    **{"operatives": ("staff_no",), "safety_training": ("staff_no", "course", "held_on"), "surveys": ("survey_no",)},
    **{"complaints": ("complaint_no",), "invoices": ("invoice_no",)},
}
_PRIORITIES = {"p1": "emergency", "p2": "urgent", "p3": "routine", "p4": "minor"}
_MOMENTS = ("%d/%m/%Y %H:%M", "%d %b %Y %H:%M", "%d %b %Y %I:%M %p", "%d %b %Y %I.%M %p")


def read(path: Path) -> dict[str, list[Row]]:
    """By table, its records: titles, totals, signatures and declarations left out, copies put together."""
    book = openpyxl.load_workbook(path)
    return {
        table: together(table, list(_records(book[name])))
        for table, names in _SHEETS.items()
        for name in names
        if name in book.sheetnames
    }


def _records(sheet: Any) -> Iterator[Row]:
    columns: list[str | None] = []
    for cells in sheet.iter_rows(values_only=True):
        if not columns:
            found = [_COLUMNS.get(str(cell)) for cell in cells]
            columns = found if sum(each is not None for each in found) > 2 else []
        elif cells[0] is not None and not re.match(r"Total|No complaints|Signed", str(cells[0])):
            yield {name: _value(name, cell) for name, cell in zip(columns, cells, strict=True) if name}


def _value(name: str, cell: object) -> object:
    if cell is None:
        return None
    if name.endswith("_at"):
        return cell if isinstance(cell, datetime) else _parsed(str(cell), _MOMENTS)
    if name.endswith("_on") or name.startswith("month_"):
        found = cell if isinstance(cell, datetime) else _parsed(str(cell), ("%d/%m/%Y",))
        return found.date() if isinstance(found, datetime) else found
    if name in ("on_hold", "statutory", "upheld", "accepted"):
        return {"yes": True, "no": False}.get(str(cell).lower(), UNREADABLE)
    if name == "priority":
        word = str(cell).lower()
        return _PRIORITIES.get(word, word)
    if name in ("hours", "injuries", "lost_time_injuries", "replies", "points", "length"):
        return _number(str(cell))
    return cell


def _parsed(text: str, forms: tuple[str, ...]) -> date | str:
    for form in forms:
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007 - what the clock on the wall shows
        except ValueError:
            continue
    return UNREADABLE


def _number(text: str) -> Fraction | str:
    """A number, or a length of time in hours."""
    if found := re.fullmatch(r"(?:(\d+) h)? ?(?:(\d+) min)?|(\d+):(\d\d)", text):
        hours, minutes, clock, rest = (int(each or 0) for each in found.groups())
        return hours + clock + Fraction(minutes + rest, 60)
    plain = text.replace(",", "")
    return Fraction(plain) if re.fullmatch(r"\d+(\.\d+)?", plain) else UNREADABLE


def together(table: str, rows: list[Row]) -> list[Row]:
    """One record for each key; what its copies contradict each other in can't be read."""
    found: dict[tuple[object, ...], Row] = {}
    for row in rows:
        first = found.setdefault(tuple(row[key] for key in _KEYS[table]), dict(row))
        for name, value in row.items():
            if first[name] != value:
                first[name] = UNREADABLE
    return list(found.values())
