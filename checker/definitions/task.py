"""What a workbook is judged against: a pack, a period and an as-of date."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Literal

from checker.definitions.indicators import Indicator
from checker.definitions.levels import words_of
from checker.definitions.packs import Pack
from checker.errors import Stop
from checker.frozen import dataclass
from checker.model import Measured
from checker.model.records import OpenRows
from checker.periods import Period, parse_period
from checker.text.bilingual import Text
from checker.text.levels import Levels

RowsWanted = Literal["none", "counted", "all"]


@dataclass(frozen=True)
class Task:
    """What a workbook is judged against.

    Attributes:
        as_of: the last day that counts; by default the period's last day.
        trend: whether to compute the trend of each indicator.
        rows: whether to gather the rows behind the results: none, those that are in some number, or all.
        explained: the only indicator whose rows are gathered, by its id, name or number; empty for all.
        keys: whether to collect the keys of all rows, so that departments can be compared record by record.
        passed: whether to collect the rows that passed.
        records: whether to keep every row for a ledger.
        prints: whether to keep prints of the rows, so that departments can be compared row by row.
        history: the figures of earlier windows that the ledger has, by department and indicator.
        open_rows: the rows that were still open at the end of the period before, by department.
    """

    pack: Pack
    period: Period
    as_of: date
    trend: bool = False
    rows: RowsWanted = "none"
    explained: str = ""
    keys: bool = True
    passed: bool = False
    records: bool = False
    prints: bool = False
    history: Mapping[tuple[str, str], Measured] = field(default_factory=dict)
    open_rows: OpenRows = field(default_factory=dict)

    @property
    def level_words(self) -> Levels | None:
        """What the pack calls its levels; None if it uses the usual words."""
        return words_of(self.pack.header.levels)

    def own(self, id: str, code: str) -> Indicator:
        """An indicator as it judges a department, or the district ("")."""
        indicator = self.pack.indicators[id]
        return self.pack.own(id, code, min(self.as_of, indicator.window(self.period, self.pack.plan).end))


def task_of(pack: Pack, period: str, as_of: date | None) -> Task:
    """Reads the period and sets the as-of date.

    Raises:
        Stop: the period can't be read or is outside the pack's plan, or the as-of date is before it.
    """
    read = parse_period(period, pack.header.year_month)
    label, last = read.window.labelled(read.label), pack.plan.year_of(pack.plan.end)
    if as_of is not None and as_of < read.window.start:
        raise Stop(
            "as-of-before-period",
            Text(zh=f"统计截止日 {as_of} 早于报送期 {label.zh}", en=f"{as_of} is before the period {label.en}"),
            hint=Text(
                zh=f"--as-of 应不早于 {read.window.start}", en=f"--as-of takes a date from {read.window.start} on"
            ),
        )
    if read.window.end < pack.plan.start or read.window.start > pack.plan.end:
        raise Stop(
            "period-outside-plan",
            Text(zh=f"报送期 {label.zh} 不在指标包的期限内", en=f"{label.en} is outside the plan of the pack"),
            context=pack.header.id,
            hint=Text(
                zh=f"可用的报送期：{pack.plan.year} 至 {last} 年", en=f"choose a period from {pack.plan.year} to {last}"
            ),
        )
    return Task(pack, read, as_of or read.window.end)
