"""Sentences that describe a change: what is compared, and what follows without an earlier figure, or with 0."""

from typing import Literal

from checker.measures.change.figures import Against
from checker.measures.change.given import GivenBefore
from checker.measures.change.nested import ChangeOf
from checker.measures.change.typed import Before, TypedBefore
from checker.measures.toolkit.base import ZeroBase
from checker.model import Operator
from checker.periods import Window
from checker.tables.sheets import Tables, Telling
from checker.text.bilingual import Text

NOW = Text(zh="本期数", en="The figure now")
#: The names of the earlier window.
BEFORE = {
    "last-year": Text(zh="上年同期", en="the same time last year"),
    "last-period": Text(zh="上一期", en="the period before"),
    "base": Text(zh="基期", en="the base"),
}
#: The words for a target of 0.
DIRECTIONS: dict[Operator, Text] = {
    "at_least": Text(zh="比{}不下降", en="no fall against {}"),
    "at_most": Text(zh="比{}不上升", en="no rise against {}"),
    "above": Text(zh="比{}上升", en="a rise against {}"),
    "below": Text(zh="比{}下降", en="a fall against {}"),
    "equals": Text(zh="与{}持平", en="no change against {}"),
}


#: Why there is no value.
NO_FIGURE = Text(zh="没有可比的上一期数据", en="there is no earlier figure to compare with")


def not_recorded(earlier: Window) -> Text:
    """Says that no recorded run has the figure of an earlier window."""
    days = earlier.days
    return Text(
        zh=f"没有可比的上一期数据：台账或 --previous 的报告中没有 {days.zh} 的数",
        en=f"there is no earlier figure to compare with: no ledger or report (--previous) has one for {days.en}",
    )


def describe_comparison(
    of: ChangeOf,
    against: Against,
    way: Literal["difference", "ratio"],
    origin: Before,
    zero_base: ZeroBase,
    tables: Tables,
) -> Telling:
    """Describes what is compared and how, and what happens without an earlier figure.

    Without rows of its kind, a figure that counts is 0, and another one has no value.
    """
    counts, rate = of.pooled is None, of.proportion is not None
    before = BEFORE[against]
    by = Text(zh=f"本期数减{before.zh}数", en=f"the figure now minus that of {before.en}")
    if way == "ratio":
        by = Text(f"本期数比{before.zh}数增减的比例", f"{by.en}, divided by the latter")
    source = Text(
        zh=f"{before.zh}数取自以前的检查：台账（run --ledger）或当时的报告（--previous）。",
        en="The earlier figure is from an earlier run: the ledger (run --ledger), or the report of that time "
        "(--previous).",
    )
    if isinstance(origin, GivenBefore):
        source = origin.describe(rate=rate)
    elif isinstance(origin, TypedBefore):
        source = origin.describe(tables, before)
    elif origin == "rows":
        en = "The earlier figure comes from earlier rows of the same sheet."
        source = Text(zh=f"{before.zh}数按日期从同一张表中取得。", en=en)
    never = "Without an earlier figure, the indicator is undetermined and never passes."
    zero_zh, zero_en = {
        "undetermined": ("无法判定", "the indicator is undetermined"),
        "not-applicable": ("该指标不适用", "the indicator does not apply"),
        "met-if-zero": ("本期仍为 0 即达标", "the target is met if the figure is still 0"),
        "judge": ("照常评判", "the indicator is judged as usual"),
    }[zero_base]
    if isinstance(origin, GivenBefore) and origin.given:
        return Text(zh=f"结果是{by.zh}。", en=f"The value is {by.en}."), source
    return (
        Text(zh=f"结果是{by.zh}。", en=f"The value is {by.en}."),
        source,
        Text(zh="没有以前的数就无法判定，不算达标。", en=never),
        Text(zh=f"{before.zh}数为 0 的，{zero_zh}。", en=f"If the earlier figure is 0, {zero_en}."),
        *_doubts(origin, zero_base, counts=counts),
    )


def _doubts(source: Before, zero_base: ZeroBase, *, counts: bool) -> Telling:
    """Describes what follows while the earlier figure may be 0, and when rows give one at all."""
    told = [
        Text(
            zh="以前的数可能为 0 的，按待定处理。" if zero_base != "judge" else "",
            en="While the earlier figure may or may not be 0, the indicator is undetermined.",
        )
    ]
    if source == "rows":
        zh = "上期有行、但没有一行属于所数的，以前的数为 0。"
        en = "If the sheet has rows of the earlier period but none of the kind counted, the earlier figure is 0."
        if not counts:
            zh = "两期中有一期没有可计的行的，不评判。"
            en = "If no row counts in one of the two periods, there is nothing to compare."
        told.append(Text(zh, en))
    return tuple(text for text in told if text.zh)
