"""Evaluates a filled-in sample and says what it means: `checker sample evaluate`."""

import re
from pathlib import Path

from rich.console import Console

from checker.cli.office import read_office
from checker.cli.streams import make_table
from checker.definitions.levels import words_of
from checker.definitions.load import load_pack
from checker.errors import Stop
from checker.intake.files import require_file
from checker.model import Language
from checker.model.workbook import Workbook
from checker.privacy.masking import flag_message, mask_text
from checker.reporters.terminal.line import Line
from checker.sampling.outcome import Outcome, evaluate, is_unseen
from checker.sampling.percent import percent_text, rounded_percent
from checker.sampling.reading import read_sample
from checker.sources.reader import Reader
from checker.tables.words import WORD
from checker.text.bilingual import Text
from checker.text.exact_json import Json
from checker.text.levels import EN, ZH, Levels
from checker.text.plurals import counted
from checker.text.visible import visible

_STYLES = {"not_reached": "bold green", "extend": "bold yellow", "check_all": "bold red"}


def evaluate_file(path: Path) -> Outcome:
    """Reads a filled-in sample and evaluates it.

    Raises:
        Stop: the file can't be read, is no sample, was changed, or isn't filled in.
    """
    return evaluate(read_sample(path, read_file(path)))


def find_words(outcome: Outcome) -> Levels | None:
    """Finds what the pack of a sample calls its levels; None if the pack has no words of its own, or isn't here."""
    name = outcome.returned.terms.pack
    try:
        return words_of(load_pack(read_office().find_pack(name)).header.levels) if re.fullmatch(WORD, name) else None
    except Stop:
        return None


def read_file(path: Path) -> Workbook:
    """Reads a workbook.

    Raises:
        Stop: it can't be read.
    """
    require_file(path)
    with Reader() as reader:
        workbook, flags = reader.read(path)
    if workbook is None:
        message = Text(flag_message(flags[0], "zh"), flag_message(flags[0], "en"))
        raise Stop("unreadable", message, context=str(path), hint=flags[0].expected)
    return workbook


def dump_outcome(outcome: Outcome) -> Json:
    """Makes the document for programs."""
    terms, design = outcome.returned.terms, outcome.design
    return {
        "format": "checker-sample-evaluation/1",
        "pack": terms.pack,
        "period": terms.period,
        "as_of": terms.as_of,
        "indicator": terms.indicator,
        "seed": terms.seed,
        "check": outcome.returned.check,
        "confidence": terms.confidence,
        "tolerable": terms.tolerable,
        "tolerable_rows": design.tolerable_rows,
        "population": design.population,
        "size": design.size,
        "deviations": len(outcome.deviating),
        "missing_documents": outcome.unseen,
        "upper_rows": outcome.upper_rows,
        "upper_rate": outcome.upper_rate,
        "process_upper_rate": outcome.process_rate,
        "conclusion": outcome.conclusion,
        "extend_to": outcome.extend_to,
        "departments": [
            {
                "code": each.part.code,
                "population": each.part.population,
                "size": each.part.size,
                "deviations": each.found,
                "missing_documents": each.unseen,
                "upper_rows": each.upper_rows,
            }
            for each in outcome.parts
        ],
        "rows": [
            {
                "number": mask_text(line.number),
                "identity": line.identity,
                "document_seen": not is_unseen(line),
                "remark": mask_text(line.answers["remark"]),
            }
            for line in outcome.deviating
        ],
    }


def print_outcome(screen: Console, outcome: Outcome, language: Language) -> None:
    """Prints what was found by department, the rows that deviate, the bounds, and the conclusion in words."""
    terms = outcome.returned.terms
    title = f"{terms.pack} {terms.period}  {terms.indicator}"
    screen.print(Line(visible(title), style="bold"), soft_wrap=True)
    heads = (
        *((ZH.单位, EN.Department), ("合格行数", "Passed"), ("抽取行数", "Drawn"), ("偏差", "Deviations")),
        *(("其中无原件", "No document"), (f"本{ZH.单位}至多", "At most")),
    )
    table = make_table(*heads, language=language)
    for each in outcome.parts:
        numbers = (each.part.population, each.part.size, each.found, each.unseen, each.upper_rows)
        table.add_row(Line(mask_text(each.part.name.of(language))), *map(str, numbers))
    screen.print(table)
    for line in outcome.deviating:
        what = Text("无原件", "no document") if is_unseen(line) else Text("与原件不一致", "differs from the document")
        remark = f"  {mask_text(line.answers['remark'])}" if line.answers["remark"] else ""
        text = f"{mask_text(line.number)}  {visible(line.identity)}  {what.of(language)}{remark}"
        screen.print(Line(text), soft_wrap=True)
    for sentence in _describe_bounds(outcome):
        screen.print(Line(visible(sentence.of(language))), soft_wrap=True)
    screen.print(Line(visible(_conclude(outcome).of(language)), style=_STYLES[outcome.conclusion]), soft_wrap=True)
    screen.print(Line(visible(_advise(outcome).of(language))), soft_wrap=True)
    check = Text(f"校验值：{outcome.returned.check}", f"Check value: {outcome.returned.check}")
    screen.print(Line(check.of(language), style="dim"), soft_wrap=True)


def _describe_bounds(outcome: Outcome) -> tuple[Text, ...]:
    terms, design, found = outcome.returned.terms, outcome.design, len(outcome.deviating)
    sure = percent_text(terms.confidence)
    return (
        Text(
            zh=f"样本 {design.size} 行，偏差 {found} 行，其中 {outcome.unseen} 行没有原件。",
            en=f"{found} of {design.size} rows deviate; {outcome.unseen} of them have no document.",
        ),
        Text(
            zh=f"以 {sure} 的置信度，{design.population} 行合格行中至多 {outcome.upper_rows} 行有偏差"
            f"（{rounded_percent(outcome.upper_rate)}）。",
            en=f"With {sure} confidence, at most {outcome.upper_rows} of the {design.population} rows that passed "
            f"deviate ({rounded_percent(outcome.upper_rate)}).",
        ),
        Text(
            zh=f"如果把这些行看作持续办理过程的一段，偏差率至多 {rounded_percent(outcome.process_rate)}"
            "（Clopper-Pearson 单侧上限）。",
            en="If these rows are taken as a part of an ongoing process, its rate of deviations is at most "
            f"{rounded_percent(outcome.process_rate)} (Clopper-Pearson, one-sided).",
        ),
    )


def _conclude(outcome: Outcome) -> Text:
    rate, rows = percent_text(outcome.returned.terms.tolerable), outcome.design.tolerable_rows
    if outcome.conclusion == "not_reached":
        return Text(
            zh=f"结论：合格行可以信赖，没有达到可容忍偏差率 {rate}（{rows} 行）。",
            en=f"Conclusion: the rows that passed can be relied on. The tolerable rate of {rate} "
            f"({counted(rows, 'row')}) isn't reached.",
        )
    if outcome.conclusion == "extend":
        return Text(
            zh=f"结论：还不能说明合格行可以信赖，偏差可能达到可容忍偏差率 {rate}（{rows} 行）。",
            en="Conclusion: it isn't shown that the rows that passed can be relied on. The deviations may reach the "
            f"tolerable rate of {rate} ({counted(rows, 'row')}).",
        )
    return Text(
        zh=f"结论：合格行不可信赖，偏差可能达到或超过可容忍偏差率 {rate}（{rows} 行）。",
        en="Conclusion: the rows that passed can't be relied on. The deviations may reach or exceed the tolerable "
        f"rate of {rate} ({counted(rows, 'row')}).",
    )


def _advise(outcome: Outcome) -> Text:
    found, size = len(outcome.deviating), outcome.design.size
    if outcome.conclusion == "not_reached":
        if not found:
            return Text("下一步：保存这份文件。", "Next: keep this file.")
        return Text(
            zh=f"下一步：请{ZH.单位}改正上面列出的行，并保存这份文件。",
            en=f"Next: have the {EN.departments} correct the rows listed above, and keep this file.",
        )
    if outcome.extend_to is not None:
        to, more = outcome.extend_to, outcome.extend_to - size
        return Text(
            zh=f"下一步：把样本扩大到 {to} 行（再查 {more} 行）：用同样的选项和抽签号，"
            f"加 --rows {to} --answers 本文件，再抽一次，已抽的行都在其中，已填的内容也带过去。"
            "其余各行都没有偏差，才能说明没有达到。只扩大一次：一再扩大，直到结果合意，不能说明问题。",
            en=f"Next: extend the sample to {to} rows ({more} more): draw again with the same options and seed and "
            f"--rows {to} --answers THIS_FILE; the rows drawn so far are among them, with your answers. If no further "
            "row deviates, the rate isn't reached. "
            "Extend once only: a sample that is extended until it suits proves nothing.",
        )
    return Text(
        zh=f"下一步：请各{ZH.单位}逐行核对全部合格行，改正后重新报送，再用新的抽签号抽查。",
        en=f"Next: have the {EN.departments} check all rows that passed, correct and submit them again; then draw a "
        "new sample with a new seed.",
    )
