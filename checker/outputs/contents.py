"""What a folder of outputs holds: outputs of an earlier run, and files of somebody else."""

import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from checker.frozen import dataclass
from checker.marked_copy.edited import is_untouched
from checker.marked_copy.names import is_marked
from checker.outputs.manifest import FILE, Listed, read_manifest


@dataclass(frozen=True)
class Contents:
    """What a folder holds, by names below it.

    Attributes:
        stale: outputs of an earlier run that the new run doesn't have.
        others: files, folders and links of somebody else, which stay.
        edited: marked copies that somebody has edited and that the new run would overwrite.
    """

    folder: Path
    stale: tuple[str, ...]
    others: tuple[str, ...]
    edited: tuple[str, ...]

    def remove_stale(self) -> None:
        """Removes the outputs of earlier runs that the new run doesn't have, and folders that are then empty."""
        for name in self.stale:
            (self.folder / name).unlink(missing_ok=True)
            if "/" in name:
                with suppress(OSError):
                    (self.folder / name).parent.rmdir()


def examine(folder: Path, new: Collection[str], *, keep_copies: bool) -> Contents:
    """Finds out whose the files in a folder are; `new` are the names of the outputs that it will hold.

    An output is a file that the manifest lists and that is as it was written. It is also a marked copy in a folder for
    copies that nobody has edited: earlier versions wrote no manifest. A report under a name of ours is written over,
    as every program does with its outputs.
    """
    listed = Listed(read_manifest(folder) or ())
    folders_of_copies = listed.folders | {name.rpartition("/")[0] for name in new if "/" in name}

    def is_ours(name: str) -> bool:
        if listed.has(folder, name):
            return True
        path = folder / name
        expected = name in new or name.rpartition("/")[0] in folders_of_copies
        return expected and is_marked(path) and not path.is_symlink() and is_untouched(path)

    stale, others, edited = [], [], []
    within = {str(each) for name in (*listed.folders, *folders_of_copies) for each in _ancestors(name)}
    for name in _names(folder, within):
        is_copy = is_marked(folder / name)
        if name == FILE or (name in new and not is_copy):
            continue
        if name in new:
            edited += [] if is_ours(name) else [name]
        elif is_ours(name) and not (is_copy and keep_copies):
            stale.append(name)
        else:
            others.append(name)
    return Contents(folder, tuple(stale), tuple(others), tuple(edited))


def _ancestors(name: str) -> tuple[PurePosixPath, ...]:
    path = PurePosixPath(name)
    return path, *path.parents


def _names(folder: Path, own: Collection[str]) -> Iterator[str]:
    """Lists the files, links and empty folders below a folder; a folder that isn't our own stands for all below it.

    There may be a whole disk below it.
    """
    for parent, folders, files in os.walk(folder):
        within = Path(parent).relative_to(folder)
        if not folders and not files and parent != str(folder):
            yield within.as_posix()
        inner = {each: (within / each).as_posix() for each in sorted(folders)}
        folders[:] = [each for each, name in inner.items() if name in own and not (Path(parent) / each).is_symlink()]
        yield from (inner[each] for each in inner if each not in folders)
        yield from ((within / name).as_posix() for name in sorted(files))
