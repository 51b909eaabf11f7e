"""Finds limits on points that are never reached, and bands and tiers that earn less nearer to the target."""

from collections.abc import Iterator

from checker.definitions.indicators import Indicator
from checker.definitions.packs import Pack
from checker.definitions.scoring import ScoringBy
from checker.definitions.tiers import is_inside, short_of
from checker.text.bilingual import Text

_NEVER = Text(zh="各项合计也到不了这么多", en="together, they never come to so much")
_HIGHER = Text(zh="更高一档得分反而更低", en="a higher band earns less")
_LESS = Text(zh="离目标更近，得分反而更低", en="nearer to the target, it earns less than the tier before")


def idle_limits(pack: Pack) -> Iterator[tuple[int, str, Text]]:
    """Yields the limits of a pack that nothing exceeds: the place, the key, and why."""
    for index, limit in enumerate(pack.header.limits):
        chosen = [pack.indicators[name] for name in limit.indicators]
        if limit.loses_at_most is not None and sum(each.weight for each in chosen) <= limit.loses_at_most:
            yield index, "loses_at_most", _NEVER
        most = sum(each.bonus.most for each in chosen if each.bonus is not None)
        if limit.gains_at_most is not None and most <= limit.gains_at_most:
            yield index, "gains_at_most", _NEVER


def earns_less(indicator: Indicator) -> Iterator[tuple[tuple[str | int, ...], str, Text]]:
    """Yields the bands and tiers of an indicator that earn less than one farther from the target: where, what, why."""
    for index, band in enumerate(indicator.bands):
        better = [each for each in indicator.bands if each.limit() != band.limit() and band.holds(each.limit())]
        if any(each.earns < band.earns for each in better):
            yield ("bands", index), f"bands[{index}]", _HIGHER
    rule, limits = indicator.scoring, [each for dated in indicator.target for each in dated.target.limits]
    if not isinstance(rule, ScoringBy) or any(each.is_exact for each in limits):
        return
    sides = {each.is_ceiling: each for each in limits}
    for falls, side in sides.items():
        mine = [each for each in enumerate(rule.tiers) if len(sides) == 1 or is_inside(each[1].span, short_of(side))]
        ordered = sorted(mine, key=lambda each: each[1].span, reverse=falls)
        for place, (index, tier) in enumerate(ordered):
            if any(tier.earns < farther.earns for _, farther in ordered[:place]):
                yield ("scoring", "tiers", index), f"tiers[{index}]", _LESS
