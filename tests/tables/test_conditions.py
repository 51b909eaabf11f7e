"""Three-valued evaluation against every value that an unreadable cell could have had."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest
from chinese_calendar import is_workday
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model.workbook import BLANK, INVALID, VALID, TypedTable
from checker.periods import Window
from checker.tables.conditions import read_condition
from checker.tables.rows.conditions import evaluate
from checker.tables.rows.context import Context
from checker.tables.table import Table

TABLE = Table.model_validate(
    {
        "id": "things",
        "sheet": {"zh": "事项", "en": "Things"},
        "columns": {
            "flag": {"header": {"zh": "是否", "en": "Flag"}, "type": "boolean"},
            "kind": {
                "header": {"zh": "类别", "en": "Kind"},
                "type": "choice",
                "choices": {"a": {"zh": "甲", "en": "A"}, "b": {"zh": "乙", "en": "B"}},
            },
            "size": {"header": {"zh": "数量", "en": "Size"}, "type": "integer"},
            "first": {"header": {"zh": "起", "en": "First"}, "type": "date"},
            "last": {"header": {"zh": "止", "en": "Last"}, "type": "date"},
        },
    }
)
DAYS = (date(2022, 9, 28), date(2022, 10, 3), date(2022, 10, 9))
DOMAIN: dict[str, tuple[Any, ...]] = {
    "flag": (True, False),
    "kind": ("a", "b"),
    "size": (1, 2, 3, 2021, 2022, 2023),
    "first": DAYS,
    "last": DAYS,
}
AS_OF = date(2022, 10, 4)
WINDOW = Window(date(2022, 9, 28), date(2022, 10, 9))
CONTEXT = Context(AS_OF, WINDOW)


def typed_of(rows: list[dict[str, tuple[int, Any]]]) -> TypedTable:
    """Rows as {column: (state, value)}."""
    columns, states = {}, {}
    for name, column in TABLE.columns.items():
        values = [row[name][1] if row[name][0] == VALID else None for row in rows]
        if column.type == "date":
            columns[name] = pd.Series(pd.to_datetime(values).astype("datetime64[s]"))
        elif column.type == "integer":
            columns[name] = pd.Series([None if v is None else Fraction(v) for v in values], dtype=object)
        else:
            columns[name] = pd.Series(values, dtype=object)
        states[name] = np.array([row[name][0] for row in rows], dtype=np.int8)
    frame = pd.DataFrame(columns)
    frame.index = pd.RangeIndex(5, 5 + len(rows))
    return TypedTable("things", frame, states)


rows = st.fixed_dictionaries(
    {
        name: st.tuples(st.sampled_from([VALID, VALID, BLANK, INVALID]), st.sampled_from(values))
        for name, values in DOMAIN.items()
    }
)
leaves = st.one_of(
    st.sampled_from(
        [
            {"flag": True},
            {"flag": False},
            {"kind": "a"},
            {"kind": ["a", "b"]},
            {"kind": {"not": "a"}},
            {"size": 2},
            {"size": {"at_least": 2}},
            {"size": {"above": 1, "below": 3}},
            {"first": "present"},
            {"last": "absent"},
            {"flag": "absent"},
            {"first": {"at_most": {"column": "last"}}},
            {"last": {"within": {"days": 5, "of": "first"}}},
            {"last": {"within": {"workdays": 1, "of": "first"}}},
            {"as_of": {"within": {"days": 4, "of": "first"}}},
            {"as_of": {"within": {"days": 2, "of": ["last", "first"]}}},
            {"first": {"at_least": DAYS[1]}},
            {"size": {"window": -1}},
            {"size": [1, {"window": 1}]},
            {"size": {"at_least": {"window": 0}}},
            {"first": {"window": "start"}},
            {"last": {"not": {"window": "end"}}},
            {"last": {"at_least": {"window": "end", "days": -42}}},
            {"first": {"above": {"window": "start", "days": 10}}},
            {"last": {"above": {"window": "start"}, "at_most": {"window": "end"}}},
            {"as_of": {"below": {"window": "end"}}},
        ]
    )
)
conditions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda part: {"not": part}, inner),
    ),
    max_leaves=5,
)


def plain(asked: dict[str, Any], values: dict[str, Any], filled: dict[str, bool]) -> bool:
    """A second, simpler reading of a condition: two-valued, over one row whose every value is known."""
    answers = []
    for name, what in asked.items():
        if name in ("all", "any"):
            parts = [plain(part, values, filled) for part in what]
            answers.append(all(parts) if name == "all" else any(parts))
        elif name == "not":
            answers.append(not plain(what, values, filled))
        elif what in ("present", "absent"):
            answers.append(filled[name] == (what == "present"))
        else:
            value = AS_OF if name == "as_of" else values[name]
            if isinstance(what, dict) and "window" not in what:
                answers += [operation(op, value, how, values, filled) for op, how in what.items()]
            else:
                answers.append(value in [relative(each) for each in (what if isinstance(what, list) else [what])])
    return all(answers)


def relative(asked: Any) -> Any:
    """The day or the year that stands for a value relative to the window."""
    if not isinstance(asked, dict):
        return asked
    point = asked["window"]
    if isinstance(point, int):
        return WINDOW.start.year + point
    return {"start": WINDOW.start, "end": WINDOW.end}[point] + timedelta(days=asked.get("days", 0))


def operation(op: str, value: Any, asked: Any, values: dict[str, Any], filled: dict[str, bool]) -> bool:
    if op == "within":
        of = asked["of"] if isinstance(asked["of"], list) else [asked["of"]]
        start = values[next((name for name in of if filled[name]), of[-1])]
        if value < start:
            return False
        deadline, left = start, asked.get("days", asked.get("workdays"))
        while left:
            deadline += timedelta(days=1)
            left -= "days" in asked or is_workday(deadline)
        return value <= deadline
    if isinstance(asked, dict) and "column" in asked:
        asked = values[asked["column"]]
    asked = relative(asked)
    return {
        "not": lambda: value != asked,
        "at_least": lambda: value >= asked,
        "at_most": lambda: value <= asked,
        "above": lambda: value > asked,
        "below": lambda: value < asked,
    }[op]()


@settings(max_examples=300, deadline=None)
@given(conditions, st.lists(rows, min_size=1, max_size=3))
def test_a_definite_answer_holds_whatever_the_unreadable_cells_held(
    asked: dict[str, Any], drawn: list[dict[str, tuple[int, Any]]]
) -> None:
    truth = evaluate(read_condition(asked, TABLE.columns, windowed=True), typed_of(drawn), CONTEXT)
    for index, row in enumerate(drawn):
        assert not (truth.yes[index] and truth.unknown[index])
        doubtful = [name for name, (state, _) in row.items() if state != VALID]
        unreadable = [name for name, (state, _) in row.items() if state == INVALID]
        outcomes = set()
        for guess in product(*(DOMAIN[name] for name in doubtful)):
            for presence in product((True, False), repeat=len(unreadable)):
                values = {name: value for name, (_, value) in row.items()} | dict(zip(doubtful, guess, strict=True))
                filled = {name: state == VALID for name, (state, _) in row.items()}
                filled |= dict(zip(unreadable, presence, strict=True))
                outcomes.add(plain(asked, values, filled))
        if not truth.unknown[index]:
            assert outcomes == {bool(truth.yes[index])}
        if not doubtful:
            assert not truth.unknown[index]


@pytest.mark.parametrize(
    ("limit", "replied", "extended", "paused", "expected"),
    [
        # received on Friday 2022-09-09: the 12th (Mid-Autumn) and 1 to 7 October do not count, the 8th and 9th do
        (20, date(2022, 10, 13), False, None, True),
        (20, date(2022, 10, 14), False, None, False),
        (20, date(2022, 10, 15), True, None, True),  # a Saturday, within the extension
        (19, date(2022, 10, 12), False, None, True),
        (5, date(2022, 9, 17), False, None, True),  # a Saturday after the 4th working day
        (4, date(2022, 9, 17), False, None, False),  # the same Saturday, the day after the last day
        (20, date(2022, 10, 14), True, None, True),
        (20, date(2022, 10, 18), False, (date(2022, 9, 13), date(2022, 9, 16)), True),
        (20, date(2022, 10, 19), False, (date(2022, 9, 13), date(2022, 9, 16)), False),
        (20, date(2022, 9, 8), False, None, False),  # before it was received
    ],
)
def test_working_days_with_extension_and_pause(
    limit: int, replied: date, extended: bool, paused: tuple[date, date] | None, expected: bool
) -> None:
    table = Table.model_validate(
        {
            "id": "letters",
            "sheet": {"zh": "来信", "en": "Letters"},
            "columns": {
                **{
                    name: {"header": {"zh": name, "en": name}, "type": "date"}
                    for name in ("received", "replied", "asked", "answered")
                },
                "extended": {"header": {"zh": "延期", "en": "Extended"}, "type": "boolean"},
            },
        }
    )
    values = {
        "received": date(2022, 9, 9),
        "replied": replied,
        "asked": paused and paused[0],
        "answered": paused and paused[1],
    }
    frame = pd.DataFrame({name: pd.to_datetime([value]).astype("datetime64[s]") for name, value in values.items()})
    frame["extended"] = pd.Series([extended], dtype=object)
    state = {name: np.array([BLANK if value is None else VALID], dtype=np.int8) for name, value in values.items()}
    typed = TypedTable("letters", frame, state | {"extended": np.array([VALID], dtype=np.int8)})
    asked = {
        "replied": {
            "within": {
                "workdays": limit,
                "of": "received",
                "extended_by": {"workdays": 20, "when": {"extended": True}},
                "paused": [{"from": "asked", "to": "answered"}],
            }
        }
    }
    truth = evaluate(read_condition(asked, table.columns), typed, Context(date(2022, 12, 31)))
    assert (bool(truth.yes[0]), bool(truth.unknown[0])) == (expected, False)
