"""Turns the parts of the terminal's screen into plain values for the page: same words, same order, no widths.

A node is a line, a table, or a list of entries. Text is a list of [text, style] with a style of a few words, so that
the page builds elements from it and never reads HTML.
"""

import io
import re
from collections.abc import Iterable

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text as Rich

from checker.reporters.terminal.view import ASIDE, SEVERITY_STYLES

Spans = list[list[str]]
Node = dict[str, object]

_CODE = re.compile(r" ?([A-Z]\d{3}) ")
_SCREEN = Console(file=io.StringIO(), width=200)


def make_nodes(parts: Iterable[RenderableType]) -> list[Node]:
    """Makes the nodes of a screen.

    A table of one row without heads is an entry of a list; lines that are set in below it belong to it, and the first
    entry of a list holds its heads if all of it is an aside. The title of a table is the line before it.
    """
    nodes: list[Node] = []
    for part in parts:
        inner, indent = (part.renderable, part.left) if isinstance(part, Padding) else (part, 0)
        last = nodes[-1] if nodes else {}
        if isinstance(inner, Table):
            rows = _rows(inner)
            if not inner.show_header and len(rows) == 1 and not indent:
                _add_entry(nodes, rows[0])
                continue
            if indent and last.get("kind") == "line":
                last["title"] = True
            heads = [_spans(column.header) for column in inner.columns] if inner.show_header else []
            numbers = [index for index, column in enumerate(inner.columns) if column.justify == "right"]
            nodes.append({"kind": "table", "heads": heads, "rows": rows, "numbers": numbers})
        elif isinstance(inner, Rich):
            spans = _spans(inner)
            if not spans:
                nodes.append({"kind": "gap"})
            elif indent and last.get("kind") == "list":
                last["entries"][-1]["notes"].append(spans)  # type: ignore[index]
            else:
                nodes.append(_line(spans, indent))
    return [node for node in nodes if node["kind"] != "gap"]


def _line(spans: Spans, indent: int) -> Node:
    node: Node = {"kind": "line", "spans": spans, "indent": bool(indent)}
    if len(spans) > 1 and spans[0][1] in SEVERITY_STYLES.values() and (code := _CODE.match(spans[1][0])):
        node |= {"title": True, "code": code[1]}
    return node


def _add_entry(nodes: list[Node], cells: list[Spans]) -> None:
    last = nodes[-1] if nodes else {}
    if last.get("kind") == "list" and last["width"] == len(cells):
        last["entries"].append({"cells": cells, "notes": []})  # type: ignore[attr-defined]
        return
    headed = all(style == ASIDE for cell in cells for _, style in cell)
    entries = [] if headed else [{"cells": cells, "notes": []}]
    nodes.append({"kind": "list", "width": len(cells), "heads": cells if headed else [], "entries": entries})


def _rows(table: Table) -> list[list[Spans]]:
    columns = [[_spans(cell) for cell in column.cells] for column in table.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def _spans(content: RenderableType) -> Spans:
    """Splits a text where its style changes."""
    text = content if isinstance(content, Rich) else Rich(str(content))
    whole = _SCREEN.get_style(text.style)
    spans: Spans = []
    for segment in text.render(_SCREEN, end=""):
        style = _words(segment.style or whole)  # rich leaves out the style of a text that has one only
        if spans and spans[-1][1] == style:
            spans[-1][0] += segment.text
        elif segment.text:
            spans.append([segment.text, style])
    return spans


def _words(style: Style) -> str:
    """Writes a style as the screen names it, e.g. "bold red"."""
    colour = style.color.name if style.color is not None else ""
    return " ".join(word for word in ("bold" if style.bold else "", "dim" if style.dim else "", colour) if word)
