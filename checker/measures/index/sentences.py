"""What is said of an index: what it is made of, what it needs, and why it has no value."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Literal

from checker.measures.index.settings import PartOf
from checker.measures.toolkit.basis import by_day, join_clauses
from checker.measures.toolkit.bounds import Bounds, certainly
from checker.measures.toolkit.values import amount_in
from checker.measures.toolkit.weighted import Combining
from checker.model import Needed, Result
from checker.model.composed import IndexPart
from checker.tables.sheets import Telling
from checker.text.bilingual import Text, join_texts
from checker.text.levels import PackText
from checker.text.normalize import number_text
from checker.wording.composed import parts_text

#: How many of the parts that are farthest from the best are named.
_NAMED = 3
_ZERO = Fraction(0)
_COMBINED = {
    "mean": Text(
        "结果是各项乘以权重后的合计，除以权重之和。",
        "The value is the sum of the parts times their weights, divided by the sum of the weights.",
    ),
    "sum": Text("结果是各项乘以权重后的合计。", "The value is the sum of the parts times their weights."),
}
_WITHOUT = {
    "undetermined": Text("有一项不适用的，无法判定。", "If one of them is not applicable, it is undetermined."),
    "leave-out": Text(
        "不适用的项不计，由其余各项计算。",
        "One that is not applicable is left out, and the value is computed from the others.",
    ),
}
_SCORES = Text(
    "得分按百分制：权重全部得到的为 100 分。",
    "A score of 100 points means that all of the indicator's weight is earned.",
)
_UNDECIDED = Text(
    "尚未确定的项，按可能的最低和最高结果计算。",
    "A part that is undecided counts with the least and the most that it can be.",
)
_POOLED = PackText(
    "⟨全区⟩的结果由各项的⟨全区⟩结果计算，不是各⟨单位⟩结果的平均。",
    "For the ⟨district⟩, it is computed from the ⟨district⟩'s results of the parts, "
    "not from the ⟨departments⟩' values.",
)


def describe_index(
    named: Sequence[tuple[PartOf, Text]], combine: Combining, missing: Literal["undetermined", "leave-out"]
) -> Telling:
    """Names the parts with their weights, and says how they are combined and what happens without one of them."""
    parts = join_texts([_part_words(part, name) for part, name in named], "；", "; ")
    return (
        Text(f"由其他指标综合而成：{parts.zh}。", f"It is made of other indicators: {parts.en}."),
        _COMBINED[combine],
        *((_SCORES,) if any(part.take == "score" for part, _ in named) else ()),
        _WITHOUT[missing],
        _UNDECIDED,
        _POOLED,
    )


def say_needed(result: Result, bounds: Bounds, by: date | None, unit: Text) -> Needed | None:
    """Says how much is lacking, and which parts are farthest behind; or which ones are undecided."""
    parts, target = result.measured.composed, result.side
    open_parts = [part for part in parts if part.place == "in_or_out" or part.low != part.high]
    if bounds.value is None or certainly(bounds, target) is None:
        names = _names(open_parts)
        text = Text(f"先要确定{names.zh}", f"first to be decided: {names.en}")
        return Needed(None, (), text) if open_parts else None
    off = target.value - bounds.value
    words = amount_in(abs(off), unit)
    rises = off > 0 or target.op == "above"
    more = Text("提高", "rise by") if rises else Text("降低", "fall by")
    beyond = Text("以上", "more than ") if target.op in ("above", "below") else Text("", "")
    day = by_day(by)
    said = Text(f"须再{more.zh} {words.zh}{beyond.zh}{day.zh}", f"it has to {more.en} {beyond.en}{words.en}{day.en}")
    known = [(part.value, part) for part in parts if part.value is not None]
    ranked = [part for _, part in sorted(known, key=lambda each: each[0], reverse=not rises)]
    listed = parts_text(tuple(ranked[:_NAMED]))
    lead = Text("最低的是", "the lowest parts: ") if rises else Text("最高的是", "the highest parts: ")
    return Needed(abs(off), (), join_clauses([said, Text(lead.zh + listed.zh, lead.en + listed.en)]), by)


def _names(parts: Iterable[IndexPart]) -> Text:
    return join_texts([Text(f"“{part.name.zh}”", f"“{part.name.en}”") for part in parts], "、", ", ")


def why_none(lacking: Sequence[IndexPart]) -> Text:
    """Says why an index has no value: what is wrong with each part that it can't do without."""
    named = [(part.name, part.why or Text("待定", "undecided")) for part in lacking]
    return join_texts([Text(f"“{name.zh}”：{why.zh}", f"“{name.en}”: {why.en}") for name, why in named], "；", "; ")


def _part_words(part: PartOf, name: Text) -> Text:
    weight = number_text(part.weight)
    taken = {"value": Text("的结果", "the value of "), "score": Text("的得分", "the score of ")}[part.take]
    return Text(f"“{name.zh}”{taken.zh}，权重 {weight}", f"{taken.en}“{name.en}”, weight {weight}")
