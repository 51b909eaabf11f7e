"""Figures as numbers of the spreadsheet, shown so that none looks like a target that it does not equal.

A spreadsheet's numbers are binary and have 15 digits: where that would not do, the figure is a text instead.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from checker.reporters.summary.sheet import Styled
from checker.reporters.summary.style import CENTRED, formatted
from checker.text.bilingual import Text
from checker.text.normalize import decimal_text
from checker.wording.labels import AMOUNT_PLACES, POINTS, SHARE, SHARE_PLACES, value_text

#: Digits that a number of a spreadsheet has at most.
DIGITS = 15


def figure(value: Fraction | None, unit: Text, apart_from: Fraction | None) -> Styled | None:
    """A value as a number: a share as a percentage, percentage points as points, an amount as it is.

    Args:
        value: exact; None where there is none.
        unit: of the indicator.
        apart_from: usually the target, which no other value may look like.
    """
    if value is None:
        return None
    told = value_text(value, unit, "en", apart_from).split(" ")[0]
    if unit.en == SHARE:
        return _number(told.removesuffix("%"), value, 100, SHARE_PLACES)
    if unit.en == POINTS:
        return _number(told, value * 100, 1, SHARE_PLACES)
    return _number(told, value, 1, 0)


def amount(value: Fraction | None) -> Styled | None:
    """A count or a sum as a number."""
    return None if value is None else _number(decimal_text(value, AMOUNT_PLACES), value, 1, 0)


def _number(told: str, value: Fraction, factor: int, least: int) -> Styled:
    """A value as a number that is shown as it is told, with at least so many decimals; as a text if none would be.

    Args:
        told: the value times the factor, as people read it.
        value: as the cell holds it.
        factor: 100 for what is shown as a percentage, else 1.
        least: decimals that are shown in any case.
    """
    sign = "%" if factor == 100 else ""
    whole, _, decimals = told.partition(".")
    for places in range(max(len(decimals), least), DIGITS - len(whole.lstrip("-")) + 1):
        if _shown(value, factor, places) == Decimal(decimal_text(value * factor, places)):
            return Styled(value, formatted("0" + ("." + "0" * places if places else "") + sign))
    return Styled(told + sign, CENTRED)


def _shown(value: Fraction, factor: int, places: int) -> Decimal:
    """What a spreadsheet shows: it keeps 15 digits and rounds a half up."""
    kept = Decimal(f"{float(value):.{DIGITS}g}") * factor
    return kept.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
