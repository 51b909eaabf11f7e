"""Signals in one department's rows and results: one per file, found by walking this folder.

A signal is worth a look and proves nothing: there are innocent causes, and no score changes. The signals say what they
see; only this module turns that into flags and faults.
"""

from functools import cache

from checker.checks.registry import Evidence, Sighting, Signal, declared_in
from checker.codes import Code
from checker.model import Fault, Flag, flag
from checker.model.faults import fault_of
from checker.tables.rows.places import place_of, record_of, show_record


@cache
def signals() -> tuple[Signal, ...]:
    """Every signal of this folder, sorted by code."""
    return declared_in(__name__, __path__, Signal)


def look_for_signals(evidence: Evidence) -> tuple[tuple[Flag, ...], tuple[Fault, ...]]:
    """Runs every signal over one department.

    Returns:
        Flags by code, table and row; a fault for each signal that crashed, which gives no flags.
    """
    flags: list[Flag] = []
    faults: list[Fault] = []
    for each in signals():
        try:
            seen = [_flag(each.code, sighting, evidence) for sighting in each.look(evidence)]
        except Exception as error:  # a crash of a signal becomes a fault, and everything else is still judged
            faults.append(fault_of(each.code.slug, error))
            continue
        flags += sorted(seen, key=lambda found: (found.place.table, found.place.row or 0))
    return tuple(flags), tuple(faults)


def _flag(code: Code, sighting: Sighting, evidence: Evidence) -> Flag:
    typed, table = evidence.submission.tables[sighting.table], evidence.tables[sighting.table]
    row, field = sighting.row, sighting.field
    return flag(
        code,
        place_of(typed, table, row, field),
        indicator=sighting.indicator,
        observed=show_record(typed, table, row, field) if field else None,
        record=record_of(typed, row),
        **sighting.values,
    )
