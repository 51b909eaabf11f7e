"""Lists what is behind both figures of a change."""

from checker.measures.change.given import GivenBefore
from checker.measures.change.nested import ChangeOf
from checker.measures.change.typed import Before, TypedBefore
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.trace import Trace, Unit, join_traces
from checker.model import Measured
from checker.model.records import Role
from checker.text.bilingual import Text

_GIVEN = Text("指标包给出的基数", "the base that the pack gives")
_RECORDED = Text("取自以前存档的批次", "from a recorded run")


def trace_sides(of: ChangeOf, origin: Before, scope: Scope, measured: Measured) -> Trace:
    """Lists the rows of both figures, or where the earlier one comes from."""
    now, *before = measured.parts
    sides = [of.measure.trace(scope, now).of_part("now")]
    if isinstance(origin, TypedBefore):
        sides.append(origin.trace(scope).of_part("before"))
    elif origin == "rows" and before and before[0] is not None and scope.previous is not None:
        sides.append(of.measure.trace(scope.over(scope.previous), before[0]).of_part("before"))
    elif before and measured.reason is None:
        reason = _GIVEN if isinstance(origin, GivenBefore) else _RECORDED
        sides.append(Trace((Unit(Role.COUNTED, units=0, reason=reason),)).of_part("before"))
    return join_traces(sides)
