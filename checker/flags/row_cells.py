"""The cells by which a row is recognised in a later workbook: read column by column, for many rows at once."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import repeat

import numpy as np

from checker.model.fingerprints import digest_part
from checker.model.workbook import INVALID, VALID, TypedTable
from checker.tables.rows.keys import texts_of_days
from checker.tables.rows.places import cell_text, show_cell
from checker.tables.table import Table
from checker.text.together import forms_of

#: Masks a text of the workbook.
Mask = Callable[[str], str]


class RowCells:
    """The cells of the rows of one table, in the form in which equal cells are equal.

    Attributes:
        typed: the rows.
        table: their definition.
        mask: masks a text of the workbook.
        personal: the columns of which only keyed hashes are kept.
        open: the other columns, in the order in which a digest has them.
    """

    def __init__(self, typed: TypedTable, table: Table, mask: Mask) -> None:
        self.typed, self.table, self.mask = typed, table, mask
        self.personal = [name for name, each in table.columns.items() if each.personal not in (None, "text")]
        self.open = sorted(name for name in table.columns if name not in self.personal)
        self._places = {name: place for place, name in enumerate(self.open)}
        self._parts: dict[int, tuple[str, ...]] = {}
        self._people: dict[int, tuple[str, ...]] = {}

    def parts(self, position: int, field: str) -> tuple[str, ...]:
        """What the open cells of a row add to its digest, except the one in `field`."""
        if position not in self._parts:
            self.look_up([position])
        parts, at = self._parts[position], self._places.get(field)
        return parts if at is None else parts[:at] + parts[at + 1 :]

    def people(self, position: int) -> tuple[str, ...]:
        """The personal cells of a row in plain."""
        if position not in self._people:
            self.look_up([position])
        return self._people[position]

    def look_up(self, positions: Iterable[int]) -> None:
        """Reads the cells of rows; many together take far less time than one by one."""
        new = [position for position in dict.fromkeys(positions) if position not in self._parts]
        parts = [self._written(name, new) for name in self.open]
        people = [self._texts(name, new) for name in self.personal]
        self._parts.update(zip(new, zip(*parts, strict=True) if parts else repeat(()), strict=False))
        self._people.update(zip(new, zip(*people, strict=True) if people else repeat(()), strict=False))

    def _read(self, name: str, positions: Sequence[int]) -> list[object]:
        """Cells of a column as they were read; days as they are written, which numpy does much faster for many."""
        values = self.typed.frame[name].to_numpy()[positions]
        if self.table.columns[name].kind != "date":
            return list(values)
        known = (self.typed.state[name][positions] == VALID).tolist()
        days = texts_of_days(values)
        return [day if certain else "" for day, certain in zip(days, known, strict=True)]

    @cached_property
    def _refused(self) -> dict[str, frozenset[int]]:
        """The positions of the cells of each column that could not be read."""
        return {name: frozenset(np.flatnonzero(each == INVALID).tolist()) for name, each in self.typed.state.items()}

    def _written(self, name: str, positions: Sequence[int]) -> list[str]:
        """What the cells of a column add to the digests of their rows, masked."""
        texts = self._texts(name, positions)
        shown = self.mask if self.table.columns[name].kind == "text" else str
        parts = {text: digest_part(name, shown(text)) if text else "" for text in set(texts)}
        return [parts[text] for text in texts]

    def _texts(self, name: str, positions: Sequence[int]) -> list[str]:
        """Cells of a column in the form in which equal cells are equal; a refused one as the sheet shows it, masked."""
        values = self._read(name, positions)
        texts = {value: text if isinstance(text := cell_text(value), str) else text.en for value in set(values)}
        found = forms_of((texts[value] for value in values), self.typed.form(name))
        if refused := self._refused[name]:
            for place, position in enumerate(positions):
                if position in refused:
                    found[place] = self._refused_text(name, position)
        return found

    def _refused_text(self, name: str, position: int) -> str:
        shown = show_cell(self.typed, self.table, int(self.typed.frame.index[position]), name).text
        return self.mask(shown if isinstance(shown, str) else shown.en)
