"""Plain values of a definition that remember their line and column.

Must not import tables, indicators or packs, or a YAML library.
"""

from __future__ import annotations

from dataclasses import field
from typing import Any

from checker.frozen import dataclass
from checker.tables.yaml.problems import Spot

#: Deeper and larger than any honest file.
MAX_DEPTH = 40
MAX_NODES = 50_000
#: Within brackets, all characters that YAML forbids or only some programs take for line ends, tabs apart. A class of
#: those that it admits would take ten times as long to compile.
INVISIBLE = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"


@dataclass(slots=True)
class Node:
    """One value and where it begins.

    Attributes:
        value: a dict, list, str, int, Decimal, bool, date or None.
        line, column: from 1; those of its key if nothing is written after a key.
        parts: the nodes below, by key or index.
        keys: where each key of a mapping begins.
        file: the file that it was taken over from; empty in the definition's own file.
    """

    value: Any
    line: int
    column: int
    parts: dict[str | int, Node] = field(default_factory=dict)
    keys: dict[str | int, tuple[int, int]] = field(default_factory=dict)
    file: str = ""


@dataclass(frozen=True)
class Definition:
    """One definition file."""

    file: str
    root: Node

    def node(self, *path: str | int) -> Node:
        """The deepest node on a path, skipping parts of the path that the file does not have."""
        node = self.root
        for part in path:
            node = node.parts.get(part, node)
        return node

    def spot(self, *path: str | int, found: str = "") -> Spot:
        """Where that node begins, or where its key begins if the key itself is what was `found`."""
        node, above = self.root, self.root
        last: str | int = ""
        for part in path:
            if part in node.parts:
                node, above, last = node.parts[part], node, part
        if found and str(last) == found and str(node.value) != found and last in above.keys:
            return Spot(above.file or self.file, *above.keys[last])
        return Spot(node.file or self.file, node.line, node.column)
