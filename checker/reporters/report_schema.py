"""The JSON Schema of report.json: the promise of its field names, for programs that read it.

Kept apart from the code that writes the report, so that the tests hold one against the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker.model import Disposition, Severity, State, Status

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "number"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_ROW: Schema = {"type": "integer", "minimum": 1}
_YES_NO: Schema = {"type": "boolean"}
_DAY: Schema = {"type": "string", "format": "date"}
_SHA256: Schema = {"type": "string", "pattern": "^([0-9a-f]{64})?$"}
_CODE: Schema = {"type": "string", "pattern": "^[A-Z][0-9]{3}$"}


def report_schema() -> Schema:
    """The schema of a `checker-report/1` document, as JSON Schema 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "checker-report/1",
        "description": "What a run found. Numbers are exact decimals, rounded to 10 places at most; shares are "
        "fractions of 1. Texts that do not apply are empty, numbers that do not apply are null.",
        **_object(
            format={"const": "checker-report/1"},
            tool=_said("the version of checker", _TEXT),
            pack=_object(id=_TEXT, version=_TEXT, sha256=_said("over every file of the pack", _SHA256)),
            period=_said("the reporting period, e.g. 2022Q4, 2022H2 or 2022", _TEXT),
            as_of=_said("the day up to which was judged", _DAY),
            run=_said("the run's id in the ledger", _or_null(_TEXT)),
            previous=_said("the earlier report that this one was compared with", _or_null(_object(period=_TEXT))),
            selection=_said(
                "which codes were asked for and which not, and how many flags that leaves out; null where all are here",
                _or_null(_object(select=_list(_TEXT), ignore=_list(_TEXT), hidden=_COUNT)),
            ),
            indicators=_list(_object(indicator=_TEXT, name=_words(), clause=_TEXT, unit=_words())),
            departments=_list(_department()),
            district=_object(
                name=_words(),
                results=_list({"$ref": "#/$defs/result"}),
                flags=_list({"$ref": "#/$defs/flag"}),
                missing=_said("the departments that have not submitted, as `department` names them", _list(_TEXT)),
            ),
            faults=_said("where checker itself failed; a report with faults is not complete", _list(_fault())),
        ),
        "$defs": {"result": _result(), "flag": _flag()},
    }


def _department() -> Schema:
    return _object(
        department=_said("its name in Chinese", _TEXT),
        code=_TEXT,
        name=_words(),
        file=_TEXT,
        sha256=_said("of the file as read; empty when nothing was submitted", _SHA256),
        state={"enum": [state.value for state in State]},
        score=_said("0 to 100", _or_null(_NUMBER)),
        grade=_or_null(_TEXT),
        results=_list({"$ref": "#/$defs/result"}),
        flags=_list({"$ref": "#/$defs/flag"}),
        tallies=_said(
            "how many rows each check judged, and how",
            _list(_object(code=_CODE, table=_TEXT, valid=_COUNT, invalid=_COUNT, unknown=_COUNT)),
        ),
        sheets=_said(
            "rows read = judged + refused; skipped are totals, repeated headers and notes",
            _list(_object(sheet=_TEXT, table=_TEXT, read=_COUNT, judged=_COUNT, refused=_COUNT, skipped=_COUNT)),
        ),
    )


def _result() -> Schema:
    number = _or_null(_NUMBER)
    share = {"type": "number", "minimum": 0, "maximum": 1}
    target = _object(op={"enum": ["at_least", "at_most", "above", "below", "equals"]}, value=_NUMBER)
    by = _said("the last day that counts; null once it has passed", _or_null(_DAY))
    needed = _object(count=number, rows=_list(_ROW), by=by, text=_words())
    point = _object(day=_DAY, value=number, expected=_said("what was asked for by that day", number))
    return _object(
        indicator=_TEXT,
        clause=_TEXT,
        status={"enum": [status.value for status in Status]},
        final=_said("the window has closed", _YES_NO),
        reachable=_said("the target can still be reached", _YES_NO),
        value=number,
        lower=_said("the value if every unknown row fails", number),
        upper=_said("the value if every unknown row passes", number),
        numerator=number,
        denominator=number,
        excluded=_COUNT,
        unknown=_said("rows that are not decided", _COUNT),
        target=target,
        expected=_said("what an open window asks for by now", number),
        unit=_said('"%" for shares, which are fractions of 1', _TEXT),
        needed=_said("the least that reaches the target, and the rows that would if corrected", _or_null(needed)),
        attainment=_said("what share of the weight is earned; null where the weight drops out", _or_null(share)),
        weight={"type": "number", "minimum": 0},
        reason=_said("why not applicable or undetermined", _or_null(_words())),
        course=_said("month by month, how it came to its value; empty unless asked for", _list(point)),
    )


def _flag() -> Schema:
    return _object(
        code=_CODE,
        slug=_TEXT,
        severity={"enum": [severity.word for severity in Severity]},
        sheet=_TEXT,
        row=_said("as Excel shows it", _or_null(_ROW)),
        column=_said("letters", {"type": "string", "pattern": "^[A-Z]*$"}),
        cell=_said("e.g. D7", {"type": "string", "pattern": "^([A-Z]+[1-9][0-9]*)?$"}),
        table=_TEXT,
        field=_said("the column's id in its table", _TEXT),
        header=_said("the column's header as the workbook spells it", _TEXT),
        key=_said("what names the row", _TEXT),
        indicator=_TEXT,
        observed=_said("what stands in the cell, masked", _or_null(_TEXT)),
        expected=_said("what would be accepted", _or_null(_words())),
        difference=_said("how far off, in the column's unit", _TEXT),
        record=_said("other cells of the row, masked", _list(_object(header=_TEXT, value=_TEXT))),
        message=_words(),
        fingerprint=_said("stable across runs, row order and file names", _TEXT),
        answer=_said("what the department says of it in the findings sheet that it sent back", _or_null(_answer())),
        decision=_said("what an auditor decided of it", {"type": "null"}),
    )


def _answer() -> Schema:
    return _object(
        disposition={"enum": [disposition.value for disposition in Disposition]},
        reason=_said("why, masked", _TEXT),
        by=_said("whose answer it is, masked", _TEXT),
    )


def _fault() -> Schema:
    return _object(where=_TEXT, error=_TEXT)


def _words() -> Schema:
    return _object(zh=_TEXT, en=_TEXT)


def _object(**properties: Schema) -> Schema:
    """An object with these fields, all of them and no others."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _or_null(schema: Mapping[str, Any]) -> Schema:
    return {"anyOf": [dict(schema), {"type": "null"}]}


def _said(description: str, schema: Mapping[str, Any]) -> Schema:
    return {"description": description, **schema}
