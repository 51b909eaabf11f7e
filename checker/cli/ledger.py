"""`checker ledger`: begins a ledger, verifies it, prints its head. SQLAlchemy is imported when a command is called."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.console import Group as Lines

from checker.cli import options
from checker.cli.help import Command, Group, HelpTexts
from checker.cli.office import read_office
from checker.cli.streams import both, emit, print_page, remark
from checker.errors import Exit
from checker.model import Language
from checker.model.stops import make_stop
from checker.outputs.files import write_files
from checker.privacy.masking import mask_sentence
from checker.reporters.terminal.line import Line
from checker.text.bilingual import Text
from checker.text.exact_json import Json

if TYPE_CHECKING:
    from checker.cli.judged_again import Again
    from checker.ledger.address import Address
    from checker.ledger.signatures import Signature
    from checker.ledger.verify import Verified


def add_to(app: typer.Typer, language: Language) -> None:
    """Adds the group of commands."""
    group = typer.Typer(cls=Group, rich_markup_mode=None, help=HelpTexts("ledger", language).find("help"))
    app.add_typer(group, name="ledger")
    for add in (_add_init, _add_verify, _add_head, _add_export, _add_import):
        add(group, language)


def find_address(url: str | None, key: Path | None) -> "Address":
    """Finds the ledger that the command line names, else that of checker.toml.

    Raises:
        Stop: neither names one, or it is not an address.
    """
    from checker.ledger.address import read_address

    office = read_office()
    named = url or office.ledger
    if named is None:
        raise make_stop("which-ledger")
    return read_address(named, key or office.key)


def _add_init(group: typer.Typer, language: Language) -> None:
    texts = HelpTexts("ledger-init", language)

    @group.command("init", cls=Command, help=texts.find("help"))
    def init(
        ledger: Annotated[str | None, texts.argument("LEDGER")] = None,
        key: Annotated[Path | None, texts.option("--key", "FILE")] = None,
        origin: Annotated[str | None, texts.option("--origin", "NAME")] = None,
        sm3: Annotated[bool, texts.option("--sm3")] = False,
        new_key: Annotated[bool, texts.option("--new-key")] = False,
    ) -> int:
        from checker.ledger import founding
        from checker.ledger.store import Ledger

        address, at = find_address(ledger, key), datetime.now(UTC)
        if new_key:
            entry = founding.begin_key(address, at=at)
            done = Text(
                zh=f"已换新密钥 {entry.key}：此前遮盖的内容不能再与以后的对应",
                en=f"new key {entry.key}: what was hashed before can't be matched with what follows",
            )
        elif (step := founding.update_ledger(address, at=at)) is not None:
            copies = "、".join(step.payload["copies"])
            done = Text(
                zh=f"台账已升级；旧版备份为 {copies}", en=f"ledger brought up to date; copy of the old one: {copies}"
            )
        else:
            founding.create_ledger(address, at=at, origin=origin, algorithm="sm3" if sm3 else "sha256")
            done = Text(
                zh=f"新建台账 {address.shown}；密钥在 {address.key}，请另行备份",
                en=f"new ledger: {address.shown}; its key is in {address.key}: keep a copy of it elsewhere",
            )
        remark(mask_sentence(done, language))
        emit(Ledger(address).head().text)
        return Exit.CLEAN


def _add_head(group: typer.Typer, language: Language) -> None:
    texts = HelpTexts("ledger-head", language)

    @group.command("head", cls=Command, help=texts.find("help"))
    def head(
        ledger: Annotated[str | None, texts.argument("LEDGER")] = None,
        out: Annotated[Path | None, texts.option("--out", "FILE")] = None,
    ) -> int:
        from checker.ledger.store import Ledger

        text = Ledger(find_address(ledger, None)).head().text
        if out is None:
            emit(text)
        else:
            write_files(out.parent, {out.name: text.encode()})
            remark(mask_sentence(Text(zh=f"已写入 {out}", en=f"written: {out}"), language))
        return Exit.CLEAN


def _add_verify(group: typer.Typer, language: Language) -> None:
    texts = HelpTexts("ledger-verify", language)

    @group.command("verify", cls=Command, help=texts.find("help"))
    def verify(
        ledger: Annotated[str | None, texts.argument("LEDGER")] = None,
        heads: Annotated[list[Path] | None, texts.option("--head", "FILE")] = None,
        signers: Annotated[Path | None, texts.option("--signers", "FILE")] = None,
        bundle: Annotated[Path | None, texts.option("--bundle", "FILE")] = None,
        form: Annotated[options.PageFormat, texts.format(options.PageFormat)] = options.PageFormat.TEXT,
    ) -> int:
        from checker.ledger.heads import read_head_file
        from checker.ledger.signatures import check_signature
        from checker.ledger.store import Ledger
        from checker.ledger.verify import verify_ledger

        kept = [read_head_file(path) for path in heads or ()]
        signatures = [found for path in heads or () if (found := check_signature(path, signers)) is not None]
        again = None
        if bundle is None:
            done = verify_ledger(Ledger(find_address(ledger, None)), kept)
        else:
            from checker.cli.bundles import verify

            done, again = verify(bundle, kept)
        print_page(form, language, _dump, _print, done, len(kept), signatures, again)
        good = done.damage is None and all(each.good for each in signatures) and (again is None or again.good)
        return Exit.CLEAN if good else Exit.FLAGS


def _add_export(group: typer.Typer, language: Language) -> None:
    texts = HelpTexts("ledger-export", language)

    @group.command("export", cls=Command, help=texts.find("help"))
    def export(
        out: Annotated[Path, texts.argument("FILE")],
        ledger: Annotated[str | None, texts.option("--ledger", "URL")] = None,
        key: Annotated[Path | None, texts.option("--key", "FILE")] = None,
        run: Annotated[int | None, texts.option("--run", "N")] = None,
        inputs: Annotated[Path | None, texts.option("--inputs", "DIR")] = None,
        reports: Annotated[Path | None, texts.option("--reports", "DIR")] = None,
        pack: Annotated[str | None, texts.option("--pack", "DIR")] = None,
        public: Annotated[bool, texts.option("--public")] = False,
    ) -> int:
        from checker.cli import bundles

        address = find_address(ledger, key)
        if public:
            bundles.export_public(address, out, run)
        else:
            lacking = bundles.export(address, out, run, inputs, reports, [] if pack is None else [pack])
            if lacking is not None:
                remark(lacking.of(language))
        remark(mask_sentence(Text(zh=f"已写入 {out}", en=f"written: {out}"), language))
        return Exit.CLEAN


def _add_import(group: typer.Typer, language: Language) -> None:
    texts = HelpTexts("ledger-import", language)

    @group.command("import", cls=Command, help=texts.find("help"))
    def import_(
        bundle: Annotated[Path, texts.argument("FILE")],
        ledger: Annotated[str | None, texts.argument("LEDGER")] = None,
        key: Annotated[Path | None, texts.option("--key", "FILE")] = None,
    ) -> int:
        from checker.ledger.bundle import open_bundle
        from checker.ledger.founding import import_ledger

        address = find_address(ledger, key)
        with open_bundle(bundle) as opened:
            made = import_ledger(address, opened, at=datetime.now(UTC))
        remark(mask_sentence(Text(zh=f"已建立台账 {address.shown}", en=f"ledger made: {address.shown}"), language))
        emit(made.head().text)
        return Exit.CLEAN


def _dump(done: "Verified", heads: int, signatures: list["Signature"], again: "Again | None") -> Json:
    damage = done.damage
    return {
        "format": "checker-verified/1",
        "head": done.head.text,
        "entries": done.entries,
        "items": done.items,
        "heads": heads,
        "damage": None
        if damage is None
        else {"what": damage.what, "entry": damage.entry, "item": damage.item, "message": both(damage.text)},
        "signatures": [{"file": each.file, "good": each.good, "message": both(each.text)} for each in signatures],
        "judged_again": None if again is None else {"good": again.good, "message": both(again.text)},
    }


def _print(
    screen: Console,
    done: "Verified",
    heads: int,
    signatures: list["Signature"],
    again: "Again | None",
    language: Language,
) -> None:
    if done.damage is not None:
        text = Text(zh=f"发现改动：{done.damage.text.zh}", en=f"Changed: {done.damage.text.en}")
        screen.print(Lines(Line(text.of(language), style="bold red")))
    else:
        text = Text(
            zh=f"台账完整：{done.entries} 条记录、{done.items} 个明细，前后相连，没有改动",
            en=f"Intact: {done.entries} entries and {done.items} items, each as it was recorded",
        )
        screen.print(Lines(Line(text.of(language), style="bold green")))
        screen.print(Lines(Line(done.head.text.rstrip())))
    if not heads:
        alone = Text(
            zh="没有用早先的台账头对照：能写数据库的人若截去末尾或重写整条链，单凭台账自身查不出来",
            en="No earlier head was given: without one, nobody can tell whether the end was cut off or the whole chain "
            "was written anew by somebody who can write to the database",
        )
        screen.print(Lines(Line(alone.of(language), style="yellow")))
    elif done.damage is None:
        kept = Text(zh=f"与早先的 {heads} 个台账头相符", en=f"It goes on from all earlier heads given ({heads})")
        screen.print(Lines(Line(kept.of(language))))
    for each in signatures:
        screen.print(Lines(Line(f"{each.file}: {each.text.of(language)}", style="" if each.good else "bold red")))
    if again is not None:
        screen.print(Lines(Line(again.text.of(language), style="" if again.good else "bold red")))
