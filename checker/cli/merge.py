"""`checker merge`: makes one report of the shards that several machines judged with `checker run --shard`."""

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from checker.cli import options
from checker.cli.copies import FOLDER
from checker.cli.delivery import OutputOptions
from checker.cli.help import ON_SCREEN, Command, HelpTexts
from checker.cli.office import reading_limits
from checker.cli.places import read_place_of, require_usable
from checker.cli.recording import read_earlier
from checker.cli.whole import finish, read_asked
from checker.model import Language
from checker.reporters.letters.kinds import FOLDER as LETTERS
from checker.reporters.registry import file_names
from checker.text.bilingual import Text


def add_to(app: typer.Typer, language: Language) -> None:
    """Adds the command."""
    texts = HelpTexts("merge", language)
    named = {"files": file_names(whole=True), "folder": Text(FOLDER, FOLDER), "letters": Text(LETTERS, LETTERS)}

    @app.command("merge", cls=Command, help=texts.find("help"))
    def merge(
        pack: Annotated[str, texts.argument("PACK")],
        period: Annotated[str, texts.argument("PERIOD")],
        shards: Annotated[Path, texts.argument("SHARDS")],
        out: Annotated[str | None, texts.option("--out", "DIR", named)] = None,
        inputs: Annotated[Path | None, texts.option("--inputs", "DIR")] = None,
        no_annotate: Annotated[bool, texts.option("--no-annotate")] = False,
        previous: Annotated[str | None, texts.option("--previous", "REPORT")] = None,
        ledger: Annotated[str | None, texts.option("--ledger", "URL")] = None,
        key: Annotated[Path | None, texts.option("--key", "FILE")] = None,
        no_ledger: Annotated[bool, texts.option("--no-ledger")] = False,
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
    ) -> int:
        wanted, unwanted = options.read_codes(select, "--select"), options.read_codes(ignore, "--ignore")
        day = options.read_day(as_of)
        asked = read_asked(pack, period, ledger, key, language, no_ledger=no_ledger)
        target = options.require_out(asked.out(read_place_of(out)), "merge-without-out")
        written = asked.open_letters(letters_template, language, target, wanted=letters)
        output = OutputOptions(language, form, target, fail_on, wanted, unwanted, reveal, rows, True, written)
        require_usable(target, shards)
        from checker.engine.batch import find_earlier  # imports late: pandas and pandera
        from checker.engine.report import build_report
        from checker.engine.several import settle
        from checker.engine.shards import read_shards, task_of_shards
        from checker.intake.inbox import open_inbox

        limits = reading_limits(asked.office)
        if inputs is not None:
            require_usable(target, inputs)
        loaded = asked.loaded()
        task = task_of_shards(loaded, period, day, asked, records=asked.recorder is not None)
        earlier = find_earlier(read_earlier(previous, asked.recorder, asked.loaded, period), loaded, period)
        with nullcontext() if inputs is None else open_inbox(inputs, limits, use or ()) as inbox:
            checked = read_shards(shards, task, limits, None if inbox is None else inbox.workbooks)
            settled = settle(checked, task, inbox, use or (), limits)
            report = build_report(
                settled.checked,
                task,
                whole=True,
                previous=earlier,
                look_back=asked.look_back,
                past=asked.past,
                unread=settled.unread,
                use=use or (),
            )
            return finish(report, output, inbox, asked.recorder, mark=not no_annotate)
