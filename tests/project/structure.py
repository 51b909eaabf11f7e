"""The structure of `checker/`, read from its own imports: modules, rooms, and the floors on which rooms lie.

A room is a package or a loose module at the top of `checker/`. Every import counts, those inside functions and those
for types only included. A room lies one floor above the highest room that it imports.

Run it to see the house: `python -m tests.project.structure`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

Graph = dict[str, set[str]]


def modules(root: Path = ROOT) -> dict[str, Path]:
    """Every module of `checker` by its dotted name."""
    found = {}
    for path in sorted((root / "checker").rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def module_imports(root: Path = ROOT) -> Graph:
    """By module, the modules of `checker` that it imports; the package itself is left out."""
    known = modules(root)
    return {
        name: {each for each in _imported(path, known) if each not in (name, "checker")} for name, path in known.items()
    }


def _imported(path: Path, known: Mapping[str, Path]) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module in known:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in known else str(node.module)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)


def room_imports(imports: Graph) -> Graph:
    """By room, the rooms that it imports."""
    rooms: Graph = {}
    for name, targets in imports.items():
        if name != "checker":
            rooms.setdefault(room_of(name), set()).update(map(room_of, targets))
    return {room: targets - {room} for room, targets in rooms.items()}


def room_of(module: str) -> str:
    """The room of a module: its first part below `checker`."""
    return module.split(".")[1]


def circle_in(graph: Graph) -> list[str]:
    """The nodes of a circle; empty if there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def floors(rooms: Graph) -> list[list[str]]:
    """The rooms floor by floor, the lowest first."""
    height: dict[str, int] = {}
    for room in TopologicalSorter(rooms).static_order():
        height[room] = max((height[below] + 1 for below in rooms[room]), default=0)
    return [sorted(room for room in rooms if height[room] == floor) for floor in range(max(height.values()) + 1)]


if __name__ == "__main__":
    house = room_imports(module_imports())
    print(f"{len(house)} rooms, {sum(map(len, house.values()))} arrows")  # noqa: T201
    for number, floor in reversed(list(enumerate(floors(house), start=1))):
        print(f"{number:>3}  {'  '.join(floor)}")  # noqa: T201
