"""Writes figures as spreadsheet numbers, so that no figure looks like a target that it does not equal.

Spreadsheet numbers are binary with 15 digits. A figure that they can't show exactly enough becomes a text.
"""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from checker.reporters.summary.sheet import Styled
from checker.reporters.summary.style import CENTRED, formatted
from checker.text.amounts import short_text
from checker.text.bilingual import Text
from checker.text.money_words import is_money
from checker.text.normalize import decimal_text
from checker.wording.labels import POINTS, SHARE, SHARE_PLACES, figure_number

#: The most digits of a spreadsheet number.
DIGITS = 15


def figure(value: Fraction | None, unit: Text, apart_from: Fraction | None) -> Styled | None:
    """Makes a cell of a value: a share as a percentage, percentage points as points, an amount as it is.

    `apart_from` is usually the target, which no other value must look like.
    """
    if value is None:
        return None
    text = figure_number(value, unit, apart_from)
    if unit.en == SHARE:
        return _number(text, value, 100, SHARE_PLACES)
    if unit.en == POINTS:
        return _number(text, value * 100, 1, SHARE_PLACES)
    if is_money(unit):
        return _number(text, value, 1, 2, whole="#,##0")
    return _number(text, value, 1, 0)


def money(value: Fraction | None) -> Styled | None:
    """Makes a cell of an amount of money."""
    return None if value is None else _number(decimal_text(value, 2), value, 1, 2, whole="#,##0")


def amount(value: Fraction | None) -> Styled | None:
    """Makes a cell of a count or a sum."""
    return None if value is None else _number(short_text(value), value, 1, 0)


def _number(text: str, value: Fraction, factor: int, least: int, whole: str = "0") -> Styled:
    """Makes a number that is shown like `text` with at least `least` decimals, or a text if that is impossible.

    `text` is the value times the factor, as people read it. The factor is 100 for a percentage, else 1. `whole` is the
    number format before the decimals.
    """
    sign = "%" if factor == 100 else ""
    before, _, decimals = text.partition(".")
    for places in range(max(len(decimals), least), DIGITS - len(before.lstrip("-")) + 1):
        if _shown(value, factor, places) == Decimal(decimal_text(value * factor, places)):
            return Styled(value, formatted(whole + ("." + "0" * places if places else "") + sign))
    return Styled(text + sign, CENTRED)


def _shown(value: Fraction, factor: int, places: int) -> Decimal:
    """Computes what a spreadsheet shows: it keeps 15 digits and rounds a half up."""
    kept = Decimal(f"{float(value):.{DIGITS}g}") * factor
    return kept.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
