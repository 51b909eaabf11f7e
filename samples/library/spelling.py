"""How a drawn value is written into a cell: in its canonical form, or in any of the forms that people use.

Every form here can be read in one way only. Knows columns and values; no rows, no sheets.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from random import Random
from typing import TypeVar

from samples.library.cells import Cell
from samples.library.definitions import Column
from samples.library.meanings import Typed, Unreadable, Value

Item = TypeVar("Item")
Spell = Callable[[Value], Cell]
_WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_YES: tuple[Cell, ...] = ("是", "有", "√", "Y", "yes", "1", 1, True, "TRUE", " 是 ", "✔")
_NO: tuple[Cell, ...] = ("否", "无", "×", "N", "no", "0", 0, False, "FALSE", "　否")
_BLANKS: tuple[Cell, ...] = (None, None, None, "", "  ", "-", "——", "/", "\u3000")
#: A text column takes these as what they are.
_BLANK_TEXTS: tuple[Cell, ...] = (None, None, "", "  ", "\u3000")


def canonical(column: Column) -> Spell:
    """Writes a column's values in their canonical form: dates as dates, 是 and 否, Chinese labels, plain numbers."""
    labels = {identifier: names[0] for identifier, names in column.choices.items()}

    def spell(value: Value) -> Cell:
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, Fraction):
            return int(value) if value.denominator == 1 else float(value)
        if isinstance(value, (Unreadable, Typed)):
            return value.cell
        return labels.get(value, value) if isinstance(value, str) else value

    return spell


def varied(column: Column, chance: Random) -> Spell:
    """Writes each value of a column in one of the forms that people use."""

    def one_of(several: Sequence[Item]) -> Item:
        return several[int(chance.random() * len(several))]

    def spell(value: Value) -> Cell:
        match value:
            case Unreadable(cell) | Typed(_, cell):
                return cell
            case None:
                return one_of(_BLANK_TEXTS if column.type in ("text", "id") else _BLANKS)
            case bool():
                return one_of(_YES if value else _NO)
            case date():
                return one_of(date_forms(value))
            case int() | Fraction():
                return one_of(number_forms(Fraction(value), column.unit))
        return one_of(choice_forms(column, value) if column.choices else text_forms(value))

    return spell


def date_forms(day: date) -> tuple[Cell, ...]:
    """The forms of a date."""
    year, month, number = day.year, day.month, day.day
    serial = day.toordinal() - date(1899, 12, 30).toordinal()
    return (
        day,
        day,
        day.isoformat(),
        f"{year}/{month}/{number}",
        f"{year}.{month}.{number}",
        f"{year}年{month}月{number}日",
        f"{year}{month:02d}{number:02d}",
        f"{year}{month:02d}{number:02d}".translate(_WIDE),
        f"{day.isoformat()} 00:00:00",
        f" {year}-{month}-{number} ",
        f"{number} {_MONTHS[month - 1]} {year}",
        f"{_MONTHS[month - 1]} {number}, {year}",
        f"{year}、{month}、{number}",
        int(f"{year}{month:02d}{number:02d}"),
        serial,
    )


def number_forms(number: Fraction, unit: str) -> tuple[Cell, ...]:
    """The forms of a number."""
    plain = str(int(number)) if number.denominator == 1 else str(float(number))
    cell: Cell = int(number) if number.denominator == 1 else float(number)
    whole, _, part = plain.partition(".")
    grouped = f"{int(whole):,}" + (f".{part}" if part else "")
    return (cell, cell, float(number), plain, plain.translate(_WIDE), f" {plain} ", f"{plain}{unit}", grouped)


def choice_forms(column: Column, choice: str) -> tuple[Cell, ...]:
    """The forms of a choice: its labels, aliases and id, some with a number or blanks before them."""
    names = column.choices[choice]
    return (*names, names[0], f"1. {names[0]}", f"（一）{names[0]}", f" {names[0]}　", names[1].upper())


def text_forms(text: str) -> tuple[Cell, ...]:
    """The forms of a text that are one and the same when compared: blanks about it, full-width characters."""
    return (text, text, text, f" {text}", f"{text}\u3000", f"{text}\u200b")


def wide(text: str) -> str:
    """A text in full-width characters, as some input methods give it."""
    return text.translate(_WIDE)
