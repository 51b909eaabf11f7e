"""The value at a position among the ranked numbers of a column: what a median and a percentile share."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import ceil, floor

from checker.frozen import dataclass
from checker.measures.toolkit.base import Tables
from checker.measures.toolkit.basis import Basis, agree, by_day, decide_rows_first, join_clauses
from checker.measures.toolkit.bounds import satisfies
from checker.measures.toolkit.row_figure import RowFigure
from checker.model import Measured, Needed, Result, Spread, Target
from checker.tables.logic import Compare, Condition
from checker.tables.phrases import phrase
from checker.tables.words import Words
from checker.text.bilingual import Text
from checker.text.levels import EN, ZH


class OrderStatistic(RowFigure):
    """A value at a position among the numbers of the rows in ascending order."""

    @property
    @abstractmethod
    def position_text(self) -> Text:
        """Says which value that is."""

    def value_sentence(self, tables: Tables, unit: Words | None, value: Text) -> Text:
        """Says of which numbers it is the value, and which of them."""
        column, position = self.column_with_unit(tables), self.position_text
        return Text(f"{value.zh}是{column.zh}的{position.zh}。", f"{value.en} is the {position.en} of {column.en}.")

    def asked_of_rows(self, target: Target) -> Condition | None:
        """A row beyond the target keeps the value from it; no row does if the target is an exact value."""
        return None if target.is_exact else Compare(self.column, target.op, target.value)

    def needed(self, result: Result, basis: Basis, by: date | None, unit: Text) -> Needed | None:
        """Says how many further rows within the target are enough, or how many of the others to complete or correct."""
        return self.needed_to(result.measured, result.side, basis, by, unit)

    def needed_to(self, measured: Measured, target: Target, basis: Basis, by: date | None, unit: Text) -> Needed | None:
        """Says what brings one value to a target, also as part of a change."""
        condition, spread = self.asked_of_rows(target), measured.spread
        if spread is None or condition is None:
            undecided = measured.counts.unknown
            return decide_rows_first(measured.unknown_rows, undecided, basis, self.table) if undecided else None
        lacks = _lacks(spread, target)
        if lacks.fixes <= 0:
            return decide_rows_first(measured.unknown_rows, measured.counts.unknown, basis, self.table)
        asked, parts = phrase(condition, basis.tables[self.table].columns), []
        further = None if by is None else lacks.further
        if further is not None:
            parts.append(_further(further, asked, basis.name_sheet(self.table), by))
        rows = (*measured.unknown_rows.numbers, *rows_beyond(spread, target))
        said = _fixed(lacks.fixes, asked, basis.name_rows(self.table, rows) if rows else None, len(rows))
        parts.append(Text(f"或者{said.zh}", f"or {said.en}") if parts else said)
        return Needed(None if further is None else Fraction(further), rows, join_clauses(parts), by)


def rows_beyond(spread: Spread, target: Target) -> Sequence[int]:
    """Lists the rows of one department whose certain values are beyond a target, in the order of their values."""
    within = sum(rows for value, rows in spread.known if satisfies(value, target))
    return spread.ranked[: len(spread.ranked) - within] if not target.is_ceiling else spread.ranked[within:]


@dataclass(frozen=True)
class _Lacks:
    """How many rows beyond a target must be within it, or how many further ones within it are enough (None: none)."""

    fixes: int
    further: int | None


def _lacks(spread: Spread, target: Target) -> _Lacks:
    """Computes what is enough however the open rows turn out.

    By nearest rank, a percentile is within a ceiling if the part `at` of the rows is; it is within a floor if more than
    the other part is. An interpolated one certainly is if both values between which it lies are.
    """
    assert spread.at is not None, "a mean has no position"
    rises = not target.is_ceiling
    part, apart = (1 - spread.at if rises else spread.at), int(spread.linear)
    strictly = rises and not spread.linear
    good = sum(rows for value, rows in spread.known if satisfies(value, target))
    every = sum(rows for _, rows in spread.known)
    for each in spread.open:
        worst = each.low if rises else each.high
        within = worst is not None and satisfies(worst, target)
        if each.least or not within:  # a row that may be out, and else is within, does most harm by being out
            every += each.rows
            good += each.rows if within else 0
    short = part * (every - apart) - (good - apart)
    return _Lacks(_enough(short, strictly), None if part == 1 else _enough(short / (1 - part), strictly))


def _enough(short: Fraction, strictly: bool) -> int:
    return floor(short) + 1 if strictly else ceil(short)


def _further(count: int, asked: Text, sheet: Text, by: date | None) -> Text:
    row, day, reach = agree(count, "row", "rows"), by_day(by), agree(count, "reaches", "reach")
    return Text(
        zh=f"{sheet.zh}再有 {count} 行{asked.zh}，即可达到目标{day.zh}",
        en=f"{count} more {row} of {sheet.en} in which {asked.en} {reach} the target{day.en}",
    )


def _fixed(count: int, asked: Text, named: Text | None, rows: int) -> Text:
    they = agree(count, "it is", "they are")
    if named is None:
        return Text(
            zh=f"各{ZH.单位}共有 {count} 行补全或更正后{asked.zh}，即可达到目标",
            en=f"it is enough if, in {count} of the {EN.departments}' rows, {asked.en} once {they} completed "
            "or corrected",
        )
    zh, en = (named.zh, named.en) if count == rows else (f"{named.zh}中有 {count} 行", f"{count} of {named.en}")
    return Text(
        zh=f"{zh}补全、更正（如登记有误）后{asked.zh}，即可达到目标",
        en=f"it is enough if, in {en}, {asked.en} once {they} completed or, if recorded wrongly, corrected",
    )
