"""Judges a share of a period's workbooks on one machine, and joins the shares of several machines to one report.

A shard is a file: a line with its format, a line of JSON, the judged workbooks with their lengths, and a hash of it
all. It holds cells of workbooks in plain. It is read as if somebody else had made it.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Protocol

from checker.definitions.packs import Pack
from checker.definitions.task import Task
from checker.engine.batch import task_of_run
from checker.engine.cache import Cache
from checker.engine.checked import CheckedWorkbook
from checker.engine.prints import digest_of, print_task
from checker.engine.stored import NotStoredError, dump, load
from checker.engine.workbooks import check_all
from checker.errors import Stop
from checker.frozen import dataclass
from checker.intake.inbox import Incoming
from checker.marked_copy.names import original_stem
from checker.model.records import OpenRows, RecordedFigures
from checker.model.stops import make_stop
from checker.periods import Period
from checker.sources.limits import Limits
from checker.text.bilingual import Text
from checker.text.ordinary_files import read_ordinary

ENDING = ".shard"
_MARK = b"checker shard 1\n"
_HASH = hashlib.sha256().digest_size
_LENGTH = 8
#: What two shards can differ in.
_PARTS = {
    "program": Text(zh="程序或所用程序库的版本", en="version of the program or of its libraries"),
    "pack": Text(zh="指标包", en="pack"),
    "period": Text(zh="报送期", en="period"),
    "as_of": Text(zh="统计截止日", en="as-of date"),
    "options": Text(zh="选项或上限（是否用台账也算在内）", en="options or limits, such as with or without a ledger"),
    "ledger": Text(zh="台账内容", en="state of the ledger"),
    "files": Text(zh="工作簿清单", en="list of workbooks"),
}


class _Recorded(Protocol):
    """What a ledger knows."""

    @property
    def figures(self) -> Callable[[str], RecordedFigures]: ...
    @property
    def open_rows(self) -> Callable[[str, Period], OpenRows]: ...


@dataclass(frozen=True)
class Share:
    """Which share of the workbooks: the `number`th of `count`."""

    number: int
    count: int

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.number}-of-{self.count}{ENDING}"

    def has(self, name: str) -> bool:
        """Whether a workbook is in it, by its name alone: a file and its marked copies are in the same."""
        stem = original_stem(Path(name)).encode(errors="surrogatepass")
        return int.from_bytes(hashlib.sha256(stem).digest()[:8], "big") % self.count == self.number - 1


def task_of_shards(pack: Pack, period: str, as_of: date | None, recorded: _Recorded, *, records: bool) -> Task:
    """Sets what the workbooks are judged against: all that `run --out` asks for, so that any report can be made.

    Raises:
        Stop: the period or the as-of date is not usable.
    """
    task = task_of_run(pack, period, as_of, figures=recorded.figures, open_rows=recorded.open_rows)
    return replace(task, trend=True, rows="counted", records=records)


def judge_share(
    share: Share,
    files: Sequence[Incoming],
    task: Task,
    *,
    workers: int | None = None,
    limits: Limits,
    cache: Cache | None = None,
    progress: Callable[[int, int, str], None] = lambda done, total, name: None,
) -> bytes:
    """Judges the workbooks of one share; `files` are all workbooks of the period.

    Returns:
        The shard. It does not depend on which workbook was judged first.
    """
    own = [file for file in files if share.has(file.name)]
    stored: dict[str, bytes] = {}
    for done, each in enumerate(check_all(own, task, workers, limits, cache), start=1):
        stored[each.department.file] = dump(each)
        progress(done, len(own), each.department.file)
    head = {
        "shard": [share.number, share.count],
        "own": _print_names(stored),
        "task": {**print_task(task, limits), "files": _print_names(file.name for file in files)},
    }
    parts = [_MARK, json.dumps(head).encode(), b"\n"]
    for name in sorted(stored):
        parts += (len(stored[name]).to_bytes(_LENGTH, "big"), stored[name])
    content = b"".join(parts)
    return content + hashlib.sha256(content).digest()


def _print_names(names: Iterable[str]) -> str:
    return digest_of(sorted(map(str, names)))


@dataclass(frozen=True)
class _Shard:
    path: Path
    share: Share
    task: Mapping[str, str]
    checked: tuple[CheckedWorkbook, ...]


def read_shards(folder: Path, task: Task, limits: Limits, files: Sequence[Incoming] | None) -> list[CheckedWorkbook]:
    """Reads all shards in a folder: what each judged, sorted by the names of the workbooks.

    `files` are the workbooks of the period, if they are here too.

    Raises:
        Stop: a shard is missing, damaged, there twice, or was judged by something else than `task` or of other
            workbooks than another shard. It names the file.
    """
    found = sorted(folder.glob(f"*{ENDING}")) if folder.is_dir() else []
    if not found:
        raise make_stop("no-shards", folder)
    expected = dict(print_task(task, limits))
    if files is not None:
        expected["files"] = _print_names(file.name for file in files)
    shards: dict[int, _Shard] = {}
    for path in found:
        shard = _read_shard(path)
        first = next(iter(shards.values()), shard)
        if shard.share.count != first.share.count:
            count, other_count = str(shard.share.count), str(first.share.count)
            names = {"name": path.name, "other": first.path.name}
            raise make_stop("shards-of-two-runs", path, None, count=count, other_count=other_count, **names)
        for part, text in _PARTS.items():
            if shard.task[part] != expected.setdefault(part, shard.task[part]):
                raise make_stop("shard-differs", path, name=path.name, what=text)
        if shard.share.number in shards:
            other = shards[shard.share.number].path.name
            raise make_stop("shard-twice", path, name=path.name, other=other)
        shards[shard.share.number] = shard
    total = next(iter(shards.values())).share.count
    missing = [Share(number, total).file for number in range(1, total + 1) if number not in shards]
    if missing:
        raise make_stop("shards-missing", folder, count=str(len(missing)), total=str(total), names=missing[:10])
    checked = [each for shard in shards.values() for each in shard.checked]
    return sorted(checked, key=lambda each: Path(each.department.file))


def _read_shard(path: Path) -> _Shard:
    try:
        content = read_ordinary(path)
    except OSError as error:
        raise _damaged(path, error.strerror or type(error).__name__) from error
    content, digest = content[:-_HASH], content[-_HASH:]
    if not content.startswith(_MARK) or hashlib.sha256(content).digest() != digest:
        raise _damaged(path, "it is not a shard, or not whole")
    head, _, rest = content[len(_MARK) :].partition(b"\n")
    try:
        told = json.loads(head)
        share, task = Share(*map(int, told["shard"])), {part: str(told["task"][part]) for part in _PARTS}
        checked = tuple(map(load, _split(rest)))
        names = [each.department.file for each in checked]
        if not 1 <= share.number <= share.count or _print_names(names) != told["own"]:
            raise NotStoredError("it does not hold what it says")
        if not all(map(share.has, names)):
            raise NotStoredError("it holds workbooks of another shard")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, NotStoredError) as error:
        raise _damaged(path, str(error)) from error
    return _Shard(path, share, task, checked)


def _split(content: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(content):
        start = at + _LENGTH
        at = start + int.from_bytes(content[at:start], "big")
        yield content[start:at]


def _damaged(path: Path, why: str) -> Stop:
    return make_stop("shard-damaged", path, name=path.name, why=why)
