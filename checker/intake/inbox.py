"""The inbox: what a folder of submissions holds, in its subfolders and zip files too, and what of it is not read.

Nothing vanishes without a word: whatever is not read is listed with the reason.
"""

import stat
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import field
from pathlib import Path, PurePosixPath

from checker.errors import raise_shortage
from checker.frozen import dataclass
from checker.intake.clutter import SYSTEM, is_hidden_folder, why_not_a_workbook
from checker.intake.zips import Budget, Member, is_zip_of_files, unpack
from checker.marked_copy.edited import is_untouched
from checker.marked_copy.names import choose_submissions, is_marked, original_stem
from checker.model import UnreadFile
from checker.model.stops import make_stop
from checker.outputs.manifest import read_manifest
from checker.runtime import temporary_folder
from checker.sources.limits import Limits
from checker.text.bilingual import Text
from checker.text.file_names import name_of
from checker.text.ordinary_files import NotOrdinaryError, open_ordinary

_DEFAULT = Limits()


@dataclass(frozen=True)
class Incoming:
    """A file to check.

    Attributes:
        path: where its bytes are; that of a file in a zip is a temporary one.
        name: its name below the inbox, with "/" between folders; a zip counts as a folder.
    """

    path: Path
    name: str

    @property
    def folders(self) -> tuple[str, ...]:
        """The subfolders that it is in, the innermost last."""
        return PurePosixPath(self.name).parts[:-1]


@dataclass(frozen=True)
class Inbox:
    """What a folder holds, by name: the files to check, and those that are not read; `fetch` makes them whole."""

    folder: Path
    workbooks: tuple[Incoming, ...]
    unread: tuple[UnreadFile, ...]
    fetch: Callable[[], None] = lambda: None

    @property
    def paths(self) -> list[Path]:
        """The files to check."""
        return [each.path for each in self.workbooks]


@contextmanager
def open_inbox(
    folder: Path, limits: Limits = _DEFAULT, use: Collection[str] = (), fetch: Callable[[], None] = lambda: None
) -> Iterator[Inbox]:
    """Opens a folder of submissions; files in its zips are there until the inbox is closed.

    Of a file and its marked copies, the one that is named in `use` counts. `fetch` makes the files whole if the folder
    shows another one.

    Raises:
        Stop: there is no such folder, it can't be read, or it holds no workbook.
    """
    if folder.is_file():
        raise make_stop("is-file", folder)
    if not folder.is_dir():
        raise make_stop("no-inputs", folder)
    with temporary_folder() as unpacked:
        walk = _Walk(limits, unpacked)
        try:
            walk.enter(folder, "")
        except OSError as error:
            raise_shortage(error)
            raise make_stop("unreadable-inputs", folder, why=error.strerror or type(error).__name__) from error
        found = walk.choose(use)
        if not found:
            raise make_stop("no-workbooks", folder)
        yield Inbox(folder, tuple(found), tuple(sorted(walk.unread, key=lambda each: sort_key(each.name))), fetch)


@dataclass
class _Walk:
    """Goes through a folder, its subfolders, and the zips in them."""

    limits: Limits
    room: Path  # where zips are unpacked
    found: list[Incoming] = field(default_factory=list)
    unread: list[UnreadFile] = field(default_factory=list)
    entered: set[tuple[int, int]] = field(default_factory=set)
    budget: Budget = field(default_factory=Budget)

    def enter(self, folder: Path, name: str) -> None:
        """Looks at every entry of a folder.

        Raises:
            OSError: it can't be read.
        """
        status = folder.stat()
        if (status.st_dev, status.st_ino) in self.entered:  # a link that leads back
            return
        self.entered.add((status.st_dev, status.st_ino))
        for path in sorted(folder.iterdir(), key=lambda path: path.name):
            self._look_at(path, f"{name}{name_of(path)}")

    def _look_at(self, path: Path, name: str) -> None:
        kind, why = _kind_of(path)
        if kind == stat.S_IFDIR:
            self._look_into(path, name)
        elif kind != stat.S_IFREG:
            self._skip(name, _cannot_open(why) if why else Text(zh="不是文件", en="not a file"))
        elif is_zip_of_files(path):
            self._unpack(path, name)
        else:
            self._sort(path, name)

    def _look_into(self, path: Path, name: str) -> None:
        if path.name.startswith("."):  # people hide folders on purpose, and `checker serve` keeps earlier versions so
            return
        if is_hidden_folder(path.name):
            self._skip(name, SYSTEM)
            return
        if read_manifest(path) is not None:
            self._skip(name, Text(zh="这个文件夹里是以前的报告", en="the folder holds an earlier report"))
            return
        try:
            self.enter(path, f"{name}/")
        except OSError as error:
            raise_shortage(error)
            self._skip(name, _cannot_open(error.strerror or type(error).__name__))

    def _sort(self, path: Path, name: str) -> None:
        reason = why_not_a_workbook(path)
        if reason is None:
            self.found.append(Incoming(path, name))
        else:
            self._skip(name, reason)

    def _unpack(self, path: Path, name: str) -> None:
        room = self.room / str(len(self.entered)) / str(len(self.found)) / str(len(self.unread))
        members, refused = unpack(path, room, self.limits, self.budget)
        self.unread += [UnreadFile(f"{name}/{each.name}" if each.name else name, each.reason) for each in refused]
        for member in members:
            self._sort_member(member, f"{name}/{member.name}")

    def _sort_member(self, member: Member, name: str) -> None:
        if any(map(is_hidden_folder, PurePosixPath(member.name).parts[:-1])):
            self._skip(name, SYSTEM)
        elif is_zip_of_files(member.path):
            self._skip(name, Text(zh="压缩包里的压缩包，先解压一层", en="a zip inside a zip; unpack the outer one"))
        else:
            self._sort(member.path, name)

    def _skip(self, name: str, reason: Text) -> None:
        self.unread.append(UnreadFile(name, reason))

    def choose(self, use: Collection[str]) -> list[Incoming]:
        """Chooses, in each folder, between files and their marked copies; see `choose_submissions`."""
        folders: defaultdict[str, list[Incoming]] = defaultdict(list)
        for each in self.found:
            folders[str(PurePosixPath(each.name).parent)].append(each)
        chosen: list[Incoming] = []
        for files in folders.values():
            names = {each.path: each for each in files}
            asked = {path for path, each in names.items() if is_named(each.name, use)}
            named = {original_stem(path) for path in asked}
            family = {path for path in names if original_stem(path) in named} if asked else set()
            kept, instead = choose_submissions(names.keys() - (family - asked), _is_edited)
            for path in sorted(family - asked):
                self._skip(names[path].name, Text(zh="--use 指定了另一个文件", en="--use names another file instead"))
            chosen += [names[path] for path in kept]
            for path, other in instead.items():
                if is_marked(other) and _is_edited(other):
                    name = PurePosixPath(names[other].name).name
                    edited = Text(zh=f"{name} 里有改动，以它为准", en=f"{name} has been edited and counts instead")
                    self._skip(names[path].name, edited)
        return sorted(chosen, key=lambda each: sort_key(each.name))


def is_named(name: str, use: Collection[str]) -> bool:
    """Whether one of these names, with or without its folders, means a file."""
    path = PurePosixPath(name)
    return any(path == PurePosixPath(each) or path.name == each for each in use)


def sort_key(name: str) -> tuple[int, tuple[str, ...]]:
    """What to sort names by: files of a folder come before those of its subfolders."""
    parts = PurePosixPath(name).parts
    return len(parts), parts


def _kind_of(path: Path) -> tuple[int, str]:
    """Returns what an entry of a folder is, and why that can't be found out; a link is what it leads to."""
    try:
        found = path.stat()
        if stat.S_ISREG(found.st_mode) and not found.st_size:
            with suppress(PermissionError), open_ordinary(path):
                pass
        return stat.S_IFMT(found.st_mode), ""
    except NotOrdinaryError:  # it only says that it is a file and is empty, as those below /proc do
        return 0, ""
    except OSError as error:  # a link that leads nowhere or to itself, or a folder behind which nothing may be read
        raise_shortage(error)
        return 0, error.strerror or type(error).__name__


def _cannot_open(why: str) -> Text:
    return Text(zh=f"打不开（{why}）", en=f"can't be opened ({why})")


def _is_edited(copy: Path) -> bool:
    return not is_untouched(copy)
