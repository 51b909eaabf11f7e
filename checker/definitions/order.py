"""What `pack.yaml` says of indicators by name: their order, and limits on their points."""

from collections.abc import Iterable

from checker.codes import Code
from checker.codes.shared import BAD_COMBINATION, SHARED_NAME, UNKNOWN_INDICATOR
from checker.definitions.indicator_files import HEADER, NO_INDICATORS
from checker.definitions.limits import Limit
from checker.definitions.packs import PackHeader
from checker.definitions.partial_packs import Draft
from checker.definitions.register import repeated_names
from checker.tables.yaml.problems import Problem, problem
from checker.text.bilingual import Text

NOT_IN_ORDER = Code("D192")


def indicators_there(draft: Draft) -> list[str]:
    """The ids of the pack's indicators, including those that can't be read."""
    return [name.removesuffix(".yaml") for name in draft.files if "/" not in name and name not in NO_INDICATORS]


def order_problems(draft: Draft, header: PackHeader) -> Iterable[Problem]:
    """Finds indicators that the order repeats, that don't exist, or that it lacks."""
    if not header.order:
        return
    yield from repeated_names(draft.where[HEADER], "order", header.order)
    there = indicators_there(draft)
    for index, name in enumerate(header.order):
        if name not in there:
            yield problem(UNKNOWN_INDICATOR, draft.spot(HEADER, "order", index), found=name, allowed=there)
    lacking = [name for name in there if name not in header.order]
    if lacking:
        yield problem(NOT_IN_ORDER, draft.spot(HEADER, "order"), found=", ".join(lacking))


def limit_problems(draft: Draft, header: PackHeader) -> Iterable[Problem]:
    """Finds limits on indicators that don't exist, that only the district has, or that have such a limit already."""
    there = indicators_there(draft)
    for index, limit in enumerate(header.limits):
        for number, name in enumerate(limit.indicators):
            spot, indicator = draft.spot(HEADER, "limits", index, "indicators", number), draft.indicators.get(name)
            before = [
                at
                for at, other in enumerate(header.limits[:index])
                if name in other.indicators and _limits_same(limit, other)
            ]
            if name not in there:
                yield problem(UNKNOWN_INDICATOR, spot, found=name, allowed=there)
            elif name in limit.indicators[:number]:
                first = limit.indicators.index(name)
                yield problem(SHARED_NAME, spot, found=name, one=f"indicators[{first}]", other=f"indicators[{number}]")
            elif before:
                yield problem(BAD_COMBINATION, spot, found=name, reason=_LIMITED_TWICE)
            elif indicator is not None and (indicator.level == "district" or not indicator.weight):
                yield problem(BAD_COMBINATION, spot, found=name, reason=_NO_POINTS)


def _limits_same(one: Limit, other: Limit) -> bool:
    """Whether two limits are both on what is lost, or both on what is gained."""
    lost = one.loses_at_most is not None and other.loses_at_most is not None
    return lost or (one.gains_at_most is not None and other.gains_at_most is not None)


_LIMITED_TWICE = Text("它已经有同样的限制", "it has such a limit already")
_NO_POINTS = Text("它没有分可扣可加", "it has no points to lose or gain in a department's score")
