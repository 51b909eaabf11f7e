"""A pack's parameters: values that its indicators name instead of writing them."""

from typing import Any

from checker.codes import Code
from checker.tables.yaml.nodes import Node
from checker.tables.yaml.problems import Problem, Spot, problem

UNKNOWN_PARAMETER = Code("D117")


def fill_parameters(node: Node, parameters: dict[str, Any], file: str, unknown: list[Problem]) -> Node:
    """Replaces every `{parameter: name}` by the pack's value, keeping its place."""
    if not node.parts:
        return node
    if len(node.parts) == 1 and "parameter" in node.parts and isinstance(node.value, dict):
        name = str(node.value["parameter"])
        if name not in parameters:
            spot = Spot(node.file or file, node.line, node.column)
            unknown.append(problem(UNKNOWN_PARAMETER, spot, found=name, allowed=parameters))
        return Node(parameters.get(name), node.line, node.column, file=node.file)
    parts = {
        key: fill_parameters(part, parameters, file, unknown) if part.parts else part
        for key, part in node.parts.items()
    }
    if all(part is node.parts[key] for key, part in parts.items()):
        return node
    values = {key: part.value for key, part in parts.items()}
    value = values if isinstance(node.value, dict) else list(values.values())
    return Node(value, node.line, node.column, parts, node.keys, node.file)
