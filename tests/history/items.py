"""Rows as a ledger holds them, made from plain lists: a key, a name that only hashes tell apart, and one more cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

#: Key, person, matter, how an indicator counts the row ("" for not at all).
Row = tuple[str, str, str, str]


def rows_item(*rows: Row, department: str = "d1", table: str = "t", first: int = 2, code: str = "") -> dict[str, Any]:
    """The item of one table; `code` flags the rows that are failures."""
    numbers = list(range(first, first + len(rows)))
    counted: dict[str, list[int]] = {}
    for number, (*_, role) in zip(numbers, rows, strict=True):
        if role:
            counted.setdefault(role, []).append(number)
    return {
        "item": "rows",
        "n": 1,
        "department": department,
        "table": table,
        "key": ["no"],
        "row": numbers,
        "shown": [key for key, *_ in rows],
        "forms": [key.casefold() for key, *_ in rows],
        "known": "k" * len(rows),
        "digest": [f"{key}|{matter}" for key, _, matter, _ in rows],
        "hashed_by": "id",
        "hidden": [],
        "secrets": [f"#{person}" if person else "" for _, person, _, _ in rows],
        "personal": ["name"],
        "cells": _cells(rows),
        "refused": {},
        "counted": {"i": counted} if counted else {},
        "flagged": {code: counted["failure"]} if code and "failure" in counted else {},
    }


def _cells(rows: Sequence[Row]) -> Mapping[str, list[str | None]]:
    return {
        "no": [key or None for key, *_ in rows],
        "name": [f"{person[0]}**" if person else None for _, person, _, _ in rows],
        "matter": [matter or None for _, _, matter, _ in rows],
        "place": ["here"] * len(rows),
    }
