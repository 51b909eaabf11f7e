"""`checker explain`: what a code or a status means, which rows are behind a number, or what read a cell."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli import options
from checker.cli.given_files import is_workbook_like
from checker.cli.help import Command, HelpTexts
from checker.cli.office import read_office, reading_limits
from checker.cli.streams import print_page
from checker.codes import Code, catalogue, page
from checker.errors import Exit, Stop
from checker.text.bilingual import Language, Text
from checker.wording.headings import WORDS

if TYPE_CHECKING:
    from rich.console import Console

    from checker.text.exact_json import Json

#: `explain PACK PERIOD DEPARTMENT INDICATOR`, written as for `run`.
_AS_FOR_RUN = 4


def add_to(app: typer.Typer, language: Language) -> None:
    """Adds the command."""
    texts = HelpTexts("explain", language)

    @app.command("explain", cls=Command, help=texts.find("help"))
    def explain(
        words: Annotated[list[str], texts.argument("CODE | DEPARTMENT INDICATOR")],
        pack: Annotated[str | None, texts.option("--pack", "PACK")] = None,
        period: Annotated[str | None, texts.option("--period", "PERIOD")] = None,
        inputs: Annotated[Path | None, texts.option("--inputs", "DIR")] = None,
        form: Annotated[options.TableFormat, texts.format(options.TableFormat)] = options.TableFormat.TEXT,
        as_of: Annotated[str | None, texts.option("--as-of", "DATE")] = None,
        reveal: Annotated[bool, texts.option("--reveal")] = False,
    ) -> int:
        if len(words) == 1 and form is not options.TableFormat.CSV:
            if (code := get_code(words[0])) is None:
                from checker.cli import status_words  # imports late: most ask for codes

                if (explained := status_words.find_word(words[0])) is not None:
                    print_page(form, language, status_words.dump_word, status_words.show_word, explained)
                    return Exit.CLEAN
            print_page(form, language, _make_document, _print_code, code or find_code(words[0]))
            return Exit.CLEAN
        of_files = len(words) > 2 and is_workbook_like(words[0])
        if len(words) == _AS_FOR_RUN and pack is None and period is None and not of_files:
            pack, period, *words = words
        if len(words) != 2 and not of_files:
            from checker.model.stops import make_stop

            raise make_stop("explain-what")
        from checker.cli.behind import explain_number  # imports late: pandas and pandera

        office = read_office()
        named = None if pack is None else str(office.find_pack(pack))
        asked = options.Origin(named, period, inputs or office.inputs, options.read_day(as_of), reading_limits(office))
        explain_number(words[:-1], words[-1], asked, options.Showing(language, form, reveal))
        return Exit.CLEAN


def get_code(word: str) -> Code | None:
    """The code with this id or name, if there is one."""
    asked = word.strip().upper()
    codes = catalogue()
    return codes.get(asked) or next((each for each in codes.values() if each.slug.upper() == asked), None)


def find_code(word: str) -> Code:
    """Finds a code by its id or its name.

    Raises:
        Stop: there is no such code; it lists the nearest.
    """
    if (code := get_code(word)) is not None:
        return code
    import difflib

    codes, asked = catalogue(), word.strip().upper()
    named = {**codes, **{code.slug.upper(): code for code in codes.values()}}

    near = [each for each in codes if each.startswith(asked)]
    near = near or difflib.get_close_matches(asked, named, n=5, cutoff=0.5)
    listed = [f"{named[each].id} {named[each].slug}" for each in near[:5]]
    raise Stop(
        "unknown-code",
        Text(zh=f"没有编码“{word}”", en=f"there is no code “{word}”"),
        hint=Text(zh=f"相近的编码：{'、'.join(listed)}", en=f"similar codes: {', '.join(listed)}")
        if listed
        else Text(
            zh="请写报告中的编码，如 C401；要说明一个数字，请写单位和指标",
            en="write a code as the report shows it, e.g. C401; for a number, name a department and an indicator",
        ),
    )


def _print_code(screen: "Console", code: Code, language: Language) -> None:
    from rich.text import Text as Line  # imports late: a document for programs needs none

    from checker.reporters.terminal.pages import MarkdownPage

    title = Line(f"{code.id} {code.heading.of(language)}", style="bold")
    severity = " - ".join(WORDS[kind][code.severity.word].of(language) for kind in ("severities", "demands"))
    screen.print(title, Line(severity), MarkdownPage(page(code, language)), sep="\n")


def _make_document(code: Code) -> "Json":
    return {
        "code": code.id,
        "slug": code.slug,
        "severity": code.severity.word,
        "title": asdict(code.heading),
        "message": asdict(code.message),
        "page": {"zh": page(code, "zh"), "en": page(code, "en")},
    }
