"""Says how often a report compared counts with chance, so that nobody takes one odd count of many for a proof."""

from collections.abc import Mapping

from checker.model import Comparisons
from checker.text.bilingual import Text
from checker.text.normalize import decimal_text

#: What a flag is beside an earlier report.
SINCE = {"new": Text("新增", "new"), "persisting": Text("仍在", "persisting")}


def since_text(period: str, counts: Mapping[str, int]) -> Text:
    """Says what became of the flags of an earlier report."""
    new, persisting, fixed, unseen = (counts[each] for each in ("new", "persisting", "fixed", "not_looked_at"))
    return Text(
        zh=f"较 {period}：新增 {new} 处，仍在 {persisting} 处，已解决 {fixed} 处，"
        f"未核查 {unseen} 处（这次没有读到该单位或该表）",
        en=f"Since {period}: {new} new, {persisting} persisting, {fixed} fixed, {unseen} not looked at "
        "(their department or table was not read)",
    )


def comparisons_text(comparisons: Comparisons | None) -> Text | None:
    """Says how many comparisons there were, how many are worth a look, and how many chance alone would give."""
    if comparisons is None:
        return None
    count, flagged, chance = comparisons.count, comparisons.flagged, decimal_text(comparisons.by_chance, 2)
    return Text(
        zh=f"与上期相比较 {count} 次，{flagged} 处值得核对；只凭偶然，平均最多有 {chance} 处",
        en=f"{count} comparisons with the previous report, {flagged} worth a look; "
        f"chance alone would give at most {chance} on average",
    )
