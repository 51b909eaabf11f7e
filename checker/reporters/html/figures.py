"""Results as people read them: every figure as text in both languages, made once for the whole page."""

from dataclasses import replace
from fractions import Fraction

from checker.frozen import dataclass
from checker.model import Member, Result, Status
from checker.reporters.html.view import View, both
from checker.text.bilingual import Text
from checker.wording import results
from checker.wording.labels import MARKS, STATUSES, target_text, value_text

EMPTY = Text("", "")
#: The most members listed for one result.
MOST_MEMBERS = 40


@dataclass(frozen=True)
class Figures:
    """A result in words. Texts with nothing to say are empty.

    Attributes:
        number: the number of the result in the page's data.
        has_value: whether there is a value; otherwise `value` is "-".
        needed: what reaches the target, or that it is out of reach.
        by: the last day on which that still counts.
        reason: why there is no value, or no certain one.
        short: the members below their goal, nearest to it first.
        short_more: how many more members are below their goal.
        excluded, unknown: how many rows or members were excluded or are unknown.
        earlier: the exact value of the previous period, or None.
        before: the same in words.
        direction, turn: how the value has moved since then, and whether that is better.
    """

    number: int
    status: Status
    has_value: bool
    value: Text
    counted: Text
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
    direction: results.Direction
    turn: results.Turn

    @property
    def kind(self) -> str:
        """The CSS class of the status."""
        return f"s-{self.status.value}"

    @property
    def mark(self) -> str:
        """The mark of the status."""
        return MARKS[self.status]

    @property
    def status_word(self) -> Text:
        """The word for the status."""
        return STATUSES[self.status]


#: Results in words, by the number of the department (the district comes after the last) and the indicator.
AllFigures = dict[tuple[int, str], Figures]


def make_all_figures(view: View) -> AllFigures:
    """Puts every result of the report into words and numbers them."""
    departments = view.report.departments
    owned = [(number, each) for number, one in enumerate(departments) for each in one.results]
    owned += [(len(departments), each) for each in view.report.district_results]
    codes = (*(each.code for each in departments), "")
    return {
        (department, result.indicator): make_figures(view, result, codes[department], number)
        for number, (department, result) in enumerate(owned)
    }


def make_figures(view: View, result: Result, department: str | None, number: int = -1) -> Figures:
    """Puts a result into words.

    `department` is the code of its department, "" for the district, or None for a part that earlier reports don't have;
    `number` is -1 for a result that isn't in the page's data.
    """
    unit = view.label(result).unit
    expected, needed, by = result.expected, results.needed_text(result), results.needed_by(result)
    previous = view.report.previous
    then = None
    if previous is not None and department is not None:
        then = previous.standings.get((department, result.indicator))
    earlier = then.value if then else None
    members = results.short_members(result)
    direction, turn = results.movement(result, earlier)
    return Figures(
        number=number,
        status=result.status,
        has_value=result.value is not None,
        value=both(lambda language: results.figure_text(result, unit, language)),
        counted=both(lambda language: results.counted_text(result, language, view.label(result))),
        bounds=both(lambda language: results.bounds_text(result, unit, language)),
        target=both(lambda language: target_text(result.target, unit, language)),
        expected=EMPTY if expected is None else both(lambda language: value_text(expected, unit, language)),
        needed=EMPTY if needed is None else view.text(needed),
        by="" if by is None else by.isoformat(),
        reason=EMPTY if result.reason is None else view.text(result.reason),
        short=tuple(_member(view, member, view.label(result).member_unit) for member in members[:MOST_MEMBERS]),
        short_more=max(0, len(members) - MOST_MEMBERS),
        excluded=result.excluded,
        unknown=result.unknown,
        earlier=earlier,
        before=EMPTY if earlier is None else both(lambda language: value_text(earlier, unit, language)),
        direction=direction,
        turn=turn,
    )


def _member(view: View, member: Member, unit: Text) -> Text:
    """Says how far a member is. The label is masked before it becomes part of a sentence."""
    masked = replace(member, label=view.text(member.label))
    return both(lambda language: results.member_text(masked, unit, language))
