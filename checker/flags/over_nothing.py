"""Flags a ratio of something over nothing: either the amount or the 0 below it is wrong."""

from collections.abc import Iterator

from checker.codes import Code
from checker.codes.shared import NOT_DECIDED
from checker.flags.case import Case
from checker.measures.ratio import Ratio
from checker.model import Flag, flag, placed
from checker.tables.rows.places import place_of_table, sheet_of
from checker.text.amounts import amount_words
from checker.text.bilingual import Text

OVER_NOTHING = Code("M554")
#: How many rows a flag names before it only says that there are more.
_NAMED = 8


def over_nothing_flags(case: Case) -> Iterator[Flag]:
    """Makes a flag on the sheet of the denominator, which names the rows of the numerator."""
    asked, measured = case.indicator.asked, case.result.measured
    if not isinstance(asked, Ratio) or measured.reason is not None or not asked.over_nothing(measured):
        return
    above, below = (each.measure.table for each in (asked.numerator, asked.denominator))
    typed = case.submission.tables
    numbers = measured.numerator_rows.numbers
    listed = ", ".join(map(str, numbers[:_NAMED])) + (" …" if len(numbers) > _NAMED else "")
    yield flag(
        OVER_NOTHING,
        place_of_table(typed[below], case.tables[below]),
        severity=case.severity(NOT_DECIDED),
        indicator=case.indicator.id,
        name=case.name,
        amount=amount_words(measured.parts[0].amount or 0),
        rows=placed(Text(f"第 {listed.replace(', ', '、')} 行", f"{'row' if len(numbers) == 1 else 'rows'} {listed}")),
        above=sheet_of(typed[above], case.tables[above]),
        below=sheet_of(typed[below], case.tables[below]),
    )
