"""`checker indicators docs`: a pack as one Markdown page."""

from pathlib import Path
from typing import Annotated

import typer

from checker.cli import options
from checker.cli.help import Command
from checker.cli.pages import write_page
from checker.cli.streams import emit
from checker.errors import Exit
from checker.model import Language
from checker.text.bilingual import Text

HELP = Text(
    zh="把一个指标包写成一页说明（Markdown）：评判什么、需要哪些数据、有哪些例子",
    en="Write a pack as one Markdown page: what is judged, from which data, with which examples",
)
PACK = Text(zh="指标包，内置的名称或文件夹", en="The pack, by name or folder")
OUT = Text(zh="写入这个文件；不写则直接打印", en="Write it to this file; printed if not given")
FILE = Text(zh="文件", en="FILE")


def add_to(group: typer.Typer, language: Language) -> None:
    """Adds the command."""

    @group.command("docs", cls=Command, help=HELP.of(language))
    def docs(
        pack: Annotated[str, options.place("指标包", "PACK", PACK, language)],
        out: Annotated[str | None, options.option(language, "--out", OUT, FILE)] = None,
        lang: Annotated[Language, options.lang(language)] = language,
    ) -> int:
        from checker.authoring.handbook import handbook
        from checker.definitions.load import load_pack

        page = handbook(load_pack(pack), lang)
        if out is None:
            emit(page.encode())
        else:
            write_page(Path(out), page, lang)
        return Exit.CLEAN
