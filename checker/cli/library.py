"""What `checker indicators` prints: packs, indicators, problems of definitions, worked examples. No parsing here."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.padding import Padding

from checker.cli.pages import both, plain_table
from checker.definitions.catalogue import list_packs
from checker.definitions.indicators import Indicator
from checker.definitions.packs import Pack
from checker.errors import Stop
from checker.model import Language
from checker.reporters.terminal.line import Line
from checker.tables.yaml.problems import Problem
from checker.text.bilingual import Text
from checker.text.exact_json import Json
from checker.text.normalize import decimal_text
from checker.text.visible import visible
from checker.wording.labels import target_text

if TYPE_CHECKING:
    from checker.authoring.examples import ExampleOutcome
    from checker.describe.sections import Section

CYCLES = {
    "quarter": Text(zh="季度", en="quarter"),
    "half": Text(zh="半年", en="half-year"),
    "year": Text(zh="年", en="year"),
    "two-years": Text(zh="两年", en="two years"),
    "term": Text(zh="规划期", en="term"),
    "once": Text(zh="一次", en="once"),
}
LEVELS = {
    "department": Text(zh="各单位", en="departments"),
    "district": Text(zh="整体", en="district"),
}


def packs_page(screen: Console, language: Language) -> None:
    """The built-in packs, with their titles."""
    table = plain_table(("指标包", "Pack"), ("名称", "Title"), language=language)
    for pack in list_packs():
        table.add_row(Line(pack.header.id), Line(visible(pack.header.title.text.of(language))))
    screen.print(table)


def packs_document() -> Json:
    """The built-in packs."""
    return [{"pack": pack.header.id, "title": both(pack.header.title.text)} for pack in list_packs()]


def indicators_page(screen: Console, pack: Pack, indicators: Sequence[Indicator], language: Language) -> None:
    """One line an indicator, of those given."""
    heads = (("编号", "Id"), ("目标", "Target"), ("周期", "Period"), ("对象", "Judges"), ("权重", "Weight"))
    table = plain_table(*heads, ("指标", "Indicator"), language=language)
    for indicator in indicators:
        target = target_text(indicator.target_on(pack.header.ends), indicator.unit_text, language)
        clause = f"（{indicator.clause}）" if language == "zh" else f" ({indicator.clause})"
        table.add_row(
            Line(indicator.id),
            Line(target),
            Line(CYCLES[indicator.period].of(language)),
            Line(LEVELS[indicator.level].of(language)),
            Line(decimal_text(indicator.weight, 6)),
            Line(visible(indicator.name.text.of(language) + clause)),
        )
    screen.print(Group(Line(visible(pack.header.title.text.of(language)), style="bold"), table))


def indicators_document(pack: Pack, indicators: Sequence[Indicator]) -> Json:
    """The given indicators of a pack; targets as they stand at the plan's end."""
    return [
        {
            "indicator": indicator.id,
            "name": both(indicator.name.text),
            "clause": indicator.clause,
            "target": {
                "op": indicator.target_on(pack.header.ends).op,
                "value": indicator.target_on(pack.header.ends).value,
            },
            "unit": indicator.unit_text.en,
            "period": indicator.period,
            "level": indicator.level,
            "weight": indicator.weight,
            "owner": [visible(name) for name in indicator.owner],
        }
        for indicator in indicators
    ]


def find_indicator(pack: Pack, said: str) -> Indicator:
    """An indicator of a pack by its id.

    Raises:
        Stop: there is none; it lists the nearest, or all.
    """
    if said in pack.indicators:
        return pack.indicators[said]
    near = difflib.get_close_matches(said, pack.indicators, n=3, cutoff=0.5) or list(pack.indicators)
    raise Stop(
        "unknown-indicator",
        Text(zh=f"指标包 {pack.header.id} 没有指标“{said}”", en=f"pack {pack.header.id} has no indicator {said}"),
        hint=Text(zh=f"可以写：{'、'.join(near)}", en=f"choose from: {', '.join(near)}"),
    )


def description_page(screen: Console, indicator: Indicator, told: Sequence[Section], language: Language) -> None:
    """An indicator in plain sentences under headings."""
    screen.print(Line(visible(indicator.name.text.of(language)), style="bold"))
    for section in told:
        screen.print(Line(f"\n{section.title.of(language)}", style="bold"))
        for sentence in section.sentences:
            screen.print(Padding.indent(Line(visible(sentence.of(language))), 2))


def description_document(indicator: Indicator, told: Sequence[Section]) -> Json:
    """The same for programs."""
    return {
        "indicator": indicator.id,
        "name": both(indicator.name.text),
        "sections": [
            {"title": both(section.title), "sentences": [both(sentence) for sentence in section.sentences]}
            for section in told
        ],
    }


def problems_page(screen: Console, problems: Sequence[Problem], language: Language) -> None:
    """One line a problem of a definition, or that there is none."""
    for problem in problems:
        screen.print(Group(Line(visible(problem.line_of(language)))))
    if not problems:
        screen.print(Line("没有发现问题" if language == "zh" else "Nothing found", style="green"))


def problems_document(problems: Sequence[Problem]) -> Json:
    """The problems of definitions."""
    return [
        {
            "file": problem.file,
            "line": problem.line,
            "column": problem.column,
            "code": problem.code.id,
            "slug": problem.code.slug,
            "severity": problem.code.severity.word,
            "found": visible(problem.found),
            "allowed": list(problem.allowed),
            "nearest": problem.nearest,
            "message": both(problem.message),
        }
        for problem in problems
    ]


def examples_page(screen: Console, outcomes: Mapping[str, Sequence[ExampleOutcome]], language: Language) -> None:
    """One line an indicator, and below it what came out otherwise than written."""
    for pack, examples in outcomes.items():
        screen.print(Line(pack, style="bold"))
        for indicator, group in groupby(examples, lambda example: example.indicator):
            mine = list(group)
            passed = sum(example.passed for example in mine)
            mark = Line.of(*(("✓", "green") if passed == len(mine) else ("✗", "red")))
            counted = (
                f"{passed}/{len(mine)} 个例子通过" if language == "zh" else f"{passed} of {len(mine)} examples pass"
            )
            screen.print(Padding.indent(mark.append(f" {indicator}  {counted}"), 2))
            for example in mine:
                for difference in example.differences:
                    said = f"{example.number} {example.name.of(language)}: {difference}"
                    screen.print(Padding.indent(Line(visible(said)), 6))


def examples_document(outcomes: Mapping[str, Sequence[ExampleOutcome]]) -> Json:
    """How the worked examples came out."""
    return [
        {
            "pack": pack,
            "indicator": example.indicator,
            "number": example.number,
            "name": both(example.name),
            "passed": example.passed,
            "differences": list(example.differences),
        }
        for pack, examples in outcomes.items()
        for example in examples
    ]
