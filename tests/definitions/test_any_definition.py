"""Whatever stands in a definition, loading gives a pack or says what is wrong; a pack that loads can be used."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.authoring.examples import example_tables
from checker.authoring.lint import lint
from checker.definitions.examples import example_as_of
from checker.definitions.load import PackError, load_pack
from checker.describe.sections import describe
from checker.tables.yaml.reading import compose

from .small_pack import SMALL, write_small


def content_of(name: str) -> Any:
    root, _ = compose((SMALL / name).read_text(encoding="utf-8"), name)
    assert root is not None
    return root.value


CONTENTS = {str(path.relative_to(SMALL)): None for path in sorted(SMALL.rglob("*.yaml"))}
CONTENTS = {name: content_of(name) for name in CONTENTS}


def paths_in(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from paths_in(part, (*path, key))


PLACES = [(name, path) for name, content in CONTENTS.items() for path in paths_in(content)]
WORDS = ["", "x", "invalid", "present", "absent", "cases", "officers", "quarters", "department", "roster", "filed_on"]
WORDS += [
    "category",
    "sum",
    "as_of",
    "100%",
    "-5%",
    "1/0",
    "end",
    "bands",
    "district",
    "year",
    "2022Q1",
    "区司法局",
    "(",
]
ODD: list[Any] = [None, True, 0, -1, 10**40, Decimal("0.5"), date(9999, 12, 31), [], {}, [[]], [{}], {"x": 1}]
ODD += [{"parameter": "hours"}, {"parameter": [1]}, {"all": []}, {"not": {}}, {"column": "sum"}, {"by_quarter": [1]}]
KEYS = ["id", "table", "when", "where", "match", "distinct", "within", "due", "any", "from", "pattern", "references"]


def written(value: Any) -> str:
    """As YAML of one line: JSON, but for dates and exact numbers."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {written(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return str(value) if isinstance(value, (date, Decimal)) else json.dumps(value, ensure_ascii=False)


def spoil(name: str, path: tuple[Any, ...], how: str, odd: Any, key: str) -> str:
    content = copy.deepcopy(CONTENTS[name])
    if not path:
        return written(odd if how == "replace" else content)
    at = content
    for part in path[:-1]:
        at = at[part]
    if how == "replace":
        at[path[-1]] = odd
    elif how == "drop":
        del at[path[-1]]
    elif isinstance(at, dict):
        at[key] = at.pop(path[-1]) if how == "rename" else odd
    return written(content)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(
    place=st.sampled_from(PLACES),
    how=st.sampled_from(["replace", "replace", "drop", "rename", "add"]),
    odd=st.sampled_from([*ODD, *WORDS]),
    key=st.sampled_from(KEYS),
)
def test_a_pack_or_a_precise_no(
    tmp_path_factory: pytest.TempPathFactory, place: tuple[str, tuple[Any, ...]], how: str, odd: Any, key: str
) -> None:
    name, path = place
    folder = write_small(tmp_path_factory.mktemp("any"), write={name: spoil(name, path, how, odd, key)})
    try:
        pack = load_pack(Path(folder))
    except PackError as error:
        for problem in error.problems:
            assert problem.message.zh
            assert problem.message.en
            assert (problem.line > 0) == (problem.column > 0)
        return
    lint(pack)
    for indicator in pack.indicators.values():
        assert describe(pack, indicator, "zh")
        assert describe(pack, indicator, "en")
        for example in indicator.examples:
            assert example_tables(pack, indicator, example)
            assert example_as_of(pack, example)
