"""Reads as much of a pack as possible: every file with its places, and every problem.

Problems in one file never hide those of another; what can't be read is left out and reported once.
"""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from checker.codes.shared import INCOMPLETE_PACK, UNKNOWN_BASE, UNKNOWN_TABLE, UNREADABLE_FILE
from checker.definitions.holidays import Holidays, read_calendar
from checker.definitions.indicator_files import HEADER, PARAMETERS, REGISTER, ROSTER, indicator_files, printable
from checker.definitions.indicators import Indicator
from checker.definitions.inheritance import KEY, Place, base_name, stack
from checker.definitions.names import name_problems, shared_names
from checker.definitions.own_values import Asking, OwnValues
from checker.definitions.packs import PackHeader, Roster
from checker.definitions.parameter_tables import Parameters
from checker.definitions.parameters import fill_parameters, named_parameters
from checker.definitions.reads import read_locales
from checker.definitions.register import Register
from checker.definitions.variants import Variants
from checker.definitions.working_hours import limit_problems, with_hours
from checker.tables.table import Table
from checker.tables.words import NAME
from checker.tables.workdays import CHINESE, OWN, WorkCalendar
from checker.tables.yaml.nodes import Definition
from checker.tables.yaml.problems import Problem, Spot, problem
from checker.tables.yaml.reading import NO_SUCH_FILE, read_definition
from checker.tables.yaml.validation import Model, validate_definition
from checker.text.bilingual import Text
from checker.text.locales import USUAL, Locales

Raw = TypeVar("Raw", str, list[Any], dict[str, Any])


@dataclass
class Draft:
    """The parts of a pack that have been read so far.

    Attributes:
        folder, shown_as: the pack's folder, and how problems name it.
        table_folders: where to look for tables, in order: (folder, how problems name it).
        bases: the packs that this one builds on, the nearest first.
        files: the files read, by name within the pack: its own first, then those that it builds on.
        bytes, shown: their contents, by these names and by those that problems have for them.
        header, parameters, roster, register: None if they can't be read, or the pack has no register.
        calendar: which days are working days.
        locales: the languages in which workbooks are filled in.
        tables, indicators: those that can be read, by id; `broken`: tables that exist but can't be.
        own, variants: indicators with values by department, and what they are for each.
        where: the definitions read, by the file's name within the pack; `problems`: all that were found.
    """

    folder: Path
    shown_as: str
    table_folders: Sequence[Place]
    bases: Sequence[Place] = ()
    files: dict[str, tuple[Path, ...]] = field(default_factory=dict)
    shown: dict[str, bytes] = field(default_factory=dict)
    bytes: dict[str, bytes] = field(default_factory=dict)
    header: PackHeader | None = None
    parameters: Parameters | None = None
    roster: Roster | None = None
    register: Register | None = None
    calendar: WorkCalendar = CHINESE
    locales: Locales = USUAL
    tables: dict[str, Table] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    own: dict[str, OwnValues] = field(default_factory=dict)
    variants: dict[str, Variants] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    where: dict[str, Definition] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def places(self) -> tuple[Place, ...]:
        """The folders to look for a file of the pack: its own, then those of its bases."""
        return ((self.folder, self.shown_as), *self.bases)

    def read(self, name: str, places: Sequence[Place], file: str = "") -> Definition | None:
        """Reads a file from the first folder that has it, and the files that it builds on from the folders after.

        Keeps its bytes, its definition and its problems.

        Args:
            name: of the file within the pack.
            places: the folders to look in.
            file: its name within these folders; `name` if not given.
        """
        layers: list[Definition] = []
        wanted: str | None = file or name
        self.files[name] = ()
        for folder, shown_as in places:
            if wanted is None or not os.path.lexists(folder / wanted):
                continue
            shown = f"{shown_as}/{printable(wanted)}"
            data, definition, problems = read_definition(folder / wanted, shown)
            self.bytes[f"{name}#{len(self.files[name])}" if self.files[name] else name] = data
            self.files[name] += (folder / wanted,)
            self.shown[shown] = data
            self.problems += problems
            if definition is None:
                return None
            layers.append(definition)
            base = base_name(definition)
            wanted = None if base is None else wanted if name == HEADER else f"{base}.yaml"
        if wanted is not None and layers and name != HEADER:  # whoever found the bases has checked the header
            self.problems.append(problem(UNKNOWN_BASE, layers[-1].spot(KEY), found=base_name(layers[-1]) or ""))
        if layers:
            self.where[name] = stack(layers)
        return self.where.get(name)

    def spot(self, name: str, *path: str | int, found: str = "") -> Spot:
        """A place in a file of the pack."""
        return self.where[name].spot(*path, found=found)


def read_draft(folder: Path, shown_as: str, table_folders: Sequence[Place], bases: Sequence[Place] = ()) -> Draft:
    """Reads every file of a pack; the arguments are those of `Draft`."""
    draft = Draft(folder, shown_as, table_folders, bases)
    if not os.path.lexists(folder / HEADER):
        reason = Text(zh=f"文件夹里没有 {HEADER}", en=f"there is no {HEADER} in the folder")
        draft.problems.append(problem(INCOMPLETE_PACK, Spot(shown_as), reason=reason))
        return draft
    header = draft.read(HEADER, draft.places)
    draft.header = _validate(draft, PackHeader, header)
    if header is not None:
        draft.problems += name_problems(header, folder.name)
    draft.roster = _validate(draft, Roster, draft.read(ROSTER, draft.places))
    if not draft.files[ROSTER]:
        draft.problems.append(problem(UNREADABLE_FILE, Spot(f"{shown_as}/{ROSTER}"), reason=NO_SUCH_FILE))
    draft.parameters = _validate(draft, Parameters, draft.read(PARAMETERS, draft.places))
    calendar = with_hours(_read_calendar(draft, header), _raw(header, "working_day", dict))
    draft.calendar = calendar if draft.header is None else replace(calendar, year_month=draft.header.year_month)
    draft.locales = read_locales(list(map(str, _raw(header, "reads", list) or ())))
    _read_tables(draft, header)
    _read_indicators(draft, header)
    # A register tells of all indicators, so it is not taken over if some of them are left out.
    registers = draft.places[:1] if _raw(header, "leaves_out", list) else draft.places
    draft.register = _validate(draft, Register, draft.read(REGISTER, registers))
    return draft


def _validate(draft: Draft, model: type[Model], definition: Definition | None) -> Model | None:
    if definition is None:
        return None
    read, problems = validate_definition(model, definition)
    draft.problems += problems
    return read


def _raw(definition: Definition | None, key: str, kind: type[Raw]) -> Raw | None:
    """A value of a definition as written; None if it is missing or of another kind."""
    node = None if definition is None else definition.root.parts.get(key)
    return node.value if node is not None and isinstance(node.value, kind) else None


def _read_calendar(draft: Draft, header: Definition | None) -> WorkCalendar:
    """Reads which days are working days; a file of days off that the header doesn't name is a problem."""
    source, week = _raw(header, "holidays", str), _raw(header, "working_week", list) or []
    own = None
    if header is not None and source == OWN:
        own = _validate(draft, Holidays, draft.read(OWN, draft.places))
        if not draft.files[OWN]:
            draft.problems.append(problem(UNREADABLE_FILE, header.spot("holidays"), reason=NO_SUCH_FILE))
    elif os.path.lexists(draft.folder / OWN):
        reason = Text(f"请在 {HEADER} 写 holidays: {OWN}", f"to use it, write `holidays: {OWN}` in {HEADER}")
        draft.problems.append(problem(INCOMPLETE_PACK, Spot(f"{draft.shown_as}/{OWN}"), reason=reason))
    return read_calendar(source, list(map(str, week)), own)


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
            draft.problems.append(problem(UNKNOWN_TABLE, header.spot(*path), found=name, allowed=tables_there(draft)))
            draft.broken.add(name)
            continue
        definition = draft.read(f"tables/{name}.yaml", places, f"{name}.yaml")
        table = _validate(draft, Table, definition)
        draft.problems += [] if definition is None else name_problems(definition, name)
        if table is None:
            draft.broken.add(name)
        else:
            table.follow(draft.calendar, draft.locales)
            draft.problems += limit_problems(definition, table)
            draft.tables[name] = table


def tables_there(draft: Draft) -> list[str]:
    """The ids of all tables that the pack can list."""
    return sorted({path.stem for folder, _ in draft.table_folders for path in folder.glob("*.yaml")})


def _read_indicators(draft: Draft, header: Definition | None) -> None:
    parameters = _raw(header, "parameters", dict) or {}
    tables_given = {} if draft.parameters is None else draft.parameters.parameters
    unread = () if draft.parameters is not None else _raw(draft.where.get(PARAMETERS), "parameters", dict) or ()
    names = [name for name in _raw(header, "tables", list) or () if isinstance(name, str)]
    tables = {name: draft.tables[name] for name in names if name in draft.tables}
    unlisted = set(tables_there(draft)) - set(tables)
    context = {"tables": tables, "broken": draft.broken, "unlisted": unlisted}
    seen: dict[str, str] = {}
    left_out = set(map(str, _raw(header, "leaves_out", list) or ()))
    files, problems = indicator_files(draft.folder, draft.shown_as, [folder for folder, _ in draft.bases])
    draft.problems += problems
    for name in files:
        if name.removesuffix(".yaml") in left_out:
            continue
        path = draft.folder / name
        definition = draft.read(name, draft.places)
        if definition is None:
            continue
        if unread and any(named_parameters(definition.root, unread)):
            continue  # what can't be read has its own problems
        unknown: list[Problem] = []
        root = fill_parameters(definition.root, parameters, definition.file, unknown, tables_given)
        definition = Definition(definition.file, root)
        draft.where[path.name] = definition
        named = named_parameters(root, tables_given) if tables_given else ()
        used = {each: tables_given[each] for each, _ in named}
        if used and (draft.roster is None or draft.header is None):
            continue  # whose values they are is in a file that can't be read, which has its own problems
        if used:
            assert draft.roster is not None and draft.header is not None, "so it was just found"
            own = OwnValues(definition, used, Asking.of(draft.roster, draft.header, context))
            draft.own[path.stem] = own
            indicator, problems = own.indicator, own.problems
        else:
            indicator, problems = validate_definition(Indicator, definition, context)
        places = {(each.line, each.column) for each in unknown}
        draft.problems += [*unknown, *(each for each in problems if (each.line, each.column) not in places)]
        draft.problems += name_problems(definition, path.stem)
        draft.problems += shared_names(definition, path.stem, seen)
        if indicator is not None:
            draft.indicators[path.stem] = indicator
