"""Says of each flag on a row how the row can be recognised in a later workbook, wherever it is sorted to by then.

A key singles out a row if no other row has it, also after masking. Otherwise the row's other cells must do, and where
two rows agree in these too, no answer or decision on one of them may pass to the other.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property

from checker.model import Flag, Known
from checker.model.fingerprints import digest_row
from checker.model.workbook import INVALID, Submission, TypedTable
from checker.tables.rows.keys import key_forms
from checker.tables.rows.places import cell_text, show_cell
from checker.tables.table import Table
from checker.text.normalize import key_form

#: Masks a text of the workbook.
Mask = Callable[[str], str]

_NO_SECRET = ""


def trace_rows(
    flags: tuple[Flag, ...], submission: Submission, tables: Mapping[str, Table], mask: Mask
) -> tuple[Flag, ...]:
    """Adds to each flag on a row of a table how the row is recognised; the tables must still have all their rows."""
    rows = {name: _Rows(typed, tables[name], mask) for name, typed in submission.tables.items()}
    return tuple(_trace(flag, rows) for flag in flags)


def _trace(flag: Flag, tables: Mapping[str, "_Rows"]) -> Flag:
    place = flag.place
    rows = tables.get(place.table)
    if not place.row:
        return flag
    if rows is None or place.row not in rows.positions:
        return replace(flag, known=Known.NOT)
    position = rows.positions[place.row]
    return replace(
        flag,
        row_digest=rows.digest(position, place.field),
        known=rows.known(position, place.field),
        secret=rows.secret(position),
    )


class _Rows:
    """The rows of one table as they are recognised."""

    def __init__(self, typed: TypedTable, table: Table, mask: Mask) -> None:
        self._typed, self._table, self._mask = typed, table, mask
        self._digests: dict[tuple[int, str], str] = {}
        self._texts: dict[tuple[int, str], str] = {}
        self._grouped: dict[tuple[str, str], defaultdict[str, set[tuple[str, str]]]] = {}
        self.positions = {row: position for position, row in enumerate(typed.frame.index.tolist())}

    def known(self, position: int, field: str) -> Known:
        """How a row is recognised; its cell in `field` may change without making it another row."""
        key = self._keys[position]
        if key and self._counts[key] == 1:
            return Known.BY_KEY
        secret, alike = self.secret(position), self._alike(key, field)[self.digest(position, field)]
        if secret == _NO_SECRET:
            return Known.BY_ROW if len(alike) == 1 else Known.NOT
        return Known.BY_PERSON if sum(other == secret for _, other in alike) == 1 else Known.NOT

    def _alike(self, key: str, field: str) -> Mapping[str, set[tuple[str, str]]]:
        """The rows with one key by their digest; full copies, also in `field` and personal cells, are one."""
        if (key, field) not in self._grouped:
            groups = self._grouped[key, field] = defaultdict(set)
            for other in self._with_key[key]:
                groups[self.digest(other, field)].add((self.digest(other, ""), self.secret(other)))
        return self._grouped[key, field]

    def digest(self, position: int, field: str) -> str:
        """The digest of a row's cells in the columns that are neither personal nor `field`."""
        if (position, field) not in self._digests:
            cells = ((name, self._text(position, name)) for name in self._open if name != field)
            self._digests[position, field] = digest_row(cells)
        return self._digests[position, field]

    def secret(self, position: int) -> str:
        """The row's personal cells in plain, and its key if that shows personal data."""
        key = self._plain_keys[position]
        shown = key_form(self._mask(key)) == key_form(key)
        parts = ["" if shown else key, *(self._value(position, name) for name in self._personal)]
        return json.dumps(parts, ensure_ascii=False) if any(parts) else _NO_SECRET

    @cached_property
    def _personal(self) -> list[str]:
        return [name for name, column in self._table.columns.items() if column.personal not in (None, "text")]

    @cached_property
    def _open(self) -> list[str]:
        return [name for name in self._table.columns if name not in self._personal]

    @cached_property
    def _plain_keys(self) -> list[str]:
        return key_forms(self._typed, self._table.key) if self._table.key else [""] * len(self.positions)

    @cached_property
    def _keys(self) -> list[str]:
        """Each row's key as displayed; a blank one is ""."""
        masks = {key: key_form(self._mask(key)) for key in set(self._plain_keys) if key}
        return [masks.get(key, "") for key in self._plain_keys]

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(self._keys)

    @cached_property
    def _with_key(self) -> dict[str, list[int]]:
        groups: dict[str, list[int]] = {}
        for position, key in enumerate(self._keys):
            groups.setdefault(key, []).append(position)
        return groups

    @cached_property
    def _columns(self) -> dict[str, list[object]]:
        return {name: self._typed.frame[name].tolist() for name in self._table.columns}

    def _text(self, position: int, name: str) -> str:
        if (position, name) not in self._texts:
            text = self._value(position, name)
            self._texts[position, name] = (
                self._mask(text) if text and self._table.columns[name].kind == "text" else text
            )
        return self._texts[position, name]

    def _value(self, position: int, name: str) -> str:
        """A cell in the form in which equal cells are equal; a refused one as the sheet shows it, masked."""
        if self._typed.state[name][position] == INVALID:
            row = self._typed.frame.index[position]
            shown = show_cell(self._typed, self._table, int(row), name).text
            return self._mask(shown if isinstance(shown, str) else shown.en)
        value = self._columns[name][position]
        text = cell_text(value)
        return self._typed.form(name)(text if isinstance(text, str) else text.en)
