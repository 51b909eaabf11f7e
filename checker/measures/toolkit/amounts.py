"""Amounts over the rows of one table, counted or summed: what they share, and what one needs to reach a target."""

from abc import abstractmethod
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import ClassVar

from checker.frozen import dataclass
from checker.measures.toolkit.base import Tables
from checker.measures.toolkit.basis import NOTHING, Basis, agree, by_day, decide_rows_first, join_clauses
from checker.measures.toolkit.over_table import OverTable
from checker.measures.toolkit.parts import Part, Read
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.trace import Look, tests
from checker.model import Measured, Needed, Result, Shape, Target
from checker.tables.logic import Condition
from checker.text.amounts import enough_text
from checker.text.bilingual import Text, before_chinese
from checker.text.money_words import is_money, quantity
from checker.text.plurals import unit_of

_ROWS = Text(zh="行", en="rows")


@dataclass(frozen=True)
class Counted:
    """What an amount counts or sums.

    Attributes:
        table: whose rows.
        where: which of them.
        whole: whether rows are counted rather than their numbers summed.
        match: the columns that tie a row to a member of a cohort.
        distinct: the columns whose equal values count once.
    """

    table: str
    where: Condition
    whole: bool
    match: tuple[str, ...] = ()
    distinct: tuple[str, ...] = ()


class Amount(OverTable):
    """An amount that grows row by row."""

    adds_up: ClassVar[bool] = True

    @abstractmethod
    def counted(self) -> Counted:
        """Gives what it counts or sums."""

    @property
    def shape(self) -> Shape:
        """An amount."""
        return "amount"

    def reads(self) -> Iterable[Read]:
        """The columns that may leave a row undecided, and those that tie it to a member."""
        return ((self.table, (*self.decisive_columns(), *self.counted().match)),)

    def conditions(self) -> tuple[Part, ...]:
        """Which rows count."""
        return (Part(("where",), self.counted().where, self.table), *self.day_parts())

    def success_condition(self) -> Condition:
        """Which rows count."""
        return self.counted().where

    def only_for_members(self) -> tuple[str, ...]:
        """The tie to a member."""
        return ("match",) if self.counted().match else ()

    def own_unit(self, tables: Tables) -> Text:
        """Gives the unit of the amount by itself; rows have none."""
        return Text("", "")

    def look(self, scope: Scope) -> Look:
        """Says how it looks at its rows."""
        return Look(self.table, self.when, scope.window, tests(("counts", self.counted().where)), self.cells_needed())

    def needed(self, result: Result, basis: Basis, by: date | None, unit: Text) -> Needed | None:
        """Says how much more or less of it is needed."""
        return amount_needed(self.counted(), unit, result, basis, by)

    def needed_to(self, measured: Measured, target: Target, basis: Basis, by: date | None, unit: Text) -> Needed | None:
        """Says what brings one amount to a target, as part of a change."""
        return amount_to(self.counted(), unit, measured, target, basis, by)


def amount_needed(spec: Counted, unit: Text, result: Result, basis: Basis, by: date | None) -> Needed | None:
    """Says what an amount needs to reach its target, and how much of that is due by now."""
    found = amount_to(spec, unit, result.measured, result.side, basis, by)
    low = _low(result.measured)
    if found is None or result.expected is None or result.expected <= low:
        return found
    now = _whole(spec, result.expected - low)
    due = Text(
        zh=f"按进度目前还差 {quantity(enough_text(now), unit).zh}",
        en=f"{enough_text(now)} of that due by {basis.as_of}",
    )
    return Needed(found.count, found.rows, join_clauses((found.text, due)), by)


def amount_to(
    spec: Counted, unit: Text, measured: Measured, target: Target, basis: Basis, by: date | None
) -> Needed | None:
    """Says what brings an amount to a target; undecided rows count against it.

    Args:
        spec: what is counted or summed.
        unit: of the amount; rows if the pack names none.
        measured: of one department, or of the district: then no row is named.
        target: for the amount.
        basis: what the sentence names.
        by: the last day that counts; None when it has passed.
    """
    low, high = _low(measured), measured.high
    if target.is_exact and low != high:
        return decide_rows_first(measured.unknown_rows, measured.counts.unknown, basis, spec.table)
    if spec.whole and not unit.zh:
        unit = _ROWS
    if target.is_floor or (target.is_exact and low < target.value):
        short = _short(spec, target, low)
        if short is None:
            return None
        text = _more(spec, unit, short, measured, target, basis, by)
        return Needed(short, measured.deciding_rows.numbers, text, by)
    if high is None:
        return decide_rows_first(measured.deciding_rows, measured.counts.unknown, basis, spec.table)
    over = _over(spec, target, high)
    return None if over is None else _less(spec, unit, over, measured, target, basis, by)


def _low(measured: Measured) -> Fraction:
    return measured.low if measured.low is not None else Fraction(0)


def _whole(spec: Counted, value: Fraction) -> Fraction:
    return Fraction(ceil(value)) if spec.whole else value


def _short(spec: Counted, target: Target, low: Fraction) -> Fraction | None:
    """Computes how much more is enough; for a sum that must exceed its target, how much is just not enough."""
    short = target.value - low
    if spec.whole:
        if target.is_exact:
            return short if short.denominator == 1 else None
        short = Fraction(floor(short) + 1) if target.op == "above" else Fraction(ceil(short))
        return short if short > 0 else None
    return short if short > 0 or (short == 0 and target.op == "above") else None


def _over(spec: Counted, target: Target, high: Fraction) -> Fraction | None:
    """Computes how much less is enough; for a sum that must stay below its target, how much is just not enough."""
    over = high - target.value
    if spec.whole:
        if target.is_exact:
            return over if over.denominator == 1 else None
        over = Fraction(floor(over) + 1) if target.op == "below" else Fraction(ceil(over))
        return over if 0 < over <= high else None
    return over if over > 0 or (over == 0 and target.op == "below") else None


def _more(
    spec: Counted, unit: Text, short: Fraction, measured: Measured, target: Target, basis: Basis, by: date | None
) -> Text:
    sheet, day, number = basis.name_sheet(spec.table), by_day(by), enough_text(short)
    aside, reach = _aside(spec, basis), agree(short, "reaches", "reach")
    beyond = Text("超过 ", "more than ") if target.op == "above" and not spec.whole else NOTHING
    amount = quantity(number, unit, one=short == 1)
    more = f"{beyond.en}{number} more {unit_of(short, unit.en)}".rstrip()
    more = f"{beyond.en}{amount.en} more" if is_money(unit) else more
    told = Text(
        zh=f"{sheet.zh}再有{beyond.zh or ' '}{amount.zh}{aside.zh}即可达到目标{day.zh}",
        en=f"{more} in {sheet.en}{aside.en} {reach} the target{day.en}",
    )
    if by is None:  # its time is over: nobody is asked for more
        told = Text(
            zh=f"{sheet.zh}距目标差{beyond.zh or ' '}{amount.zh}{aside.zh}",
            en=f"{sheet.en} is {beyond.en}{amount.en} short of the target{aside.en}",
        )
    parts = [told]
    if measured.deciding_rows.numbers:
        named = basis.name_rows(spec.table, measured.deciding_rows.numbers)
        parts.append(Text(zh=f"{named.zh}补全后也可能计入", en=f"{named.en} may also count once completed"))
    return join_clauses(parts)


def _aside(spec: Counted, basis: Basis) -> Text:
    """Phrases in brackets which rows count, and that equal values count once."""
    aside = basis.condition_in_brackets(spec.where, spec.table)
    if not spec.distinct:
        return aside
    headers = [basis.tables[spec.table].columns[name].header for name in spec.distinct]
    zh, en = "”、“".join(each.zh for each in headers), "” and “".join(each.en for each in headers)
    zh, en = f"“{zh}”不与其他行重复", f"each with another “{en}”"
    if aside.zh:
        return Text(f"{aside.zh[:-1]}；{zh}）", f"{aside.en[:-1]}; {en})")
    return Text(f"（{zh}）", f" ({en})")


def _less(
    spec: Counted, unit: Text, over: Fraction, measured: Measured, target: Target, basis: Basis, by: date | None
) -> Needed:
    """Says what lowers an amount: undecided rows that turn out not to count, and rows recorded wrongly."""
    number = enough_text(over)
    beyond = Text("超过 ", "more than ") if target.op == "below" and not spec.whole else NOTHING
    shown = quantity(number, unit, one=over == 1)
    amount = Text(f"{beyond.zh}{shown.zh}", f"{beyond.en}{shown.en}")
    parts = [Text(zh=f"须减少 {before_chinese(amount.zh)}才能达到目标", en=f"{amount.en} too many for the target")]
    for rows, what in (
        (measured.deciding_rows, Text("补全后可能不计入", "may not count once completed")),
        (measured.raising_rows, Text("如登记有误，可以更正", "can be corrected if recorded wrongly")),
    ):
        if rows.numbers:
            named = basis.name_rows(spec.table, rows.numbers)
            parts.append(Text(zh=f"{named.zh}{what.zh}", en=f"{named.en} {what.en}"))
    return Needed(None, (*measured.deciding_rows.numbers, *measured.raising_rows.numbers), join_clauses(parts), by)
