"""The two dialects of workbooks, transitional and strict, and how elements point to related parts in each.

Knows namespaces; knows nothing of what the parts hold.
"""

from __future__ import annotations

from dataclasses import dataclass

from checker.ooxml.splice import Element, Markup


@dataclass(frozen=True)
class Dialect:
    """The namespaces of a workbook: of its elements, and of its relationships and their types."""

    main: str
    relations: str


TRANSITIONAL = Dialect(
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
)
STRICT = Dialect(
    "http://purl.oclc.org/ooxml/spreadsheetml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships"
)


def relation_of(element: Element) -> str:
    """The id of the relationship that an element points to by its r:id; empty where it has none."""
    told = (element.attributes.get(f"{dialect.relations} id") for dialect in (TRANSITIONAL, STRICT))
    return next(filter(None, told), "")


def relation_attribute(markup: Markup, dialect: Dialect, relation: str) -> str:
    """The r:id for an element that is to be put into a part, with the prefix that the part has for it."""
    prefix = next((name for name, space in markup.spaces.items() if space == dialect.relations and name), "")
    return f'{prefix}:id="{relation}"' if prefix else f'xmlns:r="{dialect.relations}" r:id="{relation}"'
