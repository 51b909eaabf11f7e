"""The JSON Schemas: what the loader accepts they accept, and a misspelt key or word they do not."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest

from checker.authoring.json_schema import DIALECT, Kind, json_schema
from checker.definitions.load import definitions_root
from checker.tables.words import _AS_WRITTEN
from checker.tables.yaml.reading import compose
from tests.definitions.small_pack import SMALL

TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "null": type(None),
    "integer": int,
    "number": (int, float),
}
KNOWN = {
    *("$schema", "$defs", "$ref", "type", "properties", "required", "additionalProperties", "patternProperties"),
    *("items", "anyOf", "oneOf", "enum", "const", "pattern", "minLength", "minItems", "minProperties", "minimum"),
    "maximum",
    *("title", "description", "default", "format", "propertyNames"),
}


def fits(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    """As much of JSON Schema 2020-12 as the schemas use."""
    assert set(schema) <= KNOWN, set(schema) - KNOWN
    if "$ref" in schema:
        return fits(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root)
    if "type" in schema:
        names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        if not any(
            isinstance(value, TYPES[name]) and (name == "boolean") == (value is True or value is False)
            for name in names
        ):
            return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if "const" in schema and value != schema["const"]:
        return False
    alternatives = [*schema.get("anyOf", []), *schema.get("oneOf", [])]
    if alternatives and not any(fits(value, each, root) for each in alternatives):
        return False
    if isinstance(value, str):
        return len(value) >= schema.get("minLength", 0) and re.search(schema.get("pattern", ""), value) is not None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return schema.get("minimum", value) <= value <= schema.get("maximum", value)
    if isinstance(value, list):
        within = all(fits(each, schema["items"], root) for each in value) if "items" in schema else True
        return within and len(value) >= schema.get("minItems", 0)
    return _fits_object(value, schema, root) if isinstance(value, dict) else True


def _fits_object(value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any]) -> bool:
    if set(schema.get("required", [])) - set(value) or len(value) < schema.get("minProperties", 0):
        return False
    for key, each in value.items():
        patterns = [part for pattern, part in schema.get("patternProperties", {}).items() if re.search(pattern, key)]
        if key in schema.get("properties", {}):
            patterns.append(schema["properties"][key])
        if "propertyNames" in schema and not fits(key, schema["propertyNames"], root):
            return False
        rest = schema.get("additionalProperties", True)
        if not patterns and rest is not True:
            patterns = [rest] if rest is not False else []
            if not patterns:
                return False
        if not all(fits(each, part, root) for part in patterns):
            return False
    return True


def as_json(value: Any) -> Any:
    """What an editor sees: dates are text, numbers are numbers."""
    if isinstance(value, dict):
        return {key: as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_json(each) for each in value]
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def read(path: Path) -> Any:
    root, problems = compose(path.read_text(encoding="utf-8"), path.name)
    assert root is not None
    assert not problems
    return as_json(root.value)


def kind_of(path: Path) -> Kind:
    if path.parent.name == "tables":
        return "table"
    kinds: dict[str, Kind] = {"pack.yaml": "pack", "departments.yaml": "departments", "register.yaml": "register"}
    kinds["parameters.yaml"] = "parameters"
    return kinds.get(path.name, "indicator")


MIDDLES = Path(__file__).parents[1] / "oracle" / "middles-pack"
FILES = sorted(path for folder in (SMALL, MIDDLES, definitions_root()) for path in folder.rglob("*.yaml"))
SCHEMAS = {kind: json_schema(kind) for kind in get_args(Kind)}


@pytest.mark.parametrize("path", FILES, ids=[f"{path.parent.name}/{path.name}" for path in FILES])
def test_accepts_what_the_loader_accepts(path: Path) -> None:
    schema = SCHEMAS[kind_of(path)]
    content = read(path)
    assert fits(content, schema, schema)
    assert not fits({**content, "surplus": 1}, schema, schema)
    for key in schema["required"]:
        assert not fits({name: each for name, each in content.items() if name != key}, schema, schema)


@pytest.mark.parametrize("kind", get_args(Kind))
def test_is_plain_json_that_leads_nowhere_outside(kind: Kind) -> None:
    schema = SCHEMAS[kind]
    assert schema["$schema"] == DIALECT == "https://json-schema.org/draft/2020-12/schema"
    text = json.dumps(schema)
    assert json.loads(text) == schema
    references = set(re.findall(r'"\$ref": "#/\$defs/(\w+)"', text))
    assert references <= set(schema.get("$defs", {}))
    assert '"$ref": "http' not in text


def change(content: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    changed = copy.deepcopy(content)
    at = changed
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return changed


@pytest.mark.parametrize(
    ("file", "path", "value", "accepted"),
    [
        ("demo/appearance.yaml", ("period",), "yearly", False),
        ("demo/appearance.yaml", ("weight",), "heavy", False),
        ("demo/appearance.yaml", ("weight",), "1/3", True),
        ("demo/appearance.yaml", ("weight",), {"parameter": "x"}, True),
        ("demo/appearance.yaml", ("weight",), {"parametre": "x"}, False),
        ("demo/appearance.yaml", ("target",), {"at_least": "90%"}, True),
        ("demo/appearance.yaml", ("target",), {"at_lest": "90%"}, False),
        (
            "demo/appearance.yaml",
            ("measure", "proportion", "numerator"),
            {"any": [{"a": "present"}, {"not": {"b": 1}}]},
            True,
        ),
        ("demo/appearance.yaml", ("measure", "proportion", "numerator"), {"any": {"a": 1}}, False),
        ("demo/appearance.yaml", ("measure", "proportion", "numerator"), {"hours": {"atleast": 60}}, False),
        (
            "demo/appearance.yaml",
            ("measure", "proportion", "numerator"),
            {"day": {"within": {"days": 1, "of": ["a", "b"]}}},
            True,
        ),
        ("demo/appearance.yaml", ("measure", "proportion", "numerator"), {"day": {"within": {"days": 1}}}, False),
        ("demo/lectures.yaml", ("measure", "count", "distinct"), "case_no", True),
        ("demo/lectures.yaml", ("pace",), "end", True),
        ("demo/lectures.yaml", ("pace",), "ends", False),
        ("demo/plan.yaml", ("measure", "milestone", "due"), "03-31", True),
        ("demo/plan.yaml", ("measure", "milestone", "due"), {"column": "due_on"}, True),
        ("demo/agreement.yaml", ("measure", "reported", "figures"), "rate", True),
        ("demo/agreement.yaml", ("measure", "reported", "numerator"), {"a": 1}, False),
        ("tables/cases.yaml", ("order",), [{"first": "a", "second": "b", "strict": True}], True),
        ("tables/cases.yaml", ("order",), ["a before b"], False),
        ("tables/cases.yaml", ("columns", "sum", "type"), "number", False),
        ("demo/departments.yaml", ("departments", 0, "code"), "JUSTICE", False),
        ("demo/pack.yaml", ("undetermined_earns",), "nothing", True),
        ("demo/pack.yaml", ("undetermined_earns",), "everything", False),
    ],
)
def test_tells_right_from_wrong(file: str, path: tuple[Any, ...], value: Any, *, accepted: bool) -> None:
    schema = SCHEMAS[kind_of(SMALL / file)]
    assert fits(change(read(SMALL / file), path, value), schema, schema) is accepted


def test_editors_show_what_keys_are_for() -> None:
    """The words are those of the docstrings, so nobody writes them twice; the docstring itself keeps its summary."""
    schema = json_schema("table")
    column, condition = schema["$defs"]["Column"], schema["$defs"]["Condition"]
    assert column["properties"]["blank_means"]["description"].startswith("the value that a blank means;")
    assert "Attributes:" not in json.dumps(schema)
    assert column["properties"]["from"]["description"] == column["properties"]["to"]["description"]
    assert all("description" in each for each in condition["properties"].values())
    assert json_schema("indicator")["$defs"]["Proportion"]["properties"]["table"]["description"] == "whose rows."
    assert json_schema("indicator")["properties"]["when_empty"]["description"].startswith("what 0/0 means")


def undescribed(node: Any, at: tuple[Any, ...] = ()) -> Iterator[str]:
    """The keys without a sentence of their own, at any depth."""
    if isinstance(node, dict):
        named = node.get("properties")
        for key, each in named.items() if isinstance(named, dict) else ():
            if each.get("description", _AS_WRITTEN["description"]) == _AS_WRITTEN["description"]:
                yield "/".join(map(str, (*at, key)))
        for key, each in node.items():
            yield from undescribed(each, (*at, key))
    elif isinstance(node, list):
        for index, each in enumerate(node):
            yield from undescribed(each, (*at, index))


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_key_says_what_it_is_for(kind: Kind) -> None:
    """A new key needs a line under `Attributes:` in the docstring of its model."""
    assert list(undescribed(SCHEMAS[kind])) == []
