"""What libyaml reads means what YAML 1.2 says, as ruamel.yaml reads it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from ruamel.yaml import YAML

from samples.library.yaml12 import parse_yaml, read_yaml

SCALARS = (
    *("yes", "no", "on", "Off", "y", "n", "true", "TRUE", "tRUE", "False", "~", "null", "Null", "nULL", "", "''"),
    *("1", "007", "017", "0o17", "08", "0x1F", "1_000", "_1", "+5", "-0", "1:30", "12:00:00", "0b11", "1-1"),
    *("1.5", ".5", "+.5", "5.", "1.", "1e3", "1E-3", "12e03", "1_0.5", ".inf", "-.INF", ".nan", "."),
    *("2022-01-01", "2022-1-1", "2022-01-01T10:00:00", "2022-01-01 10:00", "2022-01-01 10:00:00.5", "2022-03-01，早"),
)
ROOT = Path(__file__).parents[2]


def typed(value: object) -> tuple[str, str]:
    return type(value).__name__, repr(value)


@pytest.mark.parametrize("scalar", SCALARS)
def test_a_scalar(scalar: str) -> None:
    text = f"a: {scalar}"
    assert typed(parse_yaml(text)) == typed(YAML(typ="safe", pure=True).load(text))


@pytest.mark.parametrize("name", ["indicators/facilities/made-safe.yaml", "tests/cases/C401.yml"])
def test_a_file(name: str) -> None:
    assert typed(read_yaml(ROOT / name)) == typed(YAML(typ="safe", pure=True).load(ROOT / name))


def test_merged_keys() -> None:
    text = "base: &base {a: 1, b: 2}\nall: {<<: *base, b: 3}"
    assert parse_yaml(text) == YAML(typ="safe", pure=True).load(text)


def test_a_key_that_is_given_twice_is_refused() -> None:
    with pytest.raises(yaml.YAMLError, match="a key is given twice"):
        parse_yaml("a: {b: 1, b: 1}")
