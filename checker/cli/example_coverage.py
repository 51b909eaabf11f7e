"""Prints what the worked examples of a pack do not show: `checker indicators test --coverage`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding

from checker.cli.streams import both
from checker.model import Language
from checker.reporters.terminal.line import Line
from checker.text.bilingual import Text
from checker.text.exact_json import Json
from checker.text.visible import visible

if TYPE_CHECKING:
    from checker.authoring.example_coverage import ExampleCoverage

_ANSWERS = {
    "true": Text(zh="成立", en="true"),
    "false": Text(zh="不成立", en="false"),
    "unknown": Text(zh="无法判定", en="unknown"),
}


def print_example_coverage(screen: Console, found: Mapping[str, Sequence[ExampleCoverage]], language: Language) -> None:
    """Prints one line per indicator, below it what its examples lack, and at the end the totals."""
    for pack, indicators in found.items():
        screen.print(Line(pack, style="bold"))
        for each in indicators:
            mark = Line.of(*(("✓", "green") if each.complete else ("✗", "red")))
            screen.print(Padding.indent(mark.append(f" {each.indicator}  {_count(each).of(language)}"), 2))
            for lacking in _lacking(each):
                screen.print(Padding.indent(Line(visible(lacking.of(language))), 6))
    screen.print(Line(_total([each for group in found.values() for each in group]).of(language), style="bold"))


def _count(each: ExampleCoverage) -> Text:
    noticed = each.mutants - len(each.unnoticed)
    return Text(
        zh=f"试改 {each.mutants} 处，例子发现 {noticed} 处", en=f"{noticed} of {each.mutants} small mistakes noticed"
    )


def _lacking(each: ExampleCoverage) -> Iterator[Text]:
    for number in each.failing:
        yield Text(
            zh=f"例子 {number} 本身不通过，发现不了什么：先运行 indicators test 改正",
            en=f"example {number} itself fails, so it notices nothing: correct it first, with `indicators test`",
        )
    for unseen in each.unseen:
        zh = "、".join(_ANSWERS[answer].zh for answer in unseen.lacking)
        en = " or ".join(_ANSWERS[answer].en for answer in unseen.lacking)
        yield Text(
            zh=f"没有例子使这个条件{zh}（{unseen.place}）：{unseen.condition.zh}",
            en=f"no example makes this condition {en} ({unseen.place}): {unseen.condition.en}",
        )
    for unnoticed in each.unnoticed:
        yield Text(
            zh=f"改了也没有例子发现：{unnoticed.place} {unnoticed.change.zh}",
            en=f"no example notices this: {unnoticed.place} {unnoticed.change.en}",
        )


def _total(indicators: Sequence[ExampleCoverage]) -> Text:
    tried = sum(each.mutants for each in indicators)
    missed = sum(len(each.unnoticed) for each in indicators)
    unseen = sum(len(each.unseen) for each in indicators)
    zh = f"共试改 {tried} 处，{missed} 处没有例子发现；{unseen} 个条件缺少例子"
    en = f"{tried} small mistakes tried, {missed} not noticed; {unseen} conditions without all three answers"
    if failing := sum(len(each.failing) for each in indicators):
        fail = "example fails" if failing == 1 else "examples fail"
        zh, en = f"{zh}；{failing} 个例子本身不通过", f"{en}; {failing} {fail}"
    return Text(zh, en)


def dump_example_coverage(found: Mapping[str, Sequence[ExampleCoverage]]) -> Json:
    """Returns what the examples lack, by indicator."""
    return [
        {
            "pack": pack,
            "indicator": each.indicator,
            "mutants": each.mutants,
            "failing": list(each.failing),
            "unnoticed": [{"place": one.place, "change": both(one.change)} for one in each.unnoticed],
            "unseen": [
                {"place": one.place, "condition": both(one.condition), "lacking": list(one.lacking)}
                for one in each.unseen
            ],
        }
        for pack, indicators in found.items()
        for each in indicators
    ]
