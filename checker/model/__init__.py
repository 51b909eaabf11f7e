"""The frozen values that travel along the line: flags, results, reports.

Standard library, codes and texts only. Nothing here computes a judgement; reporters render these values
and nothing else.

A name is imported when it is first used: the reading process needs one module of this room only, and starts sooner.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from checker.codes import Severity
    from checker.model.attestations import Attestation, Requirement, Support, count_supports
    from checker.model.departments import Contact, Department, FilePart, PartSheet, SheetCount, State, Tally
    from checker.model.earlier import Previous, Standing
    from checker.model.flags import (
        Answer,
        Disposition,
        Flag,
        Known,
        Part,
        Personal,
        Place,
        Sensitive,
        Shown,
        Tracked,
        flag,
        placed,
    )
    from checker.model.measured import Counts, Measured, Member, Note, OpenValue, Placing, Shape, Spread
    from checker.model.ranks import FEWEST_UNITS, Funnel, FunnelPoint, Rank
    from checker.model.reports import Comparisons, Fault, Report, Selection, UnreadFile
    from checker.model.results import IndicatorLabel, Needed, Point, Result, Status
    from checker.model.rows import Rows
    from checker.model.targets import Aim, Between, Operator, Target
    from checker.text.bilingual import Language

__all__ = ["Answer", "Attestation", "Counts", "Department", "Disposition", "Fault", "Flag", "IndicatorLabel"]
__all__ += ["Aim", "Between", "Contact", "Known", "OpenValue", "Spread", "Tracked", "UnreadFile"]
__all__ += ["Language", "Measured", "Member", "Needed", "Note", "Operator", "Part", "Personal", "Place", "Placing"]
__all__ += ["Point", "Previous", "Report", "Requirement", "Result", "Rows", "Selection", "Sensitive", "Severity"]
__all__ += [
    "Comparisons",
    "FilePart",
    "PartSheet",
    "Shape",
    "SheetCount",
    "Shown",
    "Standing",
    "State",
    "Status",
    "Support",
    "Tally",
    "Target",
]
__all__ += ["FEWEST_UNITS", "Funnel", "FunnelPoint", "Rank", "count_supports", "flag", "placed"]

#: What each module gives.
_NAMES = {
    "checker.codes": "Severity",
    "checker.model.attestations": "Attestation Requirement Support count_supports",
    "checker.model.departments": "Contact Department FilePart PartSheet SheetCount State Tally",
    "checker.model.earlier": "Previous Standing",
    "checker.model.flags": "Answer Disposition Flag Known Part Personal Place Sensitive Shown Tracked flag placed",
    "checker.model.measured": "Counts Measured Member Note OpenValue Placing Shape Spread",
    "checker.model.ranks": "FEWEST_UNITS Funnel FunnelPoint Rank",
    "checker.model.reports": "Comparisons Fault Report Selection UnreadFile",
    "checker.model.results": "IndicatorLabel Needed Point Result Status",
    "checker.model.rows": "Rows",
    "checker.model.targets": "Aim Between Operator Target",
    "checker.text.bilingual": "Language",
}
_MODULES = {name: module for module, names in _NAMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """Imports a name when it is first used."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_MODULES[name]), name)
    return found
