"""Reads YAML text into nodes. Only this module and `quick` use a YAML library.

It reads YAML 1.2 strictly. A bare yes, no, on or off is text. Numbers stay exact (`Decimal`); a number with leading
zeros stays text, so no digit is lost. It refuses duplicate keys, tags, several documents, and nesting or aliases
beyond any honest file. Must not import tables, indicators or packs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from checker.codes import Code
from checker.codes.shared import YAML_SYNTAX
from checker.tables.yaml.nodes import MAX_DEPTH, MAX_NODES, Node
from checker.tables.yaml.problems import Problem, Spot, problem
from checker.tables.yaml.scalars import plain
from checker.text.bilingual import Text

YAML_FEATURE = Code("D104")
EMPTY_FILE = Code("D105")
DUPLICATE_KEY = Code("D106")


def compose_strictly(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """Reads one YAML document.

    Args:
        text: the file's text, already decoded.
        file: how problems name it.

    Returns:
        The root node, or None if the text as a whole can't be read; and every problem found.
    """
    composer = _Composer(file)
    try:
        composer.run(text)
    except _GiveUp:
        return None, composer.problems
    return composer.root, composer.problems


class _GiveUp(Exception):  # noqa: N818 - control flow within this module: the rest of the file can't be read
    pass


class _Composer:
    """Builds nodes from the parser's events; recursion is bounded by `MAX_DEPTH`."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.reached = Spot(file, 1, 1)
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.count = 0
        self.events: Any = None

    def run(self, text: str) -> None:
        self.events = self.parse(text)
        documents = 0
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if event.version not in (None, (1, 2), [1, 2]):
                    self.refuse(event, "版本只能是 YAML 1.2", "the version must be YAML 1.2")
            elif isinstance(event, NodeEvent):
                if documents > 1:
                    self.refuse(event, "一个文件只能放一份定义", "a file may hold only one document")
                self.root = self.build(event, 0)
        if self.root is None or (self.root.value is None and not self.problems):
            self.problems.append(problem(EMPTY_FILE, Spot(self.file, 1, 1)))
            raise _GiveUp

    def parse(self, text: str) -> Iterator[Event]:
        """Yields the library's events and turns its errors into problems; none of our code runs inside this `try`."""
        try:
            yield from YAML(typ="safe", pure=True).parse(text)
        except MarkedYAMLError as error:
            unclosed = "unexpected end of stream" in str(error.problem)  # point at the opening quote
            mark = error.context_mark if unclosed else error.problem_mark or error.context_mark
            spot = Spot(self.file, mark.line + 1, mark.column + 1) if mark else self.reached
            self.problems.append(problem(YAML_SYNTAX, spot, reason=_reason(str(error.problem))))
        except (YAMLError, ValueError, OverflowError, AssertionError):  # raised for bad escapes and directives
            self.problems.append(problem(YAML_SYNTAX, self.reached, reason=_reason("")))
        else:
            return
        raise _GiveUp

    def refuse(self, event: Event, zh: str, en: str) -> None:
        self.problems.append(problem(YAML_FEATURE, self.spot(event), reason=Text(zh=zh, en=en)))
        raise _GiveUp

    def spot(self, event: Event) -> Spot:
        return Spot(self.file, event.start_mark.line + 1, event.start_mark.column + 1)

    def build(self, event: NodeEvent, depth: int) -> Node:
        self.reached = self.spot(event)
        self.count += 1
        if depth > MAX_DEPTH:
            self.refuse(event, f"嵌套超过 {MAX_DEPTH} 层", f"nested deeper than {MAX_DEPTH} levels")
        if isinstance(event, AliasEvent):
            return self.alias(event)
        if getattr(event, "tag", None):
            self.refuse(event, "不能用 ! 标签，文本请加引号", "tags (!) are not allowed; put text in quotes")
        before = self.count
        node = Node(None, self.reached.line, self.reached.column)
        if isinstance(event, ScalarEvent):
            node.value = event.value if event.style else plain(event.value)
        elif isinstance(event, SequenceStartEvent):
            self.sequence(node, depth)
        else:
            self.mapping(node, depth)
        if event.anchor:
            self.anchors[event.anchor] = node, self.count - before + 1
        if self.count > MAX_NODES:
            self.refuse(event, f"内容超过 {MAX_NODES} 项", f"more than {MAX_NODES} values")
        return node

    def alias(self, event: NodeEvent) -> Node:
        if event.anchor not in self.anchors:
            self.refuse(event, f"前面没有定义锚点 {event.anchor}", f"no anchor {event.anchor} is defined before this")
        node, size = self.anchors[event.anchor]
        self.count += size
        if self.count > MAX_NODES:
            self.refuse(event, f"别名展开后超过 {MAX_NODES} 项", f"aliases expand to more than {MAX_NODES} values")
        return node

    def sequence(self, node: Node, depth: int) -> None:
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                break
            node.parts[len(node.parts)] = self.build(event, depth + 1)
        node.value = [part.value for part in node.parts.values()]

    def mapping(self, node: Node, depth: int) -> None:
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                break
            if not isinstance(event, ScalarEvent) or event.tag:
                self.refuse(event, "键只能是文本", "a key must be plain text")
            key, spot = event.value, self.spot(event)
            event = next(self.events)
            value = self.build(event, depth + 1)
            if value.value is None and not (event.anchor or event.value):  # the parser names a place on the next line
                value.line, value.column = spot.line, spot.column
            if key in node.keys:
                self.problems.append(problem(DUPLICATE_KEY, spot, found=key, first=node.keys[key][0]))
                continue
            node.keys[key] = spot.line, spot.column
            node.parts[key] = value
        node.value = {key: part.value for key, part in node.parts.items()}


_REASONS = (
    (
        "mapping values are not allowed",
        "冒号不能出现在这里；含“: ”的文本请加引号，或检查缩进",
        "no colon is allowed here; put text with a colon in quotes, or check the indentation",
    ),
    ("expected ',' or ']'", "方括号没有配对，或少了逗号", "a [ is not closed, or a comma is missing"),
    ("expected ',' or '}'", "花括号没有配对，或少了逗号", "a { is not closed, or a comma is missing"),
    ("unexpected end of stream", "引号没有配对", "a quotation mark is not closed"),
    ("could not find expected ':'", "这一行缺少冒号", "a colon is missing on this line"),
    ("expected <block end>", "缩进与上文不一致", "the indentation does not match the lines above"),
    (
        "sequence entries are not allowed",
        "“-”不能出现在这里，请检查缩进",
        "no dash is allowed here; check the indentation",
    ),
    ("cannot start any token", "这个字符不能出现在值的开头，请加引号", "a value can't begin with this; use quotes"),
    ("unknown escape", "双引号里的 \\ 写法不对，请改用单引号", "a \\ in double quotes is wrong; use single quotes"),
    ("unexpected ':'", "大括号内的冒号后面要有空格，或给文本加引号", "leave a space after the colon, or use quotes"),
    ("document start", "文件里有多余的内容", "the file has extra content"),
)


def _reason(library_message: str) -> Text:
    for words, zh, en in _REASONS:
        if words in library_message:
            return Text(zh=zh, en=en)
    return Text(zh="请检查缩进、引号和括号", en="check the indentation, the quotation marks and the brackets")
