"""Prints what was drawn: `checker sample draw`."""

from pathlib import Path

from rich.console import Console

from checker.cli.streams import make_table
from checker.model import Language
from checker.privacy.masking import mask_text
from checker.reporters.terminal.line import Line
from checker.sampling.percent import percent_text
from checker.sampling.sample import Sample
from checker.text.bilingual import Text
from checker.text.exact_json import Json
from checker.text.levels import EN, ZH
from checker.text.plurals import counted
from checker.text.visible import visible

#: What the document gives as numbers.
_EXACT = ("confidence", "tolerable", "expected", "allowed")


def dump_drawn(sample: Sample, out: Path) -> Json:
    """Makes the document for programs."""
    terms = sample.terms
    return {
        "format": "checker-sample/1",
        "file": str(out),
        **{name: value for name, value in terms.fields().items() if name not in _EXACT},
        **{name: getattr(terms, name) for name in _EXACT},
        "population": sum(each.population for each in sample.parts),
        "size": len(sample.rows),
        "check": sample.check,
        "departments": [
            {"code": each.code, "sha256": each.sha256, "population": each.population, "size": each.size}
            for each in sample.parts
        ],
        "rows": [{"number": each.number, "identity": each.identity, "draw_value": each.lot} for each in sample.rows],
    }


def print_drawn(screen: Console, sample: Sample, out: Path, language: Language) -> None:
    """Prints what was drawn from each department, and what to do next."""
    terms, total = sample.terms, sum(each.population for each in sample.parts)
    lines = [
        Text(
            zh=f"合格行 {total} 行，抽取 {len(sample.rows)} 行，写入 {out}",
            en=f"{len(sample.rows)} of {counted(total, 'row')} that passed {'was' if total == 1 else 'were'} drawn "
            f"and written to {out}",
        ),
        Text(
            zh=f"置信度 {percent_text(terms.confidence)}，可容忍偏差率 {percent_text(terms.tolerable)}，"
            f"允许 {terms.allowed} 行偏差；抽签号：{terms.seed}",
            en=f"Confidence {percent_text(terms.confidence)}, tolerable rate {percent_text(terms.tolerable)}, "
            f"{terms.allowed} deviations allowed; seed: {terms.seed}",
        ),
        Text(
            zh=f"校验值（请记下，交回时核对）：{sample.check}",
            en=f"Check value (note it down, and compare it when the file comes back): {sample.check}",
        ),
        Text(
            zh=f"下一步：对照原件逐行填写，再运行 checker sample evaluate {out}",
            en=f"Next: compare every row with its document, fill in the file, and run checker sample evaluate {out}",
        ),
    ]
    screen.print(Line(visible(lines[0].of(language)), style="bold"), soft_wrap=True)
    heads = ((ZH.单位, EN.Department), ("合格行数", "Passed"), ("抽取行数", "Drawn"))
    table = make_table(*heads, language=language)
    for part in sample.parts:
        table.add_row(Line(mask_text(part.name.of(language))), str(part.population), str(part.size))
    screen.print(table)
    for text in lines[1:]:
        screen.print(Line(visible(text.of(language))), soft_wrap=True)
