"""Rows of the sheets of the hospital pack, and the sheets that they are laid on, headed in English."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from samples.library.cells import Book, Cell
from samples.library.definitions import raw, template_version
from samples.library.people import phone
from samples.library.records import Row
from samples.library.tables import Head, Laid, lay

PACK = "hospital"
NIL = "Nothing to report"
#: Who filled in the workbooks, and who complained; nobody real.
PEOPLE = ("Priya Ashdown", "Tom Wetherley", "Aileen Farrow", "Marcus Penhale", "Joan Birkett", "Dev Larkfield")


def header(table: str, field: str) -> str:
    """The English header of a column."""
    return str(_table(table)["columns"][field]["header"]["en"])


def sheet_name(table: str) -> str:
    """The English name of a table's sheet."""
    return str(_table(table)["sheet"]["en"])


def _table(name: str) -> dict[str, Any]:
    return raw(f"tables/{name}.yaml" if name == "cover" else f"{PACK}/tables/{name}.yaml")


def fields(table: str) -> list[str]:
    """The columns that people fill in: none that is computed."""
    return [field for field, column in _table(table)["columns"].items() if "header" in column]


def add_cover(book: Book, trust: str, period: Cell, person: int, filled_on: Cell) -> None:
    """Adds the cover sheet."""
    values = {
        "department": trust,
        "period": period,
        "pack": PACK,
        "template_version": template_version(PACK),
        "filled_by": PEOPLE[person],
        "phone": phone(person),
        "filled_on": filled_on,
    }
    book.add(sheet_name("cover"), [(header("cover", field), value) for field, value in values.items()])


def add(book: Book, table: str, rows: list[Row], above: tuple[str, ...] = (), **spelled: str) -> Laid:
    """Adds a sheet with its header, below some lines of text; some columns are headed in other words."""
    sheet = book.add(sheet_name(table), [(line,) for line in above])
    heads = [Head(field, spelled.get(field, header(table, field))) for field in fields(table)]
    return lay(sheet, table, heads, rows, at=len(above) + 1)


def add_nil(book: Book, table: str) -> None:
    """Adds a sheet that says that there is nothing to report."""
    add(book, table, [{fields(table)[0]: NIL}])


def patient(number: int) -> str:
    """An NHS number of the range that is kept for tests."""
    return f"999{number:07d}"


def attendance(
    number: int, arrived: datetime, treated: int | None, stay: int | None, outcome: Cell, **more: Cell
) -> Row:
    """A patient in A&E, who was treated and left so many minutes after arriving."""
    row: Row = {
        "attendance_no": f"A{number:05d}",
        "nhs_number": patient(number),
        "arrived_at": arrived,
        "treated_at": None if treated is None else arrived + timedelta(minutes=treated),
        "departed_at": None if stay is None else arrived + timedelta(minutes=stay),
        "outcome": outcome,
    }
    return {**row, **more}


def handover(number: int, arrived: datetime, minutes: int) -> Row:
    """An ambulance, handed over so many minutes after arriving."""
    done = arrived + timedelta(minutes=minutes)
    return {"handover_no": f"H{number:04d}", "ambulance_at": arrived, "handed_over_at": done}


def pathway(number: int, started: Cell, stopped: Cell = None) -> Row:
    """A pathway of treatment."""
    numbers: Row = {"pathway_no": f"P{number:05d}", "nhs_number": patient(1000 + number)}
    return {**numbers, "clock_started_on": started, "clock_stopped_on": stopped}


def request(number: int, requested: Cell, done: Cell = None, test: str = "MRI") -> Row:
    """A request for a test."""
    return {"request_no": f"R{number:05d}", "test": test, "requested_on": requested, "done_on": done}


def cancer(number: int, route: str, referred: Cell, **more: Cell) -> Row:
    """A pathway of cancer or suspected cancer."""
    numbers: Row = {"pathway_no": f"C{number:04d}", "nhs_number": patient(2000 + number)}
    return {**numbers, "route": route, "referred_on": referred, **more}


def operation(number: int, cancelled: Cell, treated: Cell = None, reason: str = "Non-clinical", **more: Cell) -> Row:
    """An operation that was cancelled on the day."""
    row: Row = {"operation_no": f"O{number:04d}", "cancelled_on": cancelled, "last_minute": "Yes", "reason": reason}
    return {**row, "treated_on": treated, **more}


def complaint(number: int, person: int, received: Cell, acknowledged: Cell = None) -> Row:
    """A complaint."""
    row: Row = {"complaint_no": f"PALS-{number:03d}", "complainant": PEOPLE[person]}
    return {**row, "received_on": received, "acknowledged_on": acknowledged}


def incident(number: int, called: Cell, category: Cell, response: Cell) -> Row:
    """A 999 call and the time in which an ambulance came."""
    row: Row = {"incident_no": f"N{number:06d}", "called_on": called, "category": category}
    return {**row, "response_time": response}


def typed(row: Row) -> Row:
    """The row with its days and times typed as text, the day first, as somebody writes who pastes from a list."""
    return {key: _typed(value) for key, value in row.items()}


def _typed(value: Cell) -> Cell:
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value
