"""Converts the raw cells of a located table into exact typed columns.

Any usual spelling of a value is accepted. A cell whose meaning is unclear becomes a flag, never a guess. One module
per family of column types reads single cells; this one reads whole columns and turns refusals into flags.
"""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from datetime import date, datetime, time
from itertools import repeat
from typing import Any, TypeGuard, cast

import numpy as np
import pandas as pd

from checker.convert.cells import Cell, PercentCell, Reader, Refusal, Value, spell
from checker.convert.readers import reader_of
from checker.convert.times import flag_times, times_of
from checker.convert.unread import flag_column
from checker.convert.words import refuse_ditto, refuse_several, without_text_mark
from checker.frozen import dataclass
from checker.model import Flag, Shown, flag
from checker.model.workbook import BLANK, INVALID, VALID, Located, TypedTable
from checker.tables.derived import ends_of
from checker.tables.rows.derived import derive
from checker.tables.rows.places import key_text, place_of, record_of
from checker.tables.table import Column, Table

_EPOCH = date(1970, 1, 1).toordinal()
_NO_DAY = np.iinfo(np.int64).min  # how numpy stores NaT
#: How many days later a 1904 workbook starts to count.
_FROM_1904 = 1462


@dataclass(frozen=True)
class _Read:
    """One column: the values (or None) and states along the rows; by position, refused cells and dropped times."""

    values: list[Value | None]
    state: np.ndarray[Any, np.dtype[np.int8]]
    refused: list[tuple[int, Cell, Refusal]]
    times: dict[int, time] = field(default_factory=dict)


def convert(located: Located, table: Table) -> tuple[TypedTable, tuple[Flag, ...]]:
    """Converts the cells of a located table, whose fields are columns of `table`.

    Returns:
        The typed table with every column that the definition has; and at most one flag per cell that can't be read,
        by row and column, before those about times of day. A column that the sheet lacks is blank, or INVALID if it is
        required. A cell that can't be read is missing from the frame and its state is INVALID.
    """
    percent = {column for _, column in located.sheet.percent_cells} if located.sheet.formats_known else set[int]()
    naming = {*table.key, *table.references}
    columns = {
        name: _read_column(located, name, table, percent, naming=name in naming, key=name in table.key)
        for name, column in table.as_submitted.columns.items()
    }
    columns |= {name: _derive(column, columns) for name, column in table.derived.items()}
    columns = {name: columns[name] for name in table.columns}
    ignored = [
        flag_column(located, name, [refusal for *_, refusal in columns[name].refused])
        for name in table.columns
        if name in table.unasked and columns[name].refused
    ]
    columns |= {name: _keep_readable(columns[name]) for name in table.unasked}
    typed = TypedTable(
        table.id,
        _frame(located.rows, table, columns),
        {name: read.state for name, read in columns.items()},
        _with_computed(located, table),
        key_form=table.key_form,
        references=table.references,
    )
    times = {name: read.times for name, read in columns.items() if read.times}
    return typed, (*_flags(typed, table, columns), *flag_times(typed, table, times), *ignored)


def _with_computed(located: Located, table: Table) -> Located:
    """Counts what is computed from columns that the sheet lacks among these: one flag speaks for all of it."""
    lost = [name for name, column in table.derived.items() if not located.unread.isdisjoint((column.start, column.end))]
    return replace(located, unread=located.unread.union(lost)) if lost else located


def convert_nothing(table: Table) -> TypedTable:
    """Makes the typed table of a sheet that a department may leave out: every column, and no row."""
    columns = {name: _Read([], np.zeros(0, np.int8), []) for name in table.columns}
    frame = _frame([], table, columns)
    states = {name: read.state for name, read in columns.items()}
    return TypedTable(table.id, frame, states, key_form=table.key_form, references=table.references)


def _read_column(located: Located, name: str, table: Table, percent: set[int], *, naming: bool, key: bool) -> _Read:
    """Reads one column; `naming`: its cells say which record a row is or refers to; `key`: the former."""
    column = table.columns[name]
    filling = None if column.blank_means is None else column.cell_value(column.blank_means)
    if name not in located.columns:
        # Without the column, cells are INVALID if a flag about the sheet says so.
        state = INVALID if name in located.unread else BLANK if filling is None else VALID
        count = len(located.rows)
        return _Read([None if state == INVALID else filling] * count, np.full(count, state, np.int8), [])
    at = located.columns[name] - 1
    cells: list[Cell] = [*located.sheet.column(located.rows, at + 1)]
    if at + 1 in percent:
        shown = located.sheet.percent_cells
        cells = [
            PercentCell(raw) if _is_number(raw) and (row, at + 1) in shown else raw
            for row, raw in zip(located.rows, cells, strict=True)
        ]
    if column.kind in ("text", "choice", "boolean") and located.sheet.shown:
        shows = located.sheet.shown
        as_shown = [
            raw if isinstance(raw, date) else shows.get((row, at + 1), raw)
            for row, raw in zip(located.rows, cells, strict=True)
        ]
        # Of a choice only words count, as in [=1]"是";[=2]"否"; a number with its unit is still that number.
        cells = as_shown if column.kind == "text" else list(map(_word_or_cell, as_shown, cells))
    if column.type == "datetime" and located.sheet.shown:
        # A day whose format shows a time is midnight; one without a time is only a day.
        shows = located.sheet.shown
        cells = [
            datetime.combine(raw, time()) if type(raw) is date and (row, at + 1) in shows else raw
            for row, raw in zip(located.rows, cells, strict=True)
        ]
    if column.kind == "date" and located.sheet.date_1904:
        # The usual count of days is larger; a number that spells a date (20240305) stays.
        cells = [raw + _FROM_1904 if _is_number(raw) and 0 <= raw < 100_000 else raw for raw in cells]
    read = reader_of(table, name, located.headers.get(name, ""))
    read = refuse_several(read, table.locales) if key and column.kind == "text" else read
    found = _read_cells(cells, refuse_ditto(without_text_mark(read), table.locales) if naming else read, filling)
    return replace(found, times=times_of(cells, table.locales)) if column.type == "date" else found


def _derive(column: Column, columns: dict[str, _Read]) -> _Read:
    """Computes a length of time from two columns."""
    starts, ends = ((_seconds(columns[end].values), columns[end].state) for end in ends_of(column))
    return _Read(*derive(column, starts, ends), [])


def _keep_readable(read: _Read) -> _Read:
    """A column that the pack doesn't ask for, without what can't be read: nobody needs to correct that."""
    state = read.state.copy()
    state[state == INVALID] = BLANK
    return _Read(read.values, state, [])


def _word_or_cell(shown: Cell, cell: Cell) -> Cell:
    return shown if isinstance(shown, str) and not any(map(str.isdigit, shown)) else cell


def _is_number(raw: Cell) -> TypeGuard[int | float]:
    return isinstance(raw, (int, float)) and not isinstance(raw, bool)


def _read_cells(cells: list[Cell], read: Reader, filling: Value | None) -> _Read:
    """Reads every distinct cell once, but for texts that are their own values: in many columns, these are all."""
    keys = _distinguishable(cells)
    distinct: dict[object, Cell] = dict(zip(keys, cells, strict=True))
    others = {key: raw for key, raw in distinct.items() if type(raw) is not str or not read.keeps(raw)}
    if not others and len(distinct) == len(cells):
        return _Read(cast("list[Value | None]", cells), np.full(len(cells), VALID, np.int8), [])
    values = cast("dict[object, Value | None]", distinct)
    states: dict[object, int] = {}
    refusals: dict[object, Refusal] = {}
    for key, raw in others.items():
        outcome = read(raw)
        if isinstance(outcome, Refusal):
            values[key], states[key], refusals[key] = None, INVALID, outcome
        else:
            values[key] = filling if outcome is None else outcome
            states[key] = BLANK if values[key] is None else VALID
    state = np.fromiter(map(states.get, keys, repeat(VALID)), np.int8, len(keys))
    positions = np.flatnonzero(state == INVALID).tolist() if refusals else []
    refused = [(position, cells[position], refusals[keys[position]]) for position in positions]
    return _Read(list(map(values.__getitem__, keys)), state, refused)


def _distinguishable(cells: list[Cell]) -> Sequence[Any]:
    """Keys that differ for different cells: in Python, 1, 1.0 and True are equal."""
    numeric = {int, float, bool} & set(map(type, cells))
    return cells if len(numeric) < 2 else list(zip(map(type, cells), cells, strict=True))


def _frame(numbers: Iterable[int], table: Table, columns: dict[str, _Read]) -> pd.DataFrame:
    index = pd.Index(list(numbers), dtype="int64")
    series = {}
    for name, read in columns.items():
        if table.columns[name].kind == "date":
            timed = table.columns[name].is_timed
            moments = _seconds(read.values) if timed else _days(read.values).astype("datetime64[s]")
            series[name] = pd.Series(moments, index=index, copy=False)
        else:  # without a dtype, pandas would use its own type for strings
            series[name] = pd.Series(np.array(read.values, dtype=object), index=index, dtype=object, copy=False)
    return pd.DataFrame(series, index=index, copy=False)


def _days(values: list[Value | None]) -> np.ndarray[Any, Any]:
    """Dates as numpy counts days."""
    counts = {value: _NO_DAY if value is None else cast("date", value).toordinal() - _EPOCH for value in set(values)}
    return np.array(list(map(counts.__getitem__, values)), dtype=np.int64).view("datetime64[D]")


def _seconds(values: list[Value | None]) -> np.ndarray[Any, Any]:
    """Moments as numpy counts seconds."""
    counts = {
        value: _NO_DAY if value is None else calendar.timegm(cast("datetime", value).timetuple())
        for value in set(values)
    }
    return np.array(list(map(counts.__getitem__, values)), dtype=np.int64).view("datetime64[s]")


def _flags(typed: TypedTable, table: Table, columns: dict[str, _Read]) -> tuple[Flag, ...]:
    located = typed.located
    assert located is not None
    refusals = [
        (position, located.columns[name], name, raw, refusal)
        for name, read in columns.items()
        for position, raw, refusal in read.refused
    ]
    refusals.sort(key=lambda each: each[:2])
    keys = [columns[name].values for name in table.key]
    flags = []
    for position, _, name, raw, refusal in refusals:
        row = located.rows[position]
        place = place_of(typed, table, row, name, key_text(values[position] for values in keys))
        personal = table.columns[name].personal
        seen = Shown(spell(raw), personal)
        record = record_of(typed, row)
        others: dict[str, Any] = {name: Shown(value, personal) for name, value in refusal.values}
        flags.append(
            flag(refusal.code, place, observed=seen, expected=refusal.expected, record=record, seen=seen, **others)
        )
    return tuple(flags)
