"""Names the other rows of a table that decide a condition on other rows, and those that leave it open."""

from __future__ import annotations

from collections.abc import Iterable

from checker.model import Shown
from checker.model.workbook import VALID, TypedTable
from checker.tables.dependence import other_rows_in
from checker.tables.logic import Condition, OtherRows
from checker.tables.rows.conditions import neighbours_of
from checker.tables.rows.context import Context
from checker.tables.rows.doubtful_matches import DoubtfulMatch
from checker.tables.rows.other_rows import Neighbours
from checker.tables.rows.places import header_of, key_privacy, show_cell, show_key
from checker.tables.rows.reasons import Reasons
from checker.tables.table import Table
from checker.text.bilingual import Text, join_texts
from checker.text.once import Once

#: How many rows are named.
_MOST = 3
_SIDES = {"earlier": Text("更早的行", "earlier"), "later": Text("更晚的行", "later")}


class NamedOthers:
    """The other rows that conditions find for the rows of one table."""

    def __init__(self, typed: TypedTable, table: Table, context: Context) -> None:
        self._typed, self._table, self._context = typed.whole or typed, table, context
        self._neighbours: dict[OtherRows, Neighbours] = {}
        self._where: dict[OtherRows, Reasons] = {}
        self._asked = Once[Condition, tuple[OtherRows, ...]](lambda each: tuple(dict.fromkeys(other_rows_in(each))))

    def found(self, condition: Condition, row: int) -> tuple[Text, tuple[Shown, ...]] | None:
        """Names the other rows that a condition finds for a row, the nearest ones, with their days.

        Returns:
            The words, and the rows' keys; None if it finds none.
        """
        words, keys = list[Text](), list[Shown]()
        for asked in self._asked(condition):
            near = self._of(asked).nearest(self._typed.positions[row], _MOST)
            numbers = [int(self._typed.frame.index[each]) for each in near]
            if numbers:
                side = _SIDES[asked.side]
                rows = join_texts((self._name(asked, number) for number in numbers), "、", ", ")
                words.append(Text(f"{side.zh}：{rows.zh}", f"{side.en}: {rows.en}"))
                keys += [show_key(self._typed, self._table, number) for number in numbers]
        return (join_texts(words, "；", "; "), tuple(keys)) if words else None

    def _name(self, asked: OtherRows, row: int) -> Text:
        column = asked.of if asked.side == "earlier" else asked.when
        header = header_of(self._typed, self._table, column)
        day, key = show_cell(self._typed, self._table, row, column).text, ""
        if key_privacy(self._table) is None and self._table.key:
            key = str(show_key(self._typed, self._table, row).text)
        zh, en = (f"，{key}", f", {key}") if key else ("", "")
        return Text(f"第 {row} 行（{header.zh}：{day}{zh}）", f"row {row} ({header.en}: {day}{en})")

    def doubtful(self, asked: OtherRows, row: int) -> tuple[DoubtfulMatch, ...]:
        """Lists other rows that may be among those that are counted for a row; some of them, if there are many."""
        return tuple(
            DoubtfulMatch(self._typed.id, number, columns)
            for each in self._of(asked).doubtful(self._typed.positions[row], _MOST)
            if (columns := self._unread(asked, each, number := int(self._typed.frame.index[each])))
        )

    def _unread(self, asked: OtherRows, position: int, row: int) -> tuple[str, ...]:
        day = asked.of if asked.side == "earlier" else asked.when
        cells = [name for name in (*asked.same, day) if self._typed.state[name][position] != VALID]
        if asked not in self._where:
            self._where[asked] = Reasons(asked.where, self._typed, self._context)
        return tuple(dict.fromkeys((*cells, *self._where[asked].open_columns(row))))

    def still_to_come(self, conditions: Iterable[OtherRows], row: int) -> bool:
        """Whether a later row may still come before the limit of one of the conditions is over."""
        at = self._typed.positions[row]
        return any(bool(self._of(asked).may_still_come[at]) for asked in conditions)

    def lacking(self, conditions: Iterable[OtherRows], row: int) -> bool:
        """Whether one of the conditions looks for rows from before the window, of which the sheet has none."""
        at = self._typed.positions[row]
        return any(bool(self._of(asked).may_be_lacking[at]) for asked in conditions)

    def _of(self, asked: OtherRows) -> Neighbours:
        if asked not in self._neighbours:
            self._neighbours[asked] = neighbours_of(asked, self._typed, self._context)
        return self._neighbours[asked]
