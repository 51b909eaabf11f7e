"""The figures of a run that a later run compares with: written as items, and read back exactly."""

from collections.abc import Iterator, Mapping
from dataclasses import astuple
from datetime import date
from fractions import Fraction
from typing import Any

from checker.model import Counts, Department, Measured
from checker.model.records import RecordedFigures
from checker.text.bilingual import Text
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
            **_item(figure.measured),
        }


def _item(measured: Measured) -> dict[str, Json]:
    """Writes a figure, and those that it is made of; one that nobody knows says why."""
    return {
        "shape": measured.shape,
        "counts": astuple(measured.counts),
        **{name: _write(getattr(measured, name)) for name in ("amount", "low", "high")},
        **({"parts": [_item(part) for part in measured.parts]} if measured.parts else {}),
        **({"reason": astuple(measured.reason)} if measured.reason is not None else {}),
    }


def read_figures(ledger: Any, pack: str) -> RecordedFigures:
    """Reads the figures of every run of a pack; where several have the same window, the newest counts."""
    found: dict[tuple[str, str, date, date], Measured] = {}
    for entry in ledger.entries("run"):
        if entry.payload["pack"]["id"] == pack:
            for item in ledger.items(entry.seq, FIGURE):
                window = date.fromisoformat(item["start"]), date.fromisoformat(item["end"])
                found[item["department"], item["indicator"], *window] = _read(item)
    return found


def _write(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _read(item: Mapping[str, Any]) -> Measured:
    amount, low, high = (None if item[name] is None else Fraction(item[name]) for name in ("amount", "low", "high"))
    return Measured(
        item["shape"],
        Counts(*item["counts"]),
        amount=amount,
        low=low,
        high=high,
        parts=tuple(map(_read, item.get("parts", ()))),
        reason=Text(*item["reason"]) if "reason" in item else None,
    )
