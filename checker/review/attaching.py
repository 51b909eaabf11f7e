"""Adds to the flags of a report what the ledger knows of them: what became of each, and what was decided."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from checker.model import Department, Flag, Report, Tracked
from checker.model.decisions import Holds
from checker.review.following import FlagState
from checker.review.holding import Decisions, Verdict
from checker.review.listing import FLAG
from checker.review.words import DOUBTS, HOLDS, STATES
from checker.text.bilingual import Text


def attach(
    report: Report,
    items: Iterable[Mapping[str, Any]],
    decisions: Decisions,
    day: date,
    id_of: Callable[[Department], str],
) -> Report:
    """Adds the states and decisions of a run's recorded flags to its report; decisions are judged on `day`."""
    known = {(str(each["department"]), str(each["ref"])): each for each in items if each["item"] == FLAG}

    def track(department: str, flags: tuple[Flag, ...]) -> tuple[Flag, ...]:
        tracked = (known.get((department, flag.fingerprint)) for flag in flags)
        return tuple(
            flag if item is None else replace(flag, tracked=track_flag(item, decisions.verdict(item, day)))
            for flag, item in zip(flags, tracked, strict=True)
        )

    return replace(
        report,
        departments=tuple(replace(each, flags=track(id_of(each), each.flags)) for each in report.departments),
        unplaced=tuple(replace(each, flags=track(id_of(each), each.flags)) for each in report.unplaced),
        district_flags=track("", report.district_flags),
    )


def track_flag(item: Mapping[str, Any], verdict: Verdict) -> Tracked:
    """Says what the ledger knows of a recorded flag."""
    state, decision = FlagState(item["state"]), verdict.decision
    until = None if decision is None else decision.ends or decision.due
    words = [STATES[state]] + ([] if verdict.holds is Holds.OPEN else [HOLDS[verdict.holds]])
    if until is not None:
        words.append(Text(f"至 {until}", f"until {until}"))
    if doubt := str(item.get("doubt") or ""):
        words.append(DOUBTS[doubt])
    return Tracked(
        state.value,
        str(item["finding"]),
        str(item["first"]),
        verdict.holds.value,
        Text("；".join(each.zh for each in words), "; ".join(each.en for each in words)),
        None if decision is None else decision.seq,
        "" if decision is None else decision.by,
        until,
    )
