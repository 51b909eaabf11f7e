"""`checker compare`: what differs between two recorded runs, row by row and result by result."""

from pathlib import Path
from typing import Annotated

import typer

from checker.cli import options
from checker.cli.help import Command, HelpTexts
from checker.cli.ledger import find_address
from checker.cli.streams import capture, emit
from checker.errors import Exit
from checker.model import Language
from checker.text.exact_json import dumps
from checker.text.levels import speak


def add_to(app: typer.Typer, language: Language) -> None:
    """Adds the command."""
    texts = HelpTexts("compare", language)

    @app.command("compare", cls=Command, help=texts.find("help"))
    def compare(
        before: Annotated[str, texts.argument("PERIOD")],
        after: Annotated[str | None, texts.argument("OTHER")] = None,
        pack: Annotated[str | None, texts.option("--pack", "PACK")] = None,
        ledger: Annotated[str | None, texts.option("--ledger", "URL")] = None,
        form: Annotated[options.TableFormat, texts.format(options.TableFormat)] = options.TableFormat.TEXT,
    ) -> int:
        from checker.cli import comparison as page  # imports late: SQLAlchemy
        from checker.cli import differences
        from checker.history.outcomes import compare_runs
        from checker.history.runs import list_runs, two_runs
        from checker.ledger.store import Ledger

        opened = Ledger(find_address(ledger, None))
        where = opened.address.shown
        runs = list_runs(opened.entries("run"), None if pack is None else Path(pack).name, where)
        first, second = two_runs(runs, [before] if after is None else [before, after], where)
        speak(second.level_words)
        found = compare_runs(opened, first, second)
        if form is options.TableFormat.CSV:
            emit(differences.make_csv(found, language).encode())
        elif form is options.TableFormat.JSON:
            emit(dumps(differences.dump_comparison(found)).encode())
        else:
            tables = page.Tables.read(opened.items(second.seq, "table"), opened.items(first.seq, "table"))
            emit(capture(lambda screen: page.print_comparison(screen, found, tables, language)))
        return Exit.CLEAN
