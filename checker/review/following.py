"""Follows flags from one recorded run to the next, and says what became of each.

A flag gets a *finding*, a number of its own that it keeps for as long as it is recognised beyond doubt; decisions are
about findings. A flag that was found before and isn't found now is only fixed if somebody looked: the same check, on
the same record, of a workbook that was accepted, by the same rule.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import field
from enum import StrEnum
from typing import Any

from checker.frozen import dataclass
from checker.model.fingerprints import Fingerprint
from checker.model.flags import Known
from checker.model.matching import How, Match, Trace, match, match_exactly
from checker.periods import Period, parse_period
from checker.text.exact_json import Json
from checker.text.normalize import key_form

#: For how many quarters a flag that was fixed can still be reopened.
REMEMBERED = 4

Item = Mapping[str, Any]


class FlagState(StrEnum):
    """What became of a flag since the run before."""

    NEW = "new"
    PERSISTING = "persisting"
    CHANGED = "changed"
    REOPENED = "reopened"
    FIXED = "fixed"
    NOT_LOOKED_AT = "not_looked_at"
    WITHDRAWN = "withdrawn"


#: The states of flags that a run found, and of those that it didn't find.
FOUND = (FlagState.NEW, FlagState.PERSISTING, FlagState.CHANGED, FlagState.REOPENED)
GONE = (FlagState.FIXED, FlagState.NOT_LOOKED_AT, FlagState.WITHDRAWN)


@dataclass(frozen=True)
class Looked:
    """What a run looked at.

    Attributes:
        departments: the codes of the departments whose workbooks were accepted.
        indicators: the indicators that each of them was judged by.
        tables: the tables that were read in each of them.
        rules: a hash of every rule, as `Pack.rules`; a flag whose rule has changed is withdrawn.
        codes: every kind of flag that the program knows.
        records: the keys of the rows of each department and table, as shown and in comparing form.
        faults: whether the program failed somewhere in the run.
    """

    departments: Collection[str]
    indicators: Mapping[str, Collection[str]]
    tables: Mapping[str, Collection[str]]
    rules: Mapping[str, str]
    codes: Collection[str]
    records: Mapping[tuple[str, str], Set[str]] = field(default_factory=dict)
    faults: bool = False


@dataclass(frozen=True)
class Run:
    """A recorded run to compare with: its entry, its period, and its flags, found and gone."""

    id: str
    period: Period
    rules: Mapping[str, str]
    flags: Sequence[Item]


def follow(
    flags: Sequence[Item],
    looked: Looked,
    period: Period,
    before: Run | None,
    agree: Callable[[Sequence[str]], bool] = lambda findings: False,
) -> Iterator[dict[str, Json]]:
    """Yields the flags of a run as the ledger keeps them, then those of the run before that are gone.

    Args:
        flags: the run's flags as report.json has them, each with its `department` and `keyed`.
        looked: what the run looked at.
        period: the run's period.
        before: the run before, if there is one.
        agree: whether the same was decided about all of several findings; only then may it pass between equal flags.
    """
    old = [each for each in (before.flags if before else ()) if _is_remembered(each, period)]
    open_old = [each for each in old if each["state"] not in (FlagState.FIXED, FlagState.WITHDRAWN)]
    closed = [each for each in old if each["state"] in (FlagState.FIXED, FlagState.WITHDRAWN)]
    matches = match(list(map(trace, open_old)), list(map(trace, flags)))
    again = _find_closed(flags, matches, closed)
    run = before.id if before else ""
    used: set[int] = set()
    for place, (flag, found) in enumerate(zip(flags, matches, strict=True)):
        if found.old is not None:
            used.add(found.old)
            yield _matched(flag, open_old[found.old], found, _passes(found, open_old, agree), period, run)
        elif place in again:
            yield _begin(flag, FlagState.REOPENED, period, run, again[place])
        else:
            doubt = "ambiguous" if found.how is How.AMBIGUOUS else ""
            yield {**_begin(flag, FlagState.NEW, period, run), **({"doubt": doubt} if doubt else {})}
    reopened = {id(each) for each in again.values()}
    gone = [each for place, each in enumerate(open_old) if place not in used]
    unclear = {
        str(flag["fingerprint"]) for flag, found in zip(flags, matches, strict=True) if found.how is How.AMBIGUOUS
    }
    for each in gone:
        if each["fingerprint"] in unclear:  # one of several that look alike is still there
            state, why = FlagState.WITHDRAWN, "unclear"
        else:
            state, why = _what_became(each, looked, before)
        yield _end(each, state, why, period)
    for each in closed:
        if id(each) not in reopened:
            yield dict(each)


def trace(flag: Item) -> Trace:
    """What a recorded flag is recognised by."""
    print = Fingerprint.parse(str(flag["ref"]))
    return Trace(print or Fingerprint(str(flag["ref"]), "", "", Known.NOT), str(flag.get("keyed") or ""))


def _find_closed(flags: Sequence[Item], matches: Sequence[Match], closed: Sequence[Item]) -> dict[int, Item]:
    """Finds the flags that were gone and are back, by exact matches only."""
    left = [place for place, found in enumerate(matches) if found.old is None and found.how is How.NEW]
    found = match_exactly(list(map(trace, closed)), [trace(flags[place]) for place in left])
    return {
        place: closed[each.old]
        for place, each in zip(left, found, strict=True)
        if each.old is not None and each.certain
    }


def _passes(found: Match, old: Sequence[Item], agree: Callable[[Sequence[str]], bool]) -> bool:
    """Returns whether what was decided about the old flag holds for the new one."""
    return found.certain or (len(found.alike) > 1 and agree([str(old[each]["finding"]) for each in found.alike]))


def _matched(flag: Item, old: Item, found: Match, certain: bool, period: Period, run: str) -> dict[str, Json]:
    state = FlagState.PERSISTING if found.how is How.PERSISTING else FlagState.CHANGED
    if certain:
        return {**flag, "state": state.value, "finding": old["finding"], "first": old["first"], "last": period.label}
    # It looks the same, but it could be on another row: what was decided stays behind.
    return {**_begin(flag, state, period, run), "first": old["first"], "was": old["finding"], "doubt": "uncertain"}


def _begin(flag: Item, state: FlagState, period: Period, run: str, old: Item | None = None) -> dict[str, Json]:
    parts = (run, period.label, str(flag["department"]), str(flag["ref"]))
    number = hashlib.sha256("".join(f"{len(part)}:{part}" for part in parts).encode()).hexdigest()[:12]
    finding, first = (number, period.label) if old is None else (old["finding"], old["first"])
    return {**flag, "state": state.value, "finding": finding, "first": first, "last": period.label}


#: What is kept of a flag that is gone.
_KEPT = (
    *(
        "department",
        "code",
        "severity",
        "sheet",
        "row",
        "cell",
        "table",
        "field",
        "header",
        "key",
        "indicator",
        "message",
    ),
    *("observed", "fingerprint", "facts", "ref", "keyed", "finding", "first", "last"),
)


def _end(flag: Item, state: FlagState, why: str, period: Period) -> dict[str, Json]:
    kept = {name: flag[name] for name in _KEPT if name in flag}
    return {**kept, "state": state.value, "why": why, "gone": flag.get("gone") or period.label}


def _what_became(flag: Item, looked: Looked, before: Run | None) -> tuple[FlagState, str]:
    """Says what became of a flag that a run didn't find, and why, in a word of `WHY`."""
    department, code = str(flag["department"]), str(flag["code"])
    table, indicator = str(flag.get("table") or ""), str(flag.get("indicator") or "")
    if code not in looked.codes:
        return FlagState.WITHDRAWN, "code_gone"
    rule = indicator or (table and f"tables/{table}")
    if rule and rule not in looked.rules:
        return FlagState.WITHDRAWN, "rule_gone"
    if rule and before is not None and before.rules.get(rule, looked.rules[rule]) != looked.rules[rule]:
        return FlagState.WITHDRAWN, "rule_changed"
    if looked.faults:
        return FlagState.NOT_LOOKED_AT, "fault"
    if department and department not in looked.departments:
        return FlagState.NOT_LOOKED_AT, "no_workbook"
    if indicator and department and indicator not in looked.indicators.get(department, ()):
        return FlagState.NOT_LOOKED_AT, "not_judged"
    if table and department and table not in looked.tables.get(department, ()):
        return FlagState.NOT_LOOKED_AT, "no_sheet"
    known = looked.records.get((department, table))
    key = str(flag.get("key") or "")
    if known is not None and key and flag.get("row") and known.isdisjoint((key, key_form(key))):
        return FlagState.NOT_LOOKED_AT, "no_record"
    return FlagState.FIXED, ""


def _is_remembered(flag: Item, period: Period) -> bool:
    """Whether a flag of the run before still matters: found there, or gone for at most four quarters."""
    gone = flag.get("gone")
    if not gone:
        return True
    return _quarters(parse_period(str(gone)).window.end, period.window.end) <= REMEMBERED


def _quarters(first: Any, last: Any) -> int:
    return int((last.year - first.year) * 12 + last.month - first.month) // 3


def count_states(flags: Iterable[Item]) -> dict[str, dict[str, int]]:
    """Counts flags by state and severity."""
    counts: dict[str, dict[str, int]] = {state.value: {} for state in FlagState}
    for each in flags:
        by = counts[str(each["state"])]
        by[str(each["severity"])] = by.get(str(each["severity"]), 0) + 1
    return counts
