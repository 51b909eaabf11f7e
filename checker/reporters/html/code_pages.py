"""The pages of the codes as data for the browser: titles, sentences with placeholders, and sections.

A page consists of headings, paragraphs and words in back quotes. It uses no other Markdown.
"""

import string

from checker.codes import Code, page
from checker.model import Language
from checker.reporters.html.text_table import TextTable

LANGUAGES: tuple[Language, Language] = ("zh", "en")


def code_data(code: Code, texts: TextTable) -> dict[str, object]:
    """Returns the data of a code. Only its title goes into the table of texts."""
    return {
        "id": code.id,
        "title": texts.add(code.heading),
        "message": [split_sentence(code, language) for language in LANGUAGES],
        "page": [split_page(page(code, language)) for language in LANGUAGES],
    }


def placeholders(code: Code) -> tuple[str, ...]:
    """Returns the names of the placeholders in a code's sentence, in the order of their values in the data."""
    return tuple(dict.fromkeys(name for _, name, _, _ in string.Formatter().parse(code.message.zh) if name))


def split_sentence(code: Code, language: Language) -> list[str | int]:
    """Splits a code's sentence at its placeholders; a number is the position of a value."""
    numbers = {name: number for number, name in enumerate(placeholders(code))}
    parts = list[str | int]()
    for literal, name, _, _ in string.Formatter().parse(code.message.of(language)):
        parts += [literal] if literal else []
        parts += [numbers[name]] if name else []
    return parts


def split_page(markdown: str) -> list[list[object]]:
    """Splits a page into sections: a heading, then paragraphs, each of which alternates between text and code."""
    sections = list[list[object]]()
    for part in markdown.split("## ")[1:]:
        heading, _, body = part.partition("\n")
        paragraphs = (" ".join(block.split("\n")) for block in body.strip().split("\n\n"))
        sections.append([heading.strip(), *(paragraph.split("`") for paragraph in paragraphs)])
    return sections
