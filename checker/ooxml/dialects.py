"""The two dialects of workbooks, transitional and strict, and how elements refer to related parts in each."""

from dataclasses import dataclass

from checker.ooxml.splice import Element, Markup


@dataclass(frozen=True)
class Dialect:
    """The namespaces of a workbook: that of its elements, and that of its relationships and their types."""

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
    """Returns the id of the relationship in an element's r:id, or an empty string."""
    ids = (element.attributes.get(f"{dialect.relations} id") for dialect in (TRANSITIONAL, STRICT))
    return next(filter(None, ids), "")


def relation_attribute(markup: Markup, dialect: Dialect, relation: str) -> str:
    """Writes the r:id of a new element with the prefix that the part uses."""
    prefix = next((name for name, space in markup.spaces.items() if space == dialect.relations and name), "")
    return f'{prefix}:id="{relation}"' if prefix else f'xmlns:r="{dialect.relations}" r:id="{relation}"'
