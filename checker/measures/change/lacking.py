"""What a change comes to where an earlier figure is not there: nobody submitted it, or it can't be pooled."""

from collections.abc import Sequence
from dataclasses import replace

from checker.measures.change.figures import Against
from checker.measures.change.sentences import BEFORE
from checker.measures.toolkit.base import Measure, Tables
from checker.measures.toolkit.basis import NAMED, list_few
from checker.measures.toolkit.bounds import bounds_of
from checker.measures.toolkit.combine import is_unknown
from checker.model import Measured
from checker.text.bilingual import Text, join_texts
from checker.text.levels import EN, ZH


def unknown_figure(nested: Measure, tables: Tables, found: Measured) -> Measured:
    """An earlier figure of which only is known what it can be; `found` is what was measured in its place."""
    possible = nested.possible(tables)
    return replace(found, shape="amount", amount=None, low=possible.low, high=possible.high, spread=None, parts=())


def nothing_found(now: Measured) -> Measured:
    """The measure of no rows at all, to add to others of the same kind."""
    return Measured("amount", distinct=None if now.distinct is None else frozenset())


def pool_sides(nested: Measure, parts: Sequence[Measured], *, given: bool) -> Measured:
    """Pools both figures of all departments; one base that is `given` to all of them is the district's too."""
    now, before = ([part.parts[side] for part in parts] for side in (0, 1))
    unknown = next((each for each in before if is_unknown(each)), None)
    if given:
        unknown = before[0] if len({each.amount for each in before}) == 1 else Measured("amount")
    nobody = all(part.reason is not None for part in parts)
    sides = (nested.combine(now), unknown or nested.combine(before))
    return Measured("change", parts=sides, reason=parts[0].reason if nobody else None)


def no_rate(measured: Measured, against: Against) -> Text | None:
    """Says that nothing can be a percentage of the earlier figure; None if it can."""
    earlier = bounds_of(measured.parts[1]).value if len(measured.parts) == 2 else None
    if earlier is None or earlier > 0:
        return None
    kind, before = Text("为 0", "is 0") if earlier == 0 else Text("为负数", "is negative"), BEFORE[against]
    return Text(
        f"{before.zh}数{kind.zh}，不能计算增减的比例", f"the earlier figure {kind.en}, so there is no rate of change"
    )


def say_lacking(parts: Sequence[tuple[Text, Measured]], also: Text | None) -> Text | None:
    """Says which departments lack an earlier figure, so that the district has none; None if all do or none does.

    Args:
        parts: what was measured, with the names of the departments.
        also: another reason why nothing is certain.
    """
    names = [name for name, part in parts if _lacks(part)]
    if not names or len(names) == len(parts):
        return None
    zh, en = _list(names)
    lacking = Text(
        zh=f"{zh}没有可比的上一期数据，{ZH.全区}上一期的合计未知",
        en=f"the {EN.district}'s earlier total is unknown: no earlier figure from {en}",
    )
    return lacking if also is None else join_texts((lacking, also), "；", "; ")


def say_bare(parts: Sequence[tuple[Text, Measured]]) -> Text | None:
    """Says which departments typed an earlier rate without its counts, which has no sum."""
    bare = [name for name, part in parts if part.parts[1].pools == "counts"]
    if len(parts) == 1 or not bare:
        return None
    zh, en = _list(bare)
    return Text(f"{zh}的上期比率没有分子和分母，不能汇总", f"the earlier rate can't be pooled: {en} gave no counts")


def _lacks(measured: Measured) -> bool:
    """Whether a change, or a quantity of a trend, was measured without an earlier figure."""
    return any(each.shape == "change" and each.reason is not None for each in (measured, *measured.parts))


def _list(names: Sequence[Text]) -> tuple[str, str]:
    (zh, _), (_, en) = list_few([name.zh for name in names]), list_few([name.en for name in names])
    return f"{zh}等 {len(names)} 个{ZH.单位}" if len(names) > NAMED else zh, en
