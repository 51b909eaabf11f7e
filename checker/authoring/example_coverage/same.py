"""Conditions that give every row the same answer, though they are written differently."""

from dataclasses import replace

from checker.tables.logic import All, AnyOf, Compare, Condition, Not, Within


def normal(condition: Condition) -> Condition:
    """Writes a condition in one form where `below` or `at_most` another date make no difference.

    In `any: [{b: {within: {days: 10, of: a}}}, {b: {at_most: {column: a}}}]` the first part already holds where both
    dates are equal, so the second may say `below` as well.
    """
    match condition:
        case AnyOf(parts):
            limits = tuple(part for part in parts if isinstance(part, Within))
            return AnyOf(tuple(_reached(normal(part), limits) for part in parts))
        case All(parts):
            return All(tuple(normal(part) for part in parts))
        case Not(part):
            return Not(normal(part))
        case _:
            return condition


def _reached(condition: Condition, limits: tuple[Within, ...]) -> Condition:
    """Replaces `below` by `at_most` where one of the limits holds if both dates are equal."""
    match condition:
        case All(parts):
            return All(tuple(_reached(part, limits) for part in parts))
        case Compare(op="below") if any(_holds_at(limit, condition) for limit in limits):
            return replace(condition, op="at_most")
        case _:
            return condition


def _holds_at(limit: Within, compared: Compare) -> bool:
    """Whether the limit holds in every row in which the two compared columns are equal."""
    simple = not limit.extra and not limit.paused
    return simple and (limit.column, limit.of[0]) == (compared.column, compared.other)
