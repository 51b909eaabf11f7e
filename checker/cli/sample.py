"""`checker sample`: draws rows that passed for an auditor to check, and says what the filled-in sample means."""

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli import options
from checker.cli.help import Command, Group, HelpTexts
from checker.cli.office import read_office
from checker.cli.streams import print_page
from checker.errors import Exit
from checker.model import Language
from checker.text.levels import speak

if TYPE_CHECKING:
    from checker.cli.sample_book import SampleBook


def add_to(app: typer.Typer, language: Language) -> None:
    """Adds the group of commands."""
    group = typer.Typer(cls=Group, rich_markup_mode=None, help=HelpTexts("sample", language).find("help"))
    app.add_typer(group, name="sample")
    _add_draw(group, language)
    _add_evaluate(group, language)


def find_book(url: str | None, key: Path | None, off: bool, language: Language) -> "SampleBook | None":
    """Opens the ledger for samples: the one that is named, or that of checker.toml; None if there is none.

    Raises:
        Stop: the ledger can't be used.
    """
    office = read_office()
    place = None if off else url or office.ledger
    if place is None:
        return None
    from checker.cli.sample_book import SampleBook  # imports late: SQLAlchemy

    return SampleBook(place, key or office.key, language)


def _add_draw(group: typer.Typer, language: Language) -> None:
    texts = HelpTexts("draw", language)

    @group.command("draw", cls=Command, help=texts.find("help"))
    def draw(
        pack: Annotated[str, texts.argument("PACK")],
        period: Annotated[str, texts.argument("PERIOD")],
        inputs: Annotated[Path | None, texts.argument("INPUTS")] = None,
        *,
        indicator: Annotated[str, texts.option("--indicator", "ID")],
        tolerable: Annotated[str, texts.option("--tolerable", "PERCENT")],
        out: Annotated[Path, texts.option("--out", "FILE")],
        confidence: Annotated[str, texts.option("--confidence", "PERCENT")] = "95%",
        expected: Annotated[str, texts.option("--expected", "PERCENT")] = "0%",
        seed: Annotated[str | None, texts.option("--seed", "TEXT")] = None,
        department: Annotated[list[str] | None, texts.option("--department", "DEPARTMENT")] = None,
        rows: Annotated[str | None, texts.option("--rows", "N")] = None,
        answers: Annotated[Path | None, texts.option("--answers", "FILE")] = None,
        form: Annotated[options.PageFormat, texts.format(options.PageFormat)] = options.PageFormat.TEXT,
        as_of: Annotated[str | None, texts.option("--as-of", "DATE")] = None,
        ledger: Annotated[str | None, texts.option("--ledger", "URL")] = None,
        key: Annotated[Path | None, texts.option("--key", "FILE")] = None,
        no_ledger: Annotated[bool, texts.option("--no-ledger")] = False,
    ) -> int:
        from checker.cli import drawn, drawn_page  # imports late: pandas and pandera

        book = find_book(ledger, key, no_ledger, language)
        rates = drawn.read_rates(confidence, tolerable, expected)
        asked = drawn.Asked(pack, period, inputs, indicator, department or [], options.read_day(as_of), rows)
        sample, notes = drawn.draw_sample(asked, rates, seed, language, book)
        if answers is not None:
            notes = drawn.copy_answers(answers, sample, notes)
        with nullcontext() if book is None else book.drawing(sample):
            drawn.write(out, sample, notes, language)
        print_page(form, language, drawn_page.dump_drawn, drawn_page.print_drawn, sample, out)
        return Exit.CLEAN


def _add_evaluate(group: typer.Typer, language: Language) -> None:
    texts = HelpTexts("evaluate", language)

    @group.command("evaluate", cls=Command, help=texts.find("help"))
    def evaluate(
        file: Annotated[Path, texts.argument("FILE")],
        form: Annotated[options.PageFormat, texts.format(options.PageFormat)] = options.PageFormat.TEXT,
        ledger: Annotated[str | None, texts.option("--ledger", "URL")] = None,
        key: Annotated[Path | None, texts.option("--key", "FILE")] = None,
        no_ledger: Annotated[bool, texts.option("--no-ledger")] = False,
    ) -> int:
        from checker.cli import evaluated

        book = find_book(ledger, key, no_ledger, language)
        outcome = evaluated.evaluate_file(file)
        if book is not None:
            book.record_outcome(outcome)
        speak(evaluated.find_words(outcome))
        print_page(form, language, evaluated.dump_outcome, evaluated.print_outcome, outcome)
        return Exit.CLEAN if outcome.conclusion == "not_reached" else Exit.FLAGS
