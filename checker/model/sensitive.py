"""A text of the workbook that knows which of its characters tell of a person.

Knows nothing but the standard library.
"""

from __future__ import annotations

from typing import NamedTuple, Self

from checker.model.flags import Personal


class Part(NamedTuple):
    """The characters from `start` to before `end`, and what they are."""

    start: int
    end: int
    kind: Personal


class Sensitive(str):
    """A text some parts of which were found to be somebody's name or number; masked where it is shown.

    Equal to the plain text, and like it in every other way, so that sheets are found and rows are matched by it. What
    is cut or put together from it is a plain text again: show it first.

    Attributes:
        parts: in order, none overlapping another.
    """

    parts: tuple[Part, ...]

    def __new__(cls, text: str, parts: tuple[Part, ...] = ()) -> Self:
        """A text with its parts; without any where it is made by copying, which sets them afterwards."""
        made = super().__new__(cls, text)
        made.parts = parts
        return made
