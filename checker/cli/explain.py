"""`checker explain`: the page of a code."""

import difflib
from typing import Annotated

import typer
from rich.markdown import Markdown
from rich.text import Text as Line

from checker.cli import options
from checker.cli.help import Command
from checker.cli.streams import emit, rendered
from checker.codes import Code, catalogue, page
from checker.errors import Exit, Stop
from checker.model import Language
from checker.text.bilingual import Text
from checker.text.exact_json import dumps
from checker.wording.labels import DEMANDS, SEVERITIES

HELP = Text(
    zh="说明一个编码：查什么、为什么要紧、怎样改",
    en="Explain a code: what it finds, why it matters, how to put it right",
)
CODE = Text(zh="编码或它的英文名，如 C401、date-order", en="The code or its name, e.g. C401 or date-order")


def add_to(app: typer.Typer, language: Language) -> None:
    """Adds the command."""

    @app.command("explain", cls=Command, help=HELP.of(language))
    def explain(
        code: Annotated[str, typer.Argument(metavar=options.CODES.of(language), help=CODE.of(language))],
        form: Annotated[options.PageFormat, options.as_page(language)] = options.PageFormat.TEXT,
        lang: Annotated[Language, options.lang(language)] = language,
    ) -> int:
        found = find(code)
        if form is options.PageFormat.JSON:
            emit(_document(found).encode())
        else:
            title = f"{found.id} {found.heading.of(lang)}"
            severity = f"{SEVERITIES[found.severity].of(lang)} - {DEMANDS[found.severity].of(lang)}"
            text = page(found, lang)
            emit(
                rendered(
                    lambda screen: screen.print(Line(title, style="bold"), Line(severity), Markdown(text), sep="\n")
                )
            )
        return Exit.CLEAN


def find(said: str) -> Code:
    """The code that a person means by its id or its slug.

    Raises:
        Stop: there is none; it lists the nearest.
    """
    codes = catalogue()
    asked = said.strip().upper()
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
        Text(zh=f"没有编码“{said}”", en=f"there is no code {said}"),
        hint=Text(zh=f"相近的编码：{'、'.join(listed)}", en=f"similar codes: {', '.join(listed)}") if listed else None,
    )


def _document(code: Code) -> str:
    return dumps(
        {
            "code": code.id,
            "slug": code.slug,
            "severity": code.severity.word,
            "title": {"zh": code.heading.zh, "en": code.heading.en},
            "message": {"zh": code.message.zh, "en": code.message.en},
            "page": {"zh": page(code, "zh"), "en": page(code, "en")},
        }
    )
