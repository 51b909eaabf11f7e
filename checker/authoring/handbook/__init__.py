"""A pack as one page for people: what is judged, from which data, on which assumptions, with which examples.

It is written from the definitions alone, so it always matches what is judged. Must not import anything that reads
workbooks or computes.
"""

from collections.abc import Iterable

from checker.authoring.handbook.evidence import data_needed
from checker.authoring.handbook.examples import worked_examples
from checker.authoring.handbook.markdown import bullets, code, table, text
from checker.authoring.handbook.requirements import register_of
from checker.definitions.indicators import Indicator
from checker.definitions.packs import Pack
from checker.describe.consequences import tell_consequences
from checker.describe.own_values import Section, shared_target
from checker.describe.sections import SILENT, sections
from checker.model import Language
from checker.text.bilingual import Text
from checker.text.clauses import clause_order
from checker.text.normalize import number_text
from checker.wording.labels import BY_DEPARTMENT, target_text

_HEADS = (
    Text(zh="条款", en="Clause"),
    Text(zh="指标", en="Indicator"),
    Text(zh="编号", en="Id"),
    Text(zh="目标", en="Target"),
    Text(zh="权重", en="Weight"),
)
_INDICATORS = Text(zh="指标", en="Indicators")


def handbook(pack: Pack, language: Language) -> str:
    """Describes a pack on one Markdown page in one language."""
    chosen = list(pack.indicators.values())
    if not pack.header.order:
        chosen.sort(key=lambda each: clause_order(each.clause))
    parts = [f"# {text(pack.header.title.text, language)}", *_about(pack, language)]
    parts += _assumed(pack, language)
    parts += [f"## {_INDICATORS.of(language)}", _overview(pack, chosen, language)]
    for indicator in chosen:
        parts += _indicator(pack, indicator, language)
    parts += register_of(pack, language)
    return "\n\n".join(parts) + "\n"


def _about(pack: Pack, language: Language) -> Iterable[str]:
    header = pack.header
    title, issuer, place = (
        text(words.text, language) for words in (header.document.title, header.document.issuer, header.jurisdiction)
    )
    if language == "zh":
        facts = [
            f"来源文件：{title}（{issuer}，{header.document.dated}）。",
            f"适用于：{place}，{header.starts} 至 {header.ends}。",
            f"指标包：{code(header.id)}，版本 {text(header.version, language)}。",
        ]
    else:
        facts = [
            f"Source: {title} ({issuer}, {header.document.dated}).",
            f"Applies to: {place}, {header.starts} to {header.ends}.",
            f"Pack: {code(header.id)}, version {text(header.version, language)}.",
        ]
    yield bullets(facts)
    *better, lowest = header.grades
    grades = [f"{text(grade.name.text, language)} ≥ {number_text(grade.at_least)}" for grade in better]
    worst = text(lowest.name.text, language)
    most = number_text(header.score_at_most)
    if language == "zh":
        yield f"等次按总分（0 至 {most}）评定：{'；'.join([*grades, f'其余为{worst}'])}。"
    else:
        yield f"Grades, by the score from 0 to {most}: {'; '.join([*grades, f'{worst} below that'])}."
    if pack.header.consequences:
        yield bullets(text(said, language) for said in tell_consequences(pack))


def _assumed(pack: Pack, language: Language) -> Iterable[str]:
    if pack.header.assumptions:
        yield f"## {SILENT.of(language)}"
        yield bullets(text(words.text, language) for words in pack.header.assumptions)


def _overview(pack: Pack, indicators: Iterable[Indicator], language: Language) -> str:
    rows = [
        (
            text(indicator.clause, language),
            text(indicator.name.text, language),
            code(indicator.id),
            target_text(shared, indicator.unit_text, language) if shared.given else BY_DEPARTMENT.of(language),
            number_text(indicator.weight),
        )
        for indicator in indicators
        if (shared := shared_target(pack, indicator))
    ]
    return table([head.of(language) for head in _HEADS], rows)


def _indicator(pack: Pack, indicator: Indicator, language: Language) -> Iterable[str]:
    yield f"## {text(indicator.clause, language)} {text(indicator.name.text, language)}"
    yield code(indicator.id)
    # Assumptions and conflicts are notes on the measure; the data comes before them.
    notes = [tuple(each.text for each in words) for words in (indicator.assumptions, indicator.conflicts)]
    described = sections(pack, indicator)
    yield from _sections((each for each in described if each.sentences not in notes), language)
    yield from data_needed(pack, indicator, language)
    yield from _sections((each for each in described if each.sentences in notes), language)
    yield from worked_examples(pack, indicator, language)


def _sections(described: Iterable[Section], language: Language) -> Iterable[str]:
    for section in described:
        yield f"### {section.title.of(language)}"
        yield bullets(text(sentence, language) for sentence in section.sentences)
