"""Writes pieces of XML: names with a part's prefix, escaped texts, counted lists, filled-in templates."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr


def qualify(fragment: str, prefix: str) -> str:
    """Puts a prefix before the name of each element in a fragment."""
    return re.sub(r"<(/?)(?=[A-Za-z])", rf"<\1{prefix}", fragment) if prefix else fragment


def attribute(text: str) -> str:
    """Quotes and escapes a text as the value of an attribute."""
    return quoteattr(text, {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def content(text: str) -> str:
    """Escapes a text as the content of an element."""
    return escape(text, {"\r": "&#13;"})


def counted_list(name: str, items: Sequence[str]) -> str:
    """Writes an element that states the number of its children; nothing if it would have none."""
    return f'<{name} count="{len(items)}">{"".join(items)}</{name}>' if items else ""


def rank_names(names: str) -> dict[str, int]:
    """Ranks the names of an element's children, given in the order that the schema requires."""
    return {name: rank for rank, name in enumerate(names.split())}


def fill_template(name: str, **values: object) -> str:
    """Fills in a template, whose line breaks and indents aren't part of the XML."""
    return _template(name).format_map(values)


@cache
def _template(name: str) -> str:
    lines = (Path(__file__).parent / "templates" / name).read_text(encoding="utf-8").splitlines()
    return "".join(map(str.strip, lines))
