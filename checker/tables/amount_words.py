"""Writes numbers with the units of their columns."""

from fractions import Fraction

from checker.tables.words import Words
from checker.text.amounts import amount_words
from checker.text.bilingual import Text
from checker.text.money_words import money_text
from checker.text.plurals import unit_of


def amount_text(value: Fraction, unit: Words | None) -> Text:
    """Writes a number with its unit; English units are written in the plural."""
    number = amount_words(value)
    if unit is None:
        return number
    if (money := money_text(value, unit.text)) is not None:
        return money
    return Text(zh=f"{number.zh} {unit.zh}", en=f"{number.en} {unit_of(value, unit.en)}")
