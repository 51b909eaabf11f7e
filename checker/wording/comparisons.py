"""Says how often a report compared counts with chance, so that nobody takes one odd count of many for a proof."""

from checker.model import Comparisons
from checker.text.bilingual import Text
from checker.text.normalize import decimal_text


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
