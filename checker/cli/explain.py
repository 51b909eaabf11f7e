"""`checker explain`: prints the page of a code."""

import difflib
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.markdown import Markdown
from rich.text import Text as Line

from checker.cli import options
from checker.cli.help import Command, HelpTexts
from checker.cli.streams import print_page
from checker.codes import Code, catalogue, page
from checker.errors import Exit, Stop
from checker.model import Language
from checker.text.bilingual import Text
from checker.text.exact_json import Json
from checker.wording.labels import DEMANDS, SEVERITIES


def add_to(app: typer.Typer, language: Language) -> None:
    """Adds the command."""
    texts = HelpTexts("explain", language)

    @app.command("explain", cls=Command, help=texts.find("help"))
    def explain(
        code: Annotated[str, texts.argument("CODE")],
        form: Annotated[options.PageFormat, texts.format(options.PageFormat)] = options.PageFormat.TEXT,
    ) -> int:
        print_page(form, language, _make_document, _print_code, find_code(code))
        return Exit.CLEAN


def find_code(word: str) -> Code:
    """Finds a code by its id or its name.

    Raises:
        Stop: there is no such code; it lists the nearest.
    """
    codes = catalogue()
    asked = word.strip().upper()
    if asked in codes:
        return codes[asked]
    named = {**codes, **{code.slug.upper(): code for code in codes.values()}}
    if asked in named:
        return named[asked]
    near = [each for each in codes if each.startswith(asked)]
    near = near or difflib.get_close_matches(asked, named, n=5, cutoff=0.5)
    listed = [f"{named[each].id} {named[each].slug}" for each in near[:5]]
    raise Stop(
        "unknown-code",
        Text(zh=f"没有编码“{word}”", en=f"there is no code “{word}”"),
        hint=Text(zh=f"相近的编码：{'、'.join(listed)}", en=f"similar codes: {', '.join(listed)}")
        if listed
        else Text(zh="请写报告中的编码，如 C401", en="write a code as the report shows it, e.g. C401"),
    )


def _print_code(screen: Console, code: Code, language: Language) -> None:
    title = Line(f"{code.id} {code.heading.of(language)}", style="bold")
    severity = f"{SEVERITIES[code.severity].of(language)} - {DEMANDS[code.severity].of(language)}"
    screen.print(title, Line(severity), Markdown(page(code, language)), sep="\n")


def _make_document(code: Code) -> Json:
    return {
        "code": code.id,
        "slug": code.slug,
        "severity": code.severity.word,
        "title": asdict(code.heading),
        "message": asdict(code.message),
        "page": {"zh": page(code, "zh"), "en": page(code, "en")},
    }
