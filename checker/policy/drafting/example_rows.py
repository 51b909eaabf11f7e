"""Rows of worked examples, and those of a share with a lower and an upper limit."""

from datetime import date
from fractions import Fraction
from math import floor

from checker.policy.drafting.proposals import Proposal

#: More rows than this are not written into an example.
MOST_ROWS = 30
#: The month and day of most rows.
DAY = (12, 10)
#: The rows of the three examples.
Three = tuple[list[str], list[str], list[str]]


def row(id: str, number: int, *more: str) -> str:
    """A row of a requirement, as YAML."""
    return ", ".join((f"requirement: {id}", f"record_no: A{number}", *more))


def on(year: int) -> str:
    """The day of most rows, in a year."""
    return f"happened_on: {date(year, *DAY)}"


def share_between(proposal: Proposal, id: str, year: int, most: str) -> Three | None:
    """The fewest rows of which some number is between both limits, and one fewer is not."""
    low, high = (Fraction(each.rstrip("%")) / (100 if "%" in each else 1) for each in (proposal.target[1], most))
    for size in range(1, MOST_ROWS + 1):
        good = floor(low * size) + 1
        if low < Fraction(good, size) < high and Fraction(good - 1, size) < low:
            marks = ["true"] * good + ["false"] * (size - good)
            met, fewer, open_ = (
                [row(id, place, on(year), f"counts: {each}") for place, each in enumerate(some, 1)]
                for some in (marks, ["false", *marks[1:]], ["invalid", *marks[1:]])
            )
            return met, fewer, open_
    return None
