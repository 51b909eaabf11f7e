"""The pack in a bundle: its files as they lie in their folders, so that it can be loaded elsewhere."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from checker.definitions.indicator_files import HEADER
from checker.definitions.load import definitions_root, load_pack
from checker.definitions.packs import Pack
from checker.errors import Stop
from checker.ledger.records import Entry
from checker.text.ordinary_files import read_ordinary


def find_pack(run: Entry, places: Iterable[str | Path]) -> tuple[str | Path, Pack] | None:
    """Finds the pack that judged a run among the names and folders of packs; None if none is the same any more."""
    said: Mapping[str, Any] = run.payload["pack"]
    for place in places:
        try:
            pack = load_pack(place)
        except Stop:
            continue
        if pack.sha256 == said["sha256"]:
            return place, pack
    return None


def pack_files(pack: Pack) -> dict[str, bytes]:
    """Reads the files of a pack by their places: in its folder, beside it, and in the packs that it builds on.

    An office's own pack can build on built-in definitions; those come with the program and are left out.
    """
    root = definitions_root()
    paths = [path.absolute() for found in pack.files.values() for path in found]
    folder = pack.files[HEADER][0].absolute().parent
    if folder.parent != root.absolute():
        paths = [path for path in paths if not path.is_relative_to(root.absolute())]
    above = Path(os.path.commonpath([folder.parent, *(path.parent for path in paths)]))
    return {path.relative_to(above).as_posix(): read_ordinary(path) for path in paths}


def packs_in(folder: Path) -> list[Path]:
    """Lists the folders of packs below a folder."""
    return sorted(path.parent for path in folder.rglob(HEADER))
