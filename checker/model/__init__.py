"""The frozen values that travel along the line: flags, results, reports.

Standard library, codes and texts only. Nothing here computes a judgement; reporters render these values
and nothing else.
"""

from checker.codes import Severity
from checker.model.attestations import Attestation, Requirement, Support, count_supports
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
from checker.model.measured import Counts, Measured, Member, Note, Placing, Rows, Shape
from checker.model.ranks import FEWEST_UNITS, Funnel, FunnelPoint, Rank
from checker.model.reports import (
    Comparisons,
    Contact,
    Department,
    Fault,
    Previous,
    Report,
    Selection,
    SheetCount,
    Standing,
    State,
    Tally,
)
from checker.model.results import IndicatorLabel, Needed, Operator, Point, Result, Status, Target
from checker.text.bilingual import Language

__all__ = ["Answer", "Attestation", "Counts", "Department", "Disposition", "Fault", "Flag", "IndicatorLabel"]
__all__ += ["Contact", "Known", "Tracked"]
__all__ += ["Language", "Measured", "Member", "Needed", "Note", "Operator", "Part", "Personal", "Place", "Placing"]
__all__ += ["Point", "Previous", "Report", "Requirement", "Result", "Rows", "Selection", "Sensitive", "Severity"]
__all__ += ["Comparisons", "Shape", "SheetCount", "Shown", "Standing", "State", "Status", "Support", "Tally", "Target"]
__all__ += ["FEWEST_UNITS", "Funnel", "FunnelPoint", "Rank", "count_supports", "flag", "placed"]
