"""What printed figures need: which to correct and which to submit."""

from datetime import date
from fractions import Fraction

from checker.codes.shared import FIGURE_MISSING
from checker.measures.reported.settings import ReportedSettings
from checker.measures.toolkit.basis import Basis, agree, by_day, join_clauses, list_few
from checker.measures.toolkit.shares import to_correct
from checker.model import Needed, Result
from checker.text.bilingual import Text
from checker.wording.labels import target_text
from checker.wording.results import figure_text


def figures_needed(spec: ReportedSettings, result: Result, basis: Basis, by: date | None, unit: Text) -> Needed | None:
    """Says which figures to correct, complete or submit, or what the figure itself has to be."""
    if spec.judge == "figure":
        return _value_needed(spec, result, basis, by, unit)
    counts, measured = result.measured.counts, result.measured
    fixes = to_correct(counts.passed, counts.passed + counts.failed + counts.unknown, result.side)
    if not fixes:
        return None
    missing = _missing(result)
    undecided, wrong = measured.unknown_rows.numbers, measured.failure_rows.numbers
    rows = (*undecided, *wrong)[: max(0, fixes - len(missing))]
    zh, en = [], []
    if missing:
        names_zh, names_en = list_few([f"“{name}”" for name in missing])
        zh.append(f"补报数字{names_zh}")
        en.append(f"submitting the {agree(len(missing), 'figure', 'figures')} {names_en}")
    if rows:
        named = basis.name_rows(spec.table, rows)
        zh.append(f"更正{named.zh}的数字")
        en.append(f"correcting the {agree(len(rows), 'figure', 'figures')} in {named.en}")
    if not zh:
        zh.append(f"更正 {fixes} 个数字")
        en.append(f"correcting {fixes} {agree(fixes, 'figure', 'figures')}")
    they_agree = agree(fixes, "it agrees", "they agree")
    text = Text(
        zh=f"{'、'.join(zh)}，使其相符，即可达到目标",
        en=f"{' and '.join(en)} so that {they_agree} {agree(len(en), 'reaches', 'reach')} the target",
    )
    return Needed(Fraction(fixes), rows, text, by)


def _missing(result: Result) -> list[str]:
    """Lists the figures that the sheet lacks."""
    return [
        str(value.text)
        for note in result.measured.notes
        if note.code == FIGURE_MISSING
        for name, value in note.values
        if name == "figure"
    ]


def _value_needed(spec: ReportedSettings, result: Result, basis: Basis, by: date | None, unit: Text) -> Needed:
    """Says what the figure itself has to be, and how far off it is."""
    measured, target = result.measured, result.side
    missing = _missing(result)
    if missing and result.numerator in (None, 0):
        zh, en = list_few([f"“{name}”" for name in missing])
        return Needed(None, (), Text(f"须补报数字{zh}", f"the figure {en} has to be submitted"), by)
    rows = [measured.numerator_rows, measured.failure_rows, measured.excluded_rows, measured.unknown_rows]
    numbers = tuple(sorted(number for each in rows for number in each.numbers))
    where = basis.name_rows(spec.table, numbers) if numbers else Text("所填数字", "the figure")
    if result.value is None:
        zh, en = (
            f"{where.zh}的数字或其分子、分母须更正为可用的数",
            f"the figure or the counts in {where.en} must be corrected",
        )
        return Needed(None, numbers, Text(zh, en if numbers else "the figure must be corrected"), by)
    wanted = Text(target_text(target, unit, "zh"), target_text(target, unit, "en"))
    found = Text(figure_text(result, unit, "zh"), figure_text(result, unit, "en"))
    text = Text(zh=f"{where.zh}须{wanted.zh}，现为 {found.zh}", en=f"{where.en}: {found.en} must be {wanted.en}")
    parts = [Text(text.zh + by_day(by).zh, text.en + by_day(by).en)]
    if result.lower != result.upper and spec.numerator is not None and spec.denominator is not None:
        columns = basis.tables[spec.table].columns
        top, base = columns[spec.numerator].header, columns[spec.denominator].header
        zh = f"{where.zh}只是近似值，填写“{top.zh}”和“{base.zh}”后才能判定"
        parts = [Text(zh, f"{where.en} is rounded; fill in “{top.en}” and “{base.en}” to decide it")]
    elif by is None:
        parts.append(Text(zh="只有更正印错或录错的数字才能达到", en="only correcting a misprint can change that"))
    rising = not target.is_ceiling and result.value is not None and result.value < target.value
    count = target.value - result.value if rising and result.value is not None else None
    return Needed(count, numbers, join_clauses(parts), by)
