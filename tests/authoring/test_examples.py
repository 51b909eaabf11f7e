"""Worked examples as typed tables."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from checker.authoring.examples import example_tables
from checker.definitions.examples import cell_of, example_as_of, example_period
from checker.definitions.load import available_packs, load_pack
from checker.definitions.packs import Pack
from checker.definitions.worked import Example
from checker.model.workbook import BLANK, INVALID, VALID
from checker.tables.columns import Column
from tests.definitions.small_pack import SMALL, write_small

LABELS = {"zh": "列", "en": "Column"}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(SMALL / "demo")


@pytest.mark.parametrize(
    ("column", "raw", "cell"),
    [
        ({"type": "percent"}, "98%", (Fraction(49, 50), VALID)),
        ({"type": "percent"}, 1, (Fraction(1), VALID)),
        ({"type": "decimal"}, "1/3", (Fraction(1, 3), VALID)),
        ({"type": "decimal"}, "12.5", (Fraction(25, 2), VALID)),
        ({"type": "integer"}, 4, (Fraction(4), VALID)),
        ({"type": "integer"}, "4.5", None),
        ({"type": "decimal", "minimum": 0, "maximum": 8}, 8, (Fraction(8), VALID)),
        ({"type": "decimal", "minimum": 0, "maximum": 8}, 9, None),
        ({"type": "decimal"}, True, None),
        ({"type": "boolean"}, True, (True, VALID)),
        ({"type": "boolean"}, "yes", None),
        ({"type": "boolean"}, None, (None, BLANK)),
        ({"type": "boolean", "blank_means": False}, None, (False, VALID)),
        ({"type": "boolean", "blank_means": False}, "invalid", (None, INVALID)),
        ({"type": "date"}, date(2022, 3, 1), (date(2022, 3, 1), VALID)),
        ({"type": "date"}, "2022-03-01", None),
        ({"type": "text"}, "x", ("x", VALID)),
        ({"type": "text"}, 12, ("12", VALID)),
        ({"type": "text", "pattern": "[0-9]+"}, "x1", None),
        ({"type": "id"}, 110101199001010010, ("110101199001010010", VALID)),
        ({"type": "choice", "choices": {"a": {"zh": "甲", "en": "A"}}}, "a", ("a", VALID)),
        ({"type": "choice", "choices": {"a": {"zh": "甲", "en": "A"}}}, "甲", None),
        ({"type": "choice", "choices": {"a": {"zh": "甲", "en": "A"}}}, "invalid", (None, INVALID)),
    ],
)
def test_one_cell(column: dict[str, object], raw: object, cell: object) -> None:
    assert cell_of(Column.model_validate({"header": LABELS, **column}), raw) == cell


def test_tables_keep_the_contract(pack: Pack) -> None:
    indicator = pack.indicators["hours"]
    tables = example_tables(pack, indicator, indicator.examples[1])
    assert list(tables) == ["officers", "training"]
    training = tables["training"]
    assert training.id == "training"
    assert training.located is None
    assert list(training.frame.index) == [1]
    assert list(training.frame.columns) == list(pack.tables["training"].columns)
    assert training.frame["held_on"].dtype == np.dtype("datetime64[s]")
    assert training.frame.at[1, "held_on"] == pd.Timestamp(2022, 2, 1)
    assert training.frame["hours"].dtype == object
    assert training.frame.at[1, "hours"] == Fraction(119, 2)
    assert training.frame.at[1, "share"] == Fraction(49, 50)
    assert training.frame.at[1, "officer_id"] == "1"
    assert {name: state.tolist() for name, state in training.state.items()} == {
        "officer_id": [VALID],
        "held_on": [VALID],
        "hours": [VALID],
        "share": [VALID],
    }
    assert all(state.dtype == np.int8 for state in training.state.values())
    officers = tables["officers"]
    assert pd.isna(officers.frame.at[1, "from_on"])
    assert officers.frame["from_on"].dtype == np.dtype("datetime64[s]")
    assert officers.state["from_on"].tolist() == [BLANK]


def test_a_table_without_rows_is_empty_and_typed(pack: Pack) -> None:
    indicator = pack.indicators["hours"]
    training = example_tables(pack, indicator, indicator.examples[2])["training"]
    assert len(training.frame) == 0
    assert training.frame["held_on"].dtype == np.dtype("datetime64[s]")
    assert training.frame["hours"].dtype == object
    assert training.state["hours"].dtype == np.int8


def test_blank_invalid_and_meant_cells(pack: Pack) -> None:
    indicator = pack.indicators["appearance"]
    cases = example_tables(pack, indicator, indicator.examples[2])["cases"]
    assert cases.state["category"].tolist() == [INVALID]
    assert cases.frame.at[1, "category"] is None
    assert cases.state["case_no"].tolist() == [BLANK]
    assert cases.state["won"].tolist() == [VALID]
    assert cases.frame.at[1, "won"] is False
    assert cases.frame.at[1, "head_appeared"] is True


def test_periods_and_days(pack: Pack) -> None:
    plain, dated, open_year = pack.indicators["plan"].examples[0], pack.indicators["plan"].examples[1], None
    assert example_period(pack, plain).label == "2022Q4"
    assert example_as_of(pack, plain) == date(2022, 12, 31)
    assert example_as_of(pack, dated) == date(2023, 1, 1)
    open_year = pack.indicators["reviews"].examples[2]
    assert example_period(pack, open_year).label == "2022Q1"
    assert example_as_of(pack, open_year) == date(2022, 3, 31)


def test_a_plan_of_one_year_has_its_examples_in_that_year(tmp_path: Path) -> None:
    folder = write_small(tmp_path, change={"demo/pack.yaml": {"ends: 2025-12-31": "ends: 2021-12-31"}})
    example = Example.model_validate({"rows": {}, "expect": {}})
    assert example_period(load_pack(folder), example).label == "2021Q4"


@pytest.mark.parametrize("name", available_packs())
def test_every_built_in_example_can_be_built(name: str) -> None:
    pack = load_pack(name)
    for indicator in pack.indicators.values():
        for example in indicator.examples:
            tables = example_tables(pack, indicator, example)
            assert {table: len(typed.frame) for table, typed in tables.items()} == {
                table: len(example.rows.get(table, ())) for table in indicator.asked.tables()
            }
