"""`checker indicators coverage`: lists every requirement of a pack's document, and what the pack checks of it."""

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Column, Table

from checker.cli.streams import both, make_table
from checker.definitions.packs import Pack
from checker.definitions.register import COVERAGE_WORDS, RegisterEntry, count_coverage, group_by_clause, sort_by_clause
from checker.model import Language
from checker.reporters.terminal.line import Line
from checker.spreadsheet.csv_cells import write_csv
from checker.text.bilingual import Text
from checker.text.exact_json import Json
from checker.text.visible import visible
from checker.wording.headings import csv_headings

HEADERS = ("requirement", "clause", "coverage", "indicators", "name_zh", "name_en", "why_zh", "why_en")
STYLES = {"checked": "green", "partly": "cyan", "attested": "yellow", "not_covered": "dim"}
#: The width of the longest word for a coverage, in either language.
WORD_WIDTH = 15


def dump_coverage(pack: Pack) -> Json:
    """Returns what the pack checks of each requirement."""
    return [
        {
            "requirement": entry.requirement,
            "clause": visible(entry.clause),
            "coverage": entry.coverage,
            "indicators": list(entry.indicators),
            "why": both(entry.why.text),
        }
        for entry in sort_by_clause(pack.register)
    ]


def make_csv(pack: Pack, language: Language) -> str:
    """Makes a table for Excel: one line per requirement."""
    return write_csv(csv_headings(HEADERS, language, "csv_coverage"), map(_line, sort_by_clause(pack.register)))


def _line(entry: RegisterEntry) -> Iterator[str]:
    texts = (entry.name.zh, entry.name.en, entry.why.zh, entry.why.en)
    return map(visible, (entry.requirement, entry.clause, entry.coverage, " ".join(entry.indicators), *texts))


def print_coverage(screen: Console, pack: Pack, language: Language) -> None:
    """Prints the counts, then the requirements of each clause, then the indicators that belong to no requirement."""
    title = pack.header.document.title.text.of(language)
    screen.print(Group(Line(visible(title), style="bold")))
    if not pack.register:
        screen.print(Line(Text(zh="这个指标包没有登记表", en="This pack has no register").of(language), style="dim"))
        return
    screen.print(_make_counts(pack, language))
    for clause, entries in group_by_clause(pack.register).items():
        heading = Text(zh=f"条款 {clause}", en=f"Clause {clause}").of(language)
        screen.print(Line(f"\n{visible(heading)}", style="bold"))
        for entry in entries:
            screen.print(Padding.indent(_make_entry(entry, language), 2))
    if pack.further:
        heading = Text(zh="不对应任何要求的指标", en="Indicators that belong to no requirement").of(language)
        screen.print(Line(f"\n{heading}", style="bold"))
        for each in pack.further:
            why = Line(visible(each.why.text.of(language)))
            screen.print(Padding.indent(Group(Line(each.indicator, style="cyan"), Padding.indent(why, WORD_WIDTH)), 2))


def _make_counts(pack: Pack, language: Language) -> Table:
    """Counts the requirements of each coverage, by clause and in total."""
    words = [(word.zh, word.en) for word in COVERAGE_WORDS.values()]
    table = make_table(("条款", "Clause"), ("要求", "Requirements"), *words, language=language)
    for column in table.columns[1:]:
        column.justify = "right"
    for clause, entries in {**group_by_clause(pack.register), "": pack.register}.items():
        head = visible(clause) or Text(zh="合计", en="Total").of(language)
        numbers = [str(number or "-") for number in count_coverage(entries).values()]
        cells = (Line(head), Line(str(len(entries))), *map(Line, numbers))
        table.add_row(*cells, style=None if clause else "bold")
    return table


def _make_entry(entry: RegisterEntry, language: Language) -> RenderableType:
    lines = [Line.of(visible(entry.name.text.of(language)), "").append(f"  {entry.requirement}", "dim")]
    if entry.indicators:
        by = Text(zh="指标：", en="by ").of(language)
        lines.append(Line(by + ", ".join(entry.indicators), style="cyan"))
    lines.append(Line(visible(entry.why.text.of(language))))
    grid = Table.grid(Column(width=WORD_WIDTH), Column(overflow="fold"))
    grid.add_row(Line(COVERAGE_WORDS[entry.coverage].of(language), style=STYLES[entry.coverage]), Group(*lines))
    return grid
