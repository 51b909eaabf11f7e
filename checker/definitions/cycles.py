"""How long each cycle is, and what it is called."""

from fractions import Fraction

from checker.frozen import dataclass
from checker.periods import Cycle
from checker.text.bilingual import Text


@dataclass(frozen=True)
class CycleWords:
    """One cycle.

    Attributes:
        name: in a list of indicators.
        whole: what is whole when it is over.
        judged: how often an indicator is judged, with the plan's first `{year}`, `{start}` and `{end}`.
        months: its whole months; None if it lasts as long as the pack's plan.
    """

    name: Text
    whole: Text
    judged: Text
    months: int | None

    @property
    def quarters(self) -> Fraction | None:
        """Its length in quarters."""
        return None if self.months is None else Fraction(self.months, 3)


CYCLES: dict[Cycle, CycleWords] = {
    "week": CycleWords(
        Text("周", "week"),
        Text("全周", "week"),
        Text("按周评判（周一至周日）。", "It is judged by week, Monday to Sunday."),
        0,
    ),
    "month": CycleWords(Text("月", "month"), Text("全月", "month"), Text("按月评判。", "It is judged by month."), 1),
    "quarter": CycleWords(
        Text("季度", "quarter"), Text("全季度", "quarter"), Text("按季度评判。", "It is judged by quarter."), 3
    ),
    "half": CycleWords(
        Text("半年", "half-year"), Text("全半年", "half-year"), Text("按半年评判。", "It is judged by half-year."), 6
    ),
    "year": CycleWords(
        Text("年", "year"), Text("全年", "year"), Text("按自然年评判。", "It is judged by calendar year."), 12
    ),
    "rolling-year": CycleWords(
        Text("近十二个月", "last 12 months"),
        Text("十二个月", "12 months"),
        Text("按截至报送期末的十二个月评判。", "It is judged over the 12 months that end with the reporting period."),
        12,
    ),
    "year-to-date": CycleWords(
        Text("本年累计", "year to date"),
        Text("本年至报送期末", "year to date"),
        Text(
            "按本年累计评判：自年初至报送期末。",
            "It is judged over the year to date: from the first day of the year to the end of the reporting period.",
        ),
        12,
    ),
    "two-years": CycleWords(
        Text("两年", "two years"),
        Text("两年", "two years"),
        Text("每两年评判一次，从 {year} 年起算。", "It is judged every two years, starting with {year}."),
        24,
    ),
    "term": CycleWords(
        Text("规划期", "term"),
        Text("全期", "term"),
        Text("按指标包的整个期限评判：{start}至{end}。", "It is judged over the whole term: {start} to {end}."),
        None,
    ),
    "once": CycleWords(
        Text("一次", "once"),
        Text("全期", "term"),
        Text("一次性任务，在{start}至{end}之间评判。", "It is a one-off task, judged from {start} to {end}."),
        None,
    ),
}
