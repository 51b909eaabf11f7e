"""docs/conditions.md: every operator has an example, and every example is true and false of the rows it says."""

from __future__ import annotations

import re
from typing import Any, get_args

import pytest

from checker.model import Language
from checker.tables.conditions import RESERVED
from checker.tables.logic import AnyOf, Not
from checker.tables.operands import OPERATORS
from checker.tables.time_units import UNITS
from tests.project.conditions import answer, read, read_examples
from tests.project.readme import CONDITIONS
from tests.typed_rows import BAD

EXAMPLES = [each for group in read_examples()["groups"] for each in group["examples"]]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: str(each["condition"]))
def test_an_example_is_true_and_false_of_its_rows(example: dict[Any, Any]) -> None:
    condition = read(example)
    assert (answer(condition, example[True]), answer(condition, example[False])) == ("yes", "no")


@pytest.mark.parametrize("language", get_args(Language))
def test_every_operator_is_on_the_page(language: Language) -> None:
    text = CONDITIONS[language].read_text(encoding="utf-8")
    written = {word for code in re.findall(r"`([^`]+)`", text) for word in re.findall(r"\w+", code)}
    wanted = {
        *OPERATORS,
        *RESERVED,
        *UNITS,
        "not",
        "matches",
        "within",
        "present",
        "absent",
        "column",
        "window",
        "table",
    }
    wanted |= {"of", "extended_by", "paused", "working_day", "none", "where", "by"}
    assert wanted - {"parameter"} <= written


def test_what_is_certain_decides_and_the_rest_is_unknown() -> None:
    treated, urgent = {"outcome": "treated"}, {"urgent": True}
    conditions = {**treated, **urgent}, {"any": [treated, urgent]}, {"not": treated}
    both, either, denied = (read({"condition": each}) for each in conditions)
    assert isinstance(either, AnyOf) and isinstance(denied, Not)
    for cell in ({}, {"urgent": BAD}):
        assert answer(both, {"outcome": "referred", **cell}) == "no"
        assert answer(both, {"outcome": "treated", **cell}) == "unknown"
        assert answer(either, {"outcome": "treated", **cell}) == "yes"
        assert answer(either, {"outcome": "referred", **cell}) == "unknown"
    assert answer(denied, {}) == "unknown"
