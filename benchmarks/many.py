"""Writes a pack with so many departments and, for each of them, a workbook of so many rows.

    python -m benchmarks.many WORKBOOKS ROWS FOLDER

The pack builds on Heping's, so every workbook is judged by all that a department there is judged by. A process of its
own, because a process that starts others lends them its own peak of memory.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

from benchmarks.workload import DEPARTMENT, PERIOD, SPLIT
from samples.drawn.heping.generator import draw, write
from samples.library import definitions

#: The names of the pack and of the folder of workbooks.
PACK, INPUTS = "many", "inputs"
_HEADER = """\
# Heping's indicators for a roster of any length, to measure with.
id: many
version: 1.0.0
title: {zh: 许多单位（测量用）, en: Many departments (to measure with)}
extends: {extends}
"""


def make(workbooks: int, rows: int, folder: Path, extends: str = "heping") -> None:
    """Writes them; the first departments, and their workbooks, are the same however many there are."""
    pack, inputs = folder / PACK, folder / INPUTS
    for each in (pack, inputs):
        each.mkdir(parents=True, exist_ok=True)
    (pack / "pack.yaml").write_text(_HEADER.replace("{extends}", extends), encoding="utf-8")
    numbers = range(1, workbooks + 1)
    roster = "".join(
        f"  - {{code: {_code(number)}, name: {{zh: {_name(number)}, en: Department {number}}}, "
        "groups: [government-departments, enforcement-departments]}\n"
        for number in numbers
    )
    listed = (definitions.ROOT / "heping" / "departments.yaml").read_text(encoding="utf-8")
    (pack / "departments.yaml").write_text(listed.rstrip("\n") + "\n" + roster, encoding="utf-8")
    split = {name: -(-rows * share // 100) for name, share in SPLIT.items()}
    for number in numbers:
        path = inputs / f"{_name(number)}.xlsx"
        write(draw(DEPARTMENT, PERIOD, seed=number, rows=split), path)
        _give_to(number, path)


def _code(number: int) -> str:
    return f"d{number:05}"


def _name(number: int) -> str:
    return f"第{number:05}局"


def _give_to(number: int, path: Path) -> None:
    """Makes a drawn workbook another department's: its cover sheet, and the keys that no two departments may share."""
    name = definitions.departments("heping")[DEPARTMENT].names[0]
    texts = {f">{name}<": f">{_name(number)}<", ">heping<": f">{PACK}<"}
    texts[f">{DEPARTMENT.upper()}-"] = f">{_code(number).upper()}-"
    with zipfile.ZipFile(path) as archive:
        parts = {each.filename: archive.read(each) for each in archive.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            for old, new in texts.items():
                content = content.replace(old.encode(), new.encode())
            archive.writestr(part, content)


if __name__ == "__main__":
    make(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), *sys.argv[4:])
