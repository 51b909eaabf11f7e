"""What the rows and members against targets take together, with how many of them at what sum."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from checker.definitions.failures import FailuresTake
from checker.frozen import dataclass
from checker.model.consequences import Charge
from checker.text.amounts import amount_words
from checker.text.bilingual import Text, join_texts

#: Writes an amount, or a share of the sum.
Shown = Callable[[Fraction], Text]
_PER = {"hour": Text("小时", "hour"), "day": Text("天", "day")}


@dataclass(frozen=True)
class Taken:
    """What a rule takes, and why: a share of the sum, or an amount if there is none.

    Attributes:
        low, high: the least and the most; `high` is None if there is no bound.
        charges: what it is made up of, if rows or members take it.
        moving: whether it still grows by itself.
    """

    low: Fraction
    high: Fraction | None
    why: Text
    charges: tuple[Charge, ...] = ()
    moving: bool = False

    @property
    def exactly(self) -> Fraction | None:
        """What it takes, if that is known."""
        return self.low if self.low == self.high else None


def taken_by_failures(rule: FailuresTake, charges: Sequence[Charge], names: Mapping[str, Text], shown: Shown) -> Taken:
    """Adds up charges; those that are free are taken off all of them."""
    low, high = sum((each.low for each in charges), Fraction(0)), _highest(charges)
    if rule.free:
        off = rule.free * rule.rate("")
        low, high = max(low - off, Fraction(0)), None if high is None else max(high - off, Fraction(0))
    told = [_tell(rule, each, names[each.indicator], shown) for each in charges if each.number or each.doubtful != 0]
    moving = any(each.open for each in charges)
    if not told:
        return Taken(low, high, Text("没有不符合目标的", "nothing counts against the targets"), tuple(charges), moving)
    if rule.free:
        told.append(Text(f"前 {rule.free} 项不扣", f"the first {rule.free} free"))
    why = join_texts(told, "；", "; ")
    if low == high:
        total = shown(low)
        why = Text(f"{why.zh}；共 {total.zh}", f"{why.en}; total {total.en}")
    return Taken(low, high, why, tuple(charges), moving)


def _highest(charges: Sequence[Charge]) -> Fraction | None:
    highs = [each.high for each in charges]
    return None if None in highs else sum((each for each in highs if each is not None), Fraction(0))


def _tell(rule: FailuresTake, charge: Charge, name: Text, shown: Shown) -> Text:
    """Says of one indicator, or one choice, how many there are at what sum, and how many more may come."""
    choice = charge.choice
    what = Text(f"{name.zh}（{choice.zh}）", f"{name.en} ({choice.en})") if choice.zh else name
    parts = []
    if charge.number or charge.doubtful == 0:
        parts.append(_counted(rule, charge, shown))
    if charge.doubtful is None:
        parts.append(Text("有几项未知", "it isn't known how many"))
    elif charge.doubtful:
        more = Text(f"另有 {charge.doubtful} 项待定", f"{charge.doubtful} more undecided")
        parts.append(more if charge.number else Text(f"{charge.doubtful} 项待定", f"{charge.doubtful} undecided"))
        if charge.each is not None and not charge.number:
            each = shown(charge.each)
            parts.append(Text(f"每项 {each.zh}", f"{each.en} each"))
    told = join_texts(parts, "，", ", ")
    return Text(f"{what.zh}：{told.zh}", f"{what.en}: {told.en}")


def _counted(rule: FailuresTake, charge: Charge, shown: Shown) -> Text:
    number = charge.number
    if charge.each is None:
        return Text(f"{number} 项，不知道按哪一种扣", f"{number}, it isn't known at what sum")
    each = shown(charge.each)
    if rule.per is None:
        return Text(f"{number} 项，每项 {each.zh}", f"{number} at {each.en} each")
    unit = _PER[rule.per]
    rate = Text(f"每{unit.zh} {each.zh}", f"{each.en} for each {unit.en}")
    if charge.hours is None:
        return Text(f"{number} 项，{rate.zh}，有的不知道超时多久", f"{number} at {rate.en}, some with unknown delay")
    late = amount_words(charge.hours if rule.per == "hour" else charge.hours / 24)
    total = shown(charge.low)
    return Text(
        f"{number} 项，共超时 {late.zh} {unit.zh}，{rate.zh}，计 {total.zh}",
        f"{number}, late by {late.en} {unit.en}{'' if late.en == '1' else 's'} in total, {rate.en}: {total.en}",
    )
