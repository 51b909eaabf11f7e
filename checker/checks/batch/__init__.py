"""Signals over several departments, or over this report and the previous one: one per file, found by walking it.

A signal is worth a look and proves nothing: there are innocent causes, and no score changes. With many comparisons some
are odd by chance, so of all that compare a count with chance, those count that the procedure of Benjamini and Hochberg
leaves. The signals say what they see; only this module turns that into flags, faults and the count of comparisons.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import field
from functools import cache

from checker.checks.chance import RARE, largest_that_counts
from checker.checks.gathered import Batch, BatchSignal, Seen
from checker.checks.registry import declared_in
from checker.codes import Code
from checker.frozen import dataclass
from checker.model import Comparisons, Fault, Flag, flag
from checker.model.faults import fault_of


@dataclass(frozen=True)
class Found:
    """What all signals found: flags by department, how often counts were compared with chance, and crashes."""

    flags: Mapping[str, tuple[Flag, ...]] = field(default_factory=dict)
    comparisons: Comparisons | None = None
    faults: tuple[Fault, ...] = ()


#: Of a report that is not of a whole period.
NOTHING = Found()


@cache
def batch_signals() -> tuple[BatchSignal, ...]:
    """Every signal of this folder, sorted by code."""
    return declared_in(__name__, __path__, BatchSignal)


def look_across(batch: Batch) -> Found:
    """Runs every signal over all departments; one that crashes gives a fault and no flags."""
    seen: list[tuple[Code, Seen]] = []
    faults: list[Fault] = []
    for each in batch_signals():
        try:
            seen += [(each.code, sighting) for sighting in each.look(batch)]
        except Exception as error:  # a crash of a signal becomes a fault, and the report is still built
            faults.append(fault_of(each.code.slug, error))
    compared = [sighting.p for _, sighting in seen if sighting.p is not None]
    limit = largest_that_counts(compared)
    worth = [(code, one) for code, one in seen if one.strong and (one.p is None or one.p <= limit)]
    flags: defaultdict[str, list[Flag]] = defaultdict(list)
    for code, sighting in worth:
        made = flag(code, sighting.place, indicator=sighting.indicator, **sighting.values)
        flags[sighting.department].append(made)
    comparisons = None
    if compared:
        comparisons = Comparisons(len(compared), sum(one.p is not None for _, one in worth), len(compared) * RARE)
    return Found({code: tuple(theirs) for code, theirs in flags.items()}, comparisons, tuple(faults))
