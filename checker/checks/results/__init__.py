"""Checks of suspicious results: one per file, found by walking this folder.

The checks say what is suspicious; only this module makes flags.
"""

from functools import cache

from checker.checks.registry import ResultCheck, declared_in
from checker.definitions.indicators import Indicator
from checker.model import Flag, Place, Result, flag


@cache
def result_checks() -> tuple[ResultCheck, ...]:
    """Every check of this folder, sorted by code."""
    return declared_in(__name__, __path__, ResultCheck)


def audit_signals(indicator: Indicator, result: Result) -> tuple[Flag, ...]:
    """Flags everything suspicious in one result, sorted by code."""
    place = Place(table=result.measured.numerator_rows.table)
    judged = [(check.code, check.judge(indicator, result)) for check in result_checks()]
    return tuple(
        flag(code, place, indicator=indicator.id, name=indicator.name.text, **values)
        for code, values in judged
        if values is not None
    )
