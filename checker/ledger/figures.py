"""The figures of a run that a later run compares with: written as items, and read back exactly."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from checker.model import Department, Measured
from checker.model.figure_data import figure_data, read_figure
from checker.model.records import RecordedFigures
from checker.text.exact_json import Json

FIGURE = "figure"


def figure_items(department: Department, id: str) -> Iterator[dict[str, Json]]:
    """Yields an item for each figure of a department, which is called `id`; a fraction is written as a text."""
    for figure in department.figures:
        yield {
            "item": FIGURE,
            "department": id,
            "indicator": figure.indicator,
            "start": figure.start.isoformat(),
            "end": figure.end.isoformat(),
            **figure_data(figure.measured),
        }


def read_figures(ledger: Any, pack: str) -> RecordedFigures:
    """Reads the figures of every run of a pack; where several have the same window, the newest counts."""
    found: dict[tuple[str, str, date, date], Measured] = {}
    for entry in ledger.entries("run"):
        if entry.payload["pack"]["id"] == pack:
            for item in ledger.items(entry.seq, FIGURE):
                window = date.fromisoformat(item["start"]), date.fromisoformat(item["end"])
                found[item["department"], item["indicator"], *window] = read_figure(item)
    return found
