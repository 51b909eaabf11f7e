"""`checker flags`: lists the flags of a recorded run, with what became of them and what was decided."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Group

from checker.cli import options
from checker.cli.help import Command, HelpTexts
from checker.cli.reviewing import open_review
from checker.cli.streams import capture, emit, remark
from checker.errors import Exit
from checker.model import Language
from checker.model.stops import make_stop
from checker.outputs.files import write_files
from checker.privacy.masking import mask_sentence
from checker.text.bilingual import Text
from checker.text.exact_json import dumps
from checker.text.plurals import counted

if TYPE_CHECKING:
    from checker.review.flags import Review, ReviewedFlag

Format = StrEnum("Format", ["TEXT", "JSON", "CSV", "XLSX"])


def add_to(app: typer.Typer, language: Language) -> None:
    """Adds the command."""
    texts = HelpTexts("flags", language)

    @app.command("flags", cls=Command, help=texts.find("help"))
    def flags(
        pack: Annotated[str | None, texts.option("--pack", "PACK")] = None,
        period: Annotated[str | None, texts.option("--period", "PERIOD")] = None,
        where: Annotated[str, texts.option("--where", "WHERE")] = "",
        severity: Annotated[list[str] | None, texts.option("--severity", "SEVERITY")] = None,
        code: Annotated[list[str] | None, texts.option("--code", "CODE")] = None,
        department: Annotated[list[str] | None, texts.option("--department", "DEPARTMENT")] = None,
        indicator: Annotated[list[str] | None, texts.option("--indicator", "INDICATOR")] = None,
        clause: Annotated[list[str] | None, texts.option("--clause", "CLAUSE")] = None,
        owner: Annotated[list[str] | None, texts.option("--owner", "NAME")] = None,
        state: Annotated[list[str] | None, texts.option("--state", "STATE")] = None,
        since: Annotated[list[str] | None, texts.option("--since", "PERIOD")] = None,
        decision: Annotated[list[str] | None, texts.option("--decision", "DECISION")] = None,
        everything: Annotated[bool, texts.option("--all")] = False,
        form: Annotated[Format, texts.format(Format)] = Format.TEXT,
        out: Annotated[Path | None, texts.option("--out", "FILE")] = None,
        ledger: Annotated[str | None, texts.option("--ledger", "URL")] = None,
        key: Annotated[Path | None, texts.option("--key", "FILE")] = None,
        as_of: Annotated[str | None, texts.option("--as-of", "DATE")] = None,
    ) -> int:
        if form is Format.XLSX and out is None:
            raise make_stop("no-out", "--format xlsx")
        from checker.review.filters import read_filter
        from checker.review.flags import open_flags

        given = {
            **{"severity": severity, "code": code, "department": department, "indicator": indicator},
            **{"clause": clause, "owner": owner, "state": state, "since": since, "decision": decision},
        }
        chosen = read_filter(where, **{name: options.split_words(words) for name, words in given.items()})
        _, review = open_review(ledger, key, pack, period, options.read_day(as_of))
        asked = everything or any(name in ("state", "decision", "ref", "owner") for name, _ in chosen.conditions)
        found = [each for each in (review.flags if asked else open_flags(review.flags)) if chosen(each)]
        result = _render(review, found, form, language)
        if out is None:
            emit(result)
        else:
            write_files(out.parent, {out.name: result.encode() if isinstance(result, str) else result})
            written = Text(f"已写入 {out}：{len(found)} 条", f"written: {out} ({counted(len(found), 'flag')})")
            remark(mask_sentence(written, language))
        return Exit.FLAGS if found else Exit.CLEAN


def _render(review: "Review", found: "list[ReviewedFlag]", form: Format, language: Language) -> str | bytes:
    from checker.review.documents import dump_flags, flags_csv
    from checker.review.listing import read_ahead
    from checker.review.screen import show_flags

    if form is not Format.TEXT:
        read_ahead(each.data for each in found)
    if form is Format.JSON:
        return dumps(dump_flags(review, found)).encode()
    if form is Format.XLSX:
        from checker.review.writing import write_review

        return write_review(review, found, language)
    if form is Format.CSV:
        return flags_csv(found, language).encode()
    return capture(lambda screen: screen.print(Group(*show_flags(review, found, language))))
