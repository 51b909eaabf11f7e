"""Measures as data, exact and without rows: how a ledger and a report write the figures that later runs need."""

from collections.abc import Mapping
from dataclasses import astuple
from fractions import Fraction
from typing import Any, TypeGuard

from checker.model.measured import Counts, Measured, OpenValue, Spread
from checker.text.bilingual import Text
from checker.text.exact_json import Json


def figure_data(measured: Measured) -> dict[str, Json]:
    """Writes a figure, and those that it is made of; one that nobody knows says why."""
    return {
        "shape": measured.shape,
        "counts": astuple(measured.counts),
        **{name: _write(getattr(measured, name)) for name in ("amount", "low", "high")},
        **({"spread": _spread_item(measured.spread)} if _is_mean(measured.spread) else {}),
        **({"parts": [figure_data(part) for part in measured.parts]} if measured.parts else {}),
        **({"reason": astuple(measured.reason)} if measured.reason is not None else {}),
    }


def _is_mean(spread: Spread | None) -> TypeGuard[Spread]:
    """Whether it is of a mean, whose sums are enough to pool it; of a median, every row would be needed."""
    return spread is not None and spread.at is None


def _spread_item(spread: Spread) -> dict[str, Json]:
    bounds = ((each.low, each.high, each.least, each.most) for each in spread.open)
    open_: list[Json] = [[*map(_write, each)] for each in bounds]
    rows: list[Json] = [each.rows for each in spread.open]
    return {"total": str(spread.total), "weight": str(spread.weight), "open": open_, "rows": rows}


def _write(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def read_figure(item: Mapping[str, Any]) -> Measured:
    """Reads a figure as `figure_data` wrote it."""
    amount, low, high = (None if item[name] is None else Fraction(item[name]) for name in ("amount", "low", "high"))
    return Measured(
        item["shape"],
        Counts(*map(int, item["counts"])),
        amount=amount,
        low=low,
        high=high,
        spread=_read_spread(item["spread"]) if "spread" in item else None,
        parts=tuple(map(read_figure, item.get("parts", ()))),
        reason=Text(*item["reason"]) if "reason" in item else None,
    )


def _read_spread(item: Mapping[str, Any]) -> Spread:
    def number(text: str | None) -> Fraction | None:
        return None if text is None else Fraction(text)

    open_ = tuple(
        OpenValue(number(low), number(high), Fraction(least), number(most), int(rows))
        for (low, high, least, most), rows in zip(item["open"], item["rows"], strict=True)
    )
    return Spread(total=Fraction(item["total"]), weight=Fraction(item["weight"]), open=open_)
