"""Finds tiers with gaps, tiers that overlap, and tiers for values that reach the target."""

from collections.abc import Iterator

from checker.codes import Code
from checker.definitions.indicators import Indicator
from checker.definitions.partial_packs import Draft
from checker.definitions.scoring import ScoringBy
from checker.definitions.tiers import HIGHEST, LOWEST, Span, gaps, is_inside, limits_of, overlaps, short_of
from checker.model import Aim
from checker.tables.yaml.problems import Problem, problem
from checker.text.bilingual import Text, join_texts

TIERS_DISAGREE = Code("D194")


def tier_problems(draft: Draft, name: str, indicator: Indicator) -> Iterator[Problem]:
    """Finds them in one indicator, the file of which has this name."""
    rule = indicator.scoring
    if not isinstance(rule, ScoringBy) or not rule.tiers:
        return
    targets = [dated.target for dated in indicator.target]
    for one, other, shared in overlaps(rule.tiers):
        spot, said = draft.spot(name, "scoring", "tiers", other), span_text(shared, indicator)
        reason = Text(f"{said.zh}也在 tiers[{one}] 中", f"what is {said.en} is also in tiers[{one}]")
        yield problem(TIERS_DISAGREE, spot, found=f"tiers[{other}]", reason=reason)
    for index, tier in enumerate(rule.tiers):
        short = any(is_inside(tier.span, short_of(target)) for target in targets)
        if not short and not (tier.earns == 1 and any(_is_met(tier.span, target) for target in targets)):
            spot = draft.spot(name, "scoring", "tiers", index)
            reason = Text("其中有达到目标的值，达标得满分", "values in it reach the target, which earns everything")
            yield problem(TIERS_DISAGREE, spot, found=f"tiers[{index}]", reason=reason)
    possible = _possible(draft, indicator)
    lacking = dict.fromkeys(
        gap
        for target in targets
        for low, high in short_of(target)
        if max(low, possible[0]) < min(high, possible[1])
        for gap in gaps(rule.tiers, (max(low, possible[0]), min(high, possible[1])))
    )
    for gap in lacking:
        said = span_text(gap, indicator)
        reason = Text(f"没有写明{said.zh}的得分", f"nothing is said of values that are {said.en}")
        yield problem(TIERS_DISAGREE, draft.spot(name, "scoring", "tiers"), found="tiers", reason=reason)


def _is_met(span: Span, target: Aim) -> bool:
    """Whether every value of a range reaches a target."""
    return not any(max(span[0], low) < min(span[1], high) for low, high in short_of(target))


def _possible(draft: Draft, indicator: Indicator) -> Span:
    """The values that the indicator can have."""
    span = indicator.asked.possible(draft.tables)
    return (
        LOWEST if span.low is None else (0, span.low, False),
        HIGHEST if span.high is None else (0, span.high, True),
    )


def span_text(span: Span, indicator: Indicator) -> Text:
    """Says which values are in a range."""
    limits = limits_of(span)
    if len(limits) == 2 and limits[0][1] == limits[1][1]:
        value = indicator.value_text(limits[0][1])
        return Text(f"等于 {value.zh} ", f"exactly {value.en}")
    words = {
        "at_least": Text("不低于", "at least"),
        "above": Text("高于", "more than"),
        "at_most": Text("不高于", "at most"),
        "below": Text("低于", "less than"),
    }
    said = [(words[op], indicator.value_text(value)) for op, value in limits]
    return join_texts([Text(f"{op.zh} {value.zh}", f"{op.en} {value.en}") for op, value in said], "且", " and ")
