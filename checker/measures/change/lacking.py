"""What a change comes to where an earlier figure is not there: nobody submitted it, or it can't be pooled."""

from collections.abc import Sequence
from dataclasses import replace

from checker.measures.toolkit.base import Measure, Tables
from checker.measures.toolkit.basis import NAMED, list_few
from checker.model import Measured
from checker.text.bilingual import Text, join_texts


def unknown_figure(nested: Measure, tables: Tables, found: Measured) -> Measured:
    """An earlier figure of which only is known what it can be; `found` is what was measured in its place."""
    possible = nested.possible(tables)
    return replace(found, shape="amount", amount=None, low=possible.low, high=possible.high, spread=None, parts=())


def nothing_found(now: Measured) -> Measured:
    """The measure of no rows at all, to add to others of the same kind."""
    return Measured("amount", distinct=None if now.distinct is None else frozenset())


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
        zh=f"{zh}没有可比的上一期数据，全区上一期的合计未知",
        en=f"the district's earlier total is unknown: no earlier figure from {en}",
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
    return f"{zh}等 {len(names)} 个单位" if len(names) > NAMED else zh, en
