"""Turns the rows of a department into items of a run: one per table, column by column, so that they stay small."""

from collections.abc import Callable, Iterator

from checker.model import Department, Known
from checker.model.records import TableLabel, TableRecord
from checker.text.bilingual import Text
from checker.text.exact_json import Json

ROWS, TABLE = "rows", "table"
#: How a row can be told from the others, one letter per row.
KNOWN = {Known.BY_KEY: "k", Known.BY_ROW: "r", Known.BY_PERSON: "p", Known.NOT: "n"}
#: How much of a keyed hash is stored: 128 bits.
_HEX = 32


def row_items(department: Department, id: str, keyed: Callable[[str], str]) -> Iterator[dict[str, Json]]:
    """Yields an item for each table of the department with this id.

    Lists follow "row", which holds Excel row numbers. "hidden" and "secrets" are hashes under the ledger's key, whose
    id is "hashed_by": of keys that show personal data, and of all personal cells of a row with such a key. A column
    without any cell is left out of "cells".
    """
    for record in department.records:
        yield {"item": ROWS, "department": id, "table": record.table, **_describe(record, keyed)}


def _describe(record: TableRecord, keyed: Callable[[str], str]) -> dict[str, Json]:
    id = keyed("").partition(":")[0]
    return {
        "key": record.key,
        "row": record.rows,
        "shown": record.shown,
        "forms": record.forms,
        "known": "".join(KNOWN[each] for each in record.known),
        "digest": record.digests,
        "hashed_by": id,
        "hidden": _hash(record.hidden, keyed),
        "secrets": _hash(record.secrets, keyed),
        "personal": record.personal,
        "cells": {name: cells for name, cells in record.cells.items() if any(cell is not None for cell in cells)},
        "refused": record.refused,
        "counted": record.counted,
        "flagged": record.flagged,
    }


def _hash(texts: tuple[str, ...], keyed: Callable[[str], str]) -> Json:
    """Hashes texts, "" for a blank one; an empty list if all are blank."""
    if not any(texts):
        return []
    return [keyed(text).partition(":")[2][:_HEX] if text else "" for text in texts]


def table_item(label: TableLabel) -> dict[str, Json]:
    """Makes the item that says what a table, its columns and their choices are called."""
    return {
        "item": TABLE,
        "table": label.table,
        "name": _both(label.name),
        "headers": {name: _both(text) for name, text in label.headers.items()},
        "choices": {name: {id: _both(text) for id, text in each.items()} for name, each in label.choices.items()},
    }


def _both(text: Text) -> dict[str, Json]:
    return {"zh": text.zh, "en": text.en}
