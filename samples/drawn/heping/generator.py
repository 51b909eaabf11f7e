"""Draws a department's workbook with a known truth, and writes it.

    drawn = draw("sfj", "2022Q4", seed=1, rows=20)
    written = write(drawn, Path("区司法局.xlsx"), Style(varied=True))

The drawn rows are plain dicts of what the cells mean; a good workbook has no finding but those about its targets.
Deterministic: the same arguments give the same rows and the same bytes. Five tables of 100,000 rows take some twenty
seconds (with `lean`, which leaves out the columns that no indicator looks at).
"""

from __future__ import annotations

import calendar
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Literal

from samples.drawn.declaring import declare, row_of, silent, ticks
from samples.drawn.heping import cases, meetings, people
from samples.drawn.heping.layout import Laid, Style, cover, lay
from samples.drawn.heping.season import Season
from samples.library import definitions
from samples.library.cells import Page, book_of_pages
from samples.library.meanings import Row
from samples.library.xlsx import by_openpyxl, stream

PACK = "heping"
PLAIN = Style()
_DRAWN_ALONE = {
    "litigation": cases.litigation,
    "disclosure": cases.disclosure,
    "proposals": cases.proposals,
    "officers": people.officers,
    "leaders": people.leaders,
    "casefile_reviews": meetings.casefile_reviews,
    "court_visits": meetings.court_visits,
    "lectures": meetings.lectures,
}
#: Tables whose rows belong to the rows of another.
_DRAWN_OF = {"training": ("officers", people.training), "leader_training": ("leaders", people.leader_training)}
#: The tables that are drawn; the department's others are written as nothing to report.
DRAWN_TABLES = (*_DRAWN_ALONE, *_DRAWN_OF)


@dataclass(frozen=True)
class Drawn:
    """What a department's workbook says.

    Attributes:
        department: its code.
        period: such as "2022Q4".
        as_of: the last day that the workbook tells of.
        tables: rows by table, in the order of the pack.
        ways: by table without rows, how the workbook declares that there is nothing to report; it is silent on others.
    """

    department: str
    period: str
    as_of: date
    tables: dict[str, list[Row]]
    ways: Mapping[str, str] = field(default_factory=dict)

    @property
    def silent(self) -> frozenset[str]:
        """The tables of which the workbook says nothing."""
        return silent(self.tables, self.ways)


@dataclass(frozen=True)
class Written:
    """A workbook as written, and where each table lies in it."""

    path: Path
    laid: dict[str, Laid]


def last_day(period: str) -> date:
    """The last day of a quarter such as "2022Q2"."""
    year, month = int(period[:4]), int(period[5]) * 3
    return date(year, month, calendar.monthrange(year, month)[1])


def draw(department: str, period: str, *, seed: int, rows: int | Mapping[str, int], lean: bool = False) -> Drawn:
    """Draws a good workbook.

    Args:
        department: the code of one that submits.
        period: a quarter such as "2022Q4".
        seed: another one, another workbook.
        rows: how many a table, one number for all or one each; a table that is not named has none. There are never
            more lectures than six a day, and of the courses of heads at most one a person and day.
        lean: leave optional columns blank that no indicator looks at.
    """
    goodness = Random(f"{seed}/{department}/goodness").choice((0.5, 0.8, 0.95, 0.98, 1.0, 1.0))
    tables: dict[str, list[Row]] = {}
    for name in definitions.tables_of(PACK, department):
        chance = Random(f"{seed}/{department}/{period}/{name}")
        as_of = last_day(period)
        season = Season(department, date(as_of.year, 1, 1), as_of, chance, goodness, lean)
        count = rows if isinstance(rows, int) else rows.get(name, 0)
        if name not in DRAWN_TABLES:
            continue  # written as nothing to report
        if name in _DRAWN_ALONE:
            tables[name] = _DRAWN_ALONE[name](season, count)
        else:
            other, drawing = _DRAWN_OF[name]
            tables[name] = drawing(season, count, tables[other])
    ways = declare(tables, Random(f"{seed}/{department}/{period}/ways"), always=True)
    return Drawn(department, period, last_day(period), tables, ways)


def quieten(drawn: Drawn, chance: Random) -> Drawn:
    """The same workbook with some tables emptied, of which some are declared to be empty."""
    tables = {name: [] if chance.random() < 0.4 else rows for name, rows in drawn.tables.items()}
    return replace(drawn, tables=tables, ways=declare(tables, chance))


def write(
    drawn: Drawn,
    path: Path,
    style: Style = PLAIN,
    *,
    seed: int = 0,
    by: Literal["xlsxwriter", "openpyxl"] = "xlsxwriter",
) -> Written:
    """Writes a drawn workbook as xlsx.

    Args:
        drawn: what it says.
        path: where to.
        style: plainly, or as people do.
        seed: decides which of people's ways.
        by: which library writes it.
    """
    chance = Random(f"{seed}/{drawn.department}/{drawn.period}/style")
    pages: list[Page] = []
    laid: dict[str, Laid] = {}
    for name, rows in drawn.tables.items():
        page, laid[name] = lay(definitions.table(name), rows, style, Random(chance.random()), row_of(drawn.ways, name))
        pages.append(page)
    pages += [_nothing(name) for name in definitions.tables_of(PACK, drawn.department) if name not in drawn.tables]
    if style.order:
        chance.shuffle(pages)
    pages = [_cover(drawn, style, chance), *pages]
    if by == "xlsxwriter":
        stream(pages, path)
    else:
        path.write_bytes(by_openpyxl(book_of_pages(pages), zipfile.ZIP_DEFLATED))
    return Written(path, laid)


def _nothing(name: str) -> Page:
    """The sheet of a table that says that there is nothing to report."""
    table = definitions.table(name)
    lines = [[column.headers[0] for column in table.columns.values()], ["无"]]
    return Page(table.sheets[0], lambda: iter(lines), {})


def with_cell(drawn: Drawn, table: str, row: int, changes: Row) -> Drawn:
    """The same workbook with some cells of one row (counted from 0) changed."""
    rows: Sequence[Row] = drawn.tables[table]
    changed = [*rows[:row], {**rows[row], **changes}, *rows[row + 1 :]]
    return replace(drawn, tables={**drawn.tables, table: changed})


def _cover(drawn: Drawn, style: Style, chance: Random) -> Page:
    department = definitions.departments(PACK)[drawn.department]
    name, period = department.names[0], drawn.period
    if style.varied:
        quarter = "一二三四"[int(period[5]) - 1]
        name = chance.choice(department.names)
        period = chance.choice((period, f"{period[:4]}年第{quarter}季度", f"{period[:4]} {period[4:]}"))
    filled = {"department": name, "period": period, "pack": PACK}
    return cover(definitions.table("cover"), filled, style, chance, ticks(drawn.ways))
