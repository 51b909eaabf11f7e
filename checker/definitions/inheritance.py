"""A definition that builds on another: it takes over what it does not write itself.

A pack with `extends: PACK` takes over every file of that pack that it has not got, and the keys of its `pack.yaml`. A
table or an indicator with `extends: NAME` takes over the keys of that file; of a table, column by column.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from checker.tables.yaml.nodes import Definition, Node
from checker.tables.yaml.reading import read_definition

KEY = "extends"
#: The keys whose own keys are taken over one by one.
NESTED = ("columns", "parameters")
#: A folder or a file, and how problems name it.
Place = tuple[Path, str]


def base_name(definition: Definition | None) -> str | None:
    """The name that a definition builds on, as it is written; None if it stands alone."""
    node = None if definition is None else definition.root.parts.get(KEY)
    return node.value if node is not None and isinstance(node.value, str) else None


def overlay(own: Definition, base: Definition, nested: Collection[str] = NESTED) -> Definition:
    """Adds to a definition the keys of its base that it has not got; every node keeps its own place."""
    return Definition(own.file, _merge(own.root, _from(base.root, base.file), nested))


def read_layers(paths: Sequence[Path]) -> Definition | None:
    """Reads the files that make up a definition, its own first; None if one of them can't be read."""
    definitions = [read_definition(path, f"{path.parent.name}/{path.name}")[1] for path in paths]
    found = [each for each in definitions if each is not None]
    return stack(found) if found and len(found) == len(definitions) else None


def stack(definitions: Iterable[Definition]) -> Definition:
    """Puts definitions on top of each other, the topmost first."""
    *above, whole = definitions
    for each in reversed(above):
        whole = overlay(each, whole)
    return whole


def _from(node: Node, file: str) -> Node:
    parts = {key: _from(part, file) for key, part in node.parts.items()}
    return replace(node, parts=parts, file=node.file or file)


def _merge(own: Node, base: Node, nested: Collection[str]) -> Node:
    if not isinstance(own.value, dict) or not isinstance(base.value, dict):
        return own
    parts = {**base.parts, **own.parts}
    for key in nested:
        if key in own.parts and key in base.parts:
            parts[key] = _merge(own.parts[key], base.parts[key], ())
    # The order is the base's, then what is new, so a changed column stays where it was.
    values = {key: parts[key].value if key in parts else own.value.get(key) for key in {**base.value, **own.value}}
    return replace(own, value=values, parts=parts, keys=own.keys)
