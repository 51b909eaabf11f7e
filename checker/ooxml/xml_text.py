"""Pieces of XML as they are written into parts: names with the part's prefix, texts escaped, children in their order.

Knows XML; knows nothing of workbooks.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr


def qualified(fragment: str, prefix: str) -> str:
    """A fragment of ours, written without prefixes, with one put before the name of each element."""
    return re.sub(r"<(/?)(?=[A-Za-z])", rf"<\1{prefix}", fragment) if prefix else fragment


def attribute(text: str) -> str:
    """A text as the value of an attribute, in quotes."""
    return quoteattr(text, {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def content(text: str) -> str:
    """A text as the content of an element."""
    return escape(text, {"\r": "&#13;"})


def ranked(names: str) -> dict[str, int]:
    """The rank of each child of an element, by their names in the order that the schema asks for."""
    return {name: rank for rank, name in enumerate(names.split())}
