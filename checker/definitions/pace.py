"""What is due of a target in an open window."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from checker.tables.words import Exact, Strict


class PaceBy(Strict):
    """The share of the target required by the end of each quarter of the window.

    Attributes:
        by_quarter: the share for each quarter; the last is 100%.
    """

    by_quarter: tuple[Exact, ...] = Field(min_length=1)


def _word_or_list(value: object) -> str:
    return "list" if isinstance(value, (dict, PaceBy)) else "word"


Pace = Annotated[
    Annotated[Literal["even", "end"], Tag("word")] | Annotated[PaceBy, Tag("list")], Discriminator(_word_or_list)
]
