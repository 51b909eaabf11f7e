"""`checker run`: checks all workbooks of a period, for the office that collects them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli import options
from checker.cli.copies import FOLDER
from checker.cli.delivery import OutputOptions
from checker.cli.help import ON_SCREEN, Command, HelpTexts
from checker.cli.office import reading_limits
from checker.cli.places import open_cluster, open_inputs, read_place_of, refuse_with_cluster, require_usable
from checker.cli.progress import show_progress
from checker.cli.recording import read_earlier
from checker.cli.streams import remark
from checker.cli.whole import Asked, describe_found, finish, read_asked
from checker.errors import Exit
from checker.model import Language
from checker.model.stops import make_stop
from checker.outputs.store import Place
from checker.privacy.masking import mask_sentence
from checker.reporters.letters.kinds import FOLDER as LETTERS
from checker.reporters.registry import file_names
from checker.text.bilingual import Text

if TYPE_CHECKING:
    from datetime import date


def add_to(app: typer.Typer, language: Language) -> None:
    """Adds the command."""
    texts = HelpTexts("run", language)
    named = {"files": file_names(whole=True), "folder": Text(FOLDER, FOLDER), "letters": Text(LETTERS, LETTERS)}

    @app.command("run", cls=Command, help=texts.find("help"))
    def run(
        pack: Annotated[str, texts.argument("PACK")],
        period: Annotated[str, texts.argument("PERIOD")],
        inputs: Annotated[str | None, texts.argument("INPUTS")] = None,
        out: Annotated[str | None, texts.option("--out", "DIR", named)] = None,
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
        letters: Annotated[bool, texts.option("--letters", None, named)] = False,
        letters_template: Annotated[Path | None, texts.option("--letters-template", "DIR")] = None,
        use: Annotated[list[str] | None, texts.option("--use", "FILE")] = None,
        no_cache: Annotated[bool, texts.option("--no-cache")] = False,
        shard: Annotated[str | None, texts.option("--shard", "I/N")] = None,
        cluster: Annotated[str | None, texts.option("--cluster", "ADDRESS")] = None,
    ) -> int:
        wanted, unwanted = options.read_codes(select, "--select"), options.read_codes(ignore, "--ignore")
        day, processes = options.read_day(as_of), options.read_workers(workers)
        asked = read_asked(pack, period, ledger, key, language, no_ledger=no_ledger)
        place, target = asked.inputs(read_place_of(inputs)), read_place_of(out)
        if cluster is not None:
            refuse_with_cluster(workers, shard)
        if shard is not None:
            options.refuse_with(
                "--shard",
                {"--previous": previous, "--select": select, "--ignore": ignore, "--no-annotate": no_annotate}
                | {"--reveal": reveal, "--rows": rows, "--use": use, "--format": form != ON_SCREEN}
                | {"--letters": letters, "--letters-template": letters_template},
                "shard-alone",
            )
            return _judge_share(shard, asked, place, target, day, processes, cache=not no_cache, language=language)
        target = asked.out(target)
        written = asked.open_letters(letters_template, language, target, wanted=letters)
        output = OutputOptions(language, form, target, fail_on, wanted, unwanted, reveal, rows, True, written)
        require_usable(target, place)
        from checker.engine.batch import run as run_batch  # imports late: pandas and pandera
        from checker.intake.inbox import open_inbox

        kept = asked.open_cache(wanted=not no_cache and (cluster is None or isinstance(place, Path)))
        limits = reading_limits(asked.office)
        with open_inputs(place) as found:
            if cluster is None:
                found.fetch(limits.file_bytes)
            with open_inbox(found.folder, limits, use or (), lambda: found.fetch(limits.file_bytes)) as inbox:
                with (
                    open_cluster(cluster, found.url) as elsewhere,
                    show_progress(language, kept=kept is not None) as show,
                ):
                    report = run_batch(
                        asked.pack,
                        period,
                        inbox,
                        as_of=day,
                        previous=read_earlier(previous, asked.recorder, asked.loaded, period),
                        workers=processes,
                        records=asked.recorder is not None,
                        figures=asked.figures,
                        open_rows=asked.open_rows,
                        look_back=asked.look_back,
                        past=asked.past,
                        limits=limits,
                        load=asked.load,
                        progress=show,
                        rows=output.rows_wanted,
                        trend=target is not None,  # only the files show trends: the screen has no room for them
                        cache=kept,
                        use=use or (),
                        elsewhere=elsewhere,
                    )
                if kept is not None:
                    describe_found(kept, language)
                if not no_annotate and target is not None:
                    found.fetch(limits.file_bytes)
                return finish(report, output, inbox, asked.recorder, mark=not no_annotate)


def _judge_share(
    shard: str,
    asked: Asked,
    place: Place,
    out: Place | None,
    day: "date | None",
    workers: int | None,
    *,
    cache: bool,
    language: Language,
) -> Exit:
    """Judges one share of the workbooks and writes it into `out`, for `checker merge`."""
    from checker.engine.shards import judge_share, task_of_shards  # imports late: pandas and pandera
    from checker.intake.inbox import open_inbox
    from checker.outputs.files import write_files

    share, out = options.read_share(shard), options.require_out(out, "shard-without-out")
    if not isinstance(out, Path):
        raise make_stop("shard-at-url", "--out")
    require_usable(out, place)
    task = task_of_shards(asked.loaded(), asked.period, day, asked, records=asked.recorder is not None)
    kept = asked.open_cache(wanted=cache)
    limits = reading_limits(asked.office)
    with open_inputs(place) as found, show_progress(language, kept=kept is not None) as show:
        found.fetch(limits.file_bytes)
        with open_inbox(found.folder, limits) as inbox:
            content = judge_share(
                share, inbox.workbooks, task, workers=workers, limits=limits, cache=kept, progress=show
            )
    if kept is not None:
        describe_found(kept, language)
    (path,) = write_files(out, {share.file: content}, private=True)  # cells in plain
    remark(mask_sentence(Text(zh=f"已写入 {path}", en=f"written: {path}"), language))
    return Exit.CLEAN
