"""JSON Schema (2020-12) of the six kinds of definition file, for editors.

It comes from the models that read the files, so an editor accepts what the loader accepts. A condition is an open
recursive object, because the columns it may name depend on the table.
"""

import re
from collections.abc import Mapping
from inspect import cleandoc
from typing import Any, Literal

from pydantic import BaseModel

from checker.authoring.json_conditions import CONDITION, DUE_DAY, EXCLUSION, define_conditions
from checker.definitions.indicators import Indicator
from checker.definitions.packs import PackHeader, Roster
from checker.definitions.parameter_tables import Parameters
from checker.definitions.register import Register
from checker.tables.computed_words import DAY_WORDS
from checker.tables.table import Table
from checker.tables.words import IS_CONDITION, IS_DAY, IS_EXCLUSION, OF_TIME, OR_ONE, Strict
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
#: Attributes whose keys are no names in Python.
_NO_NAMES = {"start": "from", "end": "to", "since": "from", "first": "from", "last": "to"}
_PARAMETER = {"$ref": "#/$defs/Parameter"}


def json_schema(kind: Kind) -> dict[str, Any]:
    """The JSON Schema of one kind of file, for the YAML as written."""
    schema = _MODELS[kind].model_json_schema(mode="validation")
    parts = [schema, *schema.get("$defs", {}).values()]
    inherited = _inherited()
    for each in (inner for part in parts for inner in (part, *part.get("anyOf", ()))):
        _add_descriptions(each, inherited.get(each.get("title", ""), {}))
    for part in parts:
        _borrow_descriptions(part, schema.get("$defs", {}))
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
            "properties": {"parameter": {"type": "string", "description": "the name of the parameter"}},
            "required": ["parameter"],
            "additionalProperties": False,
        }
    if kind in ("table", "indicator"):
        definitions |= define_conditions()
    return {"$schema": DIALECT, **schema}


def _inherited() -> dict[str, dict[str, str]]:
    """What the docstrings of models and of the classes that they build on say of keys, by model and key."""
    found: dict[str, dict[str, str]] = {}
    models = [Strict]
    while models:
        model = models.pop()
        models += model.__subclasses__()
        lines = found.setdefault(model.__name__, {})
        for each in (base for base in reversed(model.__mro__) if issubclass(base, Strict)):
            lines |= _read_attributes(each.__doc__ or "")
    return found


def _read_attributes(docstring: str) -> dict[str, str]:
    """The line of a docstring about each key."""
    _, _, attributes = cleandoc(docstring).partition("Attributes:\n")
    words = {
        name: " ".join(text.split()) for names, text in _ATTRIBUTE.findall(attributes) for name in names.split(", ")
    }
    return words | {key: words[name] for name, key in _NO_NAMES.items() if name in words}


def _add_descriptions(part: dict[str, Any], inherited: Mapping[str, str]) -> None:
    """Gives each key the line that the docstrings have for it, and the model its summary."""
    summary, _, attributes = part.get("description", "").partition("\n\nAttributes:\n")
    if attributes:
        part["description"] = summary
    for key, value in part.get("properties", {}).items():
        if key in inherited:
            value["description"] = inherited[key]


def _borrow_descriptions(part: dict[str, Any], definitions: Mapping[str, Any]) -> None:
    """Gives a key without a line of its own the summary of what is written there."""
    for value in part.get("properties", {}).values():
        references = [each.get("$ref", "") for each in (value, *value.get("anyOf", ()))]
        summaries = [definitions.get(each.rpartition("/")[2], {}).get("description", "") for each in references if each]
        if "description" not in value and summaries and summaries[0]:
            value["description"] = summaries[0].split("\n")[0]


def _described(schema: dict[str, Any]) -> dict[str, Any]:
    """The description of a schema, for the one that takes its place."""
    return {key: text for key, text in schema.items() if key == "description"}


def _add_short_forms(part: dict[str, Any]) -> None:
    """Adds the shorter ways to write a value to the full one."""
    for name, value in part.get("properties", {}).items():
        said = _described(value)
        if value.pop(IS_CONDITION, False):
            part["properties"][name] = {**said, "anyOf": [CONDITION, {"type": "null"}]}
        elif value.pop(IS_EXCLUSION, False):
            part["properties"][name] = {**said, "anyOf": [EXCLUSION, CONDITION, {"type": "null"}]}
        elif value.pop(IS_DAY, False):
            part["properties"][name] = {**said, "anyOf": [{"type": "string"}, DUE_DAY, {"type": "null"}]}
        elif value.pop(OF_TIME, False):
            part["properties"][name] = {**said, "anyOf": [{"enum": [*TIME_UNITS, *DAY_WORDS]}, value]}
        elif value.pop(OR_ONE, False):
            part["properties"][name] = {**said, "anyOf": [{"type": "string"}, value]}
        elif name == "working_time":  # a computed column needs no header
            part["required"] = ["type"]
        elif name == "order":
            text = {"type": "string", "pattern": r"^\s*\w+\s*<=?\s*\w+\s*$"}
            value["items"] = {"anyOf": [text, value["items"]]}
        elif name == "numbers":
            value["items"] = {"anyOf": [{"type": "string"}, value["items"]]}
        elif name == "target" or (name == "values" and "items" in value):
            part["properties"][name] = {**said, "anyOf": [value["items"], value]}
