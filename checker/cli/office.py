"""Reads checker.toml: an office's own defaults, in the folder where it works or in one above. Options win over them."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.frozen import dataclass
from checker.text.bilingual import Language, Text

if TYPE_CHECKING:
    from checker.errors import Stop
    from checker.sources.limits import Limits

FILE = "checker.toml"
#: The name of a ledger that is turned on without an address.
LEDGER = "ledger.sqlite"
#: The variable with more folders of packs, separated like the folders of PATH.
PACKS = "CHECKER_PACKS"
_TEXT = Text(zh='一段文字，如 "out"', en='a text, e.g. "out"')
_YES_OR_TEXT = Text(
    zh='true、false 或一个地址，如 "ledger.sqlite"', en='true, false or an address, e.g. "ledger.sqlite"'
)
_YES = Text(zh="true 或 false", en="true or false")
_NUMBER = Text(zh="1 或更大的整数", en="a whole number, 1 or more")
_LANGUAGE = Text(zh='"zh" 或 "en"', en='"zh" or "en"')
#: What each key accepts.
_KEYS = {"packs": _TEXT, "inputs": _TEXT, "out": _TEXT, "ledger": _YES_OR_TEXT, "key": _TEXT, "language": _LANGUAGE}
_KEYS["cache"], _KEYS["letters"] = _YES, _TEXT
_LIMITS = {"file_mb": _NUMBER, "cells": _NUMBER, "seconds": _NUMBER, "memory_mb": _NUMBER, "cache_mb": _NUMBER}
_TABLE = "limits"


@dataclass(frozen=True)
class Office:
    """What checker.toml says; None where it says nothing. Paths in it start at its own folder.

    Attributes:
        packs: the folder of the office's own packs: a pack's name is looked up there first.
        inputs: the folder with a folder of workbooks for each pack and period.
        out: the folder for reports, in a folder for each pack and period.
        ledger: the address of the ledger.
        key: the file with the ledger's key.
        limits: the limits beyond which a file is refused, and the room for judged workbooks that are kept.
        cache: whether judged workbooks are kept, so that those that have not changed are not judged again.
        letters: the folder of the office's own templates for letters.
    """

    packs: Path | None = None
    inputs: Path | None = None
    out: Path | None = None
    ledger: str | None = None
    key: Path | None = None
    language: Language | None = None
    limits: Mapping[str, int] = field(default_factory=dict)
    cache: bool = True
    letters: Path | None = None

    def find_pack(self, name: str) -> str:
        """Returns the path of the office's own pack with this name, or the name as it is."""
        places = (folder / name for folder in self.pack_folders)
        return next((str(own) for own in places if name and (own / "pack.yaml").is_file()), name)

    @property
    def pack_folders(self) -> tuple[Path, ...]:
        """The folders of the office's own packs: that of checker.toml, then those of the environment."""
        more = [Path(each) for each in os.environ.get(PACKS, "").split(os.pathsep) if each.strip()]
        return (*([] if self.packs is None else [self.packs]), *more)

    def known_packs(self) -> tuple[Path, ...]:
        """The folders of all packs that a workbook may name on its cover: the office's, and those in this folder."""
        here = {path.parent.name: path.parent for path in sorted(Path().glob("*/pack.yaml"))}
        return tuple((here | self.own_packs()).values())

    def own_packs(self) -> dict[str, Path]:
        """The folders of the office's own packs by name; of two with one name, the one that `find_pack` finds."""
        found = [path.parent for folder in self.pack_folders for path in sorted(folder.glob("*/pack.yaml"))]
        return {folder.name: folder for folder in reversed(found)}


def reading_limits(office: Office) -> Limits:
    """Returns the limits beyond which a file is refused: those that the office sets, and the usual ones."""
    from checker.sources.limits import MB, Limits

    asked = office.limits
    changed: dict[str, int] = {}
    for name, fields, unit in (
        ("file_mb", ("file_bytes",), MB),
        ("memory_mb", ("memory_bytes",), MB),
        ("cells", ("cells",), 1),
        ("seconds", ("cpu_seconds", "wall_seconds"), 1),
    ):
        changed |= {field: asked[name] * unit for field in fields if name in asked}
    return Limits(**changed)


def read_office() -> Office:
    """Reads the checker.toml of the current folder, or of the nearest folder above that has one.

    Raises:
        Stop: the file can't be read or has a mistake; it says where.
    """
    here = Path.cwd()
    return _read_for(next((path for each in (here, *here.parents) if (path := each / FILE).is_file()), None))


@cache
def _read_for(path: Path | None) -> Office:
    if path is None:
        return Office()
    import tomllib  # imports late, like what follows: most folders have no such file

    from checker.model.stops import make_stop
    from checker.text.ordinary_files import read_ordinary

    try:
        text = read_ordinary(path).decode("utf-8-sig").replace("\r\n", "\n")
        found = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise make_stop("office-unreadable", path) from error
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        raise make_stop("office-not-toml", f"{path}:{':'.join(place.groups())}" if place else path) from error
    _check(found, _KEYS | {_TABLE: _TEXT}, text, path, skip=_TABLE)
    limits = found.pop(_TABLE, {})
    if not isinstance(limits, dict):
        raise _refuse(_TABLE, text, path, Text(zh="[limits] 表", en="a table [limits]"))
    _check(limits, _LIMITS, text, path)
    return _build(found, limits, path.parent)


def _check(found: Mapping[str, Any], keys: Mapping[str, Text], text: str, path: Path, skip: str = "") -> None:
    import difflib

    from checker.model.stops import make_stop

    for key, value in found.items():
        if key not in keys:
            near = difflib.get_close_matches(key, keys, n=1, cutoff=0.5)
            meant = Text(zh=f"是不是“{near[0]}”？", en=f"did you mean “{near[0]}”? ") if near else Text("", "")
            raise make_stop("office-unknown-key", _spot(key, text, path), key=key, meant=meant, keys=list(keys))
        if key != skip and not _accepts(keys[key], value):
            raise _refuse(key, text, path, keys[key])


def _accepts(accepted: Text, value: object) -> bool:
    if accepted is _NUMBER:
        return isinstance(value, int) and not isinstance(value, bool) and value > 0
    if accepted is _YES:
        return isinstance(value, bool)
    if accepted is _LANGUAGE:
        return value in ("zh", "en")
    return (isinstance(value, str) and bool(value.strip())) or (accepted is _YES_OR_TEXT and isinstance(value, bool))


def _refuse(key: str, text: str, path: Path, accepted: Text) -> Stop:
    from checker.model.stops import make_stop

    return make_stop("office-bad-value", _spot(key, text, path), key=key, accepted=accepted)


def _spot(key: str, text: str, path: Path) -> str:
    """Names the line and column of a key, as editors count them."""
    for number, line in enumerate(text.splitlines(), start=1):
        if match := re.match(rf"\s*\[?\s*[\"']?({re.escape(key)})[\"']?\s*(=|\]|\.)", line):
            return f"{path}:{number}:{match.start(1) + 1}"
    return str(path)


def _build(found: Mapping[str, Any], limits: Mapping[str, int], folder: Path) -> Office:
    def place(key: str) -> Path | None:
        return Path(os.path.relpath(folder / found[key])) if key in found else None

    ledger = found.get("ledger", False)
    out = place("out")
    if ledger is True:
        ledger = str((out or Path(os.path.relpath(folder))) / LEDGER)
    elif ledger and "://" not in ledger:
        ledger = os.path.relpath(folder / ledger)
    language, cache = found.get("language"), found.get("cache", True)
    places = place("packs"), place("inputs"), out, ledger or None, place("key")
    return Office(*places, language, limits, cache, place("letters"))
