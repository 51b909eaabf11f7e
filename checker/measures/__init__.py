"""The measures: one module or folder each, named by the measure's key in YAML.

To add a measure, write `checker/measures/<key>.py` with one class that implements every abstract member of
`toolkit.base.Measure`; for the rows of one table, start from `toolkit.over_table.OverTable`. Describe it in the README
and add its case to the tests. Nothing else names it: this package is walked, and a measure that lacks a member stops
the program with the names of what is missing.

Packs load without numpy and pandas, so import what reads rows (`toolkit.rows`, `tables.rows`) inside the methods that
compute. If a measure outgrows one file, make it a folder with `settings`, `sentences`, `compute` and `needed`, and the
class in `__init__`. A measure that nests another imports it from its module.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from functools import cache
from typing import TYPE_CHECKING

from pydantic import create_model

from checker.measures.toolkit.base import Measure
from checker.measures.toolkit.choice import StandaloneChoice
from checker.measures.toolkit.member_measure import MemberMeasure

__all__ = ["AnyMeasure", "Measure", "MemberMeasure", "measures"]

_TOOLKIT = "toolkit"


@cache
def measures() -> dict[str, type[Measure]]:
    """Gives every measure of this package by its key, in their order.

    Raises:
        TypeError: a module has no measure or several, or its measure lacks a member.
    """
    words = [module.name for module in pkgutil.iter_modules(__path__) if module.name != _TOOLKIT]
    return dict(sorted(((word, _measure_of(word)) for word in words), key=lambda found: (found[1].order, found[0])))


def _measure_of(word: str) -> type[Measure]:
    name = f"{__name__}.{word}"
    own = [
        value
        for value in vars(importlib.import_module(name)).values()
        if isinstance(value, type) and issubclass(value, Measure) and value.__module__ == name
    ]
    if len(own) != 1:
        raise TypeError(f"{name} has {len(own)} measures, not one")
    lacking = sorted(own[0].__abstractmethods__) if inspect.isabstract(own[0]) else []
    lacking += [name for name in ("order", "adds_up") if not hasattr(own[0], name)]
    if lacking:
        raise TypeError(f"{name} lacks {', '.join(lacking)}")
    return own[0]


if TYPE_CHECKING:
    AnyMeasure = StandaloneChoice
else:
    AnyMeasure = create_model(
        "AnyMeasure",
        __base__=StandaloneChoice,
        __module__=__name__,
        __doc__="Exactly one of the measures.",
        **{word: (measure | None, None) for word, measure in measures().items()},
    )
