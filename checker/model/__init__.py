"""The frozen values that travel along the line: flags, results, reports.

Standard library, codes and texts only. Nothing here computes a judgement; reporters render these values
and nothing else.
"""

from checker.codes import Severity
from checker.model.flags import Answer, Disposition, Flag, Part, Personal, Place, Sensitive, Shown, flag
from checker.model.measured import Counts, Measured, Member, Note, Placing, Rows, Shape
from checker.model.reports import Department, Fault, Previous, Report, Selection, SheetCount, Standing, State, Tally
from checker.model.results import IndicatorLabel, Needed, Operator, Point, Result, Status, Target
from checker.text.bilingual import Language

__all__ = ["Answer", "Counts", "Department", "Disposition", "Fault", "Flag", "IndicatorLabel", "Language", "Measured"]
__all__ += ["Member", "Needed", "Note", "Operator", "Part", "Personal", "Place", "Placing", "Point", "Previous"]
__all__ += ["Report", "Result", "Rows", "Selection", "Sensitive", "Severity", "Shape", "SheetCount", "Shown"]
__all__ += ["Standing", "State", "Status", "Tally", "Target", "flag"]
