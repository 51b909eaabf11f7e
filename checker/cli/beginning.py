"""The commands that begin a pack: from a published document, or from a workbook; and that add an indicator to it."""

from pathlib import Path
from typing import Annotated

import typer

from checker.cli import options
from checker.cli.help import Command, HelpTexts
from checker.cli.streams import print_page
from checker.errors import Exit
from checker.text.bilingual import Language


def add_draft(group: typer.Typer, language: Language) -> None:
    """Adds the command that drafts a pack from a published document."""
    texts = HelpTexts("draft", language)

    @group.command("draft", cls=Command, help=texts.find("help"))
    def draft(
        document: Annotated[Path, texts.argument("DOCUMENT")],
        pack: Annotated[str, texts.option("--pack", "NAME")],
        into: Annotated[Path, texts.option("--into", "DIR")] = Path(),
        form: Annotated[options.PageFormat, texts.format(options.PageFormat)] = options.PageFormat.TEXT,
    ) -> int:
        from checker.cli import draft as page

        made = page.draft(document, pack, into, language)
        print_page(form, language, page.dump_draft, page.print_draft, document, *made)
        return Exit.CLEAN


def add_new(group: typer.Typer, language: Language) -> None:
    """Adds the command that writes a pack from a workbook."""
    texts = HelpTexts("new", language)

    @group.command("new", cls=Command, help=texts.find("help"))
    def new(
        name: Annotated[str, texts.argument("NAME")],
        source: Annotated[Path, texts.option("--from", "WORKBOOK")],
        into: Annotated[Path, texts.option("--into", "DIR")] = Path(),
        form: Annotated[options.PageFormat, texts.format(options.PageFormat)] = options.PageFormat.TEXT,
    ) -> int:
        from checker.cli import skeleton as page

        made = page.new(name, source, into, language)
        print_page(form, language, page.dump_skeleton, page.print_skeleton, source, *made)
        return Exit.CLEAN


def add_add(group: typer.Typer, language: Language) -> None:
    """Adds the command that writes a new indicator from answers."""
    texts = HelpTexts("add", language)

    @group.command("add", cls=Command, help=texts.find("help"))
    def add(
        pack: Annotated[str, texts.argument("PACK")],
        title: Annotated[str | None, texts.option("--title", "TEXT")] = None,
        table: Annotated[str | None, texts.option("--table", "TABLE")] = None,
        figure: Annotated[str | None, texts.option("--figure", "FIGURE")] = None,
        column: Annotated[str | None, texts.option("--column", "COLUMN")] = None,
        per: Annotated[str | None, texts.option("--per", "COLUMN")] = None,
        factor: Annotated[str | None, texts.option("--factor", "N")] = None,
        at: Annotated[str | None, texts.option("--at", "PERCENT")] = None,
        rows: Annotated[str | None, texts.option("--rows", "CONDITION")] = None,
        passes: Annotated[str | None, texts.option("--passes", "CONDITION")] = None,
        target: Annotated[str | None, texts.option("--target", "TARGET")] = None,
        when: Annotated[str | None, texts.option("--when", "COLUMN")] = None,
        period: Annotated[str | None, texts.option("--period", "CYCLE")] = None,
        whom: Annotated[str | None, texts.option("--whom", "WHOM")] = None,
        weight: Annotated[str | None, texts.option("--weight", "N")] = None,
        clause: Annotated[str | None, texts.option("--clause", "CLAUSE")] = None,
        id_: Annotated[str | None, texts.option("--id", "ID")] = None,
        form: Annotated[options.PageFormat, texts.format(options.PageFormat)] = options.PageFormat.TEXT,
    ) -> int:
        from checker.cli import addition as page
        from checker.cli.office import read_office

        given = {"--title": title, "--table": table, "--figure": figure, "--column": column, "--per": per}
        given |= {"--factor": factor, "--at": at, "--rows": rows, "--passes": passes, "--target": target}
        given |= {
            "--when": when,
            "--period": period,
            "--whom": whom,
            "--weight": weight,
            "--clause": clause,
            "--id": id_,
        }
        added = page.add(pack, read_office().find_pack(pack), given, language)
        print_page(form, language, page.dump_added, page.print_added, added)
        return Exit.FLAGS if added.problems else Exit.CLEAN
