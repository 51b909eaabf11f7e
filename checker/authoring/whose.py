"""Finds ceilings of amounts that don't say whether they are for each department or for all of them together."""

from collections.abc import Callable, Iterator

from checker.codes import Code
from checker.definitions.indicators import Indicator
from checker.definitions.packs import Pack
from checker.tables.yaml.problems import Problem, Spot, problem
from checker.text.normalize import number_text

UNCLEAR_CEILING = Code("D199")


def unclear_ceilings(pack: Pack, indicator: Indicator, spot: Callable[..., Spot]) -> Iterator[Problem]:
    """Yields the ceilings that departments may each stay below while their total exceeds them; `spot` finds places."""
    if indicator.for_each is not None or indicator.level == "district" or not indicator.asked.adds_up:
        return
    count = len(pack.judged(indicator))
    for dated in indicator.target if count > 1 else ():
        for each in dated.target.limits:
            if each.is_ceiling and each.value > 0:
                found = f"{each.op}: {number_text(each.value)}"
                yield problem(UNCLEAR_CEILING, spot(f"{indicator.id}.yaml", "target"), found=found, count=count)
