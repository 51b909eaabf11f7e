"""`checker check`: checks single workbooks, for the people who submit them."""

from pathlib import Path
from typing import Annotated

import typer

from checker.cli import options
from checker.cli.copies import Copies
from checker.cli.delivery import OutputOptions, deliver
from checker.cli.given_files import expand
from checker.cli.help import ON_SCREEN, Command, HelpTexts
from checker.cli.office import read_office, reading_limits
from checker.cli.sending import tell_what_to_send
from checker.cli.streams import remark
from checker.cli.watch import require_screen_only, watch
from checker.intake.files import drop_repeats, given_names
from checker.model import Language, Report
from checker.reporters.registry import file_names
from checker.reporters.terminal.screens import render_workbooks
from checker.text.levels import speak
from checker.wording.unread import unread_texts


def add_to(app: typer.Typer, language: Language) -> None:
    """Adds the command."""
    texts = HelpTexts("check", language)

    @app.command("check", cls=Command, help=texts.find("help"))
    def check(
        workbooks: Annotated[list[Path], texts.argument("WORKBOOK...")],
        pack: Annotated[str | None, texts.option("--pack", "PACK")] = None,
        period: Annotated[str | None, texts.option("--period", "PERIOD")] = None,
        department: Annotated[str | None, texts.option("--department", "DEPARTMENT")] = None,
        out: Annotated[Path | None, texts.option("--out", "DIR", {"files": file_names(whole=False)})] = None,
        no_annotate: Annotated[bool, texts.option("--no-annotate")] = False,
        form: Annotated[str, texts.report_format()] = ON_SCREEN,
        as_of: Annotated[str | None, texts.option("--as-of", "DATE")] = None,
        select: Annotated[list[str] | None, texts.option("--select", "CODE")] = None,
        ignore: Annotated[list[str] | None, texts.option("--ignore", "CODE")] = None,
        fail_on: Annotated[options.FailOn, texts.option("--fail-on", "SEVERITY")] = options.FailOn.RED,
        reveal: Annotated[bool, texts.option("--reveal")] = False,
        rows: Annotated[bool, texts.option("--rows")] = False,
        watching: Annotated[bool, texts.option("--watch")] = False,
    ) -> int:
        wanted, unwanted = options.read_codes(select, "--select"), options.read_codes(ignore, "--ignore")
        asked = OutputOptions(language, form, out, fail_on, wanted, unwanted, reveal, rows)
        day = options.read_day(as_of)
        workbooks = expand(workbooks)
        if watching:
            require_screen_only(asked)
        from checker.sources.reader import Reader  # imports late, like what follows: `--help` needs none of it

        office = read_office()
        with Reader(reading_limits(office)) as reader:
            reader.begin(workbooks[0])  # in a process of its own, while this one imports what judges
            from checker.engine.batch import check as check_all
            from checker.intake.target import Catalogue

            def run() -> Report:
                named = pack and office.find_pack(pack)
                known = None if named else Catalogue(folders=office.known_packs())
                wanted = asked.rows_wanted
                return check_all(workbooks, named, period, department, day, reader=reader, rows=wanted, packs=known)

            if watching:
                return watch(workbooks, asked, run)
            report = run()
            speak(report.level_words)
            for text in unread_texts(report.unread, reveal):
                remark(text.of(language))
            names = given_names(drop_repeats(workbooks))
            copies = None if no_annotate else Copies(tuple(names), names=tuple(names.values()))
            code = deliver(report, asked, render_workbooks, copies)
            if form == ON_SCREEN:
                tell_what_to_send(report, tuple(names), out, language)
            return code
