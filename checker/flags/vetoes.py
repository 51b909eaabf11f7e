"""Flags on one-vote vetoes: those that apply, and those that may."""

from collections.abc import Sequence

from checker.codes import Code
from checker.definitions.document import Grade
from checker.definitions.indicators import Indicator
from checker.definitions.veto import tell_effect, veto_of
from checker.model import Flag, flag

VETOED = Code("M550")
MAY_BE_VETOED = Code("M551")


def veto_flags(indicator: Indicator, vetoed: bool | None, grades: Sequence[Grade]) -> tuple[Flag, ...]:
    """Makes the flag on the veto of an indicator; `vetoed` is None if it is undecided whether it applies.

    A department has no grade by an indicator of the district alone.
    """
    rule = veto_of(indicator.veto)
    if rule is None or vetoed is False or indicator.level == "district":
        return ()
    code, effect = VETOED if vetoed else MAY_BE_VETOED, tell_effect(rule, grades)
    return (flag(code, indicator=indicator.id, name=indicator.name.text, clause=indicator.clause, effect=effect),)
