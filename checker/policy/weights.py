"""Leaves out the weights of a score: shares without a comparison that make up the whole, as 20%, 30% and 50% do."""

from collections.abc import Sequence
from fractions import Fraction

from checker.policy.model import Requirement
from checker.policy.rules import Rules

#: Two shares that make up the whole may be two targets; more of them are weights.
FEWEST = 3
_ORDERS = (">=", "<=", ">", "<")


def without_weights(found: Sequence[Requirement], rules: Rules) -> list[Requirement]:
    """The requirements of a sentence without those whose numbers are the weights of a score."""
    shares = [each for each in found if each.kind == "ratio" and each.unit == "%" and not _compares(each, rules)]
    if len(shares) < FEWEST or sum(Fraction(each.threshold) for each in shares) != 100:
        return list(found)
    return [each for each in found if each not in shares]


def _compares(requirement: Requirement, rules: Rules) -> bool:
    return any(pattern.search(requirement.words) for _, pattern, operator in rules.comparisons if operator in _ORDERS)
