"""JSON Schema (2020-12) of the six kinds of definition file, for editors.

It comes from the models that read the files, so an editor accepts what the loader accepts. A condition is an open
recursive object, because the columns it may name depend on the table.
"""

import re
from typing import Any, Literal

from pydantic import BaseModel

from checker.definitions.indicators import Indicator
from checker.definitions.packs import PackHeader, Roster
from checker.definitions.parameter_tables import Parameters
from checker.definitions.register import Register
from checker.tables.computed_words import DAY_WORDS
from checker.tables.logic import OPERATORS
from checker.tables.table import Table
from checker.tables.time_units import UNITS
from checker.tables.words import IS_CONDITION, IS_DAY, IS_EXCLUSION, OF_TIME, OR_ONE
from checker.tables.working_day import SCHEMA as WORKING_DAY
from checker.text.durations import TIME_UNITS

Kind = Literal["table", "indicator", "pack", "departments", "register", "parameters"]
DIALECT = "https://json-schema.org/draft/2020-12/schema"

_MODELS: dict[Kind, type[BaseModel]] = {
    "table": Table,
    "indicator": Indicator,
    "pack": PackHeader,
    "departments": Roster,
    "register": Register,
    "parameters": Parameters,
}
#: A line of a docstring about one attribute or several, with those that continue it.
_ATTRIBUTE = re.compile(r"^    (\w+(?:, \w+)*): (.*(?:\n {8}.*)*)", re.M)
_CONDITION = {"$ref": "#/$defs/Condition"}
_PARAMETER = {"$ref": "#/$defs/Parameter"}
#: What the words of conditions mean, as editors show it.
_MEANS = {
    "condition": "what a row must be like; several keys must all be true; a blank is unknown where a value is needed",
    "all": "all of these conditions are true",
    "any": "at least one of these conditions is true",
    "not": "it is not true; unknown stays unknown",
    "at_least": "this value or more; of days, this day or later",
    "at_most": "this value or less; of days, this day or earlier",
    "above": "more than this value; of days, later",
    "below": "less than this value; of days, earlier",
    "equals": "exactly this value, or the same as another column",
    "matches": "a regular expression that the whole text matches",
    "within": "the time limit in which it must be; a blank is unknown, not late",
    "window": "start or end: that day of the period; a number: the year in which the period starts, plus so many",
    "days": "beside `window`: so many days after that day; before it, if negative",
}
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
        _add_descriptions(part)
        _add_short_forms(part)
    definitions = schema.setdefault("$defs", {})
    if kind == "indicator":
        for part in parts:
            part["properties"] = {
                name: {**_described(value), "anyOf": [value, _PARAMETER]}
                for name, value in part.get("properties", {}).items()
            }
        definitions["Parameter"] = {
            "type": "object",
            "description": "a value of the parameters in pack.yaml or parameters.yaml",
            "properties": {"parameter": {"type": "string"}},
            "required": ["parameter"],
            "additionalProperties": False,
        }
    if kind in ("table", "indicator"):
        definitions |= _condition()
    return {"$schema": DIALECT, **schema}


def _add_descriptions(part: dict[str, Any]) -> None:
    """Gives each key the line that its model's docstring has for it."""
    summary, _, attributes = part.get("description", "").partition("\n\nAttributes:\n")
    if not attributes:
        return
    part["description"] = summary
    for names, text in _ATTRIBUTE.findall(attributes):
        for name in names.split(", "):
            key = {"start": "from", "end": "to"}.get(name, name)  # these keys are no names in Python
            if key in part.get("properties", {}):
                part["properties"][key]["description"] = " ".join(text.split())


def _described(schema: dict[str, Any]) -> dict[str, Any]:
    """The description of a schema, for the one that takes its place."""
    return {key: text for key, text in schema.items() if key == "description"}


def _add_short_forms(part: dict[str, Any]) -> None:
    """Adds the shorter ways to write a value to the full one."""
    for name, value in part.get("properties", {}).items():
        said = _described(value)
        if value.pop(IS_CONDITION, False):
            part["properties"][name] = {**said, "anyOf": [_CONDITION, {"type": "null"}]}
        elif value.pop(IS_EXCLUSION, False):
            part["properties"][name] = {**said, "anyOf": [_EXCLUSION, _CONDITION, {"type": "null"}]}
        elif value.pop(IS_DAY, False):
            part["properties"][name] = {**said, "anyOf": [{"type": "string"}, _due_day(), {"type": "null"}]}
        elif value.pop(OF_TIME, False):
            part["properties"][name] = {**said, "anyOf": [{"enum": [*TIME_UNITS, *DAY_WORDS]}, value]}
        elif value.pop(OR_ONE, False):
            part["properties"][name] = {**said, "anyOf": [{"type": "string"}, value]}
        elif name == "working_time":  # a computed column needs no header
            part["required"] = ["type"]
        elif name == "order":
            text = {"type": "string", "pattern": r"^\s*\w+\s*<=?\s*\w+\s*$"}
            value["items"] = {"anyOf": [text, value["items"]]}
        elif name == "target" or (name == "values" and "items" in value):
            part["properties"][name] = {**said, "anyOf": [value["items"], value]}


def _condition() -> dict[str, Any]:
    several: dict[str, Any] = {"type": "array", "items": _CONDITION, "minItems": 1}
    scalar = {"type": ["string", "number", "boolean"]}
    asked = {"anyOf": [scalar, {"type": "array", "minItems": 1}, {"$ref": "#/$defs/Asked"}]}
    against = {"anyOf": [scalar, {"type": "object"}]}
    words: dict[str, Any] = dict.fromkeys(OPERATORS, against)
    words |= {"not": {}, "matches": {"type": "string"}, "within": _within()}
    words["window"] = {"anyOf": [{"type": "integer"}, {"enum": ["start", "end"]}]}
    words["days"] = {"type": "integer"}
    words = {word: {**asked, "description": _MEANS[word]} for word, asked in words.items()}
    several = {"all": {**several, "description": _MEANS["all"]}, "any": {**several, "description": _MEANS["any"]}}
    return {
        "Condition": {
            "type": "object",
            "minProperties": 1,
            "description": _MEANS["condition"],
            "properties": {**several, "not": {**_CONDITION, "description": _MEANS["not"]}},
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
