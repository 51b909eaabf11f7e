"""Writes the marked copies of the workbooks, and says where they are."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import chain, count
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from checker.cli.failures import print_faults, print_stop
from checker.cli.streams import remark
from checker.codes.shared import SUBMITTED_TWICE
from checker.errors import Stop
from checker.frozen import dataclass
from checker.model import Department, Fault, Language, Report
from checker.model.faults import fault_of
from checker.model.shortages import explain_shortage
from checker.model.stops import make_stop
from checker.privacy.masking import mask_sentence
from checker.text.bilingual import Text
from checker.text.file_names import name_of, real_path
from checker.wording.failures import ONLY_THE_COPY

if TYPE_CHECKING:
    from checker.marking import Copy
    from checker.outputs.folder import Outputs
    from checker.outputs.remote import RemoteOutputs

    Staged = Outputs | RemoteOutputs

#: The subfolder of `--out` that holds the copies of a run.
FOLDER = "checked"
#: Up to so many copies are named; of more, only the folder.
NAMED = 3


@dataclass(frozen=True)
class Copies:
    """The workbooks to mark, and the subfolder of `--out` for their copies; without `--out`, each is beside its own.

    Attributes:
        names: what the report calls the files, if it is not the name of each.
    """

    files: tuple[Path, ...]
    subfolder: str = ""
    names: tuple[str, ...] = ()


def require_apart(out: Path | None, inputs: Path) -> None:
    """Requires that no output lands among the workbooks, where the next run would take it for a submission.

    Raises:
        Stop: `--out`, or its subfolder for copies, is the folder of the workbooks.
    """
    if out is not None and real_path(inputs) in (real_path(out), real_path(out / FOLDER)):
        raise make_stop("out-among-inputs", out)


@dataclass
class Made:
    """What became of the copies, to be said after the report is printed."""

    written: dict[Path, None] = field(default_factory=dict)
    said: list[Text | Stop] = field(default_factory=list)
    failed: list[Fault] = field(default_factory=list)
    complete: bool = True


def make_copies(asked: Copies, report: Report, language: Language, out: Staged | None) -> Made:
    """Writes a marked copy of every workbook that was read, into `out` or beside the workbook.

    A copy that can't be made, or can't be written beside its workbook, does not fail the run: what was asked for is
    the check.

    Raises:
        Stop: the copy can't be written into `out`.
    """
    from checker.marking import make_marked_copy  # imports late: nothing else needs these
    from checker.outputs.files import CANNOT_WRITE, write_files

    taken = frozenset(map(real_path, asked.files))
    by_name: dict[str, list[Path]] = {}
    for name, file in zip(asked.names or map(name_of, asked.files), asked.files, strict=True):
        by_name.setdefault(name, []).append(file)
    made = Made()
    for department, file in _to_mark(report, by_name):
        folder = file.parent if out is None else out.folder / asked.subfolder
        try:
            copy = make_marked_copy(file, report, department, language, folder, taken)
            if copy is None:
                continue
            name = _choose_name(copy.name, made.written, folder)
            if out is None:
                made.written |= dict.fromkeys(write_files(folder, {name: copy.content}))
            else:
                made.written[out.write(str(PurePosixPath(asked.subfolder, name)), copy.content)] = None
        except Stop as stop:  # the file has changed since it was checked, or no copy can hold it, or no room
            if out is not None and stop.reference == CANNOT_WRITE:
                raise
            made.said.append(stop)
        except Exception as error:  # the boundary between copies
            if (short := explain_shortage(error)) is not None:
                if out is not None:
                    raise short from error
                made.said.append(short)
                made.complete = False
            else:
                made.failed.append(fault_of(name_of(file), error))
        else:
            made.said += _describe_copy(file, copy)
    if made.written:
        made.said.append(_describe_written(list(made.written), str if out is None else out.shown))
    return made


def _to_mark(report: Report, files: Mapping[str, Sequence[Path]]) -> Iterator[tuple[Department, Path]]:
    """Yields the departments with their files; of those with several files, each with what it shows."""
    from checker.marking.parts import of_part  # imports late: nothing else needs it

    for department in filter(_has_copy, report.owners):
        for each in [of_part(department, part) for part in department.parts] or [department]:
            for file in files.get(each.file, ()):
                yield each, file


def tell_copies(made: Made, report: Report, language: Language) -> bool:
    """Says on stderr where the copies are, and which could not be made.

    Returns:
        Whether the program made every copy that it could; False if it crashed over one, or the system had no room.
    """
    from checker.privacy.people import mark_sentence

    for each in made.said:
        if isinstance(each, Stop):
            print_stop(each, language, as_json=False, lead=ONLY_THE_COPY)
        else:
            remark(mask_sentence(mark_sentence(each, (one.file for one in report.owners)), language))
    print_faults(tuple(made.failed), language)
    return made.complete and not made.failed


def _describe_copy(file: Path, copy: Copy) -> Iterator[Text]:
    if copy.note is not None:
        yield Text(f"{name_of(file)}：{copy.note.zh}", f"{name_of(file)}: {copy.note.en}")
    if copy.edited is not None:
        name = copy.edited.name
        yield Text(
            zh=f"{name} 写出后有人改过，没有覆盖，本次标注副本是 {copy.name}；如果已在那里改正，请改为检查 {name}",
            en=f"{name} has been edited and was not overwritten; the new copy is {copy.name}; "
            f"if you made your corrections in {name}, check that file instead",
        )


def _has_copy(department: Department) -> bool:
    """Whether a department's file was read and counts: of several files, a copy would not say which one does."""
    return bool(department.sha256) and all(flag.code != SUBMITTED_TWICE for flag in department.flags)


def _choose_name(name: str, written: Container[Path], folder: Path) -> str:
    """Chooses a name that no other copy of this run has: 区司法局.xls and 区司法局.xlsx would share one."""
    stem, _, ending = name.rpartition(".checked")
    names = chain([name], (f"{stem}.{number}.checked{ending}" for number in count(2)))
    return next(each for each in names if folder / each not in written)


def _describe_written(written: Sequence[Path], show: Callable[[Path], str]) -> Text:
    number, many = len(written), len(written) > NAMED
    places = dict.fromkeys(show(path.parent if many else path) for path in written)
    zh, en, copies = "、".join(places), ", ".join(places), "copy" if number == 1 else "copies"
    if many:
        return Text(zh=f"已写入标注副本 {number} 份：{zh}", en=f"{number} marked copies written to {en}")
    return Text(
        f"已写入标注副本 {zh}，打开后先看第一张表", f"marked {copies} written: {en}; start with the first sheet"
    )
