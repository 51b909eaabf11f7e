"""Says of each flag on a row how the row can be recognised in a later workbook, wherever it is sorted to by then.

A key singles out a row if no other row has it, also after masking. Otherwise the row's other cells must do, and where
two rows agree in these too, no answer or decision on one of them may pass to the other.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property, partial

from checker.flags.row_cells import Mask, RowCells
from checker.model import Flag, Known
from checker.model.fingerprints import digest_parts
from checker.model.workbook import Submission, TypedTable
from checker.privacy.masking import LONGEST_ALONE, mask_text
from checker.tables.rows.keys import SEPARATOR, key_forms
from checker.tables.table import Table
from checker.text.normalize import key_form
from checker.text.together import forms_of
from checker.text.visible import visible

_NO_SECRET = ""
#: In every text that `mask_text` has masked or cut.
_MARKS_OF_MASKING = "*…"
_SHOWN_SEPARATOR = visible(SEPARATOR)


def traced_tables(submission: Submission, tables: Mapping[str, Table], mask: Mask) -> dict[str, "TracedRows"]:
    """Gives the rows of each table as they are recognised; the tables must still have all their rows."""
    return {name: TracedRows(typed, tables[name], mask) for name, typed in submission.tables.items()}


def trace_rows(
    flags: tuple[Flag, ...], tables: Mapping[str, "TracedRows"], merged: Mapping[str, TypedTable] | None = None
) -> tuple[Flag, ...]:
    """Adds to each flag on a row of a table how the row is recognised.

    Args:
        flags: to trace.
        tables: the rows of each table.
        merged: the tables with one row per record, if these are what the flags are about: then a row stands for its
            copies, whichever of them comes first.
    """
    asked: defaultdict[str, list[int]] = defaultdict(list)
    for flag in flags:
        asked[flag.place.table].append(flag.place.row or 0)
    for name, numbers in asked.items():
        if name in tables:
            positions = tables[name].positions
            tables[name].cells.look_up(positions[number] for number in numbers if number in positions)
    return tuple(_trace(flag, tables, merged or {}) for flag in flags)


def _trace(flag: Flag, tables: Mapping[str, "TracedRows"], merged: Mapping[str, TypedTable]) -> Flag:
    place = flag.place
    rows = tables.get(place.table)
    if not place.row:
        return flag
    if rows is None or place.row not in rows.positions:
        return flag.changed(known=Known.NOT)
    copies = merged[place.table].copies.get(place.row) if place.table in merged else None
    numbers = (place.row,) if copies is None else copies.rows
    positions = [rows.positions[number] for number in numbers]
    first = positions[0] if len(positions) == 1 else min(positions, key=partial(rows.rank, place.field))
    single = copies is not None and rows.are_all(numbers)
    return flag.changed(
        row_digest=rows.digest(first, place.field),
        known=Known.BY_KEY if single else rows.known(first, place.field),
        secret=rows.secret(first),
    )


class TracedRows:
    """The rows of one table as they are recognised.

    Attributes:
        typed: the rows.
        table: their definition.
        mask: masks a text of the workbook.
        positions: the position of each row by its Excel row number.
        cells: the cells by which a row is recognised if not by its key.
    """

    def __init__(self, typed: TypedTable, table: Table, mask: Mask) -> None:
        self.typed, self.table, self.mask = typed, table, mask
        self._masked: dict[str, str] = {}
        self._digests: dict[tuple[int, str], str] = {}
        self._grouped: dict[tuple[str, str], defaultdict[str, set[tuple[str, str]]]] = {}
        self.positions = typed.positions
        self.cells = RowCells(typed, table, mask)

    def known(self, position: int, field: str) -> Known:
        """How a row is recognised; its cell in `field` may change without making it another row."""
        key = self._key(position)
        if key and len(self._with_key(key)) == 1:
            return Known.BY_KEY
        secret, alike = self.secret(position), self._alike(key, field)[self.digest(position, field)]
        if secret == _NO_SECRET:
            return Known.BY_ROW if len(alike) == 1 else Known.NOT
        return Known.BY_PERSON if sum(other == secret for _, other in alike) == 1 else Known.NOT

    def rank(self, field: str, position: int) -> tuple[str, str]:
        """Puts the rows of a record in the same order however the sheet is sorted."""
        return self.digest(position, field), self.secret(position)

    def are_all(self, numbers: Collection[int]) -> bool:
        """Whether rows, which are one record, are all that have their key."""
        key = self._key(self.positions[min(numbers)])
        return bool(key) and len(self._with_key(key)) == len(numbers)

    def _alike(self, key: str, field: str) -> Mapping[str, set[tuple[str, str]]]:
        """The rows with one key by their digest; full copies, also in `field` and personal cells, are one."""
        if (key, field) not in self._grouped:
            groups = self._grouped[key, field] = defaultdict(set)
            for other in self._with_key(key):
                groups[self.digest(other, field)].add((self.digest(other, ""), self.secret(other)))
        return self._grouped[key, field]

    def digest(self, position: int, field: str) -> str:
        """The digest of a row's cells in the columns that are neither personal nor `field`."""
        if (position, field) not in self._digests:
            self._digests[position, field] = digest_parts(self.cells.parts(position, field))
        return self._digests[position, field]

    def secret(self, position: int) -> str:
        """The row's personal cells in plain, and its key if that shows personal data."""
        parts = [self.hidden_key(position), *self.cells.people(position)]
        return json.dumps(parts, ensure_ascii=False) if any(parts) else _NO_SECRET

    def hidden_key(self, position: int) -> str:
        """The row's key in plain if it shows personal data, else ""."""
        key = self.plain_keys[position]
        return "" if self._key(position) == key_form(key) else key

    @property
    def personal(self) -> Sequence[str]:
        """The columns of which only keyed hashes are kept."""
        return self.cells.personal

    @cached_property
    def plain_keys(self) -> Sequence[str]:
        """Each row's key in plain, in the form in which keys are compared; a blank one is ""."""
        return key_forms(self.typed, self.table.key) if self.table.key else [""] * len(self.positions)

    @cached_property
    def keys(self) -> list[str]:
        """Each row's key as displayed; a blank one is ""."""
        return [self._key(position) for position in range(len(self.plain_keys))]

    def _key(self, position: int) -> str:
        plain = self.plain_keys[position]
        if plain not in self._masked:
            self._masked[plain] = key_form(self.mask(plain)) if plain else ""
        return self._masked[plain]

    def _with_key(self, key: str) -> Sequence[int]:
        """The positions of the rows with one key as displayed.

        Masking takes long, and puts a star or dots into whatever it changes. A key without them is therefore that of
        the rows that have it in plain, and of no others.
        """
        is_masked = any(mark in key for mark in _MARKS_OF_MASKING)
        return (self._by_key if is_masked else self._by_plain_key).get(key, ())

    @cached_property
    def _by_key(self) -> dict[str, list[int]]:
        return _positions(self.keys)

    @cached_property
    def _by_plain_key(self) -> dict[str, list[int]]:
        return _positions(forms_of(_visible_keys(self.plain_keys), key_form))


def _visible_keys(keys: Sequence[str]) -> Sequence[str]:
    """Each key as it is displayed if nothing in it is masked."""
    joined = "".join(keys)
    plain = joined.replace(SEPARATOR, "")
    if max(map(len, keys), default=0) > LONGEST_ALONE or not plain.isprintable():
        return list(map(_visible_key, keys))
    return keys if plain == joined else [key.replace(SEPARATOR, _SHOWN_SEPARATOR) for key in keys]


def _visible_key(key: str) -> str:
    """A key as it is displayed if nothing in it is masked."""
    plain = key.replace(SEPARATOR, _SHOWN_SEPARATOR)
    return plain if plain.isprintable() and len(plain) <= LONGEST_ALONE else mask_text(key, reveal=True)


def _positions(keys: Sequence[str]) -> dict[str, list[int]]:
    last = dict(zip(keys, range(len(keys)), strict=True))
    if len(last) == len(keys):
        return {key: [position] for key, position in last.items()}
    groups: dict[str, list[int]] = {}
    for position, key in enumerate(keys):
        groups.setdefault(key, []).append(position)
    return groups
