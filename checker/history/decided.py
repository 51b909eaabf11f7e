"""Whether a report says of decisions what the ledger held at some time: on which day, and after which decision."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from checker.frozen import dataclass
from checker.ledger.recording import FLAG
from checker.ledger.records import Entry
from checker.review.attaching import track_flag
from checker.review.decisions import Decision
from checker.review.holding import Decisions
from checker.text.exact_json import canonical
from checker.wording.flags import export_tracked

Item = Mapping[str, Any]


@dataclass(frozen=True)
class Moment:
    """When a report was made: the decisions that there were, and a day on which the same held as on its own."""

    decisions: Decisions
    day: date


def find_moment(report: Item, run: Entry, items: Sequence[Item], decisions: Sequence[Decision]) -> Moment | None:
    """Finds when the ledger held what a report says of the decisions about its flags; None if it never did.

    Args:
        report: a report.json.
        run: the entry of its run.
        items: the items of that entry.
        decisions: all decisions about the pack, in the order in which they were recorded.
    """
    known = {(str(each["department"]), str(each["ref"])): each for each in items if each["item"] == FLAG}
    flags: list[tuple[Item, str]] = []
    for department, flag in _flags(report):
        item = known.get((department, str(flag["ref"])))
        if item is None or flag["decision"] is None:
            return None
        flags.append((item, canonical(flag["decision"])))
    before = sum(each.seq < run.seq for each in decisions)
    for count in range(len(decisions), before - 1, -1):
        taken = Decisions(decisions[:count])
        for day in _days(taken.all):
            if all(
                canonical(export_tracked(track_flag(item, taken.verdict(item, day)))) == said for item, said in flags
            ):
                return Moment(taken, day)
    return None


def _flags(report: Item) -> Iterator[tuple[str, Item]]:
    """Yields the flags of a report, each with its department as the ledger names it."""
    for flag in report["district"]["flags"]:
        yield "", flag
    for department in report["departments"]:
        for flag in department["flags"]:
            yield department["code"] or department["department"], flag


def _days(decisions: Sequence[Decision]) -> list[date]:
    """Lists the days from which on something else can hold, the newest first."""
    following = [day + timedelta(days=1) for each in decisions for day in (each.ends, each.due) if day is not None]
    begun = [each.begins for each in decisions if each.begins is not None]
    return sorted({date.min, *following, *begun}, reverse=True)
