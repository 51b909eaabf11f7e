"""Spoils files, cells, flags sheets and packs at random: each is read or refused, and nothing is raised.

python -m tests.hostile.fuzz SECONDS [SEED]    tries every target for a quarter of the time
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from datetime import time as clock
from pathlib import Path

from ruamel.yaml import YAML

from checker.answers import read_returned_sheets
from checker.convert import convert
from checker.definitions.load import PackError, load_pack
from checker.errors import Stop
from checker.marked_copy.flags_sheet import HEADS
from checker.model.workbook import BLANK, INVALID, VALID, ErrorCell, Located, Raw, Sheet, Uncalculated, Workbook
from checker.sources.reader import Reader
from tests.hostile.makers import MAKERS

HERE = Path(__file__).parent
FAMILIES = YAML(typ="safe", pure=True).load((HERE / "outcomes.yaml").read_text(encoding="utf-8"))
SMALL = HERE.parent / "definitions" / "small"
#: Pieces that are put in: what ends things, counts, nests, turns round or is easily taken for something else.
PIECES = (
    *(
        b"",
        b"\0",
        b"\xff",
        b"\xff\xff\xff\xff",
        b"\x3c\0",
        b"-1",
        b"0",
        b"99999999999",
        b"<",
        b">",
        b'"',
        b"&",
        b"&#0;",
        b"]]>",
    ),
    *(
        "：".encode(),
        "２０２２年".encode(),
        b"\n",
        b"\t",
        b"{",
        b"}",
        b"[",
        b"*a",
        b"&a ",
        b"!!python",
        b"- ",
        b": ",
        b"~",
        b"\\",
    ),
)
_LAST = datetime(9999, 12, 31, 23, 59)  # noqa: DTZ001 - a cell has no zone
#: One try of a target.
Try = Callable[[random.Random], None]


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


@contextmanager
def reading() -> Iterator[Try]:
    """Spoiled workbooks of every family: read, or refused with a flag."""
    made = [MAKERS[family["make"]](line[0]) for family in FAMILIES for line in family["gives"]]
    with Reader() as reader, tempfile.TemporaryDirectory() as folder:

        def once(chance: random.Random) -> None:
            name, data = chance.choice(made)
            path = Path(folder) / name
            path.write_bytes(spoiled(data, chance))
            workbook, flags = reader.read(path)
            assert workbook is not None or flags
            assert all(found.code.id.startswith("W2") for found in flags)

        yield once


@contextmanager
def converting() -> Iterator[Try]:
    """Odd cells in every column of a pack: each is valid, blank, or refused with a flag."""
    tables = [table for table in load_pack("heping").tables.values() if table.layout == "rows"]
    texts = [
        "2022-03-05",
        "2022年3月5日",
        "1,234.5万元",
        "98%",
        "是",
        "√",
        "（2022）津0101行初1号",
        "12345678901234567X",
        "—",
    ]

    def cell(chance: random.Random) -> Raw:
        text = spoiled(chance.choice(texts).encode(), chance).decode("utf-8", "replace")
        values: tuple[Raw, ...] = (
            *(None, text, text, text, "", " ", "\u200b", chance.choice(texts), True, False),
            *(chance.uniform(-1e6, 1e6), 10.0 ** chance.randrange(-300, 300), float(chance.randrange(99999)), -0.0),
            *(date(1900, 1, 1) + timedelta(chance.randrange(2_900_000)), _LAST, clock(23, 59)),
            *(
                timedelta(chance.randrange(99999)),
                ErrorCell(text),
                Uncalculated(f"={text}"),
                "9" * 400,
                "1e999",
                "字" * 4000,
            ),
        )
        return chance.choice(values)

    def once(chance: random.Random) -> None:
        table = chance.choice(tables)
        columns = {name: at for at, name in enumerate(table.columns, 1)}
        rows = [[cell(chance) for _ in columns] for _ in range(3)]
        headers = {name: column.header.zh for name, column in table.columns.items()}
        sheet = Sheet(table.sheet.zh, [list(headers.values()), *rows], formats_known=chance.random() < 0.5)
        typed, flags = convert(Located(table.id, sheet, 1, columns, headers, {}, (2, 3, 4)), table)
        assert len(typed.frame) == 3
        flagged = {(flag.place.row, flag.place.field) for flag in flags}
        for name, states in typed.state.items():
            assert set(states.tolist()) <= {VALID, BLANK, INVALID}
            for row, state in zip(typed.frame.index, states.tolist(), strict=True):
                assert state != INVALID or (row, name) in flagged

    yield once


@contextmanager
def returned_sheets() -> Iterator[Try]:
    """Spoiled flags sheets: read, or passed over."""
    head = [text.zh for text in HEADS.values()]
    stamp = "checker 1.0 · heping 0123456789ab · 区司法局 · 2022Q4 · 2022-12-31"
    line = ["确认无误", "已核对", "张三", "0123456789abcdef-01234567-01234567"]

    def once(chance: random.Random) -> None:
        rows: list[list[Raw]] = [[stamp], [], [*head], [*line], [*line]]
        for _ in range(chance.randrange(1, 6)):
            row = chance.choice(rows)
            at = chance.randrange(len(row) + 1)
            text = spoiled(str(row[at] if at < len(row) else "").encode(), chance).decode("utf-8", "replace")
            row[at : at + chance.randrange(2)] = [
                chance.choice((text, None, 5.0, date(2022, 1, 1), True, ErrorCell("#REF!")))
            ]
        chance.shuffle(rows)
        for found in read_returned_sheets(Workbook("a.xlsx", "xlsx", "", (Sheet("核对结果", rows),))):
            assert all(line.ref is None or isinstance(line.ref, str) for line in found.lines)

    yield once


@contextmanager
def loading() -> Iterator[Try]:
    """Spoiled packs: loaded, or refused with problems that say where."""
    with tempfile.TemporaryDirectory() as where:
        folder = Path(where) / "packs"
        shutil.copytree(SMALL, folder)
        files = sorted(path for path in folder.rglob("*.yaml"))
        whole = {path: path.read_bytes() for path in files}

        def once(chance: random.Random) -> None:
            path = chance.choice(files)
            path.write_bytes(spoiled(whole[path], chance))
            try:
                with suppress(Stop):
                    load_pack(folder / "demo")
            except PackError as error:
                assert error.problems
                assert all(problem.message.zh and problem.message.en for problem in error.problems)
            finally:
                path.write_bytes(whole[path])

        yield once


TARGETS = (reading, converting, returned_sheets, loading)


def fuzz(target: Callable[[], object], seconds: float, seed: int) -> int:
    """Tries a target for some seconds, and gives how often; what fails is raised with the seed that repeats it."""
    ends, tries = time.monotonic() + seconds, 0
    with target() as once:  # type: ignore[attr-defined]
        while time.monotonic() < ends:
            try:
                once(random.Random(seed + tries))
            except Exception as error:
                raise AssertionError(f"{target.__name__} fails with the seed {seed + tries}") from error
            tries += 1
    return tries


if __name__ == "__main__":
    asked = float(sys.argv[1])
    start = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(10**9)
    for each in TARGETS:
        done = f"{each.__name__}: {fuzz(each, asked / len(TARGETS), start):,} tries from the seed {start}\n"
        sys.stdout.write(done)
        sys.stdout.flush()
