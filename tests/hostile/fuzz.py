"""Spoils files, cells, flags sheets and packs at random: each is read or refused, and nothing is raised.

What reaches a line of the program that nothing has reached before is kept, and spoiled further.

    python -m tests.hostile.fuzz SECONDS [SEED]           tries every target for a quarter of the time
    python -m tests.hostile.fuzz TARGET SEED [SEED ...]   tries once more what has failed
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import date, datetime, timedelta
from datetime import time as clock
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from checker.answers import read_returned_sheets
from checker.convert import convert
from checker.definitions.load import PackError, load_pack
from checker.errors import Stop
from checker.marked_copy.flags_sheet import HEADS
from checker.model.workbook import BLANK, INVALID, VALID, ErrorCell, Located, Raw, Sheet, Uncalculated, Workbook
from checker.sources.child import answer
from checker.sources.limits import Limits
from checker.sources.reader import Reader
from samples.library.yaml12 import read_yaml
from samples.library.zips import zipped
from tests.hostile.lines import Lines
from tests.hostile.makers import MAKERS

HERE = Path(__file__).parent
FAMILIES = read_yaml(HERE / "outcomes.yaml")
SMALL = HERE.parent / "definitions" / "small"
#: Pieces that are put in: what ends things, counts, nests, turns round or is easily taken for something else.
PIECES = (
    *(b"", b"\0", b"\xff", b"\xff\xff\xff\xff", b"\x3c\0", b"-1", b"0", b"99999999999"),
    *(b"<", b">", b'"', b"&", b"&#0;", b"]]>", "：".encode(), "２０２２年".encode(), b"\n", b"\t"),
    *(b"{", b"}", b"[", b"*a", b"&a ", b"!!python", b"- ", b": ", b"~", b"\\"),
)
#: How often a case is made from one that was kept.
FROM_KEPT = 0.6
_LAST = datetime(9999, 12, 31, 23, 59)  # noqa: DTZ001 - a cell has no zone


class Target(NamedTuple):
    """What is tried: `make` makes a case out of another one, or out of nothing, and `judge` tries it."""

    make: Callable[[random.Random, Any], Any]
    judge: Callable[[Any], None]


def spoiled(data: bytes, chance: random.Random) -> bytes:
    """The data with some pieces of it replaced, doubled, moved or cut off."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        first = chance.randrange(len(made) + 1)
        last = min(first + chance.choice((0, 1, 1, 2, 4, 30)), len(made))
        piece = bytes(made[first:last])
        made[first:last] = chance.choice((*PIECES, piece * 2, bytes([chance.randrange(256)]), piece[::-1]))
    if chance.random() < 0.1:
        del made[chance.randrange(len(made) + 1) :]
    return bytes(made)


def spoiled_inside(data: bytes, chance: random.Random) -> bytes:
    """The data spoiled; of an archive, mostly one of its parts: anything else only fails its checksum."""
    if not data.startswith(b"PK") or chance.random() < 0.2:
        return spoiled(data, chance)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
        name = chance.choice(list(parts))
        return zipped({**parts, name: spoiled(bytes(parts[name]), chance)})
    except (zipfile.BadZipFile, ValueError, IndexError, EOFError, NotImplementedError, OSError, zlib.error):
        return spoiled(data, chance)


@contextmanager
def reading() -> Iterator[Target]:
    """Spoiled workbooks of every family: read, or refused with a flag."""
    made = [MAKERS[family["make"]](line[0]) for family in FAMILIES for line in family["gives"]]
    with Reader() as reader, tempfile.TemporaryDirectory() as folder:

        def make(chance: random.Random, before: tuple[str, bytes] | None) -> tuple[str, bytes]:
            name, data = before or chance.choice(made)
            return name, spoiled_inside(data, chance)

        def judge(case: tuple[str, bytes]) -> None:
            path = Path(folder) / case[0]
            path.write_bytes(case[1])
            workbook, flags = reader.read(path)
            assert workbook is not None or flags
            assert all(found.code.id.startswith("W2") for found in flags)
            if all(found.code.id != "W204" for found in flags):  # here too, where the lines that it reaches are seen
                answer(str(path), Limits(), BytesIO())

        yield Target(make, judge)


@contextmanager
def converting() -> Iterator[Target]:
    """Odd cells in every column of a pack: each is valid, blank, or refused with a flag."""
    tables = [table for table in load_pack("heping").tables.values() if table.layout == "rows"]
    texts = (
        *("2022-03-05", "2022年3月5日", "1,234.5万元", "98%", "是", "√"),
        *("（2022）津0101行初1号", "12345678901234567X", "—"),
    )

    def cell(chance: random.Random, before: Raw) -> Raw:
        source = before if isinstance(before, str) and chance.random() < 0.5 else chance.choice(texts)
        text = spoiled(source.encode("utf-8", "replace"), chance).decode("utf-8", "replace")
        values: tuple[Raw, ...] = (
            *(None, text, text, text, "", " ", "\u200b", chance.choice(texts), True, False),
            *(chance.uniform(-1e6, 1e6), 10.0 ** chance.randrange(-300, 300), float(chance.randrange(99999)), -0.0),
            *(date(1900, 1, 1) + timedelta(chance.randrange(2_900_000)), _LAST, clock(23, 59)),
            *(timedelta(chance.randrange(99999)), ErrorCell(text), Uncalculated(f"={text}")),
            *("9" * 400, "1e999", "字" * 4000),
        )
        return chance.choice(values)

    def make(chance: random.Random, before: tuple[int, list[list[Raw]], bool] | None) -> Any:
        if before is None:
            at = chance.randrange(len(tables))
            return at, [[cell(chance, None) for _ in tables[at].columns] for _ in range(3)], chance.random() < 0.5
        at, rows, known = before
        changed = [[cell(chance, each) if chance.random() < 0.2 else each for each in row] for row in rows]
        return at, changed, known

    def judge(case: tuple[int, list[list[Raw]], bool]) -> None:
        table = tables[case[0]]
        columns = {name: at for at, name in enumerate(table.columns, 1)}
        headers = {name: column.header.zh for name, column in table.columns.items()}
        sheet = Sheet(table.sheet.zh, [list(headers.values()), *case[1]], formats_known=case[2])
        typed, flags = convert(Located(table.id, sheet, 1, columns, headers, {}, (2, 3, 4)), table)
        assert len(typed.frame) == 3
        flagged = {(flag.place.row, flag.place.field) for flag in flags}
        for name, states in typed.state.items():
            assert set(states.tolist()) <= {VALID, BLANK, INVALID}
            for row, state in zip(typed.frame.index, states.tolist(), strict=True):
                assert state != INVALID or (row, name) in flagged

    yield Target(make, judge)


@contextmanager
def returned_sheets() -> Iterator[Target]:
    """Spoiled flags sheets: read, or passed over."""
    head: list[Raw] = [text.zh for text in HEADS.values()]
    stamp = "checker 1.0 · heping 0123456789ab · 区司法局 · 2022Q4 · 2022-12-31"
    line: list[Raw] = ["确认无误", "已核对", "张三", "0123456789abcdef-01234567-01234567"]

    def make(chance: random.Random, before: list[list[Raw]] | None) -> list[list[Raw]]:
        rows = [list(row) for row in before or [[stamp], [], head, line, line]]
        for _ in range(chance.randrange(1, 6)):
            row = chance.choice(rows)
            at = chance.randrange(len(row) + 1)
            held = str(row[at] if at < len(row) else "")
            text = spoiled(held.encode("utf-8", "replace"), chance).decode("utf-8", "replace")
            row[at : at + chance.randrange(2)] = [
                chance.choice((text, None, 5.0, date(2022, 1, 1), True, ErrorCell("#REF!")))
            ]
        if chance.random() < 0.3:
            chance.shuffle(rows)
        return rows

    def judge(rows: list[list[Raw]]) -> None:
        for found in read_returned_sheets(Workbook("a.xlsx", "xlsx", "", (Sheet("核对结果", rows),))):
            assert all(line.ref is None or isinstance(line.ref, str) for line in found.lines)

    yield Target(make, judge)


@contextmanager
def loading() -> Iterator[Target]:
    """Spoiled packs: loaded, or refused with problems that say where."""
    with tempfile.TemporaryDirectory() as where:
        folder = Path(where) / "packs"
        shutil.copytree(SMALL, folder)
        files = sorted(path for path in folder.rglob("*.yaml"))
        whole = {path: path.read_bytes() for path in files}

        def make(chance: random.Random, before: tuple[Path, bytes] | None) -> tuple[Path, bytes]:
            path = before[0] if before else chance.choice(files)
            return path, spoiled(before[1] if before else whole[path], chance)

        def judge(case: tuple[Path, bytes]) -> None:
            path, content = case
            path.write_bytes(content)
            try:
                with suppress(Stop):
                    load_pack(folder / "demo")
            except PackError as error:
                assert error.problems
                assert all(problem.message.zh and problem.message.en for problem in error.problems)
            finally:
                path.write_bytes(whole[path])

        yield Target(make, judge)


TARGETS = (reading, converting, returned_sheets, loading)
Trying = Callable[[], AbstractContextManager[Target]]


def fuzz(trying: Trying, seconds: float, seed: int) -> tuple[int, int]:
    """Tries a target for some seconds, and gives how often, and how many cases were kept because of new lines.

    What fails is raised with the seeds that repeat it, one for each case on the way to it.
    """
    ends, tries, choice = time.monotonic() + seconds, 0, random.Random(seed)
    kept: list[tuple[tuple[int, ...], Any]] = []
    with trying() as target, Lines() as lines:
        while time.monotonic() < ends:
            seeds, case = choice.choice(kept) if kept and choice.random() < FROM_KEPT else ((), None)
            seeds = (*seeds, seed + tries)
            case = target.make(random.Random(seed + tries), case)
            with lines.watched():
                _judge(trying, target, case, seeds)
            if lines.new:
                kept.append((seeds, case))
            tries += 1
    return tries, len(kept)


def repeat(trying: Trying, seeds: Sequence[int]) -> None:
    """Makes one case after the other, and tries the last."""
    case = None
    with trying() as target:
        for seed in seeds:
            case = target.make(random.Random(seed), case)
        _judge(trying, target, case, tuple(seeds))


def _judge(trying: Trying, target: Target, case: object, seeds: tuple[int, ...]) -> None:
    try:
        target.judge(case)
    except Exception as error:
        name = getattr(trying, "__name__", "")
        raise AssertionError(f"repeat it with: {name} {' '.join(map(str, seeds))}") from error


if __name__ == "__main__":
    by_name = {each.__name__: each for each in TARGETS}
    if sys.argv[1] in by_name:
        repeat(by_name[sys.argv[1]], [int(each) for each in sys.argv[2:]])
    else:
        asked = float(sys.argv[1])
        start = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(10**9)
        for name, each in by_name.items():
            tried, found = fuzz(each, asked / len(TARGETS), start)
            sys.stdout.write(f"{name}: {tried:,} tries from the seed {start}, {found} of them kept for new lines\n")
            sys.stdout.flush()
