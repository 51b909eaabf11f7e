"""`checker run`: a whole quarter, for the office that collects it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.text import Text as Line

from checker.cli import options
from checker.cli.copies import FOLDER, Copies
from checker.cli.delivery import deliver, read_output_options
from checker.cli.help import Command
from checker.cli.streams import console, remark
from checker.compare.previous import read_previous
from checker.model import Language, Previous, Report
from checker.periods import parse_period
from checker.privacy.masking import mask_sentence, mask_text
from checker.reporters.registry import file_names
from checker.reporters.terminal import render_batch
from checker.text.bilingual import Text

HELP = Text(
    zh="检查一个报送期的全部工作簿：各单位得分、各项指标、谁没有报送、最要紧的问题",
    en="Check every workbook of a period: departments by score, indicators, who is missing, the worst findings",
)
PACK = Text(zh="指标包，内置的名称或文件夹", en="The pack, by name or folder")
PERIOD = Text(zh="报送期，如 2022Q4、2022H2、2022", en="The period, e.g. 2022Q4, 2022H2, 2022")
INPUTS = Text(
    zh="放工作簿的文件夹；不写则为 inputs/指标包/报送期",
    en="The folder of the workbooks; inputs/PACK/PERIOD if not given",
)
REPORT = Text(zh="报告", en="REPORT")
NO_ANNOTATE = Text(zh="不写标注件", en="Write no marked copies")
PREVIOUS = Text(
    zh="与上一期比较：上一期 --out 写出的 report.json",
    en="Compare with an earlier period: the report.json of its --out",
)
WORKERS = Text(zh="同时用几个进程；不写则自动决定", en="How many processes to use; decided by itself if not given")


def _out() -> Text:
    files = file_names(whole=True)
    return Text(
        zh=f"把 {files.zh} 写入这个文件夹，标注件写入其中的 {FOLDER}",
        en=f"Write {files.en} to this folder, and the marked copies to {FOLDER} in it",
    )


def add_to(app: typer.Typer, language: Language) -> None:
    """Adds the command."""

    def place(zh: str, en: str, said: Text) -> typer.models.ArgumentInfo:
        info: typer.models.ArgumentInfo = typer.Argument(metavar=Text(zh, en).of(language), help=said.of(language))
        return info

    @app.command("run", cls=Command, help=HELP.of(language))
    def run(
        pack: Annotated[str, place("指标包", "PACK", PACK)],
        period: Annotated[str, place("报送期", "PERIOD", PERIOD)],
        inputs: Annotated[str | None, place("文件夹", "INPUTS", INPUTS)] = None,
        out: Annotated[str | None, options.out(language, _out())] = None,
        no_annotate: Annotated[bool, options.option(language, "--no-annotate", NO_ANNOTATE)] = False,
        previous: Annotated[str | None, options.option(language, "--previous", PREVIOUS, REPORT)] = None,
        workers: Annotated[str | None, options.option(language, "--workers", WORKERS, options.NUMBER)] = None,
        form: Annotated[str, options.as_form(language)] = options.ON_SCREEN,
        lang: Annotated[Language, options.lang(language)] = language,
        as_of: Annotated[str | None, options.as_of(language)] = None,
        select: Annotated[list[str] | None, options.select(language)] = None,
        ignore: Annotated[list[str] | None, options.ignore(language)] = None,
        fail_on: Annotated[options.FailOn, options.fail_on(language)] = options.FailOn.ERROR,
        reveal: Annotated[bool, options.reveal(language)] = False,
    ) -> int:
        asked = read_output_options(lang, form, out, fail_on, select, ignore, reveal)
        day, processes = options.read_day(as_of), options.read_workers(workers)
        folder = Path(inputs) if inputs else Path("inputs", Path(pack).name, parse_period(period).label)
        earlier = None if previous is None else read_previous(Path(previous), _id(pack), parse_period(period))
        from checker.engine.batch import run_batch  # imports late: pandas and pandera
        from checker.intake.files import passed_over

        with _bar(asked.language) as bar:
            trend = asked.out is not None  # drawn in the files only: the screen has no room for it
            report = run_batch(pack, period, folder, as_of=day, workers=processes, progress=bar, trend=trend)
        for said in passed_over(folder):
            remark(Line(mask_sentence(said, asked.language)))
        report = replace(report, previous=earlier)
        if earlier is not None and earlier.pack_version != report.pack_version:
            remark(Line(mask_sentence(_other_version(earlier, report), asked.language)))
        copies = None
        if asked.out is not None and not no_annotate:
            copies = Copies(tuple(sorted(folder.iterdir())), asked.out / FOLDER)
        return deliver(report, asked, render_batch, copies)


def _id(pack: str) -> str:
    """The id of a pack by its name or its folder: they are the same, whatever the folder is written like."""
    return Path(os.path.normpath(Path(pack).absolute())).name


def _other_version(earlier: Previous, report: Report) -> Text:
    then, now = earlier.pack_version, report.pack_version
    return Text(
        zh=f"{earlier.period} 按指标包 {then} 评判，本期按 {now}，两期的数值和得分未必可比",
        en=f"{earlier.period} was judged by version {then} of the pack and this period by {now}: "
        "figures and scores may not compare",
    )


class _Bar:
    """Tells a progress bar how far the run is."""

    def __init__(self, progress: Progress, language: Language) -> None:
        self.progress = progress
        self.task = progress.add_task("正在检查" if language == "zh" else "Checking", total=None, name="")

    def __call__(self, done: int, total: int, name: str) -> None:
        self.progress.update(self.task, completed=done, total=total, name=mask_text(name))


@contextmanager
def _bar(language: Language) -> Iterator[_Bar]:
    """A progress bar on stderr that is gone when the run is done; nothing where stderr is not a terminal."""
    screen = console(stderr=True)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TextColumn("{task.fields[name]}", markup=False),
    )
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as progress:
        yield _Bar(progress, language)
