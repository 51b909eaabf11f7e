"""Signals that show only in results: one a file, found by walking this folder.

The checks say what is suspicious; only this module turns it into flags.
"""

from functools import cache

from checker.checks.registry import ResultCheck, declared_in
from checker.definitions.indicators import Indicator
from checker.model import Flag, Place, Result, flag


@cache
def result_checks() -> tuple[ResultCheck, ...]:
    """Every check of this folder, by its code."""
    return declared_in(__name__, __path__, ResultCheck)


def audit_signals(indicator: Indicator, result: Result) -> tuple[Flag, ...]:
    """Every signal that one result gives, by code."""
    place = Place(table=result.measured.numerator_rows.table)
    judged = [(check.code, check.judge(indicator, result)) for check in result_checks()]
    return tuple(
        flag(code, place, indicator=indicator.id, name=indicator.name.text, **values)
        for code, values in judged
        if values is not None
    )
