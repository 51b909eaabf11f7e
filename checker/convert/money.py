"""Reads an amount of money in the unit of its column."""

from collections.abc import Callable
from fractions import Fraction

from checker.codes import Code
from checker.text.money import MoneyUnit, in_unit, split_amount

OTHER_CURRENCY = Code("V355")
UNCLEAR_MULTIPLE = Code("V356")


def read_money(text: str, unit: MoneyUnit, parse: Callable[[str], Fraction | Code]) -> Fraction | Code:
    """The exact amount in the unit, or the code of its flag; `parse` reads the figure."""
    amount = split_amount(text, unit)
    if amount is None:
        return OTHER_CURRENCY
    found = parse(amount.figure)
    if isinstance(found, Code):
        return found
    value = in_unit(found, amount, unit)
    return UNCLEAR_MULTIPLE if value is None else value
