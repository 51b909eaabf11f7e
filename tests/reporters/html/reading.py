"""What a page is made of, read with Python's own parser: elements, texts, and the data for the scripts."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

#: Elements that have no end.
_VOID = {"meta", "link", "input", "br", "img", "hr"}


@dataclass
class Element:
    """One element: its name, attributes, and the text directly in it and below it."""

    name: str
    attributes: dict[str, str]
    text: str = ""
    inside: list[str] = field(default_factory=list)


class Reading(HTMLParser):
    """Every element of a page in order."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(page.decode())
        assert not self._open, [element.name for element in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, inside=[each.name for each in self._open])
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().name == tag

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def named(self, name: str) -> list[Element]:
        """The elements of one name."""
        return [element for element in self.elements if element.name == name]

    def of_class(self, word: str) -> list[Element]:
        """The elements with a word in their class."""
        return [element for element in self.elements if word in element.attributes.get("class", "").split()]

    def by_id(self, id: str) -> Element:
        """The element with an id."""
        (found,) = (element for element in self.elements if element.attributes.get("id") == id)
        return found


def data_of(page: bytes) -> dict[str, Any]:
    """The data for the scripts."""
    (found,) = re.findall(rb'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    document: dict[str, Any] = json.loads(found)
    return document


def text_of(data: dict[str, Any], number: int, side: int) -> str:
    """A text of the data by its number, Chinese (0) or English (1)."""
    found = data["texts"][number]
    return str(found if isinstance(found, str) else found[side])


def messages_of(data: dict[str, Any], side: int) -> list[str]:
    """The sentences of all flags, put together as the page's scripts do."""
    return [
        "".join(
            part if isinstance(part, str) else text_of(data, values[part], side)
            for part in data["codes"][code]["message"][side]
        )
        + text_of(data, late, side)
        for code, values, late in zip(
            data["flags"]["code"], data["flags"]["values"], data["flags"]["late"], strict=True
        )
    ]
