"""The parts of the READMEs that the program itself says. `python -m tests.project.readme` writes them anew."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from checker.codes import catalogue
from checker.definitions.load import available_packs, load_pack
from checker.model import Language
from checker.wording.labels import SEVERITIES

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES: dict[Language, Path] = {"en": ROOT / "README.md", "zh": ROOT / "README.zh.md"}
SAMPLE = "inputs/heping/2022Q4/区城市管理委.xls"


def screen(language: Language) -> str:
    """What checking one sample workbook prints, in a folder where the marked copy may lie beside it."""
    command = ["check", SAMPLE, "--lang", language]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, SAMPLE)
        place.parent.mkdir(parents=True)
        shutil.copy(ROOT / SAMPLE, place)
        done = subprocess.run(
            [sys.executable, "-m", "checker", *command],
            cwd=folder,
            env={**os.environ, "COLUMNS": "100"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    assert done.returncode == 1, done.stdout
    lines = [f"$ checker {' '.join(command)}", *done.stdout.splitlines()]
    return "\n".join(f"    {line}".rstrip() for line in lines)


def packs(language: Language) -> str:
    """One row a built-in pack: how many indicators, from which document."""
    rows = []
    for name in available_packs():
        pack = load_pack(name)
        title = pack.header.document.title.text.of(language)
        counted = f"{len(pack.indicators)} 项指标" if language == "zh" else f"{len(pack.indicators)} indicators"
        rows.append(f"| `{name}` | {title} ({pack.header.document.dated:%Y-%m}), {counted} |")
    return "\n".join(rows)


def codes(language: Language) -> str:
    """One row a code."""
    heads = ("编码", "名称", "级别", "查什么") if language == "zh" else ("code", "slug", "severity", "finds")
    rows = [f"| {' | '.join(heads)} |", "|---|---|---|---|"]
    for code in catalogue().values():
        severity = SEVERITIES[code.severity].of(language)
        rows.append(f"| {code.id} | {code.slug} | {severity} | {code.heading.of(language)} |")
    return "\n".join(rows)


def filled(text: str, language: Language) -> str:
    """A README with its generated parts renewed."""
    for name, make in (("screen", screen), ("packs", packs), ("codes", codes)):
        begin, end = f"<!-- {name}:begin -->\n", f"<!-- {name}:end -->"
        before, _, rest = text.partition(begin)
        _, found, after = rest.partition(end)
        assert found, f"there is no place for {name}"
        text = f"{before}{begin}{make(language)}\n{end}{after}"
    return text


if __name__ == "__main__":
    for language, path in PAGES.items():
        path.write_text(filled(path.read_text(encoding="utf-8"), language), encoding="utf-8")
