"""Says in words what an indicator earns."""

from collections.abc import Iterable
from fractions import Fraction

from checker.definitions.bands import Band
from checker.definitions.indicators import Indicator
from checker.definitions.scoring import Bonus, Deduct, Line, ScoringBy, Steps
from checker.text.bilingual import Text
from checker.text.normalize import number_text


def tell_scoring(indicator: Indicator) -> Iterable[Text]:
    """Says what it earns when the target is met and when it is not, and what a miss does to the grade."""
    weight, rule = number_text(indicator.weight), indicator.scoring
    if isinstance(rule, ScoringBy) and rule.line is not None and rule.line.best is not None:
        line = _line(indicator, rule.line)
        yield Text(f"权重 {weight}：{line.zh}。", f"Its weight is {weight}: {line.en}.")
    else:
        short = _short(indicator)
        yield Text(
            zh=f"权重 {weight}，达标得满分；{short.zh}。",
            en=f"Its weight is {weight}, earned in full when the target is met; {short.en}.",
        )
    if indicator.bonus is not None:
        yield _bonus(indicator, indicator.bonus)
    if indicator.near > 0:
        near = indicator.value_text(indicator.near)
        zh_near = f"{number_text(indicator.near * 100)} 个百分点" if indicator.is_share else near.zh
        en_near = f"{number_text(indicator.near * 100)} percentage points" if indicator.is_share else near.en
        yield Text(
            zh=f"与目标相差不超过 {zh_near}的，算接近目标。", en=f"Within {en_near} of the target, it counts as near."
        )
    if indicator.veto:
        yield Text(
            zh="一票否决：未达标的，总评为最低等次。", en="It is a veto: if it is missed, the grade is the lowest."
        )


def _short(indicator: Indicator) -> Text:
    """What a value short of the target earns."""
    match indicator.scoring:
        case ScoringBy(line=Line() as line):
            return _line(indicator, line)
        case ScoringBy(deduct=Deduct() as deduct):
            return _deduct(indicator, deduct)
        case "bands":
            return _bands(indicator)
        case "pass-fail":
            return Text("未达标的不得分", "short of the target, it earns nothing")
        case _:
            return Text("未达标的按完成比例得分", "short of the target, it earns a proportional share")


def _bands(indicator: Indicator) -> Text:
    bands = sorted(indicator.bands, key=Band.limit, reverse=indicator.bands[0].at_least is not None)
    pairs = [(band, indicator.value_text(band.limit()), f"{number_text(band.earns * 100)}%") for band in bands]
    sides = {True: Text("不低于", "from {} up"), False: Text("不高于", "from {} down")}
    told = [(sides[band.at_least is not None], amount, earns) for band, amount, earns in pairs]
    return Text(
        zh="；".join(f"{side.zh} {amount.zh}的得 {earns}" for side, amount, earns in told),
        en="; ".join(f"{side.en.format(amount.en)} it earns {earns}" for side, amount, earns in told),
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
    return Text(
        zh=f"未达标的，与目标每相差{each.zh}扣 {points} 分" + (f"，最多扣 {most} 分" if most else "，扣完为止"),
        en=f"short of the target, it loses {_points(rule.points)} for {each.en} between it and the target"
        + (f", {most} at most" if most else ""),
    )


def _bonus(indicator: Indicator, rule: Bonus) -> Text:
    each, points, most = _each(indicator, rule.per, rule.steps), number_text(rule.points), number_text(rule.most)
    return Text(
        zh=f"优于目标的，每优于目标{each.zh}加 {points} 分，最多加 {most} 分；总分不超过 100 分。",
        en=f"For {each.en} better than the target, it earns {_points(rule.points)} more, {most} at most; the score "
        "never exceeds 100.",
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
