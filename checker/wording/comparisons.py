"""Says how often a report compared counts with chance, so that nobody takes one odd count of many for a proof."""

from collections.abc import Mapping

from checker.codes import Code, catalogue
from checker.model import Comparisons, Previous
from checker.model.earlier import EarlierFlag
from checker.text.bilingual import Text
from checker.text.levels import EN
from checker.text.normalize import decimal_text
from checker.text.plurals import counted

#: What a flag is beside an earlier report.
SINCE = {"new": Text("新增", "new"), "persisting": Text("仍在", "persisting")}
#: What became of a flag of an earlier report that is not there any more.
GONE = {"fixed": Text("已解决", "fixed"), "not_looked_at": Text("未核查", "not looked at")}


def earlier_text(previous: Previous) -> Text:
    """Says what a report is compared with: the label of an earlier period, or an earlier run of the same one."""
    return Text("本期前一次检查", "the earlier run of the same period") if previous.rerun else _same(previous.period)


def earlier_heading(previous: Previous) -> Text:
    """Heads a column of what an earlier report says."""
    return Text("前次检查", "Earlier run") if previous.rerun else _same(previous.period)


def change_heading(previous: Previous) -> Text:
    """Heads the column of the change of score."""
    period = previous.period
    return Text("较前次", "Change") if previous.rerun else Text(f"较 {period}", f"Since {period}")


def gone_text(flag: EarlierFlag, reveal: bool) -> Text:
    """Says what a flag that is gone was: its message if revealed, or else what its code says of all such flags.

    The earlier report may have been written with `--reveal`, and the names that it quotes are not known here.
    """
    return flag.message if reveal else Code(flag.code).heading if flag.code in catalogue() else Text("", "")


def _same(text: str) -> Text:
    return Text(text, text)


def since_text(previous: Previous, counts: Mapping[str, int]) -> Text:
    """Says what became of the flags of an earlier report."""
    period = earlier_text(previous)
    blank = "" if previous.rerun else " "
    new, persisting, fixed, unseen = (counts[each] for each in ("new", "persisting", "fixed", "not_looked_at"))
    return Text(
        zh=f"较{blank}{period.zh}：新增 {new} 处，仍在 {persisting} 处，已解决 {fixed} 处，"
        f"未核查 {unseen} 处{'（这次没有读到该{ZH.单位}或该表）' if unseen else ''}",
        en=f"Since {period.en}: {new} new, {persisting} persisting, {fixed} fixed, {unseen} not looked at"
        + (f" (their {EN.department} or table was not read)" if unseen else ""),
    )


def comparisons_text(comparisons: Comparisons | None) -> Text | None:
    """Says how many comparisons there were, how many are worth a look, and how many chance alone would give."""
    if comparisons is None:
        return None
    count, flagged, chance = comparisons.count, comparisons.flagged, decimal_text(comparisons.by_chance, 2)
    return Text(
        zh=f"与上期相比较 {count} 次，{flagged} 处值得核对；只凭偶然，平均最多有 {chance} 处",
        en=f"{counted(count, 'comparison')} with the previous report, {flagged} worth a look; "
        f"chance alone would give at most {chance} on average",
    )
