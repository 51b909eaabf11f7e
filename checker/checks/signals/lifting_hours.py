"""Sees sessions in which just those people have more hours than the others who reach their goal by them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from checker.checks.keys import first_row
from checker.checks.registry import Evidence, Sighting, signal
from checker.checks.sessions import Part, parts_in
from checker.codes import Code
from checker.definitions.indicators import Indicator
from checker.measures import MemberMeasure
from checker.measures.toolkit.sums import add_exactly
from checker.model import Member, Result
from checker.model.workbook import TypedTable
from checker.tables.roles import Sessions
from checker.tables.rows.places import show_record
from checker.tables.table import Table
from checker.text.normalize import number_text

LIFTING_HOURS = Code("A722")

#: One person with more hours can be chance: so are 4 to 10% of honest departments, and fewer than 0.5% with two.
FEWEST_MORE = 2
#: The usual hours are those of more than one in this many.
SHARE = 2

#: By session, what each member has of it.
_Attended = Mapping[tuple[str, ...], list[tuple[Member, Fraction, int]]]


@signal(LIFTING_HOURS)
def lifting_hours(evidence: Evidence) -> Iterable[Sighting]:
    """Flags a session in which most people have the same hours, and all who have more need them to reach the goal."""
    for typed, table, said in evidence.sessions():
        if said.hours is None:
            continue
        parts: dict[int, Part] | None = None
        for indicator, result in evidence.judged:
            if _sums(indicator, result, table):
                parts = parts or {part.row: part for part in parts_in(typed, table, said)}
                yield from _sightings(indicator, _attended(result, parts), typed, table, said)


def _sums(indicator: Indicator, result: Result, table: Table) -> bool:
    """Whether an indicator adds up hours of these sessions for each person."""
    asked = indicator.asked
    if not isinstance(asked, MemberMeasure) or asked.summed_goal is None:
        return False
    return any(member.rows.table == table.id for member in result.measured.members)


def _attended(result: Result, parts: Mapping[int, Part]) -> _Attended:
    """Gives the sessions in which not everybody has the same hours, with all who took part."""
    found: defaultdict[tuple[str, ...], list[tuple[Member, Fraction, int]]] = defaultdict(list)
    timed = {row: part for row, part in parts.items() if part.hours is not None}
    rows = [(member, [row for row in member.rows.numbers if row in timed]) for member in result.measured.members]
    uneven = _uneven(timed.values())
    for _, theirs in rows:
        if len(theirs) > 1:
            uneven |= {session for session, count in Counter(timed[row].session for row in theirs).items() if count > 1}
    for member, theirs in rows if uneven else ():
        if uneven.isdisjoint(timed[row].session for row in theirs):
            continue
        hours: dict[tuple[str, ...], tuple[Fraction, int]] = {}
        for row in theirs:
            part = timed[row]
            sum_, first = hours.get(part.session, (Fraction(0), row))
            hours[part.session] = (sum_ + (part.hours or Fraction(0)), first)
        if add_exactly(sum_ for sum_, _ in hours.values()) != member.amount:
            continue  # the indicator adds up another column, or rows that don't say when
        for session, (sum_, first) in hours.items():
            if session in uneven:
                found[session].append((member, sum_, first))
    return found


def _uneven(parts: Iterable[Part]) -> set[tuple[str, ...]]:
    """The sessions of which the rows don't all have the same hours."""
    first: dict[tuple[str, ...], tuple[int, int]] = {}
    lengths = ((part.session, part.hours.as_integer_ratio()) for part in parts if part.hours is not None)
    return {session for session, length in lengths if first.setdefault(session, length) != length}


def _sightings(
    indicator: Indicator, attended: _Attended, typed: TypedTable, table: Table, said: Sessions
) -> Iterator[Sighting]:
    for session, parts in attended.items():
        lengths = [hours.as_integer_ratio() for _, hours, _ in parts]
        counted = Counter(lengths)  # pairs of whole numbers are counted much faster than fractions
        found, having = counted.most_common(1)[0]
        if having * SHARE <= len(parts):
            continue
        usual = Fraction(*found)
        longer = {length for length in counted if Fraction(*length) > usual}
        more = [part for part, length in zip(parts, lengths, strict=True) if length in longer]
        if len(more) < FEWEST_MORE:
            continue
        if all(_needs(member, hours - usual) for member, hours, _ in more):
            row = first_row(typed, table, [row for *_, row in more])
            yield Sighting(
                table.id,
                row,
                said.hours or "",
                {
                    "name": indicator.name.text,
                    "title": show_record(typed, table, row, said.called[0]),
                    "day": session[0],
                    "people": len(parts),
                    "having": having,
                    "usual": number_text(usual),
                    "more": len(more),
                },
                indicator.id,
            )


def _needs(member: Member, hours: Fraction) -> bool:
    """Whether a member has reached the goal, and would not have without these hours."""
    return member.place == "passed" and member.amount - hours < member.goal <= member.amount
