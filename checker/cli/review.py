"""`checker review`: opens the review screen. Textual is imported when the command is called."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli import options
from checker.cli.help import Command, HelpTexts
from checker.cli.reviewing import find_login, open_review
from checker.errors import Exit
from checker.model import Language
from checker.model.stops import make_stop

if TYPE_CHECKING:
    from checker.review.decisions import Decision
    from checker.review.flags import Review, ReviewedFlag
    from checker.review.taking import Wish


def add_to(app: typer.Typer, language: Language) -> None:
    """Adds the command."""
    texts = HelpTexts("review", language)

    @app.command("review", cls=Command, help=texts.find("help"))
    def review(
        by: Annotated[str, texts.option("--by", "NAME")],
        where: Annotated[str, texts.option("--where", "WHERE")] = "",
        pack: Annotated[str | None, texts.option("--pack", "PACK")] = None,
        period: Annotated[str | None, texts.option("--period", "PERIOD")] = None,
        ledger: Annotated[str | None, texts.option("--ledger", "URL")] = None,
        key: Annotated[Path | None, texts.option("--key", "FILE")] = None,
        as_of: Annotated[str | None, texts.option("--as-of", "DATE")] = None,
    ) -> int:
        from checker.review.deciding import decide
        from checker.review.filters import read_filter

        conditions = read_filter(where)
        opened, loaded = open_review(ledger, key, pack, period, options.read_day(as_of))
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise make_stop("no-terminal")
        from checker.review.keyboard import ReviewApp

        def record(now: "Review", wish: "Wish", flags: "Sequence[ReviewedFlag]") -> "list[Decision]":
            return decide(opened, now, wish, flags, datetime.now(UTC))

        ReviewApp(loaded, conditions, by, find_login(), language, record).run()
        return Exit.CLEAN
