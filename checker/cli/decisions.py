"""`checker decisions`: lists decisions, and takes one back."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Group as Lines

from checker.cli import options
from checker.cli.help import Command, Group, HelpTexts
from checker.cli.reviewing import find_login, open_review
from checker.cli.streams import capture, emit, remark
from checker.errors import Exit
from checker.model import Language
from checker.model.stops import make_stop
from checker.privacy.masking import flag_message, mask_sentence
from checker.text.bilingual import Text
from checker.text.exact_json import dumps
from checker.text.plurals import counted

if TYPE_CHECKING:
    from checker.review.drafts import Drafts


def add_to(app: typer.Typer, language: Language) -> None:
    """Adds the group of commands."""
    group = typer.Typer(cls=Group, rich_markup_mode=None, help=HelpTexts("decisions", language).find("help"))
    app.add_typer(group, name="decisions")
    for add in (_add_list, _add_import, _add_undo):
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


def _add_import(group: typer.Typer, language: Language) -> None:
    texts = HelpTexts("decisions-import", language)

    @group.command("import", cls=Command, help=texts.find("help"))
    def take_in(
        file: Annotated[Path, texts.argument("FILE")],
        by: Annotated[str, texts.option("--by", "NAME")] = "",
        pack: Annotated[str | None, texts.option("--pack", "PACK")] = None,
        period: Annotated[str | None, texts.option("--period", "PERIOD")] = None,
        ledger: Annotated[str | None, texts.option("--ledger", "URL")] = None,
        key: Annotated[Path | None, texts.option("--key", "FILE")] = None,
        as_of: Annotated[str | None, texts.option("--as-of", "DATE")] = None,
    ) -> int:
        from checker.review.deciding import decide
        from checker.review.importing import read_wishes

        drafts = _read_file(file)
        stamp = drafts.stamp
        opened, review = open_review(ledger, key, pack or stamp.pack, period or stamp.period, options.read_day(as_of))
        wishes, repeated = read_wishes(review, drafts, by, find_login())
        count = 0
        for wish, flags in wishes:
            for done in decide(opened, review, wish, flags, datetime.now(UTC)):
                review, count = review.with_decision(done), count + 1
        flagged = sum(len(flags) for _, flags in wishes)
        zh = f"{file.name}：{flagged} 条问题的意见已记入台账，共 {count} 个决定；{repeated} 条此前已经记录"
        flags_en, entries_en = counted(flagged, "flag"), counted(count, "entry", "entries")
        en = f"{file.name}: decisions on {flags_en} recorded in {entries_en}; recorded before: {repeated}"
        remark(mask_sentence(Text(zh, en), language))
        return Exit.CLEAN


def _read_file(path: Path) -> "Drafts":
    """Reads a workbook or the file of the page.

    Raises:
        Stop: the file can't be read or isn't one of them.
    """
    from checker.intake.files import require_file
    from checker.review.drafts import read_page_file, read_sheet
    from checker.sources.reader import Reader
    from checker.text.ordinary_files import read_ordinary

    require_file(path)
    if path.suffix.casefold() == ".json":
        return read_page_file(path, read_ordinary(path))
    with Reader() as reader:
        workbook, flags = reader.read(path)
    if workbook is None:
        why = Text(*(flag_message(flags[0], each) for each in ("zh", "en")))
        raise make_stop("unreadable-review", path, why=why)
    return read_sheet(path, workbook)


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
        from checker.model.decisions import Kind
        from checker.review.deciding import decide
        from checker.review.taking import Wish

        if not seq.isdecimal():
            raise make_stop("bad-entry", "N", text=seq)
        opened, review = open_review(ledger, key, pack, None, options.read_day(as_of))
        wish = Wish(Kind.UNDO, by, text=text, of=int(seq), login=find_login())
        (done,) = decide(opened, review, wish, (), datetime.now(UTC))
        count = len(review.decisions.by_seq[int(seq)].members)
        said = Text(
            f"已撤销第 {seq} 条决定（{count} 条问题），记为第 {done.seq} 条",
            f"decision {seq} ({counted(count, 'flag')}) was taken back; recorded as entry {done.seq}",
        )
        remark(said.of(language))
        return Exit.CLEAN
