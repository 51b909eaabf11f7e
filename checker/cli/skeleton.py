"""Writes a new pack from a workbook, and says what came of it."""

import shlex
from pathlib import Path

from rich.console import Console
from rich.text import Text as Line

from checker.authoring.skeleton.pack import EXAMPLE, Skeleton, make_skeleton
from checker.authoring.skeleton.tables import OPEN
from checker.cli.draft import WRITTEN, require_new, write_pack
from checker.cli.office import read_office, reading_limits
from checker.definitions.catalogue import list_packs
from checker.locate.cover import read_cover
from checker.model.stops import make_stop
from checker.sources.dropdowns import read_dropdowns
from checker.sources.reader import Reader
from checker.text.bilingual import Language, Text
from checker.text.exact_json import Json
from checker.text.visible import visible

TABLE = Text(
    "{sheet}：第 {row} 行是表头，{columns} 列，{rows} 行；键：{key}",
    "{sheet}: header in row {row}, {columns} columns, {rows} rows; key: {key}",
)
LEFT = Text("没有找到表头的表：{sheets}", "Sheets without a header: {sheets}")
NEXT = Text(
    "接下来：回答各文件中的 {count} 处“待定”，把 {example} 换成你的指标，然后运行\n"
    "  checker indicators lint {folder}\n"
    "  checker check {file} --pack {folder} --period {year} --department {department}\n"
    "  checker template {folder} {year}",
    "Next: answer the {count} lines marked “Open”, replace {example} with your own, then run\n"
    "  checker indicators lint {folder}\n"
    "  checker check {file} --pack {folder} --period {year} --department {department}\n"
    "  checker template {folder} {year}",
)


def new(name: str, file: Path, into: Path, language: Language) -> tuple[Skeleton, Path]:
    """Writes a pack into a new folder.

    Raises:
        Stop: the workbook can't be read or no sheet has a header, or the folder is there already.
    """
    folder = require_new(name, into)
    if not file.is_file():
        raise make_stop("no-source-workbook", context=file)
    with Reader(reading_limits(read_office())) as reader:
        workbook, flags = reader.read(file)
    if workbook is None:
        raise make_stop("source-unreadable", context=file, why=flags[0].code.heading)
    cover = list_packs()[0].cover
    made = make_skeleton(
        name, workbook, read_dropdowns(file, workbook), (cover, read_cover(workbook, cover)[0]), language
    )
    if made is None:
        raise make_stop("no-header-found", context=file)
    write_pack(folder, made.files)
    return made, folder


def dump_skeleton(file: Path, made: Skeleton, folder: Path) -> Json:
    """A new pack for programs."""
    return {
        "folder": str(folder),
        "files": sorted(made.files),
        "questions": _count_open(made),
        "tables": [
            {
                "id": table.id,
                "sheet": table.found.sheet.name,
                "header_row": table.found.header_row,
                "rows": len(table.found.rows),
                "key": list(table.key),
                "columns": {column.id: column.proposal.type for column in table.columns},
            }
            for table in made.tables
        ],
        "left": list(made.left),
    }


def print_skeleton(screen: Console, file: Path, made: Skeleton, folder: Path, language: Language) -> None:
    """Says in a few lines what was found and what to do next."""
    lines = [WRITTEN.of(language).format(folder=folder, count=len(made.files))]
    for table in made.tables:
        key = ", ".join(table.key) or Text("待定", "open").of(language)
        values = {"sheet": table.found.sheet.name, "row": table.found.header_row, "key": key}
        lines.append(TABLE.of(language).format(**values, columns=len(table.columns), rows=len(table.found.rows)))
    lines += [LEFT.of(language).format(sheets=", ".join(made.left))] if made.left else []
    commands = {"folder": folder, "file": file, "year": made.year, "department": made.department}
    quoted = {name: shlex.quote(str(value)) for name, value in commands.items()}
    lines.append(NEXT.of(language).format(**quoted, count=_count_open(made), example=f"{EXAMPLE}.yaml"))
    for line in lines:
        screen.print(Line("\n".join(map(visible, line.split("\n")))), soft_wrap=True)


def _count_open(made: Skeleton) -> int:
    marks = (f"# {OPEN.zh}", f"# {OPEN.en}")
    return sum(data.decode().count(mark) for data in made.files.values() for mark in marks)
