"""`checker history`: figures over the recorded periods."""

from pathlib import Path
from typing import Annotated

import typer

from checker.cli import options
from checker.cli.help import Command, HelpTexts
from checker.cli.ledger import find_address
from checker.cli.streams import emit, print_page
from checker.errors import Exit
from checker.model import Language
from checker.text.levels import speak


def add_to(app: typer.Typer, language: Language) -> None:
    """Adds the command."""
    texts = HelpTexts("history", language)

    @app.command("history", cls=Command, help=texts.find("help"))
    def history(
        subject: Annotated[str | None, texts.argument("SUBJECT")] = None,
        pack: Annotated[str | None, texts.option("--pack", "PACK")] = None,
        runs: Annotated[bool, texts.option("--runs")] = False,
        ledger: Annotated[str | None, texts.option("--ledger", "URL")] = None,
        form: Annotated[options.TableFormat, texts.format(options.TableFormat)] = options.TableFormat.TEXT,
    ) -> int:
        from checker.cli import series as page  # imports late: SQLAlchemy
        from checker.history.runs import latest, list_runs
        from checker.history.series import find_subject, read_history
        from checker.ledger.store import Ledger

        opened = Ledger(find_address(ledger, None))
        where = opened.address.shown
        every = list_runs(opened.entries("run"), None if pack is None else Path(pack).name, where)
        chosen = every if runs else latest(every)
        speak(chosen[-1].level_words)
        found = read_history(opened, chosen, find_subject(chosen, subject, where))
        if form is options.TableFormat.CSV:
            emit(page.make_csv(found, language).encode())
        else:
            print_page(form, language, page.dump_history, page.print_history, found)
        return Exit.CLEAN
