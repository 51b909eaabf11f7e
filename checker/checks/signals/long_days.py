"""Sees people whose sessions of one day are longer together than a day can be."""

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

from checker.checks.keys import first_row, row_list
from checker.checks.registry import Evidence, Sighting, signal
from checker.checks.sessions import Part, parts_in
from checker.codes import Code
from checker.model import placed
from checker.tables.rows.places import show_record
from checker.text.normalize import number_text

LONG_DAY = Code("A721")


@signal(LONG_DAY)
def long_days(evidence: Evidence) -> Iterable[Sighting]:
    """Flags a person's sessions that begin on one day and have more hours together than anybody can attend.

    A session that alone has more hours lasts several days, as does one that ends on another day. Neither is counted.
    """
    for typed, table, said in evidence.sessions():
        if said.hours is None:
            continue
        for parts in _by_day(parts_in(typed, table, said)):
            sessions: defaultdict[tuple[str, ...], list[Part]] = defaultdict(list)
            for part in parts:
                sessions[part.session].append(part)
            lengths = {name: _hours(theirs) for name, theirs in sessions.items()}
            short = [name for name, hours in lengths.items() if hours <= said.most_hours]
            total = sum((lengths[name] for name in short), Fraction(0))
            if total <= said.most_hours:
                continue
            rows = sorted(part.row for name in short for part in sessions[name])
            first = first_row(typed, table, rows)
            yield Sighting(
                table.id,
                first,
                said.hours,
                {
                    "person": show_record(typed, table, first, said.person),
                    "day": parts[0].start,
                    "hours": number_text(total),
                    "most": number_text(said.most_hours),
                    "count": len(short),
                    "rows": placed(row_list(rows), *(" ".join(name) for name in short)),
                },
            )


def _by_day(parts: Iterable[Part]) -> Iterable[list[Part]]:
    """The parts of one person on one day, in the order of the sheet."""
    found: defaultdict[tuple[str, str], list[Part]] = defaultdict(list)
    for part in parts:
        if part.end in ("", part.start):
            found[part.person, part.start].append(part)
    return (each for each in found.values() if len(each) > 1)


def _hours(parts: list[Part]) -> Fraction:
    return sum((part.hours or Fraction(0) for part in parts), Fraction(0))
