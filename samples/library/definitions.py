"""The rules as their files have them, read without the checker: tables, roster, and which department submits what.

Knows the YAML of `indicators/` only. Nothing is checked here: the files that are shipped are taken as right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from samples.library.yaml12 import read_yaml

ROOT = Path(__file__).parent.parent.parent / "indicators"


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes:
        headers: how it may be headed, the canonical Chinese header first.
        choices: by id, how each choice may be spelled, the canonical Chinese label first.
        unit: of numbers, in Chinese, or empty.
        required: a blank is an error in every row.
        required_when: a blank is an error in rows of which this holds; empty if it never is.
        blank_means: what a blank means, or None.
        minimum: the least number that is allowed, or None.
    """

    id: str
    type: str
    headers: tuple[str, ...]
    choices: Mapping[str, tuple[str, ...]]
    unit: str
    required: bool
    required_when: Mapping[str, object]
    blank_means: object
    minimum: float | None


@dataclass(frozen=True)
class Table:
    """One table.

    Attributes:
        sheets: how its sheet may be called, the canonical Chinese name first.
        key: the columns that identify a record.
        references: by column, the "table.column" that it refers to.
        order: pairs of date columns, the first never after the second.
        nil: whether a department may say that it has nothing to report.
    """

    id: str
    sheets: tuple[str, ...]
    key: tuple[str, ...]
    columns: Mapping[str, Column]
    references: Mapping[str, str]
    order: tuple[tuple[str, str], ...]
    nil: bool


@dataclass(frozen=True)
class Department:
    """One department of the roster; the canonical Chinese name first."""

    code: str
    names: tuple[str, ...]
    groups: frozenset[str]
    submits: bool


@cache
def raw(path: str) -> dict[str, Any]:
    """A file below `indicators/`, as YAML gives it."""
    content: dict[str, Any] = read_yaml(ROOT / path)
    return content


@cache
def table(name: str) -> Table:
    """One table's definition."""
    content = raw(f"tables/{name}.yaml")
    columns = {key: _column(key, column) for key, column in content["columns"].items()}
    key = tuple(content.get("key", ()))
    order = tuple(_pair(rule) for rule in content.get("order", ()))
    return Table(name, _labels(content["sheet"]), key, columns, content.get("references", {}), order, "nil" in content)


@cache
def tables(pack: str) -> dict[str, Table]:
    """Every table of a pack by its id, in the order of the pack."""
    return {name: table(name) for name in raw(f"{pack}/pack.yaml")["tables"]}


@cache
def indicators(pack: str) -> dict[str, dict[str, Any]]:
    """Every indicator of a pack by its id, as YAML gives it."""
    contents = {path.stem: raw(f"{pack}/{path.name}") for path in sorted((ROOT / pack).glob("*.yaml"))}
    return {name: content for name, content in contents.items() if "measure" in content}


def template_version(pack: str) -> str:
    """The version of the templates of a pack; the first there was where the pack has another name on a cover."""
    known = [path.parent.name for path in ROOT.glob("*/pack.yaml")]
    return str(raw(f"{pack}/pack.yaml")["templates"][0]["version"]) if pack in known else "1.0.0"


@cache
def departments(pack: str) -> dict[str, Department]:
    """The roster by code."""
    return {
        entry["code"]: Department(
            entry["code"], _labels(entry["name"]), frozenset(entry.get("groups", ())), entry.get("submits", True)
        )
        for entry in raw(f"{pack}/departments.yaml")["departments"]
    }


@cache
def judged(pack: str, indicator: str) -> tuple[str, ...]:
    """The codes of the departments whose rows an indicator looks at, in the order of the roster."""
    content = indicators(pack)[indicator]
    who = content.get("applies_to", {})
    groups, named = set(who.get("groups", ())), set(who.get("departments", ()))
    if not groups and not named and content.get("level") == "district":
        named = set(content["owner"])
    everybody = not groups and not named
    return tuple(
        code
        for code, each in departments(pack).items()
        if (everybody or groups & each.groups or named & {code, *each.names})
        and not set(who.get("excluding", ())) & {code, *each.names}
    )


@cache
def tables_of(pack: str, department: str) -> tuple[str, ...]:
    """The tables that a department submits, in the order of the pack."""
    known = tables(pack)
    needed = {
        word
        for name, content in indicators(pack).items()
        if department in judged(pack, name)
        for word in words(content["measure"])
        if word in known
    }
    needed |= {target.partition(".")[0] for name in needed for target in table(name).references.values()}
    return tuple(name for name in known if name in needed)


@cache
def columns_of(pack: str, indicator: str) -> frozenset[tuple[str, str]]:
    """The (table, column) pairs that an indicator's rules can look at: columns whose id stands in its measure."""
    found = set(words(indicators(pack)[indicator]["measure"]))
    return frozenset(
        (name, column)
        for name, each in tables(pack).items()
        if name in found
        for column in each.columns
        if column in found
    )


def words(content: object) -> Iterator[str]:
    """Every key and every text of a YAML tree."""
    if isinstance(content, Mapping):
        for key, value in content.items():
            yield str(key)
            yield from words(value)
    elif isinstance(content, list):
        for value in content:
            yield from words(value)
    elif isinstance(content, str):
        yield content


def _column(name: str, content: Mapping[str, Any]) -> Column:
    choices = {key: (*_labels(labels), key) for key, labels in content.get("choices", {}).items()}
    unit = content.get("unit", {}).get("zh", "")
    return Column(
        id=name,
        type=content["type"],
        headers=_labels(content["header"]),
        choices=choices,
        unit=unit,
        required=content.get("required", False),
        required_when=content.get("required_when", {}),
        blank_means=content.get("blank_means"),
        minimum=content.get("minimum"),
    )


def _pair(rule: str) -> tuple[str, str]:
    first, _, second = rule.split()
    return first, second


def _labels(content: Mapping[str, Any]) -> tuple[str, ...]:
    return (content["zh"], content["en"], *content.get("aliases", ()))
