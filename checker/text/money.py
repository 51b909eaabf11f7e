"""Amounts of money as people write them: £1,234.50, 1,234元, 12万元, in the unit that a column declares."""

import tomllib
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Currency(NamedTuple):
    """A currency.

    It has its signs, how many whole units each word is, the words that name it in cells only, and the sign that stands
    before an amount in English; empty if a word behind it is usual.
    """

    signs: tuple[str, ...]
    units: Mapping[str, int]
    short: frozenset[str]
    shown: str = ""


class MoneyUnit(NamedTuple):
    """The unit of a column of money: its currency, and how many whole units of it one is."""

    currency: str
    multiple: int


class Amount(NamedTuple):
    """What is written of an amount: the figure, whether a sign names the currency, and the multiple, if a word does."""

    figure: str
    signed: bool
    multiple: int | None


def money_unit(spellings: Iterable[str]) -> MoneyUnit | None:
    """The money that a unit stands for; None if it is none."""
    for spelling in spellings:
        text = spelling.casefold().strip()
        for code, currency in _currencies().items():
            if text in currency.units and not (_is_shared(text) or text in currency.short):
                return MoneyUnit(code, currency.units[text])
            plain, signed = _without_sign(text, currency)
            if signed and (not plain or plain in currency.units):
                return MoneyUnit(code, currency.units.get(plain, 1))
    return None


def split_amount(text: str, unit: MoneyUnit) -> Amount | None:
    """Takes an amount apart, in plain characters; None if a sign or a word is of another currency."""
    currency = _currencies()[unit.currency]
    plain, signed = _without_sign(text.casefold().strip(), currency)
    word = _last_word(plain, currency.units)
    for code, other in _currencies().items():
        if code != unit.currency and not signed:
            rest, foreign = _without_sign(plain, other)
            own = [each for each in other.units if not (_is_shared(each) or each in other.short)]
            if foreign or len(_last_word(rest, own)) > len(word):
                return None
    multiple = currency.units[word] if word else None
    return Amount(plain.removesuffix(word).rstrip() if word else plain, signed, multiple)


def _last_word(text: str, words: Iterable[str]) -> str:
    """The longest of these words that ends a text and isn't all of it; empty if there is none."""
    return max((word for word in words if text.endswith(word) and text != word), key=len, default="")


def sign_of(currency: str) -> str:
    """The sign before an amount in English; empty if the currency has a word behind it."""
    return _currencies()[currency].shown


def split_sign(word: str, unit: MoneyUnit) -> tuple[str, str]:
    """Takes the sign off a unit as a pack writes it: "£ thousand" has £ and "thousand"; empty if there is none."""
    rest, signed = _without_sign(word.casefold().strip(), _currencies()[unit.currency])
    if not signed:
        return "", word
    kept = word.strip()
    at = kept.casefold().find(rest) if rest else len(kept)
    return kept.replace(kept[at : at + len(rest)], "", 1).strip() if rest else kept, kept[at : at + len(rest)]


def in_unit(value: Fraction, amount: Amount, unit: MoneyUnit) -> Fraction | None:
    """An amount in the unit of its column; None if only its currency is written and the column counts in multiples."""
    if amount.multiple is None:
        return None if amount.signed and unit.multiple != 1 else value
    return value * amount.multiple / unit.multiple


def _without_sign(text: str, currency: Currency) -> tuple[str, bool]:
    """The text without a sign of the currency at its beginning or end, and whether it had one."""
    minus, text = ("-", text[1:].lstrip()) if text.startswith("-") else ("", text)
    for sign in currency.signs:
        first, last = text[len(sign) : len(sign) + 1], text[: -len(sign)][-1:]
        if text.startswith(sign) and not (sign[-1].isalpha() and first.isalpha()):
            return minus + text.removeprefix(sign).strip(), True
        if text.endswith(sign) and not (sign[0].isalpha() and last.isalpha()):
            return minus + text.removesuffix(sign).strip(), True
    return minus + text, False


@cache
def _is_shared(word: str) -> bool:
    """Whether a word is of several currencies, such as thousand, and so names none."""
    return sum(word in currency.units for currency in _currencies().values()) > 1


@cache
def _currencies() -> Mapping[str, Currency]:
    read = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {
        code: Currency(
            tuple(sorted(each["signs"], key=len, reverse=True)),
            each["units"],
            frozenset(each.get("short", ())),
            each.get("shown", ""),
        )
        for code, each in read.items()
    }
