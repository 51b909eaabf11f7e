"""The least that reaches a target: how many good rows, members or units more, and which rows would do if corrected."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from checker.definitions.indicators import Indicator
from checker.definitions.measures import DEPARTMENT
from checker.errors import Text
from checker.model import Language, Measured, Member, Needed, Result, Status, Target
from checker.spelling import number_text

#: How many rows or members a sentence names before it says "and more".
NAMED = 8
_SHORT = ("failed", "pass_or_fail", "out_or_fail", "anything")


def needed_for(indicator: Indicator, result: Result) -> Needed | None:
    """What is needed; None where the target stands or nothing is judged."""
    if result.status in (Status.MET, Status.ON_TRACK, Status.NOT_APPLICABLE) or result.measured.reason is not None:
        return None
    if result.measured.members:
        return _members_needed(indicator, result)
    if result.measured.shape == "share":
        return _rows_needed(result)
    if result.measured.shape == "change":
        return _fall_needed(result)
    return _amount_needed(indicator, result)


def further_good(passed: int, total: int, target: Target) -> int | None:
    """The smallest n for which (passed + n) / (total + n) reaches the target; None if no n does."""
    wanted = target.value
    if target.op == "at_least":
        if passed >= wanted * total and total:
            return 0
        if wanted >= 1:
            return 1 if total == 0 and wanted == 1 else None
        return max(0 if total else 1, ceil((wanted * total - passed) / (1 - wanted)))
    if target.op == "above" and wanted < 1:
        return max(0, floor((wanted * total - passed) / (1 - wanted)) + 1)
    return None


def to_correct(passed: int, total: int, target: Target) -> int | None:
    """The smallest m of the failing units that, turned good, reach the target; None if not even all of them do."""
    wanted = target.value * total
    least = floor(wanted) + 1 if target.op == "above" else ceil(wanted)
    return max(0, least - passed) if least <= total and target.op in ("at_least", "above") else None


def _rows_needed(result: Result) -> Needed | None:
    counts = result.measured.counts
    # Undecided rows are the first to look at, and count as failing until they are decided.
    total = counts.passed + counts.failed + counts.pass_or_fail + counts.out_or_fail + counts.anything
    fixes = to_correct(counts.passed, total, result.target)
    if not fixes:
        return None
    further = further_good(counts.passed, total, result.target) if result.measured.grows else None
    candidates = result.measured.unknown_rows.numbers + result.measured.failure_rows.numbers
    rows = candidates[:fixes]
    parts = []
    if further:
        parts.append(_further(further, result.final))
    elif result.measured.grows and counts.failed:
        parts.append(Text(zh="新增记录已无法达到目标", en="no further row can reach the target"))
    if rows:
        zh, en = _listed([str(row) for row in rows])
        noun = "row" if len(rows) == 1 else "rows"
        parts.append(
            Text(
                zh=f"补全或更正 {len(rows)} 行即可（若登记有误）：第 {zh} 行",
                en=f"completing or correcting {len(rows)} {noun} (if recorded wrongly) does it: {en}",
            )
        )
    elif parts:
        parts.append(Text(zh=f"差 {fixes} 项", en=f"{fixes} short of it"))
    else:
        parts.append(Text(zh=f"还需 {fixes} 项达标", en=f"{fixes} more to be good"))
    count = Fraction(further) if further else Fraction(fixes) if not result.measured.grows else None
    return Needed(count, rows, Text("；".join(part.zh for part in parts), "; ".join(part.en for part in parts)))


def _further(count: int, final: bool) -> Text:
    if final:
        return Text(
            zh=f"如有漏报，补报 {count} 条达标记录即可达到目标",
            en=f"{count} more good {'row' if count == 1 else 'rows'}, if any were left out, would reach the target",
        )
    return Text(
        zh=f"再有 {count} 条达标记录即可达到目标",
        en=f"{count} more good {'row reaches' if count == 1 else 'rows reach'} the target",
    )


def _members_needed(indicator: Indicator, result: Result) -> Needed | None:
    counts = result.measured.counts
    total = counts.passed + counts.failed + counts.pass_or_fail + counts.out_or_fail + counts.anything
    fixes = to_correct(counts.passed, total, result.target)
    if not fixes:
        return None
    short = sorted(
        (member for member in result.measured.members if member.place in _SHORT),
        key=lambda member: (member.goal - member.amount, member.key),
    )
    nearest, unit = short[:fixes], indicator.member_unit
    lacking = sum((member.goal - member.amount for member in nearest), Fraction(0))
    rows = tuple(member.row for member in nearest if member.row is not None)
    still = Text(zh=f"还差 {number_text(lacking)} {unit.zh}", en=_more(lacking, unit))
    if indicator.measure.cohort is not None and indicator.measure.cohort.members == DEPARTMENT:
        return Needed(Fraction(fixes), rows, still)
    zh, _ = _listed([_progress(member, "zh") for member in nearest])
    _, en = _listed([_progress(member, "en") for member in nearest])
    text = Text(
        zh=f"还需 {fixes} 个达到要求，合计{still.zh}：{zh}",
        en=f"{fixes} more must get there, {still.en} in all: {en}",
    )
    return Needed(Fraction(fixes), rows, text)


def _progress(member: Member, language: Language) -> str:
    return f"{member.label.of(language)} {number_text(member.amount)}/{number_text(member.goal)}"


def _amount_needed(indicator: Indicator, result: Result) -> Needed | None:
    amount, target, unit = result.value or Fraction(0), result.target, indicator.unit_text
    if target.op in ("at_least", "above", "equals") and amount <= target.value:
        short = target.value - amount
        text = Text(zh=f"还需 {number_text(short)} {unit.zh}", en=_more(short, unit))
        if result.expected is not None and result.expected > amount:
            now = number_text(result.expected - amount)
            text = Text(
                zh=f"到期末{text.zh}，按进度目前还差 {now} {unit.zh}",
                en=f"{text.en} by the end of the period, {now} of them due by now",
            )
        return Needed(short, result.measured.unknown_rows.numbers, text)
    over = number_text(amount - target.value)
    text = Text(
        zh=f"超出 {over} {unit.zh}，只有更正登记有误的行才能达到目标",
        en=f"{over} too many; only rows recorded wrongly could change that",
    )
    return Needed(None, result.measured.numerator_rows.numbers, text)


def _more(count: Fraction, unit: Text) -> str:
    """So many more of a unit; English units are plural, so that one more goes without."""
    return "1 more" if count == 1 else f"{number_text(count)} more {unit.en}".rstrip()


def _fall_needed(result: Result) -> Needed | None:
    if result.numerator is None or result.denominator is None:
        return None
    before = _as_people_write(result.denominator, result.measured)
    now = _as_people_write(result.numerator, result.measured)
    text = Text(zh=f"上一期为 {before}，本期为 {now}", en=f"it was {before} before and is {now} now")
    return Needed(None, result.measured.numerator_rows.numbers, text)


def _as_people_write(value: Fraction, measured: Measured) -> str:
    return f"{number_text(round(value * 100, 2))}%" if measured.parts[0].shape == "share" else number_text(value)


def _listed(items: list[str]) -> tuple[str, str]:
    """The first few of a list, and how many more."""
    more = len(items) - NAMED
    zh, en = "、".join(items[:NAMED]), ", ".join(items[:NAMED])
    return (f"{zh} 等 {len(items)} 个", f"{en} and {more} more") if more > 0 else (zh, en)
