"""A target as programs read it, and back."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from checker.model import Aim, Between, Target
from checker.text.exact_json import PLACES, Json
from checker.text.normalize import decimal_text

_BETWEEN = "between"


def target_data(target: Aim) -> dict[str, Json]:
    """Gives a target to programs: its operator and value, or both sides of one that has two.

    A program that knows one side only finds no value in a target with two, rather than half of it.
    """
    if isinstance(target, Target):
        return {"op": target.op, "value": target.value if target.given else None}
    sides: list[Json] = [target_data(each) for each in target.limits] if target.given else []
    return {"op": _BETWEEN, "value": None, "limits": sides}


def target_cells(data: Mapping[str, Any]) -> tuple[str, str]:
    """Gives a target to a table; of two sides it gives both, as "5..10", which Excel doesn't take for a date."""
    values = [each["value"] for each in data.get("limits", (data,))]
    return data["op"], "..".join("" if each is None else decimal_text(Fraction(each), PLACES) for each in values)


def read_target(data: Mapping[str, Any]) -> Aim:
    """Reads what `target_data` gave."""
    if data["op"] == _BETWEEN:
        sides = [read_target(each) for each in data["limits"]]
        if not sides:
            nothing = Fraction(0)
            return Between(Target("at_least", nothing), Target("at_most", nothing), given=False)
        low, high = (Target(side.op, side.value) for side in sides if isinstance(side, Target))
        return Between(low, high)
    value = data["value"]
    return Target(data["op"], Fraction(value or 0), given=value is not None)
