"""The register on a pack's page: counts, every requirement with its reason, indicators that match none."""

from collections.abc import Iterable

from checker.authoring.handbook.markdown import bullets, code, table, text
from checker.definitions.packs import Pack
from checker.definitions.register import COVERAGE_WORDS, Coverage, count_coverage, sort_by_clause
from checker.model import Language
from checker.text.bilingual import Text

_TITLE = Text(zh="文件要求登记表", en="Register of requirements")
_FURTHER = Text(zh="不对应任何要求的指标", en="Indicators that match no requirement")
_HEADS = (
    Text(zh="条款", en="Clause"),
    Text(zh="要求", en="Requirement"),
    Text(zh="覆盖情况", en="Coverage"),
    Text(zh="指标", en="Indicators"),
    Text(zh="说明", en="Why"),
)
_MEANINGS: dict[Coverage, Text] = {
    "checked": Text(zh="由指标逐行算出", en="indicators compute it from rows"),
    "partly": Text(zh="指标只算出其中一部分", en="indicators compute part of it"),
    "attested": Text(zh="由责任单位填报材料编号，人工确认", en="a person confirms it from documents that are named"),
    "not_covered": Text(zh="没有核算，也没有确认", en="neither computed nor confirmed"),
}


def register_of(pack: Pack, language: Language) -> Iterable[str]:
    """Writes the register under its headings; nothing for a pack without one."""
    if not pack.register:
        return
    yield f"## {_TITLE.of(language)}"
    yield bullets(_counts(pack, language))
    rows = [
        (
            text(entry.clause, language),
            text(entry.name.text, language),
            COVERAGE_WORDS[entry.coverage].of(language),
            ", ".join(map(code, entry.indicators)),
            text(entry.why.text, language),
        )
        for entry in sort_by_clause(pack.register)
    ]
    yield table([head.of(language) for head in _HEADS], rows)
    if pack.further:
        yield f"### {_FURTHER.of(language)}"
        colon = "：" if language == "zh" else ": "
        yield bullets(f"{code(each.indicator)}{colon}{text(each.why.text, language)}" for each in pack.further)


def _counts(pack: Pack, language: Language) -> Iterable[str]:
    total = len(pack.register)
    yield f"共 {total} 项要求。" if language == "zh" else f"{total} requirements."
    for coverage, number in count_coverage(pack.register).items():
        word, meaning = COVERAGE_WORDS[coverage].of(language), _MEANINGS[coverage].of(language)
        yield f"{word} {number} 项：{meaning}。" if language == "zh" else f"{number} {word}: {meaning}."
