"""The parts of the pages that the program itself says. `python -m tests.project.readme` writes them again."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from checker.codes import catalogue
from checker.definitions.load import available_packs, load_pack
from checker.model import Language
from checker.outputs import manifest
from checker.reporters.registry import reporters
from checker.wording.labels import SEVERITIES
from tests.project.conditions import operators
from tests.project.structure import floors, module_imports, room_imports

ROOT = Path(__file__).resolve().parent.parent.parent
READMES: dict[Language, Path] = {"en": ROOT / "README.md", "zh": ROOT / "README.zh.md"}
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
CONDITIONS: dict[Language, Path] = {"en": ROOT / "docs/conditions.md", "zh": ROOT / "docs/conditions.zh.md"}
SAMPLE = "inputs/heping/2022Q4/区城市管理委.xls"
AMBULANCES = "inputs/hospital/2022-12/Northmoor Ambulance Service Dec 2022.xlsx"


def screen(language: Language) -> str:
    """What checking a workbook of the sample district prints."""
    return _shown(["check", SAMPLE, "--lang", language], _printed(SAMPLE, language))


def ambulances(language: Language) -> str:
    """The results that checking a workbook of the hospital pack prints, without what comes before and after them."""
    lines = _printed(AMBULANCES, language)
    first, last = ("状态", "得分") if language == "zh" else ("Status", "Score")
    begin, end = (next(at for at, line in enumerate(lines) if line.startswith(word)) for word in (first, last))
    return _shown(["check", f'"{AMBULANCES}"', "--lang", language], ["...", *lines[begin : end + 1]])


def _shown(command: list[str], lines: list[str]) -> str:
    return "\n".join(f"    {line}".rstrip() for line in (f"$ checker {' '.join(command)}", *lines))


def _printed(sample: str, language: Language) -> list[str]:
    """The lines that checking a sample prints, in a folder where the marked copy may lie beside it."""
    command = ["check", sample, "--lang", language]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, sample)
        place.parent.mkdir(parents=True)
        shutil.copy(ROOT / sample, place)
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
    return done.stdout.splitlines()


def outputs(language: Language) -> str:
    """One row per file that a report is written to."""
    heads, whole = (("文件", "内容"), "，只有 run 写") if language == "zh" else (("file", "is"), "; `run` only")
    rows = [f"| {' | '.join(heads)} |", "|---|---|"]
    files = [(each.file, each.summary.of(language), whole if each.of == "run" else "") for each in reporters()]
    files.append((manifest.FILE, manifest.SUMMARY.of(language), ""))
    rows += [f"| `{file}` | {summary}{only} |" for file, summary, only in sorted(files)]
    return "\n".join(rows)


def packs(language: Language) -> str:
    """One row a built-in pack: how many indicators, from which document."""
    rows = []
    for name in available_packs():
        pack = load_pack(name)
        title = pack.header.document.title.text.of(language)
        counted = f"{len(pack.indicators)} 项指标" if language == "zh" else f"{len(pack.indicators)} indicators"
        rows.append(f"| `{name}` | {title} ({pack.header.document.dated:%Y-%m}), {counted} |")
    return "\n".join(rows)


FAMILIES: dict[str, dict[Language, str]] = {
    "W": {"en": "the file, its sheets and headers", "zh": "文件、工作表和表头"},
    "V": {"en": "the value of a cell", "zh": "单元格的值"},
    "C": {"en": "rows and records", "zh": "行和记录"},
    "M": {"en": "what counts in an indicator", "zh": "指标中的计数"},
    "T": {"en": "targets", "zh": "目标"},
    "A": {"en": "attestations, and signals that are worth a look", "zh": "佐证确认和值得核对的情况"},
    "D": {"en": "the YAML of a pack", "zh": "指标包的 YAML"},
}


def codes(language: Language) -> str:
    """One table per family of codes, folded; one row per code."""
    heads = ("编码", "名称", "级别", "查什么") if language == "zh" else ("code", "slug", "severity", "finds")
    found = catalogue().values()
    assert {code.id[0] for code in found} == FAMILIES.keys()
    tables = []
    for family, called in FAMILIES.items():
        of_family = [code for code in found if code.id.startswith(family)]
        colon = "：" if language == "zh" else ": "
        number = f"{len(of_family)} 个" if language == "zh" else f"{len(of_family)} codes"
        rows = [f"<details><summary><b>{family}</b> {called[language]}{colon}{number}</summary>", ""]
        rows += [f"| {' | '.join(heads)} |", "|---|---|---|---|"]
        for code in of_family:
            severity = SEVERITIES[code.severity].of(language)
            rows.append(f"| {code.id} | {code.slug} | {severity} | {code.heading.of(language)} |")
        tables.append("\n".join([*rows, "", "</details>"]))
    return "\n\n".join(tables)


def rooms(language: Language) -> str:
    """One row per room, the highest floor first: what its docstring says first."""
    rows = ["| floor | room | is |", "|---|---|---|"]
    floors_of_house = floors(room_imports(module_imports()))
    for number, floor in reversed(list(enumerate(floors_of_house, start=1))):
        for room in floor:
            path = ROOT / "checker" / room
            module = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
            docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
            first = " ".join(docstring.split("\n\n")[0].split())
            rows.append(f"| {number} | `{room}` | {first} |")
    return "\n".join(rows)


#: The generated parts of each page.
PARTS: dict[Path, dict[str, Callable[[Language], str]]] = {
    **{
        path: {"screen": screen, "outputs": outputs, "packs": packs, "ambulances": ambulances, "codes": codes}
        for path in READMES.values()
    },
    **{path: {"operators": operators} for path in CONDITIONS.values()},
    CONTRIBUTING: {"rooms": rooms},
}


def fill(path: Path, language: Language) -> str:
    """A page with its generated parts renewed."""
    text = path.read_text(encoding="utf-8")
    for name, make in PARTS[path].items():
        begin, end = f"<!-- {name}:begin -->\n", f"<!-- {name}:end -->"
        before, _, rest = text.partition(begin)
        _, found, after = rest.partition(end)
        assert found, f"there is no place for {name}"
        text = f"{before}{begin}{make(language)}\n{end}{after}"
    return text


#: Every page with generated parts, and the language of those.
PAGES: tuple[tuple[Path, Language], ...] = (
    *((path, language) for language, path in READMES.items()),
    *((path, language) for language, path in CONDITIONS.items()),
    (CONTRIBUTING, "en"),
)

if __name__ == "__main__":
    for path, language in PAGES:
        path.write_text(fill(path, language), encoding="utf-8")
