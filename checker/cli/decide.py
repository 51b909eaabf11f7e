"""`checker decide`: records what an auditor decides about flags."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Group

from checker.cli import options
from checker.cli.help import Command, HelpTexts
from checker.cli.reviewing import find_login, open_review
from checker.cli.streams import capture, emit, remark
from checker.errors import Exit
from checker.model import Language
from checker.model.stops import make_stop
from checker.text.bilingual import Text

if TYPE_CHECKING:
    from checker.review.flags import Review, ReviewedFlag
    from checker.review.taking import Wish

#: More flags than this are shown and asked about before they are decided on together, and so many are shown.
ALONE, EXAMPLES = 1, 10


def add_to(app: typer.Typer, language: Language) -> None:
    """Adds the command."""
    texts = HelpTexts("decide", language)

    @app.command("decide", cls=Command, help=texts.find("help"))
    def decide(
        refs: Annotated[list[str] | None, texts.argument("REF...")] = None,
        where: Annotated[str, texts.option("--where", "WHERE")] = "",
        confirm: Annotated[bool, texts.option("--confirm")] = False,
        dismiss: Annotated[bool, texts.option("--dismiss")] = False,
        waive: Annotated[bool, texts.option("--waive")] = False,
        approve: Annotated[bool, texts.option("--approve")] = False,
        plan: Annotated[bool, texts.option("--plan")] = False,
        close: Annotated[bool, texts.option("--close")] = False,
        comment: Annotated[bool, texts.option("--comment")] = False,
        by: Annotated[str, texts.option("--by", "NAME")] = "",
        reason: Annotated[str | None, texts.option("--reason", "REASON")] = None,
        text: Annotated[str, texts.option("--text", "TEXT")] = "",
        begins: Annotated[str | None, texts.option("--from", "DATE")] = None,
        until: Annotated[str | None, texts.option("--until", "DATE")] = None,
        person: Annotated[str, texts.option("--person", "NAME")] = "",
        due: Annotated[str | None, texts.option("--due", "DATE")] = None,
        evidence: Annotated[str, texts.option("--evidence", "TEXT")] = "",
        yes: Annotated[bool, texts.option("--yes")] = False,
        pack: Annotated[str | None, texts.option("--pack", "PACK")] = None,
        period: Annotated[str | None, texts.option("--period", "PERIOD")] = None,
        ledger: Annotated[str | None, texts.option("--ledger", "URL")] = None,
        key: Annotated[Path | None, texts.option("--key", "FILE")] = None,
        as_of: Annotated[str | None, texts.option("--as-of", "DATE")] = None,
    ) -> int:
        from checker.model.decisions import Kind
        from checker.review.deciding import decide as record
        from checker.review.taking import Wish, read_reason

        given = {
            **{Kind.CONFIRM: confirm, Kind.DISMISS: dismiss, Kind.WAIVE: waive, Kind.APPROVE: approve},
            **{Kind.PLAN: plan, Kind.CLOSE: close, Kind.COMMENT: comment},
        }
        kinds = [kind for kind, is_given in given.items() if is_given]
        if len(kinds) != 1:
            raise make_stop("which-decision", kinds=[f"--{kind.value}" for kind in given])
        opened, review = open_review(ledger, key, pack, period, options.read_day(as_of))
        flags = _choose(review, refs or (), where)
        days = {
            name: options.read_day(text, name)
            for name, text in (("--from", begins), ("--until", until), ("--due", due))
        }
        wish = Wish(
            kinds[0],
            by,
            read_reason(reason),
            text,
            days["--from"],
            days["--until"],
            person,
            days["--due"],
            evidence,
            login=find_login(),
        )
        if kinds[0] is Kind.CLOSE:
            wish = _close(wish, flags)
        if len(flags) > ALONE and not yes and not _agree(review, flags, wish, language):
            remark(Text("没有记录任何决定", "nothing was recorded").of(language))
            return Exit.COULD_NOT_RUN
        for each in record(opened, review, wish, flags, datetime.now(UTC)):
            count = len(each.members)
            done = Text(f"已记入台账，第 {each.seq} 条", f"recorded in the ledger as entry {each.seq}")
            many = Text(f"（{count} 条问题）", f" ({count} flags)") if count > 1 else Text("", "")
            undo = Text(
                f"；撤销：checker decisions undo {each.seq}", f"; to take it back: checker decisions undo {each.seq}"
            )
            remark(done.of(language) + many.of(language) + undo.of(language))
        return Exit.CLEAN


def _choose(review: "Review", refs: "list[str] | tuple[str, ...]", where: str) -> "list[ReviewedFlag]":
    from checker.review.filters import read_filter

    if bool(refs) == bool(where.strip()):
        raise make_stop("refs-or-where")
    if refs:
        return list({each["finding"]: each for each in map(review.find_ref, refs)}.values())
    chosen = read_filter(where)
    found = [each for each in review.flags if "gone" not in each.data and chosen(each)]
    if not found:
        raise make_stop("nothing-chosen", where)
    return found


def _close(wish: "Wish", flags: "list[ReviewedFlag]") -> "Wish":
    """Closes the one plan about these flags."""
    from dataclasses import replace

    from checker.model.decisions import Kind

    plans = {
        each.verdict.decision.seq for each in flags if each.verdict.decision and each.verdict.decision.kind is Kind.PLAN
    }
    if len(plans) != 1:
        raise make_stop("which-plan", count=str(len(plans)))
    return replace(wish, of=plans.pop())


def _agree(review: "Review", flags: "list[ReviewedFlag]", wish: "Wish", language: Language) -> bool:
    """Shows how many flags are meant and ten of them, and asks."""
    from checker.review.screen import show_flags
    from checker.review.words import KINDS

    emit(capture(lambda screen: screen.print(Group(*show_flags(review, flags[:EXAMPLES], language)))))
    word = KINDS[wish.kind].of(language)
    question = Text(
        f"共 {len(flags)} 条问题，全部记为“{word}”？(y/n) ",
        f"{len(flags)} flags: record “{word}” for all of them? (y/n) ",
    )
    remark(question.of(language))
    try:
        return input().strip().casefold() in ("y", "yes", "是", "好")
    except EOFError:
        return False
