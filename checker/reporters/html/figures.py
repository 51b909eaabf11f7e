"""One result as people read it: every figure as a text in both languages, told exactly once for the whole page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from checker.model import Member, Result, Status
from checker.reporters.html.view import View, both
from checker.text.bilingual import Text
from checker.wording.labels import target_text, value_text
from checker.wording.results import (
    Direction,
    Turn,
    bounds_text,
    figure_text,
    fraction_text,
    member_text,
    movement,
    needed_by,
    needed_text,
    short_members,
)

EMPTY = Text("", "")
#: Members that are named of one result.
NAMED = 40


@dataclass(frozen=True)
class Figures:
    """A result in words; whatever there is nothing to say of is empty.

    Attributes:
        has_value: whether there is a value; `value` is "-" where there is none.
        value, counted, bounds, target, expected: the figures.
        needed: what reaches the target, or that nothing does any more.
        by: the last day on which that still counts.
        reason: why there is no value, or no certain one.
        short: the members below their goal, the nearest first, and how far they have come.
        short_more: how many more there are.
        excluded, unknown: how many rows or members were left out, or could not be decided.
        earlier: the value of the previous period, exact; None where there is none.
        before: the same in words.
        before_status: its status there.
        direction, turn: where the value has gone since, and whether that is better.
    """

    status: Status
    has_value: bool
    value: Text
    counted: str
    bounds: Text
    target: Text
    expected: Text
    needed: Text
    by: str
    reason: Text
    short: tuple[Text, ...]
    short_more: int
    excluded: int
    unknown: int
    earlier: Fraction | None
    before: Text
    before_status: Status | None
    direction: Direction
    turn: Turn


#: By the number of the department (the district behind the last) and the indicator: the result's number, its words.
Said = dict[tuple[int, str], tuple[int, Figures]]


def all_figures(view: View) -> Said:
    """Every result of the report in words, numbered through."""
    owned = [(number, each) for number, one in enumerate(view.report.departments) for each in one.results]
    owned += [(len(view.report.departments), each) for each in view.report.district_results]
    return {
        (number, result.indicator): (place, _figures(view, result, view.code(number)))
        for place, (number, result) in enumerate(owned)
    }


def _figures(view: View, result: Result, department: str) -> Figures:
    """Puts a result into words; `department` is the code of whose it is, "" for the district."""
    unit = view.label(result).unit
    expected, needed, by = result.expected, needed_text(result), needed_by(result)
    previous = view.report.previous
    standing = previous.standings.get((department, result.indicator)) if previous else None
    earlier = standing.value if standing else None
    members = short_members(result)
    direction, turn = movement(result, earlier)
    return Figures(
        status=result.status,
        has_value=result.value is not None,
        value=both(lambda language: figure_text(result, unit, language)),
        counted=fraction_text(result),
        bounds=both(lambda language: bounds_text(result, unit, language)),
        target=both(lambda language: target_text(result.target, unit, language)),
        expected=EMPTY if expected is None else both(lambda language: value_text(expected, unit, language)),
        needed=EMPTY if needed is None else view.text(needed),
        by="" if by is None else by.isoformat(),
        reason=EMPTY if result.reason is None else view.text(result.reason),
        short=tuple(_member(view, member, result) for member in members[:NAMED]),
        short_more=max(0, len(members) - NAMED),
        excluded=result.excluded,
        unknown=result.unknown,
        earlier=earlier,
        before=EMPTY if earlier is None else both(lambda language: value_text(earlier, unit, language)),
        before_status=standing.status if standing else None,
        direction=direction,
        turn=turn,
    )


def _member(view: View, member: Member, result: Result) -> Text:
    """How far a member has come; its label is masked before it becomes part of a sentence."""
    shown = replace(member, label=view.text(member.label))
    unit = view.label(result).member_unit
    return both(lambda language: member_text(shown, unit, language))
