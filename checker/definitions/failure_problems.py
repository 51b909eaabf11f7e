"""Finds what makes the sums for rows against a target unusable: indicators, columns and choices that don't fit."""

from collections.abc import Iterable, Iterator

from checker.codes.shared import BAD_COMBINATION, UNKNOWN_COLUMN, UNKNOWN_INDICATOR
from checker.definitions.failures import FailuresTake, TakesBy
from checker.definitions.indicator_files import HEADER
from checker.definitions.indicators import Indicator
from checker.definitions.order import indicators_there
from checker.definitions.partial_packs import Draft
from checker.model import Aim, Between
from checker.tables.dependence import inner
from checker.tables.due_day import DueDay
from checker.tables.logic import Condition, Within, WithinBy
from checker.tables.table import Table
from checker.tables.yaml.problems import Problem, problem
from checker.text.bilingual import Text

Path = tuple[str | int, ...]


def failure_problems(draft: Draft, path: Path, rule: FailuresTake) -> Iterator[Problem]:
    """Checks the indicators whose rows are counted, and the column that tells what each takes."""
    there = indicators_there(draft)
    for number, name in enumerate(rule.indicators):
        spot, indicator = draft.spot(HEADER, *path, "indicators", number), draft.indicators.get(name)
        if name not in there:
            yield problem(UNKNOWN_INDICATOR, spot, found=name, allowed=there)
        elif indicator is not None:
            reason = _why_not(indicator, rule)
            if reason is not None:
                yield problem(BAD_COMBINATION, spot, found=name, reason=reason)
            elif isinstance(rule.takes, TakesBy):
                table = draft.tables.get(indicator.asked.tables()[0])
                yield from () if table is None else _choices(draft, path, rule.takes, table)


def _why_not(indicator: Indicator, rule: FailuresTake) -> Text | None:
    if indicator.level == "district":
        return Text("这个指标只对全区评判，单位没有它的结果", "only the district is judged by it: no department has it")
    if indicator.earlier_periods == "history":
        zh = "earlier_periods: history 的指标含以前各期的行，这些行当期已扣过"
        en = "with `earlier_periods: history`, its figure has rows of earlier periods, which took their sum then"
        return Text(zh, en)
    kind, asked = indicator.measure.kind, indicator.asked
    if kind not in ("proportion", "count", "cohort"):
        zh, en = "只有 proportion、count、cohort 指标", "only a `proportion`, a `count` or a `cohort`"
        return Text(f"{zh}的行或成员可以逐项计算", f"{en} has rows or members that are counted one by one")
    if kind == "count" and not all(each.target.floor is None for each in indicator.target):
        return Text("count 指标的目标应是上限", "the target of a `count` must be a limit: `at_most` or `below`")
    if kind != "cohort" and any(_asks_both_ways(each.target) for each in indicator.target):
        zh = "目标是 equals 或有上下限的，无法确定哪些行不符合"
        return Text(zh, "with `equals`, or a target with two sides, no row counts against the target for sure")
    if rule.is_plain:
        return None
    if kind == "cohort" or getattr(asked, "distinct", None):
        zh, en = "每行金额不同的，指标应逐行计数", "sums that differ by row need an indicator that counts single rows"
        return Text(zh, en)
    if rule.per is not None and not any(map(_has_limit, (asked.success_condition(), getattr(asked, "when", None)))):
        return Text("这项指标没有时限，无法计算超时多久", "it has no time limit by which its rows could be late")
    return None


def _asks_both_ways(target: Aim) -> bool:
    return isinstance(target, Between) or target.is_exact


def _has_limit(part: object) -> bool:
    if isinstance(part, (DueDay, Within, WithinBy)):
        return True
    return isinstance(part, Condition) and any(map(_has_limit, inner(part)))


def _choices(draft: Draft, path: Path, takes: TakesBy, table: Table) -> Iterable[Problem]:
    column = table.columns.get(takes.by)
    if column is None:
        yield problem(
            UNKNOWN_COLUMN, draft.spot(HEADER, *path, "takes", "by"), found=takes.by, allowed=[*table.columns]
        )
        return
    if column.kind != "choice":
        reason = Text("这一列不是选项列", "it isn't a column with choices")
        yield problem(BAD_COMBINATION, draft.spot(HEADER, *path, "takes", "by"), found=takes.by, reason=reason)
        return
    for choice in takes.of:
        if choice not in column.choices:
            named = "、".join(column.choices), ", ".join(column.choices)
            reason = Text(f"这一列的选项是 {named[0]}", f"the choices of the column are {named[1]}")
            spot = draft.spot(HEADER, *path, "takes", "of", choice)
            yield problem(BAD_COMBINATION, spot, found=choice, reason=reason)
