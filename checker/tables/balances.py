"""What must hold between the numbers of a row: `total = under + over`, `rate = cases / people * 10000`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, Field, field_validator

from checker.codes.shared import BAD_COMBINATION, BAD_FORM, UNKNOWN_COLUMN
from checker.model import Operator
from checker.tables.words import Exact, Strict, exact
from checker.tables.yaml.problems import Refusal, refusal, refused
from checker.text.bilingual import Text
from checker.text.normalize import number_text

if TYPE_CHECKING:
    from checker.tables.columns import Column

#: A column or a number, by which a product is multiplied (1) or divided (-1).
Factor = tuple[int, str | Fraction]
#: A product, added (1) or taken away (-1).
Term = tuple[int, tuple[Factor, ...]]
_OPERATORS: dict[str, Operator] = {"=": "equals", "<=": "at_most", ">=": "at_least", "<": "below", ">": "above"}
_SIDES = re.compile(r"([^<>=]+)(<=|>=|=|<|>)([^<>=]+)")
_FACTOR = re.compile(r"\s*([-+*/])?\s*([a-z][a-z0-9_]*|[0-9.]+%?)\s*")
_NEEDED = Text(
    zh="应写成“合计列 = 列1 + 列2”，可用 + - * / 和 = <= >= < >",
    en="write it as total = first + second, with + - * /, and one of = <= >= < >",
)
_NO_COLUMN = Text(zh="左边至少要有一列", en="the left side must name a column")
_UNITS = Text(zh="各列的单位不同，不能相加", en="these columns are in different units and can't be added up")


class Balance(Strict):
    """What must hold between the numbers of a row.

    Attributes:
        holds: sums of products of columns and numbers on both sides of =, <=, >=, < or >.
        tolerance: by how much the sides may differ beyond that, as figures are rounded.
    """

    holds: str
    tolerance: Annotated[Exact, Field(ge=0)] = Fraction(0)

    @field_validator("holds")
    @classmethod
    def _can_be_read(cls, value: str) -> str:
        sides = _split(value)
        if sides is None or not all(sides[::2]):
            raise refused(refusal(BAD_FORM, found=value, needed=_NEEDED))
        if not any(isinstance(each, str) for each in _factors(sides[0])):
            raise refused(refusal(BAD_FORM, found=value, needed=_NO_COLUMN))
        return value

    @cached_property
    def sides(self) -> tuple[tuple[Term, ...], Operator, tuple[Term, ...]]:
        """The terms on the left, how they are compared, and those on the right."""
        found = _split(self.holds)
        assert found is not None, "its validator has read it"
        return found

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it names, in its order."""
        left, _, right = self.sides
        return tuple(dict.fromkeys(each for each in _factors((*left, *right)) if isinstance(each, str)))

    def faults(self, columns: Mapping[str, Column], *at: str | int) -> Iterator[Refusal]:
        """Finds columns that don't exist, hold no numbers, or are in different units."""
        numbers = [name for name, column in columns.items() if column.kind == "number"]
        wrong = [name for name in self.columns if name not in numbers]
        yield from (refusal(UNKNOWN_COLUMN, *at, found=name, allowed=numbers) for name in wrong)
        left, _, right = self.sides
        plain = all(len(factors) == 1 for _, factors in (*left, *right))  # the unit of a product is its own
        if not wrong and plain and len({str(unit) for name in self.columns if (unit := columns[name].unit)}) > 1:
            yield refusal(BAD_COMBINATION, *at, found=self.holds, reason=_UNITS)

    @property
    def sign(self) -> str:
        """How the sides are compared, as it is written."""
        return next(word for word, each in _OPERATORS.items() if each == self.sides[1])

    def phrase(self, headers: Mapping[str, Text]) -> Text:
        """Writes it with the headers of the columns."""
        left, _, right = self.sides
        sign = self.sign
        one, other = side_text(left, headers), side_text(right, headers)
        more = f" (± {number_text(self.tolerance)})" if self.tolerance else ""
        return Text(f"{one.zh} {sign} {other.zh}{more}", f"{one.en} {sign} {other.en}{more}")


def side_text(terms: tuple[Term, ...], headers: Mapping[str, Text]) -> Text:
    """Writes one side with the headers of the columns."""
    zh = en = ""
    for sign, factors in terms:
        joint = (" - " if sign < 0 else " + ") if zh else "-" if sign < 0 else ""
        for place, (power, each) in enumerate(factors):
            joint = joint if not place else " × " if power > 0 else " ÷ "
            name = headers[each] if isinstance(each, str) else Text(*[number_text(each)] * 2)
            zh_name, en_name = (f"“{name.zh}”", f"“{name.en}”") if isinstance(each, str) else (name.zh, name.en)
            zh, en = f"{zh}{joint}{zh_name}", f"{en}{joint}{en_name}"
    return Text(zh, en)


def _factors(terms: Iterable[Term]) -> Iterator[str | Fraction]:
    """Every column and number in a sum."""
    return (each for _, factors in terms for _, each in factors)


def _split(text: str) -> tuple[tuple[Term, ...], Operator, tuple[Term, ...]] | None:
    match = _SIDES.fullmatch(text)
    return None if match is None else (_terms(match[1]), _OPERATORS[match[2]], _terms(match[3]))


def _terms(text: str) -> tuple[Term, ...]:
    """Reads a sum; empty if it can't be read."""
    found: list[tuple[int, list[Factor]]] = []
    at = 0
    while at < len(text):
        match = _FACTOR.match(text, at)
        if match is None or (not match[1] if found else match[1] in ("*", "/")):
            return ()
        number = None if match[2][0].isalpha() else exact(match[2])
        if (number is None and not match[2][0].isalpha()) or (match[1] == "/" and number == 0):
            return ()
        each = match[2] if number is None else number
        if match[1] in ("*", "/"):
            found[-1][1].append((1 if match[1] == "*" else -1, each))
        else:
            found.append((-1 if match[1] == "-" else 1, [(1, each)]))
        at = match.end()
    return tuple((sign, tuple(factors)) for sign, factors in found)


def _balance(value: object) -> object:
    return {"holds": value} if isinstance(value, str) else value


#: `total = a + b`, or in full.
AskedBalance = Annotated[Balance, BeforeValidator(_balance)]
