"""Prepares the items of a run for the ledger: its flags with what became of each since the run before."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from checker.codes import catalogue
from checker.model import State
from checker.periods import parse_period
from checker.review.following import Looked, Run, follow
from checker.review.holding import Decisions
from checker.review.listing import FLAG, GONE_FLAG, make_index, sort_flags
from checker.text.exact_json import Json

#: Kinds of items that the review reads.
CHECKED, ROWS = "checked", "rows"

Item = Mapping[str, Any]


class Entries(Protocol):
    """What is read of an entry: its number, its name for people, and what it says."""

    seq: int
    id: str
    payload: Mapping[str, Any]


def follow_flags(ledger: Any, payload: Item, items: Iterable[Item], decisions: Decisions) -> Iterator[dict[str, Json]]:
    """Yields a run's items with the states of its flags, which follow from the ledger's earlier runs and decisions."""
    before = find_before(ledger.entries("run"), ledger.items, str(payload["pack"]["id"]), str(payload["period"]))
    return add_states(payload, items, before, decisions)


def add_states(
    payload: Item, items: Iterable[Item], before: Run | None, decisions: Decisions
) -> Iterator[dict[str, Json]]:
    """Yields a run's items with the states of its flags, then those that are gone, and an index of both."""
    listed = list(items)
    flags = [each for each in listed if each["item"] == FLAG]
    yield from (dict(each) for each in listed if each["item"] != FLAG)
    looked, period = looked_at(payload, listed), parse_period(str(payload["period"]))
    followed = sort_flags(follow(flags, looked, period, before, decisions.agree))
    yield from make_index(followed)
    for each in followed:
        yield {**each, "item": FLAG if "gone" not in each else GONE_FLAG}


def looked_at(payload: Item, items: Sequence[Item]) -> Looked:
    """Says what a run looked at, from its payload and items."""
    accepted = {State.ACCEPTED.value, State.ACCEPTED_WITH_ERRORS.value}
    checked = {str(each["department"]): each for each in items if each["item"] == CHECKED}
    return Looked(
        departments={code for code, each in checked.items() if each["state"] in accepted},
        indicators={code: set(each["indicators"]) for code, each in checked.items()},
        tables={
            code: {sheet["table"] for sheet in each["tables"] if sheet["rows"] or sheet["nil"]}
            for code, each in checked.items()
        },
        rules=dict(payload["rules"]),
        codes=set(catalogue()),
        records={
            (str(each["department"]), str(each["table"])): {*each["shown"], *each["forms"]}
            for each in items
            if each["item"] == ROWS
        },
        faults=bool(payload["faults"]),
    )


def find_before(
    entries: Iterable[Entries], items: Callable[[int, str], Iterable[Item]], pack: str, period: str
) -> Run | None:
    """Finds the run to compare with: the last one of the latest period that is not after this one.

    Args:
        entries: the ledger's runs, the newest first.
        items: reads the items of an entry that are of one kind.
        pack: the pack's id.
        period: the label of the period that is being recorded.
    """
    end = parse_period(period).window.end
    best: tuple[Any, int] | None = None
    found: Entries | None = None
    for entry in entries:
        if entry.payload["pack"]["id"] != pack:
            continue
        other = parse_period(str(entry.payload["period"])).window.end
        if other <= end and (best is None or (other, entry.seq) > best):
            best, found = (other, entry.seq), entry
    if found is None:
        return None
    flags = [*items(found.seq, FLAG), *items(found.seq, GONE_FLAG)]
    return Run(found.id, parse_period(str(found.payload["period"])), dict(found.payload["rules"]), flags)
