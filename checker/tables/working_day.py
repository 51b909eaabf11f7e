"""The hours of a working day, as packs and conditions write them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker.text.bilingual import Text
from checker.text.moments import parse_time

#: From when to when work is done on a working day, in seconds since midnight; with a break, twice.
Spans = tuple[tuple[int, int], ...]

#: What it must look like.
NEEDED = Text(
    zh="应写成 {from: 09:00, to: 17:00}，有午休的加 break: {from: 12:00, to: 13:00}",
    en="write {from: 09:00, to: 17:00}, with a break perhaps: break: {from: 12:00, to: 13:00}",
)
_TIME = {"type": "string", "pattern": "^[0-9]{1,2}:[0-9]{2}$"}
_ENDS: dict[str, Any] = {
    "from": {**_TIME, "description": "the time at which it begins"},
    "to": {**_TIME, "description": "the time at which it ends"},
}
_BREAK = "the break in the middle, which doesn't count as working time"
#: Its JSON Schema.
SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "the hours of a working day, for limits in working hours",
    "properties": {
        **_ENDS,
        "break": {
            "type": "object",
            "description": _BREAK,
            "properties": _ENDS,
            "required": ["from", "to"],
            "additionalProperties": False,
        },
    },
    "required": ["from", "to"],
    "additionalProperties": False,
}


def read_working_day(raw: object) -> Spans | None:
    """Reads `{from: 09:00, to: 17:00, break: {from: 12:00, to: 13:00}}`; None if it is written wrongly."""
    if not isinstance(raw, Mapping) or set(raw) - {"from", "to", "break"}:
        return None
    whole = _span(raw)
    if whole is None or "break" not in raw:
        return None if whole is None else (whole,)
    pause = _span(raw["break"]) if isinstance(raw["break"], Mapping) and set(raw["break"]) == {"from", "to"} else None
    if pause is None or not whole[0] < pause[0] < pause[1] < whole[1]:
        return None
    return (whole[0], pause[0]), (pause[1], whole[1])


def _span(raw: Mapping[str, Any]) -> tuple[int, int] | None:
    first, last = (parse_time(str(raw.get(name, ""))) for name in ("from", "to"))
    return None if first is None or last is None or first >= last else (first, last)
