"""Says in words what an indicator earns."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from checker.definitions.bands import Band
from checker.definitions.indicators import Indicator
from checker.definitions.limits import Limit
from checker.definitions.packs import PackHeader
from checker.definitions.scoring import Bonus, Deduct, Line, ScoringBy, Steps
from checker.definitions.tier_problems import span_text
from checker.definitions.tiers import Tier
from checker.definitions.veto import tell_effect, veto_of
from checker.measures.change import Change
from checker.measures.toolkit.values import POINTS, amount_in
from checker.model import Between
from checker.text.bilingual import Text, before_chinese, join_texts
from checker.text.normalize import number_text


def tell_scoring(indicator: Indicator, header: PackHeader) -> Iterable[Text]:
    """Says what it earns when the target is met and when it is not, and what a miss does to the grade."""
    weight, rule = number_text(indicator.weight), indicator.scoring
    if isinstance(rule, ScoringBy) and rule.line is not None and rule.line.best is not None:
        line = _line(indicator, rule.line)
        yield Text(f"权重 {weight}：{line.zh}。", f"Its weight is {weight}: {line.en}.")
    else:
        short = _short(indicator)
        if _has_two_sides(indicator):
            short = _outside(indicator, short)
        yield Text(
            zh=f"权重 {weight}，达标得满分；{short.zh}。",
            en=f"Its weight is {weight}, earned in full when the target is met; {short.en}.",
        )
    if indicator.bonus is not None:
        yield _bonus(indicator, indicator.bonus, number_text(header.score_at_most))
    if indicator.near > 0:
        near = amount_in(indicator.near, POINTS) if indicator.is_share else indicator.value_text(indicator.near)
        yield Text(
            zh=f"与目标相差不超过 {before_chinese(near.zh)}的，算接近目标。",
            en=f"Within {near.en} of the target, it counts as near.",
        )
    yield from (_limit(each) for each in header.limits if indicator.id in each.indicators)
    if (veto := veto_of(indicator.veto)) is not None and indicator.level == "department":
        effect, when = tell_effect(veto, header.grades), Text("未达标", "it is missed")
        if veto.when is not None:
            asked = indicator.asked.target_text(veto.when.target, indicator.unit)
            when = Text(f"结果{asked.zh}", f"its value is {asked.en}")
        yield Text(zh=f"一票否决：{when.zh}的，{effect.zh}。", en=f"It is a veto: if {when.en}, {effect.en}.")


def _limit(limit: Limit) -> Text:
    """Says what it may lose or gain, alone or together with others."""
    alone = len(limit.indicators) == 1
    name = Text("此项", "It") if alone else Text(f"“{limit.name.zh}”各项合计", f"All of “{limit.name.en}” together")
    sides = (
        (limit.loses_at_most, "扣", "loses" if alone else "lose"),
        (limit.gains_at_most, "加", "gains" if alone else "gain"),
    )
    told = [(zh, en, most) for most, zh, en in sides if most is not None]
    said = [Text(f"最多{zh} {number_text(most)} 分", f"{en} {_points(most)} at most") for zh, en, most in told]
    joined = join_texts(said, "，", " and ")
    return Text(f"{name.zh}{joined.zh}。", f"{name.en} {joined.en}.")


def _short(indicator: Indicator) -> Text:
    """What a value short of the target earns."""
    match indicator.scoring:
        case ScoringBy(line=Line() as line):
            return _line(indicator, line)
        case ScoringBy(deduct=Deduct() as deduct):
            return _deduct(indicator, deduct)
        case ScoringBy(tiers=tiers):
            return _tiers(indicator, tiers)
        case "bands":
            return _bands(indicator)
        case "pass-fail":
            return Text("未达标的不得分", "short of the target, it earns nothing")
        case _:
            return Text("未达标的按完成比例得分", "short of the target, it earns a proportional share")


def _has_two_sides(indicator: Indicator) -> bool:
    return any(isinstance(dated.target, Between) for dated in indicator.target)


def _outside(indicator: Indicator, short: Text) -> Text:
    """The same of a target with two sides: a value misses it below and above, and the nearer limit counts."""
    if indicator.scoring == "proportional" and isinstance(indicator.asked, Change):
        return Text(
            "超出范围的按比例得分：数值与未达到的界限，不计正负号，按较小的除以较大的；正负相反或有一个为零的不得分",
            "outside it, it earns a proportional share: of the value and the limit that it misses, without their signs,"
            " the smaller divided by the larger; nothing if their signs differ or one is 0",
        )
    if indicator.scoring == "proportional":
        return Text(
            "超出范围的按比例得分：低于下限的，按数值除以下限；高于上限的，按上限除以数值",
            "outside it, it earns a proportional share: below, the value divided by the lower limit; above, the upper "
            "limit divided by the value",
        )
    return Text(short.zh, short.en.replace("short of the target", "outside it"))


def _bands(indicator: Indicator) -> Text:
    bands = sorted(indicator.bands, key=Band.limit, reverse=indicator.bands[0].at_least is not None)
    pairs = [(band, indicator.value_text(band.limit()), f"{number_text(band.earns * 100)}%") for band in bands]
    sides = {True: Text("不低于", "from {} up"), False: Text("不高于", "from {} down")}
    told = [(sides[band.at_least is not None], amount, earns) for band, amount, earns in pairs]
    return Text(
        zh="；".join(f"{side.zh} {before_chinese(amount.zh)}的得 {earns}" for side, amount, earns in told),
        en="; ".join(f"{side.en.format(amount.en)} it earns {earns}" for side, amount, earns in told),
    )


def _tiers(indicator: Indicator, tiers: Sequence[Tier]) -> Text:
    told = [(span_text(tier.span, indicator), f"{number_text(tier.earns * 100)}%") for tier in tiers]
    return Text(
        zh="未达标的分档计分：" + "；".join(f"{said.zh}的得 {earns}" for said, earns in told),
        en="short of the target, its value decides: " + "; ".join(f"{said.en} earns {earns}" for said, earns in told),
    )


def _line(indicator: Indicator, line: Line) -> Text:
    worst = indicator.value_text(line.worst)
    if line.best is None:
        return Text(
            zh=f"未达标的，从 {worst.zh}（不得分）到目标（得满分）按直线计分",
            en=f"short of the target, it earns evenly more from {worst.en} (nothing) to the target (everything)",
        )
    best = indicator.value_text(line.best)
    return Text(
        zh=f"从 {worst.zh}（不得分）到 {best.zh}（得满分）按直线计分",
        en=f"it earns evenly more from {worst.en} (nothing) to {best.en} (everything)",
    )


def _deduct(indicator: Indicator, rule: Deduct) -> Text:
    each, points = _each(indicator, rule.per, rule.steps), number_text(rule.points)
    most = "" if rule.most is None else number_text(rule.most)
    end = Text("较近的界限", "the nearer limit") if _has_two_sides(indicator) else Text("目标", "the target")
    floor = number_text(rule.floor) if rule.floor else ""
    ends = f"，最多扣 {most} 分" if most else "" if floor else "，扣完为止"
    return Text(
        zh=f"未达标的，与{end.zh}每相差{each.zh}扣 {points} 分{ends}" + (f"，最低扣到 {floor} 分" if floor else ""),
        en=f"short of the target, it loses {_points(rule.points)} for {each.en} between it and {end.en}"
        + (f", {most} at most" if most else "")
        + (f", down to {floor} points" if floor else ""),
    )


def _bonus(indicator: Indicator, rule: Bonus, highest: str) -> Text:
    each, points, most = _each(indicator, rule.per, rule.steps), number_text(rule.points), number_text(rule.most)
    return Text(
        zh=f"优于目标的，每优于目标{each.zh}加 {points} 分，最多加 {most} 分；总分不超过 {highest} 分。",
        en=f"For {each.en} better than the target, it earns {_points(rule.points)} more, {most} at most; the score "
        f"never exceeds {highest}.",
    )


def _points(points: Fraction) -> str:
    return f"{number_text(points)} {'point' if points == 1 else 'points'}"


def _each(indicator: Indicator, per: Fraction, steps: Steps) -> Text:
    """A step, and what part of one counts."""
    figure = number_text(per * 100)
    one = per == Fraction(1, 100)
    share = Text(f" {figure} 个百分点", "percentage point" if one else f"{figure} percentage points")
    plain = indicator.value_text(per)
    step = share if indicator.is_share else Text(f" {plain.zh}", plain.en)
    part = {
        "exact": Text("{}", "every {}"),
        "whole": Text("{}（不足的不计）", "every whole {}"),
        "begun": Text("{}（不足的按一次计）", "every {} begun"),
    }[steps]
    return Text(part.zh.format(step.zh), part.en.format(step.en))
