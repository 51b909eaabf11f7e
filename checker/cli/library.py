"""Finds and prints what `checker indicators` shows: indicators, problems of definitions, worked examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.padding import Padding

from checker.cli.streams import both, make_table
from checker.definitions import indicator_names
from checker.definitions.cycles import CYCLES
from checker.definitions.indicators import Indicator
from checker.definitions.packs import Pack
from checker.describe.own_values import shared_target
from checker.intake.roster_names import find_entry, find_nearest, list_names
from checker.model import Language
from checker.model.stops import make_stop
from checker.reporters.terminal.line import Line
from checker.tables.yaml.problems import Problem
from checker.text.bilingual import Text
from checker.text.clauses import clause_order, is_under
from checker.text.exact_json import Json
from checker.text.levels import PackText
from checker.text.normalize import decimal_text
from checker.text.plurals import counted
from checker.text.visible import visible
from checker.wording.labels import BY_DEPARTMENT, target_text
from checker.wording.targets import target_data

if TYPE_CHECKING:
    from checker.authoring.examples import ExampleOutcome
    from checker.describe.own_values import Section

LEVELS = {"department": PackText("各⟨单位⟩", "⟨departments⟩"), "district": PackText("整体", "⟨district⟩")}


def print_indicators(screen: Console, pack: Pack, indicators: Sequence[Indicator], language: Language) -> None:
    """Prints one line per indicator."""
    heads = (("编号", "Id"), ("目标", "Target"), ("周期", "Period"), ("对象", "Judged"), ("权重", "Weight"))
    table = make_table(*heads, ("指标", "Indicator"), language=language)
    table.columns[0].no_wrap = True  # an id is copied
    for indicator in indicators:
        shared = shared_target(pack, indicator)
        target = target_text(shared, indicator.unit_text, language) if shared.given else BY_DEPARTMENT.of(language)
        clause = f"（{indicator.clause}）" if language == "zh" else f" ({indicator.clause})"
        cycle, level = CYCLES[indicator.period].name.of(language), LEVELS[indicator.level].of(language)
        name, weight = visible(indicator.name.text.of(language) + clause), decimal_text(indicator.weight, 6)
        table.add_row(*map(Line, (indicator.id, target, cycle, level, weight, name)))
    screen.print(Group(Line(visible(pack.header.title.text.of(language)), style="bold"), table))


def dump_indicators(pack: Pack, indicators: Sequence[Indicator]) -> Json:
    """Returns the given indicators of a pack; the targets are those at the end of the plan."""
    return [
        {
            "indicator": indicator.id,
            "name": both(indicator.name.text),
            "clause": indicator.clause,
            "target": target_data(target),
            "unit": indicator.unit_text.en,
            "period": indicator.period,
            "level": indicator.level,
            "weight": indicator.weight,
            "owner": [visible(name) for name in indicator.owner],
        }
        for indicator in indicators
        if (target := shared_target(pack, indicator))
    ]


def filter_indicators(pack: Pack, clause: str | None, owner: str | None) -> tuple[Indicator, ...]:
    """Filters the indicators of a pack; None does not filter.

    Raises:
        Stop: no indicator is under the clause, or the owner is not on the roster; it lists the choices.
    """
    chosen = tuple(pack.indicators.values())
    if clause is not None:
        chosen = tuple(each for each in chosen if is_under(each.clause, clause))
        if not chosen:
            clauses = sorted({each.clause for each in pack.indicators.values()}, key=clause_order)
            raise make_stop("unknown-clause", "--clause", pack=pack.header.id, clause=clause, choices=clauses)
    if owner is None:
        return chosen
    roster = pack.roster.departments
    entry = find_entry(roster, owner)
    if entry is None:
        names = list_names(find_nearest(roster, owner) or roster)
        raise make_stop(
            "unknown-department", "--owner", Text(f"可以写：{names.zh}", f"choose from: {names.en}"), name=owner
        )
    return tuple(each for each in chosen if {entry.code, *entry.name.all} & set(each.owner))


def find_indicator(pack: Pack, name: str) -> Indicator:
    """Finds an indicator of a pack as `indicator_names.find_indicator` does.

    Raises:
        Stop: there is no such indicator; it lists those that may be meant, or all.
    """
    found = indicator_names.find_indicator(pack, name)
    if found is None:
        choices = indicator_names.near_indicators(pack, name)
        raise make_stop("unknown-indicator", pack=pack.header.id, name=name, choices=choices)
    return pack.indicators[found]


def print_description(screen: Console, indicator: Indicator, parts: Sequence[Section], language: Language) -> None:
    """Prints an indicator in plain sentences under headings."""
    screen.print(Line(visible(indicator.name.text.of(language)), style="bold"))
    for section in parts:
        screen.print(Line(f"\n{section.title.of(language)}", style="bold"))
        for sentence in section.sentences:
            screen.print(Padding.indent(Line(visible(sentence.of(language))), 2))


def dump_description(indicator: Indicator, parts: Sequence[Section]) -> Json:
    """Returns the description of an indicator."""
    return {
        "indicator": indicator.id,
        "name": both(indicator.name.text),
        "sections": [{"title": both(each.title), "sentences": list(map(both, each.sentences))} for each in parts],
    }


def print_problems(screen: Console, problems: Sequence[Problem], language: Language) -> None:
    """Prints one line per problem, or that there are none."""
    for problem in problems:
        screen.print(Group(Line(visible(problem.line_of(language)))))
    if not problems:
        screen.print(Line(Text(zh="没有发现问题", en="No problems found").of(language), style="green"))


def dump_problems(problems: Sequence[Problem]) -> Json:
    """Returns the problems of definitions."""
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


def print_examples(screen: Console, outcomes: Mapping[str, Sequence[ExampleOutcome]], language: Language) -> None:
    """Prints one line per indicator, and below it what differs from the example."""
    for pack, examples in outcomes.items():
        screen.print(Line(pack, style="bold"))
        for indicator, group in groupby(examples, lambda example: example.indicator):
            mine = list(group)
            passed = sum(example.passed for example in mine)
            mark = Line.of(*(("✓", "green") if passed == len(mine) else ("✗", "red")))
            counts = Text(
                zh=f"{passed}/{len(mine)} 个例子通过", en=f"{passed} of {counted(len(mine), 'example')} passed"
            )
            screen.print(Padding.indent(mark.append(f" {indicator}  {counts.of(language)}"), 2))
            colon = Text("：", ": ").of(language)
            for example in mine:
                for difference in example.differences:
                    text = f"{example.number} {example.name.of(language)}{colon}{difference.of(language)}"
                    screen.print(Padding.indent(Line(visible(text)), 6))


def dump_examples(outcomes: Mapping[str, Sequence[ExampleOutcome]]) -> Json:
    """Returns the outcomes of the worked examples."""
    return [
        {
            "pack": pack,
            "indicator": example.indicator,
            "number": example.number,
            "name": both(example.name),
            "passed": example.passed,
            "differences": [difference.en for difference in example.differences],
        }
        for pack, examples in outcomes.items()
        for example in examples
    ]
