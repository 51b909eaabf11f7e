"""The rules as a frictionless schema for each sheet. Names each failing cell. It reads the workbook with openpyxl.

python -m benchmarks.peer.with_frictionless WORKBOOK
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from frictionless import Detector, Resource, Schema, formats

from benchmarks.peer.rules import (
    CHOICES,
    DAY,
    NUMBER,
    RANGES,
    REQUIRED,
    SHEETS,
    TEXT,
    TYPES,
    UNIQUE,
    Sheet,
    choices_of,
    tell,
)

WORDS = {DAY: "date", NUMBER: "number", TEXT: "any"}


def schema_of(sheet: Sheet) -> Schema:
    """The schema of a sheet. A primary key can't be blank; that of these sheets never is."""
    words, fields = dict(choices_of(sheet)), []
    for field, (header, kind) in sheet.columns.items():
        limits: dict[str, object] = {"required": True} if field in sheet.required else {}
        if field in words:
            limits["enum"] = words[field]
        if field in sheet.limits:
            least, most = sheet.limits[field]
            limits |= {"minimum": least} | ({} if most is None else {"maximum": most})
        fields.append({"name": header, "type": "string" if field in words else WORDS[str(kind)], "constraints": limits})
    key = [sheet.columns[field][0] for field in sheet.key]
    return Schema.from_descriptor({"fields": fields, "primaryKey": key})


def failed(path: Path) -> Iterator[tuple[str, int]]:
    """The failing cells by kind."""
    os.chdir(path.parent)  # it refuses absolute paths
    for sheet in SHEETS.values():
        resource = Resource(
            path=path.name,
            control=formats.ExcelControl(sheet=sheet.name),
            schema=schema_of(sheet),
            detector=Detector(schema_sync=True),
        )
        for number, kind, note in resource.validate(limit_errors=10**9).flatten(["rowNumber", "type", "note"]):
            if number is None:
                raise RuntimeError(f"{sheet.name}: {kind}")
            if kind == "constraint-error":
                yield next(each for word, each in NAMED.items() if word in note), 1
            else:
                yield {"type-error": TYPES, "primary-key": UNIQUE}[kind], 1


NAMED = {'"required"': REQUIRED, '"enum"': CHOICES, '"minimum"': RANGES, '"maximum"': RANGES}

tell(failed(Path(sys.argv[1]).resolve()))
