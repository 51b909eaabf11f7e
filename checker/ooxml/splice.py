"""Changes an XML part by splicing bytes: it knows the position of each element, and everything else stays the same.

Knows nothing of workbooks. A part in UTF-16 is handled in UTF-8 and written back in UTF-16.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from checker.ooxml.cannot_mark import broken
from checker.ooxml.xml_text import attribute, qualify, restore_encoding, to_utf_8
from checker.sources.markup import new_parser, parse

_START_TAG = re.compile(rb"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(r"""\s+([^\s=]+)\s*=\s*("[^"]*"|'[^']*')""")


@dataclass(eq=False, slots=True)
class Element:
    """One element, its namespace and local name.

    `start`, `inside`, `close` and `end` are the byte offsets of the start tag, its end, the end tag and its end; the
    last three are the same for an empty-element tag.
    """

    space: str
    local: str
    prefix: str  # as written, with its colon, or empty
    attributes: dict[str, str]  # by local name, or by "namespace local" if the attribute has a namespace
    start: int
    inside: int
    close: int = 0
    end: int = 0
    children: list[Element] = field(default_factory=list)
    text: str = ""  # directly inside it

    def child(self, local: str) -> Element | None:
        """Returns its first child of that name."""
        return next((child for child in self.children if child.local == local), None)

    def within(self, local: str) -> list[Element]:
        """Returns the children of its first child of that name."""
        return found.children if (found := self.child(local)) else []

    def number(self, attribute: str) -> int | None:
        """Returns an attribute as a whole number, or None if it isn't one."""
        text = self.attributes.get(attribute, "")
        return int(text) if text.isascii() and text.isdecimal() else None

    def every(self, local: str) -> Iterator[Element]:
        """Yields all elements of that name within it, in document order."""
        for child in self.children:
            if child.local == local:
                yield child
            yield from child.every(local)


class Markup:
    """A parsed part; it collects changes, and `to_bytes` splices them in.

    Write a fragment as text without prefixes, and its elements get the root's prefix; bytes are taken as they are.

    Attributes:
        spaces: the namespaces that the root declares, by prefix ("" for the default one).

    Raises (on opening):
        Refused: the part isn't well-formed, or it declares a document type.
        CannotMark: the part is in UTF-16 that can't be decoded.
    """

    def __init__(self, xml: bytes, part: str, depth: int = 99) -> None:
        """Reads `xml` and skips elements deeper than `depth` (the root has depth 1)."""
        self._part = part
        self._xml, self._mark = to_utf_8(xml, part)
        self.spaces: dict[str, str] = {}
        self._edits: list[tuple[int, int, bytes]] = []
        self._attributes: dict[Element, dict[str, str | None]] = {}
        self._opened: dict[Element, list[bytes]] = {}
        self.root = self._read(depth)

    def need(self, local: str) -> Element:
        """Returns the root's first child of that name.

        Raises:
            CannotMark: the root has none.
        """
        if found := self.root.child(local):
            return found
        raise broken(self._part)

    def source(self, element: Element) -> bytes:
        """Returns the unchanged bytes of an element, in UTF-8."""
        return self._xml[element.start : element.end]

    def encode(self, fragment: str | bytes) -> bytes:
        """Encodes a fragment as this part needs it."""
        return qualify(fragment, self.root.prefix).encode() if isinstance(fragment, str) else fragment

    def insert(self, offset: int, fragment: str | bytes) -> None:
        """Inserts a fragment at a byte offset; fragments at the same offset keep the order of the calls."""
        self._edits.append((offset, offset, self.encode(fragment)))

    def append(self, parent: Element, fragment: str | bytes) -> None:
        """Inserts a fragment as the last child of `parent`."""
        if parent.inside == parent.end:
            self._opened.setdefault(parent, []).append(self.encode(fragment))
        else:
            self.insert(parent.close, fragment)

    def add(
        self, parent: Element, order: dict[str, int], name: str, fragment: str | bytes, *, in_front: bool = False
    ) -> None:
        """Inserts a new child of that name where the schema allows it, after or before those of the same name.

        `order` ranks the names of all children in the order that the schema requires.
        """
        last = order[name] - in_front
        before = [child for child in parent.children if order.get(child.local, len(order)) <= last]
        if parent.inside == parent.end:
            self.append(parent, fragment)
        else:
            self.insert(before[-1].end if before else parent.inside, fragment)

    def replace(self, element: Element, fragment: str | bytes) -> None:
        """Replaces an element with a fragment and discards changes within the element."""
        self._edits.append((element.start, element.end, self.encode(fragment)))

    def remove(self, element: Element) -> None:
        """Removes an element."""
        self.replace(element, b"")

    def set(self, element: Element, attribute: str, value: str | None) -> None:
        """Sets an attribute without a namespace, or removes it if `value` is None."""
        if element.attributes.get(attribute) != value:
            self._attributes.setdefault(element, {})[attribute] = value

    @property
    def changed(self) -> bool:
        """Whether there are changes."""
        return bool(self._edits or self._attributes or self._opened)

    def to_bytes(self) -> bytes:
        """Returns the part with all changes."""
        tags = [(e.start, e.inside, self._tag(e)) for e in dict.fromkeys((*self._attributes, *self._opened))]
        pieces: list[bytes] = []
        reached = 0
        # At one offset, insertions come before replacements, and a larger replacement before the ones within it.
        for start, end, fragment in sorted(self._edits + tags, key=lambda edit: (edit[0], edit[1] > edit[0], -edit[1])):
            if start < reached:
                continue  # inside something that is already replaced
            pieces += (self._xml[reached:start], fragment)
            reached = end
        return restore_encoding(b"".join((*pieces, self._xml[reached:])), self._mark)

    def _tag(self, element: Element) -> bytes:
        tag = self._xml[element.start : element.inside].decode()
        for name, value in self._attributes.get(element, {}).items():
            tag = _with_attribute(tag, name, value)
        if element not in self._opened:
            return tag.encode()
        name = f"{element.prefix}{element.local}"
        return b"".join((tag[:-2].rstrip().encode(), b">", *self._opened[element], f"</{name}>".encode()))

    def _read(self, depth: int) -> Element:
        stack: list[Element | None] = []
        roots: list[Element] = []
        parser = new_parser(self._xml)
        parser.namespace_prefixes = parser.buffer_text = True

        def declare(prefix: str | None, space: str | None) -> None:
            if not stack:
                self.spaces[prefix or ""] = space or ""

        def start(name: str, attributes: dict[str, str]) -> None:
            element = None
            if len(stack) < depth:
                element = self._element(name, attributes, parser.CurrentByteIndex)
                (stack[-1].children if stack and stack[-1] else roots).append(element)
            stack.append(element)

        def end(_: str) -> None:
            element = stack.pop()
            if element is not None and not element.end:
                element.close = parser.CurrentByteIndex
                element.end = self._xml.index(b">", element.close) + 1

        def text(found: str) -> None:
            if stack and stack[-1] is not None:
                stack[-1].text += found

        parser.StartNamespaceDeclHandler = declare
        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.CharacterDataHandler = text
        parse(self._xml, self._part, parser)
        return roots[0]

    def _element(self, name: str, attributes: dict[str, str], start: int) -> Element:
        space, local, prefix = _split_name(name)
        tag = _START_TAG.match(self._xml, start)
        assert tag is not None, "the parser accepted this tag"
        kept = {" ".join(_split_name(key)[:2]).strip(): value for key, value in attributes.items()}
        element = Element(space, local, prefix, kept, start, tag.end())
        if tag[0].endswith(b"/>"):
            element.close = element.end = tag.end()
        return element


def _split_name(name: str) -> tuple[str, str, str]:
    parts = name.split(" ")
    if len(parts) == 1:
        return "", parts[0], ""
    return parts[0], parts[1], f"{parts[2]}:" if len(parts) > 2 else ""


def _with_attribute(tag: str, name: str, value: str | None) -> str:
    for found in _ATTRIBUTE.finditer(tag):
        if found[1] == name:
            if value is None:
                return tag[: found.start()] + tag[found.end() :]
            return tag[: found.start(2)] + attribute(value) + tag[found.end(2) :]
    at = len(tag) - (2 if tag.endswith("/>") else 1)
    return tag if value is None else f"{tag[:at].rstrip()} {name}={attribute(value)}{tag[at:]}"
