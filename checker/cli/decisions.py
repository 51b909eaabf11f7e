"""`checker decisions`: lists decisions, and takes one back."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Group as Lines

from checker.cli import options
from checker.cli.help import Command, Group, HelpTexts
from checker.cli.reviewing import find_login, open_review
from checker.cli.streams import capture, emit, remark
from checker.errors import Exit
from checker.model import Language
from checker.model.stops import make_stop
from checker.text.bilingual import Text
from checker.text.exact_json import dumps


def add_to(app: typer.Typer, language: Language) -> None:
    """Adds the group of commands."""
    group = typer.Typer(cls=Group, rich_markup_mode=None, help=HelpTexts("decisions", language).find("help"))
    app.add_typer(group, name="decisions")
    for add in (_add_list, _add_undo):
        add(group, language)


def _add_list(group: typer.Typer, language: Language) -> None:
    texts = HelpTexts("decisions-list", language)

    @group.command("list", cls=Command, help=texts.find("help"))
    def show(
        pack: Annotated[str | None, texts.option("--pack", "PACK")] = None,
        period: Annotated[str | None, texts.option("--period", "PERIOD")] = None,
        idle: Annotated[bool, texts.option("--idle")] = False,
        expiring: Annotated[bool, texts.option("--expiring")] = False,
        expired: Annotated[bool, texts.option("--expired")] = False,
        overdue: Annotated[bool, texts.option("--overdue")] = False,
        form: Annotated[options.PageFormat, texts.format(options.PageFormat)] = options.PageFormat.TEXT,
        ledger: Annotated[str | None, texts.option("--ledger", "URL")] = None,
        as_of: Annotated[str | None, texts.option("--as-of", "DATE")] = None,
    ) -> int:
        from checker.review.documents import dump_decisions
        from checker.review.screen import show_decisions

        _, review = open_review(ledger, None, pack, period, options.read_day(as_of))
        decisions, day = review.decisions, review.as_of
        present = [each["finding"] for each in review.flags if each["state"] not in ("fixed", "withdrawn")]
        lists = {
            "idle": (idle, decisions.idle(present)),
            "expiring": (expiring, decisions.expiring(day)),
            "expired": (expired, decisions.expired(day)),
            "overdue": (overdue, decisions.overdue(day)),
        }
        asked = [listed for is_asked, listed in lists.values() if is_asked]
        if len(asked) > 1:
            raise make_stop("one-list")
        found = asked[0] if asked else list(decisions.all)
        if form == options.PageFormat.JSON:
            emit(dumps(dump_decisions(found, decisions, review.pack)).encode())
        else:
            emit(capture(lambda screen: screen.print(Lines(*show_decisions(found, decisions, language)))))
        return Exit.CLEAN


def _add_undo(group: typer.Typer, language: Language) -> None:
    texts = HelpTexts("decisions-undo", language)

    @group.command("undo", cls=Command, help=texts.find("help"))
    def undo(
        seq: Annotated[str, texts.argument("N")],
        by: Annotated[str, texts.option("--by", "NAME")] = "",
        text: Annotated[str, texts.option("--text", "TEXT")] = "",
        pack: Annotated[str | None, texts.option("--pack", "PACK")] = None,
        ledger: Annotated[str | None, texts.option("--ledger", "URL")] = None,
        key: Annotated[Path | None, texts.option("--key", "FILE")] = None,
        as_of: Annotated[str | None, texts.option("--as-of", "DATE")] = None,
    ) -> int:
        from checker.review.deciding import decide
        from checker.review.decisions import Kind
        from checker.review.taking import Wish

        if not seq.isdecimal():
            raise make_stop("bad-entry", "N", text=seq)
        opened, review = open_review(ledger, key, pack, None, options.read_day(as_of))
        wish = Wish(Kind.UNDO, by, text=text, of=int(seq), login=find_login())
        (done,) = decide(opened, review, wish, (), datetime.now(UTC))
        count = len(review.decisions.by_seq[int(seq)].members)
        said = Text(
            f"已撤销第 {seq} 条决定（{count} 条问题），记为第 {done.seq} 条",
            f"decision {seq} ({count} flags) was taken back; recorded as entry {done.seq}",
        )
        remark(said.of(language))
        return Exit.CLEAN
