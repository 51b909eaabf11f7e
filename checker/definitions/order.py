"""The order in which a pack shows its indicators."""

from collections.abc import Iterable

from checker.codes import Code
from checker.codes.shared import UNKNOWN_INDICATOR
from checker.definitions.indicator_files import HEADER, NO_INDICATORS
from checker.definitions.packs import PackHeader
from checker.definitions.partial_packs import Draft
from checker.definitions.register import repeated_names
from checker.tables.yaml.problems import Problem, problem

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
