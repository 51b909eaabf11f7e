"""Amounts of money for people, £1,234.50 and 1,234.50 元, in the unit that a column, indicator or pack declares."""

from fractions import Fraction
from functools import lru_cache
from itertools import count

from checker.text.amounts import ABOUT, amount_words, short_text
from checker.text.bilingual import Text
from checker.text.money import MoneyUnit, money_unit, sign_of, split_sign
from checker.text.normalize import decimal_text
from checker.text.plurals import one_of

#: Whole units of money have this many decimals.
_PLACES = 2


def money_text(value: Fraction | int, unit: Text, apart_from: Fraction | int | None = None) -> Text | None:
    """Writes an amount, rounded if it must be, and said to be; None if the unit is no money.

    A rounded amount never looks like 0 or like `apart_from`, such as its target.
    """
    money = _money(unit.zh, unit.en)
    if money is None:
        return None
    number = short_text(value, apart_from)
    exact = Fraction(number) == value
    if money.multiple == 1:
        exact = (value * 10**_PLACES) % 1 == 0
        others = {Fraction(0)} | ({Fraction(apart_from)} if apart_from not in (None, value) else set())
        texts = (decimal_text(value, places) for places in count(_PLACES))
        number = next(text for text in texts if exact or Fraction(text) not in others)
    words = _words(number, unit, money)
    return words if exact else Text(f"{ABOUT.zh}{words.zh}", f"{ABOUT.en}{words.en}")


def sum_text(value: Fraction | int, unit: Text) -> Text:
    """Writes an amount in a unit that should be money, whatever it is."""
    number = amount_words(value)
    return money_text(value, unit) or Text(f"{number.zh} {unit.zh}", f"{number.en} {unit.en}")


def quantity(number: str, unit: Text, *, one: bool = False) -> Text:
    """Puts a unit to a number that is written already; English units are plural, so that 1 has another form."""
    money = _money(unit.zh, unit.en)
    if money is not None:
        return _words(number, unit, money)
    return Text(f"{number} {unit.zh}".rstrip(), f"{number} {one_of(unit.en) if one else unit.en}".rstrip())


def is_money(unit: Text) -> bool:
    """Whether a unit is money."""
    return _money(unit.zh, unit.en) is not None


@lru_cache(maxsize=1024)
def _money(zh: str, en: str) -> MoneyUnit | None:
    return money_unit((zh, en))


def _words(number: str, unit: Text, money: MoneyUnit) -> Text:
    minus, plain = ("-", number[1:]) if number.startswith("-") else ("", number)
    whole, _, decimals = plain.partition(".")
    shown = f"{int(whole):,}"
    if money.multiple == 1:
        decimals = decimals.ljust(_PLACES, "0")
    shown = f"{shown}.{decimals}" if decimals else shown
    en = minus + _put(shown, unit.en, money, sign_of(money.currency) if money.multiple == 1 else "")
    return Text(en if unit.zh == unit.en else minus + _put(shown, unit.zh, money, ""), en)


def _put(shown: str, word: str, money: MoneyUnit, usual: str) -> str:
    """Puts the sign of a currency before an amount, and a word behind it."""
    sign, rest = split_sign(word, money)
    if not sign and usual:
        sign, rest = usual, ""
    gap = " " if sign[-1:].isalpha() else ""
    return f"{sign}{gap}{shown} {rest}".rstrip()
