"""Drafts a pack from a published document, and says what came of it."""

import re
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.text import Text as Line

from checker.definitions.built_in import available_packs
from checker.model.stops import make_stop
from checker.outputs.files import write_files
from checker.policy.drafting.coverage import SUMMARY, count_findings, dump_requirement, write_coverage
from checker.policy.drafting.pack import Draft, draft_pack
from checker.policy.finding import find_requirements
from checker.policy.model import Findings
from checker.policy.reading.files import read_lines
from checker.tables.words import WORD
from checker.text.bilingual import Language, Text
from checker.text.exact_json import Json

COVERAGE = "coverage.md"
NEXT = Text(
    "接下来：看 {coverage}；回答各文件中的“待定”；然后运行\n"
    "  checker indicators lint {folder}\n  checker template {folder} {year}",
    "Next: read {coverage}, answer what the files leave open, then run\n  checker indicators lint {folder}\n"
    "  checker template {folder} {year}",
)
WRITTEN = Text("已写入 {folder}：{count} 个文件", "written to {folder}: {count} files")


def draft(document: Path, name: str, into: Path, language: Language) -> tuple[Findings, Draft, Path]:
    """Drafts a pack into a new folder.

    Raises:
        Stop: the document can't be read or asks for nothing that can be measured, or the folder is there already.
    """
    folder = require_new(name, into)
    lines = read_lines(document)
    findings = find_requirements(lines)
    made = draft_pack(name, document.name, lines, findings, language)
    if not any(each.proposal for each in made.requirements):
        raise make_stop("nothing-to-draft", context=document)
    made.files[COVERAGE] = write_coverage(document.name, findings, made, language)
    write_pack(folder, made.files)
    return findings, made, folder


def require_new(name: str, into: Path) -> Path:
    """The folder of a new pack.

    Raises:
        Stop: the name can't be that of a pack, or the folder is there already.
    """
    if not re.fullmatch(WORD, name):
        raise make_stop("bad-pack-name", context=name)
    if name in available_packs():
        raise make_stop("pack-name-taken", context=name)
    folder = into / name
    if folder.exists():
        raise make_stop("draft-exists", context=folder)
    return folder


def write_pack(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes the files of a pack, by their names within it."""
    write_files(folder, {each: data for each, data in files.items() if "/" not in each})
    for each in {each.rpartition("/")[0] for each in files if "/" in each}:
        inside = {key.rpartition("/")[2]: data for key, data in files.items() if key.startswith(f"{each}/")}
        write_files(folder / each, inside)


def dump_draft(document: Path, findings: Findings, made: Draft, folder: Path) -> Json:
    """A draft for programs."""
    return {
        **count_findings(document.name, findings, made),
        "folder": str(folder),
        "files": sorted(made.files),
        "requirements": [dump_requirement(each) for each in made.requirements],
        "left_sentences": [
            {
                "clause": sentence.clause,
                "line": sentence.line,
                "sentence": sentence.text,
                "why": {"zh": findings.left[index].zh, "en": findings.left[index].en},
            }
            for index, sentence in enumerate(findings.sentences)
            if index in findings.left
        ],
    }


def print_draft(
    screen: Console, document: Path, findings: Findings, made: Draft, folder: Path, language: Language
) -> None:
    """Says in a few lines what was found, drafted and left, and what to do next."""
    counts = count_findings(document.name, findings, made)
    header = made.files["pack.yaml"].decode()
    year = header.partition("\nstarts: ")[2][:4]
    for text, values in (
        (SUMMARY, counts),
        (WRITTEN, {"folder": folder, "count": len(made.files)}),
        (NEXT, {"coverage": folder / COVERAGE, "folder": folder, "year": year}),
    ):
        screen.print(Line(text.of(language).format(**values)), soft_wrap=True)
