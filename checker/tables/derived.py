"""Lengths of time that are computed from two columns, so that nobody has to fill them in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from checker.tables.columns import Column


def complete(raw: object) -> object:
    """Gives the computed columns of a table, as YAML has it, their headers, and puts their two columns in order.

    A negative length of time is a fault of its two columns; their order flags it.
    """
    columns = raw.get("columns") if isinstance(raw, dict) else None
    if not isinstance(raw, dict) or not isinstance(columns, dict):
        return raw
    computed = {name: each for name, each in columns.items() if isinstance(each, dict) and {"from", "to"} <= set(each)}
    if not computed:
        return raw
    headed = {name: {"header": _header(each, columns), **each} for name, each in computed.items()}
    return {**raw, "columns": {**columns, **headed}, "order": [*_ordered(raw), *_order(raw, computed)]}


def _header(column: Mapping[str, Any], columns: Mapping[str, Any]) -> dict[str, str]:
    (start_zh, start_en), (end_zh, end_en) = (_words(columns, str(column[end])) for end in ("from", "to"))
    return {"zh": f"{start_zh}至{end_zh}的用时", "en": f"time from {start_en} to {end_en}"}


def _words(columns: Mapping[str, Any], name: str) -> tuple[str, str]:
    found = columns.get(name)
    header = found.get("header") if isinstance(found, dict) else None
    given = header if isinstance(header, dict) else {"zh": header, "en": header}
    zh, en = (given.get(language) for language in ("zh", "en"))
    return str(zh or en or name), str(en or zh or name)


def _ordered(raw: Mapping[str, Any]) -> list[Any]:
    order = raw.get("order")
    return list(order) if isinstance(order, (list, tuple)) else []


def _order(raw: Mapping[str, Any], computed: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yields the order of the two columns of each computed one, unless the table says it already."""
    said = {str(each).replace("<=", "<").replace(" ", "") for each in _ordered(raw)}
    for each in computed.values():
        first, second = each["from"], each["to"]
        if {first, second} <= set(raw["columns"]) and f"{first}<{second}" not in said:
            said.add(f"{first}<{second}")
            yield f"{first} <= {second}"


def ends_of(column: Column) -> tuple[str, str]:
    """The two columns from which a computed one comes."""
    assert column.start is not None, "only computed columns are asked"
    assert column.end is not None, "a computed column has both, by its validator"
    return column.start, column.end
