"""The page put together: what the report holds, drawn up by the other modules, through the template.

The same report gives the same bytes: no clock, no random names.
"""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from checker.model import Language, Report
from checker.reporters.html import assets
from checker.reporters.html.data import page_data
from checker.reporters.html.figures import all_figures
from checker.reporters.html.heat import heat
from checker.reporters.html.overview import overview
from checker.reporters.html.ranking import ranking
from checker.reporters.html.standings import standings
from checker.reporters.html.view import View, filled
from checker.reporters.html.words import WORDS
from checker.reporters.html.workbooks import workbooks
from checker.text.bilingual import Text
from checker.wording.labels import MARKS, STATUSES, selection_text


def render_page(report: Report, language: Language, reveal: bool = False) -> bytes:
    """The report as one HTML file that needs nothing else.

    Args:
        report: what is shown.
        language: in which it opens; the page holds both.
        reveal: show personal values as they are; they are masked otherwise.

    Returns:
        UTF-8.
    """
    view = View(report, reveal)
    said = all_figures(view)
    text = (
        _environment()
        .get_template("page.html.j2")
        .render(
            language=language,
            view=view,
            report=report,
            as_of=report.as_of.isoformat(),
            overview=overview(view),
            ranking=ranking(view),
            heat=heat(view, said),
            standings=standings(view, said),
            workbooks=workbooks(view),
            marks=[(f"s-{status.value}", MARKS[status], name) for status, name in STATUSES.items()],
            statuses=STATUSES,
            policy=assets.policy(),
            style=Markup(assets.style()),
            early_script=Markup(assets.early_script()),
            script=Markup(assets.script()),
            data=Markup(page_data(view, said)),
            selection=None if report.selection is None else selection_text(report.selection),
            thousands=thousands,
            filled=filled,
        )
    )
    return text.encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(assets.HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["both"] = both_marked
    environment.globals["say"] = lambda word: both_marked(WORDS[word])
    environment.globals["attribute"] = lambda name, word, language: attribute(name, WORDS[word], language)
    return environment


def both_marked(text: Text) -> Markup:
    """A text in both languages, of which the style sheet shows one; plain where both agree."""
    if text.zh == text.en:
        return escape(text.zh)
    return Markup('<span lang="zh">{}</span><span lang="en">{}</span>').format(text.zh, text.en)


def attribute(name: str, text: Text, language: Language) -> Markup:
    """An attribute that people read or hear, with what it says in either language for the script that switches."""
    pattern = Markup('{0}="{1}" data-zh-{0}="{2}" data-en-{0}="{3}"')
    return pattern.format(name, text.of(language), text.zh, text.en)


def thousands(number: int) -> str:
    """A whole number with a comma at every thousand, whatever the locale."""
    return f"{number:,}"
