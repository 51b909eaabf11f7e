"""The score of all departments together, as a pack writes it."""

from __future__ import annotations

from pydantic import Field

from checker.definitions.consequences import OfParameter
from checker.tables.words import Strict, Words


class OverallRule(Strict):
    """The mean of the departments' scores.

    Attributes:
        name: what it is called, for people.
        clause: the clause that sets it.
        weights: the parameter with the weight of each department, such as its floor area; all count alike without it.
    """

    name: Words
    clause: str | None = Field(default=None, min_length=1)
    weights: OfParameter | None = None
