"""`checker indicators coverage`: every requirement of a pack's document, and what the pack checks of it."""

import csv
import io
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Column, Table

from checker.cli import options
from checker.cli.help import Command
from checker.cli.pages import both, plain_table
from checker.cli.streams import emit, rendered
from checker.errors import Exit
from checker.model import Language
from checker.reporters.flags_csv import harmless
from checker.reporters.terminal.line import Line
from checker.text.bilingual import Text
from checker.text.exact_json import Json, dumps
from checker.text.visible import visible

if TYPE_CHECKING:
    from checker.definitions.packs import Pack
    from checker.definitions.register import RegisterEntry

HELP = Text(
    zh="对照文件的每一项要求，列出指标包核算了哪些、没有核算哪些，以及原因",
    en="Show for every requirement of the document whether the pack checks it, and why",
)
PACK = Text(zh="指标包，内置的名称或文件夹", en="The pack, by name or folder")
HEADERS = ("requirement", "clause", "coverage", "indicators", "name_zh", "name_en", "why_zh", "why_en")
STYLES = {"checked": "green", "partly": "cyan", "attested": "yellow", "not_covered": "dim"}
#: Room for the longest word of a coverage in either language.
WORD_WIDTH = 15


def add_to(group: typer.Typer, language: Language) -> None:
    """Adds the command."""

    @group.command("coverage", cls=Command, help=HELP.of(language))
    def coverage(
        pack: Annotated[str, options.place("指标包", "PACK", PACK, language)],
        form: Annotated[options.TableFormat, options.as_table(language)] = options.TableFormat.TEXT,
        lang: Annotated[Language, options.lang(language)] = language,
    ) -> int:
        from checker.definitions.load import load_pack

        loaded = load_pack(pack)
        if form is options.TableFormat.JSON:
            emit(dumps(coverage_document(loaded)).encode())
        elif form is options.TableFormat.CSV:
            emit(coverage_csv(loaded).encode())
        else:
            emit(rendered(lambda screen: coverage_page(screen, loaded, lang)))
        return Exit.CLEAN


def coverage_document(pack: "Pack") -> Json:
    """The register for programs, in clause order."""
    from checker.definitions.register import sort_by_clause

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


def coverage_csv(pack: "Pack") -> str:
    """The register for Excel: one line a requirement, with a byte order mark and CRLF."""
    from checker.definitions.register import sort_by_clause

    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(HEADERS)
    for entry in sort_by_clause(pack.register):
        texts = (entry.name.zh, entry.name.en, entry.why.zh, entry.why.en)
        cells = (entry.requirement, entry.clause, entry.coverage, " ".join(entry.indicators), *texts)
        writer.writerow(harmless(visible(cell)) for cell in cells)
    return "\ufeff" + stream.getvalue()


def coverage_page(screen: Console, pack: "Pack", language: Language) -> None:
    """Counts, then the requirements clause by clause, then the indicators that answer to none."""
    from checker.definitions.register import group_by_clause

    title = pack.header.document.title.text.of(language)
    screen.print(Group(Line(visible(title), style="bold")))
    if not pack.register:
        screen.print(Line(Text(zh="这个指标包没有登记表", en="This pack has no register").of(language), style="dim"))
        return
    screen.print(_counts(pack, language))
    for clause, entries in group_by_clause(pack.register).items():
        screen.print(Line(f"\n{visible(_clause(clause, language))}", style="bold"))
        for entry in entries:
            screen.print(Padding.indent(_requirement(entry, language), 2))
    if pack.further:
        heading = Text(zh="不对应任何要求的指标", en="Indicators that answer to no requirement").of(language)
        screen.print(Line(f"\n{heading}", style="bold"))
        for each in pack.further:
            why = Line(visible(each.why.text.of(language)))
            screen.print(Padding.indent(Group(Line(each.indicator, style="cyan"), Padding.indent(why, WORD_WIDTH)), 2))


def _counts(pack: "Pack", language: Language) -> Table:
    """How many requirements are covered in each way, for each clause and in all."""
    from checker.definitions.register import COVERAGE_WORDS, count_coverage, group_by_clause

    words = [(word.zh, word.en) for word in COVERAGE_WORDS.values()]
    table = plain_table(("条款", "Clause"), ("要求", "Requirements"), *words, language=language)
    for column in table.columns[1:]:
        column.justify = "right"
    for clause, entries in {**group_by_clause(pack.register), "": pack.register}.items():
        head = visible(clause) or Text(zh="合计", en="In all").of(language)
        numbers = [str(number or "-") for number in count_coverage(entries).values()]
        cells = (Line(head), Line(str(len(entries))), *map(Line, numbers))
        table.add_row(*cells, style=None if clause else "bold")
    return table


def _requirement(entry: "RegisterEntry", language: Language) -> RenderableType:
    from checker.definitions.register import COVERAGE_WORDS

    told = Line.of(visible(entry.name.text.of(language)), "").append(f"  {entry.requirement}", "dim")
    lines = [told]
    if entry.indicators:
        by = Text(zh="指标：", en="by ").of(language)
        lines.append(Line(by + ", ".join(entry.indicators), style="cyan"))
    lines.append(Line(visible(entry.why.text.of(language))))
    grid = Table.grid(Column(width=WORD_WIDTH), Column(overflow="fold"))
    grid.add_row(Line(COVERAGE_WORDS[entry.coverage].of(language), style=STYLES[entry.coverage]), Group(*lines))
    return grid


def _clause(clause: str, language: Language) -> str:
    return Text(zh=f"条款 {clause}", en=f"Clause {clause}").of(language)
