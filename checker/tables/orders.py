"""Pairs of date columns: which comes first, and between which a record belongs to a department."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, Field

from checker.codes.shared import BAD_FORM
from checker.tables.words import Strict, TrueFalse
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text


class Order(Strict):
    """Two date columns of a row: the first is on or before the second, or strictly before it.

    Attributes:
        first, second: the two columns.
        strict: whether the first must be before the second, not on the same day.
    """

    first: str
    second: str
    strict: TrueFalse = False


def _order(value: object) -> object:
    if not isinstance(value, str):
        return value
    match = re.fullmatch(r"\s*(\w+)\s*(<=|<)\s*(\w+)\s*", value)
    if not match:
        needed = Text(zh="应写成“列1 <= 列2”", en="write it as first_column <= second_column")
        raise refused(refusal(BAD_FORM, found=value, needed=needed))
    return {"first": match[1], "second": match[3], "strict": match[2] == "<"}


class Stay(Strict):
    """Where a record moves from one department to another: the date columns with its first and last day in each.

    A blank first day is before, and a blank last day after, every other.

    Attributes:
        first: the date column with the first day in a department.
        last: the date column with the last day.
    """

    first: str = Field(alias="from")
    last: str = Field(alias="to")


#: `a <= b`, `a < b`, or in full.
AskedOrder = Annotated[Order, BeforeValidator(_order)]
