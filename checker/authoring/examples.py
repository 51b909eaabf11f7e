"""Runs the worked examples of indicators and compares the results with the expected ones."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd

from checker.definitions.examples import Cell, cell_of, example_as_of, example_period
from checker.definitions.indexes import parts_of
from checker.definitions.indicators import Indicator
from checker.definitions.packs import Pack, RosterEntry
from checker.definitions.task import Task
from checker.definitions.variants import DISTRICT
from checker.definitions.worked import Example, Expectation
from checker.engine.indicator import judge_indicator
from checker.flags.against import rows_against
from checker.frozen import dataclass
from checker.model import Result
from checker.model.workbook import Submission, TypedTable
from checker.tables.columns import Column
from checker.tables.derived import ends_of
from checker.tables.rows.copies import merge_copies
from checker.tables.rows.derived import derive
from checker.tables.table import Table
from checker.text.bilingual import Text
from checker.text.normalize import number_text


@dataclass(frozen=True)
class ExampleOutcome:
    """One example, and how its result differs from the expected one."""

    indicator: str
    number: int
    name: Text
    differences: tuple[Text, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing differs."""
        return not self.differences


def run_examples(pack: Pack, indicators: Iterable[str] = ()) -> tuple[ExampleOutcome, ...]:
    """Runs the examples of the given indicators, or of all indicators of a pack."""
    chosen = set(indicators) or set(pack.indicators)
    return tuple(
        ExampleOutcome(
            indicator.id,
            number,
            example.name.text if example.name else Text(str(number), str(number)),
            find_differences(pack, own_indicator(pack, indicator, example), example),
        )
        for indicator in pack.indicators.values()
        if indicator.id in chosen
        for number, example in enumerate(indicator.examples, start=1)
    )


def example_entry(pack: Pack, indicator: Indicator, example: Example) -> RosterEntry:
    """The department that an example is judged as: the one that it names, or the first one that is judged."""
    judging = pack.judged(indicator)
    entries = [each for each in pack.roster.departments if each.code in judging] or list(pack.roster.departments)
    named = (each for each in entries if example.department in (each.code, *each.name.all))
    return next(named, entries[0])


def own_indicator(pack: Pack, indicator: Indicator, example: Example) -> Indicator:
    """The indicator with the values of the example's department."""
    code = DISTRICT if indicator.level == "district" else example_entry(pack, indicator, example).code
    window = indicator.window(example_period(pack, example), pack.plan)
    return pack.own(indicator.id, code, min(example_as_of(pack, example), window.end))


def judge_example(pack: Pack, indicator: Indicator, example: Example) -> Result:
    """Judges an example's rows as one department's submission; a table that it does not mention has no rows."""
    task = Task(pack, example_period(pack, example), example_as_of(pack, example))
    submission = example_submission(pack, indicator, example)
    entry = example_entry(pack, indicator, example)
    earlier = example.earlier(indicator.measure.kind)
    history = {} if earlier is None else {(entry.code, indicator.id): earlier}
    # Whoever the parts of an index judge, the rows of the example are theirs.
    parts = {
        part.indicator: judge_example(pack, pack.indicators[part.indicator], example) for part in parts_of(indicator)
    }
    return judge_indicator(indicator, merge_copies(submission, pack.tables), entry, task, history, parts)


def example_submission(pack: Pack, indicator: Indicator, example: Example) -> Submission:
    """The tables of an example; one without rows is declared nil if it may be, unless the example says `silent`."""
    tables = example_tables(pack, indicator, example)
    nil = {
        name
        for name, typed in tables.items()
        if typed.frame.empty and pack.tables[name].nil is not None and example.rows.get(name) != "silent"
    }
    return Submission(tables, nil=frozenset(nil))


def example_tables(pack: Pack, indicator: Indicator, example: Example) -> dict[str, TypedTable]:
    """The rows of an example as typed tables, one for every table that the indicator reads.

    Rows are numbered from 1 within each table; that number is the frame's index.
    """
    return {name: _typed(pack.tables[name], example.rows_of(name)) for name in indicator.asked.tables()}


def _typed(table: Table, rows: Iterable[Mapping[str, Any]]) -> TypedTable:
    given = list(rows)
    index = pd.RangeIndex(1, len(given) + 1)
    columns: dict[str, pd.Series[Any]] = {}
    state = {}
    for name, column in table.columns.items():
        cells = [_cell(column, row.get(name)) for row in given]
        values = [value for value, _ in cells]
        if column.kind == "date":
            columns[name] = pd.Series(np.array(values, dtype="datetime64[s]"), index=index)
        else:
            columns[name] = pd.Series(values, index=index, dtype=object)
        state[name] = np.array([each for _, each in cells], dtype=np.int8)
    for name, column in table.derived.items():
        starts, ends = ((columns[end].to_numpy(), state[end]) for end in ends_of(column))
        values, state[name] = derive(column, starts, ends)
        columns[name] = pd.Series(values, index=index, dtype=object)
    frame = pd.DataFrame(columns, index=index)
    return TypedTable(table.id, frame, state, key_form=table.key_form, references=table.references)


def _cell(column: Column, raw: object) -> Cell:
    cell = cell_of(column, raw)
    assert cell is not None, "the loader refuses values that the column can't hold"
    return cell


def find_differences(pack: Pack, indicator: Indicator, example: Example) -> tuple[Text, ...]:
    """Judges an example and says what differs from what it expects."""
    result = judge_example(pack, indicator, example)
    found = {
        "numerator": result.numerator,
        "denominator": result.denominator,
        "value": result.value,
        "lower": result.lower,
        "upper": result.upper,
        "excluded": result.excluded,
        "unknown": result.unknown,
        "status": result.status,
        "needed": result.needed.count if result.needed else None,
        "reachable": result.reachable,
        "flagged": tuple(sorted(rows_against(result)[0].numbers)),
        "undecided": tuple(sorted(result.measured.unknown_rows.numbers)),
        "pending": tuple(sorted(result.measured.pending_rows.numbers)),
    }
    expected = ((name, getattr(example.expect, name)) for name in Expectation.model_fields)
    return tuple(
        Text(
            f"{name}：应为 {_show(value).zh}，实际为 {_show(found[name]).zh}",
            f"{name}: {_show(value).en} expected, {_show(found[name]).en} found",
        )
        for name, value in expected
        if value is not None and value != found[name]
    )


def _show(value: object) -> Text:
    if value is None:
        return Text("无", "none")
    shown = number_text(value) if isinstance(value, Fraction) else str(value)
    return Text(shown, shown)
