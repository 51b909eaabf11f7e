"""The commands that begin a pack: from a published document, or from a workbook."""

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
