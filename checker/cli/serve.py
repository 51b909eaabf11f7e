"""`checker serve`: shows the page on which people without a terminal check their workbooks."""

import os
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli.help import Command, HelpTexts
from checker.cli.office import Office, read_office, reading_limits
from checker.cli.streams import remark
from checker.errors import Exit
from checker.text.bilingual import Language, Text
from checker.text.levels import EN, ZH

if TYPE_CHECKING:
    from checker.serve.settings import OfferedPack

#: The token can be given here too: other people on the computer can read a command line.
TOKEN = "CHECKER_TOKEN"
#: What `pip install 'checker[serve]'` adds.
_EXTRA = ("starlette", "uvicorn")
_UNANSWERED = Text("有一个请求没有处理：", "A request was not answered: ")


def add_to(app: typer.Typer, language: Language) -> None:
    """Adds the command."""
    texts = HelpTexts("serve", language)

    @app.command("serve", cls=Command, help=texts.find("help"))
    def serve(
        ctx: typer.Context,
        host: Annotated[str, texts.option("--host", "ADDRESS")] = "127.0.0.1",
        port: Annotated[str, texts.option("--port", "N")] = "8765",
        token: Annotated[str | None, texts.option("--token", "TOKEN")] = None,
        inbox: Annotated[Path | None, texts.option("--inbox", "DIR")] = None,
        opening: Annotated[bool, texts.option("--open")] = False,
    ) -> int:
        from checker.model.stops import make_stop  # imports late, like what follows: `--help` needs none of it

        if not all(map(find_spec, _EXTRA)):
            raise make_stop("serve-not-installed")
        if not port.isdecimal() or int(port) > 65535:
            raise make_stop("serve-bad-port", "--port", port=port)
        from checker.cli.failures import print_faults, print_stop
        from checker.serve.inbox import prepare_inbox
        from checker.serve.server import address_of, listen, require_token, run_server
        from checker.serve.settings import Settings

        known = token or os.environ.get(TOKEN, "")
        require_token(host, known)
        office = read_office()
        if inbox is not None:
            prepare_inbox(inbox)
        listening = listen(host, int(port))
        with listening:
            settings = Settings(
                host,
                _offered(office),
                language if _is_language_given(ctx) else office.language,
                known,
                inbox,
                reading_limits(office),
                tell=lambda fault: print_faults((fault,), language),
                lack=lambda stop: print_stop(stop, language, as_json=False, lead=_UNANSWERED),
            )
            address = address_of(listening, host)
            remark(_describe_started(address, inbox).of(language))
            if opening:
                import webbrowser

                webbrowser.open(address)
            run_server(settings, listening)
        return Exit.CLEAN


def _is_language_given(ctx: typer.Context) -> bool:
    """Whether `--lang` was written, before the command or behind it."""
    sources = (each.get_parameter_source("lang") for each in (ctx, ctx.find_root()))
    return any(source is not None and source.name == "COMMANDLINE" for source in sources)


def _offered(office: Office) -> "Mapping[str, OfferedPack]":
    """The packs that the page offers: the office's own, and the built-in ones."""
    from checker.definitions.built_in import available_packs, definitions_root, read_title
    from checker.serve.settings import OfferedPack

    places = {name: (definitions_root() / name, name) for name in available_packs()}
    places |= {name: (folder, str(folder)) for name, folder in sorted(office.own_packs().items())}
    titles = {name: read_title(folder) for name, (folder, _) in places.items()}
    return {name: OfferedPack(titles[name] or Text(name, name), where) for name, (_, where) in places.items()}


def _describe_started(address: str, inbox: Path | None) -> Text:
    zh = "" if inbox is None else f"；各{ZH.单位}报送的工作簿存入 {inbox}"
    en = "" if inbox is None else f"; workbooks that {EN.departments} submit go to {inbox}"
    return Text(
        zh=f"请在浏览器中打开 {address}{zh}；按 Ctrl+C 结束", en=f"Open {address} in a browser{en}. Ctrl+C ends it"
    )
