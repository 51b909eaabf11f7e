"""What a row is called by what its target asks: one in the numerator counts against a ceiling."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace
from typing import Any, cast

import pytest

from checker.model import Aim, Between, Target
from checker.model.evidence import Behind
from checker.model.records import Role
from checker.wording.evidence import role_text, sort_lines

HALF, NONE, ALL = Fraction(1, 2), Fraction(0), Fraction(1)
GOOD = ("meets it", "fails", [Role.FAILURE, Role.NUMERATOR])
BAD = ("counts against the target", "doesn't count against the target", [Role.NUMERATOR, Role.FAILURE])
EITHER = ("in the numerator", "not in the numerator", [Role.FAILURE, Role.NUMERATOR])


def behind(target: Aim, shape: str) -> Behind:
    measured = SimpleNamespace(shape=shape, spread=None, counts=SimpleNamespace(passed=1))
    lines = [SimpleNamespace(part="", role=role) for role in (Role.NUMERATOR, Role.FAILURE)]
    result = SimpleNamespace(target=target, measured=measured)
    return cast(Behind, cast(Any, SimpleNamespace(result=result, lines=lines)))


@pytest.mark.parametrize(
    ("target", "shape", "said"),
    [
        (Target("at_least", HALF), "share", GOOD),
        (Target("above", HALF), "share", GOOD),
        (Target("equals", ALL), "share", GOOD),
        (Target("at_most", HALF), "share", BAD),
        (Target("below", HALF), "share", BAD),
        (Target("equals", NONE), "share", BAD),
        (Target("equals", HALF), "share", EITHER),
        (Between(Target("at_least", HALF), Target("at_most", ALL)), "share", EITHER),
        (Target("at_most", HALF), "amount", GOOD),  # printed figures that agree, or disagree
    ],
)
def test_roles(target: Aim, shape: str, said: tuple[str, str, list[Role]]) -> None:
    given = behind(target, shape)
    assert (role_text(Role.NUMERATOR, given).en, role_text(Role.FAILURE, given).en) == said[:2]
    assert [line.role for line in sort_lines(given)] == said[2]
    assert role_text(Role.EXCLUDED, given).en == "excluded"
