"""JSON Schema (2020-12) of the five kinds of definition file, for editors.

It comes from the models that read the files, so an editor accepts what the loader accepts. A condition is an open
recursive object, because the columns it may name depend on the table.
"""

from typing import Any, Literal

from pydantic import BaseModel

from checker.definitions.indicators import Indicator
from checker.definitions.packs import PackHeader, Roster
from checker.definitions.register import Register
from checker.tables.computed_words import DAY_WORDS
from checker.tables.logic import OPERATORS
from checker.tables.table import Table
from checker.tables.time_units import UNITS
from checker.tables.words import IS_CONDITION, IS_DAY, IS_EXCLUSION, OF_TIME, OR_ONE
from checker.tables.working_day import SCHEMA as WORKING_DAY
from checker.text.durations import TIME_UNITS

Kind = Literal["table", "indicator", "pack", "departments", "register"]
DIALECT = "https://json-schema.org/draft/2020-12/schema"

_MODELS: dict[Kind, type[BaseModel]] = {
    "table": Table,
    "indicator": Indicator,
    "pack": PackHeader,
    "departments": Roster,
    "register": Register,
}
_CONDITION = {"$ref": "#/$defs/Condition"}
_PARAMETER = {"$ref": "#/$defs/Parameter"}
_EXCLUSION = {
    "type": "object",
    "properties": {
        "condition": _CONDITION,
        "evidence": {"type": "string"},
        "flag_above": {"type": ["number", "string"]},
    },
    "required": ["condition"],
    "additionalProperties": False,
}


def json_schema(kind: Kind) -> dict[str, Any]:
    """The JSON Schema of one kind of file, for the YAML as written."""
    schema = _MODELS[kind].model_json_schema(mode="validation")
    parts = [schema, *schema.get("$defs", {}).values()]
    for part in parts:
        _add_short_forms(part)
    definitions = schema.setdefault("$defs", {})
    if kind == "indicator":
        for part in parts:
            part["properties"] = {
                name: {"anyOf": [value, _PARAMETER]} for name, value in part.get("properties", {}).items()
            }
        definitions["Parameter"] = {
            "type": "object",
            "description": "a value of pack.yaml's parameters",
            "properties": {"parameter": {"type": "string"}},
            "required": ["parameter"],
            "additionalProperties": False,
        }
    if kind in ("table", "indicator"):
        definitions |= _condition()
    return {"$schema": DIALECT, **schema}


def _add_short_forms(part: dict[str, Any]) -> None:
    """Adds the shorter ways to write a value to the full one."""
    for name, value in part.get("properties", {}).items():
        if value.pop(IS_CONDITION, False):
            part["properties"][name] = {"anyOf": [_CONDITION, {"type": "null"}]}
        elif value.pop(IS_EXCLUSION, False):
            part["properties"][name] = {"anyOf": [_EXCLUSION, _CONDITION, {"type": "null"}]}
        elif value.pop(IS_DAY, False):
            part["properties"][name] = {"anyOf": [{"type": "string"}, _due_day(), {"type": "null"}]}
        elif value.pop(OF_TIME, False):
            part["properties"][name] = {"anyOf": [{"enum": [*TIME_UNITS, *DAY_WORDS]}, value]}
        elif value.pop(OR_ONE, False):
            part["properties"][name] = {"anyOf": [{"type": "string"}, value]}
        elif name == "working_time":  # a computed column needs no header
            part["required"] = ["type"]
        elif name == "order":
            text = {"type": "string", "pattern": r"^\s*\w+\s*<=?\s*\w+\s*$"}
            value["items"] = {"anyOf": [text, value["items"]]}
        elif name == "target":
            part["properties"][name] = {"anyOf": [value["items"], value]}


def _condition() -> dict[str, Any]:
    several = {"type": "array", "items": _CONDITION, "minItems": 1}
    scalar = {"type": ["string", "number", "boolean"]}
    asked = {"anyOf": [scalar, {"type": "array", "minItems": 1}, {"$ref": "#/$defs/Asked"}]}
    against = {"anyOf": [scalar, {"type": "object"}]}
    words: dict[str, Any] = dict.fromkeys(OPERATORS, against)
    words |= {"not": {}, "matches": {"type": "string"}, "within": _within()}
    words["window"] = {"anyOf": [{"type": "integer"}, {"enum": ["start", "end"]}]}
    return {
        "Condition": {
            "type": "object",
            "minProperties": 1,
            "properties": {"all": several, "any": several, "not": _CONDITION},
            "additionalProperties": asked,
        },
        "Asked": {
            "type": "object",
            "minProperties": 1,
            "properties": {**words, "parameter": {"type": "string"}},
            "additionalProperties": False,
        },
    }


def _due_day() -> dict[str, Any]:
    name = {"type": "string"}
    return {
        "type": "object",
        "properties": {
            "due": name,
            "within": _within(),
            "of": name,
            "done": name,
            "counts_on": {"anyOf": [name, {"type": "array", "items": name, "minItems": 1}]},
            "waits": _CONDITION,
        },
        "required": ["done"],
        "additionalProperties": False,
    }


def _within() -> dict[str, Any]:
    limit = {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "object"}]}
    limits: dict[str, Any] = dict.fromkeys(UNITS, limit)
    further = {"type": "object", "properties": {**limits, "when": _CONDITION}, "additionalProperties": False}
    name = {"type": "string"}
    ends = {"from": name, "to": name}
    pause = {"type": "object", "properties": ends, "required": ["from", "to"], "additionalProperties": False}
    return {
        "type": "object",
        "properties": {
            **limits,
            "of": {"anyOf": [name, {"type": "array", "items": name, "minItems": 1}]},
            "extended_by": further,
            "paused": {"type": "array", "items": pause},
            "working_day": WORKING_DAY,
        },
        "required": ["of"],
        "additionalProperties": False,
    }
