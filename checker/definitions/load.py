"""Loads a pack: finds its folder, reads every file, checks the files against each other, reports all problems at once.

Must not import anything that reads workbooks or computes (no pandas, numpy, pandera).
"""

import hashlib
import os
from pathlib import Path
from typing import Any

from checker.codes.shared import UNKNOWN_BASE
from checker.definitions.asked import tables_asked
from checker.definitions.built_in import available_packs, definitions_root, list_titles
from checker.definitions.crosscheck import crosscheck
from checker.definitions.indexes import follow_parts
from checker.definitions.indicator_files import HEADER, without_indicators
from checker.definitions.inheritance import KEY, Place, base_name
from checker.definitions.kept import find_kept, keep, list_folders
from checker.definitions.own_problems import own_value_problems
from checker.definitions.packs import Pack
from checker.definitions.partial_packs import Draft, read_draft
from checker.errors import Stop
from checker.tables.yaml.problems import PackError, Problem, problem
from checker.tables.yaml.reading import read_definition
from checker.tables.yaml.signs import name_signs
from checker.text.bilingual import Text
from checker.text.normalize import likely_name

__all__ = ["PackError", "Problem", "available_packs", "definitions_root", "load_pack"]

TABLES = "tables"


def load_pack(where: str | Path, *, begun: bool = False) -> Pack:
    """Loads a pack.

    Each table is looked for in `tables/` inside the pack's folder, then in `tables/` beside that folder, then among
    the built-in tables. The first file found wins, so a pack can have its own version of a table and share the rest.

    Args:
        where: the name of a built-in pack, or the path of a pack's folder.
        begun: whether it may have no indicators yet.

    Raises:
        Stop: the pack does not exist; the hint lists the built-in packs.
        PackError: its definitions have problems; it carries those of all files.
    """
    folder, shown_as = _folder(where)
    root = definitions_root()
    name = f"pack {folder} {root} {available_packs()}"
    if (kept := find_kept(name, Pack)) is not None:
        return kept
    own, beside = folder / TABLES, folder.parent / TABLES
    places = [(own, f"{shown_as}/{TABLES}"), (beside, os.path.normpath(f"{shown_as}/../{TABLES}"))]
    if os.path.realpath(beside) != os.path.realpath(root / TABLES):
        places.append((root / TABLES, f"{root.name}/{TABLES}"))
    bases, circle = _bases(folder, shown_as)
    for base, shown in bases:
        below = [(base / TABLES, f"{shown}/{TABLES}"), (base.parent / TABLES, os.path.normpath(f"{shown}/../{TABLES}"))]
        places[-1:-1] = [place for place in below if place not in places]
    listed = list_folders([root, folder, *(each for each, _ in (*bases, *places))])
    draft = read_draft(folder, shown_as, places, bases)
    draft.problems += circle
    allowed = [each for each in draft.problems if begun and each == without_indicators(shown_as)]
    draft.problems = [each for each in draft.problems if each not in allowed]
    draft.problems += own_value_problems(draft)
    follow_parts(draft)
    crosscheck(draft)
    if draft.problems or draft.header is None or draft.roster is None:
        raise PackError(folder.name, name_signs(draft.problems, draft.shown))
    register = draft.register
    indicators = {name: draft.indicators[name] for name in draft.header.order or draft.indicators}
    pack = Pack(
        draft.header,
        draft.roster,
        tables_asked(draft.header, draft.tables, indicators.values()),
        indicators,
        _sha256(draft),
        draft.files,
        () if register is None else register.entries,
        () if register is None else register.further,
        _rules(draft),
        draft.calendar,
        {} if draft.parameters is None else draft.parameters.parameters,
        draft.variants,
    )
    if not allowed:  # another time, it may not be
        keep(name, pack, listed, _contents(draft))
    return pack


def _contents(draft: Draft) -> dict[Path, bytes]:
    """The files that were read with their contents."""
    return {
        path: draft.bytes[f"{name}#{number}" if number else name]
        for name, paths in draft.files.items()
        for number, path in enumerate(paths)
    }


def _bases(folder: Path, shown_as: str) -> tuple[list[Place], list[Problem]]:
    """Follows `extends:` from pack to pack; a pack that builds on itself is a problem."""
    found: list[Place] = []
    while True:
        header = read_definition(folder / HEADER, f"{shown_as}/{HEADER}")[1] if (folder / HEADER).is_file() else None
        name = base_name(header)
        if header is None or name is None:
            return found, []
        base = definitions_root() / name if name in available_packs() else Path(os.path.normpath(folder / name))
        if not (base / HEADER).is_file() or base == folder or base in [each for each, _ in found]:
            return found, [problem(UNKNOWN_BASE, header.spot(KEY), found=name, allowed=available_packs())]
        folder, shown_as = base, f"{base.parent.name}/{base.name}"
        found.append((folder, shown_as))


def _folder(where: str | Path) -> tuple[Path, str]:
    packs = available_packs()
    if isinstance(where, str) and where in packs:
        root = definitions_root()
        return root / where, f"{root.name}/{where}"
    path = Path(where)
    if str(where) and path.is_dir():
        return Path(os.path.normpath(path.absolute())), os.path.normpath(where)
    near = likely_name(str(where), packs)
    meant = Text(zh=f"是不是“{near}”？", en=f"did you mean {near}? ") if near else Text(zh="", en="")
    titles = list_titles()
    raise Stop(
        "unknown-pack",
        Text(zh=f"没有指标包“{where}”", en=f"there is no pack {where}"),
        hint=Text(
            zh=f"{meant.zh}请写下列之一，或写指标包文件夹的路径：{titles.zh}",
            en=f"{meant.en}name one of these, or give the path of a pack's folder:{titles.en}",
        ),
    )


def _rules(draft: Draft) -> dict[str, str]:
    """Hashes the files of each indicator by its id, and of each table by tables/ and its id."""
    digests: dict[str, Any] = {}
    for name, data in sorted(draft.bytes.items()):
        rule = name.partition("#")[0].removesuffix(".yaml")
        digests.setdefault(rule, hashlib.sha256()).update(data)
    return {rule: digest.hexdigest()[:16] for rule, digest in digests.items()}


def _sha256(draft: Draft) -> str:
    """Hashes the names and bytes of all files, each with its length, so moving bytes between files changes the hash."""
    digest = hashlib.sha256()
    for name, data in sorted(draft.bytes.items()):
        for part in (os.fsencode(name), data):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
