"""Checks that a definition has the name of its file, and no name that another has."""

from collections.abc import Iterator

from checker.codes import Code
from checker.codes.shared import SHARED_NAME
from checker.tables.yaml.nodes import Definition
from checker.tables.yaml.problems import Problem, problem

NAME_MISMATCH = Code("D112")


def name_problems(definition: Definition, name: str) -> Iterator[Problem]:
    """Checks that a definition has the name of its file or folder as its id."""
    found = definition.node("id")
    if isinstance(found.value, str) and found.value != name:
        spot = definition.spot("id")
        yield problem(NAME_MISMATCH, spot, found=found.value, allowed=[name], name=name)


def shared_names(definition: Definition, stem: str, seen: dict[str, str]) -> Iterator[Problem]:
    """Checks that no file read before has the same id; `seen` gains this one."""
    found = definition.node("id").value
    if isinstance(found, str):
        first = seen.setdefault(found, stem)
        if first != stem:
            yield problem(SHARED_NAME, definition.spot("id"), found=found, one=f"{first}.yaml", other=f"{stem}.yaml")
