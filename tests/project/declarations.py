"""Where `checker/` declares its codes and which modules import them, read from its sources."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tests.project.structure import modules

SHARED = "checker.codes.shared"


@dataclass(frozen=True)
class Declaration:
    """`NAME = Code("ID")` in a module; the name is empty where none is given at the top of it."""

    id: str
    module: str
    name: str


def declarations() -> list[Declaration]:
    """Every code that is written down in `checker/`."""
    return [Declaration(id, module, name) for module, tree in _trees().items() for id, name in _declared(tree)]


@cache
def importers() -> dict[tuple[str, str], set[str]]:
    """By a module and a name in it, the modules that import that name."""
    found = defaultdict[tuple[str, str], set[str]](set)
    for module, tree in _trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module is not None:
                for alias in node.names:
                    found[node.module, alias.name].add(module)
    return found


@cache
def _trees() -> dict[str, ast.Module]:
    return {module: ast.parse(path.read_text(encoding="utf-8")) for module, path in modules().items()}


def _declared(tree: ast.Module) -> Iterator[tuple[str, str]]:
    named = {
        node.value: target.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Code":
            (id,) = node.args
            if isinstance(id, ast.Constant):
                yield str(id.value), named.get(node, "")
