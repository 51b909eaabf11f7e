"""How many members rows that may be anybody's can bring to their goal together: each row is one member's only."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from heapq import heappop, heappush

from checker.frozen import dataclass
from checker.measures.cohort.date_ranges import FIRST, LAST, DateRange
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
    helping = sum(worth is None or worth > 0 for worth in rows)
    worths = sorted(worth for worth in rows if worth is not None and worth > 0)
    passed, spent, lacking = 0, Fraction(0), Fraction(0)
    for count, largest in enumerate(nearest[:helping], start=1):
        # What a row has beyond the largest lack is of no use to another member.
        while passed < len(worths) and worths[passed] <= largest:
            spent += worths[passed]
            passed += 1
        lacking += largest
        if lacking <= spent + largest * (helping - passed):
            raised = count
    return raised


@dataclass(frozen=True)
class Unaided:
    """What a member is without the rows that may be anybody's.

    Attributes:
        key: what names its rows.
        whole, by_now: its lowest goal, by the end and by now.
        most: the most that it reaches without them; None: no limit.
        span: the date range in which its rows lie, if it has one of its own.
    """

    key: object
    whole: Fraction
    by_now: Fraction
    most: Fraction | None
    span: DateRange | None

    @property
    def days(self) -> tuple[int, int]:
        """The first and the last day of its rows, however its range turns out."""
        return (FIRST, LAST) if self.span is None else (self.span.starts[0], self.span.ends[1])


@dataclass
class Claim:
    """Members that one row can help at once: those of one key whose date ranges overlap. Mostly it is one member.

    Attributes:
        lack: the least that one of them lacks.
        first, last: the days on which a row helps at least one of them.
    """

    lack: Fraction
    first: int
    last: int
    members: int = 1


def spare_members(
    spec: CohortSettings, scope: Scope, loose: MemberRows, members: Sequence[tuple[Placing, Fraction, Unaided]]
) -> int:
    """Counts the members in doubt that can't reach their goal together, as too few rows may be theirs.

    Args:
        spec: of the cohort.
        scope: the definitions of the tables.
        loose: the rows without a readable key.
        members: the place of each, its goal, and what it is without these rows.
    """
    if not loose.rows:
        return 0
    nested = spec.each.measure
    column = None if isinstance(nested, Count) else scope.tables[nested.table].columns[nested.column]
    lacking = [
        (goal - each.most, each)
        for place, goal, each in members
        if place == "pass_or_fail" and each.most is not None and goal > each.most
    ]
    claims = _claims(lacking)
    worths, today = worth_of(loose, column), scope.as_of.toordinal()
    helped = _days_of(claims)
    useful = [
        (worth, day)
        for worth, day in zip(worths, loose.days, strict=True)
        if (worth is None or worth > 0) and (day is None or (day <= today and _covers(helped, day)))
    ]
    raised = min(
        most_raised([each.lack for each in claims], [worth for worth, _ in useful]),
        most_served(claims, [day for _, day in useful]),
    )
    largest = sorted((each.members for each in claims), reverse=True)
    return len(lacking) - sum(largest[:raised])


def _claims(lacking: Sequence[tuple[Fraction, Unaided]]) -> list[Claim]:
    """Joins members of one key whose date ranges overlap."""
    by_key: dict[object, list[Claim]] = defaultdict(list)
    for lack, member in sorted(lacking, key=lambda pair: pair[1].days):
        first, last = member.days
        claims = by_key[member.key]
        if claims and first <= claims[-1].last:
            joined = claims[-1]
            joined.lack, joined.last = min(joined.lack, lack), max(joined.last, last)
            joined.members += 1
        else:
            claims.append(Claim(lack, first, last))
    return [claim for claims in by_key.values() for claim in claims]


def _days_of(claims: Sequence[Claim]) -> list[tuple[int, int]]:
    """Gives the days on which a row helps somebody, as ranges that don't overlap."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted((each.first, each.last) for each in claims):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return joined


def _covers(ranges: Sequence[tuple[int, int]], day: int) -> bool:
    before = bisect_right(ranges, day, key=lambda each: each[0])
    return before > 0 and day <= ranges[before - 1][1]


def most_served(claims: Sequence[Claim], days: Sequence[int | None]) -> int:
    """Finds how many claims can have a row of their own at the most; a row without a day (None) fits any.

    Each row, by day, goes to the claim that ends first.
    """
    coming = sorted(claims, key=lambda claim: claim.first, reverse=True)
    waiting: list[int] = []
    served = 0
    for day in sorted(day for day in days if day is not None):
        while coming and coming[-1].first <= day:
            heappush(waiting, coming.pop().last)
        while waiting and waiting[0] < day:
            heappop(waiting)
        if waiting:
            heappop(waiting)
            served += 1
    return min(len(claims), served + days.count(None))
