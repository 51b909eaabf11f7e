"""How many members rows that may be anybody's can bring to their goal together: each row is one member's only."""

from collections.abc import Sequence
from fractions import Fraction

from checker.measures.cohort.member_rows import MemberRows
from checker.measures.cohort.settings import CohortSettings
from checker.measures.count import Count
from checker.measures.toolkit.scope import Scope
from checker.model import Placing
from checker.tables.columns import Column

#: What one such row is worth at the most; None: any amount.
Worth = Fraction | None


def worth_of(loose: MemberRows, column: Column | None) -> list[Worth]:
    """Gives the most that each row without a readable key can add."""
    if column is None:
        return [Fraction(1)] * len(loose.rows)
    pairs = zip(loose.numbers, loose.known, strict=True)
    return [max(Fraction(number), Fraction(0)) if known else column.maximum for number, known in pairs]


def most_raised(lacks: Sequence[Fraction], rows: Sequence[Worth]) -> int:
    """Finds how many members the rows can bring to their goal at the most, by their number and their sum.

    Args:
        lacks: what each member lacks without them.
        rows: what each row is worth at the most.
    """
    nearest, raised = sorted(lacks), 0
    helping = [worth for worth in rows if worth is None or worth > 0]
    for count in range(1, min(len(nearest), len(helping)) + 1):
        # What a row has beyond the largest lack is of no use to another member.
        largest = nearest[count - 1]
        useful = sum((largest if worth is None else min(worth, largest) for worth in helping), Fraction(0))
        if sum(nearest[:count], Fraction(0)) <= useful:
            raised = count
    return raised


def spare_members(
    spec: CohortSettings, scope: Scope, loose: MemberRows, members: Sequence[tuple[Placing, Fraction, Fraction | None]]
) -> int:
    """Counts the members in doubt that can't reach their goal together, as too few rows may be theirs.

    Args:
        spec: of the cohort.
        scope: the definitions of the tables.
        loose: the rows without a readable key.
        members: the place of each, its goal, and the most that it reaches without these rows (None: no limit).
    """
    if not loose.rows:
        return 0
    nested = spec.each.measure
    column = None if isinstance(nested, Count) else scope.tables[nested.table].columns[nested.column]
    lacks = [
        goal - most for place, goal, most in members if place == "pass_or_fail" and most is not None and goal > most
    ]
    return len(lacks) - most_raised(lacks, worth_of(loose, column))
