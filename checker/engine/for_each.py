"""Judges the district by a target that is for each department: it is reached if every one of them reaches it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from checker.definitions.roster import RosterEntry
from checker.model import Department, Result, Status
from checker.text.bilingual import Text, join_texts
from checker.text.levels import ZH

_NAMED = 5

#: By name of the department, its own result.
Own = Sequence[tuple[Text, Result]]


def results_of(id: str, entries: Sequence[RosterEntry], departments: Mapping[str, Department]) -> Own:
    """Gives the results of departments by one indicator, in the order of the roster."""
    there = [departments[entry.code] for entry in entries if entry.code in departments]
    return [(each.name, result) for each in there for result in each.results if result.indicator == id]


def judge_for_each(pooled: Result, own: Own, uncounted: Sequence[Text]) -> Result:
    """Gives the district the worst status of its departments; the value is still that of all of them together.

    It earns what the worst of them earns. One department that misses the target decides; those that haven't
    submitted leave it open otherwise.
    """
    judged = [(name, result) for name, result in own if result.status is not Status.NOT_APPLICABLE]
    if not judged:
        return pooled
    worst = min((status for status in _FROM_WORST if any(r.status is status for _, r in judged)), key=_FROM_WORST.index)
    if uncounted and worst is not Status.MISSED:
        worst = Status.UNDETERMINED
    earned = [result.attainment for _, result in judged if result.attainment is not None]
    return replace(
        pooled,
        status=worst,
        reachable=all(result.reachable for _, result in judged),
        expected=None,
        needed=None,
        attainment=min(earned, default=Fraction(0)),
        reason=_reason(worst, judged, uncounted),
    )


_FROM_WORST = (Status.MISSED, Status.UNDETERMINED, Status.BEHIND, Status.ON_TRACK, Status.MET)


def _reason(worst: Status, judged: Own, uncounted: Sequence[Text]) -> Text:
    """Says that the target is for each, and which of them decide."""
    deciding = [name for name, result in judged if result.status is worst]
    if worst in (Status.MET, Status.ON_TRACK):
        number = len(judged)
        return Text(f"目标针对每个{ZH.单位}：{number} 个都达标", f"the target is for each: all {number} meet it")
    if worst is Status.UNDETERMINED:
        deciding += uncounted
    named, more = join_texts(deciding[:_NAMED], "、", ", "), len(deciding) - _NAMED
    listed = named if more <= 0 else Text(f"{named.zh}等 {len(deciding)} 个{ZH.单位}", f"{named.en} and {more} more")
    said = {
        Status.MISSED: Text("未达标", "missed by"),
        Status.BEHIND: Text("进度滞后", "behind schedule:"),
        Status.UNDETERMINED: Text("待定", "undetermined for"),
    }[worst]
    return Text(f"目标针对每个{ZH.单位}，{listed.zh}{said.zh}", f"the target is for each: {said.en} {listed.en}")
