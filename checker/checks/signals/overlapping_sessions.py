"""Sees one person in two sessions that last several days and overlap."""

from collections import defaultdict
from collections.abc import Iterable

from checker.checks.registry import Evidence, Sighting, signal
from checker.checks.sessions import Part, parts_in
from checker.codes import Code
from checker.model import placed
from checker.tables.rows.places import show_record

OVERLAPPING_SESSIONS = Code("A720")


@signal(OVERLAPPING_SESSIONS)
def overlapping_sessions(evidence: Evidence) -> Iterable[Sighting]:
    """Flags the later of two sessions of one person that have more than a first or last day in common.

    One session may end in the morning and the next begin in the afternoon, so such a day proves nothing.
    """
    for typed, table, said in evidence.sessions():
        if said.end is None:
            continue
        for earlier, later in _overlaps(parts_in(typed, table, said)):
            yield Sighting(
                table.id,
                later.row,
                said.start,
                {
                    "person": show_record(typed, table, later.row, said.person),
                    "title": show_record(typed, table, later.row, said.called[0]),
                    "start": later.start,
                    "end": later.end,
                    "row": placed(earlier.row),
                    "other": show_record(typed, table, earlier.row, said.called[0]),
                    "other_start": earlier.start,
                    "other_end": earlier.end,
                },
            )


def _overlaps(parts: Iterable[Part]) -> Iterable[tuple[Part, Part]]:
    """Each session that overlaps an earlier one of the same person, with the one of these that ends last."""
    by_person: defaultdict[str, list[Part]] = defaultdict(list)
    for part in parts:
        if part.start <= part.end:
            by_person[part.person].append(part)
    for theirs in by_person.values():
        last: Part | None = None
        for part in sorted(theirs, key=lambda each: (each.start, each.end, each.session, each.key, each.row)):
            if last is not None and part.session != last.session and _both_at_once(last, part):
                yield last, part
            if last is None or part.end > last.end:
                last = part


def _both_at_once(one: Part, other: Part) -> bool:
    first, last = max(one.start, other.start), min(one.end, other.end)
    return first < last or (first == last and any(each.start < first < each.end for each in (one, other)))
