"""Keeps every row of a submission for a ledger, with how each indicator counted it and which codes flag it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from checker.flags.traces import TracedRows
from checker.model import Flag, Measured, Result, Rows, Shown
from checker.model.records import Role, TableRecord
from checker.model.workbook import BLANK, INVALID
from checker.privacy.masking import mask_value
from checker.tables.rows.places import cell_text, key_text, show_cell
from checker.text.bilingual import Text

Cell = str | bool | None


def record_tables(
    tables: Mapping[str, TracedRows], results: Sequence[Result], flags: Sequence[Flag]
) -> tuple[TableRecord, ...]:
    """Records the rows of every table that has some."""
    flagged: defaultdict[str, defaultdict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for flag in flags:
        if flag.place.row:
            flagged[flag.place.table][flag.code.id].add(flag.place.row)
    counted: defaultdict[str, dict[str, dict[str, tuple[int, ...]]]] = defaultdict(dict)
    for result in results:
        for table, roles in roles_of(result.measured).items():
            counted[table][result.indicator] = roles
    return tuple(
        _record(rows, counted[name], {code: tuple(sorted(found)) for code, found in flagged[name].items()})
        for name, rows in tables.items()
        if rows.positions
    )


def roles_of(measured: Measured) -> dict[str, dict[str, tuple[int, ...]]]:
    """Says how a measure counted its rows: row numbers by table and role. No row has two roles."""
    found: dict[str, dict[int, Role]] = defaultdict(dict)
    for rows, role in _roles(measured):
        for number in rows.numbers:
            found[rows.table].setdefault(number, role)
    by_role: dict[str, dict[str, tuple[int, ...]]] = {}
    for table, numbers in found.items():
        grouped: dict[str, list[int]] = defaultdict(list)
        for number, role in sorted(numbers.items()):
            grouped[role.value].append(number)
        by_role[table] = {role: tuple(each) for role, each in grouped.items()}
    return by_role


def _roles(measured: Measured) -> Iterator[tuple[Rows, Role]]:
    """Yields rows with their roles; where a row comes twice, the first role is meant."""
    yield measured.pending_rows, Role.PENDING
    yield measured.excluded_rows, Role.EXCLUDED
    yield measured.unknown_rows, Role.UNKNOWN
    yield measured.failure_rows, Role.FAILURE
    yield measured.numerator_rows, Role.NUMERATOR
    for member in measured.members:
        yield member.doubts, Role.UNKNOWN
        yield member.rows, Role.COUNTED
    for part in measured.parts:
        for rows, role in _roles(part):
            yield rows, Role.COUNTED if role in (Role.NUMERATOR, Role.FAILURE) else role


def _record(
    traced: TracedRows, counted: Mapping[str, Mapping[str, tuple[int, ...]]], flagged: Mapping[str, tuple[int, ...]]
) -> TableRecord:
    typed, table = traced.typed, traced.table
    rows, positions = tuple(traced.positions), range(len(traced.positions))
    refused = {name: np.flatnonzero(states == INVALID).tolist() for name, states in typed.state.items()}
    return TableRecord(
        table=table.id,
        key=tuple(table.key),
        rows=rows,
        shown=tuple(traced.mask(key) for key in _shown_keys(traced)),
        forms=tuple(traced.keys),
        known=tuple(traced.known(each, "") for each in positions),
        digests=tuple(traced.digest(each, "") for each in positions),
        hidden=tuple(traced.hidden_key(each) for each in positions),
        secrets=tuple(traced.secret(each) for each in positions),
        personal=tuple(traced.personal),
        cells={name: tuple(_cells(traced, name, refused.get(name, []))) for name in table.columns},
        refused={name: tuple(rows[each] for each in found) for name, found in refused.items() if found},
        counted=counted,
        flagged=flagged,
    )


def _shown_keys(traced: TracedRows) -> Iterator[str]:
    columns = [traced.typed.frame[name].tolist() for name in traced.table.key]
    if not columns:
        return iter([""] * len(traced.positions))
    return (key_text(values) for values in zip(*columns, strict=True))


def _cells(traced: TracedRows, name: str, refused: Sequence[int]) -> Iterator[Cell]:
    """Yields the cells of a column: what was read, or what the sheet shows where that could not be accepted."""
    typed, column = traced.typed, traced.table.columns[name]
    values, states = typed.frame[name].tolist(), typed.state[name].tolist()
    rows = list(traced.positions)
    odd = {each: show_cell(typed, traced.table, rows[each], name).text for each in refused}
    for position, (value, state) in enumerate(zip(values, states, strict=True)):
        if state == BLANK:
            yield None
        elif isinstance(value, bool):
            yield value
        else:
            text = odd[position] if position in odd else cell_text(value)
            plain = text.en if isinstance(text, Text) else text
            if name in traced.personal:
                yield mask_value(Shown(plain, column.personal), "en") or None
            else:
                yield (traced.mask(plain) if column.kind == "text" or position in odd else plain) or None
