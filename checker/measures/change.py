"""A nested measure now, and the same measure in an earlier window."""

from __future__ import annotations

from checker.definitions.measures import Change
from checker.measures import count, proportion, total
from checker.measures.scope import Scope
from checker.model import Measured
from checker.text.bilingual import Text


def measure(asked: Change, scope: Scope) -> Measured:
    """Takes the nested measure twice; the arithmetic between the two is the judge's.

    The earlier window is cut where the present one is (the same months of last year), so that an open year is
    compared with the same part of the year before. Without an earlier figure there is no value: never a pass.
    """
    now = _nested(asked, scope)
    before = scope.earlier
    reason = Text(zh="没有可比的上一期数据", en="there is no earlier figure to compare with")
    if asked.before == "rows" and scope.previous is not None:
        before = _nested(asked, scope.over(scope.previous))
        if not (before.numerator_rows.numbers or before.failure_rows.numbers or before.unknown_rows.numbers):
            # Nothing to compare with alone; in the district's sum it is a nought like any other.
            return Measured("change", parts=(now, before), reason=reason)
    if before is None:
        return Measured("change", parts=(now,), reason=reason)
    return Measured(
        "change",
        parts=(now, before),
        numerator_rows=now.numerator_rows,
        failure_rows=now.failure_rows,
        excluded_rows=now.excluded_rows,
        unknown_rows=now.unknown_rows,
    )


def _nested(asked: Change, scope: Scope) -> Measured:
    if asked.of.count is not None:
        return count.measure(asked.of.count, scope)
    if asked.of.total is not None:
        return total.measure(asked.of.total, scope)
    assert asked.of.proportion is not None
    return proportion.measure(asked.of.proportion, scope)
