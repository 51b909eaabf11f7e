"""`checker check`: single workbooks, for whoever submits them."""

from pathlib import Path
from typing import Annotated

import typer

from checker.cli import options
from checker.cli.copies import Copies
from checker.cli.delivery import deliver, read_output_options
from checker.cli.help import Command
from checker.cli.watch import stand_alone, watch
from checker.model import Language, Report
from checker.reporters.registry import file_names
from checker.reporters.terminal import render_workbooks
from checker.text.bilingual import Text

HELP = Text(
    zh="检查报送的工作簿：哪些单元格要改、可以填什么，各项指标是否达标、还差多少",
    en="Check workbooks: which cells to fix and what is accepted there, where each indicator stands and what it needs",
)
WORKBOOKS = Text(zh="要检查的工作簿，可写多个", en="The workbooks to check")
PACK = Text(
    zh="指标包，内置的名称或文件夹；不写则看填报说明", en="The pack, by name or folder; else the cover sheet tells"
)
PERIOD = Text(zh="报送期，如 2022Q4；不写则看填报说明", en="The period, e.g. 2022Q4; else the cover sheet tells")
WATCH = Text(
    zh="每次保存后自动再核对，只列变化，不写标注件；按 Ctrl+C 结束",
    en="Check again whenever it is saved, and print what changed; no marked copy is written",
)
NO_ANNOTATE = Text(
    zh="不写标注件（工作簿的副本，标出要改的单元格）",
    en="Write no marked copy (the workbook again, with the cells to fix marked in it)",
)
DEPARTMENT = Text(zh="报送单位；不写则看填报说明或文件名", en="The department; else the cover sheet or the file's name")


def _out() -> Text:
    files = file_names(whole=False)
    return Text(
        zh=f"把 {files.zh} 写入这个文件夹，标注件也写在其中",
        en=f"Write {files.en} to this folder, and the marked copies",
    )


def add_to(app: typer.Typer, language: Language) -> None:
    """Adds the command."""

    @app.command("check", cls=Command, help=HELP.of(language))
    def check(
        workbooks: Annotated[
            list[str],
            typer.Argument(
                metavar=Text(zh="工作簿…", en="WORKBOOK...").of(language),
                help=WORKBOOKS.of(language),
            ),
        ],
        pack: Annotated[str | None, options.option(language, "--pack", PACK, Text("指标包", "PACK"))] = None,
        period: Annotated[str | None, options.option(language, "--period", PERIOD, Text("报送期", "PERIOD"))] = None,
        department: Annotated[
            str | None, options.option(language, "--department", DEPARTMENT, Text("单位", "DEPARTMENT"))
        ] = None,
        out: Annotated[str | None, options.out(language, _out())] = None,
        no_annotate: Annotated[bool, options.option(language, "--no-annotate", NO_ANNOTATE)] = False,
        form: Annotated[str, options.as_form(language)] = options.ON_SCREEN,
        lang: Annotated[Language, options.lang(language)] = language,
        as_of: Annotated[str | None, options.as_of(language)] = None,
        select: Annotated[list[str] | None, options.select(language)] = None,
        ignore: Annotated[list[str] | None, options.ignore(language)] = None,
        fail_on: Annotated[options.FailOn, options.fail_on(language)] = options.FailOn.RED,
        reveal: Annotated[bool, options.reveal(language)] = False,
        watching: Annotated[bool, options.option(language, "--watch", WATCH)] = False,
    ) -> int:
        asked = read_output_options(lang, form, out, fail_on, select, ignore, reveal)
        day = options.read_day(as_of)
        paths = [Path(path) for path in workbooks]
        if watching:
            stand_alone(asked)
        from checker.sources.reader import Reader  # imports late, like what follows: `--help` needs none of it

        with Reader() as reader:
            reader.begin(paths[0])  # in a process of its own, while this one loads what judges
            from checker.engine.batch import check as check_all
            from checker.intake.target import Request

            def checked() -> Report:
                return check_all(paths, Request(pack, period, department, day), reader)

            if watching:
                return watch(paths, asked, checked)
            return deliver(checked(), asked, render_workbooks, None if no_annotate else Copies(tuple(paths), asked.out))
