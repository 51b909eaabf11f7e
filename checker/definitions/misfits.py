"""Finds settings that contradict the target, or that no data can ever bring into effect."""

from collections.abc import Iterable, Iterator

from checker.codes import Code
from checker.codes.shared import BAD_COMBINATION, UNKNOWN_COLUMN, UNKNOWN_GRADE
from checker.definitions.bands import Band
from checker.definitions.cycles import CYCLES
from checker.definitions.indicators import Indicator
from checker.definitions.least import why_no_least
from checker.definitions.partial_packs import Draft
from checker.definitions.ranges import why_impossible
from checker.definitions.scoring import ScoringBy
from checker.definitions.tier_problems import tier_problems
from checker.definitions.veto import VetoBy, find_grade
from checker.measures.count import Count
from checker.measures.cycles import Cycles
from checker.measures.cycles.lengths import MONTHS, Weeks, names_of
from checker.measures.index import Index
from checker.measures.mean import Mean
from checker.measures.median import Median
from checker.measures.percentile import Percentile
from checker.measures.proportion import Proportion
from checker.measures.ratio import Ratio
from checker.measures.toolkit.bounds import satisfies
from checker.measures.total import Total
from checker.model import Aim, Between, Target
from checker.periods import PART_MONTHS
from checker.tables.yaml.problems import Problem, problem
from checker.text.bilingual import Text
from checker.text.normalize import number_text

BANDS_DISAGREE = Code("D166")
NO_PACE = Code("D167")
NEVER_EMPTY = Code("D168")
NO_MEMBERS = Code("D169")
FAULTS_WANTED = Code("D172")
ONE_SIDED = Code("D207")


def misfits(draft: Draft, name: str, indicator: Indicator) -> Iterator[Problem]:
    """Finds such settings of one indicator, the file of which has this name."""
    yield from _limits(draft, name, indicator)
    yield from _bands(draft, name, indicator)
    yield from _figures(draft, name, indicator)
    yield from _pace(draft, name, indicator)
    yield from _when_empty(draft, name, indicator)
    yield from _parts(draft, name, indicator)
    yield from _by(draft, name, indicator)
    if (reason := why_no_least(indicator)) is not None:
        yield problem(BAD_COMBINATION, draft.spot(name, "judged_from"), found="judged_from", reason=reason)
    yield from _veto(draft, name, indicator)
    yield from tier_problems(draft, name, indicator)
    if indicator.for_each is not None and indicator.level == "district":
        reason = Text("全区指标只对全区评判一次", "an indicator of the district is judged once, for the district")
        yield problem(BAD_COMBINATION, draft.spot(name, "for_each"), found=indicator.for_each, reason=reason)


def _limits(draft: Draft, name: str, indicator: Indicator) -> Iterable[Problem]:
    """Finds targets that ask for faults, such as late deliverables, and two sides where a measure has only one."""
    for index, dated in enumerate(indicator.target):
        spot, faults = draft.spot(name, "target", index), indicator.asked.faults_count_against
        for target in dated.target.limits if faults else ():
            if target.is_ceiling or (target.is_exact and target.value < 1):
                yield problem(FAULTS_WANTED, spot, found=f"{target.op}: {number_text(target.value * 100)}%")
        if isinstance(dated.target, Between) and not indicator.asked.two_sided and not faults:
            yield problem(ONE_SIDED, spot, found=indicator.measure.kind)


def _bands(draft: Draft, name: str, indicator: Indicator) -> Iterable[Problem]:
    for index, band in enumerate(indicator.bands):
        why = _why_not(band, indicator)
        if why is not None:
            found = number_text(band.limit() * 100) + "%" if indicator.is_share else number_text(band.limit())
            yield problem(BANDS_DISAGREE, draft.spot(name, "bands", index), found=found, reason=why)


def _why_not(band: Band, indicator: Indicator) -> Text | None:
    """Says why a band contradicts the target; None if it doesn't."""
    targets = [dated.target for dated in indicator.target]
    operators = {each.op for target in targets for each in target.limits}
    if any(_misses_both_ways(target) for target in targets):
        return Text(
            zh="目标为 equals 或有上下限时，高于和低于目标都是偏离，不能分档",
            en="under a target of `equals` or with two sides, values deviate in both directions, so bands can't rank "
            "them: use `tiers`",
        )
    if band.at_least is not None and operators & {"at_most", "below"}:
        return Text(zh="目标越低越好，分档应写 at_most", en="the target is a ceiling, so its bands need `at_most`")
    if band.at_most is not None and operators & {"at_least", "above"}:
        return Text(zh="目标越高越好，分档应写 at_least", en="the target is a floor, so its bands need `at_least`")
    if band.earns < 1 and all(satisfies(band.limit(), target) for target in targets):
        return Text(zh="这一档已经达标，达标得满分", en="a value in it meets the target, which earns everything")
    return None


def _figures(draft: Draft, name: str, indicator: Indicator) -> Iterable[Problem]:
    """Finds a line that runs the wrong way, and points that nobody can lose or earn."""
    rule, targets = indicator.scoring, [dated.target for dated in indicator.target]
    both_ways = any(_misses_both_ways(target) for target in targets)
    if isinstance(rule, ScoringBy) and rule.line is not None:
        rising = targets[0].floor is not None
        for target in targets:
            ends = rule.line.worst, rule.line.end(target.limits[0].value)
            wrong_way = ends[0] >= ends[1] if rising else ends[0] <= ends[1]
            if both_ways or wrong_way:
                reason = _NO_LINE if both_ways else _WRONG_WAY
                found = indicator.value_text(rule.line.worst).en
                yield problem(BANDS_DISAGREE, draft.spot(name, "scoring", "line", "worst"), found=found, reason=reason)
                break
    deducts = isinstance(rule, ScoringBy) and rule.deduct is not None
    for path, given in ((("scoring", "deduct"), deducts), (("bonus",), indicator.bonus is not None)):
        if given and not indicator.weight:
            yield problem(BAD_COMBINATION, draft.spot(name, *path), reason=_NO_WEIGHT)
    if indicator.bonus is not None and (both_ways or all(_is_best(target, indicator, draft) for target in targets)):
        yield problem(BANDS_DISAGREE, draft.spot(name, "bonus"), found="bonus", reason=_NOTHING_BETTER)


def _misses_both_ways(target: Aim) -> bool:
    """Whether values can miss it above and below, so that none is better than it."""
    return isinstance(target, Between) or target.is_exact


def _is_best(target: Aim, indicator: Indicator, draft: Draft) -> bool:
    """Whether no value is better than the target."""
    side = target.limits[0]
    better = Target("below" if side.is_ceiling else "above", side.value)
    return why_impossible(better, indicator, draft.tables) is not None


_NO_LINE = Text(
    zh="目标为 equals 或有上下限时，高于和低于目标都是偏离，不能按一条线计分",
    en="under a target of `equals` or with two sides, values deviate in both directions, so one line can't rank them",
)
_WRONG_WAY = Text(
    zh="worst 应在未达标的一侧，best 应比它好", en="`worst` must be worse than the target, and `best` better than it"
)
_NO_WEIGHT = Text(zh="权重为 0，没有分可加减", en="the weight is 0, so there are no points")
_NOTHING_BETTER = Text(zh="不会有比目标更好的值", en="no value is better than the target")


def _pace(draft: Draft, name: str, indicator: Indicator) -> Iterable[Problem]:
    written = "pace" in indicator.model_fields_set and indicator.pace != "end"
    if written and not any(
        indicator.asked.has_pace(each.op) for dated in indicator.target for each in dated.target.limits
    ):
        reason = Text(
            zh="这样的目标没有分期应完成的数量，期内按已有的数据评判",
            en="nothing is due before the period ends: until then, it is judged on the data so far",
        )
        yield problem(NO_PACE, draft.spot(name, "pace"), found="pace", reason=reason)


def _when_empty(draft: Draft, name: str, indicator: Indicator) -> Iterable[Problem]:
    if "when_empty" not in indicator.model_fields_set:
        return
    reason = None
    if indicator.asked.adds_up and indicator.when_empty in ("not-applicable", "zero", "full"):
        reason = Text(
            zh="没有行时，个数和合计都是 0，照常评判", en="without rows, a count or a sum is 0 and judged as such"
        )
    elif isinstance(indicator.asked, Index) and indicator.asked.missing == "undetermined":
        reason = Text(
            zh="缺任何一项都无法判定（missing: undetermined）",
            en="without one of its parts, the index is undetermined (`missing: undetermined`)",
        )
    if reason is not None:
        yield problem(NEVER_EMPTY, draft.spot(name, "when_empty"), found="when_empty", reason=reason)


def _parts(draft: Draft, name: str, indicator: Indicator) -> Iterable[Problem]:
    members, months = getattr(indicator.asked, "calendar_part", None), CYCLES[indicator.period].months
    if isinstance(indicator.asked, Cycles) and months is not None:
        every = indicator.asked.every
        one, _ = names_of(every)
        if not isinstance(every, Weeks) and MONTHS.get(every, 0) > months:
            reason = Text(
                zh=f"period 为 {indicator.period}，比 every 还短，永远没有一个完整的",
                en=f"the period is a {indicator.period}, which is shorter than one {one.en}, so there never is one",
            )
            yield problem(NO_MEMBERS, draft.spot(name, "measure", "cycles", "every"), found=one.en, reason=reason)
    if members is not None and months is not None and PART_MONTHS[members] > months:
        reason = Text(
            zh=f"period 为 {indicator.period}，比一个成员还短，永远没有成员",
            en=f"the period is a {indicator.period}, which is shorter than one member, so there never is one",
        )
        spot = draft.spot(name, "measure", indicator.measure.kind, "members")
        yield problem(NO_MEMBERS, spot, found=members, reason=reason)


def _by(draft: Draft, name: str, indicator: Indicator) -> Iterator[Problem]:
    """Finds a column that rows can't be measured apart by."""
    if indicator.by is None:
        return
    column, spot = indicator.by.column, draft.spot(name, "by", "column")
    asked = indicator.asked
    of_one_table = not isinstance(asked, Ratio) or asked.numerator.measure.table == asked.denominator.measure.table
    if not isinstance(asked, (Proportion, Count, Total, Ratio, Mean, Median, Percentile)) or not of_one_table:
        reason = Text(
            "by 只用于按一张表的行计算的 proportion、count、total、ratio、mean、median、percentile",
            "`by` goes with a proportion, count, total, ratio, mean, median or percentile of the rows of one table",
        )
        yield problem(BAD_COMBINATION, draft.spot(name, "by"), found="by", reason=reason)
        return
    columns = draft.tables[asked.table].columns
    if column not in columns:
        yield problem(UNKNOWN_COLUMN, spot, found=column, allowed=columns)
    elif columns[column].kind == "date" or columns[column].personal is not None:
        reason = Text("不能按日期或个人信息分", "rows can't be measured apart by a date or by personal data")
        yield problem(BAD_COMBINATION, spot, found=column, reason=reason)


def _veto(draft: Draft, name: str, indicator: Indicator) -> Iterable[Problem]:
    """Finds a veto for values that reach the target, or with a grade that the pack lacks."""
    rule = indicator.veto
    if not isinstance(rule, VetoBy):
        return
    if rule.grade is not None and draft.header is not None and find_grade(rule.grade, draft.header.grades) is None:
        allowed = [grade.name.zh for grade in draft.header.grades]
        allowed += [grade.name.en for grade in draft.header.grades if grade.name.en not in allowed]
        yield problem(UNKNOWN_GRADE, draft.spot(name, "veto", "grade"), found=rule.grade, allowed=allowed)
    if rule.when is not None and any(rule.when.contradicts(dated.target) for dated in indicator.target):
        reason = Text("达到目标的值也会被否决", "it is for values that reach the target")
        spot = draft.spot(name, "veto", "when", rule.when.target.op)
        yield problem(BAD_COMBINATION, spot, found=number_text(rule.when.target.value), reason=reason)
