"""Reads as much of a pack as possible: every file with its places, and every problem.

Problems in one file never hide those of another; what can't be read is left out and reported once.
"""

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from checker.codes import Code
from checker.codes.shared import SHARED_NAME, UNKNOWN_TABLE, UNREADABLE_FILE
from checker.definitions.indicators import Indicator
from checker.definitions.packs import PackHeader, Roster
from checker.definitions.register import Register
from checker.tables.table import Table
from checker.tables.words import NAME
from checker.tables.yaml.nodes import Definition, Node
from checker.tables.yaml.problems import Problem, Spot, problem
from checker.tables.yaml.reading import explain_os_error, read_definition
from checker.tables.yaml.validation import Model, validate_definition
from checker.text.bilingual import Text

NAME_MISMATCH = Code("D112")
INCOMPLETE_PACK = Code("D113")
UNKNOWN_PARAMETER = Code("D117")

Raw = TypeVar("Raw", str, list[Any], dict[str, Any])
HEADER, ROSTER, REGISTER = "pack.yaml", "departments.yaml", "register.yaml"
NO_INDICATORS = (HEADER, ROSTER, REGISTER)


@dataclass
class Draft:
    """The parts of a pack that have been read so far.

    Attributes:
        folder: the pack's folder.
        shown_as: how problems name that folder.
        table_folders: where to look for tables, in order: (folder, how problems name it).
        files: the files read, by name within the pack.
        bytes: their contents.
        header, roster: None if they can't be read.
        register: None if it can't be read, or the pack has none.
        tables, indicators: those that can be read, by id.
        broken: tables that exist but can't be read.
        where: the definitions read, by the file's name within the pack.
        problems: all problems found.
    """

    folder: Path
    shown_as: str
    table_folders: Sequence[tuple[Path, str]]
    files: dict[str, Path] = field(default_factory=dict)
    bytes: dict[str, bytes] = field(default_factory=dict)
    header: PackHeader | None = None
    roster: Roster | None = None
    register: Register | None = None
    tables: dict[str, Table] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    where: dict[str, Definition] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def read(self, name: str, path: Path, shown_as: str) -> Definition | None:
        """Reads one file and keeps its bytes, its definition and its problems."""
        data, definition, problems = read_definition(path, shown_as)
        self.files[name], self.bytes[name] = path, data
        self.problems += problems
        if definition is not None:
            self.where[name] = definition
        return definition

    def spot(self, name: str, *path: str | int, found: str = "") -> Spot:
        """A place in a file of the pack."""
        return self.where[name].spot(*path, found=found)


def read_draft(folder: Path, shown_as: str, table_folders: Sequence[tuple[Path, str]]) -> Draft:
    """Reads every file of a pack; the arguments are those of `Draft`."""
    draft = Draft(folder, shown_as, table_folders)
    if not os.path.lexists(folder / HEADER):
        reason = Text(zh=f"文件夹里没有 {HEADER}", en=f"there is no {HEADER} in the folder")
        draft.problems.append(problem(INCOMPLETE_PACK, Spot(shown_as), reason=reason))
        return draft
    header = draft.read(HEADER, folder / HEADER, f"{shown_as}/{HEADER}")
    draft.header = _validate(draft, PackHeader, header)
    if header is not None:
        _check_name(draft, header, folder.name)
    draft.roster = _validate(draft, Roster, draft.read(ROSTER, folder / ROSTER, f"{shown_as}/{ROSTER}"))
    _read_tables(draft, header)
    _read_indicators(draft, header)
    if os.path.lexists(folder / REGISTER):
        register = draft.read(REGISTER, folder / REGISTER, f"{shown_as}/{REGISTER}")
        draft.register = _validate(draft, Register, register)
    return draft


def _validate(draft: Draft, model: type[Model], definition: Definition | None) -> Model | None:
    if definition is None:
        return None
    read, problems = validate_definition(model, definition)
    draft.problems += problems
    return read


def _check_name(draft: Draft, definition: Definition, name: str) -> None:
    """Checks that a definition has the name of its file or folder as its id."""
    found = definition.node("id")
    if isinstance(found.value, str) and found.value != name:
        spot = definition.spot("id")
        draft.problems.append(problem(NAME_MISMATCH, spot, found=found.value, allowed=[name], name=name))


def _raw(definition: Definition | None, key: str, kind: type[Raw]) -> Raw | None:
    """A value of a definition as written; None if it is missing or of another kind."""
    node = None if definition is None else definition.root.parts.get(key)
    return node.value if node is not None and isinstance(node.value, kind) else None


def _read_tables(draft: Draft, header: Definition | None) -> None:
    """Reads the tables that the header names, even if the rest of the header is wrong."""
    named: list[tuple[tuple[str | int, ...], Any]] = [
        ((key,), _raw(header, key, str)) for key in ("cover", "attestations")
    ]
    named += [(("tables", index), name) for index, name in enumerate(_raw(header, "tables", list) or ())]
    for path, name in named:
        if not isinstance(name, str) or header is None or f"tables/{name}.yaml" in draft.files:
            continue
        places = [
            (folder, shown_as) for folder, shown_as in draft.table_folders if os.path.lexists(folder / f"{name}.yaml")
        ]
        if not re.fullmatch(NAME, name) or not places:
            spot = header.spot(*path)
            draft.problems.append(problem(UNKNOWN_TABLE, spot, found=name, allowed=tables_there(draft)))
            draft.broken.add(name)
            continue
        folder, shown_as = places[0]
        definition = draft.read(f"tables/{name}.yaml", folder / f"{name}.yaml", f"{shown_as}/{name}.yaml")
        table = _validate(draft, Table, definition)
        if definition is not None:
            _check_name(draft, definition, name)
        if table is None:
            draft.broken.add(name)
        else:
            draft.tables[name] = table


def tables_there(draft: Draft) -> list[str]:
    """The ids of all tables that the pack can list."""
    return sorted({path.stem for folder, _ in draft.table_folders for path in folder.glob("*.yaml")})


def _read_indicators(draft: Draft, header: Definition | None) -> None:
    parameters = _raw(header, "parameters", dict) or {}
    names = [name for name in _raw(header, "tables", list) or () if isinstance(name, str)]
    tables = {name: draft.tables[name] for name in names if name in draft.tables}
    unlisted = set(tables_there(draft)) - set(tables)
    context = {"tables": tables, "broken": draft.broken, "unlisted": unlisted}
    seen: dict[str, str] = {}
    for path in _indicator_files(draft):
        definition = draft.read(path.name, path, f"{draft.shown_as}/{_printable(path.name)}")
        if definition is None:
            continue
        unknown: list[Problem] = []
        definition = Definition(definition.file, fill_parameters(definition.root, parameters, definition.file, unknown))
        draft.where[path.name] = definition
        indicator, problems = validate_definition(Indicator, definition, context)
        places = {(each.line, each.column) for each in unknown}
        draft.problems += [*unknown, *(each for each in problems if (each.line, each.column) not in places)]
        _check_name(draft, definition, path.stem)
        _check_unique(draft, definition, path.stem, seen)
        if indicator is not None:
            draft.indicators[path.stem] = indicator


def _indicator_files(draft: Draft) -> Iterable[Path]:
    try:
        found = sorted(path for path in draft.folder.iterdir() if not path.name.startswith((".", "~")))
    except OSError as error:
        draft.problems.append(problem(UNREADABLE_FILE, Spot(draft.shown_as), reason=explain_os_error(error)))
        return []
    for path in found:
        if path.suffix in (".yml", ".YAML", ".YML"):
            reason = Text(zh="文件名应以 .yaml 结尾，否则不会被读取", en="it is only read if its name ends in .yaml")
            spot = Spot(f"{draft.shown_as}/{_printable(path.name)}")
            draft.problems.append(problem(INCOMPLETE_PACK, spot, reason=reason))
    indicators = [path for path in found if path.suffix == ".yaml" and path.name not in NO_INDICATORS]
    if not indicators:
        reason = Text(zh="一个指标也没有", en="it has no indicators")
        draft.problems.append(problem(INCOMPLETE_PACK, Spot(draft.shown_as), reason=reason))
    return indicators


def _printable(name: str) -> str:
    return name.encode("utf-8", "replace").decode()


def _check_unique(draft: Draft, definition: Definition, stem: str, seen: dict[str, str]) -> None:
    found = definition.node("id").value
    if isinstance(found, str):
        first = seen.setdefault(found, stem)
        if first != stem:
            spot = definition.spot("id")
            draft.problems.append(problem(SHARED_NAME, spot, found=found, one=f"{first}.yaml", other=f"{stem}.yaml"))


def fill_parameters(node: Node, parameters: dict[str, Any], file: str, unknown: list[Problem]) -> Node:
    """Replaces every `{parameter: name}` by the pack's value, keeping its place."""
    if isinstance(node.value, dict) and set(node.value) == {"parameter"}:
        name = str(node.value["parameter"])
        if name not in parameters:
            spot = Spot(file, node.line, node.column)
            unknown.append(problem(UNKNOWN_PARAMETER, spot, found=name, allowed=parameters))
        return Node(parameters.get(name), node.line, node.column)
    if not node.parts:
        return node
    parts = {key: fill_parameters(part, parameters, file, unknown) for key, part in node.parts.items()}
    values = {key: part.value for key, part in parts.items()}
    value = values if isinstance(node.value, dict) else list(values.values())
    return Node(value, node.line, node.column, parts, node.keys)
