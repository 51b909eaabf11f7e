"""Reads flawless YAML with libyaml, which is written in C and comes with PyYAML; more than twenty times as fast.

libyaml reads YAML 1.1 and says little about faults. So it reads only what both versions of YAML read alike, and only
texts without a fault: of all others, and wherever PyYAML was installed without libyaml, `strict` decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from checker.tables.yaml.nodes import INVISIBLE, MAX_DEPTH, MAX_NODES, Node
from checker.tables.yaml.scalars import plain

#: What is left to `strict`: tabs, and line ends other than those of Linux and Windows; directives, and marks that begin
#: or end a document; anchors, aliases, tags, block scalars, and keys that begin with "?".
_NOT_HERE = re.compile(
    rf"[\t{INVISIBLE}]|\r(?!\n)"
    r"|^(?:---|\.\.\.|%)|(?:^|[-:,\[{]) *(?:[&*!|>]|\?(?:[ \r\n,\]}]|\Z))",
    re.MULTILINE,
)


def compose_quickly(text: str) -> Node | None:
    """Gives the root node of a YAML document, as `strict` gives it; None if the text is for `strict` to read."""
    library = _library()
    if library is None or _NOT_HERE.search(text):
        return None
    try:
        return _Composer(library, text).root
    except (library.YAMLError, _NotHere):
        return None


@cache
def _library() -> Any:
    try:
        import yaml  # here, as most commands read no definitions
    except ImportError:
        return None
    return yaml if yaml.__with_libyaml__ else None


class _NotHere(Exception):  # noqa: N818 - control flow within this module
    pass


class _Composer:
    """Builds nodes from events; recursion is bounded by `MAX_DEPTH`. Called for every word, so it wastes no step."""

    def __init__(self, library: Any, text: str) -> None:
        self.next: Callable[[], Any] = library.cyaml.CParser(text).get_event
        self.scalar, self.mapping_start = library.ScalarEvent, library.MappingStartEvent
        self.mapping_end, self.sequence_end = library.MappingEndEvent, library.SequenceEndEvent
        self.count = 1
        self.next()  # the beginning of the stream
        if not isinstance(self.next(), library.DocumentStartEvent):
            raise _NotHere
        self.root = self.build(self.next(), 0)
        self.next()  # the end of the document
        if self.root.value is None or self.count > MAX_NODES or not isinstance(self.next(), library.StreamEndEvent):
            raise _NotHere

    def build(self, event: Any, depth: int) -> Node:
        mark, kind = event.start_mark, type(event)
        node = Node(None, mark.line + 1, mark.column + 1)
        if kind is self.scalar:
            node.value = event.value if event.style else plain(event.value)
        elif depth >= MAX_DEPTH or self.count > MAX_NODES:
            raise _NotHere
        elif kind is self.mapping_start:
            self.mapping(node, depth + 1)
        else:
            self.sequence(node, depth + 1)
        return node

    def sequence(self, node: Node, depth: int) -> None:
        parts = []
        while type(event := self.next()) is not self.sequence_end:
            parts.append(self.build(event, depth))
        self.count += len(parts)
        node.parts.update(enumerate(parts))
        node.value = [part.value for part in parts]

    def mapping(self, node: Node, depth: int) -> None:
        parts, keys, values, scalar, get = node.parts, node.keys, {}, self.scalar, self.next
        while type(event := get()) is scalar and (key := event.value) not in parts:
            mark = event.start_mark
            keys[key] = place = mark.line + 1, mark.column + 1
            event = get()
            if type(event) is not scalar:
                parts[key] = part = self.build(event, depth)
                values[key] = part.value
                continue
            word, mark = event.value, event.start_mark
            if word or event.style:
                values[key] = value = word if event.style else plain(word)
                parts[key] = Node(value, mark.line + 1, mark.column + 1)
            else:
                values[key], parts[key] = None, Node(None, *place)
        if type(event) is not self.mapping_end:
            raise _NotHere
        self.count += len(parts)
        node.value = values
