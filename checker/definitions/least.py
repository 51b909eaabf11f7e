"""Of how many rows or members a value must be made to be judged."""

from checker.definitions.indicators import Indicator
from checker.measures.cohort import Cohort
from checker.measures.mean import Mean
from checker.measures.median import Median
from checker.measures.percentile import Percentile
from checker.measures.proportion import Proportion
from checker.measures.ratio import Ratio
from checker.text.bilingual import Text

ROWS = Text(" 行", "rows")


def noun_of(indicator: Indicator) -> Text:
    """What is counted: rows, members, or what the denominator of a ratio adds up. The Chinese follows the number."""
    if isinstance(indicator.asked, Ratio):
        return Text("（分母）", "in the denominator")
    return Text(" 个成员", "members") if isinstance(indicator.asked, Cohort) else ROWS


def why_no_least(indicator: Indicator) -> Text | None:
    """Says why an indicator can't have a least number; None if it has none, or can."""
    if indicator.judged_from is None:
        return None
    if not isinstance(indicator.asked, (Proportion, Ratio, Cohort, Mean, Median, Percentile)):
        return Text(
            "judged_from 只用于 proportion、ratio、cohort、mean、median、percentile",
            "`judged_from` goes with a proportion, ratio, cohort, mean, median or percentile",
        )
    if indicator.by is not None and indicator.by.judge == "each":
        return Text(
            "每个值分别评判的，至少多少行写在 by 的 at_least 中", "how many rows each value needs is `at_least` of `by`"
        )
    return None
