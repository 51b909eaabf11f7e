"""The figures of the cycles before a window, from earlier rows of the sheets or a recorded run; loads numpy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from checker.measures.cycles.settings import CyclesSettings
from checker.measures.cycles.spans import Cycle, just_before
from checker.measures.cycles.taking import NOT_PROCLAIMED
from checker.measures.toolkit.rows import has_rows
from checker.measures.toolkit.scope import Scope
from checker.model import Measured
from checker.periods import Window
from checker.text.bilingual import Text

_NOT_RECORDED = Text("台账或 --previous 的报告中没有这一期的数", "no ledger or report (--previous) has a figure of it")
_NO_ROWS = Text("表中没有以前的行", "the sheet has no earlier rows")


def earlier_parts(spec: CyclesSettings, scope: Scope) -> tuple[Measured, ...]:
    """Computes the figures before the window, or reads them; one that nobody knows may be anything."""
    binds = scope.binds_from or date.min
    spans = [
        each for each in just_before(scope.window, spec.every, spec.back, spec.calendar) if each.window.start >= binds
    ]
    if spec.before == "history":
        if spans and spans[-1].window.end >= scope.window.start:
            # A week over the turn of the year may or may not have been over when the others were recorded.
            return (Measured("amount", reason=_NOT_RECORDED),) * len(spans)
        recorded = () if scope.earlier is None else scope.earlier.parts
        known = recorded[max(0, len(recorded) - len(spans)) :]
        return (*[Measured("amount", reason=_NOT_RECORDED)] * (len(spans) - len(known)), *known)
    stretch = Window(spans[0].window.start, spans[-1].window.end) if spans else None
    if stretch and not has_rows(spec.dated_by(), scope.submission, stretch, scope.as_of):
        return (Measured("amount", reason=_NO_ROWS),) * len(spans)
    return parts_in(spec, scope, spans)


def parts_in(spec: CyclesSettings, scope: Scope, cycles: Sequence[Cycle]) -> tuple[Measured, ...]:
    """Computes the figure of each cycle; a day that nobody knows to be one has none that counts for sure."""
    nested = spec.of.measure
    unknown = Measured("amount", reason=NOT_PROCLAIMED)
    return tuple(
        nested.compute(scope.over(each.window.since(scope.binds_from))) if each.sure else unknown for each in cycles
    )
