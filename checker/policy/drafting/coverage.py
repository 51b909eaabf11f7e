"""Writes the coverage page of a draft: every sentence of the document, and what became of it."""

from collections.abc import Callable, Iterator, Sequence

from checker.policy.drafting.indicator import find_questions
from checker.policy.drafting.named import Drafted
from checker.policy.drafting.pack import Draft
from checker.policy.drafting.written import join
from checker.policy.model import Findings, Requirement, Sentence
from checker.text.bilingual import Language, Text
from checker.text.exact_json import Json

TITLE = Text("覆盖情况", "Coverage")
FOUND = Text("找到的要求", "Requirements found")
LEFT = Text("没有起草的句子", "Sentences left")
SUMMARY = Text(
    "文件 {document}：{sentences} 句，找到 {found} 项要求"
    "（有数字、日期、周期的 {numbers} 项，只有严格措辞的 {strict} 项），起草 {drafted} 个指标，{left} 句没有起草。",
    "{document}: {sentences} sentences; {found} requirements found ({numbers} with a number, date or period, {strict} "
    "in strict words only); {drafted} indicators drafted; {left} sentences left.",
)
ASK = Text("待定", "Open")
PART = Text("见 `{head}`", "in `{head}`")
NOT_DRAFTED = Text("没有起草", "not drafted")
_KEYS: tuple[tuple[Text, Callable[[Requirement], str]], ...] = (
    (Text("目标", "Target"), lambda each: f"{each.operator} {each.threshold} {each.unit}".strip()),
    (Text("周期", "Period"), lambda each: each.period if each.period_written else f"({each.period})"),
    (Text("每", "Per"), lambda each: each.whom),
    (Text("起算", "From"), lambda each: each.event),
    (Text("时限", "Within"), lambda each: each.within),
    (Text("扣减", "Deduction"), lambda each: each.consequence),
    (Text("责任单位", "Responsible"), lambda each: ", ".join(each.who)),
)


def count_findings(document: str, findings: Findings, draft: Draft) -> dict[str, int | str]:
    """Counts what a draft found, drafted and left."""
    numbers = sum(each.strength == "number" for each in findings.requirements)
    return {
        "document": document,
        "sentences": len(findings.sentences),
        "found": len(findings.requirements),
        "numbers": numbers,
        "strict": len(findings.requirements) - numbers,
        "drafted": sum(each.proposal is not None and not each.part_of for each in draft.requirements),
        "left": len(findings.left),
    }


def write_coverage(document: str, findings: Findings, draft: Draft, language: Language) -> bytes:
    """Writes the page, in Markdown and in the language of the reader."""
    lines = [f"# {TITLE.of(language)}", ""]
    lines += [SUMMARY.of(language).format(**count_findings(document, findings, draft)), ""]
    lines += [f"## {FOUND.of(language)}", ""]
    last: Sentence | None = None
    for each in draft.requirements:
        sentence = each.requirement.sentence
        if sentence != last:
            lines += [
                "",
                f"**{sentence.clause or '-'}** ({document}:{sentence.line})",
                "",
                f"> {_one_line(sentence)}",
                "",
            ]
        last = sentence
        lines += _requirement(each, language)
    lines += ["", f"## {LEFT.of(language)}", ""]
    lines += [
        f"- **{sentence.clause or '-'}** ({document}:{sentence.line}) {_one_line(sentence)} — {reason.of(language)}"
        for sentence, reason in _left(findings)
    ]
    return join(lines)


def _left(findings: Findings) -> Iterator[tuple[Sentence, Text]]:
    for index, sentence in enumerate(findings.sentences):
        if index in findings.left:
            yield sentence, findings.left[index]


def _requirement(each: Drafted, language: Language) -> list[str]:
    made = "" if each.proposal is not None else f" ({NOT_DRAFTED.of(language)})"
    part = f" ({PART.of(language).format(head=each.part_of)})" if each.part_of else ""
    facts = [(key.of(language), write(each.requirement)) for key, write in _KEYS]
    mark = "：" if language == "zh" else ": "
    told = "; ".join(f"{key}{mark}{value}" for key, value in facts if value)
    asked: Sequence[Text] = find_questions(each)
    lines = [f"- `{each.id}`{made}{part} {each.requirement.phrase} — {told}"]
    return lines + [f"  - {ASK.of(language)}{mark}{question.of(language)}" for question in asked]


def _one_line(sentence: Sentence) -> str:
    return " ".join(sentence.text.split())


def dump_requirement(each: Drafted) -> dict[str, Json]:
    """One requirement for programs."""
    requirement: Requirement = each.requirement
    sentence = requirement.sentence
    return {
        "id": each.id,
        "clause": sentence.clause,
        "line": sentence.line,
        "start": sentence.start,
        "end": sentence.end,
        "sentence": sentence.text,
        "phrase": requirement.phrase,
        "kind": requirement.kind,
        "strength": requirement.strength,
        "operator": requirement.operator,
        "threshold": requirement.threshold,
        "unit": requirement.unit,
        "period": requirement.period,
        "period_written": requirement.period_written,
        "whom": requirement.whom,
        "event": requirement.event,
        "within": requirement.within,
        "consequence": requirement.consequence,
        "who": list(requirement.who),
        "words": requirement.words,
        "indicator": each.indicator,
        "questions": [{"zh": each.zh, "en": each.en} for each in requirement.questions],
    }
