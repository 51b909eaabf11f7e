"""A pack's parameters: values that its indicators name instead of writing them."""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from checker.codes.shared import UNKNOWN_PARAMETER
from checker.tables.yaml.nodes import Node
from checker.tables.yaml.problems import Problem, Spot, problem

PARAMETER = "parameter"


def fill_parameters(
    node: Node, parameters: Mapping[str, Any], file: str, unknown: list[Problem], others: Iterable[str] = ()
) -> Node:
    """Replaces every `{parameter: name}` by the pack's value, keeping its place; `others` are left as they are."""
    if not node.parts:
        return node
    if _is_named(node):
        name = str(node.value[PARAMETER])
        if name in others and name not in parameters:
            return node
        if name not in parameters:
            spot = Spot(node.file or file, node.line, node.column)
            unknown.append(problem(UNKNOWN_PARAMETER, spot, found=name, allowed=(*parameters, *others)))
        return Node(parameters.get(name), node.line, node.column, file=node.file)
    filled = {
        key: made
        for key, part in node.parts.items()
        if part.parts and (made := fill_parameters(part, parameters, file, unknown, others)) is not part
    }
    if not filled:
        return node
    parts = {**node.parts, **filled}
    values = {key: part.value for key, part in parts.items()}
    value = values if isinstance(node.value, dict) else list(values.values())
    return Node(value, node.line, node.column, parts, node.keys, node.file)


def named_parameters(
    node: Node, names: Container[str], path: tuple[str | int, ...] = ()
) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Yields each of these parameters that is named below a node, and where."""
    if _is_named(node):
        if str(node.value[PARAMETER]) in names:
            yield str(node.value[PARAMETER]), path
        return
    for key, part in node.parts.items():
        if part.parts:
            yield from named_parameters(part, names, (*path, key))


def _is_named(node: Node) -> bool:
    return len(node.parts) == 1 and PARAMETER in node.parts and isinstance(node.value, dict)
