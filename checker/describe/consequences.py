"""Describes in sentences what follows in money from scores, grades, missed targets or the rows against them."""

from collections.abc import Iterator
from fractions import Fraction

from checker.definitions.consequences import ConsequenceRule, OfIndicator, OfParameter, PointsTake
from checker.definitions.failures import FailuresTake, TakesBy
from checker.definitions.packs import Pack
from checker.definitions.repeated import Repeated
from checker.definitions.veto import find_grade
from checker.text.bilingual import Text, join_texts
from checker.text.money_words import sum_text
from checker.text.normalize import number_text

_SCORES = {
    "at_least": ("不低于", "at least"),
    "at_most": ("不高于", "at most"),
    "above": ("高于", "above"),
    "below": ("低于", "below"),
}
TITLE = Text(zh="扣减金额", en="Amounts that follow")
_STEPS = {
    "exact": Text("不足的按比例", "parts of it in proportion"),
    "whole": Text("只计整数", "only whole ones"),
    "begun": Text("不足的按一个计", "each one begun"),
}


def tell_consequences(pack: Pack) -> Iterator[Text]:
    """Describes each consequence of a pack."""
    return (_tell(rule, pack) for rule in pack.header.consequences)


def _tell(rule: ConsequenceRule, pack: Pack) -> Text:
    clause = Text("", "") if rule.clause is None else Text(f"（{rule.clause}）", f" ({rule.clause})")
    parts = [] if rule.is_named else [_rule(rule, pack)]
    if rule.of is not None:
        parts.append(_of(rule, pack))
    if rule.at_most is not None:
        most = _takes(rule, rule.at_most)
        parts.append(Text(f"最多 {most.zh}", f"{most.en} at most"))
    if rule.when is not None:
        parts.append(_when(rule.when, pack))
    told = join_texts(parts, "；", "; ")
    return Text(f"{rule.name.zh}{clause.zh}：{told.zh}。", f"{rule.name.en}{clause.en}: {told.en}.")


def _takes(rule: ConsequenceRule, value: Fraction) -> Text:
    if rule.of is None:
        return sum_text(value, rule.unit_text)
    number = f"{number_text(value * 100)}%"
    return Text(number, number)


def _rule(rule: ConsequenceRule, pack: Pack) -> Text:
    if rule.points is not None:
        return _points(rule, rule.points)
    if rule.tiers:
        told = [(_takes(rule, tier.takes), number_text(tier.below)) for tier in rule.tiers]
        return join_texts(
            (Text(f"得分低于 {limit} 扣 {each.zh}", f"{each.en} for scores below {limit}") for each, limit in told),
            "，",
            ", ",
        )
    if rule.missed is not None:
        each = _takes(rule, rule.missed.takes)
        if not rule.missed.indicators:
            return Text(f"每项指标未达标扣 {each.zh}", f"{each.en} for each missed target")
        names = join_texts((pack.indicators[id].name.text for id in rule.missed.indicators), "、", ", ")
        return Text(f"{names.zh}，每项未达标扣 {each.zh}", f"{each.en} for each missed target of {names.en}")
    if rule.failures is not None:
        return _failures(rule, rule.failures, pack)
    grades = pack.header.grades
    named = [(grades[find_grade(each.grade, grades) or 0].name, _takes(rule, each.takes)) for each in rule.grades]
    return join_texts(
        (Text(f"等次“{name.zh}”扣 {each.zh}", f"{each.en} for the grade “{name.en}”") for name, each in named),
        "，",
        ", ",
    )


def _points(rule: ConsequenceRule, points: PointsTake) -> Text:
    limit, per, each = number_text(points.below), number_text(points.per), _takes(rule, points.takes)
    steps = _STEPS[points.steps]
    return Text(
        f"得分低于 {limit} 的，每低 {per} 分扣 {each.zh}（{steps.zh}）",
        f"{each.en} for each {per} of the score below {limit} ({steps.en})",
    )


def _failures(rule: ConsequenceRule, failures: FailuresTake, pack: Pack) -> Text:
    per = {
        None: Text("", ""),
        "hour": Text("每超时一小时", " per hour late"),
        "day": Text("每超时一天", " per day late"),
    }
    unit, quoted = per[failures.per], [pack.indicators[id].name.text for id in failures.indicators]
    names = join_texts((Text(f"“{name.zh}”", f"“{name.en}”") for name in quoted), "、", ", ")
    if isinstance(failures.takes, TakesBy):
        column = pack.tables[pack.indicators[failures.indicators[0]].asked.tables()[0]].columns[failures.takes.by]
        pairs = [(column.choices[name].text, _takes(rule, value)) for name, value in failures.takes.of.items()]
        sums = join_texts((Text(f"{one.zh} {takes.zh}", f"{one.en} {takes.en}") for one, takes in pairs), "、", ", ")
        header = column.header
        zh, en = f"每项{unit.zh}按{header.zh}扣（{sums.zh}）", f"by {header.en} ({sums.en}){unit.en} for each one"
    else:
        each = _takes(rule, failures.takes)
        zh, en = f"每项{unit.zh}扣 {each.zh}", f"{each.en}{unit.en} for each one"
    parts = [Text(f"不符合{names.zh}目标的，{zh}", f"{en} against the target of {names.en}")]
    if failures.per is not None:
        parts.append(_STEPS[failures.steps])
    if failures.each_at_most is not None:
        most = _takes(rule, failures.each_at_most)
        parts.append(Text(f"每项最多 {most.zh}", f"{most.en} at most for each"))
    if failures.free:
        parts.append(Text(f"前 {failures.free} 项不扣", f"the first {failures.free} free"))
    return join_texts(parts, "，", ", ")


def _when(when: Repeated, pack: Pack) -> Text:
    """Says in how many periods what must have been so."""
    if when.score is not None:
        zh, en = _SCORES[when.score.target.op]
        limit = number_text(when.score.target.value)
        what = Text(f"得分{zh} {limit}", f"the score is {en} {limit}")
    elif when.grade is not None:
        grade = pack.header.grades[find_grade(when.grade, pack.header.grades) or 0].name
        what = Text(f"等次为“{grade.zh}”或更差", f"the grade is “{grade.en}” or worse")
    else:
        name = pack.indicators[when.missed or ""].name.text
        what = Text(f"“{name.zh}”未达标", f"“{name.en}” is missed")
    if when.in_a_row:
        return Text(f"连续 {when.needed} 期{what.zh}才适用", f"only if {what.en} in {when.needed} periods in a row")
    zh, en = f"{when.periods} 期内有 {when.needed} 期", f"in {when.needed} of {when.periods} periods"
    return Text(f"{zh}{what.zh}才适用", f"only if {what.en} {en}")


def _of(rule: ConsequenceRule, pack: Pack) -> Text:
    match rule.of:
        case OfIndicator(indicator=id):
            name = pack.indicators[id].name.text
            return Text(f"基数是“{name.zh}”的数值", f"the sum is the value of “{name.en}”")
        case OfParameter(parameter=id):
            table = pack.parameters.get(id)
            name = Text(id, id) if table is None or table.name is None else table.name.text
            return Text(f"基数是参数“{name.zh}”", f"the sum is the parameter “{name.en}”")
        case number:
            assert number is not None, "asked only if there is a sum"
            shown = sum_text(number, rule.unit_text)
            return Text(f"基数是 {shown.zh}", f"the sum is {shown.en}")
