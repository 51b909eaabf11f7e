"""What the office and its auditor do: workbooks of one sheet, runs into one ledger, decisions in all places."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from checker.cli.app import main
from checker.definitions.load import load_pack
from checker.ledger.store import open_ledger
from checker.model import Language
from checker.review.deciding import decide
from checker.review.drafts import PAGE_FORMAT
from checker.review.filters import read_filter
from checker.review.flags import load_review
from checker.review.form import HEADS
from checker.review.keyboard import ReviewApp

Row = dict[str, Any]


def write_workbook(path: Path, pack: str, department: str, table: str, rows: Sequence[Row]) -> None:
    """Writes a workbook with one filled sheet, as a clerk of this pack would."""
    defined = load_pack(pack).tables[table]
    names = list(dict.fromkeys(name for row in rows for name in row))
    book = Workbook()
    cover: Any = book.worksheets[0]
    cover.title = "填报说明"
    for line in (("报送单位", department), ("填报人", "闻人致和"), ("联系电话", "022-27200000")):
        cover.append(line)
    sheet: Any = book.create_sheet(defined.sheet.zh)
    sheet.append([defined.columns[name].header.zh for name in names])
    for row in rows:
        sheet.append([row.get(name) for name in names])
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


class Auditor:
    """One folder with a ledger, and the program in one language."""

    def __init__(self, language: Language, capfd: pytest.CaptureFixture[str]) -> None:
        self.language = language
        self._capfd = capfd
        self.err = ""

    def call(self, *words: str, code: int = 0) -> str:
        """Calls the program, which has to exit with this code; returns what it printed."""
        self._capfd.readouterr()
        done = main([*words, "--lang", self.language])
        printed = self._capfd.readouterr()
        self.err = printed.err
        assert done == code, (words, printed.err)
        return printed.out

    def run(self, pack: str, period: str) -> None:
        """Runs a period into the ledger."""
        where = ("--workers", "1", "--ledger", "ledger.sqlite", "--fail-on", "never")
        self.call("run", pack, period, f"inputs/{pack}/{period}", *where)

    def ask(self, *words: str, pack: str = "heping", day: str = "2022-07-10", code: int = 0) -> str:
        """Calls a command of the review, which has to exit with this code."""
        return self.call(*words, "--pack", pack, "--ledger", "ledger.sqlite", "--as-of", day, code=code)

    def flags(self, *words: str, pack: str = "heping", day: str = "2022-07-10") -> list[dict[str, Any]]:
        """The flags of the latest period as JSON; the conditions have to be met by some flag."""
        flags: list[dict[str, Any]] = json.loads(
            self.ask("flags", *words, "--format", "json", pack=pack, day=day, code=1)
        )["flags"]
        return flags

    def states(self, code: str, day: str = "2022-07-10") -> dict[str, tuple[str, str]]:
        """What became of the flags with a code and what holds of them, by key; all keys differ."""
        flags = self.flags("--all", "--code", code, day=day)
        found = {each["key"]: (each["state"], each["decision"]["holds"]) for each in flags}
        assert len(found) == len(flags)
        return found

    def open(self, code: str, day: str) -> set[str]:
        """The keys of the flags with a code that somebody still has to look at."""
        return {each["key"] for each in self.flags("--code", code, day=day)}

    def ref(self, code: str, key: str) -> str:
        """The reference of the one flag with a code and key."""
        (found,) = self.flags("--all", "--code", code, "--where", f"key={key}")
        return str(found["ref"])

    def listed(self, which: str, day: str) -> list[int]:
        """The numbers of the decisions on one of the lists."""
        printed = self.ask("decisions", "list", f"--{which}", "--format", "json", day=day)
        return [each["seq"] for each in json.loads(printed)["decisions"]]

    def press(self, where: str, day: str, *keys: str) -> None:
        """Presses keys on the review screen, which lists the flags that meet the conditions."""
        ledger = open_ledger("ledger.sqlite")
        review = load_review(ledger, "heping", None, date.fromisoformat(day))
        app = ReviewApp(
            *(review, read_filter(where), "李明", "", self.language),
            lambda now, wish, flags: decide(ledger, now, wish, flags, datetime.now(UTC)),
        )

        async def use() -> None:
            async with app.run_test(size=(80, 24)) as pilot:
                await pilot.pause()
                for key in keys:
                    await pilot.press(key)
                await pilot.pause()

        asyncio.run(use())


def save_page_file(path: Path, *, run: str, period: str, entries: Iterable[dict[str, str]], by: str) -> None:
    """Writes the file that the page saves: what somebody chose there about flags, each with its reference."""
    decisions = [{**each, "by": by} for each in entries]
    document = {"format": PAGE_FORMAT, "pack": "heping", "period": period, "run": run, "decisions": decisions}
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def fill_in(path: Path, language: Language, lines: Iterable[tuple[str, dict[str, Any]]]) -> None:
    """Types decisions into the workbook that `flags --format xlsx` wrote: by key, what goes into which column."""
    book = load_workbook(path)
    sheet: Any = book.worksheets[0]
    heads = [head.of(language) for head in HEADS.values()]
    row = next(cells for cells in sheet.iter_rows() if [cell.value for cell in cells] == heads)[0].row
    columns = {name: at for at, name in enumerate(HEADS, start=1)}
    rows = {sheet.cell(line, columns["key"]).value: line for line in range(row + 1, sheet.max_row + 1)}
    for key, said in lines:
        for name, value in said.items():
            cell = sheet.cell(rows[key], columns[name])
            assert not cell.protection.locked, "it can be typed into"
            cell.value = value
    book.save(path)
