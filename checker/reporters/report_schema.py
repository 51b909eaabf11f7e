"""The JSON Schema of report.json: the field names that programs can rely on.

It is separate from the code that writes the report, so that tests can compare the two.
"""

from collections.abc import Mapping
from typing import Any

from checker.model import Disposition, Severity, State, Status

Schema = dict[str, Any]


def _object(**properties: Schema) -> Schema:
    """Describes an object with all of these fields and no others."""
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


def _describe(description: str, schema: Mapping[str, Any]) -> Schema:
    return {"description": description, **schema}


_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "number"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_ROW: Schema = {"type": "integer", "minimum": 1}
_YES_NO: Schema = {"type": "boolean"}
_DAY: Schema = {"type": "string", "format": "date"}
_SHA256: Schema = {"type": "string", "pattern": "^([0-9a-f]{64})?$"}
_CODE: Schema = {"type": "string", "pattern": "^[A-Z][0-9]{3}$"}
_WORDS = _object(zh=_TEXT, en=_TEXT)


def report_schema() -> Schema:
    """Returns the schema of a `checker-report/1` document, as JSON Schema 2020-12."""
    fault = _object(where=_TEXT, error=_TEXT)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "checker-report/1",
        "description": "What a run found. Numbers are exact decimals, rounded to at most 10 places; shares are "
        "fractions of 1. Texts that don't apply are empty, numbers that don't apply are null.",
        **_object(
            format={"const": "checker-report/1"},
            tool=_describe("the version of checker", _TEXT),
            pack=_object(id=_TEXT, version=_TEXT, sha256=_describe("of all files of the pack together", _SHA256)),
            period=_describe("the reporting period, e.g. 2022Q4, 2022H2 or 2022", _TEXT),
            as_of=_describe("the as-of date", _DAY),
            run=_describe("the run's id in the ledger", _or_null(_TEXT)),
            previous=_describe("the earlier report that this one is compared with", _or_null(_object(period=_TEXT))),
            selection=_describe(
                "the codes that were selected and ignored, and how many flags are hidden; null if all are here",
                _or_null(_object(select=_list(_TEXT), ignore=_list(_TEXT), hidden=_COUNT)),
            ),
            indicators=_list(_object(indicator=_TEXT, name=_WORDS, clause=_TEXT, unit=_WORDS)),
            departments=_list(_department()),
            district=_object(
                name=_WORDS,
                results=_list({"$ref": "#/$defs/result"}),
                flags=_list({"$ref": "#/$defs/flag"}),
                missing=_describe("the departments that have not submitted, named as in `department`", _list(_TEXT)),
            ),
            faults=_describe("where checker itself failed; a report with faults is incomplete", _list(fault)),
        ),
        "$defs": {"result": _result(), "flag": _flag()},
    }


def _department() -> Schema:
    return _object(
        department=_describe("its name in Chinese", _TEXT),
        code=_TEXT,
        name=_WORDS,
        file=_TEXT,
        sha256=_describe("of the file as read; empty when nothing was submitted", _SHA256),
        state={"enum": [state.value for state in State]},
        score=_describe("0 to 100", _or_null(_NUMBER)),
        grade=_or_null(_TEXT),
        results=_list({"$ref": "#/$defs/result"}),
        flags=_list({"$ref": "#/$defs/flag"}),
        tallies=_describe(
            "how many rows each check found valid, invalid or unknown",
            _list(_object(code=_CODE, table=_TEXT, valid=_COUNT, invalid=_COUNT, unknown=_COUNT)),
        ),
        sheets=_describe(
            "rows read = judged + refused; skipped rows are totals, repeated headers and notes",
            _list(_object(sheet=_TEXT, table=_TEXT, read=_COUNT, judged=_COUNT, refused=_COUNT, skipped=_COUNT)),
        ),
    )


def _result() -> Schema:
    number = _or_null(_NUMBER)
    share = {"type": "number", "minimum": 0, "maximum": 1}
    target = _object(op={"enum": ["at_least", "at_most", "above", "below", "equals"]}, value=_NUMBER)
    by = _describe("the last day that counts; null once it is past", _or_null(_DAY))
    needed = _object(count=number, rows=_list(_ROW), by=by, text=_WORDS)
    point = _object(day=_DAY, value=number, expected=_describe("the value due by that day", number))
    return _object(
        indicator=_TEXT,
        clause=_TEXT,
        status={"enum": [status.value for status in Status]},
        final=_describe("whether nothing still to come can change the result", _YES_NO),
        reachable=_describe("whether the target can still be reached", _YES_NO),
        value=number,
        lower=_describe("the value if every unknown row fails", number),
        upper=_describe("the value if every unknown row passes", number),
        numerator=number,
        denominator=number,
        excluded=_COUNT,
        unknown=_describe("rows whose verdict is unknown", _COUNT),
        target=target,
        expected=_describe("the value due by now, while the result is not final", number),
        unit=_describe('"%" for shares, which are fractions of 1', _TEXT),
        needed=_describe("the least that reaches the target, and the rows to correct for it", _or_null(needed)),
        attainment=_describe("the share of the weight that is earned; null if the weight drops out", _or_null(share)),
        weight={"type": "number", "minimum": 0},
        reason=_describe("why the status is not applicable or undetermined", _or_null(_WORDS)),
        course=_describe("the trend month by month; empty unless it was requested", _list(point)),
    )


def _flag() -> Schema:
    answer = _object(
        disposition={"enum": [disposition.value for disposition in Disposition]},
        reason=_describe("the reason, masked", _TEXT),
        by=_describe("who answered, masked", _TEXT),
    )
    return _object(
        code=_CODE,
        slug=_TEXT,
        severity={"enum": [severity.word for severity in Severity]},
        sheet=_TEXT,
        row=_describe("as Excel shows it", _or_null(_ROW)),
        column=_describe("letters", {"type": "string", "pattern": "^[A-Z]*$"}),
        cell=_describe("e.g. D7", {"type": "string", "pattern": "^([A-Z]+[1-9][0-9]*)?$"}),
        table=_TEXT,
        field=_describe("the column's id in its table", _TEXT),
        header=_describe("the column's header as the workbook spells it", _TEXT),
        key=_describe("what identifies the record", _TEXT),
        indicator=_TEXT,
        observed=_describe("the content of the cell, masked", _or_null(_TEXT)),
        expected=_describe("what would be accepted", _or_null(_WORDS)),
        difference=_describe("how far off the value is, in the column's unit", _TEXT),
        record=_describe("other cells of the row, masked", _list(_object(header=_TEXT, value=_TEXT))),
        message=_WORDS,
        fingerprint=_describe("stays the same across runs, row orders and file names", _TEXT),
        answer=_describe("the department's answer on the flags sheet that it sent back", _or_null(answer)),
        decision=_describe("the auditor's decision", {"type": "null"}),
    )
