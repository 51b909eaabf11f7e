"""The pages of the codes as the page shows them: titles, sentences with places, and what a clerk is to do.

A page is known to hold headings, paragraphs and words in back quotes, and nothing else of Markdown.
"""

from __future__ import annotations

import string

from checker.codes import Code, page
from checker.model import Language
from checker.reporters.html.pool import Pool

LANGUAGES: tuple[Language, Language] = ("zh", "en")


def code_data(code: Code, pool: Pool) -> dict[str, object]:
    """One code for the page's data; its own texts are kept here, not in the pool, except the title."""
    return {
        "id": code.id,
        "title": pool.add(code.heading),
        "message": [sentence(code, language) for language in LANGUAGES],
        "page": [sections(page(code, language)) for language in LANGUAGES],
    }


def places(code: Code) -> tuple[str, ...]:
    """The names of the places in a code's sentence, in the order in which the data tells their values."""
    named = (name for _, name, _, _ in string.Formatter().parse(code.message.zh) if name)
    return tuple(dict.fromkeys(named))


def sentence(code: Code, language: Language) -> list[str | int]:
    """A code's sentence cut at its places; a number stands for the value of that place."""
    numbers = {name: number for number, name in enumerate(places(code))}
    parts = list[str | int]()
    for literal, name, _, _ in string.Formatter().parse(code.message.of(language)):
        parts += [literal] if literal else []
        parts += [numbers[name]] if name else []
    return parts


def sections(markdown: str) -> list[list[object]]:
    """The sections of a page: a heading, then its paragraphs; each paragraph alternates between text and code."""
    found = list[list[object]]()
    for part in markdown.split("## ")[1:]:
        heading, _, body = part.partition("\n")
        paragraphs = (" ".join(block.split("\n")) for block in body.strip().split("\n\n"))
        found.append([heading.strip(), *(paragraph.split("`") for paragraph in paragraphs)])
    return found
