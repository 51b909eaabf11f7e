"""Renders the page from a report and the templates.

The same report gives the same bytes: nothing depends on the clock or on random names.
"""

import io
from dataclasses import replace
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from checker.model import Language, Report
from checker.reporters.html import assets
from checker.reporters.html.assets import WORDS
from checker.reporters.html.data import page_data
from checker.reporters.html.departments import make_heat_map, make_ranking, make_workbooks
from checker.reporters.html.figures import make_all_figures
from checker.reporters.html.gone import make_gone
from checker.reporters.html.indicators import make_indicators
from checker.reporters.html.overview import draw_bar, make_overview
from checker.reporters.html.requirements import make_requirements
from checker.reporters.html.rows import has_rows, rows_document
from checker.reporters.html.view import View, fill
from checker.text.bilingual import Text
from checker.text.levels import in_own_words
from checker.wording.comparisons import comparisons_text, earlier_text
from checker.wording.funnels import ranks_note
from checker.wording.labels import MARKS, STATUSES, selection_text

#: Where the rows go that are behind the numbers. No text of a page has such a character.
_ROWS = Markup("\0rows")


@in_own_words
def render_page(report: Report, language: Language, reveal: bool = False) -> bytes:
    """Renders the report as one HTML file in UTF-8. It contains both languages and opens in `language`."""
    view = View(replace(report, departments=report.owners), reveal)
    figures, page = make_all_figures(view), io.BytesIO()
    pieces = (
        _environment()
        .get_template("page.html.j2")
        .generate(
            language=language,
            view=view,
            report=report,
            as_of=report.as_of.isoformat(),
            overview=make_overview(view),
            ranking=make_ranking(view),
            ranks_note=ranks_note(report),
            heat=make_heat_map(view, figures),
            indicators=make_indicators(view, figures),
            requirements=make_requirements(view),
            workbooks=make_workbooks(view),
            marks=[(f"s-{status.value}", MARKS[status], name) for status, name in STATUSES.items()],
            statuses=STATUSES,
            policy=assets.policy(),
            style=Markup(assets.style()),
            early_script=Markup(assets.early_script()),
            script=Markup(assets.script()),
            data=Markup(page_data(view, figures)),
            rows=_ROWS if has_rows(view.report) else None,
            selection=None if report.selection is None else selection_text(report.selection),
            comparisons=comparisons_text(report.comparisons),
            draw_bar=draw_bar,
            thousands="{:,}".format,  # commas, whatever the locale
            gone=make_gone(view),
            compared=None if report.previous is None else earlier_text(report.previous),
            fill=fill,
        )
    )
    for piece in pieces:
        if piece == _ROWS:
            page.writelines(rows_document(view))
        else:
            page.write(piece.encode())
    return page.getvalue()


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
    environment.filters["both"] = mark_both
    environment.globals["say"] = lambda word: mark_both(WORDS[word])
    environment.globals["attribute"] = lambda name, word, language: attribute(name, WORDS[word], language)
    return environment


def mark_both(text: Text) -> Markup:
    """Writes a text in both languages, of which the style sheet shows one; a single text if they are equal."""
    if text.zh == text.en:
        return escape(text.zh)
    return Markup('<span lang="zh">{}</span><span lang="en">{}</span>').format(text.zh, text.en)


def attribute(name: str, text: Text, language: Language) -> Markup:
    """Writes an attribute that people read or hear, with both languages for the script that switches them."""
    pattern = Markup('{0}="{1}" data-zh-{0}="{2}" data-en-{0}="{3}"')
    return pattern.format(name, text.of(language), text.zh, text.en)
