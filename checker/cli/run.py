"""`checker run`: checks all workbooks of a period, for the office that collects them."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli import options
from checker.cli.copies import FOLDER, Copies, require_apart
from checker.cli.delivery import OutputOptions, deliver
from checker.cli.help import ON_SCREEN, Command, HelpTexts
from checker.cli.office import read_office, reading_limits
from checker.cli.progress import show_progress
from checker.cli.recording import Recorder, no_figures, no_open_rows, read_earlier
from checker.cli.streams import remark
from checker.model import Language
from checker.periods import parse_period
from checker.privacy.masking import mask_sentence
from checker.reporters.registry import file_names
from checker.reporters.terminal.screens import render_batch
from checker.text.bilingual import Text

if TYPE_CHECKING:
    from checker.definitions.packs import Pack


def add_to(app: typer.Typer, language: Language) -> None:
    """Adds the command."""
    texts = HelpTexts("run", language)
    named = {"files": file_names(whole=True), "folder": Text(FOLDER, FOLDER)}

    @app.command("run", cls=Command, help=texts.find("help"))
    def run(
        pack: Annotated[str, texts.argument("PACK")],
        period: Annotated[str, texts.argument("PERIOD")],
        inputs: Annotated[Path | None, texts.argument("INPUTS")] = None,
        out: Annotated[Path | None, texts.option("--out", "DIR", named)] = None,
        no_annotate: Annotated[bool, texts.option("--no-annotate")] = False,
        previous: Annotated[str | None, texts.option("--previous", "REPORT")] = None,
        ledger: Annotated[str | None, texts.option("--ledger", "URL")] = None,
        key: Annotated[Path | None, texts.option("--key", "FILE")] = None,
        no_ledger: Annotated[bool, texts.option("--no-ledger")] = False,
        workers: Annotated[str | None, texts.option("--workers", "N")] = None,
        form: Annotated[str, texts.report_format()] = ON_SCREEN,
        as_of: Annotated[str | None, texts.option("--as-of", "DATE")] = None,
        select: Annotated[list[str] | None, texts.option("--select", "CODE")] = None,
        ignore: Annotated[list[str] | None, texts.option("--ignore", "CODE")] = None,
        fail_on: Annotated[options.FailOn, texts.option("--fail-on", "SEVERITY")] = options.FailOn.ERROR,
        reveal: Annotated[bool, texts.option("--reveal")] = False,
        rows: Annotated[bool, texts.option("--rows")] = False,
        no_cache: Annotated[bool, texts.option("--no-cache")] = False,
    ) -> int:
        wanted, unwanted = options.read_codes(select, "--select"), options.read_codes(ignore, "--ignore")
        office, place = read_office(), Path(Path(pack).name, parse_period(period).label)
        out = out or (office.out and office.out / place)
        asked = OutputOptions(language, form, out, fail_on, wanted, unwanted, reveal, rows, alone=True)
        day, processes = options.read_day(as_of), options.read_workers(workers)
        folder = inputs or (office.inputs or Path("inputs")) / place
        require_apart(out, folder)
        url = None if no_ledger else ledger or office.ledger
        named, load = office.find_pack(pack), cache(_load_pack)
        recorder = None if url is None else Recorder(url, key or office.key, lambda: load(named), language)
        from checker.engine.batch import run as run_batch  # imports late: pandas and pandera
        from checker.engine.cache import open_cache
        from checker.engine.looking_back import nothing_recorded
        from checker.intake.files import describe_skipped

        kept = open_cache(office.limits.get("cache_mb")) if office.cache and not no_cache else None
        with show_progress(language, kept=kept is not None) as show:
            report = run_batch(
                named,
                period,
                folder,
                as_of=day,
                previous=read_earlier(previous, recorder, lambda: load(named), period),
                workers=processes,
                records=recorder is not None,
                figures=no_figures if recorder is None else recorder.read_figures,
                open_rows=no_open_rows if recorder is None else recorder.read_open_rows,
                look_back=nothing_recorded if recorder is None else recorder.look_back,
                limits=reading_limits(office),
                load=load,
                progress=show,
                rows=asked.rows_wanted,
                trend=out is not None,  # only the files show trends: the screen has no room for them
                cache=kept,
            )
        if kept is not None and kept.found:
            remark(describe_found(kept.found, kept.asked).of(language))
        for text in describe_skipped(folder):
            remark(mask_sentence(text, language))
        earlier, now = report.previous, report.pack_version
        if earlier is not None and (then := earlier.pack_version) != now:
            text = Text(
                zh=f"{earlier.period} 按指标包 {then} 版评判，本期按 {now} 版，两期的数值和得分未必可比",
                en=f"{earlier.period} was judged by version {then} of the pack and this period by version {now}: "
                "figures and scores may not be comparable",
            )
            remark(mask_sentence(text, language))
        copies = None
        if out is not None and not no_annotate:
            copies = Copies(tuple(sorted(folder.iterdir())), FOLDER)
        return deliver(report, asked, render_batch, copies, recorder)


def _load_pack(where: "str | Path") -> "Pack":
    from checker.definitions.load import load_pack  # imports late

    return load_pack(where)


def describe_found(found: int, total: int) -> Text:
    """Says how many workbooks were not judged again."""
    return Text(
        zh=f"{total} 份工作簿中有 {found} 份与以前检查时相同，没有重新检查",
        en=f"{found} of {total} workbooks unchanged since an earlier run",
    )
