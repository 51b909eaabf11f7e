"""Proposes what deductions of points become: the scoring of an indicator, or an indicator that counts the cases."""

import re

from checker.policy.drafting.proposals import Place, Proposal, below, find_cycle, rows
from checker.policy.drafting.words import find_words, load_words
from checker.policy.folding import fold
from checker.policy.model import Requirement
from checker.text.bilingual import Text

CASES = Text("每件扣分；扣到本指标的权重为止。", "Each case costs points, up to the weight of the indicator.")


def propose_deduction(requirement: Requirement, place: Place) -> Proposal | None:
    """Proposes a count of cases that each cost points; None if it is money, or points that are gained."""
    if requirement.unit != "score points" or find_words("bonus").search(requirement.words):
        return None
    lines = [*rows(place), f"where: {{requirement: {place.id}, counts: true}}"]
    period, asked, _ = find_cycle(requirement, place)
    more = (f"scoring: {{deduct: {{points: {requirement.threshold}, per: 1}}}}",)
    return Proposal(
        below("count", lines),
        ("at_most", "0"),
        period,
        "cases",
        (place.table,),
        (*asked, CASES),
        decided_by="zero",
        more=more,
    )


def find_scoring(requirement: Requirement) -> tuple[str, ...]:
    """The scoring of a share whose sentence says how many points each percentage point costs."""
    if requirement.kind != "ratio" or not requirement.consequence:
        return ()
    for pattern in load_words()["points_per"]:
        for match in re.finditer(pattern, fold(requirement.sentence.text), re.IGNORECASE):
            if match["points"] in requirement.consequence:
                return (f"scoring: {{deduct: {{points: {match['points']}, per: {match['per']}%}}}}",)
    return ()
